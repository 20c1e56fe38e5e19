"""The words of a page as pdfium reads them: where each stands on the displayed page, and how it is painted."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from enum import IntEnum
from typing import Any, Final

import pypdfium2.raw as pdfium

from coordinator_app.pdf.pack_content import Word

_FINE: Final = 1_000_000
_LIGATURE: Final = 4
_UNPAINTED: Final = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_PALE: Final = 200
_NO_LETTER: Final = "\ufffd"
Place = tuple[float, float, float, float]
"""Left, top, right, bottom as fractions of the displayed page, from its top left corner."""


class Ink(IntEnum):
    """How a word is painted: dark or coloured, pale, not at all, or by a sign that only claims to be these letters."""

    PAINTED = 0
    PALE = 1
    UNSEEN = 2
    CLAIMED = 3


def words_on(page: Any, text: Any) -> Iterator[Word]:
    """The words of a pdfium page and its text page, seen or not, also those that lie off the page."""
    for word, _ in inked_words(page, text):
        yield word


def inked_words(page: Any, text: Any) -> Iterator[tuple[Word, Ink]]:
    """The same, each with how it is painted."""
    chars: list[str] = []
    boxes: list[_Edges] = []
    first = 0
    for index in range(int(pdfium.FPDFText_CountChars(text))):
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        if char.isspace() or (char == "\0" and not _is_sign(text, index)):
            yield from _word(page, text, chars, boxes, first)
            chars, boxes = [], []
            continue
        # pdfium's mark for a hyphen at the end of a line; a sign that says nothing still belongs to its word
        chars.append("-" if char in "\x02\ufffe" else _NO_LETTER if char == "\0" else char)
        if not pdfium.FPDFText_IsGenerated(text, index):
            first = first if boxes else index
            boxes.append(_edges(text, index))
    yield from _word(page, text, chars, boxes, first)


def _is_sign(text: Any, index: int) -> bool:
    """Whether something stands there that has a width, though nothing says which letter it is."""
    left, _, right, _ = _edges(text, index)
    return not pdfium.FPDFText_IsGenerated(text, index) and right > left


_Edges = tuple[float, float, float, float]
"""Left, bottom, right, top in the page's own points."""


def _edges(text: Any, index: int) -> _Edges:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _word(
    page: Any, text: Any, chars: list[str], boxes: list[_Edges], first: int
) -> Iterator[tuple[Word, Ink]]:
    """One word; its rectangle is turned with the page, which goes by quarters only, so two corners are enough."""
    if chars and boxes:
        says = "".join(chars).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        left, bottom, right, top = zip(*boxes, strict=True)
        one = _device(page, min(left), min(bottom))
        other = _device(page, max(right), max(top))
        (x0, x1), (y0, y1) = (sorted(ends) for ends in zip(one, other, strict=True))
        ink = Ink.CLAIMED if _is_claimed(boxes) else _ink(text, first)
        yield Word(says, x0, y0, x1, y1), ink


def _is_claimed(boxes: list[_Edges]) -> bool:
    """Whether one sign says that it is four letters or more: no ligature does, a picture of something else may."""
    return any(len(set(boxes[at : at + _LIGATURE])) == 1 for at in range(len(boxes) - _LIGATURE + 1))


def _ink(text: Any, index: int) -> Ink:
    """How the first letter of a word is painted."""
    mode = pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(text, index))
    if mode in _UNPAINTED:
        return Ink.UNSEEN
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    is_pale = min(red.value, green.value, blue.value) > _PALE or alpha.value < 255 - _PALE
    return Ink.PALE if is_pale else Ink.PAINTED


def _device(page: Any, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
    return across.value / _FINE, down.value / _FINE


def place_on(page: Any, bounds: _Edges) -> Place:
    """Where a rectangle in the page's own points lies on the page as displayed."""
    left, bottom, right, top = bounds
    one, other = _device(page, left, bottom), _device(page, right, top)
    (x0, x1), (y0, y1) = (sorted(ends) for ends in zip(one, other, strict=True))
    return x0, y0, x1, y1
