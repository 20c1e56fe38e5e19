"""What stands against erasing while it lasts: somebody has asked to see it, complained, or said that it is wrong (no Qt).

To erase what somebody has asked to see, to keep it from him, is a crime (Data Protection Act 2018, section 173).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coordinator_app.access_requests.ends import is_open
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.breaches.model import Breach
from coordinator_app.complaints.letters import called
from coordinator_app.complaints.model import Complaint
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.model import CorrectionClaim
from coordinator_app.official_requests.model import OfficialRequest
from coordinator_app.rights.model import RightsKind, RightsRequest
from coordinator_app.rights.parts import RightsItem
from coordinator_app.rights.restricting import restriction_of
from coordinator_app.store.session import Session

_CRIME = "Data Protection Act 2018, section 173"
_CLAIM = "UK GDPR article 17(3)(e)"


@dataclass(frozen=True, slots=True)
class Hold:
    """One thing that has to end first, and the law."""

    words: str
    law: str

    def sentence(self) -> str:
        """Both, for the screen."""
        return f"{self.words.rstrip('.')} ({self.law})."


def holds(session: Session, request: RightsRequest) -> tuple[Hold, ...]:
    """What keeps an erasure from being granted today; nothing for the other kinds."""
    if request.kind_asked is not RightsKind.ERASURE:
        return ()
    return tuple(_holds(session, request))


def _holds(session: Session, request: RightsRequest) -> Iterator[Hold]:
    where = {"pupil_id": request.pupil_id}
    if Compartment.GUARDED not in session.held:
        yield Hold("Your passphrase does not show whether something restricted stands against it.", _CRIME)
    for one in _asking_to_see(session, request):
        yield Hold(f"Request {one.request_number} asks to see this record and is not answered.", _CRIME)
    for official in session.list(OfficialRequest, where=where):
        if official.is_open:
            yield Hold(
                f"{official.called} is not answered.", "Data Protection Act 2018, schedule 2, paragraph 2"
            )
    yield from _disputes(session, request.pupil_id)
    if session.count(CorrectionClaim, where=where | {"outcome": None}):
        yield Hold(
            "Something in this record is said to be wrong, and is not decided.", "UK GDPR article 18(1)(a)"
        )
    chosen = [one.item_id for one in session.list(RightsItem, where={"request_id": request.id})]
    if restriction_of(session, request.pupil_id, chosen) is not None:
        yield Hold("This record is restricted: somebody wants it kept.", "UK GDPR article 18(1)")


def _asking_to_see(session: Session, request: RightsRequest) -> Iterator[AccessRequest]:
    """Open requests about this pupil, and those about anybody else that gathered one of the chosen records."""
    ids = {one.id for one in session.list(AccessRequest, where={"pupil_id": request.pupil_id})}
    for item in session.list(RightsItem, where={"request_id": request.id}):
        ids |= {one.request_id for one in session.list(RequestItem, where={"item_id": item.item_id})}
    found = session.list(AccessRequest, where={"id": tuple(ids)}) if ids else []
    return (one for one in found if is_open(one))


def _disputes(session: Session, pupil_id: str) -> Iterator[Hold]:
    """What may be looked at again: by us, by the regulator, by a court."""
    for complaint in session.list(Complaint, where={"pupil_id": pupil_id}):
        if complaint.is_open:
            yield Hold(f"{called(complaint)} is open.", _CLAIM)
        elif complaint.taken_to_ico_on is not None:
            yield Hold(f"{called(complaint)} went to the ICO, who may ask for this record.", _CLAIM)
    for breach in session.list(Breach, where={"pupil_id": pupil_id, "closed_on": None}):
        yield Hold(f"Breach {breach.breach_number} is open.", _CLAIM)
