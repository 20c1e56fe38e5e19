"""Where a pupil's programmes stand, in the short words of the pupil's record and of the list."""

from __future__ import annotations

from coordinator_app.core.dates import say
from coordinator_app.programmes.actions import days_of, overrides_of, programmes_of
from coordinator_app.programmes.model import Programme, ProgrammeState
from coordinator_app.programmes.orders import place_of
from coordinator_app.programmes.timetable import week_words
from coordinator_app.store.session import Session

_HEADS = {
    ProgrammeState.PLANNED: "Programme planned",
    ProgrammeState.RUNNING: "Programme",
    ProgrammeState.PAUSED: "Programme, paused",
}


def facts(session: Session, pupil_id: str) -> list[tuple[str, str]]:
    """A line for each programme that has not ended: its name and words; what was passed over at its start as well."""
    found = []
    for programme in programmes_of(session, pupil_id):
        head = _HEADS.get(programme.state) if programme.state else None
        if head is None:
            continue
        found.append((head, _words(session, programme)))
        open_overrides = [one for one in overrides_of(session, programme.id) if one.resolved_on is None]
        for one in open_overrides:
            again = f"to be looked at again on {say(one.review_on)}" if one.review_on else "to be settled"
            found.append(("Started before everything was in place", again))
    return found


def _words(session: Session, programme: Programme) -> str:
    where = place_of(session, programme).name
    head = f"{programme.called} at {where}" if where else programme.called
    start = f"from {say(programme.start_on)}" if programme.start_on else ""
    week = week_words(days_of(session, programme.id))
    return ", ".join(part for part in (head, week, start) if part)
