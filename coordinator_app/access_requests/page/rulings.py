"""What was decided once for a person, or for words, as the item in hand shows it (no widgets)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from coordinator_app.access_requests.actions.persons import WORDS, stands_for
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.items import CoverOrigin, Redaction
from coordinator_app.access_requests.page.lone_names import parts_alone
from coordinator_app.access_requests.page.name_finder import FoundName, Place, Who
from coordinator_app.access_requests.page.not_on_record import folded, is_nobody, wholes_of
from coordinator_app.access_requests.persons import PersonDecision, PersonKind, RequestPerson

_SAID = {
    PersonDecision.COVER: "cover everywhere",
    PersonDecision.ROLE_ONLY: "say only who they are",
    PersonDecision.AGREED: "show, they agree",
    PersonDecision.KNOWN: "show, known to whoever asks",
    PersonDecision.SHOW: "show",
}


NOBODY = Known("", PersonKind.PUPIL, ())


@dataclass(frozen=True, slots=True)
class Rulings:
    """The decisions for people and words of a request, as they were read with the item; `subject` is never covered."""

    people: tuple[RequestPerson, ...] = ()
    subject: Known = NOBODY

    def of(self, key: str) -> RequestPerson | None:
        """The decision for a name found under this key, if one was made."""
        whose = folded(key.partition("|")[0])  # a telephone of somebody goes with the person
        found = (one for one in self.people if whose and whose in {folded(one.item_id), words_key(one)})
        ruled = (one for one in found if one.decision is not PersonDecision.UNDECIDED)
        return next(ruled, None) or self._of_a_part(whose)

    def _of_a_part(self, key: str) -> RequestPerson | None:
        """A lone word of a covered name is covered too; what shows a whole name does not: it may be another's as well."""
        if not is_nobody(key):
            return None
        covered = (one for one in self.people if one.decision is not None and one.decision.covers)
        return next((one for one in covered if wholes_of(key, (one.item_id,))), None)

    def covers(self, key: str) -> bool:
        """Whether it is covered wherever it stands."""
        ruled = self.of(key)
        return ruled is not None and ruled.decision is not None and ruled.decision.covers

    def shows(self, key: str) -> bool:
        """Whether it was decided that it may be read."""
        ruled = self.of(key)
        return ruled is not None and ruled.decision is not None and not ruled.decision.covers

    def said(self, key: str) -> str:
        """The decision in a few words, or ""."""
        ruled = self.of(key)
        return f"Decided: {_SAID[ruled.decision]}" if ruled is not None and ruled.decision in _SAID else ""

    def words(self, texts: Sequence[str], found: Iterable[FoundName] = ()) -> tuple[FoundName, ...]:
        """What is covered wherever it stands: words, and parts of covered names of people on no record not in `found`."""
        own = (one for one in self.people if one.item_kind == WORDS and self.covers(words_key(one)))
        made = (_named(one, places_of_whole_words(one.called, texts)) for one in own)
        covered = (one for one in self.people if is_nobody(one.item_id) and self.covers(one.item_id))
        return (*(one for one in made if one.places), *parts_alone(covered, self.subject, texts, found))

    def on(self, redaction: Redaction, key: str, origin: CoverOrigin) -> Redaction:
        """The redaction with whose decision covers it, and what stands in its place."""
        ruled = self.of(key)
        if ruled is None or not self.covers(key):
            return replace(redaction, origin=origin)
        own = CoverOrigin.SAME_TEXT if ruled.item_kind == WORDS else CoverOrigin.PERSON
        return replace(redaction, origin=own, person_id=ruled.id, stands_for=stands_for(ruled))


def words_key(person: RequestPerson) -> str:
    """The key of words that are covered everywhere, "" for a person."""
    return f"same:{person.id}" if person.item_kind == WORDS else ""


def _named(person: RequestPerson, places: Iterable[Place]) -> FoundName:
    quoted = f"\N{LEFT DOUBLE QUOTATION MARK}{person.called}\N{RIGHT DOUBLE QUOTATION MARK}"
    note = "The same words, covered everywhere"
    return FoundName(words_key(person), quoted, note, Who.OTHER_PUPIL, sure=True, places=tuple(places))


def places_of_whole_words(wanted: str, texts: Sequence[str]) -> Iterator[Place]:
    """Where words stand, whatever the case and the white space between them, never as a part of a longer word."""
    parts = [re.escape(part) for part in wanted.split()]
    if not parts:
        return
    shape = re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", re.IGNORECASE)
    for number, text in enumerate(texts):
        yield from (Place(number, found.start(), found.end()) for found in shape.finditer(text))
