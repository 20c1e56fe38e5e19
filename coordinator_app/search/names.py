"""Pupils by name, however it is spelled: any part of any of their names, initials, UPN, birth date, and nearly alike.

Made once from all names and kept in memory, since 20,000 names are looked through while somebody types.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coordinator_app.core.names import fold
from coordinator_app.core.search_words import SearchWords
from coordinator_app.pupils import store
from coordinator_app.pupils.namesakes import called, words_apart
from coordinator_app.pupils.store import NameRow
from coordinator_app.search.sounds import sound
from coordinator_app.store.session import Session

MOST = 5
_SHORT, _LONG = 4, 8
"""A word of fewer letters than the first has no near one; with as many as the second two slips are allowed, beyond three."""
_SOUNDED = 2  # letters of a key that is worth comparing


@dataclass(frozen=True, slots=True)
class Person:
    """A pupil found by name; `why` says how, where the name as typed does not stand in the name as shown."""

    id: str
    name: str
    detail: str = ""
    why: str = ""
    near: bool = False


@dataclass(frozen=True, slots=True)
class InRecord:
    """What was typed may be a pupil's name and words: the pupil, and the words without the name."""

    pupil_id: str
    name: str
    words: str


class Names:
    """All names, folded. Built by `read_names`."""

    def __init__(self, rows: Iterable[NameRow]) -> None:
        self._rows = tuple(rows)
        self._lines = [_line(one) for one in self._rows]
        self._apart = words_apart(self._rows)
        self._by_word: dict[str, set[int]] = {}
        for number, line in enumerate(self._lines):
            for word in line.split():
                self._by_word.setdefault(word, set()).add(number)
        self._by_initials: dict[str, list[int]] = {}
        for number, row in enumerate(self._rows):
            for letters in _initials(row):
                self._by_initials.setdefault(letters, []).append(number)
        self._words = tuple(word for word in self._by_word if word.isalpha())
        self._by_sound: dict[str, list[str]] = {}
        for word in self._words:
            self._by_sound.setdefault(sound(word), []).append(word)

    def called(self, pupil_id: str) -> str:
        """The name of one pupil, "" if it is none."""
        return next((called(one) for one in self._rows if one.id == pupil_id), "")

    def offered(self) -> list[tuple[str, str]]:
        """(id, words) of every pupil, to choose from: with what tells namesakes apart."""
        return [(one.id, _shown(one, self._apart.get(one.id, ""))) for one in self._rows]

    def find(self, words: SearchWords, most: int = MOST) -> list[Person]:
        """Pupils in one of whose names every word stands, who have these initials, or were born on that day."""
        typed = _typed(words)
        found = {number: self._why(number, typed) for number in self._holding(typed)[:most]}
        letters = _initials_typed(typed)
        for number in self._by_initials.get(letters, ()) if len(found) < most else ():
            found.setdefault(number, "Has these initials")
            if len(found) == most:
                break
        if len(found) < most and not typed:
            found |= self._born(words, most - len(found))
        return [self._person(number, why) for number, why in found.items()]

    def _holding(self, typed: list[str]) -> Sequence[int]:
        """The pupils with all words, word after word: that is a fifth of the time of pupil after pupil."""
        passed: Sequence[int] = range(len(self._lines)) if typed else ()
        for word in typed:
            begun, lines = f" {word}", self._lines
            passed = [number for number in passed if begun in lines[number]]
        return passed

    def nearly(self, words: SearchWords, most: int = MOST) -> list[Person]:
        """Pupils whose names are nearly what was typed, by a slip or two or by the sound; the nearest first."""
        typed = _typed(words)
        ranks: dict[int, int] | None = None
        for word in typed:
            near = self._near(word)
            here: dict[int, int] = {}
            for other, slips in near.items():
                for number in self._by_word[other]:
                    here[number] = min(slips, here.get(number, slips))
            before = here if ranks is None else ranks
            ranks = {one: slips + before[one] for one, slips in here.items() if one in before}
        best = sorted(ranks or {}, key=lambda one: ((ranks or {})[one], one))[:most]
        return [self._person(one, "Spelled differently", near=True) for one in best]

    def in_records(self, words: SearchWords, most: int = 3) -> list[InRecord]:
        """Where some of the words are a pupil's name and others are not: the pupils, if they are few."""
        typed = [(term.words[0] if len(term.words) == 1 else "", term) for term in words.wanted]
        names = [word for word, term in typed if word in self._by_word and not term.exact]
        rest = [" ".join(term.words) for word, term in typed if word not in names]
        if not names or not rest:
            return []
        both = set.intersection(*(self._by_word[word] for word in names))
        if not 0 < len(both) <= most:
            return []
        return [InRecord(self._rows[one].id, called(self._rows[one]), " ".join(rest)) for one in sorted(both)]

    def _near(self, word: str) -> dict[str, int]:
        """Words of names near this one, and by how many slips; those that only sound alike count as three."""
        from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415  (only for a name that is not found)
        from rapidfuzz.process import extract  # noqa: PLC0415  (as the import above)

        if word in self._by_word:
            return {word: 0}
        near: dict[str, int] = {one: 1 for one in self._words if one.startswith(word)}
        if len(word) >= _SHORT:
            slips = 1 + (len(word) >= _LONG) + (len(word) > _LONG)
            for other, distance, _ in extract(
                word, self._words, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=20
            ):
                near[other] = min(int(distance), near.get(other, slips))
        key = sound(word)
        if len(key) >= _SOUNDED:
            for other in self._by_sound.get(key, ()):
                near.setdefault(other, 3)
        return near

    def _born(self, words: SearchWords, most: int) -> dict[int, str]:
        days = words.days
        if days is None or days.since != days.until:
            return {}
        on = days.since.isoformat()
        born = [number for number, one in enumerate(self._rows) if one.birth_date == on]
        return dict.fromkeys(born[:most], f"Born {days.words}")

    def _why(self, number: int, typed: list[str]) -> str:
        row = self._rows[number]
        usual = f" {fold(called(row))} "
        if all(f" {word}" in usual for word in typed):
            return ""
        for given, family in row.others:
            if any(f" {word}" in f" {fold(f'{given} {family}')}" for word in typed):
                return f"Also {given} {family}".rstrip()
        if any(word and f" {word}" in f" {row.upn.lower()} {row.former_upns.lower()}" for word in typed):
            return f"UPN {row.upn}"
        return f"Given names {row.given_names}" if row.known_as else ""

    def _person(self, number: int, why: str, *, near: bool = False) -> Person:
        row = self._rows[number]
        year = f"Year {row.year_group}" if row.year_group is not None else ""
        closed = "record closed" if row.closed_on else ""
        parts = (why, year, self._apart.get(row.id, ""), closed)
        return Person(row.id, called(row), ", ".join(part for part in parts if part), why, near)


