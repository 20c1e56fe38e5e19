"""Child tasks on the pages of kept documents: put in a new order by pikepdf, and where their words stand.

What is made depends on the files and the order alone, so the same order gives the same file. The originals are bytes that
were handed over: nothing here can change what is kept. Never run in the main process.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

import pikepdf

from coordinator_app.core.answers import as_answer
from coordinator_app.core.errors import BadFile
from coordinator_app.core.page_images import PageWord
from coordinator_app.core.scan_types import PDF, scan_type
from coordinator_app.core.wire import from_plain
from coordinator_app.documents.looking.carrying import SAFE, put_in
from coordinator_app.documents.looking.opening import open_any
from coordinator_app.documents.reading_jobs import (
    NewOrder,
    PageWords,
    Rearranged,
    Rearranging,
    WhereWanted,
    WordsWhere,
)
from coordinator_app.pdf.scans import one_by_one, open_scan

_DAMAGED = "This PDF is damaged, so its pages cannot be put in another order."
_NOT_PAGES = "Only the pages of a PDF, a scan or a picture can be put in another order."
_AS_PDF = "Open it where it came from, save a copy as PDF, then add that copy."
_MOST_WORDS = 400_000
_ACTIVE = ("/AA", "/Metadata", "/PieceInfo")


def rearrange_task(
    request: dict[str, Any], blobs: list[bytes], _: object
) -> tuple[dict[str, Any], list[bytes]]:
    """Task "files.rearrange": `Rearranging` -> `Rearranged`. BadFile in plain words if it cannot be done."""
    return as_answer(rearrange(from_plain(Rearranging, request, blobs)))


def where_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "files.where": `WhereWanted` -> `WordsWhere`."""
    return as_answer(where(from_plain(WhereWanted, request, blobs).content))


def rearrange(wanted: Rearranging) -> Rearranged:
    """A PDF for each order."""
    try:
        with ExitStack() as opened:
            sources = [opened.enter_context(_opened(content)) for content in wanted.contents]
            return Rearranged(tuple(_made(sources, order) for order in wanted.orders))
    except (pikepdf.PdfError, IndexError, ValueError):
        raise BadFile(_DAMAGED, safe=SAFE, next_step=_AS_PDF) from None


def _opened(content: bytes) -> pikepdf.Pdf:
    kind = scan_type(content)
    if not kind:
        raise BadFile(_NOT_PAGES, safe=SAFE, next_step=_AS_PDF)
    return pikepdf.Pdf.open(io.BytesIO(content if kind == PDF else _as_pdf(content)))


def _as_pdf(content: bytes) -> bytes:
    """A picture, or a scan of several, as a PDF of as many pages."""
    made = pikepdf.Pdf.new()
    with open_scan(content) as scan, one_by_one(content) as alone:
        for index in range(scan.pages):
            with pikepdf.Pdf.open(io.BytesIO(alone(index))) as one:
                made.pages.extend(one.pages)
    return _saved(made)


def _made(sources: Sequence[pikepdf.Pdf], order: NewOrder) -> bytes:
    made = pikepdf.Pdf.new()
    put_in(made, sources, order)
    for page, taken in zip(made.pages, order.pages, strict=True):
        if taken.turn % 360:
            page.rotate(taken.turn % 360, relative=True)
        for name in _ACTIVE:  # what runs by itself, or tells of other things than the page
            if name in page.obj:
                del page.obj[name]
    return _saved(made)


def _saved(made: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue()


def where(content: bytes) -> WordsWhere:
    """The words of every page with their places; pages that are only pictures have none."""
    with open_any(content) as source:
        room, pages = _MOST_WORDS, []
        for index in range(source.pages):
            source.size(index)
            words = source.words(index)[: max(0, room)]
            room -= len(words)
            pages.append(
                PageWords(tuple(PageWord(one.text, one.x0, one.y0, one.x1, one.y1) for one in words))
            )
    return WordsWhere(tuple(pages))
