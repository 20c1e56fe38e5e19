"""A request to erase, to restrict, or an objection: who asks, what was checked, what was decided, who was told.

UK GDPR articles 12, 17, 18, 19 and 21; the law that each check rests on stands in `checks.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from coordinator_app.access_requests.model import Channel, ProofSeen, RequesterKind
from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text, yes_no
from coordinator_app.core.longer_ground import LongerGround
from coordinator_app.core.privacy import LEGAL_DUTY, REQUEST_FILE, Audience, Choice, Compartment, Purpose
from coordinator_app.sharing.model import DeliveryMethod

HOLDING = "Requests, complaints and mistakes about your data, and what we did"
BOTH = (Compartment.GENERAL, Compartment.GUARDED)


class RightsKind(Choice):
    """What somebody asks for."""

    ERASURE = "erasure", "To erase what we keep"
    RESTRICTION = "restriction", "To keep it, and not use it for now"
    OBJECTION = "objection", "To stop doing something with it"
    PORTABILITY = "portability", "To have it in a form for another computer"

    @property
    def law(self) -> str:
        """The article it rests on."""
        return _LAW[self]

    @property
    def short(self) -> str:
        """In one word, for lists."""
        return _SHORT[self]


_LAW = {
    RightsKind.ERASURE: "UK GDPR article 17",
    RightsKind.RESTRICTION: "UK GDPR article 18",
    RightsKind.OBJECTION: "UK GDPR article 21",
    RightsKind.PORTABILITY: "UK GDPR article 20",
}
_SHORT = {
    RightsKind.ERASURE: "Erasure",
    RightsKind.RESTRICTION: "Restriction",
    RightsKind.OBJECTION: "Objection",
    RightsKind.PORTABILITY: "Portability",
}


class RightsOutcome(Choice):
    """What was decided."""

    GRANTED = "granted", "Yes, as asked"
    PARTLY = "partly", "Yes, in part"
    REFUSED = "refused", "No"
    NOT_APPLYING = "not_applying", "This right does not apply to what we keep"
    WITHDRAWN = "withdrawn", "Asked for no longer"

    @property
    def does_something(self) -> bool:
        """Whether something is done, so that others have to be told (article 19)."""
        return self in {RightsOutcome.GRANTED, RightsOutcome.PARTLY}

    @property
    def refuses(self) -> bool:
        """Whether whoever asked has to be told why not, and where to complain (article 12(4))."""
        return self in {RightsOutcome.PARTLY, RightsOutcome.REFUSED, RightsOutcome.NOT_APPLYING}


class UseAllowed(Choice):
    """What a restricted record may be used for all the same (article 18(2)); keeping it needs nothing."""

    CONSENT = "consent", "The person, or who holds parental responsibility, agrees to it"
    LEGAL_CLAIM = "legal_claim", "A legal claim needs it"
    PROTECTS = "protects", "It protects somebody else"


class RightsLetter(Choice):
    """The letters; the value is the file's name in forms/."""

    ANSWER = "letter-rights-answer", "Our answer"
    LIFTING = "letter-rights-lifting", "The restriction is about to end"
    NOTICE = "letter-rights-notice", "To somebody who was given it"
    QUESTION = "letter-rights-question", "A question to whoever asked"
    LONGER = "letter-rights-longer", "It takes longer"


class _Kept(Protocol):
    @property
    def is_guarded(self) -> bool:
        """Whether it tells of safeguarding or health."""


def rights_compartment(record: _Kept) -> Compartment:
    """Guarded for what tells of safeguarding or health."""
    return Compartment.GUARDED if record.is_guarded else Compartment.GENERAL


@describe(
    kind="rights_request",
    title="Request to erase, restrict or stop",
    plural="Requests to erase, restrict or stop",
    purpose=Purpose.RIGHTS,
    clause="003-5.4",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="You",
    subjects=("pupil_id",),
    compartments=BOTH,
    date_field="received_on",
    place=rights_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RightsRequest(Record):
    """One request about a pupil's record, or about what it says of a carer (`about_carer`)."""

    request_number: int | None = number("Number", required=True, column=True)
    kind_asked: RightsKind | None = choice("What they ask for", RightsKind, required=True, column=True)
    pupil_id: str = link("Whose record", "pupil", required=True)
    about_carer: str = text("About a parent or carer on it")
    asked_by: str = text("Who asks", required=True, column=True, searched=True)
    asker_kind: RequesterKind | None = choice("Who they are", RequesterKind, required=True)
    address: str = text("Address for the answer", long=True)
    authority: str = text("By what right they ask", long=True)
    channel: Channel | None = choice("How it came", Channel, required=True)
    received_on: date | None = day("Date it arrived", required=True, column=True)
    typed_on: date | None = day("Date it was typed in", required=True)
    says: str = text("What they want, in their words", long=True, required=True, searched=True)
    identity_known: bool | None = yes_no("We know who they are", default=None)
    identity_reason: str = text("How we know", long=True)
    identity_asked_on: date | None = day("Proof asked for on")
    identity_asked_how: str = text("How proof was asked for", long=True)
    identity_seen_on: date | None = day("Proof seen on")
    identity_seen: ProofSeen | None = choice("What was seen", ProofSeen)
    extended_on: date | None = day("They were told that it takes longer on")
    extension_reason: str = text("Why it takes longer", long=True)
    extension_ground: LongerGround | None = choice("What in law makes it take longer", LongerGround)
    extension_letter_id: str = text("Letter that said so", personal=False, released=False)
    extension_reference: str = text("Reference of that letter", personal=False)
    outcome: RightsOutcome | None = choice("Decision", RightsOutcome, column=True)
    decided_on: date | None = day("Decided on", column=True)
    decided_by: str = text("Who decided")
    reason: str = text("Why", long=True, searched=True)
    what_is_done: str = text("What is done", long=True, searched=True)
    told_on: date | None = day("Whoever asked was told on", column=True)
    told_how: DeliveryMethod | None = choice("How they were told", DeliveryMethod)
    done_on: date | None = day("Done on")
    lift_reason: str = text("Why the restriction ends", long=True)
    lift_told_on: date | None = day("They were told before it ended, on")
    lift_told_how: DeliveryMethod | None = choice("How they were told before it ended", DeliveryMethod)
    lifted_on: date | None = day("Restriction ended on")
    recipients_asked_on: date | None = day("Whoever asked wanted to know who was told, on")
    is_guarded: bool = yes_no("About safeguarding or health", released=False)

    @property
    def restricts(self) -> bool:
        """Whether the record is restricted by it now."""
        asked = self.kind_asked is RightsKind.RESTRICTION
        return asked and self.lifted_on is None and self.outcome is not None and self.outcome.does_something

    @property
    def awaits_erasure(self) -> bool:
        """Whether an erasure was granted and is not carried out."""
        asked = self.kind_asked is RightsKind.ERASURE
        return asked and self.done_on is None and self.outcome is not None and self.outcome.does_something
