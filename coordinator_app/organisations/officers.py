"""Who holds an office from when: a new name begins today and ends the one before, so that letters stay explicable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from coordinator_app.core.changes import Saved
from coordinator_app.core.plausible import missing, refuse
from coordinator_app.organisations.actions import officers
from coordinator_app.organisations.duty import Serving, on_duty, school_officer
from coordinator_app.organisations.model import Office, Officer, OfficerCover, School
from coordinator_app.organisations.register_rules import problems
from coordinator_app.store.session import Session


def holder(session: Session, office: Office) -> Officer | None:
    """Who holds an office today."""
    return officers(session, session.clock.today()).get(office)


def serving(session: Session, office: Office, on: date | None = None) -> Serving | None:
    """Who does the work of an office on a day (today if none is given), cover counted."""
    day = on or session.clock.today()
    return on_duty(office, session.list(Officer), session.list(OfficerCover), day)


def school_dpo(session: Session, school: School | None, on: date | None = None) -> Serving | None:
    """The data protection officer of the fund holding school: the office first, then what the school's entry says."""
    found = serving(session, Office.SCHOOL_DPO, on)
    if found is not None or school is None:
        return found
    return school_officer(school, on or session.clock.today())


def appoint(session: Session, wanted: Officer) -> Saved[Officer]:
    """Name the holder of an office. The same name: his particulars are kept; another: the one before ends yesterday.

    One who was named today is corrected instead. InvalidInput without a name.
    """
    refuse((missing("name", wanted.name, "Type the name."),))
    today = session.clock.today()
    refuse(problems(wanted, (), today))
    now = officers(session, today).get(wanted.office) if wanted.office else None
    same = now is not None and (now.name == wanted.name or now.from_day == today)
    with session.write() as work:
        if now is not None and same:
            kept = work.change(
                now,
                name=wanted.name,
                organisation=wanted.organisation,
                telephone=wanted.telephone,
                email=wanted.email,
            )
        else:
            if now is not None:
                work.change(now, to_day=today - timedelta(days=1))
            kept = work.add(replace(wanted, from_day=today))
    return Saved(kept, work.change_id)
