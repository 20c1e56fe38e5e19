"""What documents bring to Today: a consent recorded from another child's paper, and a trash whose days are over."""

from __future__ import annotations

from collections.abc import Iterator

from coordinator_app.consent.model import Consent
from coordinator_app.core.dates import say
from coordinator_app.documents import trash
from coordinator_app.documents.model import TRASH_DAYS, Document, TakenOut
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem

_LATEST = 100


def due_items(session: Session) -> list[DueItem]:
    """A line for each such consent, until it is withdrawn or the paper is back; one for each pupil's trash."""
    notes = session.list(TakenOut, order="taken_on", newest=True, limit=_LATEST)
    return [*(item for note in notes for item in _of(session, note)), *map(_trash, trash.over(session))]


def _trash(one: trash.Waiting) -> DueItem:
    many = "1 document has" if one.count == 1 else f"{one.count} documents have"
    return DueItem(
        key=f"document-trash-{one.pupil_id}",
        title=f"Documents in the trash, {one.called}",
        second_line=f"{many} been there for {TRASH_DAYS} days or more. Throw away for good, or take back.",
        icon="trash-2",
        page="pupil",
        params=(("pupil_id", one.pupil_id), ("tab", "documents")),
        action="Open",
        tone="neutral",
        chip="Trash",
        pupil_id=one.pupil_id,
    )


def _of(session: Session, note: TakenOut) -> Iterator[DueItem]:
    paper = session.find(Document, note.paper_id)
    pupil = session.find(Pupil, note.pupil_id)
    if paper is None or pupil is None or paper.pupil_id == note.pupil_id:
        return
    for consent in session.list(Consent, where={"scan_document_id": note.paper_id}):
        if consent.pupil_id == note.pupil_id and consent.withdrawn_on is None:
            yield DueItem(
                key=f"paper-taken-out-{consent.id}",
                title=f"Consent from another child’s paper, {pupil.called}",
                second_line=f"{_when(note)} Record that this consent is withdrawn, and why.",
                icon="triangle-alert",
                page="consent",
                params=(("pupil_id", pupil.id),),
                action="Open",
                tone="over",
                chip="Not this child’s",
                due=note.taken_on,
                pupil_id=pupil.id,
            )


def _when(note: TakenOut) -> str:
    return (
        f"The paper was taken out on {say(note.taken_on)}." if note.taken_on else "The paper was taken out."
    )
