"""The parts of a request to erase, restrict or stop: what it is about, checks, notices, uses, letters, the certificate."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from coordinator_app.answering.model import Question
from coordinator_app.core.catalogue import Record, choice, day, describe, instant, link, number, text, yes_no
from coordinator_app.core.privacy import LEGAL_DUTY, REQUEST_FILE, Audience, Purpose
from coordinator_app.corrections.model import WhyTold
from coordinator_app.rights.model import BOTH, HOLDING, RightsLetter, UseAllowed, rights_compartment
from coordinator_app.sharing.model import DeliveryMethod, RecipientKind

R = TypeVar("R", bound=Record)


def _part(kind: str, title: str, plural: str, date_field: str | None = None) -> Callable[[type[R]], type[R]]:
    """Put a part of a request into words; each lies where its request lies."""
    return describe(
        kind=kind,
        title=title,
        plural=plural,
        purpose=Purpose.RIGHTS,
        clause="003-5.4",
        basis=LEGAL_DUTY,
        retention=REQUEST_FILE,
        audience=Audience.INDIVIDUAL,
        holding=HOLDING,
        source="The partnership",
        subjects=("request_id.pupil_id",),
        compartments=BOTH,
        part_of="request_id",
        date_field=date_field,
        place=rights_compartment,
    )


@_part("rights_item", "Record asked about", "Records asked about")
@dataclass(frozen=True, slots=True, kw_only=True)
class RightsItem(Record):
    """A record that is to be erased. `called` is what it was; it is emptied when the record goes."""

    request_id: str = link("Request", "rights_request", required=True)
    item_kind: str = text("Kind of record", personal=False, required=True, released=False)
    item_id: str = text("Record", personal=False, required=True, released=False, indexed=True)
    called: str = text("What it is")
    erased_on: date | None = day("Erased on")
    is_guarded: bool = yes_no("About safeguarding or health", released=False)


@_part("rights_check", "Check", "Checks")
@dataclass(frozen=True, slots=True, kw_only=True)
class RightsCheck(Record):
    """The answer to one question of `checks.py`, with what it rests on."""

    request_id: str = link("Request", "rights_request", required=True)
    question: str = text("Question", personal=False, required=True)
    answer: bool | None = yes_no("Answer", default=None)
    note: str = text("What it rests on", long=True)
    answered_on: date | None = day("Answered on")
    is_guarded: bool = yes_no("About safeguarding or health", released=False)


@_part("rights_question", "Question to whoever asked", "Questions to whoever asked", "asked_on")
@dataclass(frozen=True, slots=True, kw_only=True)
class RightsQuestion(Question):
    """What they were asked about their request; the month runs on."""

    request_id: str = link("Request", "rights_request", required=True)


@_part("rights_notice", "Notice of an erasure or restriction", "Notices of erasures and restrictions")
@dataclass(frozen=True, slots=True, kw_only=True)
class RightsNotice(Record):
    """Somebody who has to be told, and what came of it (article 19, 003-5.4)."""

    request_id: str = link("Request", "rights_request", required=True)
    disclosure_id: str = text("Given with", personal=False, released=False)
    recipient: str = text("Who is told", required=True, searched=True)
    recipient_kind: RecipientKind | None = choice("Who they are", RecipientKind)
    why_told: WhyTold | None = choice("Why they are told", WhyTold)
    contact: str = text("Who to write to there")
    address: str = text("Address", long=True)
    told_on: date | None = day("Told on", column=True)
    told_how: DeliveryMethod | None = choice("How they were told", DeliveryMethod)
    confirmed_on: date | None = day("Said it is done on", column=True)
    not_needed: str = text("Why they need not be told", long=True)
    end_told_on: date | None = day("Told that it ended on")
    end_told_how: DeliveryMethod | None = choice("How they were told that it ended", DeliveryMethod)
    end_not_needed: str = text("Why they need not be told that it ended", long=True)
    is_guarded: bool = yes_no("About safeguarding or health", released=False)


@_part("restricted_use", "Use of a restricted record", "Uses of restricted records", "on_day")
@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictedUse(Record):
    """One use that the law allows while a record is restricted, written down before it: open for that day only."""

    request_id: str = link("Request", "rights_request", required=True)
    on_day: date | None = day("On", required=True, column=True)
    allowed: UseAllowed | None = choice("Why it is allowed", UseAllowed, required=True)
    what: str = text("What it is used for, and who gets it", long=True, required=True)
    is_guarded: bool = yes_no("About safeguarding or health", released=False)


@_part("rights_letter", "Letter about such a request", "Letters about such requests", "written_on")
@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRightsLetter(Record):
    """A letter that was printed or saved: the very page, and the wording's version; `sent_how` once it was recorded as sent."""

    request_id: str = link("Request", "rights_request", required=True)
    letter: RightsLetter | None = choice("Letter", RightsLetter, required=True, column=True)
    addressed_to: str = text("To")
    sent_how: DeliveryMethod | None = choice("How it went", DeliveryMethod)
    written_on: date | None = day("Written on", required=True, column=True)
    reference: str = text("Reference", personal=False)
    template_version: int | None = number("Version of the wording", required=True, released=False)
    template_hash: str = text("Fingerprint of the wording", personal=False, released=False)
    content_id: str = text("The letter itself", personal=False, released=False)
    is_guarded: bool = yes_no("About safeguarding or health", released=False)


@_part("erasure_certificate", "Certificate of an erasure", "Certificates of erasures")
@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureCertificate(Record):
    """That records were erased, by whom, and who agreed: which kinds and how many, never what they said."""

    request_id: str = link("Request", "rights_request", required=True)
    erased_at: datetime | None = instant("Erased at", required=True)
    kinds: str = text("What was erased", personal=False, required=True)
    agreed_by: str = text("Second person", required=True)
    agreed_how: str = text("How the second person agreed", long=True, required=True)
    backups: str = text("What is said of backups", long=True, personal=False)
    is_guarded: bool = yes_no("About safeguarding or health", released=False)


@describe(
    kind="restriction",
    title="Restriction",
    plural="Restrictions",
    purpose=Purpose.RIGHTS,
    clause="003-5.4",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="The partnership",
    subjects=("pupil_id",),
    date_field="from_day",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction(Record):
    """That a pupil's record is kept and not used: in the open for everybody who works with it, and why nowhere in it.

    `about` names the records it covers, an id to a line; "" is the whole record.
    """

    pupil_id: str = link("Pupil", "pupil", required=True)
    request_id: str = text("Request", personal=False, released=False, indexed=True)
    from_day: date | None = day("From", required=True, column=True)
    until_day: date | None = day("Until", column=True)
    about: str = text("Records it covers", long=True, personal=False, released=False)

    @property
    def is_whole(self) -> bool:
        """Whether it shuts the whole record."""
        return not self.about.strip()

    def covers(self, records: Iterable[str]) -> bool:
        """Whether it shuts one of these records, by their ids."""
        return self.is_whole or not set(self.about.split()).isdisjoint(records)
