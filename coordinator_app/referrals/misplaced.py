"""A call was put on the wrong child's record and taken back: nothing of it stays tied to that child (003-5.1, 6.4).

The undo takes the entry and the call back. The notes of the first talk lie in the other compartment and follow right
after; where the program was cut off in between, the next unlock with the guarded key does it. The entry stays in the
trash, but what it says is another child's: it is not gathered for the one on whose record it stood.
"""

from __future__ import annotations

from itertools import pairwise

from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.changes import ChangeSet
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import InitialDiscussion, Referral
from coordinator_app.referrals.safeguarding import join_talk
from coordinator_app.referrals.unplaced import UnplacedCall
from coordinator_app.store.history import HistoryRow, of_change
from coordinator_app.store.reading import Reader
from coordinator_app.store.session import Session

_KIND = record_type(UnplacedCall).kind


def undone(session: Session, changes: ChangeSet) -> None:
    """An undo took a call off a record, or put it there again: the notes of its first talk follow."""
    for one in changes.records:
        call = session.find(UnplacedCall, one.record_id) if one.kind == _KIND else None
        if call is None or not call.discussion_id:
            continue
        if call.pupil_id:
            join_talk(session, call.discussion_id, session.get(Pupil, call.pupil_id))
        else:
            _let_go(session, call)


def settle(session: Session) -> None:
    """After each unlock: let go of the notes of calls that were taken off a record. Nothing without the guarded key."""
    if Compartment.GUARDED not in session.held:
        return
    for call in session.list(UnplacedCall, where={"pupil_id": ""}):
        if call.discussion_id:
            _let_go(session, call)


def _let_go(session: Session, call: UnplacedCall) -> None:
    """The notes go back to whom they named before this call was placed, unless something else tied them since."""
    talk = session.find(InitialDiscussion, call.discussion_id)
    placed = _placed(session.history(call.id))
    if talk is None or placed is None:
        return
    first, last = placed
    pupil_id = _pupil(first)
    tied = [
        now
        for before, now in pairwise(session.history(talk.id))
        if _pupil(now) == pupil_id != _pupil(before) and first.at <= now.at <= last.at
    ]
    referred = any(
        one.created_at is not None and first.at < one.created_at
        for one in session.list(Referral, where={"pupil_id": pupil_id})
    )
    if tied and talk.pupil_id == pupil_id and not referred:
        before = session.at_version(InitialDiscussion, talk.id, tied[-1].version - 1).pupil_id
        with session.write() as work:
            work.change(talk, pupil_id=before)


def _placed(history: list[HistoryRow]) -> tuple[HistoryRow, HistoryRow] | None:
    """When the call was last put on a record, and when it was taken off again; None if it never was."""
    steps = [(before, now) for before, now in pairwise(history) if _pupil(before) != _pupil(now)]
    if len(steps) < 2 or _pupil(steps[-1][1]):
        return None
    return steps[-2][1], steps[-1][1]


def _pupil(row: HistoryRow) -> str:
    return str((row.after or {}).get("pupil_id") or "")


def of_others(reader: Reader, record: Record) -> frozenset[int]:
    """The versions of a call, and of the entry that it had become, from when it stood on another child's record.

    The entry itself is another child's once the call was taken off that record. Records of the same child that were
    merged are one child.
    """
    if isinstance(record, ChronologyEntry):
        history = reader.history(record.id)
        return (
            frozenset(one.version for one in history) if _taken_off(reader, record, history) else frozenset()
        )
    if not isinstance(record, UnplacedCall):
        return frozenset()
    versions = reader.history(record.id)
    return frozenset(one.version for one in versions if not _same_child(reader, _pupil(one), record.pupil_id))


def _taken_off(reader: Reader, entry: ChronologyEntry, history: list[HistoryRow]) -> bool:
    """Whether the entry went to the trash because the call that it came from was taken off the record."""
    if entry.category is not Category.SAFEGUARDING or entry.trashed_at is None:
        return False
    if not history or not history[-1].undoes:
        return False
    guarded = reader.databases.connection(Compartment.GUARDED)
    return any(row.kind == _KIND for row in of_change(guarded, history[-1].change_id))


def _same_child(reader: Reader, was: str, now: str) -> bool:
    if was in {"", now}:
        return True
    pupil = reader.find(Pupil, was)
    return pupil is not None and pupil.merged_into_id == now
