"""Words that lie on one another: taken out of the page in turns, so that each shows whether its own ink is there.

A word that was covered and typed over has ink in its place, and it is the other's. What lies on one another is never
taken out together; all that lies apart is, so that a page under a stamp aslant is drawn once more and no oftener.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from PIL import Image, ImageChops

from coordinator_app.pdf.pack_content import Word
from coordinator_app.pdf.render import Source, texts_drawing, without_words

_MOST: Final = 1_000
_MOST_TURNS: Final = 20
Drawn = tuple[Word, frozenset[int]]
"""A word and the texts of its page that draw its letters, by their number."""


def changes_of(
    source: Source, index: int, dpi: float, words: Sequence[Word], shown: Image.Image
) -> Iterator[tuple[Word, Image.Image]]:
    """Each of these words with what changes on the page without it; none for those that are too many to be asked."""
    wanted = frozenset(words[:_MOST])
    drawn = [one for one in texts_drawing(source, index) if one[0] in wanted]
    for turn in turns_of(drawn)[:_MOST_TURNS]:
        texts = frozenset(text for _, its in turn for text in its)
        bare = without_words(source, index, dpi, texts)
        if bare is not None:
            changed = ImageChops.difference(shown, bare)
            yield from ((word, changed) for word, _ in turn)


def turns_of(drawn: Iterable[Drawn]) -> list[list[Drawn]]:
    """The words in as few turns as may be: in none of them two lie on one another that different texts draw."""
    turns: list[list[Drawn]] = []
    for group in _groups(drawn):
        apart = (
            turn for turn in turns if not any(_meet(one, other) for one, _ in group for other, _ in turn)
        )
        free = next(apart, None)
        if free is None:
            turns.append([*group])
        else:
            free += group
    return turns


def _groups(drawn: Iterable[Drawn]) -> list[list[Drawn]]:
    """Words that hang together, because one text draws letters of both."""
    groups: dict[int, list[Drawn]] = {}
    of_text: dict[int, int] = {}
    for number, one in enumerate(drawn):
        there = {of_text[text] for text in one[1] if text in of_text}
        groups[number] = [*(other for group in sorted(there) for other in groups.pop(group)), one]
        of_text.update((text, number) for _, texts in groups[number] for text in texts)
    return list(groups.values())


def _meet(one: Word, other: Word) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1
