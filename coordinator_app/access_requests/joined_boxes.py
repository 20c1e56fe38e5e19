"""Boxes over neighbouring words as one: two beside each other, as wide as a given and a family name, tell whose name it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coordinator_app.access_requests.pack_order import OrderBox

_GAP = 0.012
"""Of the width of a page: a blank between two words, and no word."""
_BLANK = 0.6
"""Of the height of a box, in widths of an upright page: the same for large letters."""
_ALIKE = 0.6
"""How much of the lower of two boxes lies beside the other where they are on one line."""


def joined(boxes: Iterable[OrderBox]) -> tuple[OrderBox, ...]:
    """The boxes in the order of the pages, those of one line and one reason that only a blank keeps apart as one."""
    made: list[OrderBox] = []
    for box in sorted(boxes, key=lambda one: (one.page, one.left, one.top)):
        at = next((number for number, one in enumerate(made) if _goes_on(one, box)), None)
        if at is None:
            made.append(box)
        else:
            made[at] = _both(made[at], box)
    return tuple(made)


def _goes_on(one: OrderBox, other: OrderBox) -> bool:
    """Whether the second stands right behind the first on its line."""
    if one.page != other.page or one.why != other.why or bool(one.words) is not bool(other.words):
        return False
    beside = min(one.bottom, other.bottom) - max(one.top, other.top)
    lower = min(one.bottom - one.top, other.bottom - other.top)
    gap = max(_GAP, _BLANK * lower)
    return beside >= _ALIKE * lower > 0 and other.left - one.right <= gap and other.right > one.right


def _both(one: OrderBox, other: OrderBox) -> OrderBox:
    return replace(
        one,
        top=min(one.top, other.top),
        right=max(one.right, other.right),
        bottom=max(one.bottom, other.bottom),
        words=" ".join(filter(None, (one.words, other.words))),
    )
