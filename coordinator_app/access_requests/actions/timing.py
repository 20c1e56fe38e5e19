"""The clocks of a request as things stand in the vault (domain 1.1 to 1.4)."""

from __future__ import annotations

from coordinator_app.access_requests.clocks import Clocks, ClockSettings, clocks_of
from coordinator_app.access_requests.model import AccessRequest, RequestPause
from coordinator_app.core.deadline_types import TargetRule
from coordinator_app.organisations.actions import school_days
from coordinator_app.organisations.model import School
from coordinator_app.store.session import Session


def pauses_of(session: Session, request_id: str) -> list[RequestPause]:
    """The pauses of a request, oldest first."""
    return session.list(RequestPause, where={"request_id": request_id}, order="asked_on")


def clock_settings(session: Session) -> ClockSettings:
    """How this partnership counts its target: calendar days unless it chose school days (decision 2)."""
    rule = session.setting("target_rule", TargetRule.CALENDAR_15.value)
    return ClockSettings(TargetRule(str(rule)), bool(session.setting("pauses_stop_target", True)))


def clocks(session: Session, request: AccessRequest) -> Clocks:
    """The three clocks of a request as things stand."""
    return clocks_of(
        request,
        tuple(pauses_of(session, request.id)),
        school_days(session, request.school_id),
        bound=bound_by_law(session, request),
        settings=clock_settings(session),
    )


def bound_by_law(session: Session, request: AccessRequest) -> bool:
    """Whether the 2005 Regulations bind the school on roll of the day the request arrived."""
    school = session.find(School, request.school_id)
    return bool(school and school.school_type and school.school_type.bound_by_pupil_information_regulations)
