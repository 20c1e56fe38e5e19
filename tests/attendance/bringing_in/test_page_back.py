"""A register on the page that brings it in: taken back from the list or where it was said to be done, or stopped."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.attendance.model import AttendanceFile, AttendanceWeek
from coordinator_app.attendance.page import bring_in_back
from coordinator_app.attendance.page.bring_in import BringInPage
from coordinator_app.core.errors import Cancelled
from coordinator_app.store import undo
from coordinator_app.ui.progress import ProgressCard
from tests.attendance.bringing_in.registers import csv_of, kit
from tests.held_jobs import HeldBack
from tests.organisations.desk import Desk, words_of
from tests.vaults import House

GOOD = csv_of(kit("16/11/2026", "AM", "/"), kit("16/11/2026", "PM", "I"), kit("25/11/2026", "AM", "/"))


@pytest.fixture
def page(desk: Desk, referred: House, qtbot: QtBot) -> BringInPage:
    made = BringInPage(desk.services)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    made.open()
    made.file.place.set_value(f"school:{referred.school.id}")
    made.file.edited.emit()
    return made


def put(folder: Path, content: bytes, name: str = "register week 12.csv") -> Path:
    place = folder / name
    place.write_bytes(content)
    return place


def to_check(page: BringInPage) -> None:
    while page.frame.current != "check":
        page.go_on()


def weeks(desk: Desk) -> list[str]:
    return [one.marks for one in desk.session.list(AttendanceWeek)]


def _stopped(*_: object) -> None:

    raise Cancelled


def test_a_register_that_is_brought_in_leaves_no_draft_of_it(
    page: BringInPage, referred: House, desk: Desk, tmp_path: Path
) -> None:
    chosen = {"place": f"school:{referred.school.id}"}
    assert page.save_draft() == chosen
    page.take(put(tmp_path, GOOD))
    to_check(page)
    assert page.save_draft() == chosen
    page.go_on()
    assert (page.frame.current, page.save_draft()) == ("done", None)
    page.go_on()
    assert (page.frame.current, page.file.where(), page.save_draft()) == ("file", chosen["place"], None)
    page.take(put(tmp_path, GOOD, "the next.csv"))
    assert page.save_draft() == chosen


def test_it_is_taken_back_from_the_list_after_a_question(
    page: BringInPage, desk: Desk, tmp_path: Path
) -> None:
    page.take(put(tmp_path, GOOD))
    to_check(page)
    page.go_on()
    page.go_on()
    desk.dialogs.will_answer(False, True)
    page.file.list.opened.emit(page.file.list.rows()[0].key)
    assert len(weeks(desk)) == 1
    page.file.list.opened.emit(page.file.list.rows()[0].key)
    assert weeks(desk) == []
    assert desk.told.toasts[-1] == "The file is taken back"
    assert page.file.list.rows()[0].chip_text == "Taken back"
    page.file.list.opened.emit(page.file.list.rows()[0].key)  # nothing more to take back
    assert desk.session.list(AttendanceFile) == []


def test_it_is_taken_back_where_it_was_said_to_be_done(page: BringInPage, desk: Desk, tmp_path: Path) -> None:
    page.take(put(tmp_path, GOOD))
    to_check(page)
    page.go_on()
    desk.dialogs.will_answer(True)
    page.done.back.click()
    assert weeks(desk) == []
    assert "Taken back." in words_of(page.done)
    assert not page.done.back.isEnabled()


def test_stopped_while_a_file_is_taken_back_it_stays_as_it_was_brought_in(
    page: BringInPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.take(put(tmp_path, GOOD))
    to_check(page)
    page.go_on()
    monkeypatch.setattr(undo, "_AT_ONCE", 1)
    monkeypatch.setattr(bring_in_back, "_go_on", _stopped)
    desk.dialogs.will_answer(True, True)
    page.done.back.click()
    assert desk.told.toasts[-1] == "Stopped. The file is as it was brought in"
    assert weeks(desk) == ["/ I . . . . . . . ."]
    assert page.done.back.isEnabled()
    assert page.frame.go_on.isEnabled()
    monkeypatch.undo()
    page.done.back.click()
    assert weeks(desk) == []


def test_while_a_file_is_taken_back_its_progress_is_shown_and_nothing_else_begins(
    page: BringInPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.take(put(tmp_path, GOOD))
    to_check(page)
    page.go_on()
    held = HeldBack(desk.services.jobs, monkeypatch, "long_write")
    desk.dialogs.will_answer(True, True)
    page.done.back.click()
    assert page.findChild(ProgressCard) is not None
    assert not page.frame.go_on.isEnabled()
    page.take(put(tmp_path, GOOD, "another.csv"))
    page.back.ask("another", "another.csv")
    assert desk.told.toasts[-1] == "One moment: something else is still under way."
    assert (held.asked, page.frame.current) == (1, "done")
    held.let()
    assert "Taken back." in words_of(page.done)
    assert page.frame.go_on.isEnabled()
