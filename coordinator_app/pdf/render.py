"""Foreign files as pictures and words: PDF through pdfium, PNG and JPEG through Pillow, all within limits.

Runs in a child process only. A page is flattened first, so that annotations and form values are part of the
picture; words are mapped through the page's own transform, so that they lie right on rotated and cropped pages.
"""

from __future__ import annotations

import io
import math
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Protocol

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageOps, UnidentifiedImageError

from coordinator_app.core.errors import BadFile
from coordinator_app.pdf.drawn_things import draws
from coordinator_app.pdf.lone_scan import LoneScan, lone_scan
from coordinator_app.pdf.pack_content import Word
from coordinator_app.pdf.page_limits import MOST_PAGES, TooManyPages
from coordinator_app.pdf.page_words import Ink, Place, drawn_by, inked_words, number_of, place_on
from coordinator_app.pdf.said_instead import says_instead

MOST_PIXELS: Final = 50_000_000
LONGEST_SIDE: Final = 20_000
_A4: Final = (595.28, 841.89)
_ANOTHER: Final = "Open it, save a copy as PDF, then choose that copy."


_DRAWN: Final = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
_MOST_DEEP: Final = 4
_DEEPEST_TEXT: Final = 15


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


def picture_boxes(source: Source, index: int) -> tuple[Place, ...]:
    """Where pictures lie on a displayed page of a PDF; none for a file that is a picture itself."""
    return source.picture_boxes(index) if isinstance(source, _Pdf) else ()


def ink_of(source: Source, index: int) -> dict[Word, Ink]:
    """How each word of a PDF page is painted; none for a file that is a picture itself."""
    return source.inks(index) if isinstance(source, _Pdf) else {}


def page_says_instead(source: Source, index: int) -> bool:
    """Whether a PDF page says other words than those that are drawn on it."""
    return isinstance(source, _Pdf) and source.says_instead(index)


def holds_more(source: Source, index: int) -> bool:
    """Whether a PDF page holds notes, marks, a form or a drawing; not all of them are seen, and a program may show them."""
    return isinstance(source, _Pdf) and source.holds_more(index)


def without_words(
    source: Source, index: int, dpi: float, texts: frozenset[int] | None = None
) -> Image.Image | None:
    """A PDF page in grey without its words, or some of its texts; None for a file that is a picture itself."""
    return source.without_words(index, dpi, texts) if isinstance(source, _Pdf) else None


def grey_picture(source: Source, index: int, dpi: float) -> Image.Image:
    """The page as `picture` gives it, in grey."""
    return source.grey(index, dpi) if isinstance(source, _Pdf) else source.picture(index, dpi).convert("L")


def words_beside(source: Source, index: int) -> tuple[Word, ...]:
    """The words that lie beside what is shown of a PDF page; none for a file that is a picture itself."""
    return source.beside(index) if isinstance(source, _Pdf) else ()


def texts_drawing(source: Source, index: int) -> tuple[tuple[Word, frozenset[int]], ...]:
    """The words of a PDF page with the texts that draw their letters, for `without_words`."""
    return source.texts_drawing(index) if isinstance(source, _Pdf) else ()


def scan_on(source: Source, index: int) -> LoneScan | None:
    """The one scanned picture that a PDF page is, or None where it is anything else."""
    return source.scan(index) if isinstance(source, _Pdf) else None


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
        raise TooManyPages(pages) if pages else BadFile("This file has no pages.", next_step=_ANOTHER)
    return _Pdf(document, pages, data)


