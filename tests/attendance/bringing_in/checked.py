"""A register given to the check and brought in, as the page does it."""

from __future__ import annotations

from coordinator_app.attendance.bringing_in.bringing import Reading, bring_in
from coordinator_app.attendance.bringing_in.checking import Given, check
from coordinator_app.attendance.bringing_in.plan import Plan
from coordinator_app.attendance.model import AttendanceFile, Place
from coordinator_app.core.changes import Saved
from coordinator_app.jobs.jobs import InTask
from tests.attendance.bringing_in.registers import HEADING, found
from tests.vaults import House

ALONG = InTask(lambda _: None, lambda: False)
READING = Reading(HEADING, ("upn", "family", "given", "birth", "date", "session", "mark"), "utf-8")


def plan_of(
    house: House, content: bytes, place: Place | None = None, name: str = "Foxglove Hill School"
) -> Plan:
    where = place or Place(school_id=house.school.id)
    given = Given(found(content), "register week 12.csv", "ab" * 32, where, name)
    return check(house.session, given, ALONG)


def brought(house: House, content: bytes, place: Place | None = None) -> Saved[AttendanceFile]:
    return bring_in(house.session, plan_of(house, content, place), READING, ALONG)


def outcomes(plan: Plan) -> list[tuple[int, str, str]]:
    return [(one.row, one.outcome.value, one.words) for one in plan.outcomes]
