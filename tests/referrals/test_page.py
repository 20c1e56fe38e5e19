from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.core.privacy import AccessLevel
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pupils.actions import save_pupil
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.referrals.model import InitialDiscussion, Referral, ReferralState
from coordinator_app.referrals.page import places
from coordinator_app.referrals.page.call import CallBox
from coordinator_app.referrals.page.places import Place
from coordinator_app.ui import theme
from tests.referrals.driving import FORM, IDRIS, answer, at_form, errors, names, notes, opened, press
from tests.referrals.page_desk import Desk, desk
from tests.vaults import House, new_pupil, new_referral


def test_a_referral_goes_from_the_first_talk_to_the_consent_forms(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    session = house.session
    page = opened(qtbot, at_desk)
    answer(
        page.talk,
        initials="IM",
        held_on="17/11",
        school_id=house.school.id,
        rang="M. Parchment",
        notes="Often out of lessons.",
    )
    QTest.keyClick(page.talk.row("notes").input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    talk = session.list(InitialDiscussion)[0]
    assert (talk.initials, talk.held_on, talk.notes) == ("IM", date(2026, 11, 17), "Often out of lessons.")
    assert page.place is Place.PUPIL
    assert page.who.answer("school_id") == house.school.id

    answer(page.who, **{**IDRIS, "upn": "Z8554000I9001"})
    assert "letter I" in errors(page.who)["upn"]
    page.go_on()
    assert page.place is Place.PUPIL
    answer(page.who, upn="Z855400019001", sen_status="K")
    page.go_on()
    assert page.place is Place.FORM
    assert session.list(Pupil) == [], "before the school's form is here, nothing of the pupil is kept"

    answer(page.form, **FORM)
    page.go_on()
    pupil, referral = session.list(Pupil)[0], session.list(Referral)[0]
    assert (pupil.called, pupil.upn, pupil.sen_status) == ("Idris Moonbeck", "Z855400019001", "K")
    assert referral.state is ReferralState.ACCEPTED
    assert (referral.statement_version, len(referral.statement_hash)) == (
        page.facts.statements[0].version,
        64,
    )
    assert session.get(InitialDiscussion, talk.id).pupil_id == pupil.id
    assert page.place is Place.CONSENT

    press(page, "Add a parent or carer")
    answer(page.consent.questions, name="Marigold Moonbeck", relationship="mother", has_responsibility=True)
    press(page, "Add")
    assert "seen" in errors(page.consent.questions)["evidence"]
    answer(page.consent.questions, evidence="birth_certificate")
    press(page, "Add")
    assert not page.consent.is_asking()
    assert not any(page.consent.questions.answer(name) for name in ("name", "relationship", "evidence"))
    assert page.save_draft() is None
    carer = session.list(Carer)[0]
    assert (carer.relationship, carer.has_responsibility) == (Relationship.MOTHER, True)
    press(page, "Print")
    press(page, "Record")
    page.go_on()
    went = [("print_forms", {"pupil_id": pupil.id}), ("record_consent", {"pupil_id": pupil.id})]
    assert at_desk.told.went == [*went, ("pupil", {"pupil_id": pupil.id})]
    assert at_desk.told.troubles == []


def test_an_empty_first_talk_may_be_passed_over_but_half_of_one_is_asked_for(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    answer(page.talk, rang="M. Parchment")
    page.go_on()
    assert set(errors(page.talk)) == {"initials", "school_id"}
    page.open()
    page.go_on()
    assert page.place is Place.PUPIL
    assert house.session.list(InitialDiscussion) == []


def test_without_the_schools_tick_step_3_stays_shut_and_the_form_can_be_sent_back(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    at_form(page, house)
    answer(page.form, **{**FORM, "statement_acknowledged": False})
    assert any("Step 3 stays shut" in one for one in notes(page))
    page.go_on()
    referral = house.session.list(Referral)[0]
    assert referral.state is ReferralState.INCOMPLETE
    assert referral.statement_acknowledged is False
    assert referral.statement_version is None
    assert page.place is Place.FORM
    assert page.frame.on.text() == "Keep as received"
    assert len([one for one in notes(page) if "not ticked" in one]) == 1, "said once"
    assert not any("version" in one for one in notes(page)), "nobody is asked for the version of no tick"
    page.go_to(Place.CONSENT)
    assert page.place is Place.FORM
    press(page, "Send the form back to the school")
    assert at_desk.told.went[-1] == ("form_back", {"pupil_id": referral.pupil_id})


def test_the_gate_of_step_3_is_what_keeps_it_shut(
    qtbot: QtBot, at_desk: Desk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, at_desk)
    at_form(page, house)
    monkeypatch.setattr("coordinator_app.referrals.page.way.may_go", lambda _facts, _place: True)
    page.go_to(Place.CONSENT)
    assert page.place is Place.CONSENT, "with the gate broken the test above would fail"
    assert not places.may_go(page.facts, Place.CONSENT)


def test_a_date_in_the_future_is_refused_beside_its_field(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    page = opened(qtbot, at_desk)
    at_form(page, house)
    answer(page.form, **{**FORM, "signed_on": "28 November 2026"})
    page.go_on()
    found = errors(page.form)
    assert found == {"signed_on": "This date is in the future. Check the form and type the date again."}
    assert house.session.list(Pupil) == []


def test_what_the_action_refuses_is_shown_at_the_question_it_is_about(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    at_form(page, house)
    answer(page.form, **{**FORM, "signed_on": "18 November 2026", "received_on": "17 November 2026"})
    page.go_on()
    assert set(errors(page.form)) == {"received_on"}
    page.go_to(Place.PUPIL)
    answer(page.who, birth_date="1 February 1980")
    page.go_on()
    assert "older than 25" in errors(page.who)["birth_date"]


def test_a_child_who_may_be_on_the_list_already_is_named_before_anything_is_kept(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    idris = new_pupil(
        house, given_names="Idris", family_name="Moonbek", birth_date=date(2013, 2, 1), year_group=8
    )
    kept = save_pupil(house.session, idris).record
    page = opened(qtbot, at_desk)
    page.go_on()
    answer(page.who, **IDRIS, school_id=house.school.id)
    page.go_on()
    assert page.place is Place.PUPIL
    assert any("This may be Idris Moonbek, Year 8, already on your list." in one for one in notes(page))
    press(page, "Open")
    assert at_desk.told.went == [("pupil", {"pupil_id": kept.id})]
    press(page, "They are different children")
    page.go_on()
    assert page.place is Place.FORM


def test_a_namesake_at_the_school_born_another_day_is_said_once_and_holds_nobody_up(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    born = {"given_names": "Idris", "family_name": "Moonbeck", "birth_date": date(2011, 9, 30)}
    kept = save_pupil(house.session, new_pupil(house, **born)).record
    page = opened(qtbot, at_desk)
    page.go_on()
    answer(page.who, **IDRIS, school_id=house.school.id)
    page.go_on()
    said = "A pupil of this name is at this school, born another day. Is it the same child?"
    assert page.place is Place.PUPIL
    assert [one for one in notes(page) if said in one]
    press(page, "Open")
    assert at_desk.told.went == [("pupil", {"pupil_id": kept.id})]
    page.go_on()
    assert page.place is Place.FORM, "who goes on has read it"


def test_a_namesake_at_another_school_or_of_a_birthday_not_known_is_not_asked_about(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    with house.session.write() as work:
        other = work.add(School(name="Westmere School", school_type=SchoolType.ACADEMY))
    born = {"given_names": "Idris", "family_name": "Moonbeck", "birth_date": date(2011, 9, 30)}
    save_pupil(house.session, new_pupil(house, **born, school_id=other.id))
    page = opened(qtbot, at_desk)
    page.go_on()
    answer(page.who, **IDRIS, school_id=house.school.id)
    page.go_on()
    assert page.place is Place.FORM


def test_two_of_one_name_said_to_be_different_are_not_asked_about_again(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    born = {"given_names": "Idris", "family_name": "Moonbeck", "birth_date": date(2011, 9, 30)}
    save_pupil(house.session, new_pupil(house, **born))
    page = opened(qtbot, at_desk)
    page.go_on()
    answer(page.who, **IDRIS, school_id=house.school.id)
    page.go_on()
    press(page, "They are different children")
    assert not [one for one in notes(page) if "born another day" in one]
    page.go_on()
    assert page.place is Place.FORM


def test_a_upn_that_another_pupil_has_is_refused_with_the_way_to_that_pupil(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    wren = new_pupil(house, given_names="Wren", family_name="Applegarth", upn="Z855400019001")
    kept = save_pupil(house.session, wren).record
    page = opened(qtbot, at_desk)
    page.go_on()
    answer(page.who, **IDRIS, school_id=house.school.id)
    page.go_on()
    assert page.place is Place.PUPIL
    assert errors(page.who)["upn"] == "Another pupil on your list has this UPN. Check both records."
    assert any("This is the UPN of Wren Applegarth, Year 10." in one for one in notes(page))
    press(page, "Open")
    assert at_desk.told.went == [("pupil", {"pupil_id": kept.id})]


def test_a_safeguarding_call_is_recorded_at_every_step_and_opens_nothing_else(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    press(page, "Record a safeguarding call")
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, CallBox)
    qtbot.addWidget(box)
    box.save()
    assert set(errors(box.form)) == {"words"}
    answer(box.form, **{name: IDRIS[name] for name in ("given_names", "family_name", "birth_date")})
    answer(box.form, school_id=house.school.id, words="He says that he sleeps in a barn.", source="The head")
    box.save()
    entry = house.session.list(ChronologyEntry)[0]
    assert entry.category is Category.SAFEGUARDING
    assert house.session.get(Pupil, entry.pupil_id).family_name == "Moonbeck"
    assert at_desk.told.troubles == []
    assert not page.facts.keeps, "the call opens no gate"
    press(page, "Record a safeguarding call")
    again = at_desk.dialogs.shown[-1]
    qtbot.addWidget(again)
    assert "given_names" not in again.form.rows(), "the child is on the list now"


def test_who_cannot_open_guarded_entries_is_told_whom_to_ring(
    qtbot: QtBot, house: House, tmp_path: Path
) -> None:
    level_2 = desk(house, tmp_path, AccessLevel.TWO)
    page = opened(qtbot, level_2)
    press(page, "Record a safeguarding call")
    assert level_2.dialogs.asked == [("tell", "Ring your safeguarding lead")]
    page.close()
    level_2.services.jobs.stop()


def test_a_referral_that_was_received_is_opened_where_it_stands_and_accepted_once_whole(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    from coordinator_app.referrals.actions import take_referral

    lacking = new_referral(house, signed_by="", statement_acknowledged=False, statement_version=None)
    taken = take_referral(house.session, new_pupil(house), lacking)
    page = opened(qtbot, at_desk, pupil_id=taken.pupil.id)
    assert page.place is Place.FORM
    answer(page.form, statement_acknowledged=True, signed_by="M. Parchment")
    page.go_on()
    assert house.session.get(Referral, taken.referral.id).state is ReferralState.ACCEPTED
    assert page.place is Place.CONSENT
    page.open(pupil_id=taken.pupil.id)
    assert page.place is Place.CONSENT
    page.frame.stepper.chosen.emit("form")
    assert page.form.answer("signed_by") == "M. Parchment"


def test_after_60_days_without_a_referral_the_notes_can_be_deleted(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    answer(page.talk, initials="IM", school_id=house.school.id)
    page.go_on()
    talk = house.session.list(InitialDiscussion)[0]
    house.clock.at = datetime(2027, 2, 1, 9, 0)
    page.open(discussion_id=talk.id)
    press(page, "Delete the notes")
    assert house.session.list(InitialDiscussion) == []
    text, undo = at_desk.told.toasts[-1]
    assert text == "Notes of the first talk deleted"
    house.session.undo(undo)
    assert len(house.session.list(InitialDiscussion)) == 1


def test_a_pupil_who_is_gone_is_told_in_words(qtbot: QtBot, at_desk: Desk) -> None:
    page = opened(qtbot, at_desk, pupil_id="gone")
    assert page.in_trouble()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_every_control_has_a_name_and_large_text_fits(
    qtbot: QtBot, at_desk: Desk, look: theme.Theme, scale: float
) -> None:
    page = opened(qtbot, at_desk)
    assert names(page) == []
    look.change(scale=scale)
    page.setMinimumSize(1, 1)
    page.resize(1166, 640)
    for place in (Place.DISCUSSION, Place.PUPIL, Place.FORM):
        page.go_to(place)
        qtbot.wait(1)
        wide = page.frame.split.main.minimumSizeHint().width()
        assert wide <= page.width(), f"{place} needs {wide} px"
