"""What was put right as a letter tells it: nothing of where somebody is whose address is confidential (domain 2.1; 003-6.4)."""

from __future__ import annotations

from dataclasses import replace

from coordinator_app.core.catalogue import Record
from coordinator_app.corrections.versions import Differs, changed_fields, differs
from coordinator_app.pupils.confidential import REACHED_BY, tell_where
from coordinator_app.pupils.model import Carer
from coordinator_app.store.session import Session

CONFIDENTIAL = "confidential, not told here"


def differs_on_paper(session: Session, before: Record, after: Record) -> tuple[Differs, ...]:
    """Each field that says something else. A notice goes to schools and providers, an answer to either parent."""
    hidden = _hidden(before, after)
    return tuple(
        replace(one, was=_told(one.was), now=_told(one.now))
        if one.label in hidden or tell_where(session, (one.was, one.now))
        else one
        for one in differs(session, before, after)
    )


def _hidden(before: Record, after: Record) -> frozenset[str]:
    """The names of the fields of a carer that are confidential, or were."""
    if not any(isinstance(one, Carer) and one.address_is_confidential for one in (before, after)):
        return frozenset()
    return frozenset(spec.label for spec in changed_fields(before, after) if spec.name in REACHED_BY)


def _told(words: str) -> str:
    return CONFIDENTIAL if words else ""
