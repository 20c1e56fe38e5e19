"""Child task on a PDF of too many pages: a part of it as a PDF of its own, looked at; or what lies behind all of its pages.

Each part is made by qpdf's library, opened again by the other reader, and held page by page against the file: a page that
is missing, moved or other than it was stops everything. Never run in the main process.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any, Final

import pikepdf
import pypdfium2

from coordinator_app.core.answers import as_answer
from coordinator_app.core.errors import BadFile
from coordinator_app.core.wire import from_plain
from coordinator_app.documents.looking import kinds, look, portable, with_inside
from coordinator_app.documents.looking.carrying import carry_layers, still
from coordinator_app.documents.looking.found import searchable, with_last_line
from coordinator_app.documents.looking.whole_pdf import pages_of, portion_of
from coordinator_app.documents.model import MOST_BYTES, Looked, Portion
from coordinator_app.documents.reading_jobs import FileGiven, PartMade, PartWanted

_AS_PDF: Final = "Open it where it came from, print it to a new PDF, then add that copy."
_DAMAGED: Final = "This PDF is damaged, so it cannot be read in parts."
_OTHER: Final = "cannot be taken out of it as it is, so it cannot be read in parts."
_SWELLS: Final = "Read in parts, this PDF swells to more than is safe."
_MOST_PAGES: Final = 12_000
"""Of all earlier versions of a whole file together: two of the longest, and some."""
_FAULTS = (
    pikepdf.PdfError,
    pypdfium2.PdfiumError,
    IndexError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    RecursionError,
)


def part_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "parting.part": `PartWanted` -> `PartMade`. BadFile in plain words if it cannot be done."""
    return as_answer(part(from_plain(PartWanted, request, blobs)))


def part(wanted: PartWanted) -> PartMade:
    """A part with what was found in it, or what lies behind the pages of the whole file."""
    try:
        with pypdfium2.PdfDocument(wanted.content) as whole:
            portion = portion_of(wanted.number, wanted.pages, len(wanted.content))
            if len(whole) != wanted.pages or not 0 <= wanted.number <= portion.count:
                raise BadFile(_DAMAGED, next_step=_AS_PDF)
        if not portion.number:
            return PartMade(b"", _behind(wanted.content, portion))
        made = _made(wanted.content, portion)
    except MemoryError:
        raise BadFile(_SWELLS, next_step=_AS_PDF) from None
    except _FAULTS:
        raise BadFile(_DAMAGED, next_step=_AS_PDF) from None
    return PartMade(made, _looked(made, portion))


def _behind(content: bytes, portion: Portion) -> Looked:
    """What lies behind all pages: once, for the whole. Words on a page that nobody sees are told with its part."""
    found = portable.behind_all_pages(content, _MOST_PAGES)
    words, _ = searchable(with_last_line("", 1, portable.words_behind(found)))
    looked = with_inside(Looked(kinds.PDF, 1, words, portion=portion), found)
    hidden, _ = searchable(looked.hidden)
    return replace(looked, hidden=hidden)


def _looked(made: bytes, portion: Portion) -> Looked:
    try:
        return replace(look(FileGiven("part.pdf", made)), portion=portion)
    except BadFile as error:
        words = f"{portion.words().capitalize()} of it, from page {portion.first:,} on: {error.happened}"
        raise BadFile(words, next_step=error.next_step) from None


def _made(content: bytes, portion: Portion) -> bytes:
    wanted = pages_of(portion, len(content))
    with pikepdf.open(io.BytesIO(content)) as source, pikepdf.new() as made:
        if len(source.pages) != portion.pages:
            raise BadFile(_DAMAGED, next_step=_AS_PDF)
        # answers that stand on no page of this part may come along unseen: they are told of the file, and of the part
        made.add_pages_from(source, list(wanted))
        carry_layers(made, [source])
        still(made)
        out = io.BytesIO()
        made.save(out, deterministic_id=True)
    pdf = out.getvalue()
    if len(pdf) > MOST_BYTES:
        raise BadFile(_SWELLS, next_step=_AS_PDF)
    _demand_same(content, pdf, wanted)
    return pdf


def _demand_same(content: bytes, made: bytes, wanted: range) -> None:
    """Raise BadFile unless every page is there, in its place, as large and with the same words and pieces."""
    with pypdfium2.PdfDocument(content) as whole, pypdfium2.PdfDocument(made) as taken:
        if len(taken) != len(wanted):
            raise BadFile(_DAMAGED, next_step=_AS_PDF)
        for index, page in enumerate(wanted):
            if _facts(whole, page) != _facts(taken, index):
                raise BadFile(f"Page {page + 1:,} of this file {_OTHER}", next_step=_AS_PDF)


def _facts(pdf: Any, index: int) -> tuple[object, ...]:
    page = pdf[index]
    text = page.get_textpage()
    try:
        sizes = (page.get_size(), page.get_rotation(), page.get_mediabox(), page.get_cropbox())
        return (*sizes, text.get_text_range(), [one.type for one in page.get_objects(max_depth=1)])
    finally:
        text.close()
        page.close()
