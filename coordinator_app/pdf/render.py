"""Foreign files as pictures and words: PDF through pdfium, PNG and JPEG through Pillow, all within limits.

Runs in a child process only. A page is flattened first, so that annotations and form values are part of the
picture; words are mapped through the page's own transform, so that they lie right on rotated and cropped pages.
"""

from __future__ import annotations

import ctypes
import io
import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Protocol

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageOps, UnidentifiedImageError

from coordinator_app.core.errors import BadFile
from coordinator_app.pdf.pack_content import Word

MOST_PIXELS: Final = 50_000_000
LONGEST_SIDE: Final = 20_000
MOST_PAGES: Final = 500
_A4: Final = (595.28, 841.89)
_FINE: Final = 1_000_000
_ANOTHER: Final = "Open it, save a copy as PDF, then choose that copy."


_DRAWN: Final = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
_MOST_DEEP: Final = 4
Box = tuple[float, float, float, float]
"""Left, top, right, bottom as fractions of the displayed page, from its top left corner."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A picture of a page for the screen, with its words; sizes in pixels and in points."""

    png: bytes
    width_px: int
    height_px: int
    width_pt: float
    height_pt: float
    words: tuple[Word, ...]


class Source(Protocol):
    """An opened foreign file; pages count from 0."""

    @property
    def pages(self) -> int:
        """How many pages it has."""

    def size(self, index: int) -> tuple[float, float]:
        """Width and height in points of the page as displayed."""

    def picture(self, index: int, dpi: float) -> Image.Image:
        """The page as an RGB picture, flattened; a PDF page that would be too big is drawn at a lower dpi."""

    def words(self, index: int) -> tuple[Word, ...]:
        """The words that lie on the displayed page."""


@contextmanager
def open_file(data: bytes) -> Iterator[Source]:
    """Opens a PDF, PNG or JPEG by what it is, not by its name; raises `BadFile` in plain words."""
    if b"%PDF-" in data[:1024]:
        source = _open_pdf(data)
        try:
            yield source
        finally:
            source.close()
    elif data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        yield _Picture(_open_picture(data))
    else:
        raise BadFile("This is not a PDF, a PNG or a JPEG file, whatever its name says.", next_step=_ANOTHER)


def picture_boxes(source: Source, index: int) -> tuple[Box, ...]:
    """Where pictures lie on a displayed page of a PDF; none for a file that is a picture itself."""
    return source.picture_boxes(index) if isinstance(source, _Pdf) else ()


def page_image(source: Source, index: int, dpi: float = 110) -> PageImage:
    """One page for the screen."""
    picture = source.picture(index, dpi)
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    width, height = source.size(index)
    return PageImage(out.getvalue(), picture.width, picture.height, width, height, source.words(index))


def _open_pdf(data: bytes) -> _Pdf:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise BadFile(
                "This file is locked with a password.",
                next_step="Open it, save a copy without the password, then choose that copy.",
            ) from None
        raise BadFile("This PDF is damaged and cannot be read.", next_step=_ANOTHER) from None
    pages = len(document)
    if not 1 <= pages <= MOST_PAGES:
        document.close()
        happened = f"This file has {pages} pages. Coordinator takes 1 to {MOST_PAGES} at a time."
        raise BadFile(happened, next_step="Save it in parts, then choose each part.")
    return _Pdf(document, pages)


class _Pdf:
    """A PDF; one flattened page is held open at a time."""

    def __init__(self, document: Any, pages: int) -> None:
        self._document, self.pages = document, pages
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # forms of the XFA kind are not drawn; their plain pages are
            document.init_forms()
        self._index = -1
        self._page: Any = None

    def close(self) -> None:
        self._drop()
        self._document.close()

    def size(self, index: int) -> tuple[float, float]:
        page = self._load(index)
        return float(page.get_width()), float(page.get_height())

    def picture(self, index: int, dpi: float) -> Image.Image:
        page = self._load(index)
        width, height = self.size(index)
        scale = min(
            dpi / 72,
            (LONGEST_SIDE - 1) / max(width, height),
            math.sqrt((MOST_PIXELS - LONGEST_SIDE) / (width * height)),
        )
        drawn: Image.Image = page.render(scale=scale, may_draw_forms=True).to_pil()
        return drawn.convert("RGB")

    def words(self, index: int) -> tuple[Word, ...]:
        page = self._load(index)
        text = page.get_textpage()
        try:
            return tuple(word for word in words_on(page, text) if _on_page(word))
        finally:
            text.close()

    def picture_boxes(self, index: int) -> tuple[Box, ...]:
        """Where pictures lie; one within a drawing counts as all of that drawing."""
        page = self._load(index)
        boxes: dict[Box, None] = {}
        drawing: Box | None = None
        for one in page.get_objects(filter=_DRAWN, max_depth=_MOST_DEEP):
            is_picture = one.type == pdfium.FPDF_PAGEOBJ_IMAGE
            if not one.level:
                drawing = _box(page, one.get_bounds())
            if is_picture and drawing is not None:
                boxes.setdefault(drawing)
        return tuple(boxes)

    def _load(self, index: int) -> Any:
        if index == self._index:
            return self._page
        self._drop()
        try:
            page = self._document[index]
            if not (page.get_width() > 0 and page.get_height() > 0):
                raise BadFile(f"Page {index + 1} of this file has no size.", next_step=_ANOTHER)
            if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_FAIL:
                raise BadFile(f"Page {index + 1} of this file cannot be made flat.", next_step=_ANOTHER)
            page.close()
            # flattening makes the open page stale
            self._page, self._index = self._document[index], index
        except pypdfium2.PdfiumError:
            raise BadFile(f"Page {index + 1} of this file is damaged.", next_step=_ANOTHER) from None
        return self._page

    def _drop(self) -> None:
        if self._page is not None:
            self._page.close()
        self._page, self._index = None, -1


