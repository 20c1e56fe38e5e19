from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coordinator_app.core.errors import GateShut, InvalidInput, KeyNotHeld
from coordinator_app.core.privacy import AccessLevel, Compartment
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pupils.actions import save_pupil
from coordinator_app.referrals import actions, deciding
from coordinator_app.referrals.model import ForumOutcome, Referral
from coordinator_app.referrals.reasons import GivenReason, ReferralReason
from coordinator_app.referrals.risk import ReferralRisk, RiskLevel
from coordinator_app.referrals.schools import add_school
from coordinator_app.referrals.starting import start_gate
from coordinator_app.referrals.states import DeclineReason, ReferralState, WithdrawnBy
from coordinator_app.sharing.actions import record_disclosure
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from coordinator_app.store.undo import CannotUndo
from tests.referrals.page_desk import desk
from tests.vaults import House, new_pupil, new_referral

S = ReferralState


def _first(house: House) -> Referral:
    return actions.referrals_of(house.session, house.pupil.id)[0]


def _fields(told: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [one.field for one in told.value.problems]


def test_a_second_referral_names_the_first_which_stays_readable(referred: House) -> None:
    session = referred.session
    first = actions.accept_referral(session, _first(referred)).record
    second = deciding.refer_again(session, referred.pupil.id).record
    assert (second.state, second.former_id) == (S.DRAFTED, first.id)
    assert session.get(Referral, second.former_id) == first
    sent = deciding.send_form(session, second).record
    assert (sent.state, sent.sent_on) == (S.SENT, date(2026, 11, 24))
    back = deciding.not_sent(session, sent).record
    assert (back.state, back.sent_on) == (S.DRAFTED, None)
    with pytest.raises(GateShut, match="still open"):
        deciding.refer_again(session, referred.pupil.id)


def test_a_form_that_lacks_something_is_kept_as_incomplete_and_goes_back(house: House) -> None:
    session = house.session
    taken = actions.receive_referral(
        session, new_pupil(house), new_referral(house, signed_by=""), accept=True
    )
    assert taken.referral.state is S.INCOMPLETE
    back = deciding.send_back(session, taken.referral).record
    assert (back.state, back.sent_back_on) == (S.INCOMPLETE, date(2026, 11, 24))
    whole = replace(back, signed_by="M. Parchment")
    again = actions.receive_referral(session, taken.pupil, whole, accept=True)
    assert again.referral.state is S.ACCEPTED
    worse = replace(again.referral, signed_by="")
    fallen = actions.receive_referral(session, again.pupil, worse, accept=True).referral
    assert (fallen.state, fallen.decided_on) == (S.INCOMPLETE, None)


def test_an_accepted_form_that_is_corrected_and_whole_stays_accepted(referred: House) -> None:
    first = actions.accept_referral(referred.session, _first(referred)).record
    better = replace(first, signatory_job="deputy head")
    kept = actions.receive_referral(referred.session, referred.pupil, better, accept=True).referral
    assert (kept.state, kept.decided_on, kept.signatory_job) == (S.ACCEPTED, first.decided_on, "deputy head")
    later = actions.receive_referral(
        referred.session, referred.pupil, replace(kept, reason=ReferralReason.DRUGS), accept=False
    )
    assert later.referral.state is S.ACCEPTED


def test_what_ended_is_not_received_again(referred: House) -> None:
    declined = deciding.decline_referral(
        referred.session, _first(referred), "", DeclineReason.NO_PLACE
    ).record
    assert (declined.state, declined.decline_code) == (S.DECLINED, DeclineReason.NO_PLACE)
    with pytest.raises(GateShut, match="Begin a new referral"):
        actions.receive_referral(referred.session, referred.pupil, declined, accept=True)
    with pytest.raises(GateShut):
        deciding.withdraw_referral(referred.session, declined, WithdrawnBy.SCHOOL, "Too late")
    assert deciding.refer_again(referred.session, referred.pupil.id).record.former_id == declined.id


def test_declining_needs_a_code_and_other_needs_words(referred: House) -> None:
    with pytest.raises(InvalidInput) as told:
        deciding.decline_referral(referred.session, _first(referred), "words", None)
    assert _fields(told) == ["decline_code"]
    with pytest.raises(InvalidInput) as told:
        deciding.decline_referral(referred.session, _first(referred), " ", DeclineReason.OTHER)
    assert _fields(told) == ["decision_reason"]


def test_a_withdrawal_says_by_whom_when_and_why_and_shuts_keeping(referred: House) -> None:
    session, first = referred.session, _first(referred)
    with pytest.raises(InvalidInput) as told:
        deciding.withdraw_referral(session, first, None, " ", date(2026, 9, 1))
    assert _fields(told) == ["withdrawn_by", "withdrawn_reason", "withdrawn_on"]
    with pytest.raises(InvalidInput):
        deciding.withdraw_referral(session, first, WithdrawnBy.LEFT, "Moved", date(2026, 11, 25))
    gone = deciding.withdraw_referral(session, first, WithdrawnBy.PARENT, "A place elsewhere ").record
    assert (gone.state, gone.withdrawn_by, gone.withdrawn_reason) == (
        S.WITHDRAWN,
        WithdrawnBy.PARENT,
        "A place elsewhere",
    )
    assert not actions.keeping(session, referred.pupil.id).is_open
    assert not start_gate(session, referred.pupil.id).is_open


def test_a_change_of_school_must_be_answered_before_acceptance(referred: House) -> None:
    session = referred.session
    other = add_school(session, School(name="Bramble Lane School", school_type=SchoolType.MAINTAINED)).record
    referred.pupil = save_pupil(session, replace(referred.pupil, school_id=other.id)).record
    with pytest.raises(GateShut, match="changed school"):
        actions.accept_referral(session, _first(referred))
    with pytest.raises(InvalidInput):
        deciding.name_school(session, _first(referred), "")
    named = deciding.name_school(session, _first(referred), other.id).record
    assert named.school_id == referred.school.id, "the school that referred stays named"
    assert actions.accept_referral(session, named).record.state is S.ACCEPTED
    assert start_gate(session, referred.pupil.id).is_open


def test_the_forum_is_noted_with_date_outcome_and_minute(referred: House) -> None:
    session, first = referred.session, _first(referred)
    with pytest.raises(InvalidInput) as told:
        deciding.keep_forum(session, first, None, None, "")
    assert _fields(told) == ["forum_on", "forum_outcome"]
    with pytest.raises(InvalidInput):
        deciding.keep_forum(session, first, date(2026, 12, 1), ForumOutcome.SUPPORT, "")
    kept = deciding.keep_forum(session, first, date(2026, 11, 20), ForumOutcome.PART_TIME, " 2026/14 ").record
    assert (kept.forum_on, kept.forum_outcome, kept.forum_minute) == (
        date(2026, 11, 20),
        ForumOutcome.PART_TIME,
        "2026/14",
    )


def test_reasons_are_kept_in_their_order_and_the_main_one_on_the_referral(house: House) -> None:
    session, reason = house.session, ReferralReason
    taken = actions.take_referral(
        session, new_pupil(house), new_referral(house), reasons=(reason.DRUGS, reason.WEAPON)
    )
    assert taken.referral.reason is reason.DRUGS
    assert actions.reasons_of(session, taken.referral) == (reason.DRUGS, reason.WEAPON)
    again = actions.take_referral(
        session, taken.pupil, taken.referral, reasons=(reason.WEAPON, reason.BULLYING)
    )
    assert actions.reasons_of(session, again.referral) == (reason.WEAPON, reason.BULLYING)
    assert session.count(GivenReason, trashed=True) == 1
    session.undo(again.change_id)
    assert actions.reasons_of(session, session.get(Referral, taken.referral.id)) == (
        reason.DRUGS,
        reason.WEAPON,
    )
    with pytest.raises(InvalidInput):
        actions.take_referral(session, taken.pupil, taken.referral, reasons=(reason.DRUGS, reason.DRUGS))


def test_a_referral_kept_before_reasons_were_ranked_still_has_its_one(referred: House) -> None:
    session = referred.session
    plain = replace(_first(referred), reason=ReferralReason.MEDICAL)
    assert actions.reasons_of(session, plain) == (ReferralReason.MEDICAL,)
    assert actions.reasons_of(session, replace(plain, reason=None)) == ()


def test_risk_is_kept_guarded_and_the_referral_says_only_that_there_is_one(referred: House) -> None:
    session, first = referred.session, _first(referred)
    risk = ReferralRisk(
        referral_id=first.id,
        noted_on=date(2026, 11, 20),
        to_self=True,
        level=RiskLevel.HIGH,
        known="Spoke of hurting himself.",
    )
    with pytest.raises(InvalidInput) as told:
        deciding.keep_risk(session, replace(risk, to_self=False, level=None, known="", noted_on=None))
    assert _fields(told) == ["to_self", "level", "known", "noted_on"]
    kept = deciding.keep_risk(session, risk).record
    assert session.find_with_place(ReferralRisk, kept.id) == (kept, Compartment.GUARDED)
    assert deciding.risk_of(session, first.id) == kept
    flagged = _first(referred)
    assert flagged.risk_named is True
    assert "hurting" not in str(flagged)
    more = deciding.keep_risk(session, replace(kept, plan="Two adults at the door.")).record
    assert more.version == 2
    gathered = session.gather("pupil", referred.pupil.id)
    assert any(one.record_type.kind == "referral_risk" for one in gathered)


def test_who_holds_no_guarded_key_does_not_read_the_risk(referred: House, tmp_path: Path) -> None:
    first = _first(referred)
    at = desk(referred, tmp_path, AccessLevel.TWO)
    seen: list[object] = []
    at.services.jobs.read(lambda session: deciding.risk_of(session, first.id), done=seen.append)
    at.services.jobs.stop()
    assert seen == [None]


def test_what_went_to_the_school_is_not_undone(referred: House) -> None:
    session = referred.session
    actions.accept_referral(session, _first(referred))
    second = deciding.refer_again(session, referred.pupil.id)
    sent = deciding.send_form(session, second.record)
    with pytest.raises(CannotUndo, match="went to the school on 24 November 2026"):
        session.undo(sent.change_id)
    back = deciding.not_sent(session, sent.record)
    session.undo(back.change_id)
    assert _first(referred).sent_on == date(2026, 11, 24)


def test_an_acceptance_is_not_undone_once_something_was_given(referred: House) -> None:
    session = referred.session
    taken = actions.accept_referral(session, _first(referred))
    forum = deciding.keep_forum(session, taken.record, date(2026, 11, 20), ForumOutcome.SUPPORT, "")
    session.undo(forum.change_id)
    record_disclosure(
        session,
        Disclosure(
            pupil_id=referred.pupil.id,
            given_on=date(2026, 11, 24),
            recipient_kind=RecipientKind.SCHOOL,
            recipient="Foxglove Hill School",
            method=DeliveryMethod.IN_PERSON,
            why="For the school",
            description="The referral form",
        ),
        (),
    )
    with pytest.raises(CannotUndo, match="something about the pupil was given"):
        session.undo(taken.change_id)


def test_a_risk_that_cannot_be_kept_leaves_no_flag_on_the_referral(referred: House) -> None:
    two = referred.as_user(Compartment.GENERAL)
    referral = actions.referrals_of(two, referred.pupil.id)[0]
    risk = ReferralRisk(
        pupil_id=referred.pupil.id,
        referral_id=referral.id,
        noted_on=date(2026, 11, 1),
        to_self=True,
        level=RiskLevel.HIGH,
        known="What the school said.",
    )
    with pytest.raises(KeyNotHeld):
        deciding.keep_risk(two, risk)
    assert two.get(Referral, referral.id).risk_named is not True


def test_no_correction_of_a_referral_moves_it_where_it_may_not_go(referred: House) -> None:
    session = referred.session
    referral = actions.referrals_of(session, referred.pupil.id)[0]
    declined = deciding.decline_referral(session, referral, "No place.", DeclineReason.NO_PLACE).record
    with pytest.raises(GateShut):
        actions.save_referral(session, replace(declined, state=ReferralState.SENT))
