"""Pages that are pictures though some words lie on them: a scan with the stamp of a fax says more than its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from coordinator_app.pdf.pack_content import Word
from coordinator_app.pdf.render import Box, Source, picture_boxes

_FINE: Final = 50  # squares to a side in which what is covered is counted
_MUCH: Final = 30  # of 100 of the page
# on pictures: as many as these are the words of the picture itself, put there by a scanner's own program
_MANY_WORDS: Final = 40


def is_pictured(source: Source, index: int, words: Sequence[Word]) -> bool:
    """Whether pictures cover much of a page and hold more than the few words that lie on them."""
    boxes = picture_boxes(source, index)
    if not boxes or _covered(boxes) * 100 <= _MUCH * _FINE * _FINE:
        return False
    return sum(any(_lies_on(word, box) for box in boxes) for word in words) < _MANY_WORDS


def _covered(boxes: Iterable[Box]) -> int:
    """How many squares of the page are covered, each counted once: scans come cut into strips."""
    rows = [0] * _FINE
    for x0, y0, x1, y1 in boxes:
        left, right = _square(x0), _square(x1)
        for row in range(_square(y0), _square(y1)):
            rows[row] |= (1 << right) - (1 << left)
    return sum(row.bit_count() for row in rows)


def _square(place: float) -> int:
    return min(_FINE, max(0, round(place * _FINE)))


def _lies_on(word: Word, box: Box) -> bool:
    across, down = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]
