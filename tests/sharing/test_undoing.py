"""What was given to someone is not taken back by Undo, nor what it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator_app.chronology import actions as chronology
from coordinator_app.consent import actions as consent
from coordinator_app.consent.model import Consent
from coordinator_app.core.catalogue import Catalogue
from coordinator_app.core.changes import Saved
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.actions import save_carer
from coordinator_app.pupils.model import Carer, ResponsibilityEvidence
from coordinator_app.registry import CATALOGUE
from coordinator_app.reviews import actions as reviews
from coordinator_app.reviews.model import Review
from coordinator_app.sharing import actions as sharing
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem, Disclosure, RecipientKind
from coordinator_app.store.undo import CannotUndo
from tests.vaults import House, add, new_consent


def give(
    house: House, kind: RecipientKind = RecipientKind.PARENT, *items: DisclosedItem
) -> Saved[Disclosure]:
    told = Disclosure(
        pupil_id=house.pupil.id,
        recipient="Kingfisher Workshop",
        recipient_kind=kind,
        given_on=date(2026, 11, 5),
        method=DeliveryMethod.SECURE_EMAIL,
        why="So that they know",
        description="One entry",
    )
    return sharing.record_disclosure(house.session, told, items)


def made_by(house: House, record_id: str) -> str:
    return house.session.history(record_id)[0].change_id


def test_a_line_of_the_ledger_stays(consented: House) -> None:
    told = give(consented)
    with pytest.raises(CannotUndo, match="stands in the disclosure ledger") as refused:
        consented.session.undo(told.change_id)
    assert "tell your data protection officer today" in refused.value.next_step
    assert sharing.disclosures_of(consented.session, consented.pupil.id) == [told.record]


def test_a_review_at_which_something_was_shared_is_not_reopened(consented: House) -> None:
    session = consented.session
    entry = add(consented, "Kit came in on time.", happened_on=date(2026, 10, 12))
    planned = reviews.plan_review(session, consented.pupil.id, date(2026, 9, 14)).record
    with session.write() as work:
        held = work.change(planned, held_on=date(2026, 10, 20), who_was_there="Marigold Puddlecombe")
    done = reviews.finish_review(session, held, [reviews.Told(entry, shared=True)])
    with pytest.raises(CannotUndo, match="disclosure ledger"):
        session.undo(done.change_id)
    assert session.get(Review, planned.id).finished


def test_a_record_that_was_given_stays_and_its_correction_can_be_undone(consented: House) -> None:
    session, entry = consented.session, add(consented, "Kit came in on time.")
    give(consented, RecipientKind.PARENT, sharing.item_of(entry))
    with session.write() as work:
        work.change(entry, words="Kit came in late.")
    session.undo(work.change_id)
    assert chronology.entries_of(session, consented.pupil.id)[0].words == "Kit came in on time."
    other = add(consented, "Kit stayed for lunch.")
    give(consented, RecipientKind.PARENT, sharing.item_of(other))
    with pytest.raises(CannotUndo, match="This chronology entry was given to someone, so it stays"):
        session.undo(made_by(consented, other.id))
    assert len(chronology.entries_of(session, consented.pupil.id)) == 2


def test_a_consent_stays_under_which_a_provider_was_given_something(referred: House) -> None:
    session = referred.session
    signed = consent.record_consent(session, new_consent(referred))
    give(referred, RecipientKind.PROVIDER)
    with pytest.raises(CannotUndo, match="given to a provider or agency") as refused:
        session.undo(signed.change_id)
    assert "record that the consent is withdrawn" in refused.value.next_step
    assert session.get(Consent, signed.record.id).trashed_at is None


def test_a_consent_under_which_nothing_was_given_and_a_withdrawal_can_be_undone(referred: House) -> None:
    session = referred.session
    first = consent.record_consent(session, new_consent(referred))
    give(referred, RecipientKind.PARENT)
    session.undo(first.change_id)
    assert consent.consents_of(session, referred.pupil.id) == []
    signed = consent.record_consent(session, new_consent(referred)).record
    give(referred, RecipientKind.AGENCY)
    withdrawn = consent.withdraw_consent(session, signed, "She rang")
    undone = session.undo(withdrawn.change_id)
    assert consent.sharing_gate(session, referred.pupil.id).is_open
    with pytest.raises(CannotUndo, match="provider or agency"):
        session.undo(undone.id)


def test_without_the_hook_the_ledger_would_lose_its_line(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = give(consented)
    # the planted fault: a catalogue that asks nobody
    bare = Catalogue(described.cls for described in CATALOGUE.types)
    monkeypatch.setattr(consented.session, "catalogue", bare)
    consented.session.undo(told.change_id)
    assert sharing.disclosures_of(consented.session, consented.pupil.id) == []


def test_what_was_seen_of_the_signer_stays_once_a_provider_was_given_something_on_the_strength_of_it(
    consented: House,
) -> None:
    session, pupil_id = consented.session, consented.pupil.id
    unseen = save_carer(session, replace(consented.carer, evidence=None)).record
    birth = ResponsibilityEvidence.BIRTH_CERTIFICATE
    seen = save_carer(session, replace(unseen, evidence=birth))
    session.undo(seen.change_id)
    assert not consent.sharing_gate(session, pupil_id).is_open, "nobody was given anything since"
    consented.clock.at += timedelta(minutes=1)
    seen = save_carer(session, replace(session.get(Carer, unseen.id), evidence=birth))
    consented.clock.at += timedelta(minutes=1)
    give(consented, RecipientKind.PROVIDER)
    with pytest.raises(CannotUndo, match="consent rests on it") as refused:
        session.undo(seen.change_id)
    assert "tell whoever was given something" in refused.value.next_step
    assert consent.sharing_gate(session, pupil_id).is_open


def test_a_gate_that_forgot_the_people_would_be_caught(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(sharing, "_CONSENT", (Consent,))
    with pytest.raises(pytest.fail.Exception):
        test_what_was_seen_of_the_signer_stays_once_a_provider_was_given_something_on_the_strength_of_it(
            consented
        )


@pytest.mark.parametrize("place", [Compartment.GENERAL, Compartment.GUARDED])
def test_what_was_given_is_found_by_its_index_however_much_the_ledger_holds(
    consented: House, place: Compartment
) -> None:
    """Every undo asks it."""
    connection = consented.session.databases.connection(place)
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    consented.session.list(DisclosedItem, where={"item_id": ("one", "another")})
    connection.set_trace_callback(None)
    asking = [sql for sql in asked if "disclosed_item" in sql and sql.startswith("SELECT")]
    plan = [str(step[3]) for sql in asking for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert plan
    assert not [step for step in plan if step.startswith("SCAN disclosed_item")]
