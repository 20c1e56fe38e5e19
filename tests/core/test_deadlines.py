from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator_app.core import counting
from coordinator_app.core.calendar import BankHolidays, DayOff, SchoolDays, TermCalendar, is_working_day
from coordinator_app.core.counting import Pause
from coordinator_app.core.deadline_types import Proof, ProofKind, Rule, TargetRule, Unit
from coordinator_app.core.deadlines import (
    chase,
    information_request,
    legal_month,
    policy_target,
    school_record,
)

d = date.fromisoformat
RECEIVED = st.dates(date(2020, 2, 1), date(2035, 6, 1))
IN_TERMS = st.dates(date(2025, 8, 27), date(2027, 8, 1))

A = """2025-09-03 2025-10-03 2025-10-03 2025-12-03
2026-01-01 2026-02-01 2026-02-02 2026-04-01
2024-11-25 2024-12-25 2024-12-27 2025-02-25
2024-01-31 2024-02-29 2024-02-29 2024-04-30
2026-01-29 2026-02-28 2026-03-02 2026-04-29
2026-03-31 2026-04-30 2026-04-30 2026-06-30
2025-11-25 2025-12-25 2025-12-29 2026-02-25
2026-11-25 2026-12-25 2026-12-29 2027-02-25
2026-12-01 2027-01-01 2027-01-04 2027-03-01
2026-03-03 2026-04-03 2026-04-07 2026-06-03
2026-02-28 2026-03-28 2026-03-30 2026-05-28
2026-07-31 2026-08-31 2026-09-01 2026-11-02"""


@pytest.mark.parametrize("vector", A.splitlines())
def test_the_legal_month_ends_where_the_reference_says(bank: BankHolidays, vector: str) -> None:
    start, unrolled, due, extended = map(d, vector.split())
    month = legal_month(start, bank)
    assert (month.unrolled, month.due, month.work_to) == (unrolled, due, due)
    assert legal_month(start, bank, extended_on=start).due == extended
    assert month.steps[-1].text.endswith(": due")


B = """2025-09-01 2025-09-22 2025-10-01
2025-09-27 2025-10-17 2025-10-27
2025-10-22 2025-11-14 2025-11-24
2025-11-14 2025-12-08 2025-12-15
2025-12-19 2026-01-26 2026-01-19
2025-12-25 2026-01-26 2026-01-26
2026-03-20 2026-04-24 2026-04-20
2026-04-20 2026-05-12 2026-05-20
2026-06-19 2026-07-10 2026-07-20
2026-07-20 2026-09-15 2026-08-20
2026-12-11 2027-01-18 2027-01-11"""


@pytest.mark.parametrize("vector", B.splitlines())
def test_fifteen_school_days_end_where_the_reference_says(
    bank: BankHolidays, school: SchoolDays, vector: str
) -> None:
    received, due, month = map(d, vector.split())
    record = school_record(received, school)
    assert record.due == due
    assert sum(step.counted for step in record.steps) == 15
    assert legal_month(received, bank).due == month


C = """2025-09-01 2025-09-16 2025-09-16
2025-10-17 2025-11-01 2025-10-31
2025-12-19 2026-01-03 2026-01-02
2026-02-13 2026-02-28 2026-02-27
2026-04-20 2026-05-05 2026-05-05
2026-07-10 2026-07-25 2026-07-24
2026-08-16 2026-08-31 2026-08-28
2026-12-11 2026-12-26 2026-12-24
2024-02-14 2024-02-29 2024-02-29
2028-02-14 2028-02-29 2028-02-29"""


@pytest.mark.parametrize("vector", C.splitlines())
def test_the_target_of_fifteen_calendar_days_is_pulled_back(bank: BankHolidays, vector: str) -> None:
    received, literal, act_by = map(d, vector.split())
    target = policy_target(received, bank)
    assert (target.unrolled, target.due) == (literal, act_by)


D = """2026-03-02 2026-03-04 2026-03-11 8 2026-04-10 2026-04-09
2026-09-14 2026-09-16 2026-09-16 1 2026-10-15 2026-10-14"""


@pytest.mark.parametrize("vector", D.splitlines())
def test_a_clarification_adds_its_days_and_shows_the_cautious_date(bank: BankHolidays, vector: str) -> None:
    received, asked, answered, days, due, cautious = vector.split()
    pause = Pause(d(asked), d(answered))
    month = legal_month(d(received), bank, pauses=(pause,))
    assert (month.due, month.work_to) == (d(due), d(cautious))
    assert any(f"paused for {days} day" in step.text for step in month.steps)
    assert any("work to this" in step.text for step in month.steps)


