"""What is written on a scanned page: whether it is blank, and whether its signature boxes are empty.

The page's code says where the boxes stand. From the corners of the code follows how the paper lies in the picture;
the printed line of the box is then looked for near its place, so that a crumpled, shrunken or shifted scan is looked
at in the right spot. Where the line is not found nothing is claimed. Runs in a child process only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageChops, ImageFilter, ImageOps

from coordinator_app.pdf.qr import BAND, EDGE, PAGE_WIDTH, SIGNING_ROOM, TOP, SignBox, code_side
from coordinator_app.pdf.scan_codes import FoundCode

MARKED, EMPTY, UNSEEN = "+", "-", "?"
_FINE: Final = 5  # pixels to the millimetre in which a box is looked at
_AROUND: Final = 12  # millimetres that the line may lie above or below its place
_SLICES: Final = (
    8  # parts across a line that are looked for one by one: a skewed line is at another height in each
)
_CELL: Final = 10  # pixels: ink is counted in squares of 2 mm
_LEAST_INK: Final = 0.04  # share of a square that makes it a written one
_LEAST_CELLS: Final = 6
_SMALL: Final = (420, 594)  # in which a page is looked at as a whole: two pixels to the millimetre
_FAINT: Final = 9  # levels of grey darker than the paper round it that count as ink there
_SPECK: Final = 16  # of 255: how full of ink a square of 4 mm must be to count
_BLANK_CELLS: Final = 4
_NEIGHBOURS: Final = ImageFilter.Kernel((3, 3), [1] * 9, scale=1)


def is_blank(picture: Image.Image) -> bool:
    """Whether nothing is on the page but dust, bleeding through and the shadow at its edges."""
    small = picture.convert("L").resize(_SMALL, Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(8))
    edge = _SMALL[0] // 14  # the shadow along the edge of the sheet is nothing that was written
    inner = ImageChops.subtract(paper, small).crop((edge, edge, _SMALL[0] - edge, _SMALL[1] - edge))
    usual = sorted(inner.tobytes())[inner.width * inner.height // 2]
    ink = inner.point([255 if level > usual + _FAINT else 0 for level in range(256)])
    cells = ink.resize((inner.width // 8, inner.height // 8), Image.Resampling.BOX)
    full = cells.point([1 if share >= _SPECK else 0 for share in range(256)])
    # writing goes on in the next square, a speck does not
    together = ImageChops.multiply(full.filter(_NEIGHBOURS), full.point([0, 255] + [0] * 254))
    return sum(together.histogram()[3:]) < _BLANK_CELLS


def look_at_boxes(picture: Image.Image, found: FoundCode) -> str:
    """Each signature box of a page with what is in it: "1+ 2-"."""
    if not found.code.boxes:
        return ""
    grey, lies = picture.convert("L"), _Lies.of(found)
    return " ".join(f"{box.number}{_look(grey, lies, box)}" for box in found.code.boxes)


@dataclass(frozen=True, slots=True)
class _Lies:
    """How the paper lies in the picture: millimetres on it (across + down i) to pixels, by turning and scaling."""

    by: complex
    start: complex

    @classmethod
    def of(cls, found: FoundCode) -> _Lies:
        """The best fit of the code's corners to where they were printed."""
        code = found.code
        side = code_side(first=code.page == 1, large=code.large)
        left, top = PAGE_WIDTH - EDGE - side, TOP + (BAND if code.practice else 0)
        paper = [complex(left + x * side, top + y * side) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
        middle, centre = sum(paper) / 4, sum(found.corners) / 4
        by = sum(
            (seen - centre) * (there - middle).conjugate()
            for seen, there in zip(found.corners, paper, strict=True)
        ) / sum(abs(there - middle) ** 2 for there in paper)
        return cls(by, centre - by * middle)

    def part(self, grey: Image.Image, left: float, top: float, width: float, height: float) -> Image.Image:
        """A part of the paper, in millimetres, laid straight."""
        step = self.by / _FINE
        start = self.by * complex(left, top) + self.start
        across = (step.real, -step.imag, start.real, step.imag, step.real, start.imag)
        size = (round(width * _FINE), round(height * _FINE))
        return grey.transform(
            size, Image.Transform.AFFINE, across, Image.Resampling.BILINEAR, fillcolor=_paper(grey)
        )


def _look(grey: Image.Image, lies: _Lies, box: SignBox) -> str:
    if abs(lies.by) < 1:  # fewer than 25 dots to the inch: nothing can be said
        return UNSEEN
    above = SIGNING_ROOM + _AROUND
    part = lies.part(grey, EDGE, box.line - above, box.width, above + _AROUND)
    paper = part.filter(ImageFilter.MaxFilter(13)).filter(ImageFilter.GaussianBlur(10))
    dark = ImageChops.subtract(paper, part)
    line = _line(dark, (SIGNING_ROOM * _FINE, part.height - 1))
    if line is None:
        return UNSEEN
    at, strength = line
    room = dark.crop((_FINE, at - 20 * _FINE, part.width - _FINE, at - round(1.4 * _FINE)))
    return MARKED if _written(room, strength) >= _LEAST_CELLS else EMPTY


def _line(dark: Image.Image, between: tuple[int, int]) -> tuple[int, float] | None:
    """The row of the printed line and how dark it is, or None if there is none: dark all the way across."""
    first, last = between
    columns = dark.resize((_SLICES, dark.height), Image.Resampling.BOX)
    values = list(columns.tobytes())
    rows = [values[row * _SLICES : (row + 1) * _SLICES] for row in range(dark.height)]
    noise = sorted(sum(row) / _SLICES for row in rows[first:last])[(last - first) // 2]
    best, strength = 0, 0.0
    for row in range(first + 3, last - 3):
        near = rows[row - 3 : row + 4]
        peaks = sorted(max(each) for each in zip(*near, strict=True))
        if peaks[1] > strength:
            best, strength = row, float(peaks[1])
    if strength < max(12.0, 3 * noise):
        return None
    return _top_of(rows, best), strength


def _top_of(rows: Sequence[Sequence[int]], row: int) -> int:
    """The highest row that the line touches anywhere across."""
    near = range(row - 3, row + 4)
    peaks = [max(near, key=lambda at, column=column: rows[at][column]) for column in range(_SLICES)]  # type: ignore[misc]  # mypy does not infer the bound column
    return min(peaks)


def _written(room: Image.Image, strength: float) -> int:
    """How many squares of 2 mm have ink in them, beyond what is all over the paper as noise."""
    level = max(18, round(strength * 0.4))
    ink = room.point([255 if value >= level else 0 for value in range(256)])
    cells = ink.resize((max(1, ink.width // _CELL), max(1, ink.height // _CELL)), Image.Resampling.BOX)
    shares = sorted(cells.tobytes())
    usual = shares[len(shares) // 2]
    least = max(_LEAST_INK * 255, 3 * usual)
    return sum(1 for share in shares if share > least)


def _paper(grey: Image.Image) -> int:
    """How bright the paper is: the level below which nine tenths of the picture are darker, or as dark."""
    counts = ImageOps.grayscale(grey).histogram()
    left = sum(counts) * 3 // 10
    for level in range(255, -1, -1):
        left -= counts[level]
        if left < 0:
            return level
    return 255
