"""Who may be the same child: looked up in memory while a name is typed, in well under a frame at 20,000 pupils.

The index knows every word of every name (former names and aliases too) in a form in which look-alike letters are
one, and every word that one slip turns into it, so that no name is compared letter by letter with all the others.
A pupil is named who has

- the same UPN, now or before, or
- a like name, unless the birth dates are known and not alike, or
- the same birth date and the same first name, or the same family name and the same first letter.

A birth date is like another if they are one slip apart: a wrong digit, or day and month the wrong way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from functools import lru_cache

from coordinator_app.core.names import fold, skeleton, slips

MOST_NAMED = 5
_LONG_WORD = 4
Table = dict[object, set[str]]
"""From a word, a day or a UPN to the ids of the children that have it."""


class Why(IntEnum):
    """What makes two records alike, the surest first."""

    SAME_UPN = 0
    SAME_NAME_AND_BIRTHDAY = 1
    LIKE_NAME_AND_BIRTHDAY = 2
    BIRTHDAY_AND_FIRST_NAME = 3
    LIKE_NAME = 4

    @property
    def words(self) -> str:
        """For a reader."""
        return _WHY[self]


_WHY = {
    Why.SAME_UPN: "the same UPN",
    Why.SAME_NAME_AND_BIRTHDAY: "the same name and date of birth",
    Why.LIKE_NAME_AND_BIRTHDAY: "a similar name and date of birth",
    Why.BIRTHDAY_AND_FIRST_NAME: "the same date of birth and first name",
    Why.LIKE_NAME: "a similar name",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A child as the index knows it: (given names, family name) of every name, birth date, UPNs."""

    id: str
    names: tuple[tuple[str, str], ...]
    birth_date: date | None = None
    upns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Like:
    """A pupil who may be the same child, and why."""

    id: str
    why: Why


@dataclass(slots=True)
class AlikeIndex:
    """All pupils. Not safe for two threads at once: its keeper holds a lock (`duplicates`)."""

    _children: dict[str, Known] = field(default_factory=dict)
    _by_given: Table = field(default_factory=dict)
    _by_family: Table = field(default_factory=dict)
    _by_birth: Table = field(default_factory=dict)
    _by_upn: Table = field(default_factory=dict)
    _near: dict[str, set[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._children)

    def put(self, child: Known) -> None:
        """Know this child, in place of what was known of it before."""
        self.drop(child.id)
        self._children[child.id] = child
        for words, table in self._tables(child):
            for word in words:
                if word not in table:
                    table[word] = set()
                table[word].add(child.id)
        for given, family in child.names:
            for word in (*_words(given), *_words(family)):
                self._learn(word)

    def drop(self, child_id: str) -> None:
        """Forget a child."""
        known = self._children.pop(child_id, None)
        if known is None:
            return
        for words, table in self._tables(known):
            for word in words:
                table[word].discard(child_id)

    def find(self, typed: Known, leave_out: Iterable[str] = ()) -> list[Like]:
        """Who may be the child that is typed, the surest first, at most `MOST_NAMED`; never the child itself."""
        reasons: dict[str, Why] = {}
        apart = {typed.id, *leave_out}
        for child_id, why in self._candidates(typed):
            if child_id not in apart and why < reasons.get(child_id, Why.LIKE_NAME + 1):
                reasons[child_id] = why
        # of as sure ones those that came last are likelier to be the same referral typed twice
        newest = sorted(reasons, reverse=True)
        newest.sort(key=lambda one: reasons[one])
        return [Like(one, reasons[one]) for one in newest[:MOST_NAMED]]

    def _candidates(self, typed: Known) -> Iterator[tuple[str, Why]]:
        for upn in typed.upns:
            yield from ((one, Why.SAME_UPN) for one in self._by_upn.get(upn, ()))
        for given, family in typed.names:
            yield from self._named_alike(given, family, typed.birth_date)
            yield from self._born_alike(given, family, typed.birth_date)

    def _named_alike(self, given: str, family: str, born: date | None) -> Iterator[tuple[str, Why]]:
        firsts, families = _words(given)[:1], _words(family)
        if not firsts or not families:
            return
        alike = self._alike(families[0], self._by_family)
        for word in families[1:]:
            alike &= self._alike(word, self._by_family)
        if len(firsts[0]) > 1:
            # a single letter on the record stands for a name that begins with it
            alike &= self._alike(firsts[0], self._by_given) | self._by_given.get(firsts[0][0], set())
        whole = (fold(given), fold(family))
        for one in alike:
            other = self._children[one]
            near = near_days(born, other.birth_date)
            if near is not False and _initials_agree(firsts[0], other):
                yield one, _why(near, born == other.birth_date and whole in _folded(other))

    def _born_alike(self, given: str, family: str, born: date | None) -> Iterator[tuple[str, Why]]:
        first, families = _words(given)[:1], set(_words(family))
        if born is None or not first:
            return
        for one in self._by_birth.get(born, ()):
            for other_given, other_family in self._children[one].names:
                others = _words(other_given)[:1]
                if others and (
                    others == first or (others[0][0] == first[0][0] and families & set(_words(other_family)))
                ):
                    yield one, Why.BIRTHDAY_AND_FIRST_NAME

    def _alike(self, word: str, table: Table) -> set[str]:
        """The children with this word, or one slip from it, among their given or their family names."""
        found = set(table.get(word, ()))
        if len(word) >= _LONG_WORD:
            near = {one for key in _one_less(word) for one in self._near.get(key, ())}
            for one in near:
                if one in table and slips(word, one, 1) <= 1:
                    found |= table[one]
        return found

    def _learn(self, word: str) -> None:
        if len(word) < _LONG_WORD or word in self._near.get(word, ()):
            return
        for key in _one_less(word):
            self._near.setdefault(key, set()).add(word)

    def _tables(self, child: Known) -> Iterator[tuple[Iterable[object], Table]]:
        yield {word for given, _ in child.names for word in _words(given)}, self._by_given
        yield {word for _, family in child.names for word in _words(family)}, self._by_family
        yield (() if child.birth_date is None else (child.birth_date,)), self._by_birth
        yield child.upns, self._by_upn


def _why(near: bool | None, same: bool) -> Why:
    if not near:
        return Why.LIKE_NAME
    return Why.SAME_NAME_AND_BIRTHDAY if same else Why.LIKE_NAME_AND_BIRTHDAY


def _folded(child: Known) -> set[tuple[str, str]]:
    return {(fold(given), fold(family)) for given, family in child.names}


def near_days(one: date | None, other: date | None) -> bool | None:
    """Whether two birth dates may be one, a slip apart; None where one is not known."""
    if one is None or other is None:
        return None
    if one == other or (one.year == other.year and (one.day, one.month) == (other.month, other.day)):
        return True
    return sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True)) == 1


@lru_cache(maxsize=50_000)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared; remembered, since most names are those of many."""
    return tuple(skeleton(word) for word in fold(name).split())


def _initials_agree(first: str, other: Known) -> bool:
    """A single letter, typed or kept, stands for a name that begins with it."""
    if len(first) > 1:
        return True
    return any(words and words[0][0] == first for words in (_words(given) for given, _ in other.names))


def _one_less(word: str) -> set[str]:
    """The word, and the word without each of its letters: two words one slip apart share one of these."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
