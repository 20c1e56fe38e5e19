"""The capabilities together: every record type in one catalogue, and the questions that each of them is asked."""

from __future__ import annotations

from typing import Any

from coordinator_app.capabilities import CAPABILITIES
from coordinator_app.core.catalogue import Catalogue, FieldSpec, Record
from coordinator_app.core.changes import ChangeSet, TakenBack
from coordinator_app.hooks import Capability, PupilTab, resolve
from coordinator_app.pupils import links as pupil_links

__all__ = ["CAPABILITIES", "CATALOGUE", "Capability", "PupilTab"]


def undo_gate(session: Any, taken: tuple[TakenBack, ...]) -> None:
    """Ask every capability whether these records may be put back as they were; one that may not raises CannotUndo.

    The last first: what builds on the others knows best why. Where two merged records come apart, only links turn
    back, so the question is another one: whether what was written since the merge may stand on either side
    (`apart_gate`). Nothing that was given, sent or closed before is taken back by it.
    """
    if any(isinstance(one.now, pupil_links.PupilMerge) for one in taken):
        resolve("coordinator_app.pupils.merging:undo_gate")(session, taken, _each("apart_gate"))
        return
    for ask in reversed(_each("undo_gate")):
        ask(session, taken)


def _each(hook: str) -> list[Any]:
    """What every capability names for a hook, in their order."""
    return [resolve(named) for one in CAPABILITIES if (named := getattr(one, hook))]


def link_gate(reader: Any, record: Record, spec: FieldSpec, target: str) -> None:
    """Ask the capabilities whether this record may lead to that id by this field."""
    for ask in _each("link_gate"):
        ask(reader, record, spec, target)


def of_others(reader: Any, record: Record) -> frozenset[int]:
    """The versions of a record that hold what is another person's, by every capability."""
    return frozenset(version for ask in _each("of_others") for version in ask(reader, record))


def moved(session: Any, record: Record) -> None:
    """Tell every capability that this record is guarded from now on."""
    for tell in _each("moved"):
        tell(session, record)


def undone(session: Any, changes: ChangeSet) -> None:
    """Tell every capability what an undo put back."""
    for tell in _each("undone"):
        tell(session, changes)


_RECORDS = (record for capability in CAPABILITIES for record in capability.records)
CATALOGUE = Catalogue(_RECORDS, undo_gate, moved, undone, link_gate, of_others)
