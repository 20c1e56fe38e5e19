"""Answers purpose by purpose, signatures on the screen, withdrawals, settlements and what was allowed on a day (003-7.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from coordinator_app.consent import actions as consent
from coordinator_app.consent import in_force, settling
from coordinator_app.consent.chase import chase_page, record_chase
from coordinator_app.consent.chasing import ChaseMethod, ChaseReason, ConsentChase
from coordinator_app.consent.model import ConsentState
from coordinator_app.consent.page.reading import read_consent
from coordinator_app.consent.terms import ConsentAnswer, ConsentPurpose
from coordinator_app.core.errors import GateShut, InvalidInput, NotFound
from coordinator_app.pupils.actions import remove_carer
from coordinator_app.pupils.details import save_detail
from coordinator_app.pupils.links import CourtOrder, OrderKind
from coordinator_app.referrals.actions import take_referral
from coordinator_app.store.undo import CannotUndo
from tests.consent.made import a_father, give_to_a_provider, in_dispute, settlement
from tests.vaults import House, add, new_consent, new_pupil, new_referral


def test_a_disagreement_is_settled_by_name_with_a_day_to_look_again(referred: House) -> None:
    session = referred.session
    in_dispute(referred)
    assert settling.in_dispute(session, referred.pupil.id)
    assert not consent.programme_gate(session, referred.pupil.id).is_open
    settling.settle(session, settlement(referred))
    assert consent.programme_gate(session, referred.pupil.id).is_open
    referred.clock.at = datetime(2027, 1, 5, 9, 0)
    assert consent.programme_gate(session, referred.pupil.id).is_open, "it is asked about, not shut"
    assert [one.reason for one in chase_page(session)] == [ChaseReason.REVIEW_DUE]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"decided_on": None}, "decided_on"),
        ({"decided_on": date(2026, 11, 25)}, "decided_on"),
        ({"goes_ahead": None}, "goes_ahead"),
        ({"words": "  "}, "words"),
        ({"words": "x"}, "words"),
        ({"words": "They now say yes."}, "words"),
        ({"decided_by": ""}, "decided_by"),
        ({"decided_by": "me"}, "decided_by"),
        ({"decided_by": "Myself"}, "decided_by"),
        ({"review_on": None}, "review_on"),
        ({"review_on": date(2027, 1, 6)}, "review_on"),
        ({"review_on": date(2030, 1, 1)}, "review_on"),
        ({"review_on": date(2026, 11, 24)}, "review_on"),
    ],
)
def test_a_settlement_that_says_too_little_is_refused(referred: House, values: dict, field: str) -> None:
    in_dispute(referred)
    with pytest.raises(InvalidInput) as told:
        settling.settle(referred.session, settlement(referred, **values))
    assert [one.field for one in told.value.problems] == [field]


def test_where_nobody_disagrees_nothing_is_settled(consented: House) -> None:
    with pytest.raises(GateShut, match="nothing to settle"):
        settling.settle(consented.session, settlement(consented))


def test_a_settlement_under_which_something_was_given_cannot_be_undone(referred: House) -> None:
    session = referred.session
    in_dispute(referred)
    entry = add(referred, "Kit came in on time.")
    change = settling.settle(session, settlement(referred)).change_id
    give_to_a_provider(referred, entry)
    with pytest.raises(CannotUndo, match="given to a provider"):
        session.undo(change)


def test_a_settlement_under_which_nothing_was_given_can_be_undone(referred: House) -> None:
    in_dispute(referred)
    change = settling.settle(referred.session, settlement(referred)).change_id
    referred.session.undo(change)
    assert settling.in_dispute(referred.session, referred.pupil.id)


def test_an_end_under_which_something_was_given_is_not_taken_back_to_the_past(referred: House) -> None:
    """Undoing a longer end would shut what was open when the entry was given."""
    session = referred.session
    ended = ConsentAnswer(purpose=ConsentPurpose.PROGRAMME, expires_on=date(2026, 11, 1))
    consent.record_consent(session, new_consent(referred), (ended,))
    assert consent.standing_of(session, referred.pupil.id).state is ConsentState.EXPIRED
    (kept,) = session.list(ConsentAnswer)
    with session.write() as work:
        work.change(kept, expires_on=date(2027, 7, 1))
    entry = add(referred, "Kit came in on time.")
    give_to_a_provider(referred, entry)
    with pytest.raises(CannotUndo):
        session.undo(work.change_id)


# settings, chases


@pytest.mark.parametrize("days", [0, -3, 61])
def test_the_days_before_a_chase_are_from_1_to_60(house: House, days: int) -> None:
    with pytest.raises(InvalidInput):
        in_force.keep_rules(house.session, shuts=False, after_days=days)


def test_the_setting_lets_an_older_statement_shut_the_gate(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, pupil_id = consented.session, consented.pupil.id
    monkeypatch.setattr(in_force, "_shipped", lambda: 2)
    stands = consent.standing_of(session, pupil_id)
    assert (stands.state, len(stands.notes)) == (ConsentState.IN_PLACE, 1)
    in_force.keep_rules(session, shuts=True, after_days=10)
    assert consent.standing_of(session, pupil_id).state is ConsentState.OLDER
    assert not consent.sharing_gate(session, pupil_id).is_open
    assert in_force.chase_after(session) == 10


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"reason": None}, InvalidInput),
        ({"how": None}, InvalidInput),
        ({"chased_on": None}, InvalidInput),
        ({"chased_on": date(2026, 11, 25)}, InvalidInput),
        ({"next_on": date(2026, 11, 24)}, InvalidInput),
        ({"pupil_id": "nobody"}, NotFound),
    ],
)
def test_a_chase_that_cannot_be_right_is_refused(
    referred: House, values: dict, wrong: type[Exception]
) -> None:
    chase = ConsentChase(
        pupil_id=referred.pupil.id,
        reason=ChaseReason.NOT_BACK,
        how=ChaseMethod.TELEPHONE,
        chased_on=date(2026, 11, 24),
    )
    record_chase(referred.session, chase)
    with pytest.raises(wrong):
        record_chase(referred.session, replace(chase, **values))


def test_the_no_of_a_parent_in_the_trash_keeps_consent_shut(consented: House) -> None:
    session, father = consented.session, a_father(consented)
    consent.record_consent(session, new_consent(consented, carer_id=father.id, agrees_programme=False))
    remove_carer(session, father)
    assert consent.standing_of(session, consented.pupil.id).state is ConsentState.DISAGREEMENT
    (line,) = chase_page(session)
    assert line.reason is ChaseReason.DISAGREEMENT
    facts = read_consent(session, consented.pupil.id)
    shown = facts.carer(father.id)
    assert (shown is not None and shown.name, father.id in {one.id for one in facts.carers}) == (
        father.name,
        False,
    )


def test_a_parent_of_another_child_signs_nothing_here(consented: House) -> None:
    session = consented.session
    other = take_referral(session, new_pupil(consented, given_names="Bramble"), new_referral(consented)).pupil
    with pytest.raises(InvalidInput, match="another pupil"):
        consent.record_consent(session, new_consent(consented, pupil_id=other.id))
    with session.write() as work:  # as a merge taken apart may have left it
        work.add(new_consent(consented, pupil_id=other.id, statement_version=1))
    (line,) = chase_page(session)
    assert (line.pupil_id, line.reason) == (other.id, ChaseReason.WRONG_PERSON)


def test_a_form_that_is_changed_stays_withdrawn(consented: House) -> None:
    session = consented.session
    (form,) = consent.consents_of(session, consented.pupil.id)
    gone = consent.withdraw_consent(session, form, "No more.", on=date(2026, 11, 1), by="Marigold").record
    undated = replace(gone, withdrawn_on=None, withdrawn_words="", withdrawn_by="", language="Welsh")
    kept = consent.record_consent(session, undated).record
    assert (kept.withdrawn_on, kept.withdrawn_words, kept.withdrawn_by) == (
        date(2026, 11, 1),
        "No more.",
        "Marigold",
    )
    assert kept.language == "Welsh"
    assert consent.standing_of(session, consented.pupil.id).state is ConsentState.WITHDRAWN


@pytest.mark.parametrize(
    ("kind", "opens"), [(OrderKind.CARE_ORDER, True), (OrderKind.PROHIBITED_STEPS, False)]
)
def test_an_order_on_the_pupils_record_is_weighed_and_can_be_settled(
    consented: House, kind: OrderKind, opens: bool
) -> None:
    session = consented.session
    save_detail(
        session,
        CourtOrder(
            pupil_id=consented.pupil.id,
            order_kind=kind,
            about="Marigold",
            carer_id=consented.carer.id,
            meaning="The authority decides",
            made_on=date(2026, 10, 1),
        ),
    )
    found = consent.standing_of(session, consented.pupil.id)
    assert consent.programme_gate(session, consented.pupil.id).is_open is opens
    assert found.notes if opens else found.problems
    if not opens:
        settling.settle(session, settlement(consented))
        assert consent.programme_gate(session, consented.pupil.id).is_open
