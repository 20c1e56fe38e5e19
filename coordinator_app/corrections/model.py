"""What somebody says is wrong in the record, what was decided, and who has to be told (003-5.4, UK GDPR Art 16, 19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from coordinator_app.answering.model import Question
from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text, yes_no
from coordinator_app.core.longer_ground import LongerGround
from coordinator_app.core.privacy import LEGAL_DUTY, PUPIL_FILE, Audience, Choice, Compartment, Purpose
from coordinator_app.sharing.model import DeliveryMethod, RecipientKind

_HOLDING = "What we gave to whom, when and why; what was corrected"
_BOTH = (Compartment.GENERAL, Compartment.GUARDED)


class CorrectionOutcome(Choice):
    """What was decided."""

    CORRECTED = "corrected", "Corrected as asked"
    PARTLY = "partly", "Corrected in part"
    NOTED = "noted", "Not corrected; the other view is kept beside it"
    OPINION = "opinion", "It is an opinion: it stays, marked as one, with the other view beside it"
    REFUSED = "refused", "Not corrected"
    WITHDRAWN = "withdrawn", "Asked for no longer"

    @property
    def changed_something(self) -> bool:
        """Whether those who were given the old value have to be told (Art 19)."""
        return self in {CorrectionOutcome.CORRECTED, CorrectionOutcome.PARTLY}

    @property
    def keeps_other_view(self) -> bool:
        """Whether the view of whoever asked stands beside the record from now on."""
        return self in {CorrectionOutcome.PARTLY, CorrectionOutcome.NOTED, CorrectionOutcome.OPINION}


class WhyTold(Choice):
    """Why somebody has to be told of a correction: article 19 asks for the first, 003-5.4 for the second too."""

    GIVEN = "given", "Was given what was wrong"
    WORKS_WITH = "works_with", "Works with the child now"
    BY_HAND = "by_hand", "Added by hand"


class _Kept(Protocol):
    @property
    def is_guarded(self) -> bool:
        """Whether it tells of safeguarding or health."""


def claim_compartment(claim: _Kept) -> Compartment:
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
    by_pupil: bool = yes_no("The pupil says so in person")
    asked_on: date | None = day("Asked on", required=True, column=True)
    says: str = text("What is said to be wrong", long=True, required=True, searched=True)
    evidence: str = text("What shows it", long=True, searched=True)
    evidence_document_id: str = link("Paper that shows it", "document")
    outcome: CorrectionOutcome | None = choice("Decision", CorrectionOutcome, column=True)
    decided_on: date | None = day("Decided on", column=True)
    reason: str = text("Why", long=True, searched=True)
    told_on: date | None = day("Whoever asked was told on")
    told_how: DeliveryMethod | None = choice("How whoever asked was told", DeliveryMethod)
    before_version: int | None = number("Version before", released=False)
    after_version: int | None = number("Version after", released=False)
    is_guarded: bool = yes_no("About safeguarding or health", released=False)
    other_view: str = text("The other view, kept beside the record", long=True, searched=True)
    recipients_asked_on: date | None = day("Whoever asked wanted to know who was told, on")
    answer_letter_id: str = text("Answer in writing", personal=False, released=False)
    answer_reference: str = text("Reference of the answer", personal=False)
    extended_on: date | None = day("They were told that it takes longer on")
    extension_reason: str = text("Why it takes longer", long=True)
    extension_ground: LongerGround | None = choice("What in law makes it take longer", LongerGround)
    extension_letter_id: str = text("Letter that said so", personal=False, released=False)
    extension_reference: str = text("Reference of that letter", personal=False)
    identity_asked_on: date | None = day("Proof of who they are asked for on")
    identity_asked_how: str = text("How proof of who they are was asked for", long=True)
    identity_seen_on: date | None = day("Proof seen on")


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
    """Somebody who has to be told: who was given the old value or works with the child now; and what came of it."""

    claim_id: str = link("Correction", "correction_claim", required=True)
    disclosure_id: str = link("Given with", "disclosure")
    recipient: str = text("Who was given it", required=True, searched=True)
    told_on: date | None = day("Told on", column=True)
    confirmed_on: date | None = day("Said it is changed on", column=True)
    not_needed: str = text("Why nobody has to be told", long=True)
    is_guarded: bool = yes_no("About safeguarding or health", released=False)
    why_told: WhyTold | None = choice("Why they are told", WhyTold)
    recipient_kind: RecipientKind | None = choice("Who they are", RecipientKind)
    contact: str = text("Who to write to there")
    address: str = text("Address", long=True)
    letter_on: date | None = day("Letter written on")
    letter_reference: str = text("Reference of the letter", personal=False)
    letter_version: int | None = number("Version of the wording", released=False)
    letter_hash: str = text("Fingerprint of the wording", personal=False, released=False)
    letter_id: str = text("The letter itself", personal=False, released=False)
    told_how: DeliveryMethod | None = choice("How they were told", DeliveryMethod)
    told_line_id: str = link("Told with", "disclosure")


@describe(
    kind="correction_question",
    title="Question about a correction",
    plural="Questions about corrections",
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
    date_field="asked_on",
    place=claim_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionQuestion(Question):
    """What whoever says so was asked; the month runs on."""

    claim_id: str = link("Correction", "correction_claim", required=True)