def test_identity_moves_the_start_and_leaves_the_other_clocks(bank: BankHolidays, school: SchoolDays) -> None:
    proofs = (Proof(ProofKind.IDENTITY, d("2026-03-09")), Proof(ProofKind.AUTHORITY, d("2026-03-05")))
    moved = legal_month(d("2026-03-02"), bank, proofs=proofs)
    assert moved.started == d("2026-03-09")
    assert moved.due == legal_month(d("2026-03-09"), bank).due
    assert "the last proof arrived" in moved.steps[0].text


def test_proof_that_came_before_the_request_does_not_move_the_start_back(bank: BankHolidays) -> None:
    month = legal_month(d("2026-03-02"), bank, proofs=(Proof(ProofKind.FEE, d("2026-03-01")),))
    assert month.started == d("2026-03-02")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ProofKind.IDENTITY, "identity"),
        (ProofKind.AUTHORITY, "proof of authority"),
        (ProofKind.FEE, "the fee"),
    ],
)
def test_while_proof_is_awaited_there_is_no_date(bank: BankHolidays, kind: ProofKind, words: str) -> None:
    month = legal_month(d("2026-03-02"), bank, proofs=(Proof(kind),))
    assert (month.due, month.waiting, month.why_unknown) == (None, words, f"waiting for {words}")


def test_an_open_clarification_stops_the_month_but_not_the_school_days(
    bank: BankHolidays, school: SchoolDays
) -> None:
    open_pause = (Pause(d("2026-03-04")),)
    assert legal_month(d("2026-03-02"), bank, pauses=open_pause).waiting == "an answer to our question"
    assert policy_target(d("2026-03-02"), bank, pauses=open_pause).due == d("2026-03-17")
    stopped = policy_target(d("2026-03-02"), bank, pauses=open_pause, pauses_stop=True)
    assert (stopped.due, stopped.waiting) == (None, "an answer to our question")
    assert school_record(d("2026-03-02"), school).due == d("2026-03-23")


def test_identity_and_clarification_never_count_a_day_twice(bank: BankHolidays) -> None:
    month = legal_month(
        d("2026-03-02"),
        bank,
        proofs=(Proof(ProofKind.IDENTITY, d("2026-03-09")),),
        pauses=(Pause(d("2026-03-04"), d("2026-03-11")), Pause(d("2026-03-03"), d("2026-03-05"))),
    )
    # 9 April plus the three days 9 to 11 March that lie after the start
    assert month.unrolled == d("2026-04-12")


def test_overlapping_and_touching_pauses_are_joined(bank: BankHolidays) -> None:
    pauses = (
        Pause(d("2026-03-10"), d("2026-03-12")),
        Pause(d("2026-03-04"), d("2026-03-08")),
        Pause(d("2026-03-05"), d("2026-03-06")),
        Pause(d("2026-03-09"), d("2026-03-09")),
        Pause(d("2026-03-20"), d("2026-03-20")),
    )
    runs = counting.paused_runs(pauses, d("2026-03-02"))
    assert [(run.first, run.last, run.days) for run in runs] == [
        (d("2026-03-04"), d("2026-03-12"), 9),
        (d("2026-03-20"), d("2026-03-20"), 1),
    ]
    assert [run.questions for run in runs] == [3, 1]


def test_the_cautious_date_takes_a_day_for_each_question_though_they_follow_at_once(
    bank: BankHolidays,
) -> None:
    one_after_the_other = (Pause(d("2026-03-02"), d("2026-03-05")), Pause(d("2026-03-06"), d("2026-03-10")))
    month = legal_month(d("2026-03-01"), bank, pauses=one_after_the_other)
    assert (month.unrolled, month.work_to) == (d("2026-04-10"), d("2026-04-08"))
    within = (Pause(d("2026-03-02"), d("2026-03-10")), Pause(d("2026-03-06"), d("2026-03-08")))
    assert legal_month(d("2026-03-01"), bank, pauses=within).work_to == d("2026-04-09")


def test_an_extension_counts_from_the_start_and_only_with_a_notice_in_time(bank: BankHolidays) -> None:
    start = d("2026-03-03")
    in_time = legal_month(start, bank, extended_on=d("2026-04-07"))
    late = legal_month(start, bank, extended_on=d("2026-04-08"))
    assert (in_time.due, late.due) == (d("2026-06-03"), d("2026-04-07"))
    assert "extended" in in_time.source
    assert "3 months after 3 March 2026" in in_time.steps[1].text


def test_the_target_in_school_days_is_a_setting(bank: BankHolidays, school: SchoolDays) -> None:
    target = policy_target(d("2025-11-14"), bank, rule=TargetRule.SCHOOL_15, school=school)
    assert (target.rule, target.due, target.unit) == (Rule.POLICY_TARGET, d("2025-12-08"), Unit.SCHOOL_DAYS)
    with pytest.raises(ValueError, match="calendar"):
        policy_target(d("2025-11-14"), bank, rule=TargetRule.SCHOOL_15)


