"""Pictures: JPEG, PNG, TIFF of many pages, HEIC; opened by their head first, decoded within limits, always upright."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from PIL import Image, ImageOps

from coordinator_app.core.errors import BadFile
from coordinator_app.core.scan_types import scan_type
from coordinator_app.pdf.pack_content import Word
from coordinator_app.pdf.render import Source, check_size, plain_picture
from coordinator_app.pdf.scans import open_scan

_A4: Final = (595.28, 841.89)
_TINY: Final = 64  # pixels of the shorter side: what is smaller is a logo or a line, and gets no page
_WITHIN: Final = ("PNG", "JPEG", "TIFF", "GIF", "BMP")
_FAULTS = (
    Warning,
    Image.DecompressionBombError,
    OSError,
    ValueError,
    SyntaxError,
    KeyError,
    IndexError,
    RuntimeError,
)
_AS_JPEG = "Open it on the telephone or computer that made it, save it as JPEG, then choose that copy."


@contextmanager
def open_picture(content: bytes) -> Iterator[Source]:
    """Any picture as pages. BadFile if it is damaged or too large to be read safely."""
    if scan_type(content):
        with open_scan(content) as source:
            yield source
    else:
        yield _Photographs(_photographs(content))


def _photographs(content: bytes) -> tuple[Image.Image, ...]:
    """Every picture of a HEIC file, upright (its own turns are done by the decoder)."""
    import pi_heif  # noqa: PLC0415  (only where there is such a photograph)

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            opened: Any = pi_heif.open_heif(io.BytesIO(content), convert_hdr_to_8bit=True)
            frames = tuple(opened)
            for frame in frames:
                check_size(*frame.size)
            check_size(max(frame.size[0] for frame in frames), sum(frame.size[1] for frame in frames))
            return tuple(plain_picture(frame.to_pillow()) for frame in frames)
    except BadFile:
        raise
    except _FAULTS:
        raise BadFile("This photograph is damaged and cannot be read.", next_step=_AS_JPEG) from None


class _Photographs:
    """Photographs as a file of pages, each fitted to A4 upright or across."""

    def __init__(self, pictures: tuple[Image.Image, ...]) -> None:
        self._pictures, self.pages = pictures, len(pictures)

    def size(self, index: int) -> tuple[float, float]:
        """In points, as displayed."""
        width, height = self._pictures[index].size
        across, down = sorted(_A4, reverse=width > height)
        scale = min(across / width, down / height)
        return width * scale, height * scale

    def picture(self, index: int, dpi: float) -> Image.Image:
        """The pixels as they are: a photograph has its own fineness."""
        del dpi
        return self._pictures[index]

    def words(self, index: int) -> tuple[Word, ...]:
        """None: they are read by the machine, when it is asked to."""
        del index
        return ()


def is_ornament(content: bytes) -> bool:
    """Whether a picture says of itself that it is too small to show anything. False for what is no picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_WITHIN) as opened:
                return min(opened.size) < _TINY
    except _FAULTS:
        return False


def picture_within(content: bytes) -> Image.Image | None:
    """A picture that lies in another file, None if it cannot be shown or is no larger than an ornament."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content), formats=_WITHIN) as opened:
                check_size(*opened.size)
                if min(opened.size) < _TINY:
                    return None
                return plain_picture(ImageOps.exif_transpose(opened))
    except (BadFile, *_FAULTS):
        return None
