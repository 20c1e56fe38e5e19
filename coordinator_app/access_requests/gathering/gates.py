"""What of the gathering must be settled before a pack is built: places outside the vault, and mentions nobody looked at."""

from __future__ import annotations

from coordinator_app.access_requests.actions.places import places_gate
from coordinator_app.access_requests.gathering.keeping import not_looked_in, waiting
from coordinator_app.access_requests.gathering.left_out import left_out_gate
from coordinator_app.access_requests.gathering.tray import tray_gate
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.gates import OPEN, Decision, Reason, all_of
from coordinator_app.store.session import Session


def gathering_gate(session: Session, request: AccessRequest) -> Decision:
    """Whether every place is settled, every scan of theirs filed, every mention taken or left, and what was left out accounted for."""
    return all_of(
        places_gate(session, request),
        tray_gate(session, request),
        mentions_gate(session, request),
        left_out_gate(session, request.id),
    )


def mentions_gate(session: Session, request: AccessRequest) -> Decision:
    """Whether was looked everywhere since the last gathering, and a person has looked at every place that was found.

    What was not looked through with the guarded key was not looked through: another child's safeguarding entry may name them.
    """
    if not_looked_in(session, request):
        said = (
            "Nobody has looked through all other records for mentions of them since everything was gathered."
        )
        opens = "Gather again with the Co-ordinator’s passphrase, and let it end."
        return Decision((Reason(said, opens, "003-5.1"),))
    count = len(waiting(session, request.id))
    if not count:
        return OPEN
    said = (
        "1 possible mention has not been looked at."
        if count == 1
        else f"{count} possible mentions have not been looked at."
    )
    return Decision((Reason(said, "Take or leave each of them at Gather.", "003-5.1"),))
