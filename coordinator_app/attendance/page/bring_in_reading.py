"""What the page for files of attendance shows of the vault, read in one go: places, files brought in, what is remembered."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.attendance.bringing_in import bringing, columns
from coordinator_app.attendance.bringing_in.asked import FileSeen
from coordinator_app.attendance.bringing_in.plan import Outcome, Plan, RowOutcome
from coordinator_app.attendance.model import AttendanceFile, Place
from coordinator_app.attendance.view import place_names
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say
from coordinator_app.core.export_table import Table
from coordinator_app.organisations.model import School
from coordinator_app.organisations.providers import Provider
from coordinator_app.rights.restricting import usable
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session

SCHOOL, PROVIDER = "school", "provider"


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that was brought in, as it stands in the list."""

    id: str
    called: str
    second: str
    is_back: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """One page of the list, and where the next begins."""

    rows: tuple[FileRow, ...]
    next: PageMark | None


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was said of a file with the same headings; `meanings` are one for each column."""

    meanings: tuple[str, ...]
    encoding: str
    day_first: bool


def places(session: Session) -> tuple[tuple[str, str], ...]:
    """Every school and provider as "school:id" and its name."""
    schools = ((f"{SCHOOL}:{one.id}", one.name) for one in session.list(School, order="name"))
    providers = ((f"{PROVIDER}:{one.id}", one.name) for one in session.list(Provider, order="name"))
    return (*schools, *providers)


def place_of(value: object) -> Place:
    """The place of such a value; an empty one for anything else."""
    kind, _, found = str(value or "").partition(":")
    if kind == SCHOOL:
        return Place(school_id=found)
    return Place(provider_id=found) if kind == PROVIDER else Place()


def files(session: Session, after: PageMark | None, limit: int) -> Rows:
    """The files brought in, the newest first, with those that were taken back."""
    page = session.page(AttendanceFile, newest=True, after=after, limit=limit, trashed=None)
    names = place_names(session, {Place(one.school_id, one.provider_id) for one in page.records})
    return Rows(tuple(_row(one, names) for one in page.records), page.next)


def _row(file: AttendanceFile, names: dict[Place, str]) -> FileRow:
    on = say(file.brought_at.astimezone(LONDON).date()) if file.brought_at else ""
    where = names.get(Place(file.school_id, file.provider_id), "")
    numbers = file_words(file.new_weeks or 0, file.changed_weeks or 0, file.refused_rows or 0)
    head = ", ".join(part for part in (where, on) if part)
    return FileRow(file.id, file.called, f"{head}. {numbers}", file.trashed_at is not None)


def file_words(new: int, changed: int, refused: int) -> str:
    """As "12 weeks new, 3 changed, 4 rows left out."."""
    weeks = f"{new:,} {'week' if new == 1 else 'weeks'} new, {changed:,} changed"
    rows = f", {refused:,} {'row' if refused == 1 else 'rows'} left out" if refused else ""
    return f"{weeks}{rows}."


def change_of(session: Session, file_id: str) -> str:
    """The change in which a file was brought in, for taking it back. Raises NotFound."""
    file = session.get(AttendanceFile, file_id)
    return session.history(file.id)[0].change_id


def remembered(session: Session, seen: FileSeen) -> Remembered | None:
    """What was said before of a file with this line of headings, fitted to this one."""
    kept = bringing.recall(session, seen.heading, day_first=seen.day_first)
    if kept is None:
        return None
    meanings = columns.remembered(seen.heading, seen.meanings, kept.meaning, day_first=seen.day_first)
    day_first = seen.day_first if kept.day_first is None else bool(kept.day_first)
    return Remembered(meanings, kept.encoding, day_first)


def shown_outcomes(plan: Plan, only: str) -> tuple[RowOutcome, ...]:
    """The rows of the check, all or those of one outcome."""
    return tuple(one for one in plan.outcomes if not only or one.outcome.value == only)


def table(session: Session, plan: Plan | None, only: str) -> Table:
    """The rows that are shown, to be exported, but those of restricted records; none without a check."""
    every = () if plan is None else shown_outcomes(plan, only)
    found, left_out = usable(session, every, lambda one: one.pupil_id)
    rows = tuple((one.row, one.who, one.monday, one.outcome.label, one.words) for one in found)
    about = [f"Register of {plan.place_name}."] if plan is not None else []
    if only:
        about.append(f"Only rows with the outcome “{Outcome(only).label}”.")
    columns_of = ("Row", "Pupil", "Week beginning", "Outcome", "About it")
    return Table("Rows of a register", columns_of, rows, (*about, *left_out))
