"""The fund holding agreement and the steering group (003-1a, 003-1b)."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.organisations.partners import (
    FundAgreement,
    SteeringMember,
    agreement_gap,
    agreement_in_force,
    sits,
)

TODAY = date(2026, 11, 24)


def agreement(**more: object) -> FundAgreement:
    values: dict[str, object] = {"id": "a", "school_id": "s", "from_day": date(2026, 4, 1)}
    return FundAgreement(**(values | more))  # type: ignore[arg-type]  # invented values of the right types


def gap(*known: FundAgreement) -> str:
    found = agreement_gap(known, "s", TODAY)
    return found.code if found else ""


def test_no_agreement_of_the_fund_holding_school_is_a_gap() -> None:
    assert gap() == "missing"
    assert gap(agreement(school_id="another school")) == "missing"
    assert gap(agreement(from_day=date(2027, 1, 1))) == "missing"


def test_an_agreement_that_ended_is_a_gap_with_its_day() -> None:
    found = agreement_gap([agreement(to_day=date(2026, 10, 31))], "s", TODAY)
    assert found is not None
    assert (found.code, found.due) == ("ended", date(2026, 10, 31))


@pytest.mark.parametrize(
    ("ends", "code"),
    [(date(2026, 12, 24), "ends"), (TODAY, "ends"), (date(2026, 12, 25), ""), (None, "")],
)
def test_its_end_is_told_thirty_days_ahead(ends: date | None, code: str) -> None:
    assert gap(agreement(to_day=ends)) == code


def test_an_agreement_that_follows_without_a_gap_settles_it() -> None:
    ending = agreement(to_day=date(2026, 12, 1))
    assert gap(ending, agreement(id="b", from_day=date(2026, 12, 2))) == ""
    assert gap(ending, agreement(id="b", from_day=date(2026, 12, 3))) == "ends"


def test_an_agreement_not_looked_at_for_a_year_is_told() -> None:
    old = agreement(from_day=date(2020, 4, 1))
    assert gap(old) == "review"
    assert gap(agreement(from_day=date(2020, 4, 1), reviewed_on=date(2025, 11, 24))) == ""
    assert gap(agreement(from_day=date(2020, 4, 1), reviewed_on=date(2025, 11, 23))) == "review"
    assert gap(agreement(from_day=None)) == ""


def test_the_newest_agreement_in_force_counts() -> None:
    older, newer = agreement(), agreement(id="b", from_day=date(2026, 9, 1))
    assert agreement_in_force([newer, older], "s", TODAY) is newer


def test_a_member_sits_from_the_first_to_the_last_day() -> None:
    member = SteeringMember(from_day=date(2026, 9, 1), to_day=TODAY)
    assert sits(member, TODAY)
    assert not sits(member, date(2026, 11, 25))
    assert not sits(member, date(2026, 8, 31))
