"""Order a pack, keep what was built, settle its checks and approve it (003-5.1, 5.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.access_requests.actions.decide import advice_of
from coordinator_app.access_requests.actions.gather import items_of
from coordinator_app.access_requests.actions.intake import (
    consultations_of,
    must_be_open,
    must_still_be_open,
)
from coordinator_app.access_requests.actions.pack_password import NOTHING, Unshown, lay_aside
from coordinator_app.access_requests.actions.pack_spool import PackSpool, spooled
from coordinator_app.access_requests.actions.ready import build_gate, current_mark
from coordinator_app.access_requests.approval import Approval, approval_mark, approval_of
from coordinator_app.access_requests.decisions import settled
from coordinator_app.access_requests.items import (
    FindingState,
    Outcome,
    Pack,
    PackFinding,
    PackVolume,
    guarded_if_marked,
)
from coordinator_app.access_requests.model import AccessRequest, Stage
from coordinator_app.access_requests.needed_checks import OF_THE_FILE
from coordinator_app.access_requests.pack_order import BuiltFinding, BuiltPack, BuiltVolume
from coordinator_app.core.changes import Saved
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem, GateShut, Trouble
from coordinator_app.core.names import fold
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.organisations.actions import officers
from coordinator_app.organisations.model import Office
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work

__all__ = [
    "CONSULTED",
    "approval",
    "approve",
    "build_gate",
    "current_mark",
    "decided_by_others",
    "demand_whole",
    "findings_of",
    "is_guarded",
    "keep_finding",
    "keep_pack",
    "locked_bytes",
    "newest_pack",
    "packs_of",
    "volumes_of",
    "whole_mark",
]

_CHANGED_MEANWHILE = (
    "Something of the request was changed while the pack was built, so this pack was not kept. Nothing else is lost. "
    "Look at what changed, and build it again."
)
CONSULTED = "The school on roll was asked"
"""The name of the check for 003-5.1c."""


def keep_pack(
    session: Session,
    request: AccessRequest,
    built: BuiltPack,
    mark: str,
    spool: PackSpool | None = None,
    *,
    opens_with: str = "",
    unshown: Unshown = NOTHING,
) -> Saved[Pack]:
    """Keep the very files that were checked, with their fingerprints and the result of every check.

    `mark` is the fingerprint of the decisions that the pack was ordered from; `spool` holds the volumes, which came in
    portions and stand from now on; `opens_with` is what opens them inside the vault, `unshown` the password that is still
    to be shown. Earlier packs go to the trash.
    GateShut if something changed while it was built: what came is dropped, and earlier packs stay. ChildFailed if it was not checked.
    """
    must_still_be_open(session, request.id)
    guarded = is_guarded(session, request.id)
    if mark != current_mark(session, request.id) or (spool is not None and spool.is_guarded is not guarded):
        if spool is not None:
            spool.drop(session)
        raise GateShut((_CHANGED_MEANWHILE,))
    spool, built = (spool, built) if spool else spooled(session, built, guarded=guarded)
    pack = Pack(
        request_id=request.id,
        is_guarded=guarded,
        built_at=session.clock.now(),
        pages=built.pages,
        byte_count=sum(volume.byte_count for volume in built.volumes),
        sha256=whole_mark(volume.sha256 for volume in built.volumes),
        decisions_mark=mark,
        volumes=len(built.volumes),
    )
    ours = (_reasons(session, request), _consulted(session, request))
    found = [_finding(pack, finding) for finding in (*built.findings, *_lost(built), *ours)]
    for old in packs_of(session, request.id):
        if old.is_guarded is not guarded:
            with session.write(guarded_if_marked(old)) as work:
                lay_aside(work, old)
    if not guarded:
        with session.write(guarded_if_marked(pack)) as work:
            _at_pack(session, work, pack, found)
            kept = _stand(session, work, _Kept(pack, built, spool, opens_with, unshown), found)
            change = work.change_id
    else:
        # two files cannot be written at once: a request that says "pack" and has none is asked again, nothing is lost
        before = session.get(AccessRequest, request.id)
        with session.write() as work:
            _at_pack(session, work, pack, found)
            change = work.change_id
        try:
            with session.write(guarded_if_marked(pack)) as work:
                kept = _stand(session, work, _Kept(pack, built, spool, opens_with, unshown), found)
        except BaseException:
            _put_back(session, before)
            raise
    spool.stands()
    return Saved(kept, change)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A pack, what was built, where its volumes came, what opens them inside the vault, and what opens them outside."""

    pack: Pack
    built: BuiltPack
    spool: PackSpool
    opens_with: str
    unshown: Unshown


