"""A personal data breach, as it is written down in the first minutes (UK GDPR article 33(5); 003-8).

The simple record: what happened, when we knew, who has it, what was in it as counts and kinds, how it was contained,
and what was decided about the report to the ICO. It names nobody whose information it was.
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
    closed_on: date | None = day("Closed on", column=True)
    is_guarded: bool = yes_no("Kept in the guarded compartment", released=False)

    @property
    def clock_runs(self) -> bool:
        """Whether the 72 hours still ask for something."""
        return self.report is None and self.closed_on is None
