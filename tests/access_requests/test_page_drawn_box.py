"""A box that was begun covers: also where it was moved over a name, never kept by Enter, and the decision saved."""

from __future__ import annotations

import pytest
from desks import Desk
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from test_page_saved_item import attach, desk, opened

from coordinator_app.access_requests.actions.decide import redactions_of
from coordinator_app.access_requests.items import Outcome
from coordinator_app.access_requests.model import Exemption
from tests.vaults import gathered, item_for, ready_request

__all__ = ["desk"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_a_box_begun_by_key_and_saved_without_enter_covers(desk: Desk) -> None:
    document = attach(desk.house)
    request = ready_request(desk.house)
    item = item_for(gathered(desk.house, request), document)
    stage = opened(desk, request, document)
    stage.view.draw_or_cover()
    box = stage.view.pages.chosen()
    assert box is not None
    QTest.keyClick(QApplication.focusWidget() or stage, Qt.Key.Key_Right)
    stage.panel.reason.set_value(Exemption.THIRD_PARTY)
    stage.panel.reason.edited.emit()
    desk.dialogs.will_answer(True)  # the name itself is left in it
    stage.panel.save.click()
    kept = redactions_of(desk.house.session, item.id)
    assert [one.page for one in kept] == [1]
    assert (kept[0].left or 0) >= int(box.x * 10_000), "as it was moved"
    saved = next(one for one in gathered(desk.house, request) if one.id == item.id)
    assert saved.outcome is Outcome.REDACT


def test_the_whole_page_is_covered_by_mouse(desk: Desk) -> None:
    document = attach(desk.house)
    request = ready_request(desk.house)
    gathered(desk.house, request)
    pages = opened(desk, request, document).view.pages
    at = QPoint(40, 300)
    QApplication.sendEvent(
        pages.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, pages.mapToGlobal(at))
    )
    (whole,) = pages.findChildren(QMenu)[-1].actions()
    whole.trigger()
    assert [(box.x, box.y, box.width, box.height, box.state) for box in pages.boxes()][-1] == (
        0,
        0,
        1,
        1,
        "accepted",
    )


def test_what_is_covered_is_seen_while_the_eye_is_held_down(desk: Desk) -> None:
    document = attach(desk.house)
    request = ready_request(desk.house)
    gathered(desk.house, request)
    view = opened(desk, request, document).view
    view.cover_whole()
    eye, middle = view._tools.under, view.pages.viewport().rect().center()

    def lightness() -> int:
        return view.pages.viewport().grab().toImage().pixelColor(middle).lightness()

    assert lightness() < 60
    eye.pressed.emit()
    assert lightness() > 120
    eye.released.emit()
    assert lightness() < 60
