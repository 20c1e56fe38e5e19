"""Boxes of few widths: as wide as the name under it, a box tells how long the name is, and with a list of a class whose.

A box grows to the right, over white paper only, to the next of a few fixed widths; where something stands before that,
up to it, for where that begins can be seen anyway. Nothing that is shown is covered. In the middle of a line the next
word stands where it stood, so that there the length can still be seen: no picture of a page can hide that.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from typing import Final

from PIL import Image, ImageChops

from coordinator_app.pdf.pack_content import Box, Word

_STEP: Final = 0.12
"""Of the width of a page: a given name, or a family name, is seldom wider; both together have two."""
_EDGE: Final = 0.995
_CLEAR: Final = 0.003
"""Of the width of a page: so much stays free before what stands behind a box."""
_BLANK: Final = 0.6
"""Of the height of a box: what lies between it and the next word of its line is no more, and is left."""
_FAINT: Final = 32
"""Of 255: the grain of scanned paper is paler."""


def evened(boxes: Sequence[Box], words: Iterable[Word], picture: Image.Image) -> tuple[Box, ...]:
    """The boxes of one page, each as wide as it may be; `words` are those that are not covered."""
    kept = list(words)
    return tuple(_evened(box, kept, picture) for box in boxes)


def _evened(box: Box, words: Sequence[Word], picture: Image.Image) -> Box:
    width, height = picture.size
    if (box.x1 - box.x0) * width < (box.y1 - box.y0) * height:
        return box  # words that stand upright, or a place drawn by hand
    wanted = min(_EDGE, box.x0 + _STEP * math.ceil(round((box.x1 - box.x0) / _STEP, 3)))
    free = _free(box, wanted, words, picture)
    if free < wanted:
        blank = _BLANK * (box.y1 - box.y0) * height / width
        free = free - _CLEAR if free - box.x1 > blank else box.x1
    return replace(box, x1=free) if free > box.x1 else box


def _free(box: Box, wanted: float, words: Sequence[Word], picture: Image.Image) -> float:
    """How far to the right there is nothing but paper."""
    band = replace(box, x0=box.x1, x1=wanted) if wanted > box.x1 else None
    if band is None:
        return box.x1
    ends = [word.x0 for word in words if band.touches(word)]
    return min([wanted, *ends, *_ink(band, picture)])


def _ink(band: Box, picture: Image.Image) -> Iterable[float]:
    """Where the first ink stands within a place, if there is any."""
    width, height = picture.size
    left = math.ceil(band.x0 * width)
    area = (left, math.floor(band.y0 * height), math.ceil(band.x1 * width), math.ceil(band.y1 * height))
    if area[0] >= area[2] or area[1] >= area[3]:
        return
    paper = picture.crop(area)
    each = [_against_itself(colour) for colour in paper.split()]
    found = reduce(ImageChops.lighter, each).getbbox()
    if found:
        yield (left + found[0]) / width


def _against_itself(colour: Image.Image) -> Image.Image:
    """What of one colour is not as most of it is."""
    levels = colour.histogram()
    usual = max(range(256), key=levels.__getitem__)
    return colour.point([255 if abs(level - usual) > _FAINT else 0 for level in range(256)])
