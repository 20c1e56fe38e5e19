"""The boxes of a request: what is being kept is sent once and cannot be left, what was typed is not lost by a slip."""

from __future__ import annotations

from typing import Any

import pytest
from desks import Desk
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot
from seen import desk

from coordinator_app.access_requests.page import form_dialog
from coordinator_app.access_requests.page.advice import About
from coordinator_app.access_requests.page.form_dialog import FormDialog
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import DiskFull
from coordinator_app.ui.choices import ChoiceBox, ChoiceBoxes
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from tests.held_jobs import HeldBack


@pytest.fixture
def held(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> HeldBack:
    return HeldBack(desk.services.jobs, monkeypatch, "write")


@pytest.fixture
def keeps() -> list[str]:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, held: HeldBack, keeps: list[str]) -> FormDialog:
    made = FormDialog("Who asks", "", "Keep it", {"name": FormRow("Name", "", TextInput())})
    qtbot.addWidget(made)

    def work(_session: Any, values: dict[str, Any]) -> Saved[Any]:
        if values["name"] == "too much":
            raise DiskFull("The disk is full.")
        keeps.append(values["name"])
        return Saved(None, "change")

    form_dialog.ask(desk.services, made, work, "Kept")
    made.show()
    return made


def type_name(dialog: FormDialog, qtbot: QtBot, words: str) -> None:
    qtbot.keyClicks(dialog.form.row("name").input.target(), words)


def twice(dialog: FormDialog, qtbot: QtBot, held: HeldBack, keeps: list[str]) -> None:
    type_name(dialog, qtbot, "Kit Puddlecombe")
    dialog.submit()
    dialog.act.click()
    dialog.submit()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "it is not known yet what came of it"
    held.let()
    assert keeps == ["Kit Puddlecombe"]
    assert not dialog.isVisible()


def test_a_second_press_sends_nothing_twice_and_escape_waits_for_what_came_of_it(
    dialog: FormDialog, qtbot: QtBot, held: HeldBack, keeps: list[str]
) -> None:
    twice(dialog, qtbot, held, keeps)


def test_a_box_that_is_not_shut_while_it_keeps_would_be_found(
    dialog: FormDialog, qtbot: QtBot, held: HeldBack, keeps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(FormDialog, "run", lambda _self, **_on: None)
    with pytest.raises(AssertionError):
        twice(dialog, qtbot, held, keeps)


def test_a_box_that_could_not_be_kept_can_be_sent_again(
    dialog: FormDialog, qtbot: QtBot, held: HeldBack, keeps: list[str]
) -> None:
    type_name(dialog, qtbot, "too much")
    dialog.submit()
    held.let()
    assert dialog.act.isEnabled()
    dialog.form.row("name").input.set_value("Kit")
    dialog.submit()
    held.let()
    assert keeps == ["Kit"]


def test_a_name_that_was_typed_is_not_lost_by_one_press_of_escape(dialog: FormDialog, qtbot: QtBot) -> None:
    type_name(dialog, qtbot, "Kit")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_line_that_was_filled_in_late_is_nothing_the_user_typed(dialog: FormDialog, qtbot: QtBot) -> None:
    dialog.form.row("name").input.set_value("Kit Puddlecombe")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


__all__ = ["desk"]


def test_an_answer_is_read_whole_before_it_is_chosen(qtbot: QtBot) -> None:
    """The box cut it off: “it opens nothing restricted for sharing” ended in “sh”."""
    long = About(restricted=("one",)).options()
    made = FormDialog(
        "Safeguarding advice", "", "Keep", {"about": FormRow("What", "", ChoiceBoxes(long, vertical=True))}
    )
    qtbot.addWidget(made)
    made.show()
    for _ in range(3):  # a scroll bar that goes gives its room back in a turn of its own
        QApplication.processEvents()
    (area,) = made.findChildren(QScrollArea)
    for box in made.findChildren(ChoiceBox):
        right = box.mapTo(area.viewport(), box.rect().topRight()).x()
        assert box.width() >= box.sizeHint().width()
        assert right <= area.viewport().width()
