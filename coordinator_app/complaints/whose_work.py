"""Whose work a complaint is about: nobody looks into, helps with or signs what is about their own (section 164A; no Qt)."""

from __future__ import annotations

import re

from coordinator_app.core.names import fold, may_be_one_person
from coordinator_app.organisations.model import Office
from coordinator_app.organisations.officers import serving
from coordinator_app.store.session import Session

_PARTS = re.compile(r"[,;()/]|\band\b", re.IGNORECASE)
_CALLED = {
    Office.CHAIR: ("chair", "chairman", "chairwoman", "chairperson"),
    Office.COORDINATOR: ("coordinator", "co ordinator"),
    Office.JOINT_DPO: ("data protection officer", "dpo"),
    Office.SAFEGUARDING_OFFICER: ("safeguarding officer",),
}
"""How somebody who complains may call an office without a name."""


def is_about(session: Session, whom: str, name: str) -> bool:
    """Whether the work may be this person's: by the name in any of its parts, or by the office they hold ("the Chair")."""
    if not whom.strip() or not name.strip():
        return False
    parts = (whom, *(part for part in _PARTS.split(whom) if part.strip()))
    if any(may_be_one_person(part, name) for part in parts):
        return True
    words = f" {fold(whom)} "
    holders = (
        serving(session, office)
        for office, called in _CALLED.items()
        if any(f" {one} " in words for one in called)
    )
    return any(one is not None and may_be_one_person(one.name, name) for one in holders)


def another(session: Session, whom: str) -> str:
    """Who is proposed instead, with the office; "" where every officer's work it is about, or nobody holds an office."""
    for office in (Office.CHAIR, Office.JOINT_DPO):
        officer = serving(session, office)
        if officer is not None and not is_about(session, whom, officer.name):
            return f"{officer.name}, {office.label.lower() if office is Office.JOINT_DPO else office.label}"
    return ""
