"""Pages that are one scanned picture: its own pixels are painted and saved, decoded once and encoded once.

Two readers must agree on what the page is: pdfium, which drew what the reviewer saw, says that one picture fills the
page with nothing over it, and qpdf's library says that it is a JPEG without masks. Its compressed data never goes
on as it is: a file can hold more rows than its head tells, which every viewer hides and any program can bring back.
"""

from __future__ import annotations

import ctypes
import io
import warnings
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
import pypdfium2.raw as pdfium
from PIL import Image

from coordinator_app.pdf.jpeg_parts import Jpeg, plain_jpeg

_SLACK: Final = 0.75
"""Points by which the picture may miss the edge of the page: a wider strip could hide a line of it."""
_LEAST_SIDE, _MOST_BYTES = 200, 64 * 1024 * 1024
_MOST_PIXELS: Final = 50_000_000
_UNSEEN: Final = frozenset({3, 7})  # ways of writing text that paint nothing
_KEYS: Final = frozenset(
    {
        "/Type",
        "/Subtype",
        "/Width",
        "/Height",
        "/ColorSpace",
        "/BitsPerComponent",
        "/Filter",
        "/Length",
        "/Interpolate",
        "/Name",
        "/Intent",
        "/Metadata",
        "/StructParent",
    }
)
_TURNS: Final = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class LoneScan:
    """A picture that is all of its page, upright as displayed, in grey or in colour; `off` how far it misses its edges.

    `off` is a fraction of the page; a box is painted larger by as much.
    """

    picture: Image.Image
    off: float


def lone_scan(page: Any, parts: pikepdf.Page, shown: Bounds) -> LoneScan | None:
    """The picture of a flattened pdfium page that is nothing else, or None.

    `parts` is the same page through pikepdf; `shown` where the one picture lies, in fractions of the displayed page.
    """
    off = _off_edges(page, shown)
    raw = _only_picture(page)
    if off is None or raw is None:
        return None
    jpeg = plain_jpeg(raw)
    if jpeg is None or not jpeg.usual or not _fits(jpeg) or not _is_plain(parts, raw, jpeg):
        return None
    picture = _decoded(jpeg)
    if picture is None:
        return None
    turn = _TURNS.get(int(page.get_rotation()))
    return LoneScan(picture.transpose(turn) if turn is not None else picture, off)


def _fits(jpeg: Jpeg) -> bool:
    return jpeg.width * jpeg.height <= _MOST_PIXELS and min(jpeg.width, jpeg.height) >= _LEAST_SIDE


def _off_edges(page: Any, shown: Bounds) -> float | None:
    """The most by which the picture misses an edge, as a fraction of the page; None where that is too much."""
    width, height = float(page.get_width()), float(page.get_height())
    x0, y0, x1, y1 = shown
    points = max(abs(x0) * width, abs(1 - x1) * width, abs(y0) * height, abs(1 - y1) * height)
    return points / min(width, height) if points <= _SLACK else None


def _only_picture(page: Any) -> bytes | None:
    """The compressed bytes of the one picture on a page with nothing else but text that paints nothing."""
    picture: Any = None
    for one in page.get_objects(max_depth=1):
        if one.type == pdfium.FPDF_PAGEOBJ_IMAGE and picture is None:
            picture = one
        elif not (
            one.type == pdfium.FPDF_PAGEOBJ_TEXT and pdfium.FPDFTextObj_GetTextRenderMode(one.raw) in _UNSEEN
        ):
            return None
    if picture is None or not _stands_plainly(picture.raw):
        return None
    size = int(pdfium.FPDFImageObj_GetImageDataRaw(picture.raw, None, 0))
    if not 0 < size <= _MOST_BYTES:
        return None
    held = ctypes.create_string_buffer(size)
    pdfium.FPDFImageObj_GetImageDataRaw(picture.raw, held, size)
    return held.raw


def _stands_plainly(picture: Any) -> bool:
    """Upright, not mirrored, not clipped, not see-through, on no layer."""
    place = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(picture, place):
        return False
    upright = place.a > 0 and place.d > 0 and abs(place.b) < 1e-3 and abs(place.c) < 1e-3
    clip = pdfium.FPDFPageObj_GetClipPath(picture)
    clipped = bool(clip) and int(pdfium.FPDFClipPath_CountPaths(clip)) > 0
    marked = int(pdfium.FPDFPageObj_CountMarks(picture)) > 0
    return upright and not clipped and not marked and not pdfium.FPDFPageObj_HasTransparency(picture)


def _is_plain(parts: pikepdf.Page, raw: bytes, jpeg: Jpeg) -> bool:
    """Whether the page's own picture is this JPEG, in usual colours, without a mask of any kind."""
    try:
        held = parts.resources.get("/XObject", pikepdf.Dictionary())
        images = [held[name] for name in held.keys()]  # noqa: SIM118  (pikepdf's own dictionary)
        if len(images) != 1 or set(map(str, images[0].keys())) - _KEYS:
            return False
        image = images[0]
        whole = (int(image.Width), int(image.Height), int(image.BitsPerComponent))
        single = str(image.Filter) == "/DCTDecode" or [*map(str, image.Filter)] == ["/DCTDecode"]
        return (
            single
            and whole == (jpeg.width, jpeg.height, 8)
            and _colours(image.ColorSpace) == jpeg.colours
            and image.read_raw_bytes() == raw
        )
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError, KeyError):
        return False


def _colours(space: Any) -> int:
    """How many colours a usual colour space has; 0 for any other."""
    if isinstance(space, pikepdf.Name):
        return {"/DeviceGray": 1, "/DeviceRGB": 3}.get(str(space), 0)
    if isinstance(space, pikepdf.Array) and len(space) == 2 and str(space[0]) == "/ICCBased":
        return int(space[1].N)
    return 0


def _decoded(jpeg: Jpeg) -> Image.Image | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            opened = Image.open(io.BytesIO(jpeg.data), formats=("JPEG",))
            opened.load()
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        return None
    return opened if opened.mode in {"L", "RGB"} else None
