from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator_app.core import calendar
from coordinator_app.core.calendar import (
    LONGEST_HOLIDAY,
    BankHolidays,
    DayOff,
    SchoolDays,
    TermBlock,
    TermCalendar,
    bank_holidays_json,
    calendar_warnings,
    is_working_day,
    parse_bank_holidays,
    pull_back,
    roll_forward,
    school_year,
)
from coordinator_app.core.deadlines import school_record
from coordinator_app.core.errors import BadFile

COVERED = st.dates(date(2020, 1, 10), date(2035, 12, 20))
# from the reference, for the years used by its test vectors
KNOWN = """2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26"""


def test_the_shipped_table_holds_the_bank_holidays_of_england(bank: BankHolidays) -> None:
    shipped = {day.isoformat() for day in bank.days if 2025 <= day.year <= 2028}
    assert shipped == set(KNOWN.split())


def test_the_shipped_table_is_what_the_maker_writes(bank: BankHolidays) -> None:
    # the only place that may import the slow package
    import holidays

    table = holidays.country_holidays("GB", subdiv="ENG", years=range(2020, 2036))
    assert bank.days == {day for day in table if day.weekday() < 5}


@pytest.mark.parametrize("proclaimed", ["2022-06-03", "2022-09-19", "2023-05-08"])
def test_proclaimed_holidays_are_no_working_days(bank: BankHolidays, proclaimed: str) -> None:
    assert not is_working_day(date.fromisoformat(proclaimed), bank)


def test_the_table_survives_being_edited_and_saved(bank: BankHolidays) -> None:
    assert parse_bank_holidays(bank_holidays_json(bank)) == bank
    table = json.loads(bank_holidays_json(bank))
    table["holidays"].append({"date": "2026-06-12", "title": "A royal day"})
    edited = parse_bank_holidays(json.dumps(table))
    assert edited.title(date(2026, 6, 12)) == "A royal day"
    assert is_working_day(date(2026, 6, 12), bank)
    assert not is_working_day(date(2026, 6, 12), edited)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"holidays": [{"date": "4 May"}], "first_year": 2026, "last_year": 2026}',
        '{"holidays": [{"date": "2027-05-04", "title": "x"}], "first_year": 2026, "last_year": 2026}',
        '{"holidays": 7, "first_year": 2026, "last_year": 2026}',
        "[" * 100_000,
    ],
)
def test_a_broken_table_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadFile, match="The table of bank holidays"):
        parse_bank_holidays(text)


@given(COVERED)
def test_rolling_and_pulling_end_on_a_working_day_and_skip_none(bank: BankHolidays, day: date) -> None:
    def works(other: date) -> bool:
        return is_working_day(other, bank)

    later, earlier = roll_forward(day, works), pull_back(day, works)
    assert works(later)
    assert works(earlier)
    assert earlier <= day <= later
    between = [earlier + timedelta(n) for n in range(1, (later - earlier).days)]
    assert not any(works(other) for other in between)


BLOCK_COUNTS = [38, 39, 29, 25, 29, 30, 38, 40, 29, 24, 34, 25, 37]


def test_the_blocks_of_the_reference_calendar_have_the_school_days_counted_by_hand(
    leics: TermCalendar, bank: BankHolidays
) -> None:
    def count(block: TermBlock) -> int:
        days = (block.first + timedelta(n) for n in range((block.last - block.first).days + 1))
        return sum(leics.is_school_day(day, bank) for day in days)

    assert [count(block) for block in leics.blocks] == BLOCK_COUNTS
    assert sum(BLOCK_COUNTS[:6]) == sum(BLOCK_COUNTS[6:12]) == 190


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2025-11-27", None),
        ("2025-11-28", "INSET day"),
        ("2025-11-29", "weekend"),
        ("2026-05-04", "bank holiday (Early May)"),
        ("2026-02-17", "school holiday"),
        ("2026-01-14", "boiler"),
    ],
)
def test_a_day_without_pupils_says_why(
    leics: TermCalendar, bank: BankHolidays, day: str, reason: str | None
) -> None:
    own = leics.with_closures([DayOff(date(2026, 1, 14), "boiler")])
    assert own.why_not_school_day(date.fromisoformat(day), bank) == reason


@given(st.dates(date(2025, 8, 1), date(2027, 12, 1)))
def test_a_school_day_is_a_known_working_day(school: SchoolDays, day: date) -> None:
    if school.counts(day):
        assert is_working_day(day, school.bank)
        assert school.why_unknown(day) is None
        assert school.why_not(day) is None


