"""The page of breaches: what is left to do can be done from it, and what is typed is kept."""

from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot

from coordinator_app.breaches.actions import breaches_of
from coordinator_app.breaches.model import Breach, BreachReport
from coordinator_app.breaches.page.list import BreachesPage
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