def read_names(session: Session) -> Names:
    """All names of pupils that are not in the trash."""
    return Names(store.names(session))


def _line(row: NameRow) -> str:
    """All that a pupil is found by, folded, with a blank before each word."""
    others = " ".join(f"{given} {family}" for given, family in row.others)
    words = fold(f"{row.known_as} {others}".strip())
    return f" {words} {row.given_folded} {row.family_folded} {row.upn.lower()} {row.former_upns.lower()}"


def _shown(row: NameRow, apart: str) -> str:
    year = f"Year {row.year_group}" if row.year_group is not None else ""
    return ", ".join(part for part in (called(row), year, apart) if part)


def _typed(words: SearchWords) -> list[str]:
    return [word for term in words.wanted for word in term.words]


def _initials_typed(typed: list[str]) -> str:
    """Two or three letters that may be initials: "kp", "k p", "K.P."."""
    joined = "".join(typed)
    single = len(typed) == 1 or all(len(word) == 1 for word in typed)
    return joined if single and 2 <= len(joined) <= 3 and joined.isalpha() else ""


def _initials(row: NameRow) -> set[str]:
    families = row.family_folded.split()
    givens = row.given_folded.split()
    known = fold(row.known_as).split()
    found: set[str] = set()
    for first in (givens, known):
        if first and families:
            found.add(first[0][:1] + families[0][:1])
            found.add("".join(word[:1] for word in (*first, *families)))
    return found
