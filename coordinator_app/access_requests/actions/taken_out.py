"""A paper of another child is taken out of a record that somebody asked for: each request that was not sent says so, and counts it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.catalogue import record_type
from coordinator_app.documents.model import TakenOut
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work

_WHY = "This paper was taken out: it is about another child. Decide what is said of that."


def taken_out(session: Session, work: Work, gone: Collection[str], note: TakenOut) -> None:
    """In every request about the child that was not sent, let the note stand where the paper stood; its other items go.

    Also in one that was closed without a pack: it may be opened again, and another child's words are none of its file.

    `gone` are the ids of the paper and of its scan. A decision made about the paper is no decision about the note, so
    a pack that was built with it fits no longer, and what was covered of it goes with it.
    """
    for request in _unsent_about(session, note.pupil_id):
        items = [
            item
            for item in session.list(RequestItem, where={"request_id": request.id})
            if item.item_id in gone and item.is_guarded is note.is_guarded
        ]
        stands = next((one for one in items if one.item_id == note.paper_id and not one.draft_screen), None)
        for item in items:
            _uncover(session, work, item)
            if item is stands:
                _stand_in(work, item, note)
            else:
                work.trash(item)


def _unsent_about(session: Session, pupil_id: str) -> Iterator[AccessRequest]:
    yield from session.list(AccessRequest, where={"pupil_id": pupil_id, "sent_on": None}, order="received_on")


def _uncover(session: Session, work: Work, item: RequestItem) -> None:
    for one in session.list(Redaction, where={"request_item_id": item.id}):
        work.trash(one)


def _stand_in(work: Work, item: RequestItem, note: TakenOut) -> None:
    described = record_type(note)
    work.change(
        item,
        item_kind=described.kind,
        item_id=note.id,
        item_version=note.version,
        parts_mark="",
        title=described.title,
        on_day=note.taken_on,
        state_label="",
        already_shared_on=None,
        outcome=Outcome.UNDECIDED,
        exemption=None,
        reason="",
        note="",
        decided_at=None,
        reset_because=_WHY,
    )
