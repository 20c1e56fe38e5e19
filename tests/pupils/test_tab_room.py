"""The record at every text size: one scroll bar at a time, and cards that end where the head ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import SIGNAL, QPoint
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.page.pinning import Pinning
from coordinator_app.chronology.page.tab import ChronologyTab
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.page.record import PupilPage
from coordinator_app.pupils.page.tab_room import _WATCHED, TabRoom
from coordinator_app.ui import theme
from tests.pupils.screens import Desk
from tests.vaults import House, add

Open = Callable[..., PupilPage]


@pytest.fixture
def opened(qtbot: QtBot, at_desk: Desk) -> Open:
    def make(pupil: Pupil, **more: object) -> PupilPage:
        page = PupilPage(at_desk.services)
        qtbot.addWidget(page)
        page.resize(1162, 660)
        page.show()
        page.open(pupil_id=pupil.id, **more)
        QApplication.processEvents()
        return page

    return make


def _areas(page: PupilPage) -> tuple[QScrollArea, QScrollArea]:
    outer = next(one for one in page.findChildren(QScrollArea) if one.accessibleName() == "Pupil's record")
    inner = page.tabs.stack.currentWidget().findChild(QScrollArea)
    assert isinstance(inner, QScrollArea)
    return outer, inner


@pytest.mark.parametrize("tab", ["overview", "chronology", "reviews", "documents", "sharing"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_record_never_has_one_scroll_bar_inside_another(
    consented: House, opened: Open, qtbot: QtBot, tab: str, scale: float
) -> None:
    for number in range(8):
        add(consented, f"Entry {number}.")
    theme.current().change(scale=scale)
    page = opened(consented.pupil, tab=tab)
    outer, inner = _areas(page)

    def one_bar() -> bool:
        QApplication.processEvents()
        return not (outer.verticalScrollBar().maximum() and inner.verticalScrollBar().maximum())

    qtbot.waitUntil(one_bar)
    assert outer.verticalScrollBar().maximum() > 0 or scale == 1.0


def test_with_a_tab_that_scrolls_in_a_low_window_the_two_bars_would_be_seen(
    consented: House, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TabRoom, "whole_height", lambda _self, _width: 0)  # the planted fault
    for number in range(8):
        add(consented, f"Entry {number}.")
    theme.current().change(scale=2.0)
    outer, inner = _areas(opened(consented.pupil))
    QApplication.processEvents()
    assert outer.verticalScrollBar().maximum() > 0
    assert inner.verticalScrollBar().maximum() > 0


def test_the_cards_end_where_the_head_ends_with_a_scroll_bar_too(
    consented: House, opened: Open, qtbot: QtBot
) -> None:
    page = opened(consented.pupil)
    page.resize(1162, 580)
    for number in range(8):
        add(consented, f"Entry {number}.")
    page.refresh()
    _, inner = _areas(page)
    qtbot.waitUntil(lambda: inner.verticalScrollBar().maximum() > 0)
    content = inner.widget()
    assert content is not None
    inside = content.layout()
    assert inside is not None
    end = page.header.add.mapTo(page, QPoint(page.header.add.width(), 0)).x()

    def ends_there() -> bool:
        return content.mapTo(page, QPoint(content.width() - inside.contentsMargins().right(), 0)).x() == end

    qtbot.waitUntil(ends_there)


@pytest.mark.parametrize("mended", [True, False])
def test_what_stands_above_the_entries_is_painted(
    consented: House, opened: Open, monkeypatch: pytest.MonkeyPatch, mended: bool
) -> None:
    if not mended:  # the planted fault
        monkeypatch.setattr(Pinning, "let_them_paint", lambda _self: None)
    page = opened(consented.pupil, tab="chronology")
    tab = page.tabs.stack.currentWidget().findChild(ChronologyTab)
    assert isinstance(tab, ChronologyTab)
    tab._bar.setUpdatesEnabled(False)  # as the stack leaves it when the tab is first opened in the window
    for height in (400, 660):  # not pinned, pinned again
        page.resize(1162, height)
        QApplication.processEvents()
    assert tab.opener.updatesEnabled() is mended


@pytest.mark.parametrize("mended", [True, False])
def test_a_tab_gone_to_again_is_watched_once(consented: House, opened: Open, mended: bool) -> None:
    page = opened(consented.pupil, tab="chronology")
    content = _areas(page)[1].widget()
    assert content is not None
    heard = content.receivers(SIGNAL("reshaped()"))
    for _ in range(3):
        for tab in ("reviews", "chronology"):
            if not mended:  # the planted fault
                content.setProperty(_WATCHED, False)
            page.open(pupil_id=consented.pupil.id, tab=tab)
            QApplication.processEvents()
    assert heard == 1
    assert (content.receivers(SIGNAL("reshaped()")) == heard) is mended
