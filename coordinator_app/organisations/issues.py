"""Problems that arise from the policy: raised, to the Chair, to the steering group, answered (003-1c)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from coordinator_app.core.catalogue import Record, day, describe, number, text
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.plausible import before, in_future, missing
from coordinator_app.core.privacy import ORGANISATION, PUBLIC_TASK, Audience, Choice, Purpose

TO_CHAIR_WITHIN = timedelta(days=7)
CHAIR_PASSES_ON_WITHIN = timedelta(days=14)
ANSWER_WITHIN = timedelta(days=42)
CHASE_AGAIN_AFTER = timedelta(days=14)
# our own times: the policy sets none (003-1c says only that there is to be a response)


class IssueStage(Choice):
    """How far a problem has come on its way; the policy lets no step be left out."""

    RAISED = "raised", "Raised"
    CHAIR = "chair", "With the Chair"
    GROUP = "group", "With the steering group"
    ANSWERED = "answered", "Answered"


@describe(
    kind="policy_issue",
    title="Policy issue",
    plural="Policy issues",
    purpose=Purpose.RUNNING,
    clause="003-1c",
    basis=PUBLIC_TASK,
    retention=ORGANISATION,
    audience=Audience.PARTNERSHIP,
    holding="Problems with the policy itself, and what the steering group answered",
    source="Whoever met the problem",
    date_field="raised_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyIssue(Record):
    """A problem with the policy, on its way through the Chair to the steering group and back. Names no pupil."""

    title: str = text("What it is about", required=True, personal=False, column=True, searched=True)
    clause: str = text("Clause of the policy", personal=False)
    problem: str = text(
        "The problem", long=True, required=True, help="Leave out the names of pupils: the group reads this."
    )
    raised_by: str = text("Raised by", required=True)
    raised_on: date | None = day("Raised on", required=True, column=True)
    to_chair_on: date | None = day("Given to the Chair on")
    to_group_on: date | None = day("Given to the steering group on")
    answer_by: date | None = day("Answer asked for by")
    chased_on: date | None = day("Last chased on")
    answer: str = text("What the group answered", long=True)
    answered_on: date | None = day("Answered on")
    number: int | None = number("Number", released=False)


@dataclass(frozen=True, slots=True)
class Chase:
    """What has to happen next with an issue, from which day it is late, and whose move it is."""

    words: str
    due: date


def stage(issue: PolicyIssue) -> IssueStage:
    """How far the issue has come."""
    if issue.answered_on is not None:
        return IssueStage.ANSWERED
    if issue.to_group_on is not None:
        return IssueStage.GROUP
    return IssueStage.CHAIR if issue.to_chair_on is not None else IssueStage.RAISED


def next_step(issue: PolicyIssue) -> Chase | None:
    """The next step and the day by which it is wanted; None once the issue is answered or without a date.

    A chase gives whoever was chased another 14 days.
    """
    if issue.answered_on is not None or issue.raised_on is None:
        return None
    if issue.to_group_on is not None:
        wanted = issue.answer_by or issue.to_group_on + ANSWER_WITHIN
        return Chase("Ask the steering group for its answer", _chased(issue, issue.to_group_on, wanted))
    if issue.to_chair_on is not None:
        wanted = issue.to_chair_on + CHAIR_PASSES_ON_WITHIN
        return Chase(
            "Ask the Chair whether it went to the steering group", _chased(issue, issue.to_chair_on, wanted)
        )
    return Chase("Give it to the Chair", issue.raised_on + TO_CHAIR_WITHIN)


def _chased(issue: PolicyIssue, since: date, wanted: date) -> date:
    """A chase before this stage began does not count for it."""
    if issue.chased_on is None or issue.chased_on < since:
        return wanted
    return max(wanted, issue.chased_on + CHASE_AGAIN_AFTER)


def problems(issue: PolicyIssue, today: date) -> tuple[FieldProblem | None, ...]:
    """What is wrong with an issue: steps left out, out of order or in the future, an answer without words."""
    skipped = issue.to_group_on is not None and issue.to_chair_on is None
    early = issue.answered_on is not None and issue.to_group_on is None
    found = [
        FieldProblem("to_chair_on", "The policy sends it through the Chair. Type the day.")
        if skipped
        else None,
        FieldProblem("to_group_on", "Type the day on which the group got it.") if early else None,
        before("to_chair_on", issue.to_chair_on, issue.raised_on, "the day it was raised"),
        before("to_group_on", issue.to_group_on, issue.to_chair_on, "the day the Chair got it"),
        before("answered_on", issue.answered_on, issue.to_group_on, "the day the group got it"),
        before("answer_by", issue.answer_by, issue.raised_on, "the day it was raised"),
        before("chased_on", issue.chased_on, issue.to_chair_on or issue.raised_on, "the day it was given on"),
    ]
    happened = ("raised_on", "to_chair_on", "to_group_on", "chased_on", "answered_on")
    found += [in_future(name, getattr(issue, name), today) for name in happened]
    if issue.answered_on is not None:
        found.append(missing("answer", issue.answer, "Type what the group answered."))
    elif issue.answer.strip():
        found.append(FieldProblem("answered_on", "Type the day on which the group answered."))
    return tuple(found)
