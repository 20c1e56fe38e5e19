"""The rows of the programmes' list and of the pupil's tab, and the list as a table to export (no Qt)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from coordinator_app.core.catalogue import Record
from coordinator_app.core.dates import say
from coordinator_app.core.derived import in_words
from coordinator_app.core.export_table import Cell, Table, in_pages
from coordinator_app.core.gates import Decision
from coordinator_app.organisations.model import School
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.actions import programmes_of
from coordinator_app.programmes.model import Programme, ProgrammeDay, ProgrammeState
from coordinator_app.programmes.page.look_words import chip_of
from coordinator_app.programmes.store import UNDER_WAY
from coordinator_app.programmes.timetable import in_week_order, week_words
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import keeping
from coordinator_app.rights.restricting import usable
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session

R = TypeVar("R", bound=Record)
ENDED = "ended"
WHICH = {"under_way": UNDER_WAY, "planned": (ProgrammeState.PLANNED,), ENDED: (ProgrammeState.ENDED,)}
"""The states behind each choice above the list."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What stands above the list: a key of WHICH, and a provider's id or "" for all."""

    which: str = "under_way"
    provider_id: str = ""


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """One programme in words."""

    id: str
    title: str
    second: str
    chip: str
    tone: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows, and where the next begin."""

    rows: tuple[ProgrammeRow, ...]
    next: PageMark | None


@dataclass(frozen=True, slots=True)
class TabShown:
    """A pupil's programmes, newest first; whether one may be kept; whether a plan is there that can be gone on with."""

    rows: tuple[ProgrammeRow, ...]
    gate: Decision
    has_plan: bool


class _Names:
    """What stands around many rows: names that they share, and the week of each, read for all of them at once."""

    def __init__(self, session: Session, programmes: Iterable[Programme], provider_id: str = "") -> None:
        found = list(programmes)
        self._weeks = _weeks(session, tuple(one.id for one in found))
        self._session = session
        self.pupils = {one.id: one for one in _these(session, Pupil, (one.pupil_id for one in found))}
        homes = (*(one.school_id for one in self.pupils.values()), *(one.host_school_id for one in found))
        self.schools = {one.id: one.name for one in _these(session, School, homes)}
        places = (provider_id, *(one.provider_id for one in found))
        self.providers = {one.id: one.name for one in _these(session, Provider, places)}

    def where(self, programme: Programme) -> str:
        return self.providers.get(programme.provider_id, "") or self.schools.get(programme.host_school_id, "")

    def week(self, programme: Programme) -> str:
        return week_words(in_week_order(self._weeks.get(programme.id, ())))

    def pupil(self, programme: Programme) -> Pupil:
        return self.pupils.get(programme.pupil_id) or self._session.get(Pupil, programme.pupil_id)


def _these(session: Session, cls: type[R], ids: Iterable[str]) -> list[R]:
    """The records with these ids, and no others: a page names few of hundreds."""
    wanted = tuple({one for one in ids if one})
    return session.list(cls, where={"id": wanted}, trashed=None) if wanted else []


def _weeks(session: Session, ids: tuple[str, ...]) -> dict[str, list[ProgrammeDay]]:
    found: dict[str, list[ProgrammeDay]] = defaultdict(list)
    for day in session.list(ProgrammeDay, where={"programme_id": ids}) if ids else ():
        found[day.programme_id].append(day)
    return found


def providers(session: Session) -> tuple[tuple[str, str], ...]:
    """Every provider, to choose from above the list."""
    return tuple((one.id, one.name) for one in session.list(Provider, order="name"))


def read_page(session: Session, chosen: Chosen, after: PageMark | None, limit: int) -> Rows:
    """A page of the list, the newest start first; of those that have ended the newest end first."""
    found, following = _programmes(session, chosen, after, limit)
    names = _Names(session, found)
    today = session.clock.today()
    return Rows(tuple(_row(one, names, today) for one in found), following)


