"""Order a pack, keep what was built, settle its checks, approve it and record it as sent (003-5.1, 5.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from coordinator_app.access_requests.actions.confidential import confidential_gate, secrets_of
from coordinator_app.access_requests.actions.decide import advice_of, redactions_by_item
from coordinator_app.access_requests.actions.gather import compared, items_of
from coordinator_app.access_requests.actions.intake import (
    as_asked,
    consultations_of,
    must_be_open,
    must_still_be_open,
)
from coordinator_app.access_requests.decisions import (
    built_gate,
    consultation_gate,
    decided_gate,
    decisions_mark,
    fresh_gate,
    identity_gate,
    send_gate,
    whole_gate,
)
from coordinator_app.access_requests.items import (
    FindingState,
    Outcome,
    Pack,
    PackFinding,
    Redaction,
    RequestItem,
    guarded_if_marked,
)
from coordinator_app.access_requests.model import (
    AccessRequest,
    RequesterKind,
    Stage,
)
from coordinator_app.access_requests.pack_order import BuiltFinding, BuiltPack
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem, GateShut, StaleRecord
from coordinator_app.core.gates import OPEN, Decision, all_of
from coordinator_app.core.names import fold
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.organisations.actions import officers
from coordinator_app.organisations.model import Office
from coordinator_app.sharing.actions import named, write_disclosure, write_guarded_lines
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem, Disclosure, RecipientKind
from coordinator_app.store.session import Session

CONSULTED = "The school on roll was asked"
"""The name of the check for 003-5.1c."""


def build_gate(session: Session, request: AccessRequest) -> Decision:
    """Whether a pack may be built: who asked is settled, the school asked, everything decided, nothing changed."""
    items = tuple(items_of(session, request.id))
    redactions = redactions_by_item(session, request.id)
    now = compared(session, request)
    return all_of(
        identity_gate(as_asked(session, request)),
        consultation_gate(consultations_of(session, request.id)),
        decided_gate(items, redactions, tuple(advice_of(session, request.id))),
        *_confidential(session, request, items, redactions),
        whole_gate(now.missing),
        fresh_gate(now.changed),
    )


def _confidential(
    session: Session,
    request: AccessRequest,
    items: tuple[RequestItem, ...],
    redactions: dict[str, tuple[Redaction, ...]],
) -> Iterator[Decision]:
    """An address may have been marked confidential after an item that tells it was decided."""
    secrets = secrets_of(session, request)
    gates = (confidential_gate(session, item, redactions.get(item.id, ()), secrets) for item in items)
    yield from (gate for gate in gates if not gate.is_open)


def current_mark(session: Session, request_id: str) -> str:
    """The fingerprint of the decisions as they now stand, and of what the letter says of the request."""
    request = as_asked(session, session.get(AccessRequest, request_id))
    decided = decisions_mark(items_of(session, request_id), redactions_by_item(session, request_id))
    told = (request.requester, request.requester_kind, request.requester_address, request.received_on)
    whole = repr((decided, *told, request.pupil_id, request.search_words))
    return hashlib.sha256(whole.encode()).hexdigest()


def keep_pack(session: Session, request: AccessRequest, built: BuiltPack, mark: str) -> Saved[Pack]:
    """Keep the very file that was checked, with its fingerprint and the result of every check.

    `mark` is the fingerprint of the decisions that the pack was ordered from. Earlier packs go to the trash.
    """
    must_still_be_open(session, request.id)
    guarded = any(item.is_guarded for item in items_of(session, request.id))
    pack = Pack(
        request_id=request.id,
        is_guarded=guarded,
        built_at=session.clock.now(),
        pages=built.pages,
        byte_count=len(built.locked),
        sha256=hashlib.sha256(built.locked).hexdigest(),
        decisions_mark=mark,
    )
    with session.write(guarded_if_marked(pack)) as work:
        for old in packs_of(session, request.id):
            if old.is_guarded is guarded:
                work.trash(old)
        locked, readable = work.put_blob(built.locked), work.put_blob(built.readable)
        kept = work.add(replace(pack, content_id=locked, readable_id=readable))
        for finding in (*built.findings, _reasons(session, request), _consulted(session, request)):
            work.add(_finding(kept, finding))
    with session.write() as work:
        work.change(session.get(AccessRequest, request.id), stage=Stage.PACK)
    return Saved(kept, work.change_id)


def _finding(pack: Pack, finding: BuiltFinding) -> PackFinding:
    return PackFinding(
        pack_id=pack.id,
        is_guarded=pack.is_guarded,
        check_name=finding.check_name,
        state=FindingState(finding.state),
        page=finding.page,
        detail=finding.detail,
    )


def _reasons(session: Session, request: AccessRequest) -> BuiltFinding:
    """The gates have seen to it that each has a reason; this says so, and when the advice was filed."""
    withheld = sum(item.outcome is Outcome.WITHHOLD for item in items_of(session, request.id))
    days = [one.given_on for one in advice_of(session, request.id) if one.given_on is not None]
    filed = f"Safeguarding advice filed {say(max(days))}" if days else "No safeguarding advice was needed"
    detail = filed if withheld else "Nothing is withheld"
    return BuiltFinding(
        "Each withheld item has a reason and, where needed, advice", FindingState.PASSED, detail
    )


def _consulted(session: Session, request: AccessRequest) -> BuiltFinding:
    replied = [one for one in consultations_of(session, request.id) if one.replied_on]
    if replied:
        day = max(one.replied_on for one in replied if one.replied_on)
        return BuiltFinding(CONSULTED, FindingState.PASSED, f"The school replied {say(day)}")
    return BuiltFinding(
        CONSULTED,
        FindingState.LOOK,
        "The school was asked and has not replied. Ring the school.",
    )


def packs_of(session: Session, request_id: str) -> list[Pack]:
    """The packs of a request that are not in the trash, newest first."""
    return session.list(Pack, where={"request_id": request_id}, newest=True)


def findings_of(session: Session, pack_id: str) -> list[PackFinding]:
    """The checks on a pack, failures first, then what to look at."""
    order = {FindingState.FAILED: 0, FindingState.LOOK: 1, FindingState.PASSED: 2}
    found = session.list(PackFinding, where={"pack_id": pack_id})
    return sorted(found, key=lambda one: (order[one.state or FindingState.FAILED], one.key))


def keep_finding(session: Session, finding: PackFinding, reason: str) -> Saved[PackFinding]:
    """Let a suspicion stay, with the reason. A failure can only be mended (decision 30)."""
    if finding.state is not FindingState.LOOK:
        raise GateShut(("A failed check cannot be kept. Mend it and build the pack again.",))
    must_still_be_open(session, session.get(Pack, finding.pack_id).request_id)
    refuse((missing("kept_reason", reason, "Say why it may stay."),))
    with session.write(guarded_if_marked(finding)) as work:
        kept = work.change(finding, kept_reason=reason)
        work.audit("pack-finding-kept", finding)
    return Saved(kept, work.change_id)


def approve(
    session: Session, request: AccessRequest, name: str, reason: str, on: date
) -> Saved[AccessRequest]:
    """Record who looked, and why it was not another user unlocking himself (decision 32).

    It holds for the decisions as they stand: a change of one of them asks for approval again.
    """
    must_be_open(request)
    refuse(
        (
            missing("approved_by", name, "Name the person who approved it."),
            _not_oneself(session, request, name),
            missing("approval_reason", reason, "Say why they did not unlock the vault themselves."),
            in_future("approved_on", on, session.clock.today()),
            before("approved_on", on, request.received_on, "the day the request arrived"),
        )
    )
    mark = current_mark(session, request.id)
    with session.write() as work:
        kept = work.change(
            request, approved_by=name, approval_reason=reason, approved_on=on, approved_mark=mark
        )
        work.audit("pack-approved", kept)
    return Saved(kept, work.change_id)


def decided_by_others(session: Session, request_id: str) -> bool:
    """Whether no decision was made with the slot that is open now: then this is another user (decision 32)."""
    items, own = items_of(session, request_id), session.actor
    return bool(items) and not any(
        own.is_self(row.actor_slot) for item in items for row in session.history(item.id)
    )


def _not_oneself(session: Session, request: AccessRequest, name: str) -> FieldProblem | None:
    """A second person looks at it (decision 32): whoever decided is the first, and may not be named as the second.

    What another user decided was decided by the Co-ordinator, unless it is the Co-ordinator who approves.
    """
    coordinator, own = Office.COORDINATOR.label, session.actor.role
    by_others = decided_by_others(session, request.id)
    if by_others and own == coordinator:
        return None
    decider = coordinator if by_others else own
    today = officers(session, session.clock.today())
    names = [officer.name for office, officer in today.items() if office.label == decider]
    if _bare(name) not in {_bare(words) for words in (decider, *names)} - {""}:
        return None
    whose = "the Co-ordinator's name, who decided" if by_others else "your own name"
    return FieldProblem("approved_by", f"This is {whose}. Ask a second person to look at it.")


_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})


def _bare(name: str) -> str:
    """A name for comparing: without titles, capitals, marks and hyphens."""
    words = "".join(sign if sign.isalnum() else " " for sign in fold(name)).split()
    return "".join(word for word in words if word not in _TITLES)


def sending_gate(session: Session, request: AccessRequest, pack: Pack) -> Decision:
    """Whether this pack may be recorded as sent now."""
    mark = current_mark(session, request.id)
    return all_of(build_gate(session, request), send_gate(request, pack, findings_of(session, pack.id), mark))


def saving_gate(session: Session, request: AccessRequest, pack: Pack) -> Decision:
    """Whether a locked copy may be saved outside: its checks are settled; a sent pack may be saved again."""
    if pack.sent_on is not None:
        return OPEN
    items = tuple(items_of(session, request.id))
    kept_back = _confidential(session, request, items, redactions_by_item(session, request.id))
    mark = current_mark(session, request.id)
    return all_of(built_gate(pack, findings_of(session, pack.id), mark), *kept_back)


def record_sent(
    session: Session, request: AccessRequest, pack: Pack, method: DeliveryMethod, on: date
) -> Saved[AccessRequest]:
    """Close the case: the clock stops, the ledger names every item given, the frozen copy stays.

    GateShut while a check is unsettled, a decision has changed, or nobody approved; StaleRecord if the request
    was changed meanwhile, before anything is written.
    """
    sending_gate(session, request, pack).demand()
    refuse(
        (
            in_future("sent_on", on, session.clock.today()),
            before("sent_on", on, request.received_on, "the day the request arrived"),
        )
    )
    must_be_newest(session, request, pack)
    locked_bytes(session, pack)
    given = [item for item in items_of(session, request.id) if item.outcome is not Outcome.WITHHOLD]
    lines = _lines(given)
    told = named(_disclosure(as_asked(session, request), pack, method, on), session.clock.today())
    write_guarded_lines(session, told, lines)
    with session.write() as work:
        write_disclosure(work, told, lines)
        kept = work.change(request, sent_on=on, sent_by=method, stage=Stage.SENT)
        work.audit("pack-sent", kept)
    with session.write(guarded_if_marked(pack)) as more:
        more.change(pack, sent_on=on)
    return Saved(kept, work.change_id)


def must_be_newest(session: Session, request: AccessRequest, pack: Pack) -> None:
    """Go on, or raise: the ledger's guarded lines are written first and must not be left by a send that fails."""
    current = session.get(AccessRequest, request.id)
    if current.version != request.version:
        raise StaleRecord(
            "This access request was changed since you opened it.", theirs=current, yours=request
        )
    if session.get(Pack, pack.id).trashed_at is not None:
        raise GateShut(("A newer pack has been built since. Send that one.",))


