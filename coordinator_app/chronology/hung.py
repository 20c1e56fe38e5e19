"""What is read beside the entries of one page of the timeline: things to do, who has seen them (no Qt).

Each reader is asked once for all entries of a page, so that a page costs a few statements and not a few for each entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from coordinator_app.chronology import seen, suspension_view, things_to_do
from coordinator_app.chronology.model import ChronologyEntry

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

ReadHung = Callable[["Session", Sequence[ChronologyEntry]], Mapping[str, object]]
"""Given the entries of a page, what hangs on each of them by the entry's id; entries without any are left out."""

READERS: tuple[tuple[str, ReadHung], ...] = (
    (seen.HUNG, seen.of_entries),
    (things_to_do.HUNG, things_to_do.of_entries),
    (suspension_view.HUNG, suspension_view.of_entries),
)
"""Each part's name, by which its card finds what was read, and its reader."""


def read_hung(session: Session, entries: Sequence[ChronologyEntry]) -> dict[str, dict[str, object]]:
    """By the entry's id: what each part has for it, by the part's name."""
    found: dict[str, dict[str, object]] = {}
    for name, read in READERS:
        for entry_id, hung in read(session, entries).items():
            found.setdefault(entry_id, {})[name] = hung
    return found
