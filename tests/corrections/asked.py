"""Claims, and the ledger that they are told by, for tests of corrections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections import actions
from coordinator_app.corrections.actions import Decision
from coordinator_app.corrections.model import CorrectionClaim, CorrectionOutcome
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Pupil
from coordinator_app.sharing import actions as sharing
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from tests.vaults import House

FATHER = "Ottokar Puddlecombe"
TODAY = date(2026, 11, 24)
RIGHT_DAY = date(2012, 5, 13)


def new_claim(house: House, item: Record | None = None, **more: Any) -> CorrectionClaim:
    about = item or house.pupil
    values = {
        "pupil_id": house.pupil.id,
        "item_kind": record_type(about).kind,
        "item_id": about.id,
        "field_label": "Birth date" if item is None else "",
        "asked_by": FATHER,
        "asked_on": date(2026, 11, 20),
        "says": "Kit was born on the thirteenth of May.",
        "evidence": "Birth certificate seen.",
    }
    return CorrectionClaim(**(values | more))


def asked(house: House, item: Record | None = None, **more: Any) -> CorrectionClaim:
    return actions.ask(house.session, new_claim(house, item, **more)).record


def give(
    house: House,
    item: Record,
    to: str = "Kingfisher Workshop",
    kind: RecipientKind = RecipientKind.SCHOOL,
    on: date = date(2026, 11, 10),
) -> Disclosure:
    """Write into the ledger that somebody was given the record as it stands."""
    told = Disclosure(
        pupil_id=house.pupil.id,
        recipient=to,
        recipient_kind=kind,
        given_on=on,
        method=DeliveryMethod.SECURE_EMAIL,
        why="Asked for it",
        description="1 record",
    )
    now = house.session.any_record(record_type(item).kind, item.id)
    assert now is not None
    apart = record_type(now).compartment_of(now) is Compartment.GUARDED
    line = replace(sharing.item_of(now), is_guarded=apart)
    return sharing.record_disclosure(house.session, told, [line], for_safety=True).record


def put_right(house: House, **more: Any) -> Pupil:
    """The birth date of the pupil, as the father says."""
    now = house.session.get(Pupil, house.pupil.id)
    return pupils.save_pupil(house.session, replace(now, **({"birth_date": RIGHT_DAY} | more))).record


def decided(house: House, claim: CorrectionClaim, outcome: CorrectionOutcome, **more: Any) -> CorrectionClaim:
    values: dict[str, Any] = {"reason": "The certificate says so.", "decided_on": TODAY}
    decision = Decision(outcome, **(values | more))
    return actions.decide(house.session, house.session.get(CorrectionClaim, claim.id), decision).record
