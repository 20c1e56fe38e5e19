"""Redaction is rebuilding, never covering (architecture.md 5, security.md 17-21).

A page is flattened, drawn as pixels, painted, and made anew from those pixels; its fresh text layer holds the
words that touch no box and can be seen. A text is made anew without the covered parts. Nothing of the original
file goes on: no text object, no metadata, no second copy of the picture.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from typing import Final

from PIL import Image, ImageDraw

from coordinator_app.core.errors import Trouble
from coordinator_app.pdf.pack_content import Box, RebuiltPage, Word
from coordinator_app.pdf.pictured import is_pictured
from coordinator_app.pdf.render import Source

MARK: Final = "[covered]"
"""The same width whatever was covered, so that its length tells nothing."""
_DPI: Final = 200
_QUALITY: Final = 75
_STEP: Final = 0.05
_FAINT: Final = 24


class BadSpan(Trouble):
    """A covered part of a text does not fit the text."""

    code = "bad-span"
    safe = "Nothing has been shared."
    next_step = "Look at the item again and cover what must be covered."


def redact_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text as released: each covered part (start, end in characters) becomes `MARK`; touching parts merge.

    Raises `BadSpan` if a part is empty or lies outside the text.
    """
    released, at = "", 0
    for start, end in _merged(spans, len(text)):
        released += text[at:start] + MARK
        at = end
    return released + text[at:]


def _merged(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not 0 <= start < end <= length:
            raise BadSpan("A covered part lies outside its text, so the text must have changed since.")
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def rebuild_page(source: Source, index: int, boxes: Iterable[Box] = (), *, dpi: float = _DPI) -> RebuiltPage:
    """One page made anew from pixels; `boxes` of other pages are left out.

    Also pages shared in full go this way: the original carries what nobody sees (decision 29).
    """
    own = tuple(box for box in boxes if box.page == index)
    picture = source.picture(index, dpi).copy()
    for box in own:
        _paint(picture, box)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    width, height = source.size(index)
    words = source.words(index)
    return RebuiltPage(
        jpeg=out.getvalue(),
        width_px=picture.width,
        height_px=picture.height,
        width_pt=width,
        height_pt=height,
        words=_kept(words, own, picture),
        boxes=own,
        pictured=is_pictured(source, index, words),
    )


def suggested_box(page: int, words: Sequence[Word]) -> Box:
    """A box round neighbouring words on one line, widened to a fixed step so that it does not tell their length.

    A suggestion only: a person must look at it. Raises ValueError without words.
    """
    across = min(word.x0 for word in words), max(word.x1 for word in words)
    down = min(word.y0 for word in words), max(word.y1 for word in words)
    pad = 0.2 * min(across[1] - across[0], down[1] - down[0])
    # the text runs along the longer side, which is upright on a page that lies on its side
    if across[1] - across[0] >= down[1] - down[0]:
        (x0, x1), (y0, y1) = _stepped(across, pad), _padded(down, pad)
    else:
        (x0, x1), (y0, y1) = _padded(across, pad), _stepped(down, pad)
    return Box(page, x0, y0, x1, y1)


def _padded(ends: tuple[float, float], pad: float) -> tuple[float, float]:
    return max(0.0, ends[0] - pad), min(1.0, ends[1] + pad)


def _stepped(ends: tuple[float, float], pad: float) -> tuple[float, float]:
    """The ends moved apart to the next whole step, and kept on the page."""
    length = min(1.0, _STEP * math.ceil((ends[1] - ends[0] + 2 * pad) / _STEP))
    start = (ends[0] + ends[1] - length) / 2
    start = min(max(0.0, start), 1.0 - length)
    return start, min(1.0, start + length)


def _paint(picture: Image.Image, box: Box) -> None:
    width, height = picture.size
    ImageDraw.Draw(picture).rectangle(
        (
            math.floor(box.x0 * width) - 1,
            math.floor(box.y0 * height) - 1,
            math.ceil(box.x1 * width),
            math.ceil(box.y1 * height),
        ),
        fill=(0, 0, 0),
    )


def _kept(words: Iterable[Word], boxes: tuple[Box, ...], picture: Image.Image) -> tuple[Word, ...]:
    grey = picture.convert("L")
    return tuple(
        word for word in words if not any(box.touches(word) for box in boxes) and _is_seen(word, grey)
    )


def _is_seen(word: Word, grey: Image.Image) -> bool:
    """Whether there is ink where the word is said to be; white and hidden text has none and is left out."""
    width, height = grey.size
    area = (
        max(0, math.floor(word.x0 * width)),
        max(0, math.floor(word.y0 * height)),
        min(width, math.ceil(word.x1 * width) + 1),
        min(height, math.ceil(word.y1 * height) + 1),
    )
    if area[0] >= area[2] or area[1] >= area[3]:
        return False
    low, high = (float(str(level)) for level in grey.crop(area).getextrema())
    return high - low > _FAINT
