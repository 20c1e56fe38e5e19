from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.core.privacy import AccessLevel
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pupils.actions import save_pupil
from coordinator_app.referrals import actions, deciding
from coordinator_app.referrals.actions import ReferralTaken, referrals_of
from coordinator_app.referrals.page.page import ReferralPage
from coordinator_app.referrals.page.past_box import PastBox
from coordinator_app.referrals.page.places import Place, steps
from coordinator_app.referrals.reasons import ReferralReason
from coordinator_app.referrals.risk import ReferralRisk
from coordinator_app.referrals.schools import add_school
from coordinator_app.referrals.states import DeclineReason, ReferralState
from coordinator_app.ui.form_box import FormBox
from tests.referrals.driving import FORM, answer, errors, names, notes, opened
from tests.referrals.page_desk import Desk, desk
from tests.vaults import House, new_pupil, new_referral

S = ReferralState


def _taken(house: House, **more: object) -> ReferralTaken:
    return actions.receive_referral(
        house.session, new_pupil(house), new_referral(house, **more), accept=False
    )


def _at(qtbot: QtBot, at_desk: Desk, taken: ReferralTaken) -> ReferralPage:
    page = opened(qtbot, at_desk, pupil_id=taken.pupil.id)
    page.go_to(Place.FORM)
    return page


def _press(page: ReferralPage, name: str) -> None:
    """Press the button of a row by the name that is spoken."""
    made = [one for one in page.standing.findChildren(QPushButton) if one.accessibleName() == name]
    assert made, [one.accessibleName() for one in page.standing.findChildren(QPushButton)]
    made[-1].click()


def _box(qtbot: QtBot, at_desk: Desk) -> FormBox:
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    return box


def _state(house: House, taken: ReferralTaken) -> ReferralState | None:
    return referrals_of(house.session, taken.pupil.id)[0].state


