"""One toast at a time, ten seconds that wait for the reader, and an undo that works once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import toasts
from coordinator_app.ui.buttons import button
from coordinator_app.ui.toasts import SECONDS, Toast, Toasts


class Windows(QObject):
    """Writes down which windows are shown."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self.shown: list[QWidget] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False

    def stop(self) -> None:
        self._app.removeEventFilter(self)


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


def test_a_long_message_is_folded_and_can_be_read_whole(shown: Toasts) -> None:
    shown.say("Entry added")
    one = shown.toast()
    assert one is not None
    low = one.height()
    words = "307 items found, 307 new. 1 item to look at: they may mention them, and nobody has said yet whether it is so."
    shown.say(words, lambda: None)
    high = shown.toast()
    assert high is not None
    high.grab()  # laid out
    said = next(label for label in high.findChildren(QLabel) if label.text() == words)
    assert said.wordWrap()
    assert high.height() > low
    assert said.height() >= said.heightForWidth(said.width())


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


def test_neither_tab_nor_what_comes_next_leads_into_it(shown: Toasts, host: QWidget) -> None:
    shown.say("Consent filed", lambda: None)
    toast = shown.toast()
    assert toast is not None
    stops = [one for one in toast.findChildren(QWidget) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert stops == []
    toast.undo_button.click()
    assert shown.showing() == ""


def test_it_is_never_a_window_of_its_own_that_takes_the_keys_from_the_window(
    shown: Toasts, host: QWidget, qtbot: QtBot, qapp: QApplication
) -> None:
    qtbot.waitUntil(host.isActiveWindow)
    seen = Windows(qapp)
    shown.say("Consent filed", lambda: None)
    qtbot.wait(1)
    assert seen.shown == []
    assert host.isActiveWindow()
    planted = button("Undo", "quiet")  # as the toast once showed it: before it lay in the toast
    planted.setVisible(True)
    assert seen.shown == [planted]
    planted.hide()
    seen.stop()


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


def test_a_hint_has_no_tick_and_takes_no_undo_away(shown: Toasts) -> None:
    undone: list[str] = []
    shown.say("Consent filed", lambda: undone.append("undone"))
    done = shown.toast()
    assert done is not None
    ticked = done.mark.grab().toImage()
    shown.hint("Select the words first")
    hint = shown.toast()
    assert hint is not None
    assert shown.showing() == "Select the words first"
    assert hint.mark.grab().toImage() != ticked
    assert not hint.undo_button.isVisible()
    assert [one.text for one in shown.recent()] == ["Consent filed"]
    assert shown.undo_last()
    assert undone == ["undone"]


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
