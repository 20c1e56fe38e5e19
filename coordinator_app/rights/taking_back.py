"""A decision is taken back until something of it has left: an answer, a letter, a notice, or what was erased (no Qt)."""

from __future__ import annotations

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut
from coordinator_app.rights.lasting import never_lasted
from coordinator_app.rights.model import RightsKind, RightsRequest, rights_compartment
from coordinator_app.rights.notices import list_notices, notices_of
from coordinator_app.rights.parts import ErasureCertificate, KeptRightsLetter
from coordinator_app.store.session import Session

_ANEW = "Change the decision, or write what is new down as another request."


def what_left(session: Session, request: RightsRequest) -> str:
    """What of the decision has left already, in a sentence; "" while it can be taken back."""
    if request.told_on is not None:
        return "Whoever asked was told of it already."
    if any(one.told_on is not None for one in notices_of(session, request.id)):
        return "Somebody who was given it was told already."
    letters = session.list(KeptRightsLetter, where={"request_id": request.id})
    if any(one.sent_how is not None for one in letters):  # one that was only printed or saved went to nobody
        return "A letter about it has left already."
    if request.kind_asked is RightsKind.ERASURE and (
        request.done_on is not None or session.count(ErasureCertificate, where={"request_id": request.id})
    ):
        return "What was erased does not come back."
    if request.lift_told_on is not None or request.lifted_on is not None:
        return "They were told that the restriction ends."
    return ""


def take_back(session: Session, request: RightsRequest) -> Saved[RightsRequest]:
    """As if nothing had been decided: the restriction opens, nobody has to be told. GateShut where something has left.

    The change's id is "": another restriction is decided anew, never brought back by an undo.
    """
    if request.outcome is None:
        raise GateShut(("Nothing is decided yet.",))
    left = what_left(session, request)
    if left:
        raise GateShut((left, _ANEW))
    with session.write(rights_compartment(request)) as work:
        kept = work.change(
            request,
            outcome=None,
            reason="",
            what_is_done="",
            decided_by="",
            decided_on=None,
            done_on=None,
            lift_reason="",
        )
        list_notices(session, work, kept)
    # after it: a kill in between leaves a record restricted that need not be, and the next unlock opens it
    never_lasted(session, request)
    is_plain = request.kind_asked is not RightsKind.RESTRICTION
    return Saved(kept, work.change_id if is_plain else "")
