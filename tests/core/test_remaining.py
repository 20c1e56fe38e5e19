from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator_app.core.calendar import BankHolidays, SchoolDays
from coordinator_app.core.counting import Pause
from coordinator_app.core.deadline_types import Proof, ProofKind, Rule
from coordinator_app.core.deadlines import legal_month, policy_target, school_record
from coordinator_app.core.other_deadlines import ico_report, programme_review
from coordinator_app.core.remaining import State, earliest, earliest_text, remaining, remaining_hours

d = date.fromisoformat


@pytest.mark.parametrize(
    ("today", "state", "text", "short"),
    [
        ("2026-11-05", State.ON_TIME, "15 school days left", "15 school days left"),
        ("2026-11-19", State.ON_TIME, "5 school days left", "5 school days left"),
        ("2026-11-20", State.DUE_SOON, "4 school days left", "Due Thursday"),
        ("2026-11-25", State.DUE_SOON, "1 school day left", "Due Thursday"),
        ("2026-11-26", State.DUE_TODAY, "Due today", "Due today"),
        ("2026-11-27", State.OVERDUE, "1 school day overdue", "1 school day overdue"),
        ("2026-12-01", State.OVERDUE, "3 school days overdue", "3 school days overdue"),
    ],
)
def test_a_school_clock_counts_school_days(
    school: SchoolDays, today: str, state: State, text: str, short: str
) -> None:
    deadline = school_record(d("2026-11-05"), school)
    assert deadline.due == d("2026-11-26")
    stands = remaining(deadline, d(today))
    assert (stands.state, stands.text, stands.short) == (state, text, short)
    assert stands.due_text == "due 26 November 2026"


@pytest.mark.parametrize(
    ("today", "text", "left"),
    [
        ("2026-11-20", "12 days left", 12),
        ("2026-11-28", "4 days left", 4),
        ("2026-12-01", "1 day left", 1),
        ("2026-12-05", "3 days overdue", -3),
    ],
)
def test_a_calendar_clock_counts_days(bank: BankHolidays, today: str, text: str, left: int) -> None:
    stands = remaining(policy_target(d("2026-11-17"), bank), d(today))
    assert (stands.text, stands.left) == (text, left)


def test_a_friday_clock_is_overdue_since_friday_until_a_school_day_has_passed(school: SchoolDays) -> None:
    deadline = school_record(d("2025-09-27"), school)
    assert deadline.due == d("2025-10-17")
    stands = remaining(deadline, d("2025-10-20"))
    assert (stands.state, stands.text, stands.left) == (State.OVERDUE, "Was due 17 October", 0)
    assert stands.dated == "Was due 17 October 2025"


def test_overdue_past_the_known_terms_gives_no_invented_count(to_summer_2027: SchoolDays) -> None:
    deadline = programme_review(d("2027-05-26"), to_summer_2027)
    stands = remaining(deadline, d("2027-09-20"))
    assert (stands.text, stands.left) == ("Was due 7 July", None)


def test_due_soon_across_a_holiday_gives_the_date_and_not_the_weekday(school: SchoolDays) -> None:
    deadline = school_record(d("2026-09-30"), school)
    stands = remaining(deadline, d("2026-10-15"))
    assert (stands.text, stands.short) == ("4 school days left", "Due 28 October")


def test_a_clock_that_waits_says_for_what(bank: BankHolidays) -> None:
    waiting = legal_month(d("2026-03-02"), bank, proofs=(Proof(ProofKind.IDENTITY),))
    stands = remaining(waiting, d("2026-03-20"))
    assert (stands.state, stands.text, stands.state.tone) == (
        State.PAUSED,
        "Paused, waiting for identity",
        "pause",
    )
    by_setting = remaining(policy_target(d("2026-03-02"), bank), d("2026-03-20"), paused_for="an answer")
    assert by_setting.text == "Paused, waiting for an answer"


def test_a_finished_clock_says_when(bank: BankHolidays) -> None:
    stands = remaining(legal_month(d("2026-11-02"), bank), d("2026-12-20"), done_on=d("2026-12-01"))
    assert (stands.state, stands.text, stands.share_used) == (State.DONE, "Sent 1 December 2026", 1.0)
    held = remaining(
        legal_month(d("2026-11-02"), bank), d("2026-12-20"), done_on=d("2026-12-01"), done_word="Held"
    )
    assert held.text == "Held 1 December 2026"


@pytest.mark.parametrize(
    ("done", "state", "text"),
    [
        ("2026-12-02", State.DONE, "Sent 2 December 2026"),
        ("2026-12-03", State.LATE, "Sent 1 day after the limit"),
        ("2026-12-06", State.LATE, "Sent 4 days after the limit"),
    ],
)
def test_what_was_sent_late_says_by_how_much_and_is_not_green(
    bank: BankHolidays, done: str, state: State, text: str
) -> None:
    month = legal_month(d("2026-11-02"), bank)
    assert month.due == d("2026-12-02")
    stands = remaining(month, d("2026-12-20"), done_on=d(done))
    assert (stands.state, stands.text, stands.short) == (state, text, text)
    assert stands.state.tone == ("soon" if state is State.LATE else "safe")


