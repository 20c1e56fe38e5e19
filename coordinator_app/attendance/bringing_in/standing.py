"""What of a pupil may be kept for a place on a day: the gate, the school's calendar, and where the pupil was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from coordinator_app.attendance.actions import may_be_ahead, shut_for
from coordinator_app.attendance.model import Place
from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.catalogue import Record
from coordinator_app.core.dates import say
from coordinator_app.organisations.actions import school_days
from coordinator_app.organisations.model import School
from coordinator_app.programmes.model import Programme
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.parts import SchoolOnRoll
from coordinator_app.store.session import Session

NO_REFERRAL = (
    "The school has not referred this pupil, or not acknowledged the statement, so nothing may be kept."
)
Span = tuple[date | None, date | None]


@dataclass(slots=True)
class Standing:
    """Read once for all pupils of a file."""

    place: Place
    place_name: str
    today: date
    shut: frozenset[str]
    _pupils: dict[str, Pupil]
    _spans: dict[str, list[Span]]
    _schools: dict[str, str]
    _session: Session
    _calendar: SchoolDays | None = None
    _days: dict[date, str] = field(default_factory=dict)
    _asked: tuple[str, date, bool] | None = None
    _answer: str = ""

    def why_not_pupil(self, pupil_id: str) -> str:
        """Why nothing at all may be kept of this pupil, "" if it may."""
        if pupil_id in self.shut:
            return NO_REFERRAL
        if self._spans.get(pupil_id):
            return ""
        return f"The pupil {self._not_there(pupil_id)}."

    def why_not_mark(self, pupil_id: str, day: date, mark: str) -> str:
        """Why this mark may not be kept on this day, "" if it may."""
        asked = (pupil_id, day, may_be_ahead(mark))
        if asked != self._asked:  # the other half of a day is mostly asked for next
            self._asked, self._answer = asked, self._why_not(*asked)
        return self._answer

    def _why_not(self, pupil_id: str, day: date, ahead: bool) -> str:
        if day > self.today and not ahead:
            return f"{say(day)} is still to come."
        if not any(_covers(span, day) for span in self._spans[pupil_id]):
            return f"On {say(day)} the pupil {self._not_there(pupil_id)}."
        return self._why_no_school(day) if self.place.is_school and not ahead else ""

    def _not_there(self, pupil_id: str) -> str:
        if not self.place.is_school:
            return f"had no programme at {self.place_name}"
        own = self._schools.get(self._pupils[pupil_id].school_id, "")
        where = f": the pupil's school is {own}" if own and own != self.place_name else ""
        return f"was not at {self.place_name}{where}"

    def _why_no_school(self, day: date) -> str:
        """Of the school whose register it is: a provider may be open when the schools of its pupils are not."""
        if day not in self._days:
            self._days[day] = self._ask(day)
        return self._days[day]

    def _ask(self, day: date) -> str:
        """Nothing is said of a day for which the school's terms are not known."""
        if self._calendar is None:
            self._calendar = school_days(self._session, self.place.school_id)
        days = self._calendar
        if day.weekday() < 5 and days.bank.title(day) is None and days.why_unknown(day) is not None:
            return ""
        why = days.why_not(day)
        return "" if why is None else f"{say(day)} is no school day: {why}."


def standing(session: Session, place: Place, place_name: str, pupil_ids: Iterable[str]) -> Standing:
    """Where these pupils stand with this place."""
    ids = tuple(pupil_ids)
    pupils = {one.id: one for one in _of(session, Pupil, "id", ids)}
    spans: dict[str, list[Span]] = defaultdict(list)
    if place.is_school:
        _add_schools(session, place, pupils, spans)
    for one in _of(session, Programme, "pupil_id", ids):
        at = one.host_school_id if place.is_school else one.provider_id
        if at == place.id and one.start_on is not None:
            spans[one.pupil_id].append((one.start_on, one.ended_on))
    names = {one.id: one.name for one in session.list(School, trashed=None)} if place.is_school else {}
    return Standing(
        place, place_name, session.clock.today(), shut_for(session, ids), pupils, spans, names, session
    )


def _add_schools(
    session: Session, place: Place, pupils: dict[str, Pupil], spans: dict[str, list[Span]]
) -> None:
    """When each pupil was on roll at the school; without a line of schools, the school of the record counts always."""
    lined = set()
    for line in _of(session, SchoolOnRoll, "pupil_id", tuple(pupils)):
        lined.add(line.pupil_id)
        if line.school_id == place.school_id:
            spans[line.pupil_id].append((line.from_day, line.until_day))
    for pupil in pupils.values():
        if pupil.id not in lined and pupil.school_id == place.school_id:
            spans[pupil.id].append((None, None))


def _covers(span: Span, day: date) -> bool:
    first, last = span
    return (first is None or first <= day) and (last is None or day <= last)


R = TypeVar("R", bound=Record)


def _of(session: Session, cls: type[R], name: str, ids: tuple[str, ...]) -> list[R]:
    return session.list(cls, where={name: ids}) if ids else []
