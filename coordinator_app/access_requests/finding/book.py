"""Everybody known, made ready for finding: words of names to people, and words to words that are nearly the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from coordinator_app.access_requests.finding.alike import (
    EXACT,
    Likeness,
    halves,
    known_form,
    scanned,
    slip,
    slips_in,
    sound,
    without_one,
)
from coordinator_app.access_requests.finding.packed import Packed
from coordinator_app.access_requests.finding.parts import PARTICLES, Parts, parts_of
from coordinator_app.access_requests.finding.shapes import Form, Known
from coordinator_app.access_requests.finding.short_names import short_names

_LONG = 7
_FEWEST_BESIDE, _FEWEST_BESIDE_ONE = 4, 6
"""Letters of a family name that is known within a longer word: beside a given name, beside its first letter."""
TOLD = frozenset([Form.WHOLE, Form.NICKNAME, Form.SPELLING])
_MOST_NEAR = 40
_LONGEST = 40
"""Letters: what is longer is no name, and looking for its likes would take for ever."""
_KEPT = 100_000


class Book:
    """The index. A person is a number, the place in `people`; words are folded."""

    def __init__(self, people: Sequence[Known]) -> None:
        self.people = people
        given: list[tuple[str, int]] = []
        family: list[tuple[str, int]] = []
        initials: set[str] = set()
        for number, one in enumerate(people):
            for name in one.names:
                parts = parts_of(name)
                given += ((word, number) for word in given_words(parts))
                family += ((word, number) for word in family_words(parts))
                if parts.given and parts.family:
                    initials.add(parts.given[0][0] + parts.family[-1][0])
                initials |= double_initials(name, parts)
        self.initials = frozenset(initials)
        self.given_words = frozenset(word for word, _ in given)
        self.family_words = frozenset(word for word, _ in family)
        self._given, self._family = Packed(given), Packed(family)
        self._near = Near(sorted(self.given_words | self.family_words))
        self.of_given = lru_cache(_KEPT)(self._of_given)
        self.of_family = lru_cache(_KEPT)(self._of_family)
        self.with_initial = lru_cache(_KEPT)(self._of_initial)
        self._beginning = lru_cache(_KEPT)(self._all_with_letter)
        self.loosely = lru_cache(_KEPT)(self._loosely)
        self.near = lru_cache(_KEPT)(self._near_words)
        self.meets = lru_cache(_KEPT)(self._where_halves_meet)

    def __contains__(self, word: str) -> bool:
        return word in self.given_words or word in self.family_words

    def _of_given(self, word: str) -> frozenset[int]:
        return frozenset(self._given.numbers(word)) if word in self.given_words else frozenset()

    def _of_family(self, word: str) -> frozenset[int]:
        return frozenset(self._family.numbers(word)) if word in self.family_words else frozenset()

    def _of_initial(self, word: str, letter: str, given: bool) -> frozenset[int]:
        """Those with this given name (else this family name) whose other name begins with a letter."""
        mine = self.of_given(word) if given else self.of_family(word)
        return mine & self._beginning(letter, not given) if mine else mine

    def _all_with_letter(self, letter: str, given: bool) -> frozenset[int]:
        """Everybody whose given name (else family name) begins with a letter."""
        words, kept = (self.given_words, self._given) if given else (self.family_words, self._family)
        return frozenset(number for word in words if word[0] == letter for number in kept.numbers(word))

    def _where_halves_meet(self, word: str) -> int:
        """Where a word that is a whole name without a space comes apart: "otisbramblewick" at 4; 0 if it is none."""
        for at in range(1, min(len(word), _LONGEST)):
            one, two = word[:at], word[at:]
            # an s behind a family name is the whole family
            if self._are_one_name(one, two) or (two != "s" and self._are_one_name(two, one)):
                return at
        return 0

    def _are_one_name(self, given: str, family: str) -> bool:
        people = self.of_family(family) if len(family) >= _FEWEST_BESIDE else frozenset()
        if not people or len(given) == 1:
            return len(family) >= _FEWEST_BESIDE_ONE and bool(people & self._beginning(given, True))
        return any(people & self.of_given(one) for one in _written(given))

    def is_with_letter(self, given: str, letter: str) -> bool:
        """Whether somebody is called so whose family name begins with a letter: "BenF"."""
        if len(letter) != 1:
            return False
        return any(self.with_initial(one, letter, True) for one in _written(given))

    def _near_words(self, word: str) -> tuple[tuple[str, Likeness], ...]:
        """Words of names that a single word may be written for, surest first; slips only of what is no name itself."""
        if word in self:
            return tuple(pair for pair in self.loosely(word) if pair[1].form in TOLD)
        return self.loosely(word)

    def _loosely(self, word: str) -> tuple[tuple[str, Likeness], ...]:
        """Words of names that `word` may be written for where the other half of the name stands beside it."""
        found = {word: EXACT} if word in self else {}
        table = short_names()
        for other in table.spelt.get(word, frozenset()) | table.short.get(word, frozenset()):
            told = known_form(word, other)
            if told and other in self.given_words:
                found.setdefault(other, told)
        for other in self._near.of(word):
            one = slip(word, other, slips_in(min(word, other, key=len)))
            if one:
                found.setdefault(other, one)
        return tuple(sorted(found.items(), key=lambda pair: pair[1].cost)[:_MOST_NEAR])


def _written(given: str) -> tuple[str, ...]:
    """A given name, and what it may be short for or another spelling of."""
    table = short_names()
    return (given, *table.short.get(given, ()), *table.spelt.get(given, ()))


def given_words(parts: Parts) -> tuple[str, ...]:
    """The words by which the first name is known: "Chloe-Mae" is "chloe" and "chloemae"."""
    first = parts.given[:1]
    return (*first, "".join(parts.given[:2])) if len(parts.given) > 1 else first


def double_initials(name: str, parts: Parts) -> set[str]:
    """The letters "mj" of "Mary-Jane Thornley": a double given name is often called by its letters."""
    first = name.rsplit(",", maxsplit=1)[-1].split()[:1]
    is_double = len(parts.given) > 1 and first and "-" in first[0]
    return {parts.given[0][0] + parts.given[1][0]} if is_double else set()


def family_words(parts: Parts) -> tuple[str, ...]:
    """The halves of a family name, and the whole of it in one word; small words do not stand for it."""
    words = tuple(word for word in parts.family if word not in PARTICLES or len(parts.family) == 1)
    return (*words, "".join(parts.family)) if len(parts.family) > 1 else words


class Near:
    """Words that are nearly the same, found without going through all of them."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._kept = Packed(pair for at, word in enumerate(words) for pair in _keys(word, at))

    def of(self, word: str) -> Iterator[str]:
        """Words that may be near: to be compared, since some are not."""
        numbers = {number for key, _ in _keys(word, 0) for number in self._kept.numbers(key)}
        yield from (self._words[number] for number in numbers)


def _keys(word: str, at: int) -> Iterable[tuple[str, int]]:
    if not 3 <= len(word) <= _LONGEST:
        return
    yield f"={scanned(word)}", at
    yield from ((one, at) for one in without_one(word) if len(one) > 1)
    if len(word) < 4:
        return
    yield f"~{sound(word)}", at
    if len(word) >= _LONG:
        yield from ((one, at) for one in halves(word))
