"""What may not be undone: what the start gate would not let through, and what a programme under way rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from coordinator_app.consent.actions import programme_gate, standing_if
from coordinator_app.consent.model import Consent, may_share
from coordinator_app.consent.terms import ConsentAnswer, ConsentResolution
from coordinator_app.core.catalogue import Record
from coordinator_app.core.changes import TakenBack
from coordinator_app.core.gates import Decision
from coordinator_app.programmes.actions import (
    checks_for,
    days_of,
    may_go_on,
    overrides_of,
    programmes_of,
)
from coordinator_app.programmes.gate import CONSENT, REFERRAL, made_worse
from coordinator_app.programmes.model import Programme, ProgrammeDay, ProgrammeState
from coordinator_app.programmes.safety import RiskAssessment, StartOverride
from coordinator_app.pupils.model import Carer
from coordinator_app.referrals.model import Referral, ReferralState
from coordinator_app.referrals.starting import newest_referral
from coordinator_app.sharing.model import DisclosedItem
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo

Taken = tuple[TakenBack, ...]
R = TypeVar("R", bound=Record)
_OF_CONSENT = (Consent, ConsentAnswer, ConsentResolution, Carer)
"""What consent rests on: the forms, and what was seen of who may sign them."""


def undo_gate(session: Session, taken: Taken) -> None:
    """Go on, or raise CannotUndo.

    A start that the provider was told of stays. Undo and redo are no way past the start gate (003-4): what they would
    let run again is asked for as when it goes on. What a programme under way rests on is not taken from under it.
    """
    for one in taken:
        if isinstance(one.now, Programme):
            _refuse_told(session, one)
            _refuse_running(session, one, taken)
        elif isinstance(one.now, RiskAssessment):
            _refuse_risk(session, one, one.now)
        elif isinstance(one.now, Referral):
            _refuse_referral(session, one, one.now)
    for pupil_id in {_whose(session, one.now) for one in taken if isinstance(one.now, _OF_CONSENT)}:
        _refuse_consent(session, pupil_id, taken)


# what starts and goes on


def _refuse_told(session: Session, one: TakenBack) -> None:
    """Whether someone was given this programme: then it stands in the disclosure ledger."""
    if _unstarts(one) and session.count(DisclosedItem, where={"item_id": one.now.id}, cap=1):
        raise CannotUndo(
            "The provider was told of this programme, so its start stays.",
            next_step="If it does not take place, end it and tell the provider.",
        )


def _unstarts(one: TakenBack) -> bool:
    """Whether this takes a programme under way back to a plan, or away."""
    now, wanted = one.now, one.wanted
    under_way = isinstance(now, Programme) and now.is_under_way
    stays = isinstance(wanted, Programme) and wanted.state is not ProgrammeState.PLANNED and not one.goes
    return under_way and not stays


def _refuse_running(session: Session, one: TakenBack, taken: Taken) -> None:
    wanted = one.wanted
    if not (isinstance(wanted, Programme) and _runs(wanted)):
        return
    shut = _shut(session, one.now, wanted, taken)
    if not shut.is_open:
        whys = " ".join(reason.why for reason in shut.reasons)
        raise CannotUndo(
            f"The programme would run again as it was, and not everything for that is in place now. {whys}",
            next_step="Open the programme and go on from there once everything is in place.",
        )


def _shut(session: Session, now: Record, wanted: Programme, taken: Taken) -> Decision:
    """What keeps a programme from running as it would be afterwards."""
    days = _afterwards(days_of(session, wanted.id), taken, ProgrammeDay, wanted.id)
    overrides = _afterwards(overrides_of(session, wanted.id), taken, StartOverride, wanted.id)
    if isinstance(now, Programme) and _runs(now):
        before, after = checks_for(session, now, days_of(session, now.id)), checks_for(session, wanted, days)
        return made_worse(
            before, after, overrides, provider_was=now.provider_id, provider_id=wanted.provider_id
        )
    return may_go_on(session, wanted, days, overrides)


def _runs(programme: Programme) -> bool:
    return programme.state is ProgrammeState.RUNNING and programme.trashed_at is None


def _afterwards(held: Iterable[R], taken: Taken, cls: type[R], programme_id: str) -> list[R]:
    """The parts of a programme as they would stand."""
    ours = [one for one in taken if isinstance(one.now, cls)]
    touched = {one.now.id for one in ours}
    back = [one.wanted for one in ours if isinstance(one.wanted, cls) and one.wanted.trashed_at is None]
    mine = [one for one in back if _part_of(one) == programme_id]
    return [*mine, *(one for one in held if one.id not in touched)]


def _part_of(part: Any) -> str:
    found: str = part.programme_id
    return found


# what a programme under way rests on


def _refuse_risk(session: Session, one: TakenBack, risk: RiskAssessment) -> None:
    programme = session.find(Programme, risk.programme_id) if one.goes else None
    if programme is not None and programme.trashed_at is None and programme.is_under_way:
        raise CannotUndo(
            "The programme is under way on this risk assessment.",
            next_step="If it is wrong, record a new one.",
        )


def _refuse_referral(session: Session, one: TakenBack, referral: Referral) -> None:
    newest = newest_referral(session, referral.pupil_id)
    stays = isinstance(one.wanted, Referral) and not one.goes and one.wanted.state is ReferralState.ACCEPTED
    counts = newest is not None and newest.id == referral.id and referral.state is ReferralState.ACCEPTED
    if counts and not stays and _rests_on(session, referral.pupil_id, REFERRAL):
        raise CannotUndo(
            "A programme is under way on this referral.",
            next_step="If it no longer stands, end the programme and withdraw the referral, with the reason.",
        )


def _refuse_consent(session: Session, pupil_id: str, taken: Taken) -> None:
    """A consent that opened the gate stays, or is withdrawn with a day: how a programme came to run must be seen."""
    if (
        not programme_gate(session, pupil_id).is_open
        or may_share(standing_if(session, pupil_id, taken)).is_open
    ):
        return
    if not _rests_on(session, pupil_id, CONSENT):
        return
    if any(isinstance(one.now, Carer) for one in taken):
        raise CannotUndo(
            "A programme is under way, and whether consent counts rests on what is known of this person.",
            next_step="If it is wrong, correct it on the pupil’s record. Today then says what is to be done.",
        )
    raise CannotUndo(
        "A programme is under way on this consent.",
        next_step="If the family no longer agrees, record that the consent is withdrawn.",
    )


def _rests_on(session: Session, pupil_id: str, code: str) -> bool:
    """Whether a programme of the pupil is under way that did not start in spite of just this."""
    return any(
        programme.is_under_way and not _started_without(session, programme, code)
        for programme in programmes_of(session, pupil_id)
    )


def _started_without(session: Session, programme: Programme, code: str) -> bool:
    found = overrides_of(session, programme.id)
    return any(code in one.codes and one.resolved_on is None for one in found)


def _whose(session: Session, record: Any) -> str:
    """The pupil whose consent this is, or is a part of."""
    form = session.find(Consent, record.consent_id) if isinstance(record, ConsentAnswer) else record
    return form.pupil_id if form is not None else ""
