"""Goes over every part of a packed file (Word, Excel, OpenDocument) for words that its reader has no place for.

Each part is read once, piece by piece, and nothing of it is kept but words. What cannot be read is said, never refused:
the reader has read what the file shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking import sheets, sweeping, word, zips
from coordinator_app.documents.looking.found import Found
from coordinator_app.documents.looking.leftover import Net
from coordinator_app.documents.looking.zips import Package

_MOST_PART: Final = 30_000_000  # bytes of a part without the rows of a sheet
_UNREAD: Final = "Some of its parts could not be looked into for words: look at the file itself."
_XML: Final = (".xml", ".rels", ".vml", ".rdf", ".xhtml")
# parts without anybody's words: kinds and places of parts, fonts, menus, small programs, which are said elsewhere
_NOT_SWEPT: Final = re.compile(
    r"\[Content_Types\]\.xml|META-INF/.*|word/fontTable\.xml|word/vbaData\.xml|Configurations2/.*|Basic/.*|Scripts/.*"
)
_ANYTHING: Final = ("customXml/", "docProps/custom.xml")  # data of somebody's own
_NAMED: Final = re.compile(r"(?:.*/)?(?:media|embeddings|Pictures|activeX)/([^/]+)\.\w+")
# the words of a Word part whose reader goes over its paragraphs
_RUNS: Final = frozenset({"t", "delText", "instrText", "delInstrText"})
_WALKED: Final = re.compile(
    r"word/(?:header\d*|footer\d*|footnotes|endnotes|comments\w*|glossary/document\w*)\.xml"
)
_PARAGRAPHS: Final = frozenset({"p", "h"})  # of an OpenDocument text, whose reader goes over them
_ROWS: Final = re.compile(rb"<(?:\w+:)?sheetData[\s>]")
_ROWS_END: Final = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_STRINGS: Final = re.compile(rb"(?:[\x20-\x7e]\0){3,}|[\x20-\x7e]{4,}")


@dataclass(frozen=True, slots=True)
class _Read:
    """What its reader has read of a file: of the part with the document itself these elements, and these sheets."""

    main: str
    own: frozenset[str]
    sheets: frozenset[str]

    def texts(self, name: str) -> frozenset[str]:
        """The elements of a part whose words are read."""
        if name == self.main:
            return self.own
        return _RUNS if _WALKED.fullmatch(name) else frozenset()


def with_others(content: bytes, found: Found) -> Found:
    """What a reader found, and after it all words of the file that it did not. `content` is a packed file."""
    net = Net(_known(found))
    hidden = () if _over(Package(content), net) else (_UNREAD,)
    return replace(found, parts=(*found.parts, net.part()), hidden=(*found.hidden, *hidden, *net.hidden()))


def _known(found: Found) -> Iterator[str]:
    for part in found.parts:
        yield part.heading
        yield from part.lines


def _over(package: Package, net: Net) -> bool:
    """Every part; whether all of them could be read."""
    whole = True
    read = _read(package)
    for name in package.names:
        called = _NAMED.fullmatch(name)
        if called:
            net.take(called[1])
        if _NOT_SWEPT.fullmatch(name) or not _is_words(name):
            continue
        try:
            whole = _part(name, package.read(name), net, read) and whole
        except BadFile:
            whole = False
    return whole


def _is_words(name: str) -> bool:
    return name.lower().endswith(_XML) or "activeX" in name


def _part(name: str, data: bytes, net: Net, read: _Read) -> bool:
    if not name.lower().endswith(_XML):
        for found in _STRINGS.findall(data):
            net.take(found.replace(b"\0", b"").decode("ascii"))
        return True
    if name in read.sheets:
        data = _without_rows(data)
    if len(data) > _MOST_PART:
        return False
    parser = etree.XMLParser(
        target=sweeping.Sweep(net, read.texts(name), anything=name.startswith(_ANYTHING)),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return False
    return True


def _without_rows(data: bytes) -> bytes:
    """A sheet without its rows, which its reader has read whole; as it is if it is not plain where they end."""
    first = _ROWS.search(data)
    ends = [found.span() for found in _ROWS_END.finditer(data)]
    if first is None or len(ends) != 1 or ends[0][0] < first.start():
        return data
    return data[: first.start()] + data[ends[0][1] :]


def _read(package: Package) -> _Read:
    kind = zips.family_of(package)
    if kind.startswith("doc"):
        return _Read(word.main_part(package), _RUNS, frozenset())
    if kind.startswith("xls"):
        return _Read("", frozenset(), sheets.listed(package))
    return _Read("content.xml" if kind == "odt" else "", _PARAGRAPHS, frozenset())