def test_a_pause_stops_the_target_only_by_setting(bank: BankHolidays, school: SchoolDays) -> None:
    pauses = (Pause(d("2025-11-18"), d("2025-11-20")),)
    assert policy_target(d("2025-11-17"), bank, pauses=pauses).due == d("2025-12-02")
    assert policy_target(d("2025-11-17"), bank, pauses=pauses, pauses_stop=True).due == d("2025-12-05")
    by_school = policy_target(
        d("2025-11-14"), bank, rule=TargetRule.SCHOOL_15, school=school, pauses=pauses, pauses_stop=True
    )
    assert by_school.due == d("2025-12-11")
    assert any(step.text == "Tuesday 18 November 2025: paused, not counted" for step in by_school.steps)


def test_every_day_of_the_count_says_why_it_counts_or_not(school: SchoolDays) -> None:
    texts = [step.text for step in school_record(d("2026-04-20"), school).steps]
    assert texts[0] == "Monday 20 April 2026: the request arrived, day 0"
    assert "Tuesday 21 April 2026: school day 1" in texts
    assert "Saturday 25 April 2026: weekend, not counted" in texts
    assert "Monday 4 May 2026: bank holiday (Early May), not counted" in texts
    assert texts[-1] == "Tuesday 12 May 2026: due"


def test_past_the_last_known_term_date_nothing_is_guessed(to_summer_2027: SchoolDays) -> None:
    record = school_record(d("2027-07-05"), to_summer_2027)
    assert record.due is None
    assert record.why_unknown == "not known after 9 July 2027: add term dates"
    assert record.steps[-1].text == "Friday 9 July 2027: school day 4"


def test_outside_the_table_of_bank_holidays_nothing_is_guessed(bank: BankHolidays) -> None:
    assert legal_month(d("2035-12-10"), bank).why_unknown == "not known after 2035: add bank holidays"
    assert legal_month(d("2019-06-10"), bank).why_unknown == "not known before 2020: add bank holidays"
    assert legal_month(d("2035-12-10"), bank, extended_on=d("2035-12-11")).due is None


def test_the_source_says_whether_the_regulations_bind_the_school(school: SchoolDays) -> None:
    assert "regulation 5" in school_record(d("2026-03-02"), school).source
    assert "do not bind" in school_record(d("2026-03-02"), school, bound=False).source


def test_a_silent_requester_is_reminded_and_then_told_of_closing() -> None:
    dates = chase(d("2026-01-31"))
    assert (dates.remind_on, dates.propose_close_on) == (d("2026-02-14"), d("2026-02-28"))


# --- properties, each of a rule that truly has it (decision 3) ---


@given(RECEIVED)
def test_the_legal_month_ends_on_a_working_day_and_never_early(bank: BankHolidays, received: date) -> None:
    month = legal_month(received, bank)
    assert is_working_day(month.due, bank)
    assert month.unrolled <= month.due <= month.unrolled + timedelta(5)
    assert legal_month(received, bank, extended_on=received).due > month.due


@given(RECEIVED, st.integers(0, 28), st.integers(0, 60))
def test_a_pause_lengthens_the_unrolled_month_by_its_days(
    bank: BankHolidays, received: date, wait: int, length: int
) -> None:
    asked = received + timedelta(wait)
    plain = legal_month(received, bank)
    paused = legal_month(received, bank, pauses=(Pause(asked, asked + timedelta(length)),))
    assert paused.unrolled == plain.unrolled + timedelta(length + 1)
    assert plain.due <= paused.work_to <= paused.due
    assert is_working_day(paused.work_to, bank)


