"""Who looked at a guarded entry stands in the audit: once for each visit to the record, however often the list is read."""

from __future__ import annotations

from collections.abc import Iterable

from coordinator_app.chronology import view
from coordinator_app.chronology.seen import looked_at
from coordinator_app.services import Services
from coordinator_app.ui.tidying import only_faults


class Looks:
    """Of one tab."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._noted: set[str] = set()

    def note(self, lines: Iterable[view.Line]) -> None:
        """These are shown: what is guarded among them, with its words, was looked at."""
        apart = (one.entry for one in lines if view.is_guarded(one.entry) and not one.is_closed)
        seen = tuple(one for one in apart if one.id not in self._noted)
        if seen:
            self._noted |= {one.id for one in seen}
            self._services.jobs.write(
                lambda session: looked_at(session, seen), failed=only_faults(self._services.say)
            )
