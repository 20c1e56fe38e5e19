"""The page of breaches: what is left to do can be done from it, and what is typed is kept."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from coordinator_app.breaches import actions
from coordinator_app.breaches.actions import breaches_of
from coordinator_app.breaches.model import Breach, BreachReport, PeopleTold
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
    said = actions.Telling(PeopleTold.LOW_RISK, "Counts alone.")
    actions.tell_people(session, now(session, breach), said)
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
    breach = actions.decide(session, breach, BreachReport.NO_RISK, "Locked.", today).record
    actions.tell_people(session, breach, actions.Telling(PeopleTold.LOW_RISK, "Counts alone."))
    page = opened(qtbot, at_desk)
    qtbot.waitUntil(lambda: len(page._acts) == 4)
    close = page._acts[3]
    close.click()
    close.click()
    assert now(session, breach).closed_on == today
    assert at_desk.told.troubles == []


def test_what_is_no_sent_pack_is_written_down_in_one_box(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = opened(qtbot, at_desk)
    qtbot.waitUntil(lambda: "press Write down a breach" in words_of(page))
    page.write_down.click()
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    typed = {
        "what_happened": "A laptop was left on the bus.", "happened_on": page.desk.clock.today(), "recipient": "Not known",
        "what_was_in_it": "The registers of two groups.", "at": "0001", "was_locked": True, "is_guarded": True,
    }  # fmt: skip
    box.form.set_values({**typed, "was_locked": None})
    box.act.click()
    qtbot.waitUntil(lambda: "Say whether they can read it" in words_of(box))
    box.form.set_values(typed)
    box.act.click()
    qtbot.waitUntil(
        lambda: [one.breach.what_happened for one in page.shown] == ["A laptop was left on the bus."]
    )
    kept = page.shown[0].breach
    assert (kept.was_locked, kept.is_guarded, kept.breach_number, kept.request_id) == (True, True, 1, "")
    assert kept.aware_at is not None
    assert referred.session.get(Breach, kept.id).recipient == "Not known"


def test_after_a_box_the_focus_is_where_it_was(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    breach = written(referred)
    written(referred)
    page = opened(qtbot, at_desk)
    page.activateWindow()
    qtbot.waitUntil(lambda: len(page._acts) == 8)
    held = next(
        one
        for one in page._acts
        if one.accessibleName() == f"Decide about the report, {actions.called(breach)}"
    )
    qtbot.waitUntil(page.isActiveWindow)
    held.setFocus()
    qtbot.waitUntil(held.hasFocus)
    today = referred.session.clock.today()
    actions.decide(referred.session, breach, BreachReport.NO_RISK, "Locked.", today)
    page.refresh()
    wanted = f"Change the decision, {actions.called(breach)}"
    qtbot.waitUntil(lambda: [one.accessibleName() for one in page._acts if one.hasFocus()] == [wanted])


def test_at_200_per_cent_everything_of_a_card_stands_within_a_small_window(
    qtbot: QtBot, at_desk: Desk, look: Any, referred: House
) -> None:
    written(referred)
    look.change(scale=2.0)
    page = opened(qtbot, at_desk)
    page.resize(1024, 700)
    qtbot.waitUntil(lambda: len(page._acts) == 4)
    scroll = page.findChild(QScrollArea)
    qtbot.waitUntil(lambda: scroll.widget().minimumSizeHint().width() <= scroll.viewport().width())
    edge = scroll.widget().width()
    assert all(one.mapTo(scroll.widget(), one.rect().topRight()).x() < edge for one in page._acts)
    page.resize(600, 700)
    qtbot.waitUntil(lambda: len({one.y() for one in page._acts}) > 1)
    row = page._acts[0].parentWidget()
    assert row is not None
    assert all(one.geometry().bottom() < row.height() for one in page._acts)
