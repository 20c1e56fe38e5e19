"""Texts whose letters may stand in another order than they are read: Hebrew, Arabic, and the scripts of India.

A PDF keeps signs at places, not letters in a row. Some programs give words that are written from right to left back to
front, letter by letter or word by word, and the hook of an R behind the letters that it stands on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_RIGHT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_WORD: Final = re.compile(rf"[{_RIGHT}]+")
_RUN: Final = re.compile(rf"[{_RIGHT}]+(?:[ \u00a0'\u2019.-]{{1,2}}[{_RIGHT}]+)*")
_PLAIN: Final = re.compile(rf"[^{_RIGHT}]+")
_BLOCKS: Final = (0x900, 0x980, 0xA00, 0xA80, 0xB00, 0xC00, 0xC80, 0xD00)
"""Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Telugu, Kannada, Malayalam: each letter has its place in each."""


def _of_each(first: int, last: int) -> str:
    return "".join(f"{chr(block + first)}-{chr(block + last)}" for block in _BLOCKS)


# a consonant, those joined to it, its vowel, and then the hook, which is an R that is read first
_HOOK: Final = re.compile(
    rf"([{_of_each(0x15, 0x39)}](?:[{_of_each(0x3C, 0x3C)}]|[{_of_each(0x4D, 0x4D)}][{_of_each(0x15, 0x39)}])*"
    rf"[{_of_each(0x3E, 0x4C)}]*)([{_of_each(0x30, 0x30)}][{_of_each(0x4D, 0x4D)}])"
)
# a vowel that is read behind its consonant and drawn before it
_BEFORE: Final = re.compile(
    rf"([{_of_each(0x15, 0x39)}](?:[{_of_each(0x4D, 0x4D)}][{_of_each(0x15, 0x39)}])*)([{_of_each(0x3F, 0x3F)}\u09c7\u09c8])"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in another order: as many letters, `places` being where each stands in the text as it was."""

    text: str
    places: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """From and to where a stretch of it stands in the text as it was."""
        places = self.places[start:end]
        return min(places), max(places) + 1

    def is_moved(self, start: int, end: int) -> bool:
        """Whether a stretch of it stands otherwise there."""
        return any(place != at for at, place in enumerate(self.places[start:end], start))


def other_orders(text: str) -> Iterator[Reading]:
    """The other ways in which a text may be meant; none for most."""
    if text.isascii():
        return
    if _WORD.search(text):
        whole, words = _turned(text, _RUN), _turned(text, _WORD)
        yield whole
        if words != whole:
            yield words
            yield _again(whole, _turned(whole.text, _WORD))
    if _HOOK.search(text):
        yield _hooked(text)


def _turned(text: str, stretch: re.Pattern[str]) -> Reading:
    places: list[int] = []
    for found in stretch.finditer(text):
        places += [*range(len(places), found.start()), *range(found.end() - 1, found.start() - 1, -1)]
    return _reading(text, places)


def _again(first: Reading, second: Reading) -> Reading:
    """A reading of a reading."""
    return Reading(second.text, tuple(first.places[place] for place in second.places))


def _hooked(text: str) -> Reading:
    places: list[int] = []
    for found in _HOOK.finditer(text):
        places += [*range(len(places), found.start()), *range(*found.span(2)), *range(*found.span(1))]
    return _reading(text, places)


def _reading(text: str, places: list[int]) -> Reading:
    places += range(len(places), len(text))
    return Reading("".join(text[place] for place in places), tuple(places))


def as_drawn(word: str) -> str:
    """A word as its letters stand from left to right, so that who reads them by their places reads them rightly."""
    if word.isascii() or not _WORD.search(word):
        return word
    runs = [found[0] for found in re.finditer(rf"{_WORD.pattern}|{_PLAIN.pattern}", word)]
    first = next((letter for letter in word if letter.isalpha()), "")
    if _WORD.match(first):
        runs.reverse()
    return "".join(run[::-1] if _WORD.match(run) else run for run in runs)


def written_otherwise(word: str) -> tuple[str, ...]:
    """How else the index of a search may hold a word out of a PDF: back to front, or with a vowel before its letter."""
    if word.isascii():
        return ()
    forms = (_turned(word, _WORD).text, _BEFORE.sub(r"\2\1", word))
    return tuple(form for form in forms if form != word)