@given(RECEIVED, RECEIVED)
def test_a_later_request_is_never_due_earlier(bank: BankHolidays, one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert legal_month(first, bank).due <= legal_month(second, bank).due
    assert policy_target(first, bank).due <= policy_target(second, bank).due


@given(RECEIVED)
def test_the_target_is_a_working_day_on_or_before_the_literal_one(bank: BankHolidays, received: date) -> None:
    target = policy_target(received, bank)
    assert is_working_day(target.due, bank)
    assert target.due <= target.unrolled == received + timedelta(15)


@given(IN_TERMS)
def test_a_school_clock_ends_on_a_school_day(school: SchoolDays, received: date) -> None:
    due = school_record(received, school).due
    assert school.counts(due)


@given(IN_TERMS, IN_TERMS)
def test_a_closure_never_makes_a_school_clock_earlier(
    school: SchoolDays, received: date, closed: date
) -> None:
    with_closure = SchoolDays(school.terms.with_closures([DayOff(closed, "snow")]), school.bank)
    assert school_record(received, with_closure).due >= school_record(received, school).due


# --- a fault planted in the count is caught by the vectors ---


def test_a_count_that_takes_bank_holidays_for_school_days_is_caught(
    school: SchoolDays, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordinator_app.core.calendar.why_not_working_day", lambda _day, _bank: None)
    assert school_record(d("2026-04-20"), school).due != d("2026-05-12")


def test_freedom_of_information_ends_after_twenty_school_days_or_sixty_working_days(
    bank: BankHolidays, school: SchoolDays
) -> None:
    plain = information_request(d("2025-09-01"), school)
    assert (plain.rule, plain.due) == (Rule.INFORMATION, d("2025-09-29"))
    assert sum(step.counted for step in plain.steps) == 20
    # asked as the summer begins: 60 working days are still later than 20 school days of the autumn
    assert information_request(d("2026-07-10"), school).due == d("2026-09-22")
    assert plain.source.startswith("Freedom of Information Act 2000, section 10")


def test_sixty_working_days_end_it_where_the_school_is_closed_for_long(
    bank: BankHolidays, school: SchoolDays
) -> None:
    shut = [DayOff(day, "flood") for day in _days(d("2025-09-08"), d("2025-12-19"))]
    closed = SchoolDays(school.terms.with_closures(shut), bank)
    found = information_request(d("2025-09-01"), closed)
    assert found.due == d("2025-11-24")
    assert "60 working days after 1 September 2025, which comes first" in found.steps[-2].text
    assert all(step.day <= d("2025-11-24") for step in found.steps)


def test_an_unknown_term_leaves_freedom_of_information_without_a_date_unless_sixty_days_end_sooner(
    bank: BankHolidays, school: SchoolDays
) -> None:
    unknown = information_request(d("2027-10-01"), school)
    assert unknown.due is None
    assert "add term dates" in unknown.why_unknown
    shut = [DayOff(day, "flood") for day in _days(d("2027-04-13"), d("2027-10-15"))]
    known = information_request(d("2027-04-12"), SchoolDays(school.terms.with_closures(shut), bank))
    assert known.due == d("2027-07-07")
    assert information_request(d("2035-12-20"), school).due is None


def test_where_no_school_is_named_freedom_of_information_has_a_date_and_never_one_too_late(
    bank: BankHolidays, school: SchoolDays
) -> None:
    nowhere = SchoolDays(TermCalendar("No term dates"), bank)
    assert information_request(d("2025-09-01"), nowhere).due is None
    found = information_request(d("2025-09-01"), nowhere, is_named=False)
    assert found.due == d("2025-09-29") <= information_request(d("2025-09-01"), school).due
    assert "no school is named" in found.steps[-2].text
    assert found.school is None


def test_a_question_asked_when_the_time_was_over_revives_nothing(
    bank: BankHolidays, school: SchoolDays
) -> None:
    received, due = d("2026-09-01"), legal_month(d("2026-09-01"), bank).due
    for late in (Pause(due + timedelta(1)), Pause(due + timedelta(1), due + timedelta(40))):
        month = legal_month(received, bank, pauses=(late,))
        assert (month.due, month.waiting) == (due, "")
        target = policy_target(received, bank, pauses=(late,), pauses_stop=True)
        assert target == policy_target(received, bank)
    assert legal_month(received, bank, pauses=(Pause(due),)).due is None, "on the last day it may be asked"
    asked = Pause(d("2026-11-02"), d("2026-11-20"))
    information = information_request(received, school, pauses=(asked,))
    assert information.due == information_request(received, school).due


def test_a_question_within_the_time_that_earlier_questions_gave_still_stops_it(bank: BankHolidays) -> None:
    received = d("2026-09-01")
    first = Pause(d("2026-09-10"), d("2026-09-30"))
    second = Pause(d("2026-10-12"), d("2026-10-14"))
    alone = legal_month(received, bank, pauses=(second,))
    both = legal_month(received, bank, pauses=(second, first))
    assert alone.due == legal_month(received, bank).due < both.due
    assert both.unrolled == d("2026-10-01") + timedelta(24)


def test_a_question_starts_freedom_of_information_anew_when_it_is_answered(school: SchoolDays) -> None:
    received, asked = d("2025-09-01"), d("2025-09-03")
    waiting = information_request(received, school, pauses=(Pause(asked),))
    assert (waiting.due, waiting.waiting) == (None, "an answer to our question")
    answered = information_request(received, school, pauses=(Pause(asked, d("2025-09-10")),))
    assert answered.due == information_request(d("2025-09-10"), school).due
    assert "they answered our question" in answered.steps[0].text


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
