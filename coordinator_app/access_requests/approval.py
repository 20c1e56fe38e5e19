"""What a second person approved, and whether it is what stands now (decision 32)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import Enum

from coordinator_app.access_requests.items import FindingState, Pack, PackFinding
from coordinator_app.access_requests.model import AccessRequest


class Approval(Enum):
    """Whether what a second person approved is what stands now; the value says what came between."""

    STANDS = ""
    CHANGED = "Decisions or the request itself have changed since it was approved."
    REBUILT = "The pack was built again since it was approved."
    UNSEEN = "It was approved before it was built, and its checks found something to look at."
    KEPT = "Something that the checks found was kept since it was approved."


def approval_of(
    request: AccessRequest, pack: Pack | None, mark: str, findings: Iterable[PackFinding] = ()
) -> Approval:
    """How an approval stands for the decisions of this fingerprint and, once it is built, for the very files of the pack."""
    approved, now = request.approved_mark.split(" "), approval_mark(mark, pack, findings).split(" ")
    # before packs were marked approvals named the decisions alone
    if approved == now or (approved[0] == mark and pack is not None and pack.sent_on is not None):
        return Approval.STANDS
    if approved[0] != mark:
        return Approval.CHANGED
    if len(approved) == 1:
        return Approval.UNSEEN
    return Approval.KEPT if approved[:2] == now[:2] else Approval.REBUILT


def approval_mark(mark: str, pack: Pack | None, findings: Iterable[PackFinding] = ()) -> str:
    """What an approval is kept with: the fingerprint of the decisions, of the pack built from them, of what was kept of its checks.

    A pack of earlier decisions binds nothing: it has to be built anew, and the approval goes with the first that is.
    """
    if pack is None or pack.decisions_mark != mark:
        return mark
    looked = (one for one in findings if one.state is FindingState.LOOK and one.kept_reason.strip())
    kept = sorted((one.check_name, one.detail, one.kept_reason) for one in looked)
    return " ".join((mark, pack.sha256, *([hashlib.sha256(repr(kept).encode()).hexdigest()] if kept else ())))
