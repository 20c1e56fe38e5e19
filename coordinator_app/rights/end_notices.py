"""Who was told of a restriction is told of its end (UK GDPR articles 18 and 19; no Qt).

Whoever leaves what they were given unused would do so for ever. Nobody is told of the end who was never told of the restriction.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.rights.model import RightsLetter, RightsRequest, rights_compartment
from coordinator_app.rights.notices import notices_of
from coordinator_app.rights.parts import KeptRightsLetter, RightsNotice
from coordinator_app.rights.sent import mark_sent
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.store.session import Session


def owed_the_end(session: Session, request: RightsRequest) -> list[RightsNotice]:
    """Those who were told of the restriction and not of its end; nobody while it lasts."""
    ended = request.lifted_on
    if ended is None:
        return []
    open_ = [one for one in notices_of(session, request.id) if _is_open(one)]
    letters = session.list(KeptRightsLetter, where={"request_id": request.id, "letter": RightsLetter.NOTICE})
    return [one for one in open_ if _knew_it_as_lasting(one, ended, letters)]


def tell_end(
    session: Session,
    notice: RightsNotice,
    *,
    end_told_on: date | None,
    end_told_how: DeliveryMethod | None = None,
    end_not_needed: str = "",
) -> Saved[RightsNotice]:
    """When one of them was told that it has ended, and how, or why they need not be. GateShut while it lasts, InvalidInput."""
    request, why = session.get(RightsRequest, notice.request_id), end_not_needed.strip()
    if request.lifted_on is None:
        raise GateShut(("The restriction lasts.", "End it first; then they are told."))
    if notice.told_on is None:
        raise GateShut(
            ("They were never told of the restriction.", "So there is nothing to tell them of its end.")
        )
    refuse(_problems(end_told_on, end_told_how, why, request.lifted_on, session.clock.today()))
    with session.write(rights_compartment(notice)) as work:
        kept = work.change(notice, end_told_on=end_told_on, end_told_how=end_told_how, end_not_needed=why)
        if end_told_on is not None:
            to = notice.contact or notice.recipient
            mark_sent(session, work, request.id, RightsLetter.NOTICE, end_told_how, to)
    return Saved(kept, work.change_id)


def _problems(
    on: date | None, how: DeliveryMethod | None, why_not: str, ended: date, today: date
) -> Iterator[FieldProblem | None]:
    if on is None and not why_not:
        yield FieldProblem("end_told_on", "Type the day, or say below why they need not be told of it.")
    if on is not None and why_not:
        yield FieldProblem("end_not_needed", "Leave this empty: they were told.")
    yield in_future("end_told_on", on, today)
    yield before("end_told_on", on, ended, "the day on which the restriction ended")
    if on is not None:
        yield missing("end_told_how", how, "Choose how they were told.")


def _is_open(one: RightsNotice) -> bool:
    return one.told_on is not None and one.end_told_on is None and not one.end_not_needed


def _knew_it_as_lasting(one: RightsNotice, ended: date, letters: list[KeptRightsLetter]) -> bool:
    """Whether what they were told says that it lasts: told by the day it ended, or later by a letter that is older."""
    assert one.told_on is not None  # only who was told is asked about
    to = one.contact or one.recipient
    sent = [each for each in letters if each.addressed_to == to and each.sent_how is not None]
    written = sent[-1].written_on if sent else None
    return one.told_on <= ended or (written is not None and written < ended)
