"""The parents and carers that a referral names (003-4.3)."""

from __future__ import annotations

from coordinator_app.core.changes import Saved
from coordinator_app.core.plausible import missing, refuse
from coordinator_app.pupils.actions import save_carer
from coordinator_app.pupils.model import Carer
from coordinator_app.store.session import Session


def add_carer(session: Session, carer: Carer) -> Saved[Carer]:
    """Keep a parent or carer. Who is said to have parental responsibility needs the way it was seen (003-7.3a)."""
    seen = carer.evidence if carer.has_responsibility else "not needed"
    refuse((missing("evidence", seen, "Choose how parental responsibility was seen."),))
    return save_carer(session, carer)
