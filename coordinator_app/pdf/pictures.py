"""Puts a rebuilt page into a pack: the picture, and over it the kept words as a layer that only readers see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from coordinator_app.pdf.pack_content import Box, RebuiltPage, Word
from coordinator_app.pdf.pdf_file import PdfFile

_SIDE: Final = 12 * mm
_WIDE: Final = A4[0] - 2 * _SIDE
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_COLOURS: Final = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture in a file: its object, the commands that draw it with its words, and where its boxes now stand."""

    image: int
    commands: bytes
    boxes: tuple[Box, ...]


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
    words = "".join(_unseen(word, left, low, width, height) for word in picture.words)
    boxes = tuple(_moved(box, page, left, low, width, height) for box in picture.boxes)
    return Placed(image, f"{drawn}q BT 3 Tr\n{words}ET Q\n".encode("ascii"), boxes)


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


def _unseen(word: Word, left: float, low: float, width: float, height: float) -> str:
    """The operators of one word, stretched to the width it has in the picture; each character is half as wide as high."""
    codes = word.text.encode("utf-16-be", "replace")
    size = max(1.0, (word.y1 - word.y0) * height)
    stretch = 100 * (word.x1 - word.x0) * width / (len(codes) / 2 * 0.5 * size)
    x, y = left + word.x0 * width, low + (1 - word.y1) * height
    return f"/Unseen {size:.2f} Tf {max(1.0, stretch):.1f} Tz 1 0 0 1 {x:.2f} {y:.2f} Tm <{codes.hex()}0020> Tj\n"