def locked_bytes(session: Session, pack: Pack) -> bytes:
    """The locked pack. GateShut if the vault no longer holds the very file that was checked."""
    locked = session.blob(pack.content_id)
    if hashlib.sha256(locked).hexdigest() != pack.sha256:
        raise GateShut(("The pack in the vault is not the file that was checked. Build it again.",))
    return locked


def _lines(items: list[RequestItem]) -> list[DisclosedItem]:
    return [
        DisclosedItem(
            item_kind=item.item_kind,
            item_id=item.item_id,
            item_version=item.item_version,
            is_guarded=item.is_guarded,
        )
        for item in items
    ]


_RECIPIENTS = {
    RequesterKind.PUPIL: RecipientKind.PUPIL,
    RequesterKind.PARENT: RecipientKind.PARENT,
    RequesterKind.OTHER_CARER: RecipientKind.RELATIVE,
    RequesterKind.THIRD_PARTY: RecipientKind.THIRD_PARTY,
}


def _disclosure(request: AccessRequest, pack: Pack, method: DeliveryMethod, on: date) -> Disclosure:
    return Disclosure(
        pupil_id=request.pupil_id,
        recipient=request.requester,
        recipient_kind=_RECIPIENTS[request.requester_kind or RequesterKind.THIRD_PARTY],
        given_on=on,
        method=method,
        why=f"Access request {request.request_number}",
        description=f"Pack of {pack.pages} pages, fingerprint {pack.sha256[:12]}",
        request_id=request.id,
    )
