"""A date of a live request that moves says from when to when and why, until somebody has seen it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from coordinator_app.access_requests.actions import intake, moving
from coordinator_app.access_requests.due import due_items
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.moved import Move, differing
from coordinator_app.core.calendar import BankHolidays, bank_holidays_json
from coordinator_app.core.deadline_types import Rule
from coordinator_app.organisations.actions import bank_holidays
from coordinator_app.organisations.model import ExceptionKind, TermException
from tests.vaults import House, new_request


@pytest.fixture
def logged(referred: House) -> tuple[House, AccessRequest]:
    referred.clock.at = datetime(2026, 11, 10, 9, 0)
    request = intake.log_request(
        referred.session, new_request(referred, received_on=date(2026, 11, 9))
    ).record
    return referred, request


def moved(house: House, request: AccessRequest) -> tuple[Move, ...]:
    return moving.moves(house.session, house.session.get(AccessRequest, request.id))


def close_school(house: House, on: date, why: str) -> None:
    with house.session.write() as work:
        work.add(
            TermException(
                term_calendar_id=house.school.term_calendar_id,
                school_id=house.school.id,
                on_day=on,
                kind_of_day=ExceptionKind.CLOSURE,
                title=why,
            )
        )


def test_logging_remembers_the_dates_that_are_first_shown(logged: tuple[House, AccessRequest]) -> None:
    house, request = logged
    told = (request.told_target_on, request.told_school_on, request.told_legal_on)
    assert told == (date(2026, 11, 24), date(2026, 11, 30), date(2026, 12, 9))
    assert moved(house, request) == ()


def test_a_closure_moves_the_school_days_and_says_so_on_today_until_it_is_seen(
    logged: tuple[House, AccessRequest],
) -> None:
    house, request = logged
    close_school(house, date(2026, 11, 19), "burst pipe")
    assert moved(house, request) == (
        Move(
            Rule.SCHOOL_RECORD,
            date(2026, 11, 30),
            date(2026, 12, 1),
            "19 November 2026 does not count (burst pipe).",
        ),
    )
    line = next(one for one in due_items(house.session) if one.key.endswith("-moved"))
    assert line.title == "Request 1, Kit Puddlecombe: a date moved"
    assert line.second_line == (
        "15 school days: from 30 November 2026 to 1 December 2026. 19 November 2026 does not count (burst pipe)."
    )
    moving.got_it(house.session, house.session.get(AccessRequest, request.id))
    assert moved(house, request) == ()
    assert not [one for one in due_items(house.session) if one.key.endswith("-moved")]


def test_of_two_closures_the_one_that_was_written_down_last_is_the_reason(
    logged: tuple[House, AccessRequest],
) -> None:
    house, request = logged
    close_school(house, date(2026, 11, 12), "heating")
    moving.got_it(house.session, house.session.get(AccessRequest, request.id))
    close_school(house, date(2026, 11, 11), "snow")
    assert [one.why for one in moved(house, request)] == ["11 November 2026 does not count (snow)."]
    close_school(house, date(2026, 11, 26), "flood")
    both = moved(house, request)[0]
    assert both.why == "11 November 2026 does not count (snow); 26 November 2026 does not count (flood)."


def test_a_new_bank_holiday_moves_the_month_and_is_named(logged: tuple[House, AccessRequest]) -> None:
    house, request = logged
    bank = bank_holidays(house.session)
    entries = tuple(sorted((*bank.entries, (date(2026, 12, 9), "A day of thanks"))))
    proclaimed = BankHolidays(entries, bank.first_year, bank.last_year)
    with house.session.write() as work:
        work.set_setting("bank_holidays", bank_holidays_json(proclaimed))
    found = {one.rule: one for one in moved(house, request)}
    assert found[Rule.LEGAL_MONTH].now == date(2026, 12, 10)
    assert found[Rule.LEGAL_MONTH].why == "9 December 2026 does not count (bank holiday, A day of thanks)."


def test_what_changes_in_the_request_is_the_reason_too(logged: tuple[House, AccessRequest]) -> None:
    house, request = logged
    session = house.session
    pause = intake.pause(session, request, date(2026, 11, 10), "Which years?").record
    assert moved(house, request) == (), "a clock that stands has not moved"
    house.clock.at = datetime(2026, 11, 16, 9, 0)
    intake.answer(session, pause, date(2026, 11, 16), "All")
    whys = {one.rule: one.why for one in moved(house, request)}
    assert set(whys) == {Rule.POLICY_TARGET, Rule.LEGAL_MONTH}
    assert set(whys.values()) == {
        "The clock stood from 10 November 2026 to 16 November 2026, from your question to the answer."
    }
    now = moving.got_it(session, session.get(AccessRequest, request.id)).record
    now = intake.change_request(
        session, now, extended_on=date(2026, 11, 16), extension_reason="Much of it is on paper"
    ).record
    assert [one.why for one in moved(house, now)] == [
        "You told them on 16 November 2026 that you need longer."
    ]


def test_proof_that_came_is_the_reason(logged: tuple[House, AccessRequest]) -> None:
    house, request = logged
    house.clock.at = datetime(2026, 11, 20, 9, 0)
    now = intake.change_request(house.session, request, identity_asked_on=date(2026, 11, 12)).record
    now = intake.change_request(house.session, now, identity_seen_on=date(2026, 11, 18)).record
    assert [one.why for one in moved(house, now)] == [
        "The month starts on 18 November 2026, when you saw who they are."
    ]
    authority = replace(
        now,
        identity_asked_on=None,
        authority_asked_on=date(2026, 11, 12),
        authority_seen_on=date(2026, 11, 18),
    )
    assert moving.moves(house.session, authority)[0].why.endswith("when you saw their authority.")


def test_proof_that_was_asked_for_late_is_the_reason_where_a_month_had_begun_anew(
    logged: tuple[House, AccessRequest],
) -> None:
    house, request = logged
    house.clock.at = datetime(2026, 11, 25, 9, 0)
    late = intake.change_request(house.session, request, identity_asked_on=date(2026, 11, 19)).record
    late = intake.change_request(house.session, late, identity_seen_on=date(2026, 11, 20)).record
    assert moved(house, late) == ()
    with house.session.write() as work:  # as a version before this rule had shown it
        late = work.change(late, told_legal_on=date(2026, 12, 21))
    assert [(one.now, one.why) for one in moved(house, late)] == [
        (
            date(2026, 12, 9),
            "Proof was asked for more than 7 days after the request arrived, so the month does not start anew with it.",
        )
    ]


def test_terms_that_are_gone_leave_the_date_unknown_and_say_what_to_do(
    logged: tuple[House, AccessRequest],
) -> None:
    house, request = logged
    with house.session.write() as work:
        work.change(house.session.get(type(house.school), house.school.id), term_calendar_id="")
    found = moved(house, request)
    assert (found[0].now, found[0].rule) == (None, Rule.SCHOOL_RECORD)
    assert found[0].why == "Add term dates."
    assert "to a day that is not known" in found[0].words


def test_a_date_whose_reason_is_not_found_says_where_to_look(logged: tuple[House, AccessRequest]) -> None:
    house, request = logged
    odd = replace(request, told_legal_on=date(2026, 12, 3))
    assert moving.moves(house.session, odd)[0].sentence.endswith("the term dates was changed.")
    assert Move(Rule.LEGAL_MONTH, date(2026, 12, 3), date(2026, 12, 9)).sentence.endswith("9 December 2026.")


def test_a_request_of_before_or_a_closed_one_tells_of_no_move(logged: tuple[House, AccessRequest]) -> None:
    house, request = logged
    old = replace(request, told_target_on=None, told_school_on=None, told_legal_on=None)
    assert differing(old, intake.clocks(house.session, old)) == ()
    closed = replace(request, sent_on=date(2026, 11, 10), told_legal_on=date(2026, 12, 3))
    assert moving.moves(house.session, closed) == ()


def test_a_request_logged_before_dates_were_kept_has_them_kept_once_and_tells_of_moves_from_then_on(
    logged: tuple[House, AccessRequest],
) -> None:
    house, request = logged
    with house.session.write() as work:
        work.change(request, told_target_on=None, told_school_on=None, told_legal_on=None)
    moving.upkeep(house.session)
    kept = house.session.get(AccessRequest, request.id)
    assert kept.told_school_on == date(2026, 11, 30)
    moving.upkeep(house.session)
    assert house.session.get(AccessRequest, request.id).version == kept.version, "once is enough"
    close_school(house, date(2026, 11, 19), "burst pipe")
    assert [one.rule for one in moved(house, request)] == [Rule.SCHOOL_RECORD]


def test_more_time_that_a_corrected_day_takes_away_is_named_as_the_reason(
    logged: tuple[House, AccessRequest],
) -> None:
    house, request = logged
    house.clock.at = datetime(2026, 11, 24, 9, 0)
    told = intake.change_request(
        house.session, request, extended_on=date(2026, 11, 24), extension_reason="Three schools"
    ).record
    moving.got_it(house.session, told)
    assert moved(house, request) == ()
    again = house.session.get(AccessRequest, request.id)
    intake.change_request(house.session, again, received_on=date(2026, 10, 20))
    (month,) = [one for one in moved(house, request) if one.rule is Rule.LEGAL_MONTH]
    assert month.why == (
        "You told them on 24 November 2026 that you need longer. As the dates stand now, the month was over by then, "
        "on 20 November 2026, so it gives no more time."
    )
