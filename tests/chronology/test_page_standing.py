"""Read again, the chronology makes only the cards that say something else; the others stay as they stand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.chronology import things_to_do, view
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.page import entries as made_in
from coordinator_app.chronology.page.tab import ChronologyTab
from coordinator_app.chronology.page.to_do import ToDoLine
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.core.clock import SetClock
from coordinator_app.ui.timeline import Entry, TimelineItem
from tests.pupils.screens import Desk
from tests.vaults import House, add

NUMBER = 12
WORDS = "In on all three days."
LINKS = ("Correct", "Said to be wrong", "Delete", "Add something to do")


@pytest.fixture
def twelve(consented: House) -> list[ChronologyEntry]:
    first = date(2026, 10, 1)
    return [
        add(consented, f"Kit was late for the {at}. time.", happened_on=first + timedelta(days=at))
        for at in range(NUMBER)
    ]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The keys of the cards that are made."""
    keys: list[object] = []

    class Counted(TimelineItem):
        def __init__(self, entry: Entry, *, last: bool = False) -> None:
            keys.append(entry.key)
            super().__init__(entry, last=last)

    monkeypatch.setattr(made_in, "TimelineItem", Counted)
    return keys


@pytest.fixture
def page(
    qtbot: QtBot,
    at_desk: Desk,
    consented: House,
    twelve: list[ChronologyEntry],
    made: list[object],
) -> ChronologyTab:
    tab = ChronologyTab(at_desk.services, consented.pupil.id)
    qtbot.addWidget(tab)
    tab.resize(1162, 700)
    tab.show()
    settled(tab, qtbot, NUMBER)
    assert len(made) == NUMBER
    made.clear()
    return tab


def settled(tab: ChronologyTab, qtbot: QtBot, number: int) -> None:
    qtbot.waitUntil(lambda: len(tab.entries.items()) == number and not tab.entries.is_making())
    QApplication.processEvents()


def keep(tab: ChronologyTab, words: str, day: date) -> None:
    tab.add_entry(Category.BEHAVIOUR)
    tab.box.rows["happened_on"].input.set_value(day)
    tab.box.rows["words"].input.set_value(words)
    tab.save()


def shown(tab: ChronologyTab) -> list[str]:
    return [one.full_text().text() for one in tab.entries.items()]


def tab_stops(tab: ChronologyTab) -> list[object]:
    """The entries in the order in which Tab comes to their links, each as often as it stops there."""
    items, found, one = tab.entries.items(), list[object](), tab.nextInFocusChain()
    while one is not None and one is not tab:
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible():
            found += [item.entry.key for item in items if item.isAncestorOf(one)]
        one = one.nextInFocusChain()
    return found


def children_in_order(tab: ChronologyTab) -> list[TimelineItem]:
    """As a screen reader goes through them."""
    return [one for one in tab.entries._card.children() if isinstance(one, TimelineItem) and one.isVisible()]


@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2026, 10, 6)], ids=["newest", "in the middle"])
def test_keeping_an_entry_makes_one_card_and_leaves_the_others(
    page: ChronologyTab, made: list[object], qtbot: QtBot, consented: House, day: date
) -> None:
    before = page.entries.items()
    keep(page, WORDS, day)
    settled(page, qtbot, NUMBER + 1)
    assert len(made) == 1
    after = page.entries.items()
    assert [one for one in after if one.entry.key != made[0]] == before
    lines = view.read(consented.session, consented.pupil.id, view.Filters()).lines
    assert [one.entry.key for one in after] == [line.entry.id for line in lines]
    assert WORDS in shown(page)
    assert tab_stops(page) == [line.entry.id for line in lines for _link in LINKS], "Tab"
    assert children_in_order(page) == after, "a screen reader"


def test_the_last_one_alone_ends_the_line(page: ChronologyTab, qtbot: QtBot) -> None:
    keep(page, WORDS, date(2026, 9, 1))
    settled(page, qtbot, NUMBER + 1)
    assert [one._last for one in page.entries.items()] == [*[False] * NUMBER, True]


def test_what_says_something_else_is_made_anew_and_alone(
    page: ChronologyTab, made: list[object], qtbot: QtBot, consented: House, twelve: list[ChronologyEntry]
) -> None:
    action = EntryAction(entry_id=twelve[4].id, what="Ring", who="Pat Samplewell", due_on=date(2026, 11, 27))
    things_to_do.add(consented.session, action)
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.findChildren(ToDoLine)))
    settled(page, qtbot, NUMBER)
    assert made == [twelve[4].id]
    assert [one.entry.key for one in page.entries.items()] == [one.id for one in reversed(twelve)]


def test_the_cursor_and_what_is_unfolded_stay(page: ChronologyTab, qtbot: QtBot) -> None:
    page.activateWindow()
    link = next(one for one in page.entries.items()[5].findChildren(QPushButton) if one.text() == "Correct")
    qtbot.waitUntil(page.isActiveWindow)
    link.setFocus(Qt.FocusReason.TabFocusReason)
    page.refresh()
    round_before = page._round
    qtbot.waitUntil(lambda: page._round == round_before)
    settled(page, qtbot, NUMBER)
    assert link.hasFocus()


def test_a_part_that_waits_for_an_answer_is_made_anew(
    page: ChronologyTab, made: list[object], qtbot: QtBot
) -> None:
    """Else it could not be pressed again once what it did was undone."""
    waits = page.entries.items()[3]
    waits.findChildren(QPushButton)[0].setEnabled(False)
    page.refresh()
    qtbot.waitUntil(lambda: bool(made))
    settled(page, qtbot, NUMBER)
    assert made == [waits.entry.key]
    assert page.entries.items()[3] is not waits


def test_on_another_day_all_are_made_anew(
    page: ChronologyTab, made: list[object], qtbot: QtBot, at_desk: Desk
) -> None:
    """What is late today was not so yesterday."""
    clock = at_desk.services.clock
    assert isinstance(clock, SetClock)
    clock.at += timedelta(days=1)
    page.refresh()
    qtbot.waitUntil(lambda: len(made) == NUMBER)
    settled(page, qtbot, NUMBER)


def test_while_some_are_chosen_all_are_made_anew(
    page: ChronologyTab, made: list[object], qtbot: QtBot
) -> None:
    page.choosing.choose(on=True)
    page.refresh()
    qtbot.waitUntil(lambda: len(made) == NUMBER)
    settled(page, qtbot, NUMBER)
    assert page.entries.chosen_lines() == ()


def test_nothing_is_left_where_nothing_is_found(page: ChronologyTab, qtbot: QtBot) -> None:
    page.show_unshared()
    settled(page, qtbot, NUMBER)
    page.filters.show_filters(view.Filters(category=Category.SEN))
    page.refresh()
    settled(page, qtbot, 0)
    card: QWidget = page.entries._card
    assert card.isHidden()
