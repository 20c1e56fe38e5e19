"""On which sessions pupils are suspended, so that the grid proposes E there and asks before another mark (no Qt)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coordinator_app.attendance.sheet import Asks, Cell
from coordinator_app.chronology.exclusions import Span, span_of
from coordinator_app.chronology.suspension import ExclusionKind, Suspension
from coordinator_app.core.calendar import SchoolDays
from coordinator_app.store.session import Session

SUSPENDED = "E"
_WHOLE = 2  # half days
_WHY = "suspended, so the code is E"
_WHY_OUT = "permanently excluded, so the code is E"
_WHY_HALF = "suspended for half of this day: that half is E"


@dataclass(frozen=True, slots=True)
class Suspended:
    """The suspensions that one school decided for one pupil."""

    spans: tuple[Span, ...] = ()

    def mark(self, cells: Sequence[Cell], monday: date) -> tuple[Cell, ...]:
        """The same cells of a week; those that are asked for on a day of a suspension propose E."""
        if not self.spans:
            return tuple(cells)
        return tuple(self._cell(cell, monday + timedelta(days=at // 2)) for at, cell in enumerate(cells))

    def _cell(self, cell: Cell, day: date) -> Cell:
        why = self._why(day) if cell.asks is Asks.ASKED else ""
        return replace(cell, why=why, proposes="" if why == _WHY_HALF else SUSPENDED) if why else cell

    def _why(self, day: date) -> str:
        found = [why for span in self.spans if (why := _why_of(span, day))]
        return next((why for why in found if why != _WHY_HALF), found[0] if found else "")


def _why_of(span: Span, day: date) -> str:
    """Why E stands on a day; "" from the day on which education is arranged: another code is right from then."""
    one = span.of
    arranged = one.arranged_from is not None and day >= one.arranged_from
    if arranged or one.first_on is None or one.exclusion_kind is ExclusionKind.LUNCHTIME:
        return ""
    if one.exclusion_kind is ExclusionKind.PERMANENT:
        return _WHY_OUT if day >= one.first_on else ""
    halves = dict(span.days).get(day, 0)
    return _WHY if halves >= _WHOLE else _WHY_HALF if halves else ""


def of_school(
    session: Session, school_id: str, pupil_ids: Iterable[str], days: SchoolDays
) -> Mapping[str, Suspended]:
    """What this school decided for these pupils, by pupil, read in one statement; nothing for who was never suspended."""
    where = {"school_id": school_id, "pupil_id": tuple(pupil_ids)}
    found: dict[str, list[Span]] = defaultdict(list)
    for one in session.list(Suspension, where=where) if where["pupil_id"] else ():
        found[one.pupil_id].append(span_of(one, days))
    return {pupil_id: Suspended(tuple(spans)) for pupil_id, spans in found.items()}
