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
_THINNEST: Final = 50
"""A dash is at least as high as this part of its length."""
_UNPAINTED: Final = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_PALE: Final = 200
_NO_LETTER: Final = "\ufffd"
Place = tuple[float, float, float, float]
"""Left, top, right, bottom as fractions of the displayed page, from its top left corner."""


class Ink(IntEnum):
    """How a word is painted: dark or coloured, pale, not at all, or by signs that only claim to be these letters.

    `LONE` is a sign by itself of which the file does not say what letter it is: a bullet, as a rule.
    """

    PAINTED = 0
    PALE = 1
    UNSEEN = 2
    CLAIMED = 3
    LONE = 4


def words_on(page: Any, text: Any) -> Iterator[Word]:
    """The words of a pdfium page and its text page, seen or not, also those that lie off the page."""
    for word, _ in inked_words(page, text):
        yield word


def inked_words(page: Any, text: Any) -> Iterator[tuple[Word, Ink]]:
    """The same, each with how it is painted."""
    for word, ink, _ in _placed(page, text):
        yield word, ink


def drawn_by(page: Any, text: Any) -> Iterator[tuple[Word, frozenset[int]]]:
    """Each word with the text objects of the page that draw its letters, by their number."""
    for word, _, letters in _placed(page, text):
        objects = (pdfium.FPDFText_GetTextObject(text, letter) for letter in letters)
        yield word, frozenset(number_of(one) for one in objects if one)


def number_of(one: Any) -> int:
    """What tells an object of an open page from the others."""
    return ctypes.cast(one, ctypes.c_void_p).value or 0


def _placed(page: Any, text: Any) -> Iterator[tuple[Word, Ink, range]]:
    """Each word, how it is painted, and which letters of the page are its own."""
    chars: list[str] = []
    boxes: list[_Edges] = []
    first, guessed = 0, False
    for index in range(int(pdfium.FPDFText_CountChars(text))):
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        unknown = char == "\0" or pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
        if not _is_sign(text, index) if unknown else char.isspace():
            yield from _word(page, text, chars, boxes, first, guessed=guessed)
            chars, boxes, guessed = [], [], False
            continue
        guessed = guessed or unknown
        chars.append(_said(char, unknown=unknown))
        if not pdfium.FPDFText_IsGenerated(text, index):
            first = first if boxes else index
            boxes.append(_edges(text, index))
    yield from _word(page, text, chars, boxes, first, guessed=guessed)


def _said(char: str, *, unknown: bool) -> str:
    """The letter that a sign says. One that says nothing still belongs to its word; in a name of its own it may be a letter."""
    if unknown:
        return char if char.isprintable() and not char.isspace() else _NO_LETTER
    return "-" if char in "\x02\ufffe" else char  # pdfium's mark for a hyphen at the end of a line


def _is_sign(text: Any, index: int) -> bool:
    """Whether something is drawn there, though nothing says which letter it is: a blank has a width and next to no height."""
    left, bottom, right, top = _edges(text, index)
    thin, long = sorted((right - left, top - bottom))
    return not pdfium.FPDFText_IsGenerated(text, index) and thin * _THINNEST > long


_Edges = tuple[float, float, float, float]
"""Left, bottom, right, top in the page's own points."""


def _edges(text: Any, index: int) -> _Edges:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _word(
    page: Any, text: Any, chars: list[str], boxes: list[_Edges], first: int, *, guessed: bool
) -> Iterator[tuple[Word, Ink, range]]:
    """One word; its rectangle is turned with the page, which goes by quarters only, so two corners are enough."""
    if chars and boxes:
        says = "".join(chars).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        left, bottom, right, top = zip(*boxes, strict=True)
        one = _device(page, min(left), min(bottom))
        other = _device(page, max(right), max(top))
        (x0, x1), (y0, y1) = (sorted(ends) for ends in zip(one, other, strict=True))
        yield (
            Word(says, x0, y0, x1, y1),
            _known_ink(text, boxes, first, guessed=guessed),
            range(first, first + len(chars)),
        )


def _known_ink(text: Any, boxes: list[_Edges], first: int, *, guessed: bool) -> Ink:
    """How a word is painted, if it is known what it says."""
    if guessed:
        return Ink.CLAIMED if len(boxes) > 1 else Ink.LONE
    return Ink.CLAIMED if _is_claimed(boxes) else _ink(text, first)


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