def test_a_referral_is_declined_with_a_coded_reason(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    taken = _taken(house)
    page = _at(qtbot, at_desk, taken)
    _press(page, "Decline: Decline it")
    box = _box(qtbot, at_desk)
    box.save()
    assert errors(box.form) == {"decline_code": "Choose why the referral is declined."}
    answer(box.form, decline_code=DeclineReason.OTHER)
    box.save()
    assert errors(box.form) == {"decision_reason": "Say why the referral is declined."}
    answer(box.form, decline_code=DeclineReason.NO_PLACE)
    box.save()
    assert _state(house, taken) is S.DECLINED
    text, undo = at_desk.told.toasts[-1]
    assert text == "Referral declined"
    assert undo
    assert page.frame.on.text() == "Begin a new referral"
    assert any("Declined 24 November 2026" in one for one in notes(page))
    assert not page.facts.keeps
    page.go_on()
    second = referrals_of(house.session, taken.pupil.id)[0]
    assert (second.state, second.former_id) == (S.DRAFTED, taken.referral.id)
    assert at_desk.told.troubles == []


def test_a_second_referral_begins_empty_and_the_former_one_can_be_read(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    taken = _taken(house)
    deciding.decline_referral(house.session, taken.referral, "No room until January.", DeclineReason.NO_PLACE)
    deciding.refer_again(house.session, taken.pupil.id)
    page = _at(qtbot, at_desk, taken)
    assert page.form.answer("signed_by") == ""
    assert page.form.answer("received_on") == date(2026, 11, 24)
    _press(page, "Read: Referral of 12 September 2026, declined")
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, PastBox)
    qtbot.addWidget(box)
    told = dict(page.facts.past[0].lines)
    assert told["Signed by"] == "M. Parchment, assistant head"
    assert told["Decision"] == "No room until January."
    answer(page.form, **FORM)
    page.go_on()
    newest, former = referrals_of(house.session, taken.pupil.id)
    assert (newest.state, former.state) == (S.ACCEPTED, S.DECLINED)
    assert actions.reasons_of(house.session, newest) == (ReferralReason.NON_ATTENDANCE,)


def test_a_withdrawal_asks_by_whom_and_why(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    taken = _taken(house)
    page = _at(qtbot, at_desk, taken)
    _press(page, "Withdraw: It was withdrawn")
    box = _box(qtbot, at_desk)
    answer(box.form, withdrawn_on="1 September 2026")
    box.save()
    assert set(errors(box.form)) == {"withdrawn_by", "withdrawn_reason", "withdrawn_on"}
    answer(box.form, withdrawn_by="school", withdrawn_reason="He settled.", withdrawn_on="20 November 2026")
    box.save()
    assert _state(house, taken) is S.WITHDRAWN
    assert steps(page.facts, Place.CONSENT)[1].caption == "Withdrawn 20 November 2026"


def test_the_form_of_a_second_referral_is_sent_and_waited_for(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    taken = _taken(house)
    actions.accept_referral(house.session, taken.referral)
    page = _at(qtbot, at_desk, taken)
    _press(page, "Begin: The school refers again")
    _press(page, "It was sent: The form was sent")
    box = _box(qtbot, at_desk)
    answer(box.form, day="3 December 2026")
    box.save()
    assert "future" in errors(box.form)["day"]
    answer(box.form, day="23 November 2026")
    box.save()
    assert _state(house, taken) is S.SENT
    assert at_desk.told.toasts[-1] == ("Noted that the form was sent", None), "nothing to undo"
    _press(page, "Not sent: It was not sent after all")
    assert _state(house, taken) is S.DRAFTED
    assert page.facts.keeps, "the first referral keeps the record open"
    assert at_desk.told.troubles == []


def test_which_school_is_responsible_is_asked_before_acceptance(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    taken = _taken(house)
    other = add_school(
        house.session, School(name="Bramble Lane School", school_type=SchoolType.MAINTAINED)
    ).record
    save_pupil(house.session, replace(taken.pupil, school_id=other.id))
    page = _at(qtbot, at_desk, taken)
    page.go_on()
    assert page.place is Place.FORM
    assert any("changed school" in one for one in notes(page))
    assert _state(house, taken) is S.RECEIVED
    _press(page, "Answer: which school is responsible")
    box = _box(qtbot, at_desk)
    box.save()
    assert errors(box.form) == {"responsible_school_id": "Choose the school that is responsible."}
    answer(box.form, responsible_school_id=other.id)
    box.save()
    page.go_on()
    kept = referrals_of(house.session, taken.pupil.id)[0]
    assert (kept.state, kept.school_id, kept.responsible_school_id) == (
        S.ACCEPTED,
        house.school.id,
        other.id,
    )


def test_a_school_that_was_a_slip_is_put_right(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    taken = _taken(house)
    other = add_school(
        house.session, School(name="Bramble Lane School", school_type=SchoolType.MAINTAINED)
    ).record
    save_pupil(house.session, replace(taken.pupil, school_id=other.id))
    page = _at(qtbot, at_desk, taken)
    _press(page, "Answer: which school is responsible")
    box = _box(qtbot, at_desk)
    answer(box.form, responsible_school_id="")
    box.save()
    kept = referrals_of(house.session, taken.pupil.id)[0]
    assert (kept.school_id, kept.responsible_school_id) == (other.id, "")


def test_risk_is_written_into_the_guarded_compartment(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    taken = _taken(house)
    page = _at(qtbot, at_desk, taken)
    _press(page, "Write it down: the risk")
    box = _box(qtbot, at_desk)
    box.save()
    assert set(errors(box.form)) == {"to_self", "level", "known"}
    answer(box.form, from_others=True, level="high", known="Older boys wait at the gate.")
    box.save()
    (risk,) = house.session.list(ReferralRisk)
    assert (risk.from_others, risk.to_self, risk.known) == (True, None, "Older boys wait at the gate.")
    assert referrals_of(house.session, taken.pupil.id)[0].risk_named is True
    _press(page, "Open: the risk")
    again = _box(qtbot, at_desk)
    assert again.form.row("known").value() == "Older boys wait at the gate."


def test_level_two_reads_that_there_is_a_risk_but_not_what_it_is(
    qtbot: QtBot, house: House, tmp_path: Path
) -> None:
    taken = _taken(house, risk_named=True)
    level_2 = desk(house, tmp_path, AccessLevel.TWO)
    page = _at(qtbot, level_2, taken)
    spoken = [one.accessibleName() for one in page.standing.findChildren(QPushButton)]
    assert not any("risk" in one for one in spoken)
    assert page.facts.risk is None
    page.close()
    level_2.services.jobs.stop()


def test_the_inclusion_forum_is_noted(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    taken = _taken(house)
    page = _at(qtbot, at_desk, taken)
    _press(page, "Note it: the Inclusion Forum")
    box = _box(qtbot, at_desk)
    box.save()
    assert set(errors(box.form)) == {"forum_outcome"}
    answer(box.form, forum_on="20 November 2026", forum_outcome="part_time", forum_minute="2026/14")
    box.save()
    assert referrals_of(house.session, taken.pupil.id)[0].forum_minute == "2026/14"


def test_an_older_statement_than_the_one_in_force_is_said(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    taken = _taken(house, statement_version=1)
    page = _at(qtbot, at_desk, taken)
    current = page.facts.statements[0].version
    said = any("The school read version 1" in one for one in notes(page))
    assert said is (current > 1)
    assert names(page) == []


def test_a_reason_twice_is_refused_at_its_field(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    taken = _taken(house)
    page = _at(qtbot, at_desk, taken)
    answer(page.form, reason="drugs", reason_2="drugs")
    page.go_on()
    assert "chosen already" in errors(page.form)["reason_2"]
    answer(page.form, reason_2="weapon", risk_named=False)
    page.go_on()
    kept = referrals_of(house.session, taken.pupil.id)[0]
    assert actions.reasons_of(house.session, kept) == (ReferralReason.DRUGS, ReferralReason.WEAPON)
    assert kept.risk_named is False
    page.go_to(Place.FORM)
    assert page.form.answer("reason_2") == "weapon"


def test_what_is_typed_stays_when_something_beside_it_is_kept(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    taken = _taken(house)
    page = _at(qtbot, at_desk, taken)
    answer(page.form, school_words="He walks out of lessons.")
    _press(page, "Note it: the Inclusion Forum")
    box = _box(qtbot, at_desk)
    answer(box.form, forum_outcome="support")
    box.save()
    assert page.form.answer("school_words") == "He walks out of lessons."
    page.go_on()
    kept = referrals_of(house.session, taken.pupil.id)[0]
    assert (kept.school_words, str(kept.forum_outcome)) == ("He walks out of lessons.", "support")


def test_the_wizard_goes_on_to_the_programme_once_consent_is_in_place(
    qtbot: QtBot, at_desk: Desk, consented: House
) -> None:
    (first,) = referrals_of(consented.session, consented.pupil.id)
    actions.accept_referral(consented.session, first)
    page = opened(qtbot, at_desk, pupil_id=consented.pupil.id)
    assert page.place is Place.CONSENT
    if page.facts.starting.is_open:
        assert page.frame.on.text() == "Continue to programme"
        page.go_on()
        assert at_desk.told.went[-1] == ("programme", {"pupil_id": consented.pupil.id})
    QTest.qWait(1)
    page.go_to(Place.PROGRAMME)
    assert at_desk.told.troubles == []
