"""Which words of a page go into its fresh text layer: those that a person sees there, and those read from a scan.

A word that is painted is seen where the page changes when all words are taken out of it: text that is white, too
small, clipped, under a picture or under somebody's black bar changes nothing, or next to nothing. A word that paints nothing, as the
layer of a scanner's program, counts where a picture with ink lies under it; on a page with boxes it does not count at all: such a layer is
often a line off, and then the covered name would stand beside its box.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from PIL import Image, ImageChops

from coordinator_app.pdf.laid_over import changes_of
from coordinator_app.pdf.pack_content import Word
from coordinator_app.pdf.page_words import Ink
from coordinator_app.pdf.render import (
    Source,
    grey_picture,
    ink_of,
    picture_boxes,
    without_words,
)

_FAINT: Final = 24
"""Of 255: a paler difference is no ink."""
_LEAST: Final = 0.02
"""Of 1: how much of a word's place must change without it. The foot of one letter that looks out under a bar is no word."""
_DPI: Final = 110
_SMALLEST: Final = 1.5
"""Points: a word lower than this is read by no one; the letters of a footnote are three times as high."""
_MOST_OVER: Final = 0.5
_MOST_BESIDE: Final = 0.25
"""Of 1: a word of a boxed page that lies more than this on other words may have borrowed their ink."""
_TWO_LINES: Final = 1.6
_BANDS: Final = 50
"""Strips of a page in which neighbours are sought, so that not every word is held against every other."""
_TOLD: Final = frozenset({Ink.PAINTED, Ink.PALE, Ink.UNSEEN})


def seen_words(
    source: Source, index: int, words: Sequence[Word], picture: Image.Image, *, boxed: bool = False
) -> tuple[Word, ...]:
    """The words that can be seen on a page; `picture` is the page as drawn, before its boxes are painted.

    `boxed`: something on the page is covered. Then only words whose own ink is certain are kept, since a word that
    lies elsewhere than it says may be the covered one.
    """
    if not words:
        return ()
    grey = picture if picture.mode == "L" else picture.convert("L")
    inks = ink_of(source, index)
    layer = [word for word in words if not boxed and inks.get(word, Ink.PAINTED) is Ink.UNSEEN]
    painted = [word for word in words if inks.get(word, Ink.PAINTED) in {Ink.PAINTED, Ink.PALE}]
    seen = {word for word in layer if _has_ink(word, grey)} & set(_on_pictures(source, index, layer))
    seen |= set(_painted(source, index, painted, grey))
    seen -= set(_lost_in_others([word for word in painted if word in seen], inks))
    if boxed:
        seen -= set(_on_others(source.words(index), seen))
    size = source.size(index)
    return tuple(word for word in words if word in seen and _is_legible(word, size))


def unseen_words(source: Source, index: int) -> tuple[Word, ...]:
    """Words of a page that nobody sees on it: what a reviewer is told of, since it is not in the page's picture.

    None of the layer of a scanner's program, which says what its picture says; none that is a mark or a dash alone,
    and none of which the file does not say its letters.
    """
    words, inks = source.words(index), ink_of(source, index)
    telling = [word for word in words if any(map(str.isalnum, word.text))]
    if not any(inks.get(word, Ink.PAINTED) in _TOLD for word in telling):
        return ()
    # what paints nothing is held against the picture of the page; without such words none is drawn for it
    layered = Ink.UNSEEN in inks.values()
    picture = grey_picture(source, index, _DPI) if layered else Image.new("L", (1, 1))
    seen = frozenset(seen_words(source, index, words, picture))
    return tuple(word for word in telling if word not in seen and inks.get(word, Ink.PAINTED) in _TOLD)


def _painted(source: Source, index: int, words: Sequence[Word], grey: Image.Image) -> Iterable[Word]:
    """Painted words whose ink is in the page: without them it would look different there."""
    bare = without_words(source, index, _DPI) if words else None
    if bare is None:
        return [word for word in words if _has_ink(word, grey)]
    shown = grey_picture(source, index, _DPI)
    changed = ImageChops.difference(shown, bare)
    seen = [word for word in words if _changes(word, changed)]
    return frozenset(seen) - frozenset(_laid_over(source, index, seen, shown))


