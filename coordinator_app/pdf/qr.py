"""The opaque reference on every printed page as a QR code drawn as lines.

The reference (`core.ids.new_reference`) is random: it tells neither time nor person, only this vault knows what it
stands for (decision 13). A scan may hold one with either check.

The code of a page with signature boxes says where they stand as well, so that a scan of it can be looked at for
an empty one without knowing the wording or the values that it was printed with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from coordinator_app.core.ids import known_reference

_PAYLOAD: Final = re.compile(
    r"([0-9A-Z-]+) ([0-9]{1,4})/([0-9]{1,4})(?: ([0-3])((?:[A-Z][0-9]{1,3}(?:\.[0-9]{1,3})?)+))?"
)
_BOX: Final = re.compile(r"([A-Z])([0-9]{1,3})(?:\.([0-9]{1,3}))?")

EDGE: Final = 20
TOP: Final = 16
BAND: Final = 8
PAGE_WIDTH: Final = 210
PAGE_HEIGHT: Final = 297
SIGNING_ROOM: Final = 24
"""Millimetres: the edges at the sides, the top edge, the band of a practice vault, an A4 page, room to sign in."""
_FIRST, _LATER, _LARGER = 24.0, 17.0, 1.1


@dataclass(frozen=True, slots=True)
class SignBox:
    """A line to sign on: the how manyth of the form (from 1), millimetres from the page's top, and its width.

    It begins at the left edge of the column; `SIGNING_ROOM` is clear above it.
    """

    number: int
    line: int
    width: int


@dataclass(frozen=True, slots=True)
class PageCode:
    """What the QR code of one page says: reference, page from 1, number of pages, and the page's signature boxes.

    `practice` and `large` are told with the boxes only: they shift and widen the code itself.
    """

    reference: str
    page: int
    pages: int
    boxes: tuple[SignBox, ...] = ()
    practice: bool = False
    large: bool = False


def code_side(*, first: bool, large: bool) -> float:
    """The side of the code in millimetres: larger on the first page and in large print."""
    return (_FIRST if first else _LATER) * (_LARGER if large else 1)


def page_code(code: PageCode) -> str:
    """The text inside the QR code, so short that the code of a page with two boxes stands a quarter of it torn off.

    "7QK4-M2ZD-91XA 1/2", or with boxes "7QK4M2ZD91XA 2/2 0A73.82B185": large print and practice, then each box with
    its line and, where it is not that of the box before, its width.
    """
    if not code.boxes:
        return f"{code.reference} {code.page}/{code.pages}"
    told, width = "", 0
    for box in code.boxes:
        told += f"{chr(64 + box.number)}{box.line}" + ("" if box.width == width else f".{box.width}")
        width = box.width
    look = int(code.practice) + 2 * int(code.large)
    return f"{code.reference.replace('-', '')} {code.page}/{code.pages} {look}{told}"


def read_page_code(text: str) -> PageCode | None:
    """What a scanned code says, or None if it is not ours."""
    found = _PAYLOAD.fullmatch(text.strip())
    reference = known_reference(found[1]) if found else None
    if not found or not reference or not 1 <= int(found[2]) <= int(found[3]):
        return None
    boxes, look = _boxes(found[5] or ""), int(found[4] or 0)
    return PageCode(reference, int(found[2]), int(found[3]), boxes, bool(look & 1), bool(look & 2))


def _boxes(text: str) -> tuple[SignBox, ...]:
    """The boxes told; one that no page has room for is left out, so that a made-up code leads to no wrong look."""
    boxes, width = [], 0
    for letter, line, told in _BOX.findall(text):
        width = int(told) if told else width
        boxes.append(SignBox(ord(letter) - 64, int(line), width))
    return tuple(box for box in boxes if box.line <= PAGE_HEIGHT and 10 <= box.width <= PAGE_WIDTH - 2 * EDGE)


def qr_bars(text: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The QR code as (modules a side, bars); a bar is (column, row from the top, length) in modules.

    Neighbouring dark modules are joined, so that no hairline shows between them in print.
    """
    import segno  # noqa: PLC0415  (only what draws needs it; references alone must stay cheap)

    matrix: list[bytearray] = [bytearray(row) for row in segno.make_qr(text, error="m").matrix]
    bars = [
        (dark.start(), row, dark.end() - dark.start())
        for row, modules in enumerate(matrix)
        for dark in re.finditer(rb"\x01+", bytes(modules))
    ]
    return len(matrix), tuple(bars)
