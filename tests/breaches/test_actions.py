"""A breach is written down, contained, decided about and closed; Today shows the 72 hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from coordinator_app.breaches import actions, due, view
from coordinator_app.breaches.actions import Telling
from coordinator_app.breaches.model import Breach, BreachReport, PeopleTold
from coordinator_app.core.clock import LONDON
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.hooks import RailCount
from coordinator_app.store.session import Session
from coordinator_app.today.page.blocks import clock_card
from tests.breaches.breached import written
from tests.pupils.screens import words_of
from tests.vaults import House


def test_it_is_numbered_and_stands_on_today_with_the_hours_that_are_left(
    referred: House, qapp: QApplication
) -> None:
    breach = written(referred, pupil_id=referred.pupil.id)
    assert actions.called(breach) == "Breach 1"
    assert actions.called(written(referred)) == "Breach 2"
    line = due.due_items(referred.session)[0]
    assert "70 hours left" in line.chip
    card = clock_card(line, lambda _item: None, primary=True)
    assert "Breach, open" in words_of(card), "not an access request"
    assert line.clock is not None
    found = due.rail_count(referred.session)
    assert found is not None
    assert found.number == 2
    assert "Kit" not in f"{line.title} {line.second_line}"


def test_the_72_hours_of_the_autumn_change_of_clocks_end_an_hour_earlier_by_the_wall(referred: House) -> None:
    aware = datetime(2025, 10, 24, 16, 30, tzinfo=LONDON)
    breach = written(referred, aware_at=aware, happened_on=date(2025, 10, 24))
    assert "27 October 2025, 3:30pm" in due.time_words(referred.session, breach)
    assert due.time_words(referred.session, breach).startswith("Overdue")
    assert view.read_all(referred.session, guarded_words=True)[0].is_late


@pytest.mark.parametrize(
    "lacking", ["what_happened", "recipient", "what_was_in_it", "happened_on", "aware_at"]
)
def test_what_must_be_known_is_asked_for(referred: House, lacking: str) -> None:
    empty = None if lacking in {"happened_on", "aware_at"} else " "
    with pytest.raises(InvalidInput) as told:
        written(referred, **{lacking: empty})
    assert lacking in {one.field for one in told.value.problems}


def test_a_moment_that_lies_ahead_is_refused(referred: House) -> None:
    ahead = referred.session.clock.now() + timedelta(hours=1)
    with pytest.raises(InvalidInput):
        written(referred, aware_at=ahead)


def test_it_is_closed_only_when_it_is_contained_and_the_report_decided(referred: House) -> None:
    session, today = referred.session, referred.session.clock.today()
    breach = written(referred)
    with pytest.raises(GateShut):
        actions.close(session, breach)
    breach = actions.contain(session, breach, "They deleted it unopened.", today).record
    with pytest.raises(InvalidInput):
        actions.decide(session, breach, None, "", today)
    breach = actions.decide(session, breach, BreachReport.NO_RISK, "Locked, and not opened.", today).record
    assert not due.due_items(session)[0].chip
    breach = actions.tell_people(session, breach, Telling(PeopleTold.LOW_RISK, "Counts alone.")).record
    breach = actions.close(session, breach).record
    assert due.due_items(session) == []
    assert due.rail_count(session) is None
    with pytest.raises(GateShut):
        actions.contain(session, breach, "Again", today)
    assert "closed" in view.read_all(session, guarded_words=True)[0].title
    assert [one.title for one in due.palette(session)] == ["Breaches"]


@pytest.mark.parametrize(
    ("left", "chip", "tone"),
    [
        (timedelta(hours=23), "23 hours left", "soon"),
        (timedelta(hours=1), "1 hour left", "soon"),
        (timedelta(minutes=59), "59 minutes left", "soon"),
        (timedelta(minutes=1), "1 minute left", "soon"),
        (timedelta(seconds=20), "1 minute left", "soon"),
        (timedelta(seconds=-20), "Overdue", "over"),
    ],
)
def test_the_last_hour_is_told_in_minutes_and_nothing_is_overdue_before_it_is(
    referred: House, left: timedelta, chip: str, tone: str
) -> None:
    known = referred.session.clock.now() - timedelta(hours=72) + left
    written(referred, happened_on=date(2026, 11, 20), aware_at=known)
    (item,) = due.due_items(referred.session)
    assert (item.chip, item.tone) == (chip, tone)
    counted = due.rail_count(referred.session)
    assert counted is not None
    assert counted.overdue == (tone == "over")


def test_nobody_knows_of_it_before_it_happened(referred: House) -> None:
    today = referred.session.clock.today()
    with pytest.raises(InvalidInput) as told:
        written(referred, happened_on=today, aware_at=referred.session.clock.now() - timedelta(days=1))
    assert [one.field for one in told.value.problems] == ["aware_at"]
    written(referred, happened_on=today)  # the same day is well


def test_of_one_that_lies_apart_number_and_clock_alone_stand_there_until_the_passphrase_is_typed(
    referred: House,
) -> None:
    session = referred.session
    written(referred, is_guarded=True, what_happened="The plan about the uncle went to the father.")
    (shut,) = view.read_all(session, guarded_words=False)
    assert (shut.title, shut.is_closed, shut.facts) == ("Breach 1", True, ())
    assert "70 hours left" in shut.time
    (shown,) = view.read_all(session, guarded_words=True)
    assert "uncle" in repr(shown.facts)
    assert [one.title for one in due.due_items(session)] == ["Breach 1"]
    assert due.rail_count(session) == RailCount(1), "as many as the page and Today show"


def test_the_menu_counts_what_the_page_and_today_list(referred: House) -> None:
    session, today = referred.session, referred.session.clock.today()
    written(referred)
    written(referred, is_guarded=True)
    late = session.clock.now() - timedelta(hours=73)
    written(referred, aware_at=late, happened_on=date(2026, 11, 20), is_guarded=True)
    assert due.rail_count(session) == RailCount(3, 1)
    assert len(due.due_items(session)) == 3
    breach = settled_one(session, session.list(Breach, where={"breach_number": 1})[0])
    actions.close(session, breach)
    assert due.rail_count(session) == RailCount(2, 1)
    opened = actions.reopen(session, session.get(Breach, breach.id), "Another family turned up.")
    assert due.rail_count(session) == RailCount(3, 1)
    assert (opened.record.reopened_on, opened.record.report) == (today, BreachReport.NO_RISK)
    session.undo(opened.change_id)
    assert due.rail_count(session) == RailCount(2, 1)


def settled_one(session: Session, breach: Breach) -> Breach:
    today = session.clock.today()
    breach = actions.contain(session, breach, "They deleted it unopened.", today).record
    breach = actions.decide(session, breach, BreachReport.NO_RISK, "Locked, and not opened.", today).record
    return actions.tell_people(session, breach, Telling(PeopleTold.LOW_RISK, "Counts alone.")).record


def test_a_closed_one_is_opened_again_for_a_reason_alone(referred: House) -> None:
    session, breach = referred.session, settled_one(referred.session, written(referred))
    with pytest.raises(GateShut, match="is open"):
        actions.reopen(session, breach, "Why.")
    closed = actions.close(session, breach).record
    with pytest.raises(InvalidInput) as told:
        actions.reopen(session, closed, " ")
    assert [one.field for one in told.value.problems] == ["words"]
    again = actions.reopen(session, closed, "Another family turned up.").record
    assert (again.closed_on, again.clock_runs) == (None, False)
    (shown,) = view.read_all(session, guarded_words=True)
    assert dict(shown.facts)["Opened again"] == "24 November 2026. Another family turned up."
    actions.contain(session, again, "Found again.", session.clock.today())


def test_it_is_not_decided_before_we_knew_of_it(referred: House) -> None:
    session = referred.session
    breach = written(referred, happened_on=date(2026, 11, 1))
    with pytest.raises(InvalidInput, match="the day we knew of it"):
        actions.decide(session, breach, BreachReport.NO_RISK, "Locked.", date(2026, 11, 2))


@pytest.mark.parametrize(("days", "late"), [(10, True), (4, True), (2, False)])
def test_a_decision_after_the_72_hours_stays_marked_as_late(referred: House, days: int, late: bool) -> None:
    session = referred.session
    known = session.clock.now() - timedelta(days=days)
    breach = written(referred, happened_on=known.date() - timedelta(days=1), aware_at=known)
    decided = actions.decide(
        session, breach, BreachReport.REPORTED, "IC-1, found late.", session.clock.today()
    )
    assert actions.decided_late(decided.record) is late
    facts = dict(view.read_all(session, guarded_words=True)[0].facts)
    assert ("Decided after the 72 hours" in facts) is late
    assert not actions.decided_late(breach)


def test_what_went_astray_is_refused_without_a_time_or_whether_it_can_be_read(referred: House) -> None:
    said = actions.Incident(
        "It was lost.", date(2026, 11, 20), "Not known", "Registers", date(2026, 11, 20), "soon", None
    )
    with pytest.raises(InvalidInput) as refused:
        actions.write_incident(referred.session, said)
    assert {one.field for one in refused.value.problems} == {"at", "was_locked"}
