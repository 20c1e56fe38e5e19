"""What Today and the lists ask of many programmes at once, read in one statement each and without whole records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.programmes.model import AttendancePattern, ProgrammeState
from coordinator_app.store.connection import Connection
from coordinator_app.store.sql import as_list, rows

UNDER_WAY = (ProgrammeState.RUNNING, ProgrammeState.PAUSED)
_OPEN = (*UNDER_WAY, ProgrammeState.PLANNED)


@dataclass(frozen=True, slots=True)
class OpenProgramme:
    """A programme that has not ended, of a pupil not in the trash: what decides whether something is due."""

    id: str
    pupil_id: str
    school_id: str
    under_way: bool
    start_on: date | None
    ends_on: date | None
    full_time: bool


@dataclass(frozen=True, slots=True)
class ReviewDays:
    """Of one pupil's reviews: the day of the first that is planned and the day of the last that was held."""

    planned: date | None
    held: date | None


@dataclass(frozen=True, slots=True)
class ProviderInUse:
    """A provider where pupils are: how many, and until when the last of them stays (None: nobody knows)."""

    id: str
    pupils: int
    until: date | None


_PROGRAMMES = (
    "SELECT g.id, g.pupil_id, coalesce(p.school_id, ''), g.state, g.start_on, g.planned_end_on, g.pattern"
    " FROM programme AS g JOIN pupil AS p ON p.id = g.pupil_id AND p.trashed_at IS NULL"
    " WHERE g.trashed_at IS NULL AND g.state IN (SELECT value FROM json_each(?)){more} ORDER BY g.key"
)
_ONE_PUPIL = " AND g.pupil_id = ?"
_REVIEWS = (
    "SELECT pupil_id, min(CASE WHEN coalesce(finished, 0) = 0 THEN due_on END), max(held_on) FROM review"
    " WHERE trashed_at IS NULL AND pupil_id IN (SELECT value FROM json_each(?)) GROUP BY pupil_id"
)
# bare columns beside max() come from the row of the maximum, which is the assessment that counts (safety.newest_risk)
_RISKS = (
    "SELECT programme_id, valid_until, max(coalesce(made_on, '') || printf('%020d', key)) FROM risk_assessment"
    " WHERE trashed_at IS NULL AND programme_id IN (SELECT value FROM json_each(?)) GROUP BY programme_id"
)
_PROVIDERS = (
    "SELECT provider_id, count(DISTINCT pupil_id), max(coalesce(planned_end_on, '9999-12-31')) FROM programme"
    " WHERE trashed_at IS NULL AND provider_id IS NOT NULL AND state IN (SELECT value FROM json_each(?))"
    " GROUP BY provider_id ORDER BY provider_id"
)


def open_programmes(connection: Connection, pupil_id: str = "") -> list[OpenProgramme]:
    """Those under way or planned, the oldest record first; of one pupil if an id is given."""
    sql = _PROGRAMMES.format(more=_ONE_PUPIL if pupil_id else "")
    values = (as_list(_OPEN), pupil_id) if pupil_id else (as_list(_OPEN),)
    return [
        OpenProgramme(
            found[0],
            found[1],
            found[2],
            found[3] in UNDER_WAY,
            _day(found[4]),
            _day(found[5]),
            found[6] == AttendancePattern.FULL,
        )
        for found in rows(connection, sql, values)
    ]


def review_days(connection: Connection, pupil_ids: set[str]) -> dict[str, ReviewDays]:
    """By pupil; one without any review is not in it."""
    found = rows(connection, _REVIEWS, (as_list(pupil_ids),))
    return {pupil_id: ReviewDays(_day(planned), _day(held)) for pupil_id, planned, held in found}


def risks_until(connection: Connection, programme_ids: set[str]) -> dict[str, date]:
    """The day until which the risk assessment that counts holds, by programme."""
    found = rows(connection, _RISKS, (as_list(programme_ids),))
    return {programme_id: date.fromisoformat(until) for programme_id, until, _ in found if until}


def providers_in_use(connection: Connection) -> list[ProviderInUse]:
    """The providers of the programmes under way."""
    found = rows(connection, _PROVIDERS, (as_list(UNDER_WAY),))
    return [
        ProviderInUse(one, pupils, None if until == "9999-12-31" else _day(until))
        for one, pupils, until in found
    ]


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
