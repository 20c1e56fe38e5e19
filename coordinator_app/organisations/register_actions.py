"""Keep, end and take away entries of the registers (003-1, 003-3.5); what is in use is ended, never taken away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from coordinator_app.core.catalogue import Record, RecordType, record_type
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import InvalidInput, Trouble
from coordinator_app.core.plausible import refuse
from coordinator_app.organisations.actions import partnership, save
from coordinator_app.organisations.issues import IssueStage, PolicyIssue, stage
from coordinator_app.organisations.model import Officer, OfficerCover, School
from coordinator_app.organisations.register_rules import doubts, problems
from coordinator_app.organisations.registers import REGISTERS, Register
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

R = TypeVar("R", bound=Record)


class InUse(Trouble):
    """Other records name this entry: it can be ended, not taken away."""

    code = "register-in-use"
    safe = "Nothing has been changed."


@dataclass(frozen=True, slots=True)
class Use:
    """How many records of a type name an entry."""

    cls: type[Record]
    count: int


def keep(session: Session, record: R) -> Saved[R]:
    """Add or change an entry of a register, or a part of one. Raises InvalidInput, StaleRecord."""
    if isinstance(record, PolicyIssue) and not record.id:
        numbers = [one.number or 0 for one in session.list(PolicyIssue, trashed=None)]
        return save(session, replace(record, number=max(numbers, default=0) + 1))
    return save(session, record)


def asked_first(session: Session, record: Record) -> dict[str, str]:
    """What is unusual about an entry, as a question by field, with the other entries of its register in view."""
    return doubts(record, session.list(type(record)), session.clock.today())


def uses(session: Session, record: Record) -> tuple[Use, ...]:
    """Which records name this entry, in the compartments held; its own parts and days do not count."""
    kind = record_type(record).kind
    found = (
        Use(described.cls, session.count(described.cls, where={name: record.id}))
        for described in session.catalogue.types
        for name in _links(described, kind)
    )
    return tuple(one for one in found if one.count)


def _links(described: RecordType, kind: str) -> list[str]:
    return [
        spec.name for spec in described.fields if spec.links_to == kind and spec.name != described.part_of
    ]


def use_words(found: tuple[Use, ...], one: str) -> str:
    """Who uses an entry, in a sentence: "3 pupils attend this school, and 2 referrals name it." or ""."""
    pupils = sum(use.count for use in found if use.cls is Pupil)
    named: dict[type[Record], int] = {}
    for use in found:
        if use.cls is not Pupil:
            named[use.cls] = named.get(use.cls, 0) + use.count
    parts = [f"{_count(Pupil, pupils)} {'attends' if pupils == 1 else 'attend'} this {one}"] if pupils else []
    if named:
        total = sum(named.values())
        listed = ", ".join(_count(cls, number) for cls, number in named.items())
        parts.append(f"{listed} {'names' if total == 1 else 'name'} {'it' if pupils else f'this {one}'}")
    return f"{', and '.join(parts)}." if parts else ""


def _count(cls: type[Record], number: int) -> str:
    described = record_type(cls)
    words = described.title if number == 1 else described.plural
    return f"{number} {words[:1].lower()}{words[1:]}"


def take_away(session: Session, record: Record) -> Saved[Record]:
    """Put an entry that nothing names in the trash, with its parts. InUse says who names it, and to end it instead."""
    about = _register_of(record)
    found = uses(session, record)
    if found:
        end = f"{about.leave} instead: it keeps its record and is no longer offered." if about.leave else ""
        raise InUse(use_words(found, about.one), next_step=end)
    with session.write() as work:
        for part in about.parts:
            for one in session.list(part.cls, where={part.link: record.id}):
                work.trash(one)
        kept = work.trash(record)
    return Saved(kept, work.change_id)


def take_away_part(session: Session, part: Record) -> Saved[Record]:
    """Put a check or a cover in the trash."""
    with session.write() as work:
        kept = work.trash(part)
    return Saved(kept, work.change_id)


def end(session: Session, record: R, on: date | None) -> Saved[R]:
    """End an entry on a day, or, with None, take it up again. The school that holds the funds is not closed.

    Raises InvalidInput for a day before it began, InUse for the fund holding school.
    """
    about = _register_of(record)
    ours = partnership(session)
    if on is not None and isinstance(record, School) and ours and ours.fund_holding_school_id == record.id:
        raise InUse(
            "This school holds the funds of the partnership.",
            next_step="Choose another fund holding school in the settings first, under Partnership and officers.",
        )
    values: dict[str, Any] = {about.end: on}
    wrong = problems(replace(record, **values), (), session.clock.today())
    refuse(one for one in wrong if one.field == about.end)
    with session.write() as work:
        kept = work.change(record, **values)
        if on is not None and isinstance(record, Officer):
            for cover in session.list(OfficerCover, where={"officer_id": record.id}):
                if cover.to_day is None:  # an open cover would go on for ever
                    work.change(cover, to_day=max(on, cover.from_day or on))
    return Saved(kept, work.change_id)


def pass_on(session: Session, issue: PolicyIssue) -> Saved[PolicyIssue]:
    """Take an issue one step on, dated today: to the Chair, then to the steering group (003-1c)."""
    fields = {IssueStage.RAISED: "to_chair_on", IssueStage.CHAIR: "to_group_on"}
    name = fields.get(stage(issue))
    if name is None:
        raise InvalidInput.one("answered_on", "The steering group has it already. Record what it answered.")
    return _change_issue(session, issue, name)


def chase(session: Session, issue: PolicyIssue) -> Saved[PolicyIssue]:
    """Write down that somebody was asked for the issue again today."""
    return _change_issue(session, issue, "chased_on")


def _change_issue(session: Session, issue: PolicyIssue, name: str) -> Saved[PolicyIssue]:
    values: dict[str, Any] = {name: session.clock.today()}
    refuse(problems(replace(issue, **values), (), session.clock.today()))
    with session.write() as work:
        kept = work.change(issue, **values)
    return Saved(kept, work.change_id)


def _register_of(record: Record) -> Register:
    return next(one for one in REGISTERS if one.cls is type(record))
