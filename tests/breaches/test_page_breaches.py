"""The page of breaches: what is left to do can be done from it, and what is typed is kept."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.breaches import actions
from coordinator_app.breaches.actions import breaches_of
from coordinator_app.breaches.model import Breach, BreachReport
from coordinator_app.breaches.page.list import BreachesPage
from coordinator_app.core.privacy import Compartment
from tests.breaches.breached import written
from tests.pupils.screens import Desk, words_of
from tests.vaults import House


def opened(qtbot: QtBot, desk: Desk, **more: Any) -> BreachesPage:
    page = BreachesPage(desk.services)
    qtbot.addWidget(page)
    page.resize(1100, 900)
    page.show()
    page.open(**more)
    return page


def test_without_a_breach_it_says_where_one_is_started(qtbot: QtBot, at_desk: Desk) -> None:
    page = opened(qtbot, at_desk)
    qtbot.waitUntil(lambda: "No breach is written down." in words_of(page))


def test_a_breach_is_contained_decided_and_closed_from_its_card(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    session = referred.session
    breach = written(referred, request_id="r1")
    page = opened(qtbot, at_desk, breach_id=breach.id)
    qtbot.waitUntil(lambda: "70 hours left" in words_of(page))
    page.contain(now(session, breach))
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    box.form.set_values({"contained": "They deleted it."})
    box.act.click()
    qtbot.waitUntil(lambda: now(session, breach).contained == "They deleted it.")
    page.decide(now(session, breach))
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    box.form.set_values({"report": BreachReport.NO_RISK, "report_reason": "Locked."})
    box.act.click()
    qtbot.waitUntil(lambda: now(session, breach).report is BreachReport.NO_RISK)
    page._close(now(session, breach))
    qtbot.waitUntil(lambda: now(session, breach).closed_on is not None)
    assert breaches_of(session, "r1")[0].closed_on is not None


def now(session: Any, breach: Breach) -> Breach:
    found: Breach = session.get(Breach, breach.id)
    return found


def test_one_that_lies_apart_asks_for_the_passphrase_and_the_look_stands_in_the_audit(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = referred.session
    written(referred, is_guarded=True, what_happened="The plan about the uncle went to the father.")
    monkeypatch.setattr(at_desk.services.confirm, "fresh", False)
    page = opened(qtbot, at_desk)
    qtbot.waitUntil(lambda: "70 hours left" in words_of(page))
    assert "uncle" not in words_of(page)
    assert [one.text() for one in page._acts] == ["Show it"]
    assert "record.viewed" not in looks(session)
    monkeypatch.setattr(at_desk.services.confirm, "fresh", True)
    page._acts[0].click()
    qtbot.waitUntil(lambda: "uncle" in words_of(page))
    page.refresh()
    assert looks(session).count("record.viewed") == 1


def looks(session: Any) -> list[str]:
    return [row.entry.action for row in session.audit_rows(limit=1000, compartment=Compartment.GUARDED)]


def test_close_it_pressed_twice_closes_it_once_and_says_nothing_of_others(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    session, today = referred.session, referred.session.clock.today()
    breach = actions.contain(session, written(referred), "They deleted it.", today).record
    actions.decide(session, breach, BreachReport.NO_RISK, "Locked.", today)
    page = opened(qtbot, at_desk)
    qtbot.waitUntil(lambda: len(page._acts) == 3)
    close = page._acts[2]
    close.click()
    close.click()
    assert now(session, breach).closed_on == today
    assert at_desk.told.troubles == []
