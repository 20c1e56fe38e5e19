"""Answers that come late on the Registers screen: the entry asked for last is shown, no form wipes another one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.organisations.page.register_pane import EntryPane
from coordinator_app.organisations.page.registers import RegistersPage
from coordinator_app.organisations.register_actions import keep
from tests.held_jobs import HeldBack
from tests.organisations.desk import Desk, desk_on
from tests.vaults import House


@pytest.fixture
def desk(referred: House, tmp_path: Path) -> Iterator[Desk]:
    with desk_on(referred.vault, referred.clock, tmp_path) as made:
        yield made


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> RegistersPage:
    made = RegistersPage(desk.services)
    qtbot.addWidget(made)
    made.resize(1160, 720)
    made.open()
    made.show()
    return made


def another_school(house: House) -> School:
    kind = next(iter(SchoolType))
    return keep(house.session, School(name="Quillfeather School", school_type=kind)).record


def test_of_two_entries_the_one_asked_for_last_is_shown(
    referred: House, desk: Desk, page: RegistersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = another_school(referred)
    reads = HeldBack(desk.services.jobs, monkeypatch, "read")
    page.pane.read(other.id)
    page.pane.read(referred.school.id)
    late, now = reads.take()
    now()
    late()
    assert page.pane.entry is not None
    assert page.pane.entry.record.id == referred.school.id


def test_two_presses_on_add_open_one_form_and_wipe_nothing(
    desk: Desk, page: RegistersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = HeldBack(desk.services.jobs, monkeypatch, "read")
    page.add.click()
    page.add.click()
    late, now = reads.take()
    now()
    form = page.pane.editing
    assert form is not None
    form.form.row("name").input.set_value("Quillfeather School")
    late()
    assert page.pane.editing is form
    assert form.form.row("name").value() == "Quillfeather School"


def type_and_save(page: RegistersPage, writes: HeldBack) -> None:
    page.add.click()
    form = page.pane.editing
    assert form is not None
    form.form.set_values({"name": "Quillfeather School", "school_type": next(iter(SchoolType))})
    page.pane.save()
    assert writes.asked == 1


def test_a_form_that_is_being_kept_is_not_left_with_the_word_that_it_will_not_be_kept(
    referred: House, desk: Desk, page: RegistersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes = HeldBack(desk.services.jobs, monkeypatch, "write")
    type_and_save(page, writes)
    left: list[bool] = []
    page.pane.leave_form(lambda: left.append(True))
    assert left == []
    assert "One moment: this is being kept." in desk.told.toasts
    writes.let()
    assert "The school is kept (undo)" in desk.told.toasts
    assert page.pane.editing is None


def test_what_is_kept_once_another_register_is_shown_is_told_all_the_same(
    desk: Desk, page: RegistersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes = HeldBack(desk.services.jobs, monkeypatch, "write")
    type_and_save(page, writes)
    page.open(register="providers")
    QApplication.processEvents()
    writes.let()
    assert "The school is kept (undo)" in desk.told.toasts
    assert page.about.name == "providers"


def test_a_pane_that_showed_whatever_came_last_would_be_found(
    referred: House, desk: Desk, page: RegistersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    honest = EntryPane._show

    def whatever(pane: EntryPane, entry: object, _asked: int, *, focus: bool) -> None:
        honest(pane, entry, pane._round, focus=focus)  # type: ignore[arg-type]  # an entry as it came

    monkeypatch.setattr(EntryPane, "_show", whatever)
    with pytest.raises(AssertionError):
        test_of_two_entries_the_one_asked_for_last_is_shown(referred, desk, page, monkeypatch)
