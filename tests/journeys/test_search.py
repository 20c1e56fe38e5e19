"""Search in the whole window: from the keys to the marked words, and back to the same line."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coordinator_app.search.page.page import SearchPage
from coordinator_app.ui.paragraph import Paragraph
from tests.journeys import the_request
from tests.journeys.driver import Laptop, MovingClock
from tests.vaults import House, add

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shut_house(referred: House) -> House:
    """A vault with a pupil of whom much is written, that nobody has open."""
    add(referred, "At last the carburettor ran.", happened_on=date(2025, 9, 1))
    for day in range(1, 28):
        add(referred, f"Day {day}, all was well in the workshop.", happened_on=date(2026, 10, day))
    referred.session.close()
    referred.vault.close()
    return referred


def test_what_is_found_opens_with_its_words_marked_and_back_leads_to_the_same_line(
    shut_house: House, laptop: Laptop, clock: MovingClock
) -> None:
    clock.put(datetime(2026, 11, 24, 10, 0))
    user = laptop.start(shut_house.vault.folder)
    the_request.unlock(user)
    qtbot = laptop.qtbot
    qtbot.waitUntil(lambda: laptop.app is not None and laptop.app.opened is not None)
    assert laptop.app is not None
    opened, window = laptop.app.opened, laptop.app.window
    assert opened is not None
    go = opened.shell.navigator
    qtbot.waitUntil(lambda: go.page is not None)
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F, CTRL_SHIFT)
    qtbot.waitUntil(lambda: isinstance(go.page, SearchPage))
    page = go.page
    assert isinstance(page, SearchPage)
    QTest.keyClicks(page.words, "carburettor")
    qtbot.waitUntil(lambda: len(page.list.rows()) == 1)
    key = page.list.rows()[0].key
    QTest.keyClick(page.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: go.page is not page)

    def marked() -> list[str]:
        shown = go.page
        texts = (
            [one for one in shown.findChildren(Paragraph) if not one.visibleRegion().isEmpty()]
            if shown
            else []
        )
        return [one.text()[start:end] for one in texts for start, end in one._marks]

    qtbot.waitUntil(lambda: marked() == ["carburettor"])
    go.back()
    assert go.page is page
    assert page.words.text() == "carburettor"
    assert page.list.current_key() == key
