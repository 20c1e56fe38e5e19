"""No name before the referral, and dates that are possible but unusual are asked about once."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core import plausible
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import INITIALS_ONLY, InitialDiscussion
from coordinator_app.referrals.page import questions
from coordinator_app.referrals.page.call import CallBox
from coordinator_app.referrals.page.places import Place
from tests.referrals.driving import IDRIS, answer, errors, opened, press
from tests.referrals.page_desk import Desk
from tests.ui.recording import NO, YES
from tests.vaults import House


def test_a_whole_name_is_neither_cut_nor_kept_as_initials(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    page = opened(qtbot, at_desk)
    answer(page.talk, initials="Rosie Smith", school_id=house.school.id)
    assert page.talk.answer("initials") == "Rosie Smith"
    assert errors(page.talk) == {"initials": INITIALS_ONLY}
    page.go_on()
    assert page.place is Place.DISCUSSION
    assert house.session.list(InitialDiscussion) == []
    answer(page.talk, initials="RS")
    page.go_on()
    assert house.session.list(InitialDiscussion)[0].initials == "RS"


def test_an_unusual_age_is_asked_about_once_and_again_for_another_date(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    page.go_on()
    answer(page.who, **{**IDRIS, "birth_date": "1 May 2025"}, school_id=house.school.id)
    at_desk.dialogs.will_answer(NO)
    page.go_on()
    assert page.place is Place.PUPIL
    assert at_desk.dialogs.questions == [
        (
            "Is this date right?",
            "Date of birth: This pupil would be 1 year old. Check the date.",
            "The date is right",
        )
    ]
    at_desk.dialogs.will_answer(YES)
    page.go_on()
    assert page.place is Place.FORM
    page.go_to(Place.PUPIL)
    page.go_on()
    assert page.place is Place.FORM, "the same date is not asked about twice"
    page.go_to(Place.PUPIL)
    answer(page.who, birth_date="2 May 2025")
    at_desk.dialogs.will_answer(NO)
    page.go_on()
    assert page.place is Place.PUPIL


@pytest.mark.parametrize("leave", ["on", "later"])
def test_a_talk_of_decades_ago_is_asked_about(qtbot: QtBot, at_desk: Desk, house: House, leave: str) -> None:
    page = opened(qtbot, at_desk)
    answer(page.talk, initials="RS", school_id=house.school.id, held_on="3 May 1995")
    at_desk.dialogs.will_answer(NO)
    getattr(page.way, leave)()
    assert at_desk.dialogs.asked == [("ask", "Is this date right?")]
    assert house.session.list(InitialDiscussion) == []
    at_desk.dialogs.will_answer(YES)
    getattr(page.way, leave)()
    assert house.session.list(InitialDiscussion)[0].held_on == date(1995, 5, 3)


def test_without_the_rule_a_slip_of_the_year_would_be_kept(
    qtbot: QtBot, at_desk: Desk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: nothing is asked, and the child of one year goes through."""
    monkeypatch.setattr(questions, "odd_birth_date", lambda _day, _today: "")
    page = opened(qtbot, at_desk)
    page.go_on()
    answer(page.who, **{**IDRIS, "birth_date": "1 May 2025"}, school_id=house.school.id)
    page.go_on()
    assert page.place is Place.FORM
    assert plausible.odd_birth_date(date(2025, 5, 1), date(2026, 11, 24)) != ""


def test_a_call_about_a_child_of_one_year_is_asked_about_in_its_box(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    press(page, "Record a safeguarding call")
    box = at_desk.dialogs.shown[0]
    assert isinstance(box, CallBox)
    who = {name: IDRIS[name] for name in ("given_names", "family_name")}
    answer(box.form, **who, birth_date="1 May 2025", school_id=house.school.id, words="Rang the lead.")
    box.save()
    note = box.note()
    assert note is not None
    assert "would be 1 year old" in note.text
    assert house.session.list(Pupil) == []
    box.save()
    assert [one.birth_date for one in house.session.list(Pupil)] == [date(2025, 5, 1)]
    assert len(house.session.list(ChronologyEntry)) == 1
