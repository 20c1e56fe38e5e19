"""Once a letter told them how it ends, or it is closed, no date of a request counts on: Today, dates, header, figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from coordinator_app.access_requests import dates, due, figures, standing
from coordinator_app.access_requests.actions import gather, intake
from coordinator_app.access_requests.actions.closing import close_request, told_in_full
from coordinator_app.access_requests.actions.letters import keep_letter, letter_order, letter_sent
from coordinator_app.access_requests.letter_kinds import LetterWords, Refusal
from coordinator_app.access_requests.model import AccessRequest, ClosedAs, LetterKind
from coordinator_app.access_requests.page.clock_words import (
    chip_words,
    clock_lines,
    history_words,
    late_words,
)
from coordinator_app.access_requests.page.reading import read_case
from coordinator_app.access_requests.page.run_bar import days_of
from coordinator_app.core.print_order import Printed
from coordinator_app.core.remaining import State
from coordinator_app.hooks import RailCount
from coordinator_app.today.model import Who
from tests.vaults import House, new_request, ready_request

ARRIVED, TODAY, LONG_AFTER = date(2026, 11, 9), date(2026, 11, 24), datetime(2027, 2, 1, 9, 0)
PAGE = Printed(pdf=b"%PDF-1.7", pages=1, digest="d", version=1)


def refused(house: House, request: AccessRequest, part: str = "") -> None:
    session, words = house.session, LetterWords(part=part, ground=Refusal.UNTOLD)
    order = letter_order(session, request, LetterKind.REFUSAL, practice=True, words=words)
    kept = keep_letter(session, request, LetterKind.REFUSAL, order, PAGE, words).record
    letter_sent(session, kept, session.clock.today())


def now(house: House, request: AccessRequest) -> AccessRequest:
    return house.session.get(AccessRequest, request.id)


def closed(house: House, request: AccessRequest, how: ClosedAs) -> AccessRequest:
    on = house.session.clock.today()
    return close_request(house.session, now(house, request), how, "She rang", on).record


def waits(house: House, request: AccessRequest) -> None:
    """A question, the school and a proof are all still open."""
    session = house.session
    intake.pause(session, request, date(2026, 11, 10), "Which years?")
    intake.change_request(session, now(house, request), authority_asked_on=date(2026, 11, 10))


def counted(house: House) -> list[str]:
    """What of Today counts or waits."""
    lines = due.due_items(house.session)
    return [one.key for one in lines if one.tone in {"over", "pause"} or one.due is not None]


def test_a_letter_that_refuses_all_of_it_ends_the_dates_and_asks_to_close_it(consented: House) -> None:
    session = consented.session
    request = intake.log_request(session, new_request(consented)).record
    refused(consented, request)
    consented.clock.at = LONG_AFTER
    assert told_in_full(session, request) == TODAY
    assert counted(consented) == []
    (line,) = due.due_items(session)
    assert (line.who, line.clock, line.tone) == (Who.YOU, None, "soon"), (
        "nothing runs, and something is left to do"
    )
    assert line.second_line == "Told 24 November 2026, by letter, how it ends. Close the request."
    assert dates.read_dates(session).dates == ()
    assert due.rail_count(session) == RailCount(1, 0)
    (one,) = standing.standings(session)
    assert one.second_line == (
        "Request 1, Marigold Puddlecombe. Next: close it, for the letter has told them how it ends."
    )
    case = read_case(session, request.id)
    assert chip_words(case) == ("soon", "They were told on 24 November 2026. Close it")
    assert {line.remains.state for line in clock_lines(case)} == {State.DONE}
    assert "Legal limit" not in history_words(case)


def test_planted_fault_without_the_letter_the_dates_count(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = intake.log_request(consented.session, new_request(consented)).record
    refused(consented, request)
    consented.clock.at = LONG_AFTER
    monkeypatch.setattr(standing, "told_in_full", lambda *_: None)
    assert counted(consented)


def test_a_letter_that_refuses_a_part_ends_no_date(consented: House) -> None:
    request = intake.log_request(consented.session, new_request(consented)).record
    refused(consented, request, part="The note of 3 May")
    consented.clock.at = LONG_AFTER
    assert counted(consented)
    assert dates.read_dates(consented.session).dates


def test_what_is_gathered_after_the_letter_goes_on_with_its_dates(consented: House) -> None:
    request = ready_request(consented)
    refused(consented, request)
    consented.clock.at = datetime(2026, 11, 26, 9, 0)
    gather.gather(consented.session, now(consented, request))
    assert told_in_full(consented.session, now(consented, request)) is None
    assert counted(consented)


def test_what_is_gathered_on_the_very_day_goes_on_where_it_came_after_the_letter(consented: House) -> None:
    """Somebody thinks better of a refusal within the hour: Today told them to close it, and no clock ran."""
    request = ready_request(consented)
    gather.gather(consented.session, now(consented, request))
    consented.clock.at += timedelta(minutes=5)
    refused(consented, request)
    assert told_in_full(consented.session, now(consented, request)) == TODAY
    consented.clock.at += timedelta(minutes=5)
    gather.gather(consented.session, now(consented, request))
    assert told_in_full(consented.session, now(consented, request)) is None
    assert counted(consented)


@pytest.mark.parametrize("how", [ClosedAs.WITHDRAWN, ClosedAs.REFUSED])
def test_a_closed_request_counts_nowhere_whatever_was_still_open(consented: House, how: ClosedAs) -> None:
    session = consented.session
    request = intake.log_request(session, new_request(consented)).record
    waits(consented, request)
    if how is ClosedAs.REFUSED:
        refused(consented, request)
    closed(consented, request, how)
    consented.clock.at = LONG_AFTER
    assert due.due_items(session) == []
    assert dates.read_dates(session).dates == ()
    assert due.rail_count(session) is None
    case = read_case(session, request.id)
    assert "since" not in history_words(case)
    assert "waits" not in history_words(case)
    assert {line.remains.state for line in clock_lines(case)} == {State.DONE}
    assert all("stands until" not in line.more for line in clock_lines(case))
    days = days_of(case)
    assert days is not None
    assert days.words == "1 day ran, 15 stood still. Then it ended."


def test_a_refusal_after_the_limit_is_said_to_be_late_and_a_withdrawal_never(consented: House) -> None:
    session = consented.session
    consented.clock.at = LONG_AFTER
    one, two = (
        intake.log_request(session, new_request(consented, requester=name)).record
        for name in ("M. P.", "O. P.")
    )
    refused(consented, one)
    closed(consented, one, ClosedAs.REFUSED)
    late = late_words(read_case(session, one.id))
    assert late.startswith("Told ")
    assert "after the legal limit" in late
    assert chip_words(read_case(session, one.id))[0] == "soon"
    closed(consented, two, ClosedAs.WITHDRAWN)
    case = read_case(session, two.id)
    assert late_words(case) == ""
    assert {line.remains.text for line in clock_lines(case)} == {"Closed 1 February 2027"}


def ended(house: House, how: ClosedAs, on: date, number: int) -> None:
    asked: Any = new_request(house, received_on=ARRIVED)
    with house.session.write() as work:
        kept = work.add(
            replace(
                asked,
                request_number=number,
                typed_on=ARRIVED,
                closed_on=on,
                closed_as=how,
                closed_because="So it is",
            )
        )
    if how is ClosedAs.REFUSED:
        house.clock.at = datetime.combine(on, datetime.min.time()).replace(hour=9)
        with house.session.write() as work:
            kept = work.change(kept, closed_on=None, closed_as=None)
        refused(house, kept)
        with house.session.write() as work:
            work.change(kept, closed_on=on, closed_as=how)


def test_the_figures_count_those_told_by_letter_within_the_time_and_owe_a_withdrawal_none(
    consented: House,
) -> None:
    for number in range(5):
        ended(consented, ClosedAs.REFUSED, date(2026, 11, 30), number)
    for number in range(5):
        ended(consented, ClosedAs.REFUSED, date(2027, 2, 1), 10 + number)
    for number in range(6):
        ended(consented, ClosedAs.WITHDRAWN, date(2027, 2, 1), 20 + number)
    (year,) = figures.read(consented.session)
    found = dict(year.figures)
    assert found["Ended otherwise"] == "16"
    assert found["Told otherwise within the time of the law"] == "5 of 10"


def test_a_few_that_were_told_are_hidden(consented: House) -> None:
    for number in range(8):
        ended(consented, ClosedAs.WITHDRAWN, date(2026, 11, 30), number)
    ended(consented, ClosedAs.REFUSED, date(2026, 11, 30), 20)
    (year,) = figures.read(consented.session)
    assert dict(year.figures)["Told otherwise within the time of the law"] == figures.HIDDEN
