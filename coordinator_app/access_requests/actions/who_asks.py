"""Somebody else asks than was written down: what was settled for the one is nothing for the other (003-5.1, 6.4).

Whose address is nobody's secret but hers, who is known, who may see it without leave: all of it hangs on the carer on record
who asks. So the link never stays with a name that is another's.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.persons import PersonDecision, RequestPerson
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.names import fold, may_be_one_person
from coordinator_app.core.plausible import refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Carer
from coordinator_app.store.session import Session

_ALIKE = 0.9
"""How like two spellings of one name are, of 1."""
_SETTLED: Mapping[str, Any] = {
    "identity_known": None, "identity_reason": "", "identity_seen_on": None, "identity_seen": None,
    "identity_seen_by": "", "authority_seen_on": None, "authority_seen": "", "court_order": None,
    "court_order_note": "", "court_order_checked_on": None, "orders_read": "", "child_agrees": None,
    "in_childs_interests": "", "approved_by": "", "approved_on": None, "approval_reason": "", "approved_mark": "",
}  # fmt: skip
"""What was settled about who asks, and is asked anew."""
_DECIDED = "Things were gathered and decided for {}, who asks until now. Close this request, and log a new one for who really asks."


def another_asks(session: Session, request: AccessRequest, values: Mapping[str, object]) -> dict[str, Any]:
    """What falls because another person asks: nothing where a name is only put right. InvalidInput once something was decided."""
    new = str(values.get("requester", request.requester))
    if "carer_id" in values or fold(new) == fold(request.requester) or not new.strip():
        return {}
    carers = session.list(Carer, where={"pupil_id": request.pupil_id}) if request.pupil_id else []
    if _is_put_right(request, new, carers):
        return {}
    refuse((_decided(session, request),))
    called = [one.id for one in carers if fold(one.name) == fold(new)]
    return {**_SETTLED, "carer_id": called[0] if len(called) == 1 else ""}


def _is_put_right(request: AccessRequest, new: str, carers: list[Carer]) -> bool:
    """Whether it is the same person, spelt otherwise: as on the record, or nearly as before and as nobody else."""
    chosen = next((one for one in carers if one.id == request.carer_id), None)
    if chosen is not None and fold(chosen.name) == fold(new):
        return True
    if any(one is not chosen and may_be_one_person(one.name, new) for one in carers):
        return False
    names = (request.requester, chosen.name if chosen is not None else "")
    return any(_is_one(one, new) for one in names if one)


def _is_one(before: str, new: str) -> bool:
    alike = SequenceMatcher(None, fold(before), fold(new), autojunk=False).ratio()
    return may_be_one_person(before, new) or alike >= _ALIKE


def _decided(session: Session, request: AccessRequest) -> FieldProblem | None:
    where = {"request_id": request.id}
    items = any(one.outcome is not Outcome.UNDECIDED for one in session.list(RequestItem, where=where))
    people = session.list(RequestPerson, where=where)
    # whoever lacks the key sees no decision about what lies apart: what was gathered may have been decided
    unseen = request.gathered_at is not None and Compartment.GUARDED not in session.held
    if not items and not unseen and all(one.decision is PersonDecision.UNDECIDED for one in people):
        return None
    return FieldProblem("requester", _DECIDED.format(request.requester))
