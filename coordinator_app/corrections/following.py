"""What was asked for follows a record that is guarded from now on; and what may not be undone under a correction.

What somebody says is wrong in an entry tells what the entry says. So where a record moves into the guarded compartment,
what was asked for goes with it, and those who have to be told. Where the program was cut off in between, the next
unlock with the guarded key does the rest (upkeep).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from coordinator_app.answering import asking
from coordinator_app.answering.registers import bring_after, parts_follow
from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.changes import TakenBack
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.model import CorrectionClaim, CorrectionNotice, CorrectionQuestion
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo

_PARTS: tuple[type[CorrectionNotice | CorrectionQuestion], ...] = (CorrectionNotice, CorrectionQuestion)
_OURS = (CorrectionClaim, *_PARTS)
_AT_ONCE = 200


def moved(session: Session, record: Record) -> None:
    """A record is guarded now: what was asked for about it, or shown by it, goes with it, from the trash too."""
    if isinstance(record, CorrectionClaim):
        parts_follow(session, _PARTS, "claim_id", record.id)
    elif not isinstance(record, _PARTS):
        for name in ("item_id", "evidence_document_id"):
            for claim in session.list(CorrectionClaim, where={name: record.id}, trashed=None):
                if not claim.is_guarded:
                    session.move(claim, Compartment.GUARDED, is_guarded=True)


def upkeep(session: Session) -> None:
    """Bring after them what was cut off on its way. Nothing without the key."""
    if Compartment.GUARDED not in session.held:
        return
    for claim in session.list(CorrectionClaim, where={"is_guarded": False}, trashed=None):
        if _is_apart(session, claim.item_kind, claim.item_id) or _is_apart(
            session, "document", claim.evidence_document_id
        ):
            session.move(claim, Compartment.GUARDED, is_guarded=True)
    bring_after(session, _PARTS, "claim_id", CorrectionClaim)


def _is_apart(session: Session, kind: str, record_id: str) -> bool:
    record = session.any_record(kind, record_id) if record_id else None
    return record is not None and record_type(record).compartment_of(record) is Compartment.GUARDED


def undo_gate(session: Session, taken: tuple[TakenBack, ...]) -> None:
    """CannotUndo for what a decision rests on: the record put right, and one that somebody says is wrong going away."""
    asking.undo_gate(taken)
    by_id = {one.now.id: one for one in taken if not isinstance(one.now, _OURS)}
    for some in batched(by_id, _AT_ONCE):
        for claim in session.list(CorrectionClaim, where={"item_id": some}):
            if _rests_on(claim, by_id[claim.item_id]):
                raise CannotUndo(
                    "Somebody asked for this correction, and what was decided rests on it.",
                    next_step="If it is wrong again, open the record and correct it with the reason.",
                )


def batched(ids: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    """The ids, so many at a time: an undone file of attendance has tens of thousands."""
    waiting = iter(ids)
    while some := tuple(islice(waiting, size)):
        yield some


def _rests_on(claim: CorrectionClaim, one: TakenBack) -> bool:
    after = claim.after_version
    return one.goes if after is None else one.now.version <= after
