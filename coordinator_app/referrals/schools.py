"""A school that refers and is not on the list yet."""

from __future__ import annotations

from coordinator_app.core.changes import Saved
from coordinator_app.core.plausible import missing, refuse
from coordinator_app.organisations.actions import save
from coordinator_app.organisations.model import School
from coordinator_app.store.session import Session


def add_school(session: Session, school: School) -> Saved[School]:
    """Keep a school on the list. InvalidInput without name or type, or for the number of another school."""
    refuse(
        (
            missing("name", school.name, "Type the name of the school."),
            missing("school_type", school.school_type, "Choose the type of school."),
        )
    )
    return save(session, school)
