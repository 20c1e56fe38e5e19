"""Several pupils in one incident: each has an entry of his own, and one random mark joins them.

Whose the other entries are is read from the mark when it is shown, as initials; it is written into nobody's record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session


def entries_beside(session: Session, entry: ChronologyEntry) -> list[ChronologyEntry]:
    """The entries of the other pupils of an incident, that this user may open."""
    if not entry.incident:
        return []
    found = session.list(ChronologyEntry, where={"incident": entry.incident})
    return [one for one in found if one.pupil_id != entry.pupil_id]


def initials_beside(session: Session, entries: Iterable[ChronologyEntry]) -> Mapping[str, tuple[str, ...]]:
    """By incident: the initials of the other pupils, in order. The entries are those of one pupil."""
    shown = [one for one in entries if one.incident]
    if not shown:
        return {}
    marks = tuple(dict.fromkeys(one.incident for one in shown))
    others = [
        one
        for one in session.list(ChronologyEntry, where={"incident": marks})
        if one.pupil_id != shown[0].pupil_id
    ]
    wanted = tuple(dict.fromkeys(one.pupil_id for one in others))
    called = {one.id: one.initials for one in session.list(Pupil, where={"id": wanted})} if wanted else {}
    found: dict[str, list[str]] = {}
    for one in others:
        found.setdefault(one.incident, []).append(called.get(one.pupil_id, "?"))
    return {mark: tuple(sorted(initials)) for mark, initials in found.items()}
