"""The page of breaches: what is left to do can be done from it, and what is typed is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from coordinator_app.breaches import actions, letters, people
from coordinator_app.breaches.actions import breaches_of
from coordinator_app.breaches.model import Breach, BreachReport, PeopleTold
from coordinator_app.breaches.page.kept_letter import KeptLetter
from coordinator_app.breaches.page.list import BreachesPage
from coordinator_app.breaches.person import MustBeTold
from coordinator_app.core.privacy import Compartment
from coordinator_app.pdf.print_job import print_order
from tests.breaches.breached import written
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, new_request


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
    page.end(now(session, breach))
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    box.act.click()
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


def test_closing_asks_and_a_closed_one_is_opened_again_with_a_reason(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    session, today = referred.session, referred.session.clock.today()
    breach = actions.contain(session, written(referred), "They deleted it.", today).record
    breach = actions.decide(session, breach, BreachReport.NO_RISK, "Locked.", today).record
    page = opened(qtbot, at_desk)
    qtbot.waitUntil(lambda: any(named(page, "Close it")))
    named(page, "Close it")[0].click()
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    assert "Not everybody concerned is told." in words_of(box)
    box.act.click()
    assert now(session, breach).closed_on is None, "not without a reason"
    box.form.set_values({"although": "Counts alone, says the Chair."})
    box.act.click()
    qtbot.waitUntil(lambda: now(session, breach).closed_on == today)
    qtbot.waitUntil(lambda: any(named(page, "Open it again")))
    assert not named(page, "Close it")
    named(page, "Open it again")[0].click()
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    box.act.click()
    assert now(session, breach).closed_on is not None, "not without a reason"
    box.form.set_values({"words": "Another family turned up."})
    box.act.click()
    qtbot.waitUntil(lambda: now(session, breach).closed_on is None)
    qtbot.waitUntil(lambda: "Another family turned up." in words_of(page))
    assert at_desk.told.troubles == []


def named(page: BreachesPage, words: str) -> list[Any]:
    return [one for one in page._acts if one.accessibleName().startswith(f"{words},")]


def test_those_concerned_are_listed_written_to_and_told_from_the_card(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    session, breach = referred.session, written(referred)
    page = opened(qtbot, at_desk, breach_id=breach.id)
    qtbot.waitUntil(lambda: any(named(page, "Add somebody concerned")))
    named(page, "Add somebody concerned")[0].click()
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    said = {"concerned": "Kit Puddlecombe", "must": MustBeTold.YES, "told_whom": "Marigold Puddlecombe"}
    box.form.set_values({**said, "may_mean": "Somebody may know."})
    box.act.click()
    qtbot.waitUntil(lambda: "Those concerned (1)" in words_of(page))
    assert "Must be told" in words_of(page)
    assert not named(page, "Nobody has to be told")
    (person,) = people.people_of(session, breach.id)
    named(page, "Write to them")[0].click()
    assert at_desk.told.went[-1] == ("breach_letter", {"person_id": person.id})
    named(page, "Record as told")[0].click()
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    assert box.form.values()["told_whom"] == "Marigold Puddlecombe"
    box.form.set_values({"told_on": session.clock.today(), "told_how": "By telephone"})
    box.act.click()
    qtbot.waitUntil(lambda: "Told 24 November 2026" in words_of(page))
    page.change_person(people.person_of(session, person.id))
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    box.form.set_values({"they_can_do": "Ring us."})
    box.act.click()
    qtbot.waitUntil(lambda: people.person_of(session, person.id).they_can_do == "Ring us.")
    page.words(now(session, breach))
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    box.form.set_values({"what_happened": "It went next door."})
    box.act.click()
    qtbot.waitUntil(lambda: now(session, breach).what_happened == "It went next door.")


def test_nobody_has_to_be_told_is_one_decision(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    session, breach = referred.session, written(referred)
    page = opened(qtbot, at_desk)
    qtbot.waitUntil(lambda: any(named(page, "Nobody has to be told")))
    named(page, "Nobody has to be told")[0].click()
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    box.form.set_values({"people_told": PeopleTold.LOW_RISK, "told_reason": "Counts alone."})
    box.act.click()
    qtbot.waitUntil(lambda: now(session, breach).people_told is PeopleTold.LOW_RISK)


def test_a_kept_letter_can_be_looked_at_and_whoever_is_not_concerned_taken_off(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    session, breach = referred.session, written(referred)
    says = people.Concern("Kit Puddlecombe", MustBeTold.YES, told_whom="Marigold", may_mean="Little.")
    kit = people.add_person(session, breach, says).record
    wrong = people.add_person(session, breach, people.Concern("Otis Bramblewick", MustBeTold.YES)).record
    order = letters.letter_order(session, kit, practice=True)
    letters.letter_left(session, kit, order, print_order(order))
    page = opened(qtbot, at_desk)
    qtbot.waitUntil(lambda: len(named(page, "Take off the list")) == 1)
    named(page, "Take off the list")[0].click()
    qtbot.waitUntil(lambda: [one.id for one in people.people_of(session, breach.id)] == [kit.id])
    assert wrong.id
    qtbot.waitUntil(lambda: any(named(page, "Look at the letter")))
    named(page, "Look at the letter")[0].click()
    qtbot.waitUntil(lambda: isinstance(at_desk.dialogs.shown[-1], KeptLetter))
    look = at_desk.dialogs.shown[-1]
    qtbot.addWidget(look)
    qtbot.waitUntil(lambda: look.preview.view.page_count == 1)


def test_a_breach_of_a_request_leads_back_to_it_without_a_name(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    asked = new_request(referred)
    with referred.session.write() as work:
        kept = work.add(replace(asked, request_number=14, typed_on=asked.received_on))
    written(referred, request_id=kept.id)
    page = opened(qtbot, at_desk)
    qtbot.waitUntil(lambda: any(named(page, "Open request 14")))
    assert "Access request 14" in words_of(page)
    assert kept.requester not in words_of(page)
    named(page, "Open request 14")[0].click()
    assert at_desk.told.went[-1] == ("access_request", {"request_id": kept.id})


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
    qtbot.waitUntil(lambda: len(page._acts) == 12)
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
    qtbot.waitUntil(lambda: len(page._acts) == 6)
    scroll = page.findChild(QScrollArea)
    qtbot.waitUntil(lambda: scroll.widget().minimumSizeHint().width() <= scroll.viewport().width())
    edge = scroll.widget().width()
    assert all(one.mapTo(scroll.widget(), one.rect().topRight()).x() < edge for one in page._acts)
    page.resize(600, 700)
    qtbot.waitUntil(lambda: len({one.y() for one in page._acts}) > 1)
    row = page._acts[0].parentWidget()
    assert row is not None
    assert all(one.geometry().bottom() < row.height() for one in page._acts)