def _on_page(word: Word) -> bool:
    return 0 <= (word.x0 + word.x1) / 2 <= 1 and 0 <= (word.y0 + word.y1) / 2 <= 1


def words_on(page: Any, text: Any) -> Iterator[Word]:
    """The words of a pdfium page and its text page, seen or not, also those that lie off the page."""
    chars: list[str] = []
    boxes: list[_Edges] = []
    for index in range(int(pdfium.FPDFText_CountChars(text))):
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        if char.isspace() or char == "\0":
            yield from _word(page, chars, boxes)
            chars, boxes = [], []
            continue
        chars.append("-" if char in "\x02\ufffe" else char)  # pdfium's mark for a hyphen at the end of a line
        if not pdfium.FPDFText_IsGenerated(text, index):
            boxes.append(_edges(text, index))
    yield from _word(page, chars, boxes)


_Edges = tuple[float, float, float, float]
"""Left, bottom, right, top in the page's own points."""


def _edges(text: Any, index: int) -> _Edges:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _word(page: Any, chars: list[str], boxes: list[_Edges]) -> Iterator[Word]:
    """One word; its rectangle is turned with the page, which goes by quarters only, so two corners are enough."""
    if chars and boxes:
        text = "".join(chars).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        left, bottom, right, top = zip(*boxes, strict=True)
        one = _device(page, min(left), min(bottom))
        other = _device(page, max(right), max(top))
        (x0, x1), (y0, y1) = (sorted(ends) for ends in zip(one, other, strict=True))
        yield Word(text, x0, y0, x1, y1)


def _device(page: Any, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
    return across.value / _FINE, down.value / _FINE


def _box(page: Any, bounds: tuple[float, float, float, float]) -> Box:
    left, bottom, right, top = bounds
    one, other = _device(page, left, bottom), _device(page, right, top)
    (x0, x1), (y0, y1) = (sorted(ends) for ends in zip(one, other, strict=True))
    return x0, y0, x1, y1


def _open_picture(data: bytes) -> Image.Image:
    """The picture upright, in RGB, on white, without anything else that the file carried."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a warning of Pillow is a refusal (security.md 6)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
                check_size(*opened.size)  # the header only: nothing is decoded yet
                return plain_picture(ImageOps.exif_transpose(opened))
    except BadFile:
        raise
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Warning,
        OSError,
        ValueError,
        SyntaxError,
    ):
        raise BadFile("This picture is damaged or too large to be read safely.", next_step=_ANOTHER) from None


def check_size(width: int, height: int) -> None:
    """Refuse a picture that would take too much memory, by its size alone. Raises `BadFile`."""
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise BadFile(
            f"This picture is too large: {width} by {height} pixels.",
            next_step="Save it smaller, at most 50 million pixels, then choose it again.",
        )


def plain_picture(opened: Image.Image) -> Image.Image:
    """Pasted on fresh white paper: a converted picture would still carry comments and camera data."""
    if opened.mode.startswith("I"):
        # 16 bits of grey: converted as it stands, all but the blackest ink would turn white
        opened = opened.convert("I").point(lambda level: level * (1 / 257)).convert("L")
    paper = Image.new("RGB", opened.size, "white")
    if opened.mode in {"RGBA", "LA", "PA"} or "transparency" in opened.info:
        seen = opened.convert("RGBA")
        paper.paste(seen, mask=seen.getchannel("A"))
    else:
        paper.paste(opened.convert("RGB"))
    return paper


class _Picture:
    """A picture as a file of one page, fitted to A4 upright or across."""

    pages = 1

    def __init__(self, picture: Image.Image) -> None:
        self._picture = picture

    def size(self, index: int) -> tuple[float, float]:
        del index
        width, height = self._picture.size
        across, down = sorted(_A4, reverse=width > height)
        scale = min(across / width, down / height)
        return width * scale, height * scale

    def picture(self, index: int, dpi: float) -> Image.Image:
        """The pixels as they are: a picture has its own fineness."""
        del index, dpi
        return self._picture

    def words(self, index: int) -> tuple[Word, ...]:
        """None: words in pictures are not read yet."""
        del index
        return ()
