"""Where the focus is once a decision is kept: never in the note of an item that nobody has looked at yet."""

from __future__ import annotations

import pytest
from desks import Desk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.page.decision_panel import DecisionPanel
from tests.access_requests.test_page_review import Bench, desk
from tests.vaults import add

__all__ = ["desk"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QApplication.processEvents()
    at = QApplication.focusWidget()
    assert at is not None
    QTest.keyClick(at, key, held)
    QApplication.processEvents()


def test_the_next_key_decides_and_is_not_typed_into_the_next_note(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(desk.house, "Kit came in on time.")
    bench = Bench(desk)
    note = bench.stage.panel.note.input
    bench.keys("1")
    note.setFocus()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_1)
    assert (note.value(), bench.stage.panel.answers().outcome) == ("", Outcome.SHARE)
    # planted fault: as it was, the letter stood in the note
    monkeypatch.setattr(DecisionPanel, "is_typed_in", lambda _panel: False)
    note.setFocus()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_1)
    assert (note.value(), bench.stage.panel.answers().outcome) == ("1", Outcome.UNDECIDED)


def test_enter_keeps_the_decision_while_the_focus_is_on_it(desk: Desk) -> None:
    add(desk.house, "Kit came in on time.")
    bench = Bench(desk)
    first = bench.stage.items.current()
    bench.stage.panel.choice.boxes[0].setFocus()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    assert desk.house.session.get(RequestItem, first).outcome is Outcome.SHARE


def test_the_next_item_is_decided_from_its_beginning(desk: Desk) -> None:
    """The panel stayed where it was scrolled to: the first names of the next item were out of sight."""
    add(desk.house, "Kit came in on time.")
    bench = Bench(desk)
    bench.page.resize(1366, 420)
    bench.keys("2")
    QApplication.processEvents()
    bar = next(one for one in bench.stage.panel.findChildren(QScrollArea)).verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    bench.stage.panel.show_advice(())  # the same item
    assert bar.value() > 0
    bench.stage.items.step(1)
    QApplication.processEvents()
    assert bar.value() == 0
