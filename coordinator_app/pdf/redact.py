"""Redaction is rebuilding, never covering (architecture.md 5, security.md 17-21).

A page is flattened, drawn as pixels, painted, and made anew from those pixels; its fresh text layer holds the
words that touch no box and can be seen. A text is made anew without the covered parts. Nothing of the original
file goes on: no text object, no metadata, no second copy of the picture.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Sequence
from typing import Final

from PIL import Image, ImageDraw

from coordinator_app.core.errors import Trouble
from coordinator_app.pdf.even_boxes import evened
from coordinator_app.pdf.pack_content import Box, RebuiltPage, Word
from coordinator_app.pdf.pictured import is_empty_page, is_pictured
from coordinator_app.pdf.render import Source, scan_on
from coordinator_app.pdf.words_seen import seen_words

MARK: Final = "[covered]"
"""The same width whatever was covered, so that its length tells nothing."""
_NO_BRACKETS: Final = re.compile(r"[\[\]\x00-\x1f\x7f]+")
_DPI: Final = 200
_QUALITY: Final = 75
_STEP: Final = 0.05


class BadSpan(Trouble):
    """A covered part of a text does not fit the text."""

    code = "bad-span"
    safe = "Nothing has been shared."
    next_step = "Look at the item again and cover what must be covered."


def redact_spans(text: str, spans: Iterable[tuple[int, int] | tuple[int, int, str]]) -> str:
    """The text as released: each covered part (start, end in characters) becomes `MARK`; parts of one mark merge.

    A third value stands in place of what is covered, in the same brackets: "another pupil" becomes
    "[another pupil]". Where parts overlap and say different things, nobody's words stand there: `MARK`.
    Raises `BadSpan` if a part is empty or lies outside the text.
    """
    released, at = "", 0
    for start, end, mark in _merged(spans, len(text)):
        released += text[at:start] + mark
        at = end
    return released + text[at:]


def _merged(
    spans: Iterable[tuple[int, int] | tuple[int, int, str]], length: int
) -> list[tuple[int, int, str]]:
    merged: list[tuple[int, int, str]] = []
    for start, end, mark in sorted(_marked(span) for span in spans):
        if not 0 <= start < end <= length:
            raise BadSpan("A covered part lies outside its text, so the text must have changed since.")
        first, last, other = merged[-1] if merged else (-1, -1, "")
        if start < last or (start == last and mark == other):
            merged[-1] = (first, max(end, last), mark if mark == other else MARK)
        else:
            merged.append((start, end, mark))
    return merged


def _marked(span: tuple[int, int] | tuple[int, int, str]) -> tuple[int, int, str]:
    """The part and its mark: one line of plain words in brackets, or `MARK` where there are none."""
    start, end, *role = span
    words = " ".join(_NO_BRACKETS.sub(" ", "".join(role)).split())
    return start, end, f"[{words}]" if words else MARK


def rebuild_page(source: Source, index: int, boxes: Iterable[Box] = (), *, dpi: float = _DPI) -> RebuiltPage:
    """One page made anew from pixels; `boxes` of other pages are left out.

    Also pages shared in full go this way: the original carries what nobody sees (decision 29).
    """
    own = tuple(box for box in boxes if box.page == index)
    words = source.words(index)
    scan = scan_on(source, index)
    # a file that is a picture itself keeps its own
    picture, off = (scan.picture, scan.off) if scan else (source.picture(index, dpi).copy(), 0.0)
    uncovered = [word for word in words if not _is_covered(word, own)]
    kept = seen_words(source, index, uncovered, picture, boxed=bool(own))
    own = evened(own, uncovered, picture)
    empty = not own and is_empty_page(source, index, picture)
    jpeg = _painted(picture, own, off)
    width, height = source.size(index)
    return RebuiltPage(
        jpeg=jpeg,
        width_px=picture.width,
        height_px=picture.height,
        width_pt=width,
        height_pt=height,
        words=kept,
        boxes=own,
        pictured=is_pictured(source, index, words),
        grey=picture.mode == "L",
        empty=empty,
    )


def _is_covered(word: Word, boxes: Iterable[Box]) -> bool:
    return any(box.touches(word) for box in boxes)


def _painted(picture: Image.Image, boxes: Sequence[Box], off: float) -> bytes:
    """The picture with its boxes, saved once, with nothing in the file but itself."""
    for box in boxes:
        _paint(picture, box, off)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, comment=b"", exif=b"", icc_profile=None)
    return out.getvalue()


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


def _paint(picture: Image.Image, box: Box, off: float) -> None:
    """Black, a pixel larger than the box on every side, and by as much as the picture misses the page's edge."""
    width, height = picture.size
    more = math.ceil(off * max(width, height))
    ImageDraw.Draw(picture).rectangle(
        (
            math.floor(box.x0 * width) - 1 - more,
            math.floor(box.y0 * height) - 1 - more,
            math.ceil(box.x1 * width) + more,
            math.ceil(box.y1 * height) + more,
        ),
        fill=0 if picture.mode == "L" else (0, 0, 0),
    )
