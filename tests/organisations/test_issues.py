"""A problem with the policy on its way to the steering group and back (003-1c)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.organisations.issues import IssueStage, PolicyIssue, next_step, problems, stage

TODAY = date(2026, 11, 24)
RAISED = PolicyIssue(
    title="Fifteen days", problem="Of which kind?", raised_by="Pat Samplewell", raised_on=date(2026, 10, 1)
)
CHAIR = replace(RAISED, to_chair_on=date(2026, 10, 2))
GROUP = replace(CHAIR, to_group_on=date(2026, 10, 5))
ANSWERED = replace(GROUP, answer="School days.", answered_on=date(2026, 11, 20))


def wrong(issue: PolicyIssue) -> set[str]:
    return {one.field for one in problems(issue, TODAY) if one is not None}


@pytest.mark.parametrize(
    ("issue", "expected", "due"),
    [
        (RAISED, IssueStage.RAISED, date(2026, 10, 8)),
        (CHAIR, IssueStage.CHAIR, date(2026, 10, 16)),
        (GROUP, IssueStage.GROUP, date(2026, 11, 16)),
        (replace(GROUP, answer_by=date(2026, 12, 1)), IssueStage.GROUP, date(2026, 12, 1)),
    ],
)
def test_each_stage_has_a_next_step_and_a_day(issue: PolicyIssue, expected: IssueStage, due: date) -> None:
    step = next_step(issue)
    assert stage(issue) is expected
    assert step is not None
    assert step.due == due
    assert wrong(issue) == set()


def test_an_answered_issue_waits_for_nothing() -> None:
    assert stage(ANSWERED) is IssueStage.ANSWERED
    assert next_step(ANSWERED) is None
    assert next_step(replace(RAISED, raised_on=None)) is None
    assert wrong(ANSWERED) == set()


def test_a_chase_gives_two_more_weeks_and_one_from_the_stage_before_none() -> None:
    chased = next_step(replace(GROUP, chased_on=date(2026, 11, 20)))
    before = next_step(replace(GROUP, chased_on=date(2026, 10, 3)))
    assert chased is not None
    assert before is not None
    assert chased.due == date(2026, 12, 4)
    assert before.due == date(2026, 11, 16)


def test_no_step_is_left_out() -> None:
    assert wrong(replace(RAISED, to_group_on=date(2026, 10, 5))) == {"to_chair_on"}
    assert wrong(replace(CHAIR, answer="Yes.", answered_on=date(2026, 10, 9))) == {"to_group_on"}


def test_days_out_of_order_or_in_the_future_are_refused() -> None:
    assert wrong(replace(CHAIR, to_chair_on=date(2026, 9, 30))) == {"to_chair_on"}
    assert wrong(replace(GROUP, to_group_on=date(2026, 10, 1))) == {"to_group_on"}
    assert wrong(replace(ANSWERED, answered_on=date(2026, 10, 4))) == {"answered_on"}
    assert wrong(replace(RAISED, raised_on=date(2026, 11, 25))) == {"raised_on"}
    assert wrong(replace(RAISED, answer_by=date(2026, 9, 1))) == {"answer_by"}
    assert wrong(replace(CHAIR, chased_on=date(2026, 10, 1))) == {"chased_on"}


def test_an_answer_needs_its_words_and_its_day() -> None:
    assert wrong(replace(ANSWERED, answer=" ")) == {"answer"}
    assert wrong(replace(GROUP, answer="School days.")) == {"answered_on"}
