"""Answers that come late wipe nothing that was typed and show no week under the name of another."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coordinator_app.attendance import drafts
from coordinator_app.attendance.model import AttendanceWeek
from coordinator_app.attendance.page.place_week import WeekPage
from coordinator_app.attendance.page.tab import AttendanceTab
from coordinator_app.attendance.sheet import Sheet
from coordinator_app.core.errors import DiskFull
from coordinator_app.organisations.providers import Provider
from tests.attendance.conftest import MONDAY, at, at_school, keep, new_provider, on_programme
from tests.attendance.screens import go, row_of, settle, type_in
from tests.held_jobs import HeldBack
from tests.organisations.desk import Desk
from tests.vaults import House

EMPTY = ". " * 9 + "."


@pytest.fixture
def page(desk: Desk, referred: House, provider: Provider, qtbot: QtBot) -> WeekPage:
    on_programme(referred, provider)
    made = WeekPage(desk.services)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.open(provider_id=provider.id, week="2026-11-16")
    settle()
    return made


def kept(desk: Desk) -> list[str]:
    return [one.marks for one in desk.session.list(AttendanceWeek)]


def test_a_week_read_late_is_not_shown_under_another(
    page: WeekPage, referred: House, provider: Provider, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(referred, at(provider))
    held = HeldBack(desk.services.jobs, monkeypatch, "read")
    page.refresh()
    late = held.take()
    page.before.click()
    held.let()
    for one in late:
        one()
    settle()
    assert page.monday.isoformat() == "2026-11-09"
    assert [row.monday.isoformat() for row in page.grid.sheet.rows] == ["2026-11-09"]


def test_another_place_read_late_does_not_come_over_the_one_that_was_gone_to_since(
    page: WeekPage, referred: House, provider: Provider, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = new_provider(referred.session, "Otter Lane Farm")
    held = HeldBack(desk.services.jobs, monkeypatch, "read")
    page.open(provider_id=other.id, week="2026-11-16")
    late = held.take()
    page.open(provider_id=provider.id, week="2026-11-16")
    held.let()
    for one in late:
        one()
    settle()
    assert [row.key[1] for row in page.grid.sheet.rows] == [at(provider)]


def test_what_is_typed_while_a_row_is_being_kept_stays_and_is_kept_next(
    page: WeekPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldBack(desk.services.jobs, monkeypatch, "write")
    go(page.grid, 0, 0)
    type_in(page.grid, "i")
    page.keeper.save()
    go(page.grid, 0, 0)
    type_in(page.grid, "o")
    held.let()
    settle()
    assert kept(desk) == ["I . . . . . . . . ."]
    assert row_of(page.grid, 0) == "O . . . . . . . . ."
    assert [one.marks for one in page.keeper.unsaved] == [{0: "O"}]
    page.keeper.save()
    held.let()
    settle()
    assert kept(desk) == ["O . . . . . . . . ."]
    assert page.keeper.unsaved == ()
    assert desk.session.drafts() == []


def test_a_draft_that_falls_due_while_marks_are_being_kept_holds_none_of_them(
    page: WeekPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldBack(desk.services.jobs, monkeypatch, "write")
    go(page.grid, 0, 0)
    type_in(page.grid, "i")
    page.keeper.save()
    page.keeper.draft()
    held.let()
    settle()
    assert kept(desk) == ["I" + EMPTY[1:]]
    assert page.keeper.unsaved == ()
    assert desk.session.drafts() == []


def test_a_draft_that_held_marks_on_their_way_would_be_caught(
    page: WeekPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(Sheet, "resting", Sheet.unsaved)
    with pytest.raises(AssertionError):
        test_a_draft_that_falls_due_while_marks_are_being_kept_holds_none_of_them(page, desk, monkeypatch)


def test_what_is_typed_over_marks_on_their_way_is_drafted_and_marks_that_were_refused_are(
    page: WeekPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldBack(desk.services.jobs, monkeypatch, "write")
    go(page.grid, 0, 0)
    type_in(page.grid, "i")
    page.keeper.save()
    go(page.grid, 0, 0)
    type_in(page.grid, "o")
    page.keeper.draft()
    held.let()
    settle()
    (draft,) = desk.session.drafts()
    assert [one.marks for one in drafts.read_body(draft.record_id, draft.body)] == [{0: "O"}]
    monkeypatch.setattr(drafts, "type_marks", _no_room)
    page.keeper.save()
    page.keeper.draft()
    held.let()
    settle()
    (draft,) = desk.session.drafts()
    assert [one.marks for one in drafts.read_body(draft.record_id, draft.body)] == [{0: "O"}]


def _no_room(*_asked: object) -> None:
    raise DiskFull("The disk is full.")


def test_the_old_mark_typed_back_while_a_slip_is_being_kept_is_what_is_kept(
    page: WeekPage, desk: Desk, referred: House, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(referred, at(provider), "O" + EMPTY[1:])
    page.refresh()
    settle()
    held = HeldBack(desk.services.jobs, monkeypatch, "write")
    go(page.grid, 0, 0)
    type_in(page.grid, "i")
    page.keeper.save()
    go(page.grid, 0, 0)
    type_in(page.grid, "o")
    page.keeper.save()
    held.let()
    settle()
    assert kept(desk) == ["O" + EMPTY[1:]] == [row_of(page.grid, 0)]
    assert page.keeper.unsaved == ()
    assert desk.session.drafts() == []


def test_ctrl_z_while_a_row_is_being_kept_says_so_and_takes_nothing_away(
    page: WeekPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldBack(desk.services.jobs, monkeypatch, "write")
    go(page.grid, 0, 0)
    type_in(page.grid, "i")
    page.keeper.save()
    QTest.keyClick(page.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.says.words.text().startswith("These marks are being saved.")
    assert row_of(page.grid, 0) == "I . . . . . . . . ."
    held.let()


def test_a_reading_from_before_a_row_was_kept_brings_no_mark_back_as_unsaved(
    page: WeekPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(page.grid, 0, 0)
    type_in(page.grid, "i")
    page.keeper.draft()
    held = HeldBack(desk.services.jobs, monkeypatch, "read")
    page.refresh()
    page.keeper.save()
    held.let()
    page.refresh()
    held.let()
    settle()
    assert page.keeper.unsaved == ()
    assert row_of(page.grid, 0) == "I . . . . . . . . ."


def test_the_tab_shows_nothing_of_a_reading_that_was_overtaken(
    desk: Desk, referred: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = AttendanceTab(desk.services, referred.pupil.id)
    qtbot.addWidget(tab)
    tab.show()
    settle()
    held = HeldBack(desk.services.jobs, monkeypatch, "read")
    tab.refresh()
    (before,) = held.take()
    keep(referred, at_school(referred), "I" + EMPTY[1:], monday=MONDAY)
    tab.refresh()
    held.let()
    before()
    settle()
    grid = next(iter(tab.parts.values())).grid
    assert row_of(grid, 1) == "I" + EMPTY[1:]