class _Pdf:
    """A PDF; one flattened page is held open at a time."""

    def __init__(self, document: Any, pages: int, data: bytes) -> None:
        self._document, self.pages, self._data = document, pages, data
        self._parts: pikepdf.Pdf | None = None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # forms of the XFA kind are not drawn; their plain pages are
            document.init_forms()
        self._index = -1
        self._page: Any = None
        self._words: tuple[tuple[Word, Ink], ...] | None = None
        self._beside: tuple[Word, ...] = ()
        self._instead: dict[int, bool] = {}

    def close(self) -> None:
        self._drop()
        self._document.close()
        if self._parts is not None:
            self._parts.close()

    def size(self, index: int) -> tuple[float, float]:
        page = self._load(index)
        return float(page.get_width()), float(page.get_height())

    def picture(self, index: int, dpi: float) -> Image.Image:
        drawn: Image.Image = self._drawn(index, dpi).to_pil()
        return drawn if drawn.mode == "RGB" else drawn.convert("RGB")

    def grey(self, index: int, dpi: float) -> Image.Image:
        """Of pixels that Pillow takes as they lie: they are not copied twice before they are turned grey."""
        drawn: Image.Image = self._drawn(index, dpi, rev_byteorder=True, prefer_bgrx=True).to_pil()
        return drawn.convert("L")

    def _drawn(self, index: int, dpi: float, **how: bool) -> Any:
        page = self._load(index)
        width, height = self.size(index)
        scale = min(
            dpi / 72,
            (LONGEST_SIDE - 1) / max(width, height),
            math.sqrt((MOST_PIXELS - LONGEST_SIDE) / (width * height)),
        )
        return page.render(scale=scale, may_draw_forms=True, **how)

    def words(self, index: int) -> tuple[Word, ...]:
        return tuple(word for word, _ in self._inked(index))

    def inks(self, index: int) -> dict[Word, Ink]:
        """How each word is painted; of two alike in one place the one that paints counts."""
        found: dict[Word, Ink] = {}
        for word, ink in self._inked(index):
            found[word] = min(ink, found.get(word, ink))
        return found

    def _inked(self, index: int) -> tuple[tuple[Word, Ink], ...]:
        page = self._load(index)
        if self._words is None:
            with _text_of(page) as text:
                found = tuple(inked_words(page, text))
            self._words = tuple(one for one in found if _on_page(one[0]))
            self._beside = tuple(word for word, _ in found if not _on_page(word))
        return self._words

    def without_words(self, index: int, dpi: float, texts: frozenset[int] | None = None) -> Image.Image:
        """The page with every text taken out, also in drawings within drawings, or some; put back afterwards."""
        page = self._load(index)
        self._inked(index)  # before: what is switched off is not read either
        found = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=_DEEPEST_TEXT)
        off = [one.raw for one in found if texts is None or number_of(one.raw) in texts]
        for one in off:
            pdfium.FPDFPageObj_SetIsActive(one, False)
        try:
            return self.grey(index, dpi)
        finally:
            for one in off:
                pdfium.FPDFPageObj_SetIsActive(one, True)

    def texts_drawing(self, index: int) -> tuple[tuple[Word, frozenset[int]], ...]:
        """The words with the texts that draw them."""
        with _text_of(self._load(index)) as text:
            return tuple(drawn_by(self._page, text))

    def beside(self, index: int) -> tuple[Word, ...]:
        """The words of which the middle lies off what is shown of the page."""
        self._inked(index)
        return self._beside

    def scan(self, index: int) -> LoneScan | None:
        """The picture that is all of this page, where both readers of the file say so."""
        shown = self.picture_boxes(index)
        if len(shown) != 1:
            return None
        try:
            return lone_scan(self._load(index), self._opened().pages[index], shown[0])
        except (pikepdf.PdfError, IndexError, ValueError):
            return None

    def says_instead(self, index: int) -> bool:
        """Whether the page says other words than those that are drawn; one that cannot be looked into may."""
        if index not in self._instead:
            try:
                self._instead[index] = says_instead(self._opened(), index)
            except (pikepdf.PdfError, pypdfium2.PdfiumError, IndexError, ValueError, TypeError, zlib.error):
                self._instead[index] = True
        return self._instead[index]

    def holds_more(self, index: int) -> bool:
        """Whether anything is put or drawn on the page; one that cannot be looked into may have it."""
        try:
            return draws(self._load(index)) or bool(len(self._opened().pages[index].obj.get("/Annots", ())))
        except (pikepdf.PdfError, IndexError, ValueError, TypeError):
            return True

    def _opened(self) -> pikepdf.Pdf:
        """The file through the second reader."""
        if self._parts is None:
            self._parts = pikepdf.open(io.BytesIO(self._data))
        return self._parts

    def picture_boxes(self, index: int) -> tuple[Place, ...]:
        """Where pictures lie; one within a drawing counts as all of that drawing."""
        page = self._load(index)
        boxes: dict[Place, None] = {}
        drawing: Place | None = None
        for one in page.get_objects(filter=_DRAWN, max_depth=_MOST_DEEP):
            is_picture = one.type == pdfium.FPDF_PAGEOBJ_IMAGE
            if not one.level:
                drawing = place_on(page, one.get_bounds())
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
        self._words = None


@contextmanager
def _text_of(page: Any) -> Iterator[Any]:
    """What stands on a page in letters."""
    text = page.get_textpage()
    try:
        yield text
    finally:
        text.close()


def _on_page(word: Word) -> bool:
    return 0 <= (word.x0 + word.x1) / 2 <= 1 and 0 <= (word.y0 + word.y1) / 2 <= 1


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