def block(first: str, last: str, name: str = "Term") -> TermBlock:
    return TermBlock(name, date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2025-08-26", "not known before 27 August 2025: add term dates"),
        ("2025-08-27", None),
        ("2026-08-01", None),
        ("2027-07-09", None),
        ("2027-07-10", "not known after 9 July 2027: add term dates"),
        ("2019-12-31", "not known before 2020: add bank holidays"),
        ("2036-01-01", "not known after 2035: add bank holidays"),
    ],
)
def test_days_outside_the_known_terms_are_unknown(
    to_summer_2027: SchoolDays, day: str, why: str | None
) -> None:
    assert to_summer_2027.why_unknown(date.fromisoformat(day)) == why


def test_a_missing_year_between_terms_is_unknown_and_warned_of(bank: BankHolidays) -> None:
    terms = TermCalendar("x", (block("2025-09-01", "2025-12-19"), block("2027-09-01", "2027-12-17")))
    assert terms.why_unknown(date(2026, 3, 1)) == "not known after 19 December 2025: add term dates"
    assert terms.last_known_day == date(2027, 12, 17)
    assert calendar_warnings(terms) == ("The school year 2026/27 has no term dates.",)


def without(terms: TermCalendar, at: int) -> TermCalendar:
    return TermCalendar("x", (*terms.blocks[:at], *terms.blocks[at + 1 :]))


def test_any_one_term_missing_in_the_middle_is_unknown_and_warned_of_never_a_holiday(
    leics: TermCalendar, bank: BankHolidays
) -> None:
    for at in range(1, len(leics.blocks) - 1):
        missing, holed = leics.blocks[at], without(leics, at)
        assert holed.why_unknown(missing.first) is not None, missing
        assert SchoolDays(holed, bank).why_unknown(missing.last) is not None, missing
        assert any("Check that no term is missing" in one for one in calendar_warnings(holed)), missing
        assert holed.holes == ((leics.blocks[at - 1].last, leics.blocks[at + 1].first),)
    assert leics.holes == ()


def test_a_term_taken_for_a_holiday_would_be_caught(
    leics: TermCalendar, bank: BankHolidays, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: with one length of holiday for the whole year a legal date moves later unseen."""
    school = SchoolDays(without(leics, 3), bank)
    assert school_record(date(2026, 2, 9), school).due is None
    monkeypatch.setattr(calendar, "LONGEST_BREAK", LONGEST_HOLIDAY)
    assert school_record(date(2026, 2, 9), SchoolDays(without(leics, 3), bank)).due == date(2026, 4, 27)
    assert school_record(date(2026, 2, 9), SchoolDays(leics, bank)).due == date(2026, 3, 9)


def test_a_calendar_without_terms_knows_nothing(bank: BankHolidays) -> None:
    empty = TermCalendar("x")
    assert empty.last_known_day is None
    assert SchoolDays(empty, bank).why_unknown(date(2026, 1, 1)) == "add term dates"
    assert calendar_warnings(empty) == ()


def test_the_reference_calendar_gives_no_warning(leics: TermCalendar) -> None:
    assert calendar_warnings(leics) == ()
    assert leics.last_known_day == date(2027, 10, 15)


UNKNOWN = "Until then no school-day deadline is counted across them."


def test_what_looks_wrong_in_a_calendar_is_said() -> None:
    terms = TermCalendar(
        "x",
        (
            block("2025-09-01", "2025-10-18", "Autumn 1"),
            block("2025-10-17", "2025-12-19", "Autumn 2"),
            block("2026-04-13", "2026-07-10", "Summer"),
            block("2026-07-15", "2026-07-14", "Odd"),
        ),
        inset_days=(DayOff(date(2026, 1, 5), "INSET"), DayOff(date(2026, 6, 5), "INSET")),
    )
    assert calendar_warnings(terms) == (
        "Autumn 1: 18 October 2025 is at a weekend. Check its dates.",
        "Odd ends before it starts. Check its dates.",
        "Autumn 2 starts on 17 October 2025, before Autumn 1 ends on 18 October 2025.",
        "There are 16 weeks between Autumn 2 and Summer. Check that no term is missing. " + UNKNOWN,
        "INSET on 5 January 2026 lies outside every term. It changes nothing.",
    )


def test_the_school_year_begins_in_august() -> None:
    assert (school_year(date(2026, 7, 31)), school_year(date(2026, 8, 1))) == (2025, 2026)