def _at_pack(session: Session, work: Work, pack: Pack, found: Iterable[PackFinding]) -> None:
    """The request is at its pack."""
    now, mark = session.get(AccessRequest, pack.request_id), pack.decisions_mark
    # approved before anything was built: it is the first pack made of it if nothing in that is left to judge
    clean = now.approved_mark == mark and all(settled(one) for one in found)
    first = approval_mark(mark, pack) if clean else now.approved_mark
    work.change(now, stage=Stage.PACK, approved_mark=first)


def _stand(session: Session, work: Work, made: _Kept, found: Iterable[PackFinding]) -> Pack:
    """In one step: earlier packs go to the trash, the volumes become files, and the records name them."""
    pack = made.pack
    for old in packs_of(session, pack.request_id):
        if old.is_guarded is pack.is_guarded:
            lay_aside(work, old)
    places = made.spool.finish(work, made.built.volumes)
    readable = work.put_blob(made.built.readable) if made.built.readable else ""
    kept = work.add(replace(pack, content_id=places[1], readable_id=readable))
    for volume in made.built.volumes:
        work.add(_volume(kept, volume, places[volume.volume], made.opens_with))
    for finding in found:
        work.add(replace(finding, pack_id=kept.id))
    made.unshown.keep(work, kept)
    return kept


def _put_back(session: Session, before: AccessRequest) -> None:
    """The request as it was before its pack, where the disk has room for that: else it says "pack" and has none."""
    with suppress(Trouble), session.write() as work:
        now = session.get(AccessRequest, before.id)
        work.change(now, stage=before.stage, approved_mark=before.approved_mark)


def _lost(built: BuiltPack) -> Iterator[BuiltFinding]:
    """A failure for each check of the file that did not come with it."""
    made = {finding.check_name for finding in built.findings}
    for name in OF_THE_FILE:
        if name not in made:
            detail = "This could not be checked. Build the pack again."
            yield BuiltFinding(name, FindingState.FAILED, detail)


def is_guarded(session: Session, request_id: str) -> bool:
    """Whether the pack of a request belongs to the guarded compartment: one item of it does."""
    return any(item.is_guarded for item in items_of(session, request_id))


def _volume(pack: Pack, built: BuiltVolume, place: str, opens_with: str) -> PackVolume:
    return PackVolume(
        pack_id=pack.id,
        is_guarded=pack.is_guarded,
        volume=built.volume,
        first_page=built.first_page,
        pages=built.pages,
        byte_count=built.byte_count,
        sha256=built.sha256,
        content_id=place,
        opens_with=opens_with,
    )


def whole_mark(marks: Iterable[str]) -> str:
    """The fingerprint of a pack: that of its only file, else one of those of all."""
    known = tuple(marks)
    return known[0] if len(known) == 1 else hashlib.sha256(" ".join(known).encode()).hexdigest()


def volumes_of(session: Session, pack: Pack) -> tuple[PackVolume, ...]:
    """The files of a pack in order; a pack of an earlier version is one file of its own."""
    kept = sorted(session.list(PackVolume, where={"pack_id": pack.id}), key=lambda one: one.volume or 0)
    return tuple(kept) or (
        PackVolume(
            pack_id=pack.id,
            is_guarded=pack.is_guarded,
            volume=1,
            first_page=1,
            pages=pack.pages,
            byte_count=pack.byte_count,
            sha256=pack.sha256,
            content_id=pack.content_id,
            readable_id=pack.readable_id,
        ),
    )


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


