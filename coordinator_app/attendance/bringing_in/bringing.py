"""Bring a checked file in: every week of it in one change, or nothing; remember how its columns are read (003-3.3, 5.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from coordinator_app.attendance.actions import demand_weeks, folded, kept_weeks, write_weeks
from coordinator_app.attendance.bringing_in import columns
from coordinator_app.attendance.bringing_in.plan import Outcome, Plan, WeekPlan
from coordinator_app.attendance.model import AttendanceColumns, AttendanceFile, AttendanceWeek
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import Cancelled, InvalidInput, Trouble
from coordinator_app.jobs.jobs import InTask, Progress
from coordinator_app.store.session import Session

PORTION = 250
"""Weeks between two looks at whether to stop: well under a second, so that Cancel and the lock are heard at once."""


class CheckedTooLongAgo(Trouble):
    """What is kept became other between the check and the bringing in; nothing was written."""

    code = "checked-too-long-ago"
    safe = "Nothing has been changed."
    next_step = "Check the file again: the rows then show what has changed meanwhile."


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file was read, to be remembered by its line of headings."""

    heading: tuple[str, ...]
    meanings: tuple[str, ...]
    encoding: str = ""
    day_first: bool = True


def bring_in(session: Session, plan: Plan, reading: Reading, within: InTask) -> Saved[AttendanceFile]:
    """Keep every week of the plan and one line about the file, in one change.

    Raises GateShut, InvalidInput, CheckedTooLongAgo, or Cancelled when asked to stop: then nothing is kept. How the
    columns are read is remembered beside it, and an Undo does not forget that.
    """
    if not plan.weeks:
        raise InvalidInput.one("rows", "Nothing in this file is new, so there is nothing to bring in.")
    remember(session, reading)
    wanted = [_week(plan, one, "") for one in plan.weeks]
    demand_weeks(session, wanted)
    with session.write() as work:
        file = work.add(_file_of(plan, session.clock.now()))
        done = 0
        for portion in _portions(plan):
            _go_on(within, done, len(plan.weeks))
            _demand_as_checked(session, plan, portion)
            work.add_many([_week(plan, one, file.id) for one in portion if not one.before])
            changed = [_week(plan, one, file.id) for one in portion if one.before]
            if changed:
                write_weeks(session, work, changed)
            done += len(portion)
        _go_on(within, done, len(plan.weeks))
        work.audit("attendance-brought-in", file)
    return Saved(file, work.change_id)


def _file_of(plan: Plan, now: datetime) -> AttendanceFile:
    return AttendanceFile(
        brought_at=now,
        called=plan.called,
        sha256=plan.sha256,
        school_id=plan.place.school_id,
        provider_id=plan.place.provider_id,
        rows=plan.rows,
        new_weeks=plan.new_weeks,
        changed_weeks=plan.changed_weeks,
        refused_rows=len({one.row for one in plan.outcomes if one.outcome is Outcome.REFUSED}),
    )


def _week(plan: Plan, one: WeekPlan, file_id: str) -> AttendanceWeek:
    return AttendanceWeek(
        pupil_id=one.pupil_id,
        school_id=plan.place.school_id,
        provider_id=plan.place.provider_id,
        monday=one.monday,
        marks=one.after,
        source=plan.place_name,
        brought_in_id=file_id,
    )


def _portions(plan: Plan) -> Iterator[list[WeekPlan]]:
    """Pupil by pupil: whether a week may be kept of a pupil is asked once in a portion, not for each of his weeks."""
    rest = iter(sorted(plan.weeks, key=lambda one: (one.pupil_id, one.monday)))
    while portion := list(islice(rest, PORTION)):
        yield portion


def _go_on(within: InTask, done: int, total: int) -> None:
    if within.cancelled():
        raise Cancelled
    within.tell(Progress(done, total, f"Keeping week {done:,} of {total:,}"))


def _demand_as_checked(session: Session, plan: Plan, portion: list[WeekPlan]) -> None:
    """Go on, or raise: nobody may lose marks that were kept after the check was shown."""
    kept = kept_weeks(session, [(one.pupil_id, plan.place, one.monday) for one in portion])
    for one in portion:
        weeks = kept.get((one.pupil_id, plan.place, one.monday))
        now = " ".join(folded(weeks)) if weeks else ""
        if now != one.before:
            raise CheckedTooLongAgo("Some of these weeks were changed after the file was checked.")


# how columns are read


def remember(session: Session, reading: Reading) -> None:
    """Keep what the columns of such a file hold; nothing is written where that is known already."""
    key = columns.heading_key(reading.heading, day_first=reading.day_first)
    meaning = columns.to_remember(reading.heading, reading.meanings, day_first=reading.day_first)
    if not key.strip(" |") or not meaning:
        return
    found = _kept_columns(session, key)
    day_first = int(reading.day_first)
    with session.write() as work:
        if found is None:
            work.add(
                AttendanceColumns(
                    heading=key, meaning=meaning, encoding=reading.encoding, day_first=day_first
                )
            )
        else:
            work.change(found, meaning=meaning, encoding=reading.encoding, day_first=day_first)


def recall(session: Session, heading: tuple[str, ...], *, day_first: bool) -> AttendanceColumns | None:
    """What was said of a file with this line of headings before."""
    return _kept_columns(session, columns.heading_key(heading, day_first=day_first))


def _kept_columns(session: Session, key: str) -> AttendanceColumns | None:
    return next(iter(session.list(AttendanceColumns, where={"heading": key}, limit=1)), None)