def test_each_clock_names_what_was_missed_and_a_review_is_not_called_late(
    bank: BankHolidays, school: SchoolDays
) -> None:
    target = remaining(policy_target(d("2026-11-17"), bank), d("2026-12-20"), done_on=d("2026-12-05"))
    assert target.text == "Sent 3 days after the target"
    record = school_record(d("2025-09-27"), school)  # due on Friday 17 October, the last day before half-term
    sent = {
        day: remaining(record, d("2026-01-01"), done_on=d(day)).text for day in ("2025-10-18", "2025-10-27")
    }
    assert sent == {
        "2025-10-18": "Sent after the day it was due",
        "2025-10-27": "Sent 1 school day after the day it was due",
    }
    review = programme_review(d("2026-09-07"), school)
    held = remaining(review, d("2026-12-01"), done_on=d("2026-11-20"), done_word="Held")
    assert (held.state, held.text) == (State.DONE, "Held 20 November 2026")


def test_an_unknown_date_asks_for_term_dates(to_summer_2027: SchoolDays) -> None:
    stands = remaining(school_record(d("2027-07-05"), to_summer_2027), d("2027-07-06"))
    assert (stands.state, stands.text) == (
        State.UNKNOWN,
        "Not known after 9 July 2027: add term dates",
    )


def test_nobody_is_called_late_between_the_cautious_and_the_legal_date(bank: BankHolidays) -> None:
    month = legal_month(d("2026-03-02"), bank, pauses=(Pause(d("2026-03-04"), d("2026-03-11")),))
    states = [remaining(month, d(f"2026-04-{day:02}")).state for day in (8, 9, 10, 11)]
    assert states == [State.DUE_SOON, State.DUE_TODAY, State.DUE_TODAY, State.OVERDUE]


def test_the_earliest_clock_is_named_in_its_own_unit(
    bank: BankHolidays, school: SchoolDays, to_summer_2027: SchoolDays
) -> None:
    received = d("2026-06-19")
    clocks = [legal_month(received, bank), policy_target(received, bank), school_record(received, school)]
    assert earliest(clocks).rule is Rule.POLICY_TARGET
    assert earliest_text(clocks, received) == "Partnership target: 14 days left, due 3 July 2026"
    assert earliest_text(clocks[2:], received) == "15 school days: 15 school days left, due 10 July 2026"


def test_on_one_day_the_law_is_named_before_the_policy(bank: BankHolidays, school: SchoolDays) -> None:
    received = d("2025-12-25")
    clocks = [school_record(received, school), legal_month(received, bank)]
    assert clocks[0].due == clocks[1].due
    assert earliest(clocks).rule is Rule.LEGAL_MONTH


def test_unknown_clocks_never_win(bank: BankHolidays, to_summer_2027: SchoolDays) -> None:
    unknown = school_record(d("2027-07-05"), to_summer_2027)
    assert earliest([unknown, legal_month(d("2027-07-05"), bank)]).rule is Rule.LEGAL_MONTH
    assert earliest([unknown]) is None
    assert earliest_text([unknown], d("2027-07-05")) == "No date is known yet"


AWARE = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "state", "text"),
    [
        (0, State.DUE_SOON, "72 h left"),
        (24.5, State.DUE_SOON, "47 h left"),
        (59.9, State.DUE_SOON, "12 h left"),
        (60, State.URGENT, "Urgent, 12 h left"),
        (60.1, State.URGENT, "Urgent, 11 h left"),
        (71.5, State.URGENT, "Urgent, under 1 h left"),
        (72, State.URGENT, "Urgent, under 1 h left"),
        (72.1, State.OVERDUE, "Overdue"),
    ],
)
def test_the_breach_clock_counts_hours_and_is_never_green(hours: float, state: State, text: str) -> None:
    stands = remaining_hours(ico_report(AWARE), AWARE + timedelta(hours=hours))
    assert (stands.state, stands.text) == (state, text)
    assert stands.state.tone in {"soon", "over"}
    assert stands.share_used == pytest.approx(min(1.0, hours / 72))


def test_a_reported_breach_is_done_and_a_clock_of_days_is_no_clock_of_hours(bank: BankHolidays) -> None:
    done = remaining_hours(ico_report(AWARE), AWARE, done_on=d("2026-11-17"))
    assert done.text == "Sent 17 November 2026"
    with pytest.raises(ValueError, match="days"):
        remaining_hours(policy_target(d("2026-11-17"), bank), AWARE)


@given(st.integers(-5, 60))
def test_the_bar_fills_from_nothing_to_full_and_never_shrinks(school: SchoolDays, after: int) -> None:
    deadline = school_record(d("2026-09-07"), school)
    day = d("2026-09-07") + timedelta(after)
    share = remaining(deadline, day).share_used
    assert 0.0 <= share <= remaining(deadline, day + timedelta(1)).share_used <= 1.0
    assert share == 1.0 or day < deadline.due
    calendar_clock = remaining(policy_target(d("2026-09-07"), school.bank), day)
    assert 0.0 <= calendar_clock.share_used <= 1.0


def test_a_clock_of_no_length_is_used_up(school: SchoolDays) -> None:
    # pulled back over a holiday to before its own start
    deadline = programme_review(d("2026-10-16"), school, weeks=1)
    assert deadline.due == d("2026-10-16")
    assert remaining(deadline, d("2026-10-16")).share_used == 1.0


@pytest.mark.parametrize(
    ("today", "dated"),
    [
        ("2026-11-20", "12 days left, due 2 December 2026"),
        ("2026-12-02", "Due today, 2 December 2026"),
        ("2026-12-05", "3 days overdue, due 2 December 2026"),
    ],
)
def test_a_chip_with_its_day_never_says_due_twice(bank: BankHolidays, today: str, dated: str) -> None:
    assert remaining(policy_target(d("2026-11-17"), bank), d(today)).dated == dated
