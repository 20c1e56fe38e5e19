"""What hangs on the chronology, on the real tab: suspensions above, things to do and readers on cards, wordings below words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.chronology import suspending, things_to_do, view
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.page.suspensions import SuspensionStrip
from coordinator_app.chronology.page.tab import ChronologyTab
from coordinator_app.chronology.page.templates_offer import TemplatesOffer
from coordinator_app.chronology.page.to_do import ToDoLine
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.services import Unasked
from tests.chronology.made import new
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add

Make = Callable[..., ChronologyTab]


class Stale(Unasked):
    """The passphrase was typed too long ago."""

    fresh = False


@pytest.fixture
def tab(qtbot: QtBot, at_desk: Desk, consented: House) -> Make:
    def make(desk: Desk = at_desk) -> ChronologyTab:
        made = ChronologyTab(desk.services, consented.pupil.id)
        qtbot.addWidget(made)
        made.resize(1162, 700)
        made.show()
        made.activateWindow()
        QApplication.processEvents()
        return made

    return make


def found(widget: QWidget, kind: type) -> list:
    return [one for one in widget.findChildren(kind) if one.isVisibleTo(widget)]


def to_do(house: House, entry: ChronologyEntry, what: str) -> EntryAction:
    thing = EntryAction(entry_id=entry.id, what=what, who="Pat Samplewell", due_on=date(2026, 11, 27))
    return things_to_do.add(house.session, thing).record


def test_all_of_it_hangs_on_the_tab(consented: House, tab: Make) -> None:
    suspending.record(consented.session, new(consented, half_days=12), with_entry=True)
    entry = add(consented, "The door code is another one.", for_others=True)
    to_do(consented, entry, "Tell the driver")
    page = tab()
    words = words_of(page)
    assert "6 days in the autumn term 2026" in words
    assert "Its last day is Monday 16 November 2026." in words
    assert "Tell the driver." in words
    assert "Others need to see it. Read by: Co-ordinator" in words
    assert len(found(page, SuspensionStrip)) == 1


def test_one_press_on_a_card_settles_it_and_the_filter_lets_go_of_the_entry(
    consented: House, tab: Make
) -> None:
    entry = add(consented, "The door code is another one.")
    add(consented, "Kit was late.")
    to_do(consented, entry, "Tell the driver")
    page = tab()
    page.filters.show_filters(view.Filters(only_to_do=True))
    page.refresh()
    QApplication.processEvents()
    assert [item.entry.key for item in page.entries.items()] == [entry.id]
    (line,) = found(page, ToDoLine)
    next(one for one in line.findChildren(QPushButton) if one.text() == "Done").click()
    QApplication.processEvents()
    assert page.entries.items() == []


def test_of_an_entry_that_is_closed_nothing_hangs_in_sight(
    consented: House, tab: Make, at_desk: Desk
) -> None:
    entry = add(consented, "A bruise on his arm.", category=Category.SAFEGUARDING, for_others=True)
    to_do(consented, entry, "Ring the duty team about the bruise")
    shut = replace(at_desk, services=replace(at_desk.services, confirm=Stale()))
    words = words_of(tab(shut))
    assert "bruise" not in words
    assert "Others need to see it." not in words
    assert "bruise" in words_of(tab()), "with the passphrase it is there"


def test_wordings_are_used_by_keyboard_alone(consented: House, tab: Make, qtbot: QtBot) -> None:
    page = tab()
    page.add_entry(Category.ATTENDANCE)
    QApplication.processEvents()
    (offer,) = found(page, TemplatesOffer)
    assert offer.press.isEnabled()
    menu = offer.menu()
    next(one for one in menu.actions() if one.text() == "Came late").trigger()
    words = page.box.rows["words"].input
    for typed in ("10.20", "9.00", "the bus"):
        qtbot.keyClicks(words, typed)
        qtbot.keyClick(words, Qt.Key.Key_Tab)
    words.setFocus()
    qtbot.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (kept,) = consented.session.list(ChronologyEntry)
    assert kept.words == "Came at 10.20 instead of 9.00. Reason given: the bus."


def test_a_gap_that_is_left_is_asked_about_once(consented: House, tab: Make, qtbot: QtBot) -> None:
    page = tab()
    page.add_entry(Category.ATTENDANCE)
    row = page.box.rows["words"]
    row.input.set_value("Came at [time], because [reason].")
    page.save()
    assert row.error() == "Still to fill in: [time], [reason]. If it is meant so, press Save entry again."
    assert consented.session.list(ChronologyEntry) == []
    row.input.selectAll()
    qtbot.keyClicks(row.input, "Came at 9, because [reason].")
    assert row.error() == ""
    page.save()
    assert consented.session.list(ChronologyEntry) == [], "other words, asked again"
    page.save()
    (kept,) = consented.session.list(ChronologyEntry)
    assert kept.words == "Came at 9, because [reason]."


def test_words_without_gaps_are_kept_at_once(consented: House, tab: Make) -> None:
    page = tab()
    page.add_entry(Category.ATTENDANCE)
    page.box.rows["words"].input.set_value("Came at 9.")
    page.save()
    assert len(consented.session.list(ChronologyEntry)) == 1
