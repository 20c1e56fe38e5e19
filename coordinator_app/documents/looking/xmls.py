"""XML inside foreign files: no DOCTYPE, no entities, no network, within limits of size and depth."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from lxml import etree

from coordinator_app.core.dates import say
from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking.zips import damaged

MOST_BYTES: Final = 50_000_000


def tree(data: bytes) -> Any:
    """The root of an XML part. BadFile if it is damaged, too large, too deep, or brings definitions of its own."""
    if len(data) > MOST_BYTES:
        raise too_large()
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise damaged() from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise damaged()
    return root


def pieces(data: bytes, *names: str) -> Iterator[Any]:
    """The elements of these names, each let go again when the next is asked for. BadFile as `tree` raises it."""
    if len(data) > MOST_BYTES:
        raise too_large()
    walk = etree.iterparse(
        io.BytesIO(data),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
    )
    try:
        for number, (_, element) in enumerate(walk):
            if not number and element.getroottree().docinfo.internalDTD is not None:
                raise damaged()
            yield element
            element.clear(keep_tail=False)
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.LxmlError, ValueError, AssertionError):
        raise damaged() from None


def too_large() -> BadFile:
    """What is said of a part that would take too much memory."""
    return BadFile(
        "A part of this file is larger than is safe to read.",
        next_step="Open it in its own program, save a copy as PDF, then choose that copy.",
    )


def local(element: Any) -> str:
    """The name of an element without its namespace, "" for what is none."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def named(element: Any, name: str) -> str:
    """An attribute by its name without a namespace, "" if there is none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def words_of(element: Any) -> str:
    """All text below an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def day_of(stamp: str) -> date | None:
    """The day of an instant as office files write it, None if it is none."""
    try:
        return datetime.fromisoformat(stamp[:19]).date()
    except ValueError:
        return None


def on_day(stamp: str) -> str:
    """An instant as " on 3 May 2026", "" if it is none."""
    day = day_of(stamp)
    return f" on {say(day)}" if day and day.year > 1900 else ""


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 comment", "3 comments"."""
    return f"{number:,} {one if number == 1 else many}"
