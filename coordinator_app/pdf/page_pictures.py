"""Pages of an opened file as pictures for the screen or the printer, no larger than asked for."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image

from coordinator_app.core.page_images import PageShown, PagesShown, PagesWanted, PageWord
from coordinator_app.pdf.pictured import is_even, is_pictured
from coordinator_app.pdf.render import Source

FINEST_DPI = 300
_QUALITY = 85


def pages_shown(source: Source, wanted: PagesWanted, *, words: bool) -> PagesShown:
    """The pages asked for, as far as the file has them; `words` for those that may be redacted."""
    return PagesShown(tuple(_shown(source, wanted, words=words)), source.pages)


def _shown(source: Source, wanted: PagesWanted, *, words: bool) -> Iterator[PageShown]:
    first, last = max(1, wanted.first), min(wanted.last or source.pages, source.pages)
    dpi = min(max(wanted.dpi, 20), FINEST_DPI)
    for number in range(first, last + 1):
        width, height = source.size(number - 1)
        picture = _fitted(source.picture(number - 1, dpi), width * dpi / 72, height * dpi / 72)
        found = source.words(number - 1) if words else ()
        yield PageShown(
            number=number,
            image=_encoded(picture, jpeg=wanted.jpeg),
            width_px=picture.width,
            height_px=picture.height,
            width_pt=width,
            height_pt=height,
            words=tuple(PageWord(word.text, word.x0, word.y0, word.x1, word.y1) for word in found),
            pictured=words and is_pictured(source, number - 1, found),
            blank=words and not found and is_even(picture),
        )


def _fitted(picture: Image.Image, width: float, height: float) -> Image.Image:
    """A photograph comes with its own fineness: made smaller for the screen, never larger."""
    scale = min(width / picture.width, height / picture.height)
    if scale > 0.9:
        return picture
    return picture.resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))


def _encoded(picture: Image.Image, *, jpeg: bool) -> bytes:
    out = io.BytesIO()
    if jpeg:
        picture.save(out, "JPEG", quality=_QUALITY)
    else:
        picture.save(out, "PNG", compress_level=1)
    return out.getvalue()
