"""Two merged records come apart only if no programme was started on the papers of the other child (003-4)."""

from __future__ import annotations

from coordinator_app.programmes.actions import checks_for, days_of, overrides_of, programmes_of
from coordinator_app.programmes.gate import made_worse
from coordinator_app.programmes.model import Programme
from coordinator_app.pupils.apart import Apart, cannot_part, in_words
from coordinator_app.store.session import Session


def apart_gate(session: Session, apart: Apart) -> None:
    """Go on, or raise CannotUndo: the start gate would shut for a programme that was started since the merge."""
    found = [
        f"{in_words(one)} ({why})"
        for one in programmes_of(session, apart.line.kept_id)
        if one.is_under_way and not _was_under_way(session, apart, one)
        for why in _lost(session, apart, one)
    ]
    if found:
        raise cannot_part("A programme was started since that could not have started for this child", found)


def _was_under_way(session: Session, apart: Apart, programme: Programme) -> bool:
    was = apart.was(session, Programme, programme.id)
    return was is not None and was.is_under_way


def _lost(session: Session, apart: Apart, programme: Programme) -> list[str]:
    week = days_of(session, programme.id)
    before = checks_for(session, programme, week)
    with apart.done(session):
        after = checks_for(session, session.get(Programme, programme.id), week)
    worse = made_worse(before, after, overrides_of(session, programme.id))
    return [reason.why.rstrip(".") for reason in worse.reasons]