def _programmes(
    session: Session, chosen: Chosen, after: PageMark | None, limit: int
) -> tuple[tuple[Programme, ...], PageMark | None]:
    where: dict[str, object] = {"provider_id": chosen.provider_id} if chosen.provider_id else {}
    if chosen.which == ENDED:
        return _ended(session, where, after, limit)
    where["state"] = WHICH[chosen.which]
    page = session.page(Programme, where=where, order="start_on", newest=True, after=after, limit=limit)
    return page.records, page.next


def _ended(
    session: Session, where: dict[str, object], after: PageMark | None, limit: int
) -> tuple[tuple[Programme, ...], PageMark | None]:
    """Those that have ended, by their last day: nearly all there are, so they are walked and never sorted.

    Every one of them has a last day and no other has, so the first without is the end of the list.
    """
    page = session.page(Programme, where=where, order="ended_on", newest=True, after=after, limit=limit)
    found = tuple(one for one in page.records if one.ended_on is not None)
    return found, page.next if len(found) == len(page.records) else None


def _row(programme: Programme, names: _Names, today: date) -> ProgrammeRow:
    pupil = names.pupil(programme)
    year = f"Year {pupil.year_group}" if pupil.year_group else ""
    about = ", ".join(part for part in (year, names.schools.get(pupil.school_id, "")) if part)
    tone, chip = chip_of(programme, today)
    second = ". ".join(part for part in (_what(programme, names), about) if part)
    return ProgrammeRow(programme.id, pupil.called, second, chip, tone)


def _what(programme: Programme, names: _Names) -> str:
    where = names.where(programme)
    head = f"{programme.called} at {where}" if where else programme.called
    return ", ".join(part for part in (head, names.week(programme)) if part)


def table(session: Session, chosen: Chosen) -> Table:
    """The list as it stands on the screen, all pages of it."""
    every = in_pages(lambda after, limit: _programmes(session, chosen, after, limit))
    found, left_out = usable(session, every, lambda one: one.pupil_id)
    names = _Names(session, found, chosen.provider_id)
    about = [f"Only programmes that are {_SAID[chosen.which]}."]
    if chosen.provider_id:
        about.append(f"Only at {names.providers.get(chosen.provider_id, 'one provider')}.")
    rows = tuple(_cells(one, names) for one in found)
    return Table("Programmes", _COLUMNS, rows, (*about, *left_out))


_SAID = {"under_way": "under way", "planned": "planned", "ended": "ended"}
_COLUMNS = (
    *("Pupil", "Year", "School on roll", "Programme", "Where", "Days", "Sessions a week"),
    *("First day", "Planned to end", "State", "Ended on", "Outcome", "Destination"),
)


def _cells(programme: Programme, names: _Names) -> tuple[Cell, ...]:
    pupil = names.pupil(programme)
    return (
        pupil.called,
        pupil.year_group,
        names.schools.get(pupil.school_id, ""),
        programme.called,
        names.where(programme),
        names.week(programme),
        programme.sessions,
        programme.start_on,
        programme.planned_end_on,
        in_words(programme.state),
        programme.ended_on,
        in_words(programme.outcome) if programme.outcome else "",
        in_words(programme.destination) if programme.destination else "",
    )


def read_tab(session: Session, pupil_id: str) -> TabShown:
    """The programmes of one pupil."""
    found = programmes_of(session, pupil_id)
    names, today = _Names(session, found), session.clock.today()
    rows = []
    for one in found:
        tone, chip = chip_of(one, today)
        rows.append(ProgrammeRow(one.id, _what(one, names), _dates(one), chip, tone))
    planned = any(one.state is ProgrammeState.PLANNED for one in found)
    return TabShown(tuple(rows), keeping(session, pupil_id), planned)


def _dates(programme: Programme) -> str:
    start = f"From {say(programme.start_on)}" if programme.start_on else "No first day yet"
    if programme.ended_on:
        return f"{start}, ended {say(programme.ended_on)}. {in_words(programme.outcome)}"
    return f"{start}, planned to end {say(programme.planned_end_on)}" if programme.planned_end_on else start


def count(session: Session, pupil_id: str) -> int:
    """How many programmes a pupil has."""
    return session.count(Programme, where={"pupil_id": pupil_id})
