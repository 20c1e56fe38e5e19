"""A search leads to one entry: however old, whatever narrows the list, its words unfolded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.chronology import view
from coordinator_app.chronology.page import finding
from coordinator_app.pupils.page.record import PupilPage
from coordinator_app.ui.marking import Marking
from tests.pupils.screens import Desk, desk, stop
from tests.vaults import House, add

OLD = date(2025, 9, 1)


@pytest.fixture
def at(referred: House, tmp_path: Path) -> Iterator[Desk]:
    made = desk(referred, tmp_path)
    yield made
    stop(made)


def page_on(at: Desk, qtbot: QtBot) -> PupilPage:
    page = PupilPage(at.services)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    return page


def tab_of(page: PupilPage) -> Any:
    return page._made["chronology"]


def keys(page: PupilPage) -> list[object]:
    return [item.entry.key for item in tab_of(page).entries.items()]


def in_sight(page: PupilPage, entry_id: str) -> bool:
    items = tab_of(page).entries.items() if "chronology" in page._made else []
    item = next((one for one in items if one.entry.key == entry_id), None)
    return item is not None and not item.visibleRegion().isEmpty() and page.window().focusWidget() is item


def test_an_old_entry_is_brought_into_sight_and_its_words_are_marked_and_unfolded(
    referred: House, at: Desk, qtbot: QtBot
) -> None:
    wanted = add(referred, "It began. " * 40 + "At last the carburettor ran.", happened_on=OLD)
    for number in range(60):
        add(referred, f"Day {number}, all was well.", happened_on=OLD + timedelta(days=1 + number))
    page = page_on(at, qtbot)
    page.open(pupil_id=referred.pupil.id, tab="chronology", entry=wanted.id, marked="carburettor")
    marking = Marking(page, "carburettor", scrolls=False)
    qtbot.waitUntil(lambda: in_sight(page, wanted.id))
    item = next(one for one in tab_of(page).entries.items() if one.entry.key == wanted.id)
    assert item.full_text().text().endswith("the carburettor ran.")
    assert not [one for one in item.findChildren(QPushButton) if "Show all" in one.text() and one.isVisible()]
    text = item.full_text()
    qtbot.waitUntil(lambda: [text.text()[a:b] for a, b in text._marks] == ["carburettor"])
    page.grab()
    marking.stop()
    assert text._marks == ()


def test_filters_that_hide_the_entry_are_cleared(referred: House, at: Desk, qtbot: QtBot) -> None:
    wanted = add(referred, "The carburettor ran.", happened_on=OLD)
    page = page_on(at, qtbot)
    page.open(pupil_id=referred.pupil.id, tab="chronology")
    tab = tab_of(page)
    tab.filters.show_filters(view.Filters(only_unshared=True, words="nothing of the kind"))
    tab.refresh()
    qtbot.waitUntil(lambda: keys(page) == [])
    page.open(pupil_id=referred.pupil.id, tab="chronology", entry=wanted.id)
    qtbot.waitUntil(lambda: in_sight(page, wanted.id))


def test_the_test_sees_an_entry_that_stays_out_of_sight(
    referred: House, at: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: nothing is done once the entry is there."""
    monkeypatch.setattr(finding, "_show", lambda _item: None)
    wanted = add(referred, "The carburettor ran.", happened_on=OLD)
    page = page_on(at, qtbot)
    page.open(pupil_id=referred.pupil.id, tab="chronology", entry=wanted.id)
    qtbot.waitUntil(lambda: wanted.id in keys(page))
    assert not in_sight(page, wanted.id)
