"""Before the referral everything but notes and safeguarding is shut, in the actions (003-7.2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.chronology.actions import add_entry
from coordinator_app.chronology.model import Category
from coordinator_app.consent.actions import programme_gate, record_consent, sharing_gate
from coordinator_app.core.errors import GateShut
from coordinator_app.documents.actions import attach
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.pupils.actions import save_carer, save_pupil
from coordinator_app.pupils.model import Carer, Relationship
from coordinator_app.referrals import actions
from coordinator_app.reviews.actions import plan_review
from coordinator_app.sharing.actions import record_disclosure
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from tests.vaults import House, new_consent, new_entry, new_pupil, new_referral


def _document(house: House) -> object:
    document = Document(
        pupil_id=house.pupil.id,
        title="Letter",
        kind_of_document=DocumentKind.OTHER,
        dated=date(2026, 11, 1),
    )
    return attach(house.session, document, b"%PDF-1.4", Looked("application/pdf", 1, ""))


def _given(house: House, kind: RecipientKind) -> object:
    told = Disclosure(
        pupil_id=house.pupil.id,
        recipient="Larch Farm",
        recipient_kind=kind,
        given_on=date(2026, 11, 1),
        method=DeliveryMethod.IN_PERSON,
        why="To plan a place",
        description="The referral form",
    )
    return record_disclosure(house.session, told, ())


ACTS: dict[str, Callable[[House], object]] = {
    "chronology": lambda house: add_entry(house.session, new_entry(house)),
    "document": _document,
    "share with a provider": lambda house: _given(house, RecipientKind.PROVIDER),
    "share with an agency": lambda house: _given(house, RecipientKind.AGENCY),
    "consent": lambda house: record_consent(house.session, new_consent(house)),
    "carer": lambda house: save_carer(house.session, replace(house.carer, id="", version=0)),
    "review": lambda house: plan_review(house.session, house.pupil.id, date(2026, 12, 1)),
}


@pytest.fixture
def known(house: House) -> House:
    """A child who is on the list by a safeguarding call only."""
    house.pupil = save_pupil(house.session, new_pupil(house)).record
    mother = Carer(pupil_id=house.pupil.id, name="Sorrel Puddlecombe", relationship=Relationship.MOTHER)
    with house.session.write() as work:  # kept before this was shut
        house.carer = work.add(mother)
    return house


@pytest.mark.parametrize("act", list(ACTS))
def test_before_the_referral_it_is_shut_and_the_reason_says_what_opens_it(known: House, act: str) -> None:
    with pytest.raises(GateShut, match="It opens when"):
        ACTS[act](known)
    assert not sharing_gate(known.session, known.pupil.id).is_open
    assert not programme_gate(known.session, known.pupil.id).is_open


@pytest.mark.parametrize("state", ["drafted", "declined", "withdrawn"])
def test_a_referral_that_was_never_received_or_ended_opens_nothing(known: House, state: str) -> None:
    with known.session.write() as work:
        work.add(new_referral(known, pupil_id=known.pupil.id, state=actions.ReferralState(state)))
    for act in ACTS.values():
        with pytest.raises(GateShut):
            act(known)


def test_safeguarding_is_never_shut(known: House) -> None:
    assert add_entry(known.session, new_entry(known, category=Category.SAFEGUARDING)).record.id
