"""Safeguarding and health entries hold back their words until the passphrase was typed again (decision 20)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.chronology import view
from coordinator_app.chronology.model import Category
from coordinator_app.chronology.page.tab import ChronologyTab
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.page.overview import Overview
from coordinator_app.pupils.page.record_reading import read as read_record
from tests.confirmations import Asks
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add

WORRY, SOURCE = "He does not want to go home.", "the school nurse"


def opened(qtbot: QtBot, desk: Desk, house: House, asks: Asks) -> ChronologyTab:
    made = ChronologyTab(replace(desk.services, confirm=asks), house.pupil.id)
    qtbot.addWidget(made)
    made.resize(1162, 484)
    made.show()
    QApplication.processEvents()
    return made


@pytest.fixture
def worried(consented: House) -> House:
    add(consented, WORRY, category=Category.SAFEGUARDING, source=SOURCE)
    add(consented, "Kit came in on time.")
    return consented


def test_a_guarded_entry_is_named_and_nothing_of_it_said_until_confirmed(
    qtbot: QtBot, at_desk: Desk, worried: House
) -> None:
    asks = Asks()
    page = opened(qtbot, at_desk, worried, asks)
    words = words_of(page)
    assert "Safeguarding entry, restricted." in words
    assert "Kit came in on time." in words
    assert WORRY not in words
    assert SOURCE not in words
    closed = next(
        line
        for line in (page.entries.line(item.entry.key) for item in page.entries.items())
        if line and line.is_closed
    )
    assert (closed.entry.words, closed.entry.source) == ("", "")
    page.entries.wanted.emit("Show", closed.entry.id)
    assert asks.whys == ["Safeguarding and health entries are about to be shown."]
    assert WORRY not in words_of(page)
    asks.says_yes = True
    page.entries.wanted.emit("Show", closed.entry.id)
    assert WORRY in words_of(page)


def test_once_the_time_is_over_nothing_more_is_opened(qtbot: QtBot, at_desk: Desk, worried: House) -> None:
    asks = Asks(says_yes=True)
    page = opened(qtbot, at_desk, worried, asks)
    page.entries.wanted.emit("Show", "")
    asks.fresh, asks.says_yes = False, False
    entry = next(item for item in page.entries.items() if item.entry.text == WORRY)
    page.entries.wanted.emit("Correct", entry.entry.key)
    page.entries.changes.emit(entry.entry.key)
    assert at_desk.dialogs.asked == []
    assert len(asks.whys) == 3
    page.refresh()
    assert WORRY not in words_of(page)


def test_an_ordinary_entry_is_corrected_without_being_asked(
    qtbot: QtBot, at_desk: Desk, worried: House
) -> None:
    asks = Asks()
    page = opened(qtbot, at_desk, worried, asks)
    entry = next(item for item in page.entries.items() if "on time" in item.entry.text)
    page.entries.wanted.emit("Correct", entry.entry.key)
    assert asks.whys == []
    assert at_desk.dialogs.asked == [("show", "CorrectBox")]


def test_the_overview_never_says_the_words(qtbot: QtBot, worried: House) -> None:
    record = read_record(worried.session, worried.pupil.id)
    overview = Overview()
    qtbot.addWidget(overview)
    overview.show_record(record)
    overview.show()
    assert "Safeguarding entry, restricted." in words_of(overview)
    assert WORRY not in words_of(overview)
    assert WORRY not in repr(record.latest)


def test_a_view_that_forgot_to_close_them_would_be_seen(
    qtbot: QtBot, at_desk: Desk, worried: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "closed", lambda line: line)  # the planted fault
    page = opened(qtbot, at_desk, worried, Asks())
    assert WORRY in words_of(page)


def test_who_looked_at_guarded_entries_stands_in_the_audit_once(
    qtbot: QtBot, at_desk: Desk, worried: House
) -> None:
    """Nothing before the words are shown, nothing of the open ones, and no second row when the list is read again."""

    def looks(compartment: Compartment) -> int:
        rows = worried.session.audit_rows(limit=1000, compartment=compartment)
        return sum(
            row.entry.action == "record.viewed" and row.entry.kind == "chronology_entry" for row in rows
        )

    asks = Asks()
    page = opened(qtbot, at_desk, worried, asks)
    assert looks(Compartment.GUARDED) == 0
    asks.says_yes = True
    page.entries.wanted.emit("Show", "")
    assert WORRY in words_of(page)
    assert looks(Compartment.GUARDED) == 1
    page.refresh()
    assert (looks(Compartment.GUARDED), looks(Compartment.GENERAL)) == (1, 0)
