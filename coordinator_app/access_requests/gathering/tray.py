"""Scans that wait in the tray: the vault holds them, and no pack holds their pages before they are filed (003-5.1).

Gathering brings what is recorded about a scan that names the pupil, and nothing of one that names nobody. So the one is
filed before a pack is built, and the others are a place to look in.
"""

from __future__ import annotations

from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.referrals.model import Referral, may_keep
from coordinator_app.scan_in.model import ScanBatch, ScannedForm, ScanState
from coordinator_app.store.session import Session

TRAY = "Scans in the tray that nobody has filed"
"""As a place to look in is called; the reply names it so."""


def may_hold_more(session: Session, request: AccessRequest) -> bool:
    """Whether the tray holds what may be about the person and cannot be gathered as pages.

    What is known to be another pupil's is theirs, but for a member of staff, who may be named on any of them.
    """
    whose = {"", request.pupil_id}
    waiting = session.list(ScannedForm, where={"filed_on": None})
    thrown = session.list(ScannedForm, where={"filed_on": None}, trashed=True)
    theirs = [one for one in thrown if request.pupil_id and one.pupil_id == request.pupil_id]
    if theirs or any(not request.pupil_id or one.pupil_id in whose for one in waiting):
        return True
    return any(one.state is not ScanState.READ for one in session.list(ScanBatch))


def tray_gate(session: Session, request: AccessRequest) -> Decision:
    """Whether every scan that names the pupil is filed; open where the law lets none be filed yet, and for what came later."""
    if not request.pupil_id:
        return OPEN
    waiting = session.list(ScannedForm, where={"pupil_id": request.pupil_id, "filed_on": None})
    count = sum(_was_there(one, request) for one in waiting)
    if not count or not may_keep(session.list(Referral, where={"pupil_id": request.pupil_id})).is_open:
        return OPEN
    said = (
        "1 scan of theirs lies in the tray, and no pack holds its pages."
        if count == 1
        else f"{count} scans of theirs lie in the tray, and no pack holds their pages."
    )
    return Decision((Reason(said, "File it at Scan in, then gather again.", "003-5.1"),))


def _was_there(scan: ScannedForm, request: AccessRequest) -> bool:
    made, gathered = scan.created_at, request.gathered_at
    return made is None or gathered is None or made < gathered
