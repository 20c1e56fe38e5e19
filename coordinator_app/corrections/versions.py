"""What a record said before and what it says after: the fields that differ, word by word (003-5.4; no Qt)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coordinator_app.core.catalogue import FieldSpec, Record
from coordinator_app.core.errors import NotFound
from coordinator_app.core.word_diff import Kind, Piece, differences
from coordinator_app.corrections.model import CorrectionClaim
from coordinator_app.corrections.naming import told_fields, words_of
from coordinator_app.store.session import Session

_NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Differs:
    """One field that says something else by now: its name, what it said, what it says ("" for nothing)."""

    label: str
    was: str
    now: str

    def before(self) -> tuple[Piece, ...]:
        """What it said, with what was taken out marked."""
        return _side(self.was, self._pieces(), Kind.ADDED)

    def after(self) -> tuple[Piece, ...]:
        """What it says, with what came in marked."""
        return _side(self.now, self._pieces(), Kind.REMOVED)

    def _pieces(self) -> tuple[Piece, ...]:
        return differences(self.was, self.now)


def _side(words: str, pieces: Iterable[Piece], without: Kind) -> tuple[Piece, ...]:
    if not words:
        return (Piece(Kind.SAME, _NOTHING),)
    return tuple(piece for piece in pieces if piece.kind is not without)


def as_it_was(session: Session, claim: CorrectionClaim, version: int | None) -> Record | None:
    """The record at a version; None where that version is kept no more."""
    if version is None:
        return None
    try:
        return session.at_version(session.catalogue.of_kind(claim.item_kind).cls, claim.item_id, version)
    except NotFound:
        return None


def as_it_is(session: Session, claim: CorrectionClaim) -> Record | None:
    """The record as it stands, also in the trash."""
    return session.any_record(claim.item_kind, claim.item_id)


def changed_fields(before: Record, after: Record) -> tuple[FieldSpec, ...]:
    """The fields that say something else."""
    return tuple(
        spec for spec in told_fields(after) if getattr(before, spec.name) != getattr(after, spec.name)
    )


def was_deleted(before: Record, after: Record) -> bool:
    """Whether it was put into the trash in between."""
    return before.trashed_at is None and after.trashed_at is not None


def differs(session: Session, before: Record, after: Record) -> tuple[Differs, ...]:
    """Each field that says something else, in words."""
    found = [
        Differs(spec.label, words_of(session, before, spec), words_of(session, after, spec))
        for spec in changed_fields(before, after)
    ]
    if was_deleted(before, after):
        found.append(Differs("Kept", "In the record", "Deleted"))
    return tuple(found)


def is_put_right(before: Record | None, after: Record | None) -> bool:
    """Whether the record says something else than it did, or is gone; what is kept no more cannot be held against it."""
    if before is None or after is None:
        return True
    return was_deleted(before, after) or bool(changed_fields(before, after))


def says(session: Session, record: Record) -> tuple[tuple[str, str], ...]:
    """All that a record says, as (name, words); empty fields are left out."""
    told = ((spec.label, words_of(session, record, spec)) for spec in told_fields(record))
    return tuple((name, words) for name, words in told if words)
