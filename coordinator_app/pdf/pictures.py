"""Puts a rebuilt page into a pack: the picture, and over it the kept words as a layer that only readers see."""

from __future__ import annotations

from codecs import utf_16_be_encode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from coordinator_app.core.letter_order import as_drawn
from coordinator_app.pdf.pack_content import Box, RebuiltPage, Word
from coordinator_app.pdf.pdf_file import PdfFile, escaped

_SIDE: Final = 12 * mm
_WIDE: Final = A4[0] - 2 * _SIDE
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_SMALLEST, _NARROWEST = 1.0, 1.0  # points, of 100
_CLEAR: Final = 0.02
"""Points by which a word stands within its place: readers round, and two that stand edge to edge must not touch."""
_SHOWN: Final = b"/Unseen %.3f Tf %.3f Tz 1 0 0 1 %.3f %.3f Tm (%b\0 ) Tj\n"
_COLOURS: Final = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture in a file: its object, the commands that draw it with its words, where its boxes now stand.

    `middle` is its height on the page, in points.
    """

    image: int
    commands: bytes
    boxes: tuple[Box, ...]
    middle: float


def place(file: PdfFile, page: int, picture: RebuiltPage, *, top: float, bottom: float) -> Placed:
    """Writes the picture, to stand between `top` and `bottom` (points) of page `page` (from 0) of the file."""
    scale = min(_WIDE / picture.width_pt, (top - bottom) / picture.height_pt)
    width, height = picture.width_pt * scale, picture.height_pt * scale
    left, low = (A4[0] - width) / 2, top - height
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %b /BitsPerComponent 8 /Filter /DCTDecode"
    colours = _COLOURS[channels(picture.jpeg)]
    image = file.put_stream(head % (picture.width_px, picture.height_px, colours), picture.jpeg, packed=True)
    drawn = f"q {width:.3f} 0 0 {height:.3f} {left:.3f} {low:.3f} cm /Im0 Do Q\n"
    drawn += f"q 0.8 G 0.5 w {left:.3f} {low:.3f} {width:.3f} {height:.3f} re S Q\n"
    boxes = tuple(_moved(box, page, left, low, width, height) for box in picture.boxes)
    words = _unseen(picture, boxes, left, low, width, height)
    commands = b"\n%bq BT 3 Tr\n%bET Q\n" % (drawn.encode("ascii"), b"".join(words))
    return Placed(image, commands, boxes, low + height / 2)


def channels(jpeg: bytes) -> int:
    """How many colours a JPEG has, by its frame header: 1, 3 or 4. ValueError if it has none."""
    at = 2
    while at + 9 < len(jpeg) and jpeg[at] == 0xFF:
        kind, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if kind in _FRAMES and jpeg[at + 9] in _COLOURS:
            return jpeg[at + 9]
        at += 2 + length
    message = "this picture is no JPEG that a page can hold"
    raise ValueError(message)


def _moved(box: Box, page: int, left: float, low: float, width: float, height: float) -> Box:
    head = A4[1] - low - height
    return Box(
        page,
        (left + box.x0 * width) / A4[0],
        (head + box.y0 * height) / A4[1],
        (left + box.x1 * width) / A4[0],
        (head + box.y1 * height) / A4[1],
    )


def _unseen(
    picture: RebuiltPage, boxes: tuple[Box, ...], left: float, low: float, width: float, height: float
) -> Iterator[bytes]:
    """The operators of its words, each stretched to the place it has in the picture; each character is half as wide as high.

    None for a word that cannot be set so small that it stays clear of a box.
    """
    both = 2 * _CLEAR
    for word in picture.words:
        text, x0, x1, y1 = word.text, word.x0, word.x1, word.y1
        plain = text.isascii()
        codes = utf_16_be_encode(text if plain else as_drawn(text), "replace")[0]
        x, y = left + x0 * width + _CLEAR, low + (1 - y1) * height + _CLEAR
        size = max(_SMALLEST, (y1 - word.y0) * height - both)
        across = len(codes) / 4 * size
        stretch = max(_NARROWEST, 100 * ((x1 - x0) * width - both) / across)
        # one that lies under a box is a fault of whoever rebuilt the page: it is set, so that the check cries out
        if boxes and _reaches(boxes, x, y, across * stretch / 100, size) and not _is_under(picture, word):
            continue
        yield _SHOWN % (size, stretch, x, y, codes if plain and text.isalnum() else escaped(codes))


def _is_under(picture: RebuiltPage, word: Word) -> bool:
    return any(box.touches(word) for box in picture.boxes)


def _reaches(boxes: tuple[Box, ...], x: float, y: float, across: float, up: float) -> bool:
    """Whether what stands at x, y (points from the bottom left) lies in a box, or nearer to it than readers are exact."""
    near = _CLEAR / 2
    ends = (
        (x - near) / A4[0],
        1 - (y + up + near) / A4[1],
        (x + across + near) / A4[0],
        1 - (y - near) / A4[1],
    )
    return any(box.touches(Word("", *ends)) for box in boxes)
