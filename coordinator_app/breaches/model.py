"""A personal data breach, as it is written down in the first minutes (UK GDPR article 33(5); 003-8).

The simple record: what happened, when we knew, who has it, what was in it as counts and kinds, how it was contained,
what was decided about the report to the ICO, and whether those concerned were told (article 34): each of them in a line of their
own (`person.py`), or all at once where nobody has to be told. `told_whom` and what follows it held one family in earlier versions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coordinator_app.core.catalogue import Record, choice, day, describe, instant, link, number, text, yes_no
from coordinator_app.core.privacy import LEGAL_DUTY, REQUEST_FILE, Audience, Choice, Compartment, Purpose

HOLDING = "Requests, complaints and mistakes about your data, and what we did"


class BreachReport(Choice):
    """What was decided about the report to the ICO."""

    REPORTED = "reported", "It was reported to the ICO"
    NO_RISK = "no_risk", "It is not reported: a risk to anybody is unlikely"


class PeopleTold(Choice):
    """Whether those whose information it was are told (UK GDPR article 34)."""

    TOLD = "told", "They were told"
    LOW_RISK = "low_risk", "They are not told: a high risk to them is unlikely"
    LOCKED = "locked", "They are not told: it is locked, and nobody can read it"
    MENDED = "mended", "They are not told: what we did takes the high risk away"
    IN_PUBLIC = "in_public", "They were told in public: to reach each would be out of proportion"
    NOT_YET = "not_yet", "Not yet: to tell them now would put somebody in danger"

    @property
    def settles(self) -> bool:
        """Whether nothing more is to be decided about it."""
        return self is not PeopleTold.NOT_YET

    @property
    def tells(self) -> bool:
        """Whether it needs the day, and how."""
        return self in {PeopleTold.TOLD, PeopleTold.IN_PUBLIC}

    @property
    def law(self) -> str:
        """What it rests on."""
        return _LAW[self]


_LAW = {
    PeopleTold.TOLD: "UK GDPR article 34(1)",
    PeopleTold.LOW_RISK: "UK GDPR article 34(1)",
    PeopleTold.LOCKED: "UK GDPR article 34(3)(a)",
    PeopleTold.MENDED: "UK GDPR article 34(3)(b)",
    PeopleTold.IN_PUBLIC: "UK GDPR article 34(3)(c)",
    PeopleTold.NOT_YET: "Data Protection Act 2018, schedule 2, paragraph 2; 003-6.4",
}


def breach_compartment(record: Breach) -> Compartment:
    """Guarded for what went with guarded records."""
    return Compartment.GUARDED if record.is_guarded else Compartment.GENERAL


@describe(
    kind="breach",
    title="Breach",
    plural="Breaches",
    purpose=Purpose.RIGHTS,
    clause="003-8",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="The partnership",
    subjects=("pupil_id",),
    compartments=(Compartment.GENERAL, Compartment.GUARDED),
    date_field="happened_on",
    place=breach_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Breach(Record):
    """The moment we knew of it starts the 72 hours; nothing stops them."""

    breach_number: int | None = number("Number", required=True, column=True)
    pupil_id: str = link("Whose information went out", "pupil")
    request_id: str = text("Request it happened in", personal=False, released=False, indexed=True)
    pack_id: str = text("Pack that went out", personal=False, released=False)
    happened_on: date | None = day("Happened on", required=True, column=True)
    aware_at: datetime | None = instant("We knew of it at", required=True)
    what_happened: str = text("What happened", long=True, required=True)
    recipient: str = text("Who has it now", required=True)
    what_was_in_it: str = text(
        "What was in it, as counts and kinds", long=True, required=True, personal=False
    )
    was_locked: bool = yes_no("It was locked, and its password was not told")
    contained: str = text("How it was contained", long=True)
    contained_on: date | None = day("Contained on")
    report: BreachReport | None = choice("The report to the ICO", BreachReport, column=True)
    report_reason: str = text("Why, or the reference of the ICO", long=True)
    decided_on: date | None = day("Decided on")
    people_told: PeopleTold | None = choice("Whether those concerned are told", PeopleTold, column=True)
    people_told_on: date | None = day("They were told on")
    told_whom: str = text("Who was told")
    told_address: str = text("Address for the letter", long=True)
    told_by: str = text("Who told them")
    told_how: str = text("How they were told")
    told_reason: str = text("Why they are told, or not", long=True)
    may_mean: str = text("What may come of it", long=True)
    they_can_do: str = text("What they can do", long=True)
    told_letter_id: str = text("Letter to them", personal=False, released=False)
    told_reference: str = text("Reference of that letter", personal=False)
    closed_on: date | None = day("Closed on", column=True)
    closed_although: str = text("Why it was closed before everybody was told", long=True)
    reopened_on: date | None = day("Opened again on")
    reopened_because: str = text("Why it was opened again", long=True)
    is_guarded: bool = yes_no("Kept in the guarded compartment", released=False)

    @property
    def clock_runs(self) -> bool:
        """Whether the 72 hours still ask for something."""
        return self.report is None and self.closed_on is None

    @property
    def owes_telling(self) -> bool:
        """Whether it is still to be decided for everybody at once if they are told; a list of people is asked in its place."""
        settled = self.people_told is not None and self.people_told.settles
        return not settled and self.closed_on is None
