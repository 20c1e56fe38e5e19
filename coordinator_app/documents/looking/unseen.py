"""Words of a PDF that its pages do not show: invisible ones, as scanners put them under a picture, and those beside the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

_MOST_OBJECTS: Final = 200_000  # of one file that are looked at
_MOST_DEEP: Final = 4
_LISTED: Final = 12


@dataclass(frozen=True, slots=True)
class Unseen:
    """The pages (from 1) that hold invisible words, and the words that lie beside their page ("Page 2: ...").

    `stopped` is the page at which looking ended because the file holds too much, None if all of it was looked at.
    """

    invisible: list[int]
    beside: list[str]
    stopped: int | None = None


def unseen_words(content: bytes) -> Unseen:
    """What a PDF holds in words and does not show."""
    invisible: list[int] = []
    beside: list[str] = []
    left = _MOST_OBJECTS
    with pypdfium2.PdfDocument(content) as pdf:
        for index in range(len(pdf)):
            page = pdf[index]
            try:
                for one, outside in _texts(page):
                    left -= 1
                    if left < 0:
                        return Unseen(invisible, beside, index + 1)
                    if pdfium.FPDFTextObj_GetTextRenderMode(one) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
                        invisible += [index + 1] if index + 1 not in invisible[-1:] else []
                    elif outside:
                        words = " ".join(one.extract().split())
                        beside += [f"Page {index + 1}: {words}"] if words else []
            finally:
                page.close()
    return Unseen(invisible, beside)


def _texts(page: Any) -> Iterator[tuple[Any, bool]]:
    """Each text of a page, and whether all of it lies beside what is shown of the page."""
    left, bottom, right, top = page.get_cropbox()
    text = page.get_textpage()
    try:
        for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=_MOST_DEEP, textpage=text):
            if one.level:  # within a drawing its place is counted from that drawing
                yield one, False
                continue
            x0, y0, x1, y1 = one.get_bounds()
            yield one, x1 <= left or x0 >= right or y1 <= bottom or y0 >= top
    finally:
        text.close()


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
