"""A copy of a pack that was saved outside the vault and never recorded as sent: where one is lost, a breach is started (003-8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coordinator_app.access_requests.actions.hand_over import PRINTED, SAVED
from coordinator_app.access_requests.actions.mishaps import copy_went_wrong, mishaps_of
from coordinator_app.access_requests.actions.sent_in_error import Error, breach_of
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.mishaps import Mishap, WentWrong
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
    """One saving of a pack: which, when, whether the file asks for its password, and as what it is written down as lost."""

    pack: Pack
    at: datetime
    is_locked: bool
    mishap: Mishap | None = None

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
    """The copies that left the vault and are in no ledger, the newest first; of earlier builds too. The audit knows them.

    Those that were saved before a delivery went wrong belong to that delivery: the ledger tells of it.
    """
    found: list[SavedCopy] = []
    wrong = mishaps_of(session, request_id)
    lost_ones = {(one.pack_id, one.copy_at): one for one in wrong if not one.of_delivery}
    for pack in session.list(Pack, where={"request_id": request_id}, trashed=None):
        if pack.sent_on is None:
            rows, _ = session.newest_audit(AuditAsk(record_id=pack.id, actions=(SAVED, PRINTED)))
            since = max(
                (
                    one.created_at
                    for one in wrong
                    if one.of_delivery and one.pack_id == pack.id and one.created_at
                ),
                default=None,
            )
            found += (
                SavedCopy(
                    pack, row.entry.at, row.entry.action == SAVED, lost_ones.get((pack.id, row.entry.at))
                )
                for row in rows
                if since is None or row.entry.at > since
            )
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def lost(
    session: Session, request: AccessRequest, copy: SavedCopy | None, error: Error, on: date | None
) -> Saved[Breach]:
    """Write a breach down for a saved copy that is lost, or that somebody saw. GateShut if none was saved, InvalidInput."""
    if not saved_copies(session, request.id):
        raise GateShut(("No copy of this pack was saved outside the vault, so none can be lost.",))
    refuse((missing("copy", copy, "Choose which copy it is."),))
    assert copy is not None  # refused above
    there = next((one.mishap for one in saved_copies(session, request.id) if one.at == copy.at), None)
    if there is not None:
        raise GateShut((f"This is written down already, as breach {there.breach_number}. Open that.",))
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
    breach = breach_of(session, request, copy.pack, error, on, is_locked=copy.is_locked)
    mishap = Mishap(
        request_id=request.id,
        went_wrong=WentWrong.COPY_LOST,
        happened_on=on,
        pack_id=copy.pack.id,
        copy_at=copy.at,
        is_apart=breach.is_guarded,
    )
    return copy_went_wrong(session, request, breach, mishap)
