"""One toast at a time, ten seconds that wait for the reader, and an undo that works once."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import toasts
from coordinator_app.ui.buttons import button
from coordinator_app.ui.toasts import SECONDS, Toast, Toasts


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 400)
    button("Holds the focus").setParent(made)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def shown(host: QWidget) -> Toasts:
    return Toasts(host)


def test_newest_wins_and_older_ones_are_kept(shown: Toasts) -> None:
    shown.say("Entry added")
    shown.say("Consent filed")
    assert shown.showing() == "Consent filed"
    assert [one.text for one in shown.recent()] == ["Consent filed", "Entry added"]


def test_toast_goes_after_ten_seconds(shown: Toasts) -> None:
    shown.say("Consent filed")
    for _ in range(SECONDS - 1):
        shown.count_down()
    assert shown.showing() == "Consent filed"
    shown.count_down()
    assert shown.showing() == ""


def test_seconds_do_not_count_while_it_is_read(shown: Toasts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Toast, "held", lambda _self: True)
    shown.say("Consent filed")
    for _ in range(SECONDS * 3):
        shown.count_down()
    assert shown.showing() == "Consent filed"


def test_focus_inside_holds_it(shown: Toasts, qtbot: QtBot) -> None:
    shown.say("Consent filed", lambda: None)
    toast = shown.toast()
    assert toast is not None
    assert not toast.held()
    toast.undo_button.setFocus()
    qtbot.waitUntil(toast.held)


def test_undo_works_once(shown: Toasts) -> None:
    undone: list[str] = []
    shown.say("Consent filed", lambda: undone.append("undone"))
    assert shown.undo_last()
    assert not shown.undo_last()
    assert (undone, shown.showing()) == (["undone"], "")


def test_undo_by_key_still_works_after_the_toast_has_gone(shown: Toasts) -> None:
    undone: list[str] = []
    shown.say("Consent filed", lambda: undone.append("undone"))
    for _ in range(SECONDS):
        shown.count_down()
    assert shown.undo_last()
    assert undone == ["undone"]


def test_nothing_is_undone_on_another_screen_or_after_lock(shown: Toasts) -> None:
    shown.say("Consent filed", lambda: None)
    shown.forget_undo()
    assert not shown.undo_last()
    shown.clear()
    assert shown.recent() == []


def test_toast_is_announced_politely(shown: Toasts, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(toasts, "announce", lambda _source, text: said.append(text))
    shown.say("Consent filed", lambda: None)
    assert said == ["Consent filed. Press Control Z to undo."]


def test_toast_stays_at_the_bottom_left(shown: Toasts, host: QWidget, qtbot: QtBot) -> None:
    shown.say("Consent filed")
    host.resize(900, 600)
    toast = shown.toast()
    assert toast is not None
    qtbot.waitUntil(lambda: toast.geometry().bottom() == 600 - 16 - 1)
    assert toast.x() == 16
