"""Share only the sentences about the person: what lies round them in a text is what has to be covered."""

from __future__ import annotations

from collections.abc import Iterable

_SHOWN = 5


def around(text: str, sentences: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """The stretches of a text to cover (from, to, in code points) so that only these sentences are left.

    Every place where a sentence stands is left. Stretches of white space alone are not worth a cover. If none of
    the sentences stands in the text, all of it is covered.
    """
    kept = sorted(span for sentence in sentences for span in _places(text, sentence.strip()))
    covers: list[tuple[int, int]] = []
    at = 0
    for start, end in kept:
        covers.append((at, start))
        at = max(at, end)
    covers.append((at, len(text)))
    return tuple(trimmed for start, end in covers if (trimmed := _trimmed(text, start, end)) is not None)


def sentences_of(mention: str) -> tuple[str, ...]:
    """The sentences that `RequestItem.mention` holds, one to a line."""
    return tuple(line.strip() for line in mention.split("\n") if line.strip())


def told_of(mention: str) -> tuple[str, ...]:
    """The first of them for a screen, with how many more there are: all of them are shared, where only they are."""
    every = sentences_of(mention)
    more = len(every) - _SHOWN
    return every if more <= 0 else (*every[:_SHOWN], f"and {more} more")


def _places(text: str, sentence: str) -> Iterable[tuple[int, int]]:
    at = text.find(sentence) if sentence else -1
    while at >= 0:
        yield at, at + len(sentence)
        at = text.find(sentence, at + len(sentence))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    words = text[start:end]
    if not words.strip():
        return None
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