def newest_pack(session: Session, request_id: str) -> Pack | None:
    """The pack that would be sent, None before one is built."""
    return next(iter(packs_of(session, request_id)), None)


def approval(session: Session, request: AccessRequest) -> Approval:
    """How the approval of a request stands now."""
    newest = newest_pack(session, request.id)
    return approval_of(request, newest, current_mark(session, request.id), _found_in(session, newest))


def _found_in(session: Session, newest: Pack | None) -> list[PackFinding]:
    return findings_of(session, newest.id) if newest is not None else []


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
    refuse((missing("kept_reason", reason, "Say why it may stay."), _said_before(session, finding, reason)))
    with session.write(guarded_if_marked(finding)) as work:
        kept = work.change(finding, kept_reason=reason)
        work.audit("pack-finding-kept", finding)
    return Saved(kept, work.change_id)


_OF_WORDS = frozenset(OF_THE_FILE[:2])
"""Checks whose suspicions are words that can be read on a page: each is looked at by itself."""


def _said_before(session: Session, finding: PackFinding, reason: str) -> FieldProblem | None:
    """That another place was let stay with the very same words: one sentence that is put under all of them says nothing."""
    if finding.check_name not in _OF_WORDS:
        return None
    others = (one for one in findings_of(session, finding.pack_id) if one.id != finding.id)
    same = fold(" ".join(reason.split()))
    if all(fold(" ".join(one.kept_reason.split())) != same for one in others if one.check_name in _OF_WORDS):
        return None
    says = "You gave this reason for another place already. Look at this one, and say what stands there."
    return FieldProblem("kept_reason", says)


def approve(
    session: Session, request: AccessRequest, name: str, reason: str, on: date
) -> Saved[AccessRequest]:
    """Record who looked, and why it was not another user unlocking himself (decision 32).

    It holds for the decisions as they stand and for the very pack that was built from them, with what was kept of its
    checks, or for the one that is built first if all its checks pass: whatever changes asks for approval again.
    """
    must_be_open(request)
    newest, decided = newest_pack(session, request.id), current_mark(session, request.id)
    built = newest.built_on if newest is not None and newest.decisions_mark == decided else None
    refuse(
        (
            missing("approved_by", name, "Name the person who approved it."),
            _not_oneself(session, request, name),
            missing("approval_reason", reason, "Say why they did not unlock the vault themselves."),
            in_future("approved_on", on, session.clock.today()),
            before("approved_on", on, request.received_on, "the day the request arrived"),
            before("approved_on", on, _last_decided(session, request.id), "the last decision")
            or before("approved_on", on, built, "the day this pack was built"),
        )
    )
    mark = approval_mark(decided, newest, _found_in(session, newest))
    with session.write() as work:
        kept = work.change(
            request, approved_by=name, approval_reason=reason, approved_on=on, approved_mark=mark
        )
        work.audit("pack-approved", kept)
    return Saved(kept, work.change_id)


def _last_decided(session: Session, request_id: str) -> date | None:
    days = (one.decided_at for one in items_of(session, request_id))
    return max((at.astimezone(LONDON).date() for at in days if at is not None), default=None)


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


def locked_bytes(session: Session, volume: PackVolume) -> bytes:
    """One locked volume. GateShut if the vault no longer holds the very file that was checked."""
    locked = session.blob(volume.content_id)
    if hashlib.sha256(locked).hexdigest() != volume.sha256:
        raise GateShut(("The pack in the vault is not the file that was checked. Build it again.",))
    return locked


def demand_whole(session: Session, pack: Pack) -> None:
    """Go on, or raise GateShut: every file of it is the one that was checked. One is read at a time."""
    for volume in volumes_of(session, pack):
        locked_bytes(session, volume)
