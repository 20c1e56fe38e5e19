"""Answers that come late: none is shown for another file, nothing is begun twice, and no press comes to nothing unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.attendance.model import AttendanceFile, AttendanceWeek
from coordinator_app.attendance.page.bring_in import BringInPage
from tests.attendance.bringing_in.registers import csv_of, kit
from tests.held_jobs import HeldBack
from tests.organisations.desk import Desk, words_of
from tests.vaults import House

FIRST = csv_of(kit("16/11/2026", "AM", "/"))
SECOND = csv_of(kit("9/11/2026", "AM", "I"), kit("9/11/2026", "PM", "I"))


@pytest.fixture
def page(desk: Desk, referred: House, qtbot: QtBot) -> BringInPage:
    made = BringInPage(desk.services)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.open(school_id=referred.school.id)
    return made


def put(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def test_the_answer_about_a_file_that_was_given_up_is_shown_for_no_other(
    page: BringInPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldBack(desk.services.jobs, monkeypatch, "child")
    page.take(put(tmp_path, "first.csv", FIRST))
    (late,) = held.take()
    page.take(put(tmp_path, "second.csv", SECOND))
    late()
    assert page.seen is None
    held.let()
    assert page.seen is not None
    assert page.seen.rows == 2
    assert page.file.called.text() == "Chosen: second.csv"


def test_while_a_file_is_looked_into_nothing_else_is_begun_and_it_can_be_stopped(
    page: BringInPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldBack(desk.services.jobs, monkeypatch, "child")
    page.take(put(tmp_path, "first.csv", FIRST))
    assert page.waits.busy
    assert "Looking into the file" in words_of(page)
    assert not page.frame.go_on.isEnabled()
    page.go_on()
    assert (page.frame.current, held.asked) == ("file", 1)
    held.let()
    assert "Looking into the file" not in words_of(page)
    assert page.frame.current == "look"


def test_places_that_come_late_leave_the_choice_alone(
    desk: Desk, referred: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = BringInPage(desk.services)
    qtbot.addWidget(page)
    page.open()
    page.file.place.set_value(f"school:{referred.school.id}")
    held = HeldBack(desk.services.jobs, monkeypatch, "read")
    page.refresh()
    held.let()
    assert page.file.where() == f"school:{referred.school.id}"


def test_before_the_places_have_come_none_can_be_chosen(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = BringInPage(desk.services)
    qtbot.addWidget(page)
    held = HeldBack(desk.services.jobs, monkeypatch, "read")
    page.open()
    assert not page.file.place.isEnabled()
    page.first_focus()
    held.let()
    assert page.file.place.isEnabled()


def test_a_second_press_while_it_is_kept_keeps_it_once(
    page: BringInPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.take(put(tmp_path, "first.csv", FIRST))
    while page.frame.current != "check":
        page.go_on()
    held = HeldBack(desk.services.jobs, monkeypatch, "long_write")  # type: ignore[arg-type]  # held as a write is
    page.go_on()
    page.go_on()
    page._bring()
    page.take(put(tmp_path, "second.csv", SECOND))  # not while the first is being kept
    assert held.asked == 1
    assert page.file.called.text() == "Chosen: first.csv"
    page._go("columns")
    assert page.frame.current == "check"
    held.let()
    assert page.frame.current == "done"
    assert len(desk.session.list(AttendanceFile)) == 1
    assert len(desk.session.list(AttendanceWeek)) == 1


def test_what_was_kept_is_said_also_to_whoever_has_gone_to_another_page(
    page: BringInPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.take(put(tmp_path, "first.csv", FIRST))
    while page.frame.current != "check":
        page.go_on()
    held = HeldBack(desk.services.jobs, monkeypatch, "long_write")  # type: ignore[arg-type]  # held as a write is
    page.go_on()
    page.hide()
    held.let()
    assert desk.told.toasts == ["The register is brought in (undo)"]
