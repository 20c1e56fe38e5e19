"""What programmes need, found for all of them at once; `due` puts it into words for the few that are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial

from coordinator_app.consent.actions import standings_of
from coordinator_app.consent.model import ConsentStanding, may_share
from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.actions import school_days
from coordinator_app.programmes.actions import checks_today, days_of
from coordinator_app.programmes.gate import CONSENT, RISK, missing, not_waived
from coordinator_app.programmes.model import Programme
from coordinator_app.programmes.safety import StartOverride
from coordinator_app.programmes.store import OpenProgramme, open_programmes, review_days, risks_until
from coordinator_app.programmes.timetable import latest_review
from coordinator_app.store.session import Session

ENDS_SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due: of which programme, its day, whether that is past, and what the words need."""

    of: OpenProgramme
    day: date | None = None
    late: bool = False
    stands: ConsentStanding | None = None
    planned: date | None = None
    override: StartOverride | None = None

    @property
    def on(self) -> date:
        """The day, of those that always have one."""
        assert self.day is not None
        return self.day

    @property
    def urgency(self) -> tuple[bool, date]:
        """The order of Today: what is late first, then by the day."""
        return (not self.late, self.day or date.max)


@dataclass(frozen=True, slots=True)
class Around:
    """The programmes that have not ended, and what was passed over at their starts and is not settled."""

    session: Session
    today: date
    programmes: Sequence[OpenProgramme]
    overrides: dict[str, list[StartOverride]]

    @property
    def under_way(self) -> list[OpenProgramme]:
        """Those that have started."""
        return [one for one in self.programmes if one.under_way]

    def waived(self, one: OpenProgramme, code: str) -> bool:
        """Whether the start passed over just what is missing of this today: then its own line tells of it.

        An override passes over what it says and no more: a no that came later, or another paper, is told anew.
        """
        overrides = self.overrides.get(one.id, ())
        if not any(code in each.codes for each in overrides):
            return False
        programme = self.session.get(Programme, one.id)
        lacking = missing(checks_today(self.session, programme, days_of(self.session, one.id)))
        asked = tuple(check for check in lacking if check.code == code)
        return bool(asked) and not_waived(asked, overrides, programme.provider_id).is_open


def around(session: Session, pupil_id: str = "") -> Around:
    """Of all pupils, or of one."""
    general = session.databases.connection(Compartment.GENERAL)
    overrides: dict[str, list[StartOverride]] = defaultdict(list)
    for one in session.list(StartOverride, where={"resolved_on": None}):
        overrides[one.programme_id].append(one)
    return Around(session, session.clock.today(), open_programmes(general, pupil_id), overrides)


def without_consent(place: Around) -> Iterator[Due]:
    """Under way, and consent does not, or no longer, allow it."""
    standings = standings_of(place.session, (one.pupil_id for one in place.under_way))
    for one in place.under_way:
        stands = standings[one.pupil_id]
        if not may_share(stands).is_open and not place.waived(one, CONSENT):
            yield Due(one, late=True, stands=stands)


def risk_out(place: Around) -> Iterator[Due]:
    """Full time, and the risk assessment has run out or does so soon."""
    asked = [one for one in place.under_way if one.full_time]
    general = place.session.databases.connection(Compartment.GENERAL)
    until = risks_until(general, {one.id for one in asked}) if asked else {}
    for one in asked:
        day = until.get(one.id)
        if day is not None and day <= place.today + ENDS_SOON and not place.waived(one, RISK):
            yield Due(one, day, day < place.today)


def ending(place: Around) -> Iterator[Due]:
    """The planned end is near or past."""
    for one in place.under_way:
        if one.ends_on is not None and one.ends_on <= place.today + ENDS_SOON:
            yield Due(one, one.ends_on, one.ends_on < place.today)


def unreviewed(place: Around) -> Iterator[Due]:
    """No review is planned, or it is planned for later than there must be one (domain 6.7)."""
    general = place.session.databases.connection(Compartment.GENERAL)
    pupils = {one.pupil_id for one in place.under_way}
    days = review_days(general, pupils) if pupils else {}
    school = cache(partial(school_days, place.session))
    latest = cache(lambda since, school_id: _latest(since, school(school_id)))
    for one in place.under_way:
        found = days.get(one.pupil_id)
        if found is None or found.planned is None:
            yield Due(one)
            continue
        since = max(one.start_on or place.today, found.held or date.min)
        last = latest(since, one.school_id)
        if last is not None and found.planned > last:
            yield Due(one, last, planned=found.planned)


def _latest(since: date, school: SchoolDays) -> date | None:
    return latest_review(since, school)


def not_started(place: Around) -> Iterator[Due]:
    """Planned, and the first day is past."""
    for one in place.programmes:
        if not one.under_way and one.start_on is not None and one.start_on < place.today:
            yield Due(one, one.start_on)


def passed_over(place: Around) -> Iterator[Due]:
    """Starts before everything was in place, shown until they are settled, whatever their day (003-4)."""
    for one in place.programmes:
        for override in place.overrides.get(one.id, ()):
            again = override.review_on or place.today
            yield Due(one, again, again <= place.today, override=override)
