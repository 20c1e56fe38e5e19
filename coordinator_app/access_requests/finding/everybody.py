"""Everybody whom a vault knows, made ready once for all requests: words of names and details to people.

Each request sees the same index but for some (the pupil, whoever asks), and some of them otherwise (the child's own family).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from coordinator_app.access_requests.finding.alike import halves, scanned, sound, without_one
from coordinator_app.access_requests.finding.details import KeptDetails
from coordinator_app.access_requests.finding.folding import folded_words
from coordinator_app.access_requests.finding.packed import Packed
from coordinator_app.access_requests.finding.parts import PARTICLES, Parts, parts_of
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.core.names import fold

_LONG = 7
LONGEST = 40
"""Letters: what is longer is no name, and looking for its likes would take for ever."""


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words by which one person is known, and the initials."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    initials: frozenset[str]
    letters: frozenset[str] = frozenset()
    """The first letters of all given names and of the family name, where there are more than two: "ojb"."""


class Everybody:
    """The index. A person is a number, from 1: nought is left for whomever a request is about. Words are folded."""

    def __init__(self, people: Iterable[Known]) -> None:
        self.people = tuple(people)
        given: list[tuple[str, int]] = []
        family: list[tuple[str, int]] = []
        letters: list[tuple[str, int]] = []
        self.initials: Counter[str] = Counter()
        self.numbers: dict[str, list[int]] = {}
        for number, one in enumerate(self.people, start=1):
            words = words_of_names(one)
            given += ((word, number) for word in words.given)
            family += ((word, number) for word in words.family)
            letters += ((one, number) for one in words.letters)
            self.initials.update(words.initials)
            self.numbers.setdefault(one.key, []).append(number)
        self.given_words = frozenset(word for word, _ in given)
        self.family_words = frozenset(word for word, _ in family)
        self.given, self.family, self.letters = Packed(given), Packed(family), Packed(letters)
        self.near = Near(sorted(self.given_words | self.family_words))
        self.details = KeptDetails(enumerate(self.people, start=1))
        # a school has a head and a safeguarding lead: one record, two people
        self.called = {
            key: usual(one.names[0])
            for key, numbers in self.numbers.items()
            if len(numbers) == 1 and (one := self.people[numbers[0] - 1]).names
        }


@dataclass(frozen=True, slots=True)
class Others:
    """Everybody as one request sees them: without the numbers in `but`, and some as in `instead`."""

    everybody: Everybody
    but: frozenset[int] = frozenset()
    instead: Mapping[int, Known] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Known]:
        for number, one in enumerate(self.everybody.people, start=1):
            if number not in self.but:
                yield self.instead.get(number, one)

    def without(self, key: str) -> Others:
        """The same without whoever is kept under a key."""
        return replace(self, but=self.but | frozenset(self.everybody.numbers.get(key, ())))

    def without_called(self, names: Iterable[str]) -> Others:
        """The same without those one of whose whole names is one of these: who asks about himself is no other."""
        own, kept = {fold(name) for name in names}, self.everybody
        words = {word for name in names for word in folded_words(name)}
        may = {number for word in words for number in (*kept.given.numbers(word), *kept.family.numbers(word))}
        his = (one for one in may if own & {fold(name) for name in kept.people[one - 1].names})
        return replace(self, but=self.but.union(his))

    def called(self) -> dict[str, str]:
        """The usual names of those of whom another under the same key is left out: "" hides nobody's."""
        found: dict[str, str] = {}
        for number in self.but:
            key = self.everybody.people[number - 1].key
            rest = [one for one in self.everybody.numbers[key] if one not in self.but]
            if len(rest) == 1 and (names := self.everybody.people[rest[0] - 1].names):
                found[key] = usual(names[0])
        return found

    def gone(self, kept: Packed, words: Iterable[str]) -> frozenset[str]:
        """Those of some words that are nobody's but of those left out."""
        return frozenset(word for word in words if self.but.issuperset(kept.numbers(word)))

    def left_out(self) -> Iterator[Known]:
        """Whom this request does not see."""
        return (self.everybody.people[number - 1] for number in self.but)


def others_of(known: Iterable[Known] | Others) -> Others:
    """What somebody who has only people asks with."""
    return known if isinstance(known, Others) else Others(Everybody(known))


def usual(name: str) -> str:
    """As it is said: "Otis James Bramblewick" for "Bramblewick, Otis James"."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma else name


def words_of_names(one: Known) -> NameWords:
    """Of every name of one person."""
    given: list[str] = []
    family: list[str] = []
    initials: set[str] = set()
    letters: set[str] = set()
    for name in one.names:
        parts = parts_of(name)
        given += given_words(parts)
        family += family_words(parts)
        if parts.given and parts.family:
            initials.add(parts.given[0][0] + parts.family[-1][0])
        initials |= double_initials(name, parts)
        letters |= all_initials(parts)
    return NameWords(tuple(given), tuple(family), frozenset(initials), frozenset(letters))


def given_words(parts: Parts) -> tuple[str, ...]:
    """The words by which the first name is known: "Chloe-Mae" is "chloe" and "chloemae"."""
    first = parts.given[:1]
    return (*first, "".join(parts.given[:2])) if len(parts.given) > 1 else first


def double_initials(name: str, parts: Parts) -> set[str]:
    """The letters "mj" of "Mary-Jane Thornley": a double given name is often called by its letters."""
    first = name.rsplit(",", maxsplit=1)[-1].split()[:1]
    is_double = len(parts.given) > 1 and first and "-" in first[0]
    return {parts.given[0][0] + parts.given[1][0]} if is_double else set()


def all_initials(parts: Parts) -> set[str]:
    """The letters "ojb" of "Otis James Bramblewick"; none where the record knows one given name."""
    if len(parts.given) < 2 or not parts.family:
        return set()
    return {"".join(word[0] for word in (*parts.given, parts.family[-1]))}


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
    if not 3 <= len(word) <= LONGEST:
        return
    yield f"={scanned(word)}", at
    yield from ((one, at) for one in without_one(word) if len(one) > 1)
    if len(word) < 4:
        return
    yield f"~{sound(word)}", at
    if len(word) >= _LONG:
        yield from ((one, at) for one in halves(word))
