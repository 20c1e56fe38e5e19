"""What of the records that an official was given was corrected, erased or restricted since: they are told (UK GDPR article 19).

It is worked out here, in the guarded register, and stands nowhere else: who corrects a record may not know that anybody asked for
it, and no list of a correction or a right may tell. To tell the official warns nobody; to tell the family who was told waits until
they know that somebody asked (Data Protection Act 2018, schedule 2, paragraph 2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.answering.naming import Meant, named_in
from coordinator_app.answering.registers import telling_problems
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut
from coordinator_app.core.named_here import NamesFound
from coordinator_app.core.plausible import refuse
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections import letters as correction_letters
from coordinator_app.corrections.model import CorrectionClaim, CorrectionNotice, WhyTold
from coordinator_app.official_requests.model import OfficialNotice, OfficialRequest
from coordinator_app.rights import letters as rights_letters
from coordinator_app.rights.model import RightsKind, RightsRequest
from coordinator_app.rights.parts import RightsItem, RightsNotice
from coordinator_app.rights.timing import called
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem, RecipientKind
from coordinator_app.store.session import Session

_KINDS = frozenset({RightsKind.ERASURE, RightsKind.RESTRICTION})
"""Article 19 asks it of these and of a correction; an objection is told to those it concerns by hand."""


_END = ".ended"
"""What stands behind the id of a restriction for its end, which those are told who were told of it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that has changed since it was given, and what came of telling them; `cause_id` is the correction or the right."""

    cause_id: str
    words: str
    decided_on: date | None
    notice: OfficialNotice | None = None

    @property
    def is_end(self) -> bool:
        """Whether it is that a restriction ended which they were told of."""
        return self.cause_id.endswith(_END)

    @property
    def is_open(self) -> bool:
        """Whether they are still to be told."""
        return self.notice is None or (self.notice.told_on is None and not self.notice.not_needed)


def changes_of(session: Session, request: OfficialRequest) -> tuple[Change, ...]:
    """What has changed since, the oldest first; nothing where nothing was given."""
    if request.given_on is None:
        return ()
    lines = (
        session.list(DisclosedItem, where={"disclosure_id": request.disclosure_id})
        if request.disclosure_id
        else []
    )
    notices = {one.cause_id: one for one in session.list(OfficialNotice, where={"official_id": request.id})}
    found = [*_corrected(session, request, lines), *_restrained(session, request, lines, notices)]
    found.sort(key=lambda one: (one.decided_on or date.max, one.cause_id))
    return tuple(replace(one, notice=_of(one, notices)) for one in found)


def _of(change: Change, notices: Mapping[str, OfficialNotice]) -> OfficialNotice | None:
    """What was noted of telling them; of an earlier end than this one, or before an end that was taken back, it says nothing."""
    known, end = notices.get(change.cause_id), notices.get(f"{change.cause_id}{_END}")
    told = known.told_on if known is not None else None
    before = end.told_on if end is not None else None
    since = change.decided_on if change.is_end else before
    return None if told is not None and since is not None and told < since else known


def _corrected(session: Session, request: OfficialRequest, lines: list[DisclosedItem]) -> Iterator[Change]:
    given = {one.item_id: one.item_version or 0 for one in lines}
    for claim in session.list(CorrectionClaim, where={"pupil_id": request.pupil_id}):
        if claim.outcome is None or not claim.outcome.changed_something:
            continue
        # where the ledger does not say which records they were given, rather one too many is told than one too few
        is_old = (
            _is_since(claim.decided_on, request)
            if not given
            else claim.item_id in given and (claim.after_version or 0) > given[claim.item_id]
        )
        if is_old:
            yield Change(claim.id, f"A correction of {_day(claim.decided_on)}", claim.decided_on)


def _restrained(
    session: Session,
    request: OfficialRequest,
    lines: list[DisclosedItem],
    notices: Mapping[str, OfficialNotice],
) -> Iterator[Change]:
    given = {one.item_id for one in lines}
    for one in session.list(RightsRequest, where={"pupil_id": request.pupil_id}):
        told = notices.get(one.id)
        if one.lifted_on is not None and told is not None and told.told_on is not None:
            yield Change(f"{one.id}{_END}", f"{called(one)}, ended {_day(one.lifted_on)}", one.lifted_on)
        does = one.outcome is not None and one.outcome.does_something and one.lifted_on is None
        if one.kind_asked not in _KINDS or not does or one.awaits_erasure:
            continue
        named = {item.item_id for item in session.list(RightsItem, where={"request_id": one.id})}
        concerns = not named or not given or not named.isdisjoint(given)
        if concerns and _is_since(one.done_on or one.decided_on, request):
            yield Change(one.id, f"{called(one)}, decided {_day(one.decided_on)}", one.decided_on)


def _is_since(on: date | None, request: OfficialRequest) -> bool:
    return on is not None and request.given_on is not None and on >= request.given_on


def _day(on: date | None) -> str:
    return say(on) if on else "an unknown day"


def open_changes(session: Session) -> Iterator[tuple[OfficialRequest, int]]:
    """Each request that was given something, and how much of it they are still to be told has changed."""
    for one in session.list(OfficialRequest):
        number = sum(change.is_open for change in changes_of(session, one)) if one.given_on else 0
        if number:
            yield one, number


def change_of(session: Session, request: OfficialRequest, cause_id: str) -> Change:
    """One of them. GateShut for what they were not given."""
    found = next((one for one in changes_of(session, request) if one.cause_id == cause_id), None)
    if found is None:
        raise GateShut(("Nothing that they were given was changed by this.",))
    return found


def tell(
    session: Session,
    request: OfficialRequest,
    cause_id: str,
    *,
    told_on: date | None,
    told_how: DeliveryMethod | None = None,
    not_needed: str = "",
) -> Saved[OfficialNotice]:
    """When they were told, or why they need not be. InvalidInput, GateShut for what they were not given."""
    change, why = change_of(session, request, cause_id), not_needed.strip()
    refuse(telling_problems(told_on, None, why, change.decided_on, session.clock.today()))
    known = change.notice or OfficialNotice(official_id=request.id, cause_id=cause_id)
    with session.write(Compartment.GUARDED) as work:
        kept = work.put(replace(known, told_on=told_on, told_how=told_how, not_needed=why))
        work.audit("official-told-of-change", request)
    return Saved(kept, work.change_id)


def letter_order(
    session: Session,
    request: OfficialRequest,
    cause_id: str,
    *,
    practice: bool,
    large_print: bool = False,
) -> PrintOrder:
    """The letter that whoever was given a record gets, to this officer. GateShut for what they were not given."""
    change = change_of(session, request, cause_id)
    claim = session.find(CorrectionClaim, cause_id)
    if claim is not None:
        notice = CorrectionNotice(
            claim_id=claim.id,
            recipient=request.organisation,
            recipient_kind=RecipientKind.AGENCY,
            why_told=WhyTold.GIVEN,
            contact=request.officer,
        )
        order = correction_letters.notice_order(session, notice, practice=practice, large_print=large_print)
    else:
        other = RightsNotice(
            request_id=cause_id.removesuffix(_END),
            disclosure_id=request.disclosure_id,
            recipient=request.organisation,
            recipient_kind=RecipientKind.AGENCY,
            why_told=WhyTold.GIVEN,
            contact=request.officer,
            told_on=change.decided_on if change.is_end else None,
        )
        order = rights_letters.notice_order(session, other, practice=practice, large_print=large_print)
    return replace(order, head=replace(order.head, our_reference=request.called))


def named(session: Session, request: OfficialRequest, order: PrintOrder) -> NamesFound:
    """Whom its words name who is not meant to be told of: the pupil is, and the officer."""
    meant = Meant(request.pupil_id, (request.officer, request.organisation), family=False)
    return named_in(session, order, request, meant)


def letter_left(
    session: Session,
    request: OfficialRequest,
    cause_id: str,
    order: PrintOrder,
    printed: Printed,
) -> Saved[OfficialNotice]:
    """Keep the very letter, apart. Printed or saved it has told nobody: what is noted of that stays as it was."""
    change = change_of(session, request, cause_id)
    known = change.notice or OfficialNotice(official_id=request.id, cause_id=cause_id)
    with session.write(Compartment.GUARDED) as work:
        page = work.put_blob(printed.pdf)
        kept = work.put(replace(known, letter_id=page, letter_reference=order.head.reference))
        work.audit("official-letter-made", request)
    return Saved(kept, work.change_id)
