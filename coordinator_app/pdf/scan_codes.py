"""Our codes on a scanned page, however it lies: read by zxing-cpp, ever harder until one is found.

What cannot be read is told apart from what is not there: a torn or smudged code is a reason to look at the letters
printed below it. Runs in a child process only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from coordinator_app.pdf.qr import PageCode, read_page_code

_BLANK: Final = "0000-0000-0000 "
"""How the code of a blank form begins (`print_job.NO_REFERENCE`)."""
_QR: Final = zxingcpp.barcode_formats_from_str("QRCode")
_MOST: Final = 40  # codes looked at on one page


@dataclass(frozen=True, slots=True)
class FoundCode:
    """One of our codes and its corners in pixels of the picture: top left, top right, bottom right, bottom left.

    The corners are those of the upright code, wherever they lie on a page that was fed in turned.
    """

    code: PageCode
    corners: tuple[complex, complex, complex, complex]

    @property
    def turn(self) -> int:
        """By how many degrees clockwise the page has to be turned to stand upright: 0, 90, 180 or 270."""
        along = self.corners[1] - self.corners[0]
        quarters = round(math.degrees(math.atan2(along.imag, along.real)) / 90) % 4
        return (360 - 90 * quarters) % 360


@dataclass(frozen=True, slots=True)
class CodesFound:
    """Our codes on a page, whether one is of a blank form, whether others are there, whether one is torn."""

    ours: tuple[FoundCode, ...] = ()
    blank_form: bool = False
    foreign: bool = False
    torn: bool = False


def find_codes(picture: Image.Image) -> CodesFound:
    """Every code on a page; the quick look first, then the corners of the page enlarged and cleaned."""
    grey = picture.convert("L")
    seen = CodesFound()
    for look in _looks(grey):
        found = _read(look)
        if found.ours:
            return found
        seen = CodesFound(
            blank_form=seen.blank_form or found.blank_form,
            foreign=seen.foreign or found.foreign,
            torn=seen.torn or found.torn,
        )
        if seen.blank_form:
            break
    return seen


@dataclass(frozen=True, slots=True)
class _Look:
    """A picture to look for codes in: a part of the page from `left`, `top` on, enlarged by `scale`."""

    picture: Image.Image
    left: int = 0
    top: int = 0
    scale: float = 1.0
    whole: bool = True


def _looks(grey: Image.Image) -> Iterator[_Look]:
    yield _Look(grey)
    for left, top, part in _corners(grey):
        clear = ImageOps.autocontrast(part, cutoff=(1, 40))
        larger = clear.resize((part.width * 2, part.height * 2), Image.Resampling.BICUBIC)
        yield _Look(larger, left, top, 2, whole=False)
        yield _Look(larger.filter(ImageFilter.GaussianBlur(2)), left, top, 2, whole=False)
        yield _Look(clear.filter(ImageFilter.MedianFilter(3)), left, top, 1, whole=False)


def _corners(grey: Image.Image) -> Iterator[tuple[int, int, Image.Image]]:
    """The corners of a page, which may lie in any of four ways: the code stands in one of them."""
    width, height = grey.size
    side_x, side_y = min(width, width * 2 // 5), min(height, height * 2 // 5)
    side = min(side_x, side_y)
    for left, top in ((width - side, 0), (0, height - side), (width - side, height - side), (0, 0)):
        yield left, top, grey.crop((left, top, left + side, top + side))


def _read(look: _Look) -> CodesFound:
    ours: list[FoundCode] = []
    blank = foreign = torn = False
    for one in _codes(look.picture)[:_MOST]:
        if not one.valid:
            torn = True
            continue
        code = read_page_code(one.text)
        if code is not None:
            ours.append(FoundCode(code, _placed(look, one.position)))
        elif one.text.startswith(_BLANK):
            blank = True
        else:
            foreign = True
    return CodesFound(tuple(ours), blank, foreign, torn)


def _codes(picture: Image.Image) -> list[Any]:
    found: list[Any] = zxingcpp.read_barcodes(picture, formats=_QR, try_invert=False, return_errors=True)
    return found


def _placed(look: _Look, position: Any) -> tuple[complex, complex, complex, complex]:
    def point(one: Any) -> complex:
        return complex(look.left + one.x / look.scale, look.top + one.y / look.scale)

    return (
        point(position.top_left),
        point(position.top_right),
        point(position.bottom_right),
        point(position.bottom_left),
    )
