"""Which pupil a row names: by UPN, or by names and date of birth where exactly one fits. Never by likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from coordinator_app.core.dates import say
from coordinator_app.core.names import fold
from coordinator_app.pupils import store
from coordinator_app.pupils.duplicates import known_from
from coordinator_app.pupils.store import NameRow
from coordinator_app.store.session import Session

_LIKE, _MOST_NEAR = 0.75, 2
_LONGEST = 40  # letters of what was typed
Person = tuple[str, str, str, str]
"""UPN, family name, given name and date of birth (2012-05-03, or as typed) of a row."""


@dataclass(frozen=True, slots=True)
class Match:
    """The pupil a row names and what to call them; or, with `id` empty, why nobody is named."""

    id: str
    who: str
    why: str = ""


@dataclass(slots=True)
class People:
    """Every pupil, by what a row may say of them."""

    _rows: dict[str, NameRow] = field(default_factory=dict)
    _by_upn: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _by_name: dict[tuple[str, str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    _named: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    _by_birth: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, row: NameRow) -> None:
        """One more pupil, with former names and numbers."""
        known = known_from(row)
        self._rows[row.id] = row
        for upn in known.upns:
            self._by_upn[_upn(upn)].add(row.id)
        born = known.birth_date.isoformat() if known.birth_date else ""
        if born:
            self._by_birth[born].add(row.id)
        for given, family in known.names:
            for one in {fold(given), fold(given).partition(" ")[0]}:
                self._named[(one, fold(family))].add(row.id)
                if born:
                    self._by_name[(one, fold(family), born)].add(row.id)

    def match(self, person: Person) -> Match:
        """Whom a row means."""
        upn, family, given, _born = person
        said = " ".join(part for part in (given, family) if part) or upn
        fit = self._by_upn.get(_upn(upn), set()) if upn else set()
        if len(fit) > 1:
            return Match("", said, "Two pupils have this UPN. Put right which of them it is.")
        if fit:
            return self._by_number(next(iter(fit)), person)
        return self._by_names(person, said)

    def _near(self, person: Person) -> str:
        """A question that names who is nearly this, to be put right in the file; nobody is taken for another by it."""
        _, family, given, born = person
        whole = fold(f"{given} {family}")
        found = {one for one in self._by_birth.get(born, ()) if self._is_like(one, whole)}
        found |= self._named.get((fold(given), fold(family)), set())
        born_on = sorted((self.called(one), self._born(one)) for one in found)[:_MOST_NEAR]
        named = (f"{name}, born {say(date.fromisoformat(day))}" if day else name for name, day in born_on)
        return f"Nobody fits: did you mean {' or '.join(named)}?" if born_on else ""

    def _is_like(self, pupil_id: str, whole: str) -> bool:
        names = (fold(f"{given} {family}") for given, family in known_from(self._rows[pupil_id]).names)
        return any(SequenceMatcher(None, whole, name).ratio() >= _LIKE for name in names)

    def called(self, pupil_id: str) -> str:
        """The name used on screens."""
        row = self._rows[pupil_id]
        return f"{row.known_as or row.given_names} {row.family_name}".strip()

    def _by_number(self, pupil_id: str, person: Person) -> Match:
        """The pupil with the UPN, unless the row names quite another child beside it."""
        _, family, given, born = person
        called, row = self.called(pupil_id), self._rows[pupil_id]
        known = known_from(row)
        other_birth = _is_day(born) and known.birth_date is not None and born != known.birth_date.isoformat()
        families = {fold(name) for _, name in known.names}
        other_name = bool(family) and fold(family) not in families
        firsts = {fold(name).partition(" ")[0] for name, _ in known.names}
        other_first = bool(given) and fold(given).partition(" ")[0] not in firsts
        quite_other = (other_birth and (other_name or other_first)) or (other_name and other_first)
        if quite_other or self._fits_only_others(pupil_id, person, families):
            return Match("", called, f"The UPN is that of {called}, but the row names another child.")
        return Match(pupil_id, called)

    def _fits_only_others(self, pupil_id: str, person: Person, families: set[str]) -> bool:
        """Whether the names, with the birth date where both say one, are another pupil's and not this one's.

        A twin differs by the first name alone. A row without a family name is taken to mean the pupil's own.
        """
        _, family, given, born = person
        key = fold(given)
        fit = {
            one
            for name in ({fold(family)} if family else families)
            for one in self._named.get((key, name)) or self._named.get((key.partition(" ")[0], name), set())
            if not _is_day(born) or self._born(one) in {"", born}
        }
        return bool(given and fit) and pupil_id not in fit

    def _born(self, pupil_id: str) -> str:
        birth_date = known_from(self._rows[pupil_id]).birth_date
        return birth_date.isoformat() if birth_date else ""

    def _by_names(self, person: Person, said: str) -> Match:
        upn, family, given, born = person
        if not (family and given and _is_day(born)):
            return Match("", said, _too_little(person))
        key = fold(given)
        fit = self._by_name.get((key, fold(family), born), set()) or self._by_name.get(
            (key.partition(" ")[0], fold(family), born), set()
        )
        if not fit:
            return Match("", said, self._near(person) or "No pupil here has this name and date of birth.")
        if len(fit) > 1:
            return Match(
                "", said, "Two pupils have this name and date of birth. Only a UPN can tell them apart."
            )
        (pupil_id,) = fit
        if upn and self._rows[pupil_id].upn:
            return Match("", said, "The name and date of birth fit a pupil who has another UPN.")
        return Match(pupil_id, self.called(pupil_id))


def _too_little(person: Person) -> str:
    """Why a row names nobody, where it has no UPN that is known and not all of names and birth date."""
    upn, family, given, born = person
    if upn:
        return "No pupil has this UPN."
    if family and given and born:
        return f"The date of birth “{born[:_LONGEST]}” is no day of the calendar."
    return "The row has neither a UPN nor names with a date of birth."


def people(session: Session) -> People:
    """Every pupil who is not in the trash."""
    found = People()
    for row in store.names(session):
        found.add(row)
    return found


def match_all(known: People, persons: Iterable[Person]) -> list[Match]:
    """The match of each person, in their order."""
    return [known.match(one) for one in persons]


def _upn(typed: str) -> str:
    return "".join(typed.split()).upper()


def _is_day(typed: str) -> bool:
    try:
        date.fromisoformat(typed)
    except ValueError:
        return False
    return len(typed) == 10
