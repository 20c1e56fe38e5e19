"""Record that whoever asked was told, and each who was given the old value: when and how, with the line of the ledger.

A letter that was printed or saved tells nobody. What is recorded here has left: its line of the ledger is not undone; a
slip of the pen about the day, the way or whom is put right by recording it again, and the line goes with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from coordinator_app.answering.registers import answered_problems, telling_problems
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut
from coordinator_app.core.ids import new_id
from coordinator_app.core.plausible import missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.model import CorrectionClaim, CorrectionNotice, claim_compartment
from coordinator_app.corrections.versions import as_it_is
from coordinator_app.rights.restricting import Although
from coordinator_app.sharing.actions import item_of, named, write_disclosure, write_guarded_lines
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem, Disclosure, RecipientKind
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work

_WHY = "It was given before it was corrected, or they work with the child"


def answered(
    session: Session, claim: CorrectionClaim, on: date | None, how: DeliveryMethod | None
) -> Saved[CorrectionClaim]:
    """When and how whoever asked was told what was decided. GateShut before it is decided, InvalidInput."""
    if claim.outcome is None:
        raise GateShut(("Nothing is decided yet.",))
    refuse(answered_problems(on, how, claim.decided_on, session.clock.today()))
    with session.write(claim_compartment(claim)) as work:
        kept = work.change(claim, told_on=on, told_how=how)
    return Saved(kept, work.change_id)


def tell(
    session: Session,
    notice: CorrectionNotice,
    *,
    told_on: date | None = None,
    confirmed_on: date | None = None,
    not_needed: str = "",
    told_how: DeliveryMethod | None = None,
) -> Saved[CorrectionNotice]:
    """When and how somebody was told and said that he changed it, or why he need not be told. InvalidInput.

    That he was told stands in the ledger: he was given what is right now. The change's id is "" where the ledger changes.
    """
    claim, why = session.get(CorrectionClaim, notice.claim_id), not_needed.strip()
    before = session.get(CorrectionNotice, notice.id)
    how = (told_how or before.told_how) if told_on else None
    is_first = told_on is not None and before.told_on is None
    refuse(
        (
            *telling_problems(told_on, confirmed_on, why, claim.decided_on, session.clock.today()),
            missing("told_how", how, "Choose how they were told.") if is_first else None,
        )
    )
    values: dict[str, Any] = {
        "told_on": told_on,
        "confirmed_on": confirmed_on,
        "not_needed": why,
        "told_how": how,
    }
    if is_first:
        return Saved(_told(session, claim, replace(before, **values)), "")
    line_id = before.told_line_id if (before.told_on, before.told_how) != (told_on, how) else ""
    if not told_on:
        values["told_line_id"] = ""
    compartment = claim_compartment(notice)
    with session.write(compartment) as work:
        kept = work.change(notice, **values)
        if line_id and compartment is Compartment.GENERAL:
            _put_right(session, work, line_id, told_on, how)
    if not line_id:
        return Saved(kept, work.change_id)
    if compartment is Compartment.GUARDED:
        with session.write() as work:
            _put_right(session, work, line_id, told_on, how)
    if not told_on:
        _not_given(session, line_id)
    return Saved(kept, "")


def _told(session: Session, claim: CorrectionClaim, notice: CorrectionNotice) -> CorrectionNotice:
    """Both, the ledger first: a kill in between leaves a line without its notice, never one who was told without a line."""
    line, items = _ledger(session, claim, notice)
    wanted = replace(notice, told_line_id=line.id)
    write_guarded_lines(session, line, items, Although.NOTICE)
    if claim_compartment(notice) is Compartment.GENERAL:
        with session.write() as work:
            write_disclosure(session, work, line, items, Although.NOTICE)
            return work.change(wanted)
    with session.write() as work:
        write_disclosure(session, work, line, items, Although.NOTICE)
    with session.write(Compartment.GUARDED) as work:
        return work.change(wanted)


def _put_right(
    session: Session, work: Work, line_id: str, told_on: date | None, how: DeliveryMethod | None
) -> None:
    """Another day or way than was recorded; without a day they were not told after all, and the line goes."""
    line = session.get(Disclosure, line_id)
    if told_on is not None:
        work.change(line, given_on=told_on, method=how or line.method)
        return
    for item in session.list(DisclosedItem, where={"disclosure_id": line_id, "is_guarded": False}):
        work.trash(item)
    work.trash(line)


def _not_given(session: Session, line_id: str) -> None:
    """What lies apart goes with its line."""
    items = session.list(DisclosedItem, where={"disclosure_id": line_id, "is_guarded": True})
    if items:
        with session.write(Compartment.GUARDED) as work:
            for item in items:
                work.trash(item)


def _ledger(
    session: Session, claim: CorrectionClaim, notice: CorrectionNotice
) -> tuple[Disclosure, tuple[DisclosedItem, ...]]:
    now = as_it_is(session, claim)
    items: tuple[DisclosedItem, ...] = ()
    if now is not None and now.trashed_at is None:
        apart = record_type(now).compartment_of(now) is Compartment.GUARDED
        # what the letter said: the record may have been corrected again before it went
        version = claim.after_version or now.version
        items = (replace(item_of(now), item_version=version, is_guarded=apart),)
    told = Disclosure(
        id=new_id(),
        pupil_id=claim.pupil_id,
        recipient=notice.recipient,
        recipient_kind=notice.recipient_kind or RecipientKind.OTHER,
        given_on=notice.told_on,
        method=notice.told_how,
        why=_WHY,
        description="Notice of a correction",
    )
    return named(told, session.clock.today()), items
