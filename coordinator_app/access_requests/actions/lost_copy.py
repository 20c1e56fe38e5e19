"""A copy of a pack that was saved outside the vault and never recorded as sent: where one is lost, a breach is started (003-8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coordinator_app.access_requests.actions.hand_over import PRINTED, SAVED
from coordinator_app.access_requests.actions.sent_in_error import Error, breach_of
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.breaches.model import Breach
from coordinator_app.core.changes import Saved
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.core.errors import GateShut
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.store.audit_reading import AuditAsk
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class SavedCopy:
    """One saving of a pack: which, when, and whether the file asks for its password."""

    pack: Pack
    at: datetime
    is_locked: bool

    @property
    def day(self) -> date:
        """The civil day of the saving."""
        return self.at.astimezone(LONDON).date()

    @property
    def words(self) -> str:
        """As it is chosen: "Locked pack, saved on 3 November 2026, 3pm"."""
        what = "Locked pack" if self.is_locked else "Print edition"
        return f"{what}, saved on {say(self.day)}, {say_time(self.at.astimezone(LONDON).time())}"


def saved_copies(session: Session, request_id: str) -> tuple[SavedCopy, ...]:
    """The copies that left the vault and are in no ledger, the newest first; of earlier builds too. The audit knows them."""
    found: list[SavedCopy] = []
    for pack in session.list(Pack, where={"request_id": request_id}, trashed=None):
        if pack.sent_on is None:
            rows, _ = session.newest_audit(AuditAsk(record_id=pack.id, actions=(SAVED, PRINTED)))
            found += (SavedCopy(pack, row.entry.at, row.entry.action == SAVED) for row in rows)
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def lost(
    session: Session, request: AccessRequest, copy: SavedCopy | None, error: Error, on: date | None
) -> Saved[Breach]:
    """Write a breach down for a saved copy that is lost, or that somebody saw. GateShut if none was saved, InvalidInput."""
    if not saved_copies(session, request.id):
        raise GateShut(("No copy of this pack was saved outside the vault, so none can be lost.",))
    refuse((missing("copy", copy, "Choose which copy it is."),))
    assert copy is not None  # refused above
    refuse(
        (
            missing(
                "happened_on", on, "Type the day. If nobody knows it, type the day on which it was missed."
            ),
            in_future("happened_on", on, session.clock.today()),
            before("happened_on", on, copy.day, "the day it was saved"),
        )
    )
    assert on is not None  # refused above
    return breach_of(session, request, copy.pack, error, on, is_locked=copy.is_locked)