def _laid_over(source: Source, index: int, words: Sequence[Word], shown: Image.Image) -> Iterable[Word]:
    """Words under others, with something between them: only the text on top has its ink there."""
    heights = sorted(word.y1 - word.y0 for word in words)
    line = heights[len(heights) // 2] if heights else 0.0
    # a word broken over two lines: its place is said to be all that lies between its halves
    whole = [word for word in words if "-" not in word.text[1:-1] or word.y1 - word.y0 <= _TWO_LINES * line]
    doubtful = tuple(_on_others(whole, words, _MOST_OVER))
    if not doubtful:
        return
    changes = changes_of(source, index, _DPI, doubtful, shown)
    yield from frozenset(doubtful) - {word for word, changed in changes if _changes(word, changed)}


def _on_pictures(source: Source, index: int, words: Sequence[Word]) -> Iterable[Word]:
    boxes = picture_boxes(source, index) if words else ()
    for word in words:
        across, down = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        if any(box[0] <= across <= box[2] and box[1] <= down <= box[3] for box in boxes):
            yield word


def _lost_in_others(words: Sequence[Word], inks: dict[Word, Ink]) -> Iterable[Word]:
    """Pale words that lie on darker ones: taken out together they would both seem to have ink."""
    dark = [word for word in words if inks.get(word, Ink.PAINTED) is Ink.PAINTED]
    for word in words:
        if inks.get(word) is Ink.PALE and sum(_over(word, other) for other in dark) > _MOST_OVER:
            yield word


def _on_others(words: Sequence[Word], seen: Iterable[Word], most: float = _MOST_BESIDE) -> Iterable[Word]:
    """Words that lie on others which say something else: whose ink it is that stands there nobody can tell."""
    asked = frozenset(seen)
    found: dict[Word, None] = {}
    for pair in _meeting(words):
        for word, other in (pair, (pair[1], pair[0])):
            if word in asked and other.text != word.text and _over(word, other) > most:
                found[word] = None
    return tuple(found)


def _meeting(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Words that may lie on one another: in one strip of the page, and where they stand across it."""
    bands: defaultdict[int, list[Word]] = defaultdict(list)
    for word in words:
        for band in _bands(word):
            bands[band].append(word)
    for strip in bands.values():
        strip.sort(key=lambda word: word.x0)
        for at, word in enumerate(strip):
            for behind in range(at + 1, len(strip)):
                if strip[behind].x0 >= word.x1:
                    break
                yield word, strip[behind]


def _bands(word: Word) -> range:
    return range(math.floor(word.y0 * _BANDS), math.floor(word.y1 * _BANDS) + 1)


def _over(word: Word, other: Word) -> float:
    """How much of a word lies on another, of 1."""
    across = min(word.x1, other.x1) - max(word.x0, other.x0)
    down = min(word.y1, other.y1) - max(word.y0, other.y0)
    area = (word.x1 - word.x0) * (word.y1 - word.y0)
    return across * down / area if across > 0 and down > 0 and area > 0 else 0.0


def _is_legible(word: Word, size: tuple[float, float]) -> bool:
    """Whether a word is high enough to be read; marks and dashes always are."""
    if sum(char.isalnum() for char in word.text) < 2:
        return True
    width, height = (word.x1 - word.x0) * size[0], (word.y1 - word.y0) * size[1]
    return min(width, height) >= _SMALLEST


def _has_ink(word: Word, grey: Image.Image) -> bool:
    """Whether there is ink where the word is said to be."""
    area = _area(word, grey)
    if area is None:
        return False
    low, high = (float(str(level)) for level in grey.crop(area).getextrema())
    return high - low > _FAINT


def _changes(word: Word, changed: Image.Image) -> bool:
    """Whether enough changed where the word is said to be for somebody to have read it there."""
    area = _area(word, changed)
    if area is None:
        return False
    levels = changed.crop(area).histogram()
    return sum(levels[_FAINT + 1 :]) >= _LEAST * sum(levels)


def _area(word: Word, grey: Image.Image) -> tuple[int, int, int, int] | None:
    """The pixels of a word, None where it has none."""
    width, height = grey.size
    area = (
        max(0, math.floor(word.x0 * width)),
        max(0, math.floor(word.y0 * height)),
        min(width, math.ceil(word.x1 * width) + 1),
        min(height, math.ceil(word.y1 * height) + 1),
    )
    return area if area[0] < area[2] and area[1] < area[3] else None
