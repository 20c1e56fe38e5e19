"""Logins made of a name and letters: "otisb", "otis.b", "obramblewick", "ojbramblewick" of Otis James Bramblewick.

Shown for somebody to look at; ticked beforehand only where the whole of a name stands in it with a sign between, or where
whoever it would be is named in the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from coordinator_app.access_requests.finding.book import Book
from coordinator_app.access_requests.finding.english import GRAMMAR, everyday
from coordinator_app.access_requests.finding.shapes import Form
from coordinator_app.access_requests.finding.texts import Page
from coordinator_app.access_requests.finding.whole import Match

_FIGURES = "0123456789"
_FEWEST = 4
"""Letters of a name that has no sign between it and the letters beside it."""
_LONGEST = 30
_BETWEEN = re.compile(r"[._-]?")
_NAMED, _APART, _COULD_BE = 15, 45, 62
_KEPT = 100_000
_NOBODY: frozenset[int] = frozenset()


class Logins:
    """Finds them in pages; what was taken apart once is remembered."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._one_word = lru_cache(_KEPT)(self._of_one_word)

    def find(self, page: Page, sure: frozenset[int]) -> Iterator[Match]:
        """Matches, none of the subject; `sure` are those whose whole name stands in the text."""
        folded = page.words.folded
        for at, (word, behind) in enumerate(zip_longest(folded, folded[1:], fillvalue="")):
            last, people, cost = at, self._one_word(word), _COULD_BE
            if len(word) == 1 or len(behind) == 1 or behind[1:].isdigit():
                two = self._of_two(page, at)
                last, people, cost = (at + 1, two, _APART) if two else (at, people, cost)
            if people and 0 not in people and not page.is_capital(at):
                named = people & sure
                yield Match(at, last, named or people, Form.INITIAL, _NAMED if named else cost)

    def _of_two(self, page: Page, at: int) -> frozenset[int]:
        """Of a name and a letter with a sign between them, or none."""
        one, two = page.word(at), page.word(at + 1).rstrip(_FIGURES)
        if (
            1 not in {len(one), len(two)}
            or len(one) + len(two) <= 2
            or page.is_capital(at + 1)
            or one in GRAMMAR
        ):
            return _NOBODY
        letter, name = (one, two) if len(one) == 1 else (two, one)
        is_run = self._stands_alone(page, at) and _BETWEEN.fullmatch(page.gap(at)) is not None
        if not is_run or name in everyday() or not letter.isalpha():
            return _NOBODY
        return self._book.with_letter(name, letter) | self._book.with_initial(name, letter, False)

    @staticmethod
    def _stands_alone(page: Page, at: int) -> bool:
        """Whether two words are no part of a longer row, such as an address on the net."""
        start, end = page.words.starts[at], page.words.ends[at + 1]
        before, after = page.text[max(0, start - 1) : start], page.text[end : end + 2]
        return before not in {".", "_", "-", "@", "/"} and not re.match(r"@|[._/-]\w", after)

    def _of_one_word(self, shown: str) -> frozenset[int]:
        """Of a name and one or two letters before or behind it, in one word; of short names with figures behind them alone."""
        book, word = self._book, shown.rstrip(_FIGURES)
        if not _FEWEST + (word == shown) <= len(word) <= _LONGEST or not word.isalpha():
            return _NOBODY
        if word in everyday() or word in book:
            return _NOBODY
        found = book.with_letter(word[:-1], word[-1])
        given, family = word[:-2], word[2:]
        if len(given) >= _FEWEST:
            found |= book.of_given(given) & book.of_letters(given[0] + word[-2:])
            found |= book.of_family(family) & book.of_letters(word[:2] + family[0])
        return found
