"""Two records side by side: what differs, what is kept, why not, and the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests.actions import intake
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils import duplicates
from coordinator_app.pupils.links import PupilMerge
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.page.choose_pupil import ChoosePupil
from coordinator_app.pupils.page.merge import MergePage
from coordinator_app.referrals.actions import take_referral
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, new_pupil, new_referral, new_request


@pytest.fixture
def other(referred: House) -> Pupil:
    pupil = new_pupil(referred, given_names="Christopher", known_as="Kit", first_language="Welsh " * 20)
    return take_referral(referred.session, pupil, new_referral(referred)).pupil


@pytest.fixture
def page(qtbot: QtBot, at_desk: Desk) -> MergePage:
    made = MergePage(at_desk.services)
    qtbot.addWidget(made)
    made.resize(1162, 700)
    made.show()
    return made


def compare(page: MergePage, one: Pupil, two: Pupil) -> None:
    page.open(pupil_id=one.id, other_id=two.id)
    QApplication.processEvents()


def test_the_two_stand_side_by_side_with_what_differs(referred: House, other: Pupil, page: MergePage) -> None:
    compare(page, referred.pupil, other)
    words = words_of(page)
    assert "The two have the same date of birth and first name" in words or "The two have" in words
    assert "Where they differ (3)" in words
    assert "4 more answers are the same in both." in words
    assert {name: boxes.value() for name, boxes in page.answers.items()} == {
        "given_names": False,
        "known_as": True,
        "first_language": True,
    }
    assert "Kept record: Not on the record" in words  # too long for its box: the whole stands above
    assert "Parents, carers and contacts: 1" in words


def test_the_merge_keeps_what_was_chosen_and_can_be_undone(
    at_desk: Desk, referred: House, other: Pupil, page: MergePage
) -> None:
    compare(page, referred.pupil, other)
    page.merge.click()
    assert page.row.error() == "Say how you know that this is one child."
    page.answers["given_names"].set_value(True)
    page.why.set_value("The school confirmed it")
    at_desk.dialogs.will_answer(True)
    page.merge.click()
    kept = referred.session.get(Pupil, referred.pupil.id)
    assert (kept.given_names, kept.known_as) == ("Christopher", "Kit")
    assert at_desk.told.went[-1] == ("pupil", {"pupil_id": kept.id, "tab": "about"})
    words, change_id = at_desk.told.toasts[-1]
    assert words == "2 records merged into one"
    referred.session.undo(str(change_id))
    assert referred.session.get(Pupil, other.id).trashed_at is None


def test_the_other_one_can_be_kept_instead_with_the_same_answers(
    referred: House, other: Pupil, page: MergePage
) -> None:
    compare(page, referred.pupil, other)
    page.answers["given_names"].set_value(True)
    page.why.set_value("The school said")
    page.turn_round()
    assert (page.pupil_id, page.other_id) == (other.id, referred.pupil.id)
    assert page.answers["given_names"].value() is False  # still Christopher
    assert page.why.value() == "The school said"
    compare(page, other, replace(referred.pupil))
    assert page.where() == {"pupil_id": other.id, "other_id": referred.pupil.id}


def test_a_request_that_is_being_answered_shuts_the_merge_and_says_so(
    referred: House, other: Pupil, page: MergePage
) -> None:
    intake.log_request(referred.session, new_request(referred))
    compare(page, referred.pupil, other)
    assert "is being answered" in words_of(page)
    assert not page.merge.isEnabled()
    assert page.different.isEnabled()


def test_a_request_logged_meanwhile_is_refused_in_words(
    at_desk: Desk, referred: House, other: Pupil, page: MergePage
) -> None:
    compare(page, referred.pupil, other)
    intake.log_request(referred.session, new_request(referred))
    page.why.set_value("The school said")
    page.do_merge()
    assert "is being answered" in str(at_desk.told.troubles[-1])
    assert not referred.session.list(PupilMerge)


def test_they_are_different_children_is_remembered(
    at_desk: Desk, referred: House, other: Pupil, page: MergePage
) -> None:
    compare(page, referred.pupil, other)
    page.different.click()
    assert duplicates.different_from(referred.session, other.id) == {referred.pupil.id}
    assert at_desk.told.went[-1] == ("pupil", {"pupil_id": referred.pupil.id})


def test_the_other_record_is_chosen_when_none_is_named(
    at_desk: Desk, referred: House, other: Pupil, page: MergePage
) -> None:
    page.open(pupil_id=referred.pupil.id)
    assert "Which record is the other one?" in words_of(page)
    page.choose()
    choose = at_desk.dialogs.shown[-1]
    assert isinstance(choose, ChoosePupil)
    choose.chosen.emit(other.id, "Kit")
    assert "Where they differ (3)" in words_of(page)


def test_a_record_that_is_gone_is_told(referred: House, other: Pupil, page: MergePage) -> None:
    page.open(pupil_id=referred.pupil.id, other_id="nobody")
    assert page.in_trouble()
    page.open()


def test_that_they_are_different_children_can_be_taken_back_where_they_are_compared(
    at_desk: Desk, referred: House, other: Pupil, page: MergePage
) -> None:
    duplicates.say_different(referred.session, referred.pupil.id, other.id)
    compare(page, referred.pupil, other)
    assert "said to be different children" in words_of(page)
    assert not page.merge.isEnabled()
    assert page.different.text() == "They may be one child after all"
    page.different.click()
    assert at_desk.told.toasts[-1][0] == "They may be one child"
    assert page.merge.isEnabled()
    assert page.different.text() == "They are different children"


def test_a_record_that_was_changed_behind_the_comparison_is_shown_again_and_not_merged(
    at_desk: Desk, referred: House, other: Pupil, page: MergePage
) -> None:
    compare(page, referred.pupil, other)
    pupils.save_pupil(referred.session, replace(other, first_language="Polish"))
    page.why.set_value("The school said")
    page.do_merge()
    assert "since you compared them" in str(at_desk.told.troubles[-1])
    assert not referred.session.list(PupilMerge)
    assert "Polish" in words_of(page)
    assert page.why.value() == "The school said"
    page.do_merge()
    assert referred.session.list(PupilMerge)
