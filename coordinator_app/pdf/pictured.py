"""Pages that say more than their words, as a scan with the stamp of a fax does, and pages on which nothing stands at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PIL import Image

from coordinator_app.pdf.odd_words import says_otherwise
from coordinator_app.pdf.pack_content import Word
from coordinator_app.pdf.page_words import Place
from coordinator_app.pdf.render import (
    Source,
    holds_more,
    ink_of,
    page_says_instead,
    picture_boxes,
    words_beside,
)

_FINE: Final = 50  # squares to a side in which what is covered is counted
_MUCH: Final = 30  # of 100 of the page
# on pictures: as many as these are the words of the picture itself, put there by a scanner's own program
_MANY_WORDS: Final = 40
_WHITE: Final = 250  # of 255
_BLANK_DPI: Final = 72  # a hair line is drawn a pixel wide at any fineness


def is_blank_page(source: Source, index: int, words: Sequence[Word]) -> bool:
    """Whether nothing stands on a page, so that nobody has to read it: no word, no picture, and not one pixel of ink.

    Paper that was scanned is never quite even: whether it is empty is judged where it is read by machine.
    """
    return not words and not picture_boxes(source, index) and is_even(source.picture(index, _BLANK_DPI))


def is_empty_page(source: Source, index: int, picture: Image.Image) -> bool:
    """Whether a reader may be told that a page is empty: white paper without a mark, and no words, seen or not.

    A page that is all of another colour is not: somebody may have painted it over. Nor is one with a note or a drawing
    that is not seen here: whoever has the file may have read it there.
    """
    nothing = not source.words(index) and not words_beside(source, index) and not picture_boxes(source, index)
    return nothing and not holds_more(source, index) and sum(picture.convert("L").histogram()[:_WHITE]) == 0


def is_even(picture: Image.Image) -> bool:
    """Whether every pixel has the same colour."""
    pixels = picture.width * picture.height
    return all(pixels in band.histogram() for band in picture.convert("RGB").split())


def is_pictured(source: Source, index: int, words: Sequence[Word]) -> bool:
    """Whether a page says more than its words do: as pictures, or in signs of which nobody knows the letter.

    Pictures cover much of it and hold more than the few words that lie on them, or the words are not what is seen.
    """
    if says_otherwise(words, ink_of(source, index)) or (words and page_says_instead(source, index)):
        return True
    boxes = picture_boxes(source, index)
    if not boxes or _covered(boxes) * 100 <= _MUCH * _FINE * _FINE:
        return False
    return sum(any(_lies_on(word, box) for box in boxes) for word in words) < _MANY_WORDS


def _covered(boxes: Iterable[Place]) -> int:
    """How many squares of the page are covered, each counted once: scans come cut into strips."""
    rows = [0] * _FINE
    for x0, y0, x1, y1 in boxes:
        left, right = _square(x0), _square(x1)
        for row in range(_square(y0), _square(y1)):
            rows[row] |= (1 << right) - (1 << left)
    return sum(row.bit_count() for row in rows)


def _square(place: float) -> int:
    return min(_FINE, max(0, round(place * _FINE)))


def _lies_on(word: Word, box: Place) -> bool:
    across, down = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]
