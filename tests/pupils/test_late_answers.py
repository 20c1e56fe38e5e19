"""Answers that come late on the pages of a pupil: no press is lost, nothing of the child before is shown or done to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.pupils.links import PupilMerge
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.page.list import PupilsPage
from coordinator_app.pupils.page.merge import MergePage
from coordinator_app.pupils.page.record import CHRONOLOGY, PupilPage
from coordinator_app.referrals.actions import take_referral
from tests.held_jobs import HeldBack
from tests.pupils.conftest import Open
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, new_pupil, new_referral


@pytest.fixture
def other(referred: House) -> Pupil:
    pupil = new_pupil(referred, given_names="Otis", family_name="Bramblewick", known_as="Kit")
    return take_referral(referred.session, pupil, new_referral(referred)).pupil


def test_an_entry_wanted_before_the_record_has_come_is_opened_when_it_has(
    at_desk: Desk, referred: House, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page = opened(referred.pupil)
    page.header.add.click()
    reads.let()
    assert page.tabs.current() == CHRONOLOGY
    assert page._ask_tab(CHRONOLOGY, "is_adding")


def test_an_act_chosen_before_the_record_has_come_is_done_when_it_has(
    at_desk: Desk, referred: House, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page = opened(referred.pupil)
    page.header.chosen.emit("print")
    assert at_desk.told.went == []
    reads.let()
    page.header.chosen.emit("print")
    assert [name for name, _params in at_desk.told.went] == ["print_forms", "print_forms"]


@pytest.mark.parametrize("act", ["pack", "merge", "details", "close"])
def test_an_act_that_waited_is_not_done_over_the_page_that_the_user_has_gone_on_to(
    at_desk: Desk, referred: House, opened: Open, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    reads = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page = opened(referred.pupil, edit=True, add=True)
    page.header.chosen.emit(act)
    monkeypatch.setattr(at_desk.services.go, "page", None, raising=False)
    reads.let()
    dialogs = at_desk.dialogs
    assert (at_desk.told.went, dialogs.shown, dialogs.asked) == ([], [], [])
    assert not page._ask_tab(CHRONOLOGY, "is_adding")


def test_without_the_look_at_where_the_user_is_it_would_be_done(
    at_desk: Desk, referred: House, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(PupilPage, "in_front", lambda _page: True)
    with pytest.raises(AssertionError):
        test_an_act_that_waited_is_not_done_over_the_page_that_the_user_has_gone_on_to(
            at_desk, referred, opened, monkeypatch, "pack"
        )


def test_an_act_of_an_earlier_visit_is_not_done_at_the_next(
    at_desk: Desk, referred: House, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(at_desk.services.jobs, "read", lambda _work, *, failed, **_more: failed(OSError()))
        page = opened(referred.pupil)
        page.header.chosen.emit("pack")
    page.open(pupil_id=referred.pupil.id)
    assert page.record is not None
    assert at_desk.told.went == []


def test_a_tab_that_was_turned_to_before_the_record_has_come_stays(
    at_desk: Desk, referred: House, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page = opened(referred.pupil)
    page.tabs.open("about")
    reads.let()
    assert page.tabs.current() == "about"
    assert "about" in page._made


def test_nothing_of_the_child_before_stands_there_while_the_next_is_read(
    at_desk: Desk, referred: House, other: Pupil, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(referred.pupil)
    assert "Puddlecombe" in words_of(page)
    reads = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page.open(pupil_id=other.id)
    QApplication.processEvents()
    assert "Puddlecombe" not in words_of(page)
    reads.let()
    assert "Bramblewick" in words_of(page)


def test_a_header_that_kept_the_child_before_would_be_found(
    at_desk: Desk, referred: House, other: Pupil, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr("coordinator_app.pupils.page.header.RecordHeader.forget", lambda _header: None)
    with pytest.raises(AssertionError):
        test_nothing_of_the_child_before_stands_there_while_the_next_is_read(
            at_desk, referred, other, opened, monkeypatch
        )


@pytest.fixture
def merging(qtbot: QtBot, at_desk: Desk, referred: House, other: Pupil) -> MergePage:
    made = MergePage(at_desk.services)
    qtbot.addWidget(made)
    made.resize(1162, 700)
    made.open(pupil_id=referred.pupil.id, other_id=other.id)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_the_acts_of_two_records_are_gone_while_two_others_are_read(
    at_desk: Desk, referred: House, merging: MergePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    third = take_referral(
        referred.session, new_pupil(referred, family_name="Quillfeather"), new_referral(referred)
    ).pupil
    reads = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    merging.open(pupil_id=referred.pupil.id, other_id=third.id)
    QApplication.processEvents()
    assert "Merge these 2 records" not in words_of(merging)
    reads.let()
    assert "Quillfeather" in words_of(merging)


def test_two_presses_on_different_children_are_one(
    at_desk: Desk, merging: MergePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes = HeldBack(at_desk.services.jobs, monkeypatch, "write")
    for _ in range(2):
        QTest.mouseClick(merging.different, Qt.MouseButton.LeftButton)
        merging.say_different()
    writes.let()
    assert writes.asked == 1
    assert [name for name, _params in at_desk.told.went] == ["pupil"]


def test_a_merge_that_comes_late_does_not_lead_away_from_two_other_records(
    at_desk: Desk, referred: House, other: Pupil, merging: MergePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    merging.why.set_value("The school confirmed it.")
    with monkeypatch.context() as patch:
        writes = HeldBack(at_desk.services.jobs, patch, "write")
        merging.do_merge()
    merging.open(pupil_id=other.id)
    writes.let()
    assert at_desk.told.went == []
    assert len(referred.session.list(PupilMerge)) == 1


def test_whoever_writes_why_types_on_when_the_two_are_read_again(
    at_desk: Desk, merging: MergePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    merging.why.setFocus()
    QTest.keyClicks(merging.why, "The school ")
    merging.refresh()
    QApplication.processEvents()
    assert merging.why.hasFocus()
    QTest.keyClicks(merging.why, "confirmed it.")
    assert merging.why.value() == "The school confirmed it."


def test_numbers_that_come_after_the_peek_was_closed_do_not_open_it_again(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = PupilsPage(at_desk.services)
    qtbot.addWidget(page)
    page.show()
    page.open()
    page._peek(referred.pupil.id)
    assert page.peek.isVisible()
    reads = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page._follow(referred.pupil.id)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    reads.let()
    assert not page.peek.isVisible()
