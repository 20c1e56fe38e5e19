"""Words of a PDF that its pages do not show: invisible ones, painted ones that nobody sees, and those beside the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from coordinator_app.core.errors import BadFile
from coordinator_app.pdf.pack_content import Word
from coordinator_app.pdf.render import Source, open_file, words_beside
from coordinator_app.pdf.words_seen import unseen_words as unseen_on

_MOST_OBJECTS: Final = 200_000  # of one file that are looked at
_MOST_WORDS: Final = 20_000  # of one page
_MOST_DEEP: Final = 4
_LISTED: Final = 12
_SAME_LINE: Final = 0.6


@dataclass(slots=True)
class Unseen:
    """The pages (from 1) with words that paint nothing; words that cannot be seen, and those beside a page, by page.

    `stopped` is the page at which looking ended because the file holds too much, None if all of it was looked at.
    """

    invisible: list[int] = field(default_factory=list)
    unseen: dict[int, str] = field(default_factory=dict)
    beside: dict[int, str] = field(default_factory=dict)
    stopped: int | None = None


def unseen_words(content: bytes, seen: Unseen | None = None) -> Unseen:
    """What a PDF holds in words and does not show; `seen` are its pages where they were gone through already."""
    found = seen or Unseen()
    _invisible(content, found)
    if seen is None:
        with open_file(content) as source:
            for index in range(source.pages):
                look(source, index, found)
    return found


def _invisible(content: bytes, found: Unseen) -> None:
    """Which pages have words that paint nothing, as far as a file may be looked through."""
    left = _MOST_OBJECTS
    with pypdfium2.PdfDocument(content) as pdf:
        for number, page in enumerate(pdf, start=1):
            try:
                for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=_MOST_DEEP):
                    left -= 1
                    if left < 0:
                        found.stopped = min(number, found.stopped or number)
                        return
                    if _paints_nothing(one) and number not in found.invisible[-1:]:
                        found.invisible.append(number)
            finally:
                page.close()


def _paints_nothing(one: Any) -> bool:
    mode = pdfium.FPDFTextObj_GetTextRenderMode(one)
    return bool(mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def look(source: Source, index: int, found: Unseen) -> None:
    """The words of one page that stand in its text and not in its picture."""
    try:
        source.size(index)
        if len(source.words(index)) > _MOST_WORDS:
            found.stopped = min(index + 1, found.stopped or index + 1)
            return
        both = (found.unseen, unseen_on(source, index)), (found.beside, words_beside(source, index))
    except (BadFile, pypdfium2.PdfiumError, ValueError, RuntimeError, OSError):
        found.stopped = min(index + 1, found.stopped or index + 1)
        return
    for kept, words in both:
        if words:
            kept[index + 1] = said_on(words)


def said_on(words: Iterable[Word]) -> str:
    """Words as they stand one after the other; another line begins behind a stroke."""
    said, before = "", None
    for word in words:
        lower = min(word.y1 - word.y0, before.y1 - before.y0) if before else 0.0
        beside = min(word.y1, before.y1) - max(word.y0, before.y0) if before else 0.0
        said += (
            word.text if before is None else f"{' ' if beside >= _SAME_LINE * lower else ' / '}{word.text}"
        )
        before = word
    return said


def listed(by_page: dict[int, str]) -> tuple[str, ...]:
    """A line for each page."""
    return tuple(f"Page {page}: {words}" for page, words in by_page.items())


def said(found: Unseen) -> list[str]:
    """Sentences about pages with invisible words, and about what was not looked at."""
    invisible = [_of_pages(found.invisible)] if found.invisible else []
    if found.stopped is None:
        return invisible
    return [
        *invisible,
        f"It holds too much to be looked through for hidden words: from page {found.stopped} on a person has to look.",
    ]


def _of_pages(pages: list[int]) -> str:
    named = ", ".join(str(page) for page in pages[:_LISTED])
    more = " and more" if len(pages) > _LISTED else ""
    return f"Words that cannot be seen lie on page {named}{more}, as scanners put them under a picture. They are searched."
