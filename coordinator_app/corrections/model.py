"""What somebody says is wrong in the record, what was decided, and who has to be told (003-5.4, UK GDPR Art 16, 19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text, yes_no
from coordinator_app.core.privacy import LEGAL_DUTY, PUPIL_FILE, Audience, Choice, Compartment, Purpose

_HOLDING = "What we gave to whom, when and why; what was corrected"
_BOTH = (Compartment.GENERAL, Compartment.GUARDED)


class CorrectionOutcome(Choice):
    """What was decided."""

    CORRECTED = "corrected", "Corrected as asked"
    PARTLY = "partly", "Corrected in part"
    NOTED = "noted", "Not corrected; the other view is kept beside it"
    REFUSED = "refused", "Not corrected"
    WITHDRAWN = "withdrawn", "Asked for no longer"

    @property
    def changed_something(self) -> bool:
        """Whether those who were given the old value have to be told (Art 19)."""
        return self in {CorrectionOutcome.CORRECTED, CorrectionOutcome.PARTLY}


def claim_compartment(claim: CorrectionClaim | CorrectionNotice) -> Compartment:
    """The compartment of the record that is said to be wrong."""
    return Compartment.GUARDED if claim.is_guarded else Compartment.GENERAL


@describe(
    kind="correction_claim",
    title="Correction asked for",
    plural="Corrections asked for",
    purpose=Purpose.RIGHTS,
    clause="003-5.4",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding=_HOLDING,
    source="The partnership",
    subjects=("pupil_id",),
    compartments=_BOTH,
    date_field="asked_on",
    place=claim_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionClaim(Record):
    """Who says that what is wrong and why. `before_version` and `after_version` are the record's versions either side."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    item_kind: str = text("Kind of record", personal=False, required=True, released=False)
    item_id: str = text("Record", personal=False, required=True, released=False, indexed=True)
    field_label: str = text("What in it", personal=False)
    asked_by: str = text("Who says so", required=True, searched=True)
    asked_on: date | None = day("Asked on", required=True, column=True)
    says: str = text("What is said to be wrong", long=True, required=True, searched=True)
    evidence: str = text("What shows it", long=True, searched=True)
    evidence_document_id: str = link("Paper that shows it", "document")
    outcome: CorrectionOutcome | None = choice("Decision", CorrectionOutcome, column=True)
    decided_on: date | None = day("Decided on", column=True)
    reason: str = text("Why", long=True, searched=True)
    told_on: date | None = day("Whoever asked was told on")
    before_version: int | None = number("Version before", released=False)
    after_version: int | None = number("Version after", released=False)
    is_guarded: bool = yes_no("About safeguarding or health", released=False)


@describe(
    kind="correction_notice",
    title="Notice of a correction",
    plural="Notices of corrections",
    purpose=Purpose.RIGHTS,
    clause="003-5.4",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding=_HOLDING,
    source="The partnership",
    subjects=("claim_id.pupil_id",),
    compartments=_BOTH,
    part_of="claim_id",
    place=claim_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice(Record):
    """Somebody who was given the old value, and when he was told of the right one and said that he changed it."""

    claim_id: str = link("Correction", "correction_claim", required=True)
    disclosure_id: str = link("Given with", "disclosure")
    recipient: str = text("Who was given it", required=True, searched=True)
    told_on: date | None = day("Told on", column=True)
    confirmed_on: date | None = day("Said it is changed on", column=True)
    not_needed: str = text("Why nobody has to be told", long=True)
    is_guarded: bool = yes_no("About safeguarding or health", released=False)
