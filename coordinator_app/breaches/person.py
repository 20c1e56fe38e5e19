"""One of those whose information a breach let out: who is told, whether that must be, and the letter of its own (article 34).

Each family has a line and a letter for itself, so that no letter can tell one of another by what was typed for both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coordinator_app.breaches.model import HOLDING, Breach
from coordinator_app.core.catalogue import Record, choice, day, describe, link, text, yes_no
from coordinator_app.core.privacy import LEGAL_DUTY, REQUEST_FILE, Audience, Choice, Compartment, Purpose


class MustBeTold(Choice):
    """Whether article 34 asks that they are told."""

    YES = "yes", "Yes: a high risk to them is likely"
    LOW_RISK = "low_risk", "No: a high risk to them is unlikely"
    LOCKED = "locked", "No: it is locked, and nobody can read it"
    MENDED = "mended", "No: what we did takes the high risk away"
    NOT_YET = "not_yet", "Yes, but not yet: to tell them now would put somebody in danger"

    @property
    def wants_telling(self) -> bool:
        """Whether they are to be told, now or later."""
        return self in {MustBeTold.YES, MustBeTold.NOT_YET}

    @property
    def law(self) -> str:
        """What it rests on."""
        return _LAW[self]


_LAW = {
    MustBeTold.YES: "UK GDPR article 34(1)",
    MustBeTold.LOW_RISK: "UK GDPR article 34(1)",
    MustBeTold.LOCKED: "UK GDPR article 34(3)(a)",
    MustBeTold.MENDED: "UK GDPR article 34(3)(b)",
    MustBeTold.NOT_YET: "Data Protection Act 2018, schedule 2, paragraph 2; 003-6.4",
}


def person_compartment(record: BreachPerson) -> Compartment:
    """Beside the breach."""
    return Compartment.GUARDED if record.is_guarded else Compartment.GENERAL


@describe(
    kind="breach_person",
    title="Person concerned by a breach",
    plural="People concerned by breaches",
    purpose=Purpose.RIGHTS,
    clause="003-8",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="The partnership",
    subjects=("pupil_id",),
    compartments=(Compartment.GENERAL, Compartment.GUARDED),
    part_of="breach_id",
    date_field="told_on",
    place=person_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class BreachPerson(Record):
    """Who is concerned, whether they must be told and why, what their letter says, and when they were told."""

    breach_id: str = link("Breach", "breach", required=True)
    pupil_id: str = link("On record as", "pupil")
    concerned: str = text("Whose information it was", required=True)
    must: MustBeTold | None = choice("Whether they must be told", MustBeTold, column=True)
    why: str = text("Why, and who decided it", long=True)
    told_whom: str = text("Who is told")
    told_address: str = text("Address for the letter", long=True)
    of_theirs: str = text("What of theirs was in it", long=True)
    may_mean: str = text("What may come of it", long=True)
    they_can_do: str = text("What they can do", long=True)
    letter_id: str = text("Letter to them", personal=False, released=False)
    reference: str = text("Reference of that letter", personal=False)
    told_on: date | None = day("They were told on", column=True)
    told_how: str = text("How they were told")
    told_by: str = text("Who told them")
    is_guarded: bool = yes_no("Kept in the guarded compartment", released=False)

    @property
    def settled(self) -> bool:
        """Whether nothing more is to be done about them: told, or not to be told for a reason."""
        return self.told_on is not None or (self.must is not None and not self.must.wants_telling)


def owes_telling(breach: Breach, people: Iterable[BreachPerson]) -> bool:
    """Whether it is still open if somebody is told: of each that is listed, else of everybody at once."""
    if breach.closed_on is not None:
        return False
    listed = tuple(people)
    return any(not one.settled for one in listed) if listed else breach.owes_telling


def were_told(breach: Breach, people: Iterable[BreachPerson]) -> bool:
    """Whether those concerned were told: somebody was, and nobody is left who must be."""
    listed = tuple(people)
    if not listed:
        return breach.people_told is not None and breach.people_told.tells
    return any(one.told_on for one in listed) and all(one.settled for one in listed)
