"""What a court ordered and what the young person says, beside a signed form (Children Act 1989). Pure rules.

Each wants a hand before anybody goes on; only an order that forbids the signer to decide keeps the gate shut, and
only until it is recorded how that was settled (questions 19 and 21 to 23 for the data protection officer).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from coordinator_app.core.gates import Reason
from coordinator_app.pupils.links import CourtOrder, OrderKind

Orders = tuple[CourtOrder, ...]
PROHIBITED = Reason(
    "A prohibited steps order names the person who signed.",
    "Read the order. It opens when another who may decide signs, or when you record how this was settled.",
    "003-7.3a",
)
PROHIBITED_NOTED = Reason(
    "A prohibited steps order names someone who signed.",
    "Read the order, and ask for legal advice where it may be about this.",
    "003-7.3a",
)
NAMES_NOBODY = Reason(
    "There is a prohibited steps order, and it is not recorded whom it names.",
    "Read the order, and choose the person on the pupil’s record.",
    "003-7.3a",
)
CARE_ORDER = Reason(
    "There is a care order. The local authority shares parental responsibility and may limit what a parent decides.",
    "Ask the pupil’s social worker before you go on.",
    "003-7.3a",
)
SPECIAL_GUARDIAN = Reason(
    "There is a special guardian, who decides before the parents do, and who has not signed.",
    "Ask the special guardian before you go on.",
    "003-7.3a",
)
YOUNG_PERSON = Reason(
    "The young person, who understands enough to decide, does not agree.",
    "Talk with the young person before you go on, and write down what follows from it.",
    "003-7.3",
)


def prohibited(orders: Iterable[CourtOrder], carer_id: str, today: date) -> bool:
    """Whether an order that holds on a day forbids this person steps about the pupil (section 8(1))."""
    return any(one.carer_id == carer_id for one in _now(orders, OrderKind.PROHIBITED_STEPS, today))


def court_notes(orders: Iterable[CourtOrder], signers: Collection[str], today: date) -> tuple[Reason, ...]:
    """What the orders want looked at where these people, by id, have agreed (sections 8(1), 14C(1)(b), 33(3)(b))."""
    held = tuple(orders)
    steps = _now(held, OrderKind.PROHIBITED_STEPS, today)
    guardians = _now(held, OrderKind.SPECIAL_GUARDIANSHIP, today)
    found = (
        (any(one.carer_id in signers for one in steps), PROHIBITED_NOTED),
        (any(not one.carer_id for one in steps), NAMES_NOBODY),
        (bool(_now(held, OrderKind.CARE_ORDER, today)), CARE_ORDER),
        (bool(guardians) and not any(one.carer_id in signers for one in guardians), SPECIAL_GUARDIAN),
    )
    return tuple(reason for wanted, reason in found if wanted)


def _now(orders: Iterable[CourtOrder], kind: OrderKind, today: date) -> tuple[CourtOrder, ...]:
    return tuple(one for one in orders if one.order_kind is kind and one.holds_on(today))
