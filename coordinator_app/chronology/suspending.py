"""Keep suspensions and exclusions that a school told of, put them right, take them away (003-3.3, domain 6.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from coordinator_app.chronology.exclusions import MOST_HALF_DAYS, Span, overlapping, span_of, told
from coordinator_app.chronology.model import Category, ChronologyEntry, Standing
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.chronology.suspension import ExclusionKind, Suspension
from coordinator_app.chronology.things_to_do import order
from coordinator_app.chronology.together import went_together
from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem, GateShut, InvalidInput
from coordinator_app.core.plausible import before, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.actions import school_days
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import keeping
from coordinator_app.sharing.model import DisclosedItem
from coordinator_app.store.session import Session

CHANGED = "The suspension was put right."
_AHEAD_DAYS = 60  # a school tells of a suspension days before it begins, not months


def record(session: Session, suspension: Suspension, *, with_entry: bool = False) -> Saved[Suspension]:
    """Keep a suspension; `with_entry` writes an entry of the chronology beside it, undone as one.

    The entry tells the facts alone: what the school said stays with the suspension. InvalidInput, GateShut, NotFound.
    """
    wanted = tidy(suspension)
    refuse(_problems(session, wanted))
    session.get(Pupil, wanted.pupil_id)
    keeping(session, wanted.pupil_id).demand()
    with session.write() as work:
        if with_entry and not wanted.entry_id:
            wanted = replace(wanted, entry_id=work.add(_entry(session, wanted)).id)
        kept = work.add(wanted)
    return Saved(kept, work.change_id)


def change(session: Session, suspension: Suspension, **values: Any) -> Saved[Suspension]:
    """Put a suspension right; an entry that still says what was written with it is corrected in the same act.

    What it said before stays in the history of both. InvalidInput, StaleRecord.
    """
    wanted = tidy(replace(suspension, **values))
    refuse((*_problems(session, wanted), _nothing_new(suspension, wanted)))
    entry = entry_as_written(session, suspension)
    with session.write() as work:
        kept = work.change(suspension, **{name: getattr(wanted, name) for name in values | _CLEARED})
        if entry is not None:
            facts = _entry(session, kept)
            if facts.words != entry.words:
                work.change(
                    entry,
                    words=facts.words,
                    happened_on=facts.happened_on,
                    source=facts.source,
                    correction_reason=CHANGED,
                )
    return Saved(kept, work.change_id)


def arrange(session: Session, suspension: Suspension, since: date | None, where: str) -> Saved[Suspension]:
    """Note from when and where education was arranged. InvalidInput, StaleRecord."""
    return change(session, suspension, arranged_from=since, arranged_where=where)


def still_to_do(session: Session, suspension: Suspension) -> tuple[EntryAction, ...]:
    """What is still to be done about the entry that would go with a suspension, the soonest first."""
    entry = _goes_along(session, suspension)
    found = session.list(EntryAction, where={"entry_id": entry.id}) if entry is not None else []
    return tuple(sorted((one for one in found if one.done_on is None), key=order))


def remove(session: Session, suspension: Suspension, *, with_entry: bool | None = None) -> Saved[Suspension]:
    """Put a suspension in the trash, with its entry where nobody has put other words into that or has been given it.

    While something is still to be done about that entry, `with_entry` has to say whether it goes all the same, and
    what is to be done with it; else it stays, and Today goes on asking. GateShut for one that was given to someone: that
    is put right, never taken away (003-5.4). InvalidInput, StaleRecord.
    """
    if _was_given(session, suspension.id):
        raise GateShut(
            (
                "This suspension was given to someone, so it stays.",
                "If it is wrong, change it, and tell whoever was given it.",
            )
        )
    if with_entry is None and still_to_do(session, suspension):
        raise InvalidInput.one("goes", "Say what becomes of what is still to be done.")
    entry = _goes_along(session, suspension) if with_entry is not False else None
    with session.write() as work:
        gone = work.trash(suspension)
        if entry is not None:
            work.trash(entry)
    return Saved(gone, work.change_id)


def _goes_along(session: Session, suspension: Suspension) -> ChronologyEntry | None:
    entry = entry_as_written(session, suspension)
    return None if entry is None or _was_given(session, entry.id) else entry


def put_back(session: Session, suspension: Suspension) -> Saved[Suspension]:
    """Take a suspension out of the trash, with the entry that went with it. InvalidInput if others took its days since."""
    refuse((_overlap(session, suspension),))
    entry = session.find(ChronologyEntry, suspension.entry_id) if suspension.entry_id else None
    with_it = entry is not None and went_together(session, suspension.id, entry.id)
    with session.write() as work:
        back = work.restore(suspension)
        if entry is not None and with_it:
            work.restore(entry)
    return Saved(back, work.change_id)


def _was_given(session: Session, record_id: str) -> bool:
    return session.count(DisclosedItem, where={"item_id": record_id}, cap=1) > 0


def suspensions_of(session: Session, pupil_id: str, *, deleted: bool = False) -> list[Suspension]:
    """All that are kept of a pupil, the newest first; or those in the trash."""
    where = {"pupil_id": pupil_id}
    return session.list(Suspension, where=where, order="first_on", newest=True, trashed=deleted)


def spans_of(
    session: Session, suspensions: Iterable[Suspension], calendars: dict[str, SchoolDays] | None = None
) -> list[Span]:
    """The school days of each, by the calendar of the school that decided it; `calendars` keeps those read already."""
    calendars = {} if calendars is None else calendars
    spans: list[Span] = []
    for one in suspensions:
        if one.school_id not in calendars:
            calendars[one.school_id] = school_days(session, one.school_id)
        spans.append(span_of(one, calendars[one.school_id]))
    return spans


def entry_as_written(session: Session, suspension: Suspension) -> ChronologyEntry | None:
    """The entry that was written with it, as long as nobody has put other words into it; else None."""
    found = session.find_with_place(ChronologyEntry, suspension.entry_id) if suspension.entry_id else None
    if found is None or found[1] is not Compartment.GENERAL or found[0].trashed_at is not None:
        return None
    words = told(suspension, _school_name(session, suspension.school_id))
    return found[0] if found[0].words == words and found[0].category is Category.SUSPENSION else None


def tidy(suspension: Suspension) -> Suspension:
    """The answers that count: a permanent exclusion has no length, a lunchtime no education, reasons stand in front."""
    permanent = suspension.exclusion_kind is ExclusionKind.PERMANENT
    lunchtime = suspension.exclusion_kind is ExclusionKind.LUNCHTIME
    reasons = (*dict.fromkeys(suspension.reasons), None, None, None)
    return replace(
        suspension,
        half_days=None if permanent else suspension.half_days,
        arranged_from=None if lunchtime else suspension.arranged_from,
        arranged_where="" if lunchtime else suspension.arranged_where.strip(),
        words=suspension.words.strip(),
        reason=reasons[0],
        second_reason=reasons[1],
        third_reason=reasons[2],
    )


_CLEARED = dict.fromkeys(
    ("half_days", "arranged_from", "arranged_where", "words", "reason", "second_reason", "third_reason")
)
"""The fields that `tidy` may set besides what was changed."""


def _problems(session: Session, one: Suspension) -> tuple[FieldProblem | None, ...]:
    return (
        missing("exclusion_kind", one.exclusion_kind, "Choose what the head teacher decided."),
        missing("first_on", one.first_on, "Type the first day of it."),
        missing("school_id", one.school_id, "Choose the school that decided it."),
        missing("reason", one.reason, "Choose the reason that the school gave."),
        _length(one),
        _too_far(one, session.clock.today()),
        before("arranged_from", one.arranged_from, one.first_on, "the first day of the suspension"),
        _overlap(session, one),
    )


def _length(one: Suspension) -> FieldProblem | None:
    if one.exclusion_kind in {None, ExclusionKind.PERMANENT}:
        return None
    if one.half_days is None or one.half_days < 1:
        return FieldProblem("half_days", "Type for how long, for example 3 or 2.5 days.")
    if one.half_days > MOST_HALF_DAYS:
        return FieldProblem("half_days", "This is longer than a school year. Check the number.")
    return None


def _too_far(one: Suspension, today: date) -> FieldProblem | None:
    if one.first_on is None or (one.first_on - today).days <= _AHEAD_DAYS:
        return None
    return FieldProblem("first_on", "This day is more than two months ahead. Check it and type it again.")


def _overlap(session: Session, one: Suspension) -> FieldProblem | None:
    """The same school day is not taken twice; the half days of it would be counted twice."""
    if one.first_on is None or not one.school_id or _length(one) is not None:
        return None
    (span,) = spans_of(session, [one])
    other = overlapping(span, spans_of(session, suspensions_of(session, one.pupil_id)))
    if other is None or other.first_on is None:
        return None
    kind = other.exclusion_kind.label.lower() if other.exclusion_kind else "suspension"
    return FieldProblem(
        "first_on",
        f"These days overlap with the {kind} from {say(other.first_on)}. Check both, or change that one.",
    )


def _nothing_new(suspension: Suspension, wanted: Suspension) -> FieldProblem | None:
    if wanted != suspension:
        return None
    return FieldProblem("", "Nothing is different yet. Change what is wrong, or choose Cancel.")


def _entry(session: Session, suspension: Suspension) -> ChronologyEntry:
    """The entry that tells of it: on its first day, or today where that lies ahead."""
    name = _school_name(session, suspension.school_id)
    today = session.clock.today()
    return ChronologyEntry(
        pupil_id=suspension.pupil_id,
        category=Category.SUSPENSION,
        happened_on=min(suspension.first_on or today, today),
        words=told(suspension, name),
        source=name,
        standing=Standing.FACT,
    )


def _school_name(session: Session, school_id: str) -> str:
    school = session.find(School, school_id)
    return school.name if school is not None else ""
