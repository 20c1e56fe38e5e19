"""Which data protection officer an issue belongs to: the school's own for one partnership, the joint one for more.

The policy says both that each fund holding school has its own officer (003-1d) and that the steering group appoints
one for all (003-1e, 003-10.1). What an issue touches decides; an empty office is said, with what to do about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TENSION = (
    "The policy names two kinds of data protection officer. Each fund holding school has its own (clause 1), and the "
    "steering group appoints one for all the partnerships (clauses 1 and 10). It does not say who answers when. "
    "We go by what the issue touches: one partnership, its own school's officer; more than one, the joint officer."
)
JOINT = "Joint data protection officer"


@dataclass(frozen=True, slots=True)
class DpoNamed:
    """Who holds the office today and how to reach them; `covers_for` is named when someone stands in."""

    name: str
    reach: str = ""
    covers_for: str = ""

    @property
    def words(self) -> str:
        """The name, and for whom they stand in."""
        return f"{self.name}, standing in for {self.covers_for}" if self.covers_for else self.name


@dataclass(frozen=True, slots=True)
class Touched:
    """A partnership that an issue may touch, its fund holding school, and that school's officer if one is named."""

    id: str
    name: str
    school: str
    officer: DpoNamed | None
    ours: bool = False


@dataclass(frozen=True, slots=True)
class DpoAnswer:
    """The office, who holds it, why it is this one; when nobody holds it, what to do and whom to ask until then."""

    office: str
    officer: DpoNamed | None
    why: str
    clause: str
    to_do: str = ""
    until_then: tuple[tuple[str, DpoNamed], ...] = ()


def which_dpo(touched: Sequence[Touched], joint: DpoNamed | None) -> DpoAnswer | None:
    """The officer for an issue that touches these partnerships; None while none is chosen."""
    if not touched:
        return None
    return _of_school(touched[0]) if len(touched) == 1 else _joint(touched, joint)


def _of_school(only: Touched) -> DpoAnswer:
    school = only.school or f"the fund holding school of {only.name}"
    answer = DpoAnswer(
        f"Data protection officer of {school}",
        only.officer,
        f"The issue touches {only.name} only, so its fund holding school's own officer answers.",
        "003-1d",
    )
    if only.officer is not None:
        return answer
    to_do = (
        f"Ask the head of {school} who it is, and add them under Registers, Officers."
        if only.ours
        else f"Ask the Co-ordinator of {only.name} who it is, and add them under Registers, "
        "Other partnerships."
    )
    return DpoAnswer(answer.office, None, answer.why, answer.clause, to_do)


def _joint(touched: Sequence[Touched], joint: DpoNamed | None) -> DpoAnswer:
    names = [one.name for one in touched]
    said = f"{', '.join(names[:-1])} and {names[-1]}"
    why = f"The issue touches {said}, so the joint officer answers."
    if joint is not None:
        return DpoAnswer(JOINT, joint, why, "003-1e, 003-10.1")
    until_then = tuple((one.school or one.name, one.officer) for one in touched if one.officer is not None)
    to_do = (
        "Ask the Chair to raise it with the steering group, which appoints the joint officer. "
        "Until then, tell the officer of each school that is touched."
    )
    return DpoAnswer(JOINT, None, why, "003-1e, 003-10.1", to_do, until_then)
