"""The count beside Today: what needs you, and what of it is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.core.remaining import WAS_DUE, Remaining, State
from coordinator_app.hooks import RailCount
from coordinator_app.store.session import Session
from coordinator_app.today import actions
from coordinator_app.today.actions import TodayFacts, rail_count
from coordinator_app.today.model import DueItem, Who
from coordinator_app.today.page import blocks
from coordinator_app.ui.buttons import Button
from coordinator_app.ui.labels import IconLabel
from coordinator_app.ui.rows import TwoLineRow
from tests.vaults import House


def item(who: Who, tone: str) -> DueItem:
    return DueItem(f"{who}-{tone}", "Progress review", "", "user", "review", who=who, tone=tone)


def test_things_that_need_you_and_clocks_that_ran_out_are_counted(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = TodayFacts(
        date(2026, 11, 24),
        (item(Who.CLOCK, "over"), item(Who.CLOCK, "safe")),
        (item(Who.YOU, "over"), item(Who.YOU, "soon")),
        (item(Who.SOMEONE_ELSE, "neutral"),),
    )
    monkeypatch.setattr(actions, "read_today", lambda _session, _hooks: facts)
    assert rail_count(house.session, ()) == RailCount(3, 2)


def test_nothing_due_is_nothing_counted(house: House) -> None:
    session: Session = house.session
    assert rail_count(session, ()) == RailCount(0, 0)


def test_what_waits_for_someone_else_leads_on_and_looks_like_it(qtbot: QtBot) -> None:
    opened: list[DueItem] = []
    card = blocks.waiting([item(Who.SOMEONE_ELSE, "neutral")], opened.append)
    qtbot.addWidget(card)
    row = card.findChild(TwoLineRow)
    assert row is not None
    assert len(row.findChildren(IconLabel)) == 1
    row.opened.emit()
    assert [one.title for one in opened] == ["Progress review"]
    plain = blocks.needs_you([item(Who.YOU, "soon")], opened.append)  # has its button, and no sign
    qtbot.addWidget(plain)
    assert plain.findChild(Button) is not None
    assert not any(type(one) is IconLabel for one in plain.findChildren(IconLabel))


def test_a_clock_without_a_count_is_overdue_and_was_due_on_its_day(qtbot: QtBot) -> None:
    late = Remaining(State.OVERDUE, f"{WAS_DUE}20 November", "", "due 20 November 2026")
    one = replace(item(Who.CLOCK, "over"), remains=late, due=date(2026, 11, 20))
    card = blocks.clock_card(one, lambda _item: None, primary=True)
    qtbot.addWidget(card)
    said = [each.text() for each in card.findChildren(QLabel)]
    assert "Overdue" in said
    assert "was due 20 November" in said, "it was not overdue on the 20th itself"
