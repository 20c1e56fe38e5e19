"""How a pack went is recorded whole; one that went in error starts a breach with what was in it, naming nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import papers
import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests.actions import sending
from coordinator_app.access_requests.actions.mishaps import Answered
from coordinator_app.access_requests.actions.moving import upkeep
from coordinator_app.access_requests.actions.sent_in_error import Error, read_time, sent_in_error
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.page.sent_boxes import SentInErrorBox
from coordinator_app.breaches.due import due_items
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.sharing.model import DeliveryMethod
from tests.vaults import House

BUILT = papers.BUILT
NO, YES = Answered(has_it=False), Answered(True, date(2026, 11, 24))


@pytest.fixture
def case(consented: House) -> papers.Case:
    return papers.decided_case(consented)


def ready(case: papers.Case) -> Pack:
    kept = case.keep(BUILT)
    case.settle(kept)
    case.approve()
    return kept


def sent(case: papers.Case) -> Pack:
    kept, today = ready(case), case.house.session.clock.today()
    way = sending.Delivery(
        DeliveryMethod.RECORDED_DELIVERY, today, "4 Weir Cottages", "RD 12", "By telephone"
    )
    sending.record_sent(case.house.session, case.now, kept, way.method, today, way)
    return case.house.session.get(Pack, kept.id)


def test_a_pack_cannot_have_been_sent_before_it_was_built(case: papers.Case) -> None:
    session, kept = case.house.session, ready(case)
    yesterday = session.clock.today() - timedelta(days=1)
    with pytest.raises(InvalidInput) as told:
        sending.record_sent(session, case.now, kept, DeliveryMethod.IN_PERSON, yesterday)
    assert [one.field for one in told.value.problems] == ["sent_on"]
    assert case.now.sent_on is None


@pytest.mark.parametrize(
    ("method", "told"),
    [(DeliveryMethod.SECURE_EMAIL, "In the same email"), (DeliveryMethod.POST, "By post, with it")],
)
def test_the_password_goes_another_way_than_the_pack(
    case: papers.Case, method: DeliveryMethod, told: str
) -> None:
    session, kept, today = case.house.session, ready(case), case.house.session.clock.today()
    with pytest.raises(InvalidInput) as problem:
        sending.record_sent(
            session, case.now, kept, method, today, sending.Delivery(method, today, password_told=told)
        )
    assert [one.field for one in problem.value.problems] == ["password_told"]


def test_where_it_went_its_reference_and_its_arrival_are_kept(case: papers.Case) -> None:
    session = case.house.session
    with pytest.raises(GateShut):
        sending.record_arrived(session, case.now, session.clock.today())
    sent(case)
    now = case.now
    assert (now.sent_to, now.delivery_reference, now.password_told) == (
        "4 Weir Cottages",
        "RD 12",
        "By telephone",
    )
    with pytest.raises(InvalidInput):
        sending.record_arrived(session, now, session.clock.today() + timedelta(days=1))
    assert (
        sending.record_arrived(session, now, session.clock.today()).record.arrived_on == session.clock.today()
    )


def error(on: date | None, at: str = "9am") -> Error:
    return Error("It went to an old address.", "Not known", on, at, password_told=False)


def test_sent_in_error_starts_a_breach_with_counts_and_kinds_and_no_names(case: papers.Case) -> None:
    session = case.house.session
    kept = sent(case)
    breach = sent_in_error(session, case.now, kept, error(session.clock.today(), "00:01"), YES).record
    assert breach.what_was_in_it.startswith("A pack of 3 pages with ")
    assert "chronology entr" in breach.what_was_in_it.lower() or "entries" in breach.what_was_in_it
    assert breach.is_guarded is kept.is_guarded
    assert breach.was_locked
    whole = " ".join(str(value) for value in (breach.what_was_in_it, breach.what_happened))
    assert not {"Kit", "Otis", "Bramblewick"} & set(whole.replace(".", " ").split())
    assert "Decide whether the ICO has to be told." in due_items(session)[0].second_line


def test_a_pack_that_was_not_sent_and_a_time_that_is_none_start_no_breach(case: papers.Case) -> None:
    session, kept = case.house.session, ready(case)
    with pytest.raises(GateShut):
        sent_in_error(session, case.now, kept, error(session.clock.today()), NO)
    gone = replace(kept, sent_on=session.clock.today())
    for problem in (error(session.clock.today(), "soon"), error(None)):
        with pytest.raises(InvalidInput):
            sent_in_error(session, case.now, gone, problem, NO)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:30", time(14, 30)),
        ("2pm", time(14)),
        ("9.15 am", time(9, 15)),
        ("12 am", time(0)),
        ("12pm", time(12)),
    ],
)
def test_times_are_read_as_they_are_typed(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "14", "25:00", "13pm", "9:61", "noon"])
def test_what_is_no_time_is_not_guessed(typed: str) -> None:
    assert read_time(typed) is None


def test_a_pack_whose_mark_was_cut_off_is_sent_all_the_same_and_is_marked_at_the_next_unlock(
    case: papers.Case,
) -> None:
    """The ledger says that it went: nothing may refuse the breach, whose hours run."""
    session, kept = case.house.session, ready(case)
    today = session.clock.today()
    with session.write() as work:
        work.change(case.now, sent_on=today)
    error = Error("It went next door", "A neighbour", today, "00:01", password_told=False)
    assert session.get(Pack, kept.id).sent_on is None
    saved = sent_in_error(session, case.now, kept, error, NO)
    assert saved.record.happened_on == today
    session.undo(saved.change_id)
    upkeep(session)
    assert session.get(Pack, kept.id).sent_on == today


def test_upkeep_marks_no_pack_that_was_not_sent(case: papers.Case) -> None:
    kept = ready(case)
    upkeep(case.house.session)
    assert case.house.session.get(Pack, kept.id).sent_on is None


def test_whether_they_can_read_it_has_to_be_said(case: papers.Case) -> None:
    session, kept = case.house.session, sent(case)
    unsaid = replace(error(session.clock.today(), "00:01"), password_told=None)
    with pytest.raises(InvalidInput) as told:
        sent_in_error(session, case.now, kept, unsaid, NO)
    assert [one.field for one in told.value.problems] == ["password_told"]


def test_what_was_handed_over_on_paper_was_never_locked(case: papers.Case) -> None:
    session, kept = case.house.session, sent(case)
    with session.write() as work:
        work.change(case.now, sent_by=DeliveryMethod.IN_PERSON)
    said = error(session.clock.today(), "00:01")
    with pytest.raises(InvalidInput, match="no lock"):
        sent_in_error(session, case.now, kept, said, NO)
    breach = sent_in_error(session, case.now, kept, replace(said, password_told=True), NO).record
    assert not breach.was_locked


def test_the_box_leaves_the_question_open_until_it_is_answered(qtbot: QtBot, case: papers.Case) -> None:
    box = SentInErrorBox(case.house.session.clock)
    qtbot.addWidget(box)
    assert box.error().password_told is None
    for answer in (False, True):
        box.form.set_values({"password_told": answer})
        assert box.error().password_told is answer
