"""What finding suggests, as the workbench lists it: one line for each person or detail, the likeliest first (no Qt)."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from coordinator_app.access_requests.finding.everybody import Others, others_of
from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.shapes import Form, Known, Suggestion
from coordinator_app.access_requests.page.name_finder import FoundName, Place, Secret, Who, told
from coordinator_app.access_requests.persons import PersonKind

_WHO = {
    PersonKind.PUPIL: Who.OTHER_PUPIL,
    PersonKind.OTHER: Who.OTHER_PUPIL,
    PersonKind.OTHER_FAMILY: Who.OTHER_FAMILY,
    PersonKind.FAMILY: Who.FAMILY,
}
DETAIL = "|"
"""What follows it in a key is which detail of the person it is."""
_SURE = 75  # of 100: what is less is listed as a possibility
_OF_NOBODY = frozenset({Form.RELATIVE, Form.TELEPHONE, Form.EMAIL, Form.POSTCODE, Form.ADDRESS, Form.UPN,
                        Form.NHS_NUMBER, Form.BIRTH_DATE, Form.UNKNOWN, Form.TITLE})  # fmt: skip


class Book(Protocol):
    """Finds names and details in texts. `secrets` are the confidential addresses."""

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """Whose address is confidential, and what tells of it."""

    @property
    def subject(self) -> Known:
        """Whom the request is about, with whoever asked: nothing of theirs is suggested."""

    def find(self, texts: Sequence[str]) -> tuple[FoundName, ...]:
        """Everything found, in the order of the list."""


@dataclass(frozen=True, slots=True)
class SuggestionBook:
    """A finder made once for a request; `called` gives the name that a list shows by the key of a person."""

    finder: Finder
    called: Mapping[str, str]
    secrets: tuple[Secret, ...] = ()

    @classmethod
    def of(
        cls, known: Iterable[Known] | Others, subject: Known, secrets: Iterable[Secret] = ()
    ) -> SuggestionBook:
        """Make a book of everybody known but whom the request is about."""
        others = others_of(known)
        called = ChainMap(others.called(), others.everybody.called)
        return cls(Finder(others, subject), called, tuple(secrets))

    @property
    def subject(self) -> Known:
        """Whom the request is about."""
        return self.finder.subject

    def find(self, texts: Sequence[str]) -> tuple[FoundName, ...]:
        """What is confidential, then others, family and staff, each the likeliest first."""
        hidden = tuple(one for secret in self.secrets for one in told(secret, texts))
        lines: dict[str, _Line] = {}
        for number, text in enumerate(texts):
            for one in self.finder.find(text):
                key = self._key(one)
                lines.setdefault(key, _Line(key, one)).add(one, Place(number, one.start, one.end))
        named = sorted((self._finished(line) for line in lines.values()), key=_order)
        return (*hidden, *beside(named, hidden))

    def _key(self, one: Suggestion) -> str:
        """By whom a line is known: the record of one person, else its own words, so that the same words are one line."""
        if one.key in self.called:
            return f"{one.key}{DETAIL}{one.form.name.lower()}" if one.form in _OF_NOBODY else one.key
        return f"{one.key or one.form.name.lower()}:{' '.join(one.words.casefold().split())}"

    def _finished(self, line: _Line) -> FoundName:
        first = line.best
        name = self.called.get(line.key, "")
        quoted = (
            f"\N{LEFT DOUBLE QUOTATION MARK}{' '.join(first.words.split())}\N{RIGHT DOUBLE QUOTATION MARK}"
        )
        who = _WHO.get(first.kind, Who.STAFF)
        return FoundName(
            line.key,
            name or quoted,
            who.value if name else first.why,
            who,
            sure=first.likelihood >= _SURE,
            places=tuple(line.places),
            likelihood=first.likelihood,
            offered=line.ticked,
            kind=first.kind,
        )


def beside(found: Iterable[FoundName], taken: Iterable[FoundName]) -> Iterator[FoundName]:
    """What was found without the places that something else already speaks for."""
    stretches = [place for one in taken for place in one.places]
    for one in found:
        places = tuple(place for place in one.places if not any(_touch(place, other) for other in stretches))
        if places:
            yield replace(one, places=places)


def _touch(one: Place, other: Place) -> bool:
    return one.text == other.text and one.start < other.end and other.start < one.end


@dataclass(slots=True)
class _Line:
    """One line while its places are collected; the likeliest place speaks for it."""

    key: str
    best: Suggestion
    ticked: bool = False
    places: list[Place] = field(default_factory=list)

    def add(self, one: Suggestion, place: Place) -> None:
        self.places.append(place)
        self.ticked = self.ticked or one.ticked
        if one.likelihood > self.best.likelihood:
            self.best = one


def _order(found: FoundName) -> tuple[bool, int, int, int, str]:
    rank = list(Who).index(found.who)
    return not found.offered, rank, -found.likelihood, -len(found.places), found.label
