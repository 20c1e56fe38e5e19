"""Whom the picker of the data protection officer may name: the partnerships, their officers, the joint one (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.organisations.actions import partnership
from coordinator_app.organisations.duty import as_dpo, other_officer
from coordinator_app.organisations.model import Office, School
from coordinator_app.organisations.officers import school_dpo, serving
from coordinator_app.organisations.partners import OtherPartnership
from coordinator_app.organisations.which_dpo import DpoNamed, Touched
from coordinator_app.store.session import Session

OURS = "ours"


@dataclass(frozen=True, slots=True)
class Pick:
    """The partnerships that an issue may touch, ours first, and who holds the joint office today."""

    partnerships: tuple[Touched, ...]
    joint: DpoNamed | None


def read_pick(session: Session) -> Pick:
    """Read partnerships and officers as they stand today, cover counted."""
    today = session.clock.today()
    ours = partnership(session)
    school = (
        session.find(School, ours.fund_holding_school_id) if ours and ours.fund_holding_school_id else None
    )
    own = school_dpo(session, school)
    name = ours.name if ours and ours.name else "Our partnership"
    first = Touched(OURS, name, school.name if school else "", as_dpo(own), ours=True)
    others = (
        Touched(one.id, one.name, one.fund_holding_school, other_officer(one))
        for one in session.list(OtherPartnership, order="name")
        if one.closed_on is None or one.closed_on > today
    )
    return Pick((first, *others), as_dpo(serving(session, Office.JOINT_DPO)))
