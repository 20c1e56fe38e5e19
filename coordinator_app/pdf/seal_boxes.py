"""The covered places of a finished page, as they are drawn: whether they are solid, and the page without their black.

A machine that reads pictures takes a black bar for a line of the page and leaves out words that stand beside it; with
the bar as light as the paper it reads them, as somebody who wants to know would see to.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from PIL import Image

from coordinator_app.pdf.pack_content import Box

_BRIGHTEST: Final = 48
"""Of 255; painted black comes back from a JPEG at most about 20."""
_ABOUT: Final = 60
"""Pixels about a box in which the paper is looked at."""
_ROUND: Final = 2
"""Pixels round a box that are its own edge, blended with what stands there."""


def is_solid(grey: Image.Image, box: Box) -> bool:
    """Whether every pixel in the box is black; its edge is left out, where neighbours are blended."""
    width, height = grey.size
    left, right = math.ceil(box.x0 * width) + _ROUND, math.floor(box.x1 * width) - _ROUND
    top, bottom = math.ceil(box.y0 * height) + _ROUND, math.floor(box.y1 * height) - _ROUND
    if left >= right or top >= bottom:
        left, right = math.floor(box.x0 * width), math.ceil(box.x1 * width)
        top, bottom = math.floor(box.y0 * height), math.ceil(box.y1 * height)
    return float(str(grey.crop((left, top, right, bottom)).getextrema()[1])) <= _BRIGHTEST


def on_paper(grey: Image.Image, boxes: Iterable[Box]) -> Image.Image:
    """The page with its solid boxes as light as its paper. One that is not solid stays: what can be seen in it is to be read."""
    areas = [_area(grey, box) for box in boxes if is_solid(grey, box)]
    if not areas:
        return grey
    made = grey.copy()
    for area in areas:
        made.paste(_paper(grey, area), area)
    return made


def _paper(grey: Image.Image, area: tuple[int, int, int, int]) -> int:
    """How light the paper is about a place: what is lighter or darker than it would be a mark of its own."""
    around = (area[0] - _ABOUT, area[1] - _ABOUT, area[2] + _ABOUT, area[3] + _ABOUT)
    levels = grey.crop(_within(grey, around)).histogram()
    return max(range(_BRIGHTEST + 1, 256), key=levels.__getitem__)


def _within(grey: Image.Image, area: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    return max(0, area[0]), max(0, area[1]), min(grey.width, area[2]), min(grey.height, area[3])


def _area(grey: Image.Image, box: Box) -> tuple[int, int, int, int]:
    width, height = grey.size
    left, top = math.floor(box.x0 * width) - _ROUND, math.floor(box.y0 * height) - _ROUND
    right, bottom = math.ceil(box.x1 * width) + _ROUND, math.ceil(box.y1 * height) + _ROUND
    return _within(grey, (left, top, right, bottom))
