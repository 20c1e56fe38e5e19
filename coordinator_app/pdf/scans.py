"""A scan opened page by page: PDF, PNG, JPEG and TIFF of many pages, each page also as a small PDF of its own.

A page is kept as its own PDF, so that forms can be put together and shown without opening the whole file again.
Pictures are drawn anew, without anything else that the file carried (place, camera, thumbnails). Child process only.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, Protocol

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from coordinator_app.core.errors import BadFile
from coordinator_app.core.scan_types import PDF, TIFF, scan_type
from coordinator_app.pdf.pack_content import Word
from coordinator_app.pdf.page_limits import MOST_PAGES
from coordinator_app.pdf.render import check_size, open_file, plain_picture

_WIDE, _HIGH = 8.27, 11.69  # inches of A4
_FINEST: Final = 300  # dots to the inch of A4 that a picture is kept in
_QUALITY: Final = 82
_COLOURED, _FEW = 30, 8  # of 255 how strong a colour counts, and in how many of 4096 spots it may be dirt


class Scan(Protocol):
    """An opened scan; pages count from 0."""

    @property
    def pages(self) -> int:
        """How many pages it has."""

    def size(self, index: int) -> tuple[float, float]:
        """Width and height in points of the page as displayed."""

    def picture(self, index: int, dpi: float) -> Image.Image:
        """The page as a picture, flattened."""

    def words(self, index: int) -> tuple[Word, ...]:
        """The words that the file itself knows of."""


@contextmanager
def open_scan(content: bytes) -> Iterator[Scan]:
    """Opens a scan by what it is; raises `BadFile` in plain words."""
    if scan_type(content) == TIFF:
        with _no_damage():
            opened = Image.open(io.BytesIO(content), formats=("TIFF",))
            scan = _Tiff(opened)
        with opened:
            yield scan
    else:
        with open_file(content) as source:
            yield source


@contextmanager
def one_by_one(content: bytes) -> Iterator[Any]:
    """Gives a function `(index) -> bytes` that makes one page of a scan a PDF of its own."""
    if scan_type(content) == PDF:
        with pypdfium2.PdfDocument(content) as whole:
            yield lambda index: _taken_out(whole, index)
    else:
        with open_scan(content) as scan:
            yield lambda index: _as_pdf(scan.picture(index, _FINEST))


def put_together(pages: Sequence[tuple[bytes, int]]) -> bytes:
    """One PDF of pages that are each a PDF of their own, turned clockwise by so many degrees."""
    with pypdfium2.PdfDocument.new() as whole:
        for content, turn in pages:
            with pypdfium2.PdfDocument(content) as one:
                whole.import_pages(one)
            page = whole[len(whole) - 1]
            page.set_rotation((page.get_rotation() + turn) % 360)
            page.close()
        return _saved(whole)


def _taken_out(whole: Any, index: int) -> bytes:
    with pypdfium2.PdfDocument.new() as one:
        one.import_pages(whole, [index])
        return _saved(one)


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _as_pdf(picture: Image.Image) -> bytes:
    """A picture on an A4 page, upright or across; no finer than 300 dots to the inch."""
    picture = _grey_if_grey(picture)
    wide, high = sorted((_WIDE, _HIGH), reverse=picture.width > picture.height)
    scale = min(1.0, wide * _FINEST / picture.width, high * _FINEST / picture.height)
    if scale < 1:
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    dpi = max(picture.width / wide, picture.height / high)
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=dpi, quality=_QUALITY)
    return out.getvalue()


def _grey_if_grey(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGB":
        return picture
    hue = picture.resize((64, 64), Image.Resampling.BOX).convert("HSV").getchannel("S")
    return picture if sum(hue.histogram()[_COLOURED:]) > _FEW else picture.convert("L")


@contextmanager
def _no_damage() -> Iterator[None]:
    """Whatever Pillow says of a TIFF, in plain words; a warning is a refusal (security.md 6)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield
    except BadFile:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError, Warning, OSError, ValueError, SyntaxError):
        raise BadFile(_DAMAGED, next_step=_AGAIN) from None


_DAMAGED = "This TIFF is damaged or too large to be read safely."
_AGAIN = "Scan it again as PDF, then drop that file."


class _Tiff:
    """A TIFF, one frame of which is decoded at a time."""

    def __init__(self, opened: Image.Image) -> None:
        self._opened, self.pages = opened, int(getattr(opened, "n_frames", 1))
        if not 1 <= self.pages <= MOST_PAGES:
            happened = f"This file has {self.pages} pages. Coordinator takes 1 to {MOST_PAGES} at a time."
            raise BadFile(happened, next_step="Scan it in parts, then drop each part.")

    def size(self, index: int) -> tuple[float, float]:
        """A4, whatever the file says."""
        del index
        return _WIDE * 72, _HIGH * 72

    def picture(self, index: int, dpi: float) -> Image.Image:
        """The pixels as they are, on white."""
        del dpi
        with _no_damage():
            self._opened.seek(index)
            check_size(*self._opened.size)
            return plain_picture(ImageOps.exif_transpose(self._opened.copy()))

    def words(self, index: int) -> tuple[Word, ...]:
        """None."""
        del index
        return ()
