"""A complaint: who, about what, who looks into it, what came of it (Data Protection Act 2018, section 164A; 000-CO-8, CO-9).

Complaints about data come first; `ComplaintRoute` leaves room for the other ladders of the partnership.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text, yes_no
from coordinator_app.core.privacy import LEGAL_DUTY, REQUEST_FILE, Audience, Choice, Compartment, Purpose

HOLDING = "Requests, complaints and mistakes about your data, and what we did"
_BOTH = (Compartment.GENERAL, Compartment.GUARDED)


class ComplaintRoute(Choice):
    """Which way a complaint goes."""

    DATA_PROTECTION = "data_protection", "How we handle information about people"


class ComplaintAbout(Choice):
    """What somebody complains about."""

    REQUEST = "request", "How a request to see information was answered"
    RIGHTS = "rights", "A request to correct, erase, restrict or stop"
    SHARED = "shared", "Information was given to somebody"
    WRONG = "wrong", "Information is wrong"
    SAFE = "safe", "Information was lost, or not kept safe"
    KEPT = "kept", "Information is kept that should not be"
    TOLD = "told", "They were not told what we do with information"
    OTHER = "other", "Something else about information"


class ComplaintChannel(Choice):
    """How a complaint came: any way counts."""

    FORM = "form", "Our complaint form, on paper"
    ELECTRONIC_FORM = "electronic_form", "Our complaint form, by email"
    LETTER = "letter", "Letter"
    EMAIL = "email", "Email"
    TELEPHONE = "telephone", "Telephone"
    IN_PERSON = "in_person", "In person"


class ComplaintOutcome(Choice):
    """What was found."""

    UPHELD = "upheld", "The complaint is right"
    PARTLY = "partly", "The complaint is right in part"
    NOT_UPHELD = "not_upheld", "We found nothing wrong"
    WITHDRAWN = "withdrawn", "They no longer complain"
    PASSED_ON = "passed_on", "Passed on to who has to answer it"

    @property
    def owes_an_answer(self) -> bool:
        """Whether whoever complained has to be told what was found."""
        return self is not ComplaintOutcome.WITHDRAWN


class StepKind(Choice):
    """What was done on the way."""

    ENQUIRY = "enquiry", "Looked into it"
    TOLD_HOW_IT_GOES = "told", "Told them how it goes"
    MEETING = "meeting", "Met with them"
    MEASURE = "measure", "Put something right"


class ComplaintLetter(Choice):
    """The letters of a complaint; the value is the file's name in forms/."""

    ACKNOWLEDGEMENT = "letter-complaint-acknowledgement", "We have your complaint"
    OUTCOME = "letter-complaint-outcome", "What we found"


class _Kept(Protocol):
    @property
    def is_guarded(self) -> bool:
        """Whether it tells of safeguarding or health."""


def complaint_compartment(record: _Kept) -> Compartment:
    """Guarded for what tells of safeguarding or health."""
    return Compartment.GUARDED if record.is_guarded else Compartment.GENERAL


@describe(
    kind="complaint",
    title="Complaint",
    plural="Complaints",
    purpose=Purpose.RIGHTS,
    clause="000-CO-8",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="You",
    subjects=("pupil_id",),
    compartments=_BOTH,
    date_field="received_on",
    place=complaint_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint(Record):
    """The day on which it arrived starts the 30 days. Without a pupil it is about something else that we keep."""

    complaint_number: int | None = number("Number", required=True, column=True)
    route: ComplaintRoute | None = choice(
        "Which way it goes", ComplaintRoute, default=ComplaintRoute.DATA_PROTECTION, required=True
    )
    pupil_id: str = link("About the pupil", "pupil")
    request_kind: str = text("Kind of request it is about", personal=False, released=False)
    request_id: str = text("Request it is about", personal=False, released=False, indexed=True)
    about: ComplaintAbout | None = choice("What it is about", ComplaintAbout, required=True, column=True)
    complainant: str = text("Who complains", required=True, column=True, searched=True)
    complainant_is: str = text("Who they are to the pupil")
    by_pupil: bool = yes_no("The pupil complains in person")
    address: str = text("Address for the answer", long=True)
    channel: ComplaintChannel | None = choice("How it came", ComplaintChannel, required=True)
    received_on: date | None = day("Date it arrived", required=True, column=True)
    typed_on: date | None = day("Date it was typed in", required=True)
    says: str = text("What they say", long=True, required=True, searched=True)
    wants: str = text("What they want to happen", long=True, searched=True)
    about_whom: str = text("Whose work it is about")
    handler: str = text("Who looks into it")
    first_contact: str = text("Who helps them through it")
    acknowledged_on: date | None = day("Acknowledged on", column=True)
    acknowledged_how: str = text("How it was acknowledged")
    outcome: ComplaintOutcome | None = choice("What was found", ComplaintOutcome, column=True)
    decided_on: date | None = day("Decided on")
    decided_by: str = text("Who decided")
    found: str = text("What we found and why", long=True, searched=True)
    put_right: str = text("What we do about it", long=True, searched=True)
    told_on: date | None = day("They were told on", column=True)
    told_how: str = text("How they were told")
    taken_to_ico_on: date | None = day("They went to the ICO on")
    ico_reference: str = text("Reference of the ICO")
    closed_on: date | None = day("Closed on", column=True)
    is_guarded: bool = yes_no("About safeguarding or health", released=False)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.closed_on is None


@describe(
    kind="complaint_step",
    title="Step of a complaint",
    plural="Steps of complaints",
    purpose=Purpose.RIGHTS,
    clause="000-CO-8",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="The partnership",
    subjects=("complaint_id.pupil_id",),
    compartments=_BOTH,
    part_of="complaint_id",
    date_field="on_day",
    place=complaint_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintStep(Record):
    """One thing that was done: whom was asked, what was found, that they were told how it goes."""

    complaint_id: str = link("Complaint", "complaint", required=True)
    step: StepKind | None = choice("What was done", StepKind, required=True)
    on_day: date | None = day("On", required=True, column=True)
    words: str = text("What came of it", long=True, required=True, searched=True)
    by_whom: str = text("By whom")
    is_guarded: bool = yes_no("About safeguarding or health", released=False)


@describe(
    kind="complaint_letter",
    title="Letter about a complaint",
    plural="Letters about complaints",
    purpose=Purpose.RIGHTS,
    clause="000-CO-8",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="The partnership",
    subjects=("complaint_id.pupil_id",),
    compartments=_BOTH,
    part_of="complaint_id",
    date_field="written_on",
    place=complaint_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class KeptComplaintLetter(Record):
    """A letter that was printed or saved: the very page, and the wording's version."""

    complaint_id: str = link("Complaint", "complaint", required=True)
    letter: ComplaintLetter | None = choice("Letter", ComplaintLetter, required=True, column=True)
    written_on: date | None = day("Written on", required=True, column=True)
    reference: str = text("Reference", personal=False)
    template_version: int | None = number("Version of the wording", required=True, released=False)
    template_hash: str = text("Fingerprint of the wording", personal=False, released=False)
    content_id: str = text("The letter itself", personal=False, released=False)
    is_guarded: bool = yes_no("About safeguarding or health", released=False)
