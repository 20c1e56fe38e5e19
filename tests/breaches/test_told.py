"""Whether those concerned are told of a breach (UK GDPR article 34): decided, written, on Today, in the register, counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests import figures
from coordinator_app.breaches import actions, due, letters, view
from coordinator_app.breaches.actions import Telling
from coordinator_app.breaches.model import Breach, BreachReport, PeopleTold
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.pdf.print_job import print_order
from coordinator_app.store.undo import CannotUndo
from tests.breaches.breached import written
from tests.breaches.test_page_breaches import opened
from tests.pdf.readers import pdf_text
from tests.pupils.screens import Desk, words_of
from tests.vaults import House

TODAY = date(2026, 11, 24)
TOLD = Telling(PeopleTold.TOLD, "She has to know.", TODAY, "Marigold Puddlecombe", told_how="By telephone")
MAY_MEAN = "Somebody may know in which week Kit was ill."
WRITES = Telling(
    None,
    told_whom="Marigold Puddlecombe",
    told_address="4 Weir Cottages\nHazelmoor",
    may_mean=MAY_MEAN,
    they_can_do="Ring us if anybody speaks to you of it.",
)


def settled(house: House, **more: Any) -> Breach:
    """Contained and decided about the report: what is left is the family."""
    session, breach = house.session, written(house, **more)
    breach = actions.contain(session, breach, "They deleted it unopened.", TODAY).record
    return actions.decide(session, breach, BreachReport.NO_RISK, "Locked.", TODAY).record


def facts(house: House) -> dict[str, str]:
    return dict(view.read_all(house.session, guarded_words=True)[0].facts)


def test_it_is_not_closed_before_it_is_decided_whether_the_family_is_told(referred: House) -> None:
    session, breach = referred.session, settled(referred)
    assert due.due_items(session)[0].second_line == "Is the family told? Decide it, and write it down."
    assert facts(referred)["Is the family told?"] == ""
    with pytest.raises(GateShut, match="article 34"):
        actions.close(session, breach)
    breach = actions.tell_people(session, breach, TOLD).record
    assert due.due_items(session)[0].second_line == "Close it."
    assert facts(referred)["Is the family told?"] == (
        "They were told (UK GDPR article 34(1)). Marigold Puddlecombe, 24 November 2026, by telephone. She has to know"
    )
    actions.close(session, breach)
    with pytest.raises(GateShut):
        actions.tell_people(session, session.get(Breach, breach.id), TOLD)


def test_planted_fault_a_breach_without_that_question_would_be_closed(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    breach = settled(referred)
    monkeypatch.setattr(Breach, "owes_telling", property(lambda _one: False))
    assert actions.close(referred.session, breach).record.closed_on == TODAY


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Telling(None), "told_whom"),
        (Telling(PeopleTold.TOLD), "people_told_on"),
        (Telling(PeopleTold.TOLD, people_told_on=TODAY), "told_whom"),
        (Telling(PeopleTold.TOLD, people_told_on=TODAY, told_whom="She"), "told_how"),
        (Telling(PeopleTold.LOW_RISK), "told_reason"),
        (Telling(PeopleTold.LOW_RISK, "No risk.", TODAY), "people_told_on"),
        (Telling(PeopleTold.LOCKED, "Locked."), "people_told"),
        (Telling(PeopleTold.MENDED, "Deleted."), "people_told"),
        (Telling(PeopleTold.IN_PUBLIC, "So many."), "people_told_on"),
        (Telling(PeopleTold.NOT_YET), "told_reason"),
        (Telling(PeopleTold.TOLD, "", date(2026, 11, 25), "She", told_how="By post"), "people_told_on"),
    ],
)
def test_each_way_needs_what_the_law_asks_of_it(referred: House, said: Telling, field: str) -> None:
    with pytest.raises(InvalidInput) as told:
        actions.tell_people(referred.session, written(referred), said)
    assert field in {one.field for one in told.value.problems}


def test_what_was_locked_or_mended_may_stay_untold_for_a_reason(referred: House) -> None:
    session = referred.session
    locked = actions.tell_people(
        session, settled(referred, was_locked=True), Telling(PeopleTold.LOCKED, "Nobody has the password.")
    ).record
    assert not locked.owes_telling
    mended = actions.tell_people(
        session, settled(referred), Telling(PeopleTold.MENDED, "It was deleted unopened.")
    ).record
    assert not mended.owes_telling


def test_not_yet_stays_on_today(referred: House) -> None:
    session, breach = referred.session, settled(referred)
    saved = actions.tell_people(session, breach, Telling(PeopleTold.NOT_YET, "The father would come."))
    assert due.due_items(session)[0].second_line.startswith("The family is not told yet")
    with pytest.raises(GateShut):
        actions.close(session, saved.record)
    session.undo(saved.change_id)
    assert session.get(Breach, breach.id).people_told is None


def test_the_letter_says_what_happened_what_may_come_of_it_and_what_was_done(
    referred: House, tmp_path: Path
) -> None:
    session, breach = referred.session, settled(referred)
    with pytest.raises(GateShut, match="not said yet who is told"):
        letters.letter_order(session, breach, practice=True)
    breach = actions.tell_people(session, breach, WRITES).record
    assert breach.owes_telling, "written down for the letter is not told"
    order = letters.letter_order(session, breach, practice=True)
    printed = print_order(order)
    words = " ".join(pdf_text(printed.pdf, tmp_path).split())
    for said in (
        "The pack went to an old email address.",
        "A pack of 3 pages with 2 records.",
        MAY_MEAN,
        "They deleted it unopened.",
        "Ring us if anybody",
        "data protection officer",
        "4 Weir Cottages",
        "ico.org.uk",
    ):
        assert said in words
    assert "password was not told" not in words
    left = letters.letter_left(session, breach, order, printed)
    assert (left.record.people_told, left.record.people_told_on) == (breach.people_told, None)
    assert left.record.told_how == ""
    with pytest.raises(CannotUndo, match="printed or saved"):
        session.undo(left.change_id)
    assert "not recorded as sent" in facts(referred)["Is the family told?"]
    sent = replace(WRITES, people_told=PeopleTold.TOLD, people_told_on=TODAY, told_how="By post")
    actions.tell_people(session, left.record, sent)
    assert f"letter {order.head.reference}" in facts(referred)["Is the family told?"]


def test_nobody_is_written_to_who_is_not_to_be_told(referred: House) -> None:
    session = referred.session
    breach = actions.tell_people(
        session,
        settled(referred),
        Telling(PeopleTold.LOW_RISK, "Counts alone.", told_whom="She", may_mean="Nothing"),
    ).record
    with pytest.raises(GateShut, match="not told"):
        letters.letter_order(session, breach, practice=True)


def test_the_figures_count_breaches_and_hide_small_numbers(referred: House) -> None:
    for number in range(10):
        breach = written(referred)
        if number < 5:
            actions.tell_people(referred.session, breach, TOLD)
    (year,) = figures.read(referred.session)
    shown = dict(year.figures)
    assert shown["Breaches"] == "10"
    assert shown["Breaches of which those concerned were told"] == "5 of 10"
    assert shown["Breaches reported to the ICO"] == "0 of 10"
    actions.tell_people(referred.session, written(referred), TOLD)
    (year,) = figures.read(referred.session)
    assert dict(year.figures)["Breaches of which those concerned were told"] == "6 of 11"


def test_it_is_asked_on_the_card_and_leads_to_the_letter(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    session, breach = referred.session, settled(referred)
    page = opened(qtbot, at_desk, breach_id=breach.id)
    qtbot.waitUntil(lambda: "Is the family told?" in words_of(page))
    page.family(breach)
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    box.form.set_values({"told_whom": "Marigold Puddlecombe", "may_mean": MAY_MEAN})
    box.act.click()
    qtbot.waitUntil(lambda: session.get(Breach, breach.id).may_mean == MAY_MEAN)
    qtbot.waitUntil(lambda: "Write to them" in words_of(page))
    next(one for one in page._acts if one.accessibleName().startswith("Write to them")).click()  # type: ignore[attr-defined]  # a button
    assert at_desk.told.went[-1] == ("breach_letter", {"breach_id": breach.id})
