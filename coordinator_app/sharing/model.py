"""The disclosure ledger: one record for each time something was given to someone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text, yes_no
from coordinator_app.core.privacy import LEGAL_DUTY, PUPIL_FILE, Audience, Choice, Compartment, Purpose


class RecipientKind(Choice):
    """Who may receive information about a pupil (003-6.3b, domain 2.1).

    `FAMILY` where nobody noted which of them it was: the ledger never calls somebody a parent of whom that is not known.
    `PARTNERSHIP` is one of us, such as the co-ordinator; `THIRD_PARTY` has the family's authority, `OTHER` has not.
    """

    PARENT = "parent", "Parent or carer"
    PUPIL = "pupil", "The pupil"
    RELATIVE = "relative", "Carer without parental responsibility"
    FAMILY = "family", "The family"
    SCHOOL = "school", "School on roll"
    PROVIDER = "provider", "Provider"
    AGENCY = "agency", "Other agency"
    THIRD_PARTY = "third_party", "Someone acting for the family"
    PARTNERSHIP = "partnership", "Officer of the Partnership"
    OTHER = "other", "Somebody else"


OUTSIDE = tuple(one for one in RecipientKind if one is not RecipientKind.PARTNERSHIP)
"""To whom something can be given: one of us reads it in the vault, and stands in the ledger for a copy on paper only."""
HEARS_FOR_THE_FAMILY = frozenset({RecipientKind.PARENT, RecipientKind.PUPIL, RecipientKind.FAMILY})
"""What one of these was given counts as told to the family (003-5.3); `reviews/store.py` asks for the same in SQL."""


class DeliveryMethod(Choice):
    """How it was handed over."""

    SECURE_EMAIL = "secure_email", "Secure email"
    IN_PERSON = "in_person", "Collected in person, on paper"
    IN_PERSON_LOCKED = "in_person_locked", "Collected in person, as a locked file"
    RECORDED_DELIVERY = "recorded_delivery", "Recorded delivery"
    AT_REVIEW = "at_review", "At a progress review"
    TELEPHONE = "telephone", "By telephone"
    POST = "post", "By ordinary post"


_NO_LETTER = frozenset({DeliveryMethod.AT_REVIEW, DeliveryMethod.IN_PERSON_LOCKED})
LETTER_WAYS = tuple((one, one.label) for one in DeliveryMethod if one not in _NO_LETTER)
"""How a letter can go, as a page offers it: (value, words)."""


def line_compartment(item: DisclosedItem) -> Compartment:
    """The compartment of the record given: the general side never tells how many guarded ones there are."""
    return Compartment.GUARDED if item.is_guarded else Compartment.GENERAL


def ledger_compartment(given: Disclosure) -> Compartment:
    """Where a line of the ledger lies: apart where that it was given is itself kept from others (official requests)."""
    return Compartment.GUARDED if given.is_guarded else Compartment.GENERAL


@describe(
    kind="disclosure",
    title="Disclosure",
    plural="Disclosures",
    purpose=Purpose.RIGHTS,
    clause="003-5.4",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="What we gave to whom, when and why; what was corrected",
    source="The partnership",
    subjects=("pupil_id",),
    compartments=(Compartment.GENERAL, Compartment.GUARDED),
    date_field="given_on",
    place=ledger_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure(Record):
    """One act of giving: to whom, when, why and how; its items are parts.

    Without a pupil it answers a member of staff who asked for what is held about themselves (`request_id`). A guarded one
    answers an official: that the police asked about a child at all is nothing for the open ledger.
    """

    pupil_id: str = link("Pupil", "pupil")
    recipient: str = text("Given to", required=True, searched=True, column=True)
    recipient_kind: RecipientKind | None = choice("Who they are", RecipientKind, required=True)
    given_on: date | None = day("Given on", required=True, column=True)
    method: DeliveryMethod | None = choice("How", DeliveryMethod, required=True, column=True)
    why: str = text("Why", required=True)
    description: str = text("What was given", required=True)
    review_id: str = link("At review", "review")
    request_id: str = link("Answering request", "access_request")
    in_error: bool = yes_no("Given in error")
    meant_for: str = text("Whom it was meant for")
    is_guarded: bool = yes_no("Kept in the guarded compartment", released=False)

    @property
    def named_openly(self) -> str:
        """To whom, where no passphrase was asked for first: that an official was given something is told by the register alone."""
        return "somebody outside" if self.is_guarded else self.recipient


@describe(
    kind="disclosed_item",
    title="Item given",
    plural="Items given",
    purpose=Purpose.RIGHTS,
    clause="003-5.4",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="What we gave to whom, when and why; what was corrected",
    source="The partnership",
    subjects=("disclosure_id.pupil_id",),
    compartments=(Compartment.GENERAL, Compartment.GUARDED),
    part_of="disclosure_id",
    place=line_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosedItem(Record):
    """One record given, bound to the version that was given (decision 12)."""

    disclosure_id: str = link("Disclosure", "disclosure", required=True)
    item_kind: str = text("Kind of record", personal=False, required=True, released=False)
    item_id: str = text("Record", personal=False, required=True, released=False, indexed=True)
    item_version: int | None = number("Version", required=True, released=False)
    is_guarded: bool = yes_no("Kept in the guarded compartment", released=False)
    why: str = text("Why it was given", long=True)
    copy_id: str = text("Copy of what it said", personal=False, released=False)
    file_id: str = text("Copy of its file", personal=False, released=False)


KEPT_WITH_IT = "The reason is kept with what was given"
"""What the ledger says for why, where that may name what only the guarded compartment may hold: the danger to a child."""
