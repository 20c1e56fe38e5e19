"""The clocks on the screen of a request: what moved, the days that ran and stood, and which of them are law."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from desks import Desk, desk_of, press, texts

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.model import AccessRequest, Channel, RequestSort
from coordinator_app.access_requests.page.reading import read_case
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.access_requests.page.run_bar import days_of
from coordinator_app.organisations.model import ExceptionKind, TermException
from tests.vaults import House, new_request


@pytest.fixture
def desk(consented: House, qtbot: object, tmp_path: Path) -> Desk:
    consented.clock.at = datetime(2026, 11, 18, 9, 0)
    return desk_of(consented, tmp_path)


def logged(desk: Desk, sort: RequestSort | None = None) -> AccessRequest:
    return intake.log_request(desk.house.session, new_request(desk.house, sort=sort)).record


def received(desk: Desk, request: AccessRequest) -> AccessRequestPage:
    return desk.page(AccessRequestPage, request_id=request.id, stage="received")


def test_a_date_that_moved_is_said_on_the_request_until_it_is_seen(desk: Desk) -> None:
    request = logged(desk)
    with desk.house.session.write() as work:
        work.add(
            TermException(
                term_calendar_id=desk.house.school.term_calendar_id,
                on_day=date(2026, 11, 19),
                kind_of_day=ExceptionKind.CLOSURE,
                title="burst pipe",
            )
        )
    page = received(desk, request)
    assert (
        "15 school days: from 30 November 2026 to 1 December 2026. 19 November 2026 does not count"
        in texts(page)
    )
    press(page, "Got it: the dates that moved are seen")
    assert "does not count" not in texts(page)
    assert desk.said.toasts[-1][0] == "The new dates are noted"
    assert desk.house.session.get(AccessRequest, request.id).told_school_on == date(2026, 12, 1)


def test_the_bar_tells_the_days_that_ran_and_stood_in_words_too(desk: Desk) -> None:
    request = logged(desk)
    assert days_of(read_case(desk.house.session, request.id)) is None
    pause = intake.pause(desk.house.session, request, date(2026, 11, 12), "Which years?").record
    waiting = days_of(read_case(desk.house.session, request.id))
    assert waiting is not None
    assert waiting.words == "3 days ran, 7 stood still so far. How many are left is known with the answer."
    intake.answer(desk.house.session, pause, date(2026, 11, 16), "All")
    answered = days_of(read_case(desk.house.session, request.id))
    assert answered is not None
    assert answered.words == "5 days ran, 5 stood still, 26 are left."
    assert answered.words in texts(received(desk, request))


def test_proof_that_is_waited_for_stands_in_the_bar(desk: Desk) -> None:
    request = logged(desk)
    intake.change_request(desk.house.session, request, identity_asked_on=date(2026, 11, 10))
    days = days_of(read_case(desk.house.session, request.id))
    assert days is not None
    assert days.kinds == ("ran",) + ("stood",) * 9


def test_days_after_proof_was_asked_for_late_do_not_stand_in_the_bar(desk: Desk) -> None:
    request = logged(desk)
    intake.change_request(desk.house.session, request, identity_asked_on=date(2026, 11, 17))
    assert days_of(read_case(desk.house.session, request.id)) is None, "the clock never stood"


def test_of_what_was_asked_by_telephone_the_school_days_are_not_called_law(desk: Desk) -> None:
    asked = new_request(desk.house, sort=RequestSort.BOTH, school_id=desk.house.school.id)
    said = texts(received(desk, intake.log_request(desk.house.session, asked).record))
    assert "where they ask in writing; this was asked by telephone or in person" in said
    assert "Law: a parent's right to the school's record" not in said


@pytest.mark.parametrize(
    ("sort", "says", "never"),
    [
        (RequestSort.EDUCATIONAL_RECORD, "Two dates", "Legal month"),
        (RequestSort.FREEDOM_OF_INFORMATION, "One date", "Partnership target"),
        (RequestSort.SUBJECT_ACCESS, "They did not ask for the educational record.", "Nothing stops it."),
        (RequestSort.BOTH, "Nothing stops it.", "They did not ask"),
    ],
)
def test_each_sort_shows_its_clocks_and_says_which_are_law(
    desk: Desk, sort: RequestSort, says: str, never: str
) -> None:
    about = {"pupil_id": ""} if sort is RequestSort.FREEDOM_OF_INFORMATION else {}
    asked = new_request(
        desk.house, sort=sort, school_id=desk.house.school.id, channel=Channel.LETTER, **about
    )
    request = intake.log_request(desk.house.session, asked).record
    page = received(desk, request)
    said = texts(page)
    assert says in said
    assert never not in said


def test_the_ledger_of_pauses_says_why_it_was_asked_and_how_the_answer_came(desk: Desk) -> None:
    request = logged(desk)
    pause = intake.pause(
        desk.house.session, request, date(2026, 11, 12), "Which years?", "We hold a lot."
    ).record
    said = texts(received(desk, request))
    assert "Why: We hold a lot. Asked 12 November 2026. Typed in on " in said
    assert "Waiting for the answer." in said
    intake.answer(desk.house.session, pause, date(2026, 11, 16), "All", how=Channel.TELEPHONE)
    assert "Answered 16 November 2026, telephone. They said: All" in texts(received(desk, request))
