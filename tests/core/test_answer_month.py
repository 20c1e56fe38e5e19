"""The month to answer somebody about their rights: identity moves it, a question does not, telling in time makes it three."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from coordinator_app.core.answer_month import RUNS_ON, answer_month, shown, too_late
from coordinator_app.core.calendar import BankHolidays
from coordinator_app.core.counting import Pause
from coordinator_app.core.deadline_types import Proof, ProofKind
from coordinator_app.core.deadlines import legal_month


@dataclass(frozen=True)
class Question:
    asked_on: date | None
    answered_on: date | None = None


ARRIVED = date(2026, 11, 20)
ASKED = Question(date(2026, 11, 25), date(2026, 12, 4))


def test_without_a_question_it_is_the_legal_month(bank: BankHolidays) -> None:
    assert answer_month(ARRIVED, bank) == legal_month(ARRIVED, bank)
    assert answer_month(ARRIVED, bank, questions=[Question(None)]) == legal_month(ARRIVED, bank)


def test_an_open_question_stops_nothing_and_is_said(bank: BankHolidays) -> None:
    month = answer_month(ARRIVED, bank, questions=[Question(date(2026, 11, 25))])
    plain = legal_month(ARRIVED, bank)
    assert (month.due, month.work_to, month.waiting) == (plain.due, plain.due, "")
    assert any(RUNS_ON in step.text for step in month.steps)


def test_planted_fault_counted_as_for_an_access_request_the_clock_would_stand(bank: BankHolidays) -> None:
    assert legal_month(ARRIVED, bank, pauses=(Pause(date(2026, 11, 25)),)).due is None


def test_an_answered_question_is_worked_to_without_it_and_names_the_later_day(bank: BankHolidays) -> None:
    month, plain = answer_month(ARRIVED, bank, questions=[ASKED]), legal_month(ARRIVED, bank)
    assert month.work_to == plain.due
    assert month.due is not None
    assert plain.due is not None
    assert month.due > plain.due
    assert "leaves out the days" in month.steps[-1].text


def test_proof_moves_the_start_and_open_proof_gives_no_date(bank: BankHolidays) -> None:
    seen = Proof(ProofKind.IDENTITY, date(2026, 12, 1), date(2026, 11, 23))
    assert answer_month(ARRIVED, bank, proofs=(seen,)).started == date(2026, 12, 1)
    waits = answer_month(
        ARRIVED, bank, proofs=(Proof(ProofKind.IDENTITY, None, date(2026, 11, 23)),), questions=[ASKED]
    )
    assert waits.due is None
    assert shown(waits).steps[-1] == "Friday 20 November 2026: the clock stands, waiting for identity"


def test_told_in_time_it_is_three_months_and_the_page_says_why(bank: BankHolidays) -> None:
    longer = answer_month(ARRIVED, bank, extended_on=date(2026, 12, 1))
    assert longer.due == date(2027, 2, 22), "20 February is a Saturday"
    said = shown(longer, date(2026, 12, 1), "There are four files.")
    assert said.steps
    assert (said.extended_on, said.extension_reason) == (date(2026, 12, 1), "There are four files.")
    assert shown(None, None, "x").steps == ()


@pytest.mark.parametrize(
    ("on", "late"), [(None, False), (date(2026, 12, 21), False), (date(2026, 12, 22), True)]
)
def test_it_has_to_be_told_inside_the_month(bank: BankHolidays, on: date | None, late: bool) -> None:
    found = too_late(legal_month(ARRIVED, bank), on)
    assert (found is not None) is late
    if found is not None:
        assert (
            found.message
            == "This is after the month was over, on 21 December 2026. An extension must be told within it."
        )
