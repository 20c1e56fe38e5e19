"""Items whose record is held about the person no more: a call taken back, a paper moved to the right child (003-5.1, 5.4).

What was gathered from a wrong record is another child's. It may not go out, whatever was decided about it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from coordinator_app.access_requests.gathering.holdings import ERASED, Holding, which
from coordinator_app.access_requests.items import Redaction, RequestItem, guarded_if_marked
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session


def key_of(item: RequestItem) -> tuple[str, str]:
    """What tells an item from the others of a request: its record, and which version, draft or hidden part of it."""
    return (item.item_id, which(item.state_label, item.item_version, item.draft_screen))


def gone(items: Iterable[RequestItem], held: Iterable[Holding]) -> list[RequestItem]:
    """The gathered items whose record is not held about the person now; `held` is everything that is.

    A draft stands as it was gathered for as long as its record is held; what was erased after it was given stays an item.
    """
    own = [item for item in items if not item.is_mention and item.title != ERASED]
    now = {holding.key for holding in held}
    drafts = [item for item in own if item.draft_screen and not item.hidden_part]
    left = [item for item in own if item not in drafts and key_of(item) not in now]
    records = {item.item_id for item in left} - {record_id for record_id, _which in now}
    return left + [item for item in drafts if item.item_id in records]


def take_out(session: Session, items: Collection[RequestItem]) -> int:
    """Put them in the trash with what was covered of them; how many went.

    Not without the guarded key: what a record is held by may lie there, so a user without it cannot judge.
    """
    if Compartment.GUARDED not in session.held:
        return 0
    for item in items:
        with session.write(guarded_if_marked(item)) as work:
            for covered in session.list(Redaction, where={"request_item_id": item.id}):
                work.trash(covered)
            work.trash(item)
    return len(items)


def belonging_gate(count: int) -> Decision:
    """Whether every item is still held about the person; `count` is of how many it is not so."""
    if not count:
        return OPEN
    said = (
        "1 item is not held about them any more: its record was taken back, changed or moved."
        if count == 1
        else f"{count} items are not held about them any more: their records were taken back, changed or moved."
    )
    opens = "Gather again with the Co-ordinator’s passphrase: what is not about them is taken out."
    return Decision((Reason(said, opens, "003-5.4"),))
