"""The place in a chronology is kept while it is read again, over its older pages too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.chronology import things_to_do, view
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.chronology.page.tab import ChronologyTab
from coordinator_app.chronology.page.to_do import ToDoLine
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.ui.timeline import TimelineItem
from tests.pupils.screens import Desk
from tests.vaults import House, add

NUMBER = view.PAGE + 6
Make = Callable[[], ChronologyTab]


@pytest.fixture
def many(consented: House) -> list[ChronologyEntry]:
    """More than a page of entries, the oldest first."""
    first = date(2026, 10, 1)
    return [
        add(consented, f"Kit was late for the {at}. time.", happened_on=first + timedelta(days=at))
        for at in range(NUMBER)
    ]


@pytest.fixture
def tab(qtbot: QtBot, at_desk: Desk, consented: House, many: list[ChronologyEntry]) -> Make:
    def make() -> ChronologyTab:
        made = ChronologyTab(at_desk.services, consented.pupil.id)
        qtbot.addWidget(made)
        made.resize(1162, 700)
        made.show()
        settled(made, qtbot, view.PAGE)
        return made

    return make


def settled(page: ChronologyTab, qtbot: QtBot, number: int) -> None:
    qtbot.waitUntil(lambda: len(page.entries.items()) == number and not page.entries.is_making())
    QApplication.processEvents()


def of(page: ChronologyTab, entry: ChronologyEntry) -> TimelineItem:
    return next(item for item in page.entries.items() if item.entry.key == entry.id)


def height(page: ChronologyTab, entry: ChronologyEntry) -> int:
    return of(page, entry).mapTo(page, QPoint(0, 0)).y()


def scroll_to_the_end(page: ChronologyTab) -> None:
    bar, end = page._area.verticalScrollBar(), -1
    while bar.value() != end:  # until all has its place
        end = bar.value()
        bar.setValue(bar.maximum())
        for _ in range(10):
            QApplication.processEvents()


def test_what_was_looked_at_stands_where_it_stood(
    tab: Make, qtbot: QtBot, consented: House, many: list[ChronologyEntry]
) -> None:
    oldest = many[0]
    things_to_do.add(
        consented.session,
        EntryAction(entry_id=oldest.id, what="Ring", who="Pat Samplewell", due_on=date(2026, 11, 27)),
    )
    page = tab()
    page.entries.older.click()
    settled(page, qtbot, NUMBER)
    scroll_to_the_end(page)
    before, shown = height(page, oldest), of(page, oldest)
    (line,) = page.findChildren(ToDoLine)
    next(one for one in line.findChildren(QPushButton) if one.text() == "Done").click()
    settled(page, qtbot, NUMBER)
    assert of(page, oldest) is not shown, "it was read again"
    qtbot.waitUntil(
        lambda: abs(height(page, oldest) - before) <= 30
    )  # the line of what is done has fewer links


def test_a_list_that_is_narrowed_is_seen_from_its_top(tab: Make, qtbot: QtBot) -> None:
    page = tab()
    scroll_to_the_end(page)
    page.filters.show_filters(view.Filters(words="late"))
    page.refresh()
    qtbot.waitUntil(lambda: len(page.entries.items()) > 0 and not page.entries.is_making())
    for _ in range(5):
        QApplication.processEvents()
    assert page._area.verticalScrollBar().value() == 0


def test_what_an_act_takes_out_of_the_list_leaves_the_rest_where_it_was(
    tab: Make, qtbot: QtBot, consented: House, many: list[ChronologyEntry]
) -> None:
    page = tab()
    scroll_to_the_end(page)
    first = next(item for item in page.entries.items() if not item.visibleRegion().isEmpty())
    gone = consented.session.get(ChronologyEntry, str(first.entry.key))
    behind = many[many.index(next(one for one in many if one.id == gone.id)) - 1]
    with consented.session.write() as work:
        work.trash(gone)
    page.refresh()
    settled(page, qtbot, view.PAGE)
    qtbot.waitUntil(lambda: not of(page, behind).visibleRegion().isEmpty())
    assert page._area.verticalScrollBar().value() > 0


def test_a_search_that_leads_to_an_entry_goes_first(
    tab: Make, qtbot: QtBot, many: list[ChronologyEntry]
) -> None:
    page = tab()
    scroll_to_the_end(page)
    page.refresh()
    page.show_entry(many[-1].id)
    qtbot.waitUntil(lambda: not of(page, many[-1]).visibleRegion().isEmpty())


def test_without_keeping_the_place_the_list_is_at_its_top_again(
    tab: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tab()
    scroll_to_the_end(page)
    monkeypatch.setattr(page._staying, "begin", lambda _narrowed: None)  # the planted fault
    page.refresh()
    settled(page, qtbot, view.PAGE)
    assert page._area.verticalScrollBar().value() == 0
