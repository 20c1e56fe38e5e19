"""A finished pack without its password, for the viewer inside the unlocked vault, and for paper."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pikepdf

from coordinator_app.core.answers import as_answer
from coordinator_app.core.page_images import LockedWanted, PagesWanted
from coordinator_app.core.wire import from_plain
from coordinator_app.pdf.page_pictures import pages_shown
from coordinator_app.pdf.render import open_file


def pages_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "print.locked": `LockedWanted` -> `PagesShown`. Only the pages asked for are unlocked."""
    wanted = from_plain(LockedWanted, request, blobs)
    part, first, total = _part(wanted)
    with open_file(part) as source:
        shown = pages_shown(source, PagesWanted(part, wanted.dpi, jpeg=wanted.jpeg), words=False)
    pages = tuple(replace(page, number=page.number + first - 1) for page in shown.pages)
    return as_answer(replace(shown, pages=pages, total=total))


def unlock_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "print.unlock": `LockedWanted` -> all its pages without the lock, as the only blob."""
    wanted = from_plain(LockedWanted, request, blobs)
    return {}, [unlocked(wanted.content, wanted.opens_with)]


def unlocked(pdf: bytes, password: str) -> bytes:
    """A finished pack without its lock. Raises pikepdf.PasswordError if the password is not its own."""
    with pikepdf.open(io.BytesIO(pdf), password=password) as pack:
        return _saved(pack)


def _part(wanted: LockedWanted) -> tuple[bytes, int, int]:
    """The pages wanted as a file of their own, the number of its first page, and how many pages there are."""
    with pikepdf.open(io.BytesIO(wanted.content), password=wanted.opens_with) as pack, pikepdf.new() as part:
        total = len(pack.pages)
        first = min(max(1, wanted.first), total)
        part.pages.extend(pack.pages[first - 1 : min(wanted.last or total, total)])
        return _saved(part), first, total


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, encryption=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
