"""A programme after its start: risk assessment, pause, end, what was passed over, and telling the provider."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.actions import (
    checks_for,
    days_of,
    kept_programme,
    may_go_on,
    overrides_of,
    targets_of,
)
from coordinator_app.programmes.gate import Check, decision, still_missing
from coordinator_app.programmes.model import (
    Destination,
    EndReason,
    Outcome,
    Programme,
    ProgrammeState,
    ProgrammeTarget,
)
from coordinator_app.programmes.safety import RiskAssessment, RiskWords, StartOverride
from coordinator_app.referrals.actions import keeping
from coordinator_app.reviews.actions import plan_review
from coordinator_app.reviews.model import Review
from coordinator_app.sharing.actions import disclosures_of, item_of, record_disclosure
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem, Disclosure, RecipientKind
from coordinator_app.store.session import Session

MOST_DAYS_VALID = 400


def record_risk(session: Session, assessment: RiskAssessment, words: RiskWords) -> Saved[RiskAssessment]:
    """Keep a risk assessment: its words guarded, that it is there in sight of level 2.

    The words go first: a kill in between leaves words without an assessment, never one without words. KeyNotHeld for
    a user whose passphrase does not open the guarded side.
    """
    programme = kept_programme(session, assessment.programme_id)
    keeping(session, programme.pupil_id).demand()
    today, made, until = session.clock.today(), assessment.made_on, assessment.valid_until
    refuse(
        (
            missing("made_by", assessment.made_by, "Name who made it."),
            missing("made_on", made, "Type the day on which it was made."),
            missing("valid_until", until, "Type the day until which it holds."),
            missing("hazards", words.hazards, "Write what could go wrong."),
            missing("measures", words.measures, "Write what is done about it."),
            in_future("made_on", made, today),
            before("valid_until", until, made, "the day it was made"),
            _too_long(made, until),
        )
    )
    with session.write(Compartment.GUARDED) as guarded:
        kept = guarded.add(replace(words, programme_id=programme.id))
    with session.write() as work:
        saved = work.add(replace(assessment, words_id=kept.id))
    return Saved(saved, work.change_id)


def _too_long(made: date | None, until: date | None) -> FieldProblem | None:
    if made is None or until is None or (until - made).days <= MOST_DAYS_VALID:
        return None
    return FieldProblem("valid_until", "A risk assessment holds for a year at most. Check the year.")


def risk_words(session: Session, assessment: RiskAssessment) -> RiskWords | None:
    """What it says, or None for a user whose passphrase does not open the guarded side."""
    return session.find(RiskWords, assessment.words_id)


def pause(session: Session, programme: Programme, on: date | None, reason: str) -> Saved[Programme]:
    """Interrupt a running programme from a day on."""
    _demand(session, programme, ProgrammeState.RUNNING, "Only a running programme can be paused.")
    refuse(
        (
            missing("paused_on", on, "Type the day from which it is paused."),
            missing("pause_reason", reason, "Say why it is paused."),
            in_future("paused_on", on, session.clock.today()),
            before("paused_on", on, programme.start_on, "the first day"),
        )
    )
    with session.write() as work:
        kept = work.change(programme, state=ProgrammeState.PAUSED, paused_on=on, pause_reason=reason)
    return Saved(kept, work.change_id)


def resume(session: Session, programme: Programme) -> Saved[Programme]:
    """Go on with a paused programme. GateShut if the papers are not in place, but for what the start passed over."""
    with session.write() as work:
        _demand(session, programme, ProgrammeState.PAUSED, "Only a paused programme can go on.")
        days, overrides = days_of(session, programme.id), overrides_of(session, programme.id)
        may_go_on(session, programme, days, overrides).demand()
        kept = work.change(programme, state=ProgrammeState.RUNNING)
    return Saved(kept, work.change_id)


def _demand(session: Session, programme: Programme, state: ProgrammeState, words: str) -> None:
    if kept_programme(session, programme.id).state is not state:
        raise GateShut((words,))


@dataclass(frozen=True, slots=True)
class Ending:
    """How a programme ended: the last day, why, what came of it, where the pupil goes, and each target's result."""

    on: date | None
    reason: EndReason | None
    outcome: Outcome | None
    destination: Destination | None
    words: str = ""
    targets: tuple[ProgrammeTarget, ...] = ()


def end(session: Session, programme: Programme, ending: Ending) -> Saved[Programme]:
    """End a programme with its outcome; what was passed over at its start is settled with it."""
    kept = kept_programme(session, programme.id)
    if kept.state is ProgrammeState.ENDED:
        raise GateShut(("This programme has ended already.",))
    today = session.clock.today()
    other = ending.reason is EndReason.OTHER
    refuse(
        (
            missing("ended_on", ending.on, "Type the last day."),
            missing("end_reason", ending.reason, "Choose why it ended."),
            missing("outcome", ending.outcome, "Choose how it came out."),
            missing("destination", ending.destination, "Choose where the pupil goes."),
            missing("end_words", ending.words, "Say in a few words why it ended.") if other else None,
            in_future("ended_on", ending.on, today),
            before("ended_on", ending.on, kept.start_on, "the first day") if kept.is_under_way else None,
        )
    )
    with session.write() as work:
        for target in ending.targets:
            work.put(target)
        for one in overrides_of(session, programme.id):
            if one.resolved_on is None:
                work.change(one, resolved_on=today, resolved_words="The programme ended.")
        saved = work.change(
            programme,
            state=ProgrammeState.ENDED,
            ended_on=ending.on,
            end_reason=ending.reason,
            outcome=ending.outcome,
            destination=ending.destination,
            end_words=ending.words,
        )
    return Saved(saved, work.change_id)


def resolve(session: Session, override: StartOverride, words: str = "") -> Saved[StartOverride]:
    """Settle what was passed over: everything is in place by now, or `words` say what was decided.

    GateShut with what is still missing if there are no words.
    """
    if override.resolved_on is not None:
        raise GateShut((f"This was settled already, on {say(override.resolved_on)}.",))
    lacking = still_missing(override, _checks_now(session, override))
    if not words.strip():
        decision(lacking).demand()
    said = words.strip() or "Everything was in place by then."
    with session.write() as work:
        kept = work.change(override, resolved_on=session.clock.today(), resolved_words=said)
    return Saved(kept, work.change_id)


def open_points(session: Session, override: StartOverride) -> tuple[str, ...]:
    """What was passed over and is still not in place, in words."""
    lacking = still_missing(override, _checks_now(session, override))
    return tuple(reason.why for check in lacking for reason in check.reasons)


def _checks_now(session: Session, override: StartOverride) -> tuple[Check, ...]:
    """The checklist as of today: papers that came in after the first day count."""
    programme = session.get(Programme, override.programme_id)
    today = session.clock.today()
    later = replace(programme, start_on=max(programme.start_on or today, today))
    return checks_for(session, later, days_of(session, programme.id))


def plan_next_review(session: Session, programme: Programme) -> Saved[Review]:
    """Plan the next review six weeks from today, or from a first day that is still to come."""
    start = max(programme.start_on or date.min, session.clock.today())
    return plan_review(session, programme.pupil_id, start)


# what leaves the building


def tell_provider(
    session: Session,
    programme: Programme,
    method: DeliveryMethod | None,
    on: date | None,
    recipient: str = "",
) -> Saved[Disclosure]:
    """Write down that the provider was given the programme's summary (003-5.4). GateShut without consent (003-7.2).

    From then on the start cannot be undone.
    """
    provider = session.find(Provider, programme.provider_id)
    if provider is None or not programme.is_under_way:
        raise GateShut(("Only a programme at a provider that has started can be told.",))
    lines: Iterable[DisclosedItem] = [
        item_of(record)
        for record in (programme, *days_of(session, programme.id), *targets_of(session, programme.id))
    ]
    given = Disclosure(
        pupil_id=programme.pupil_id,
        recipient=recipient.strip() or provider.name,
        recipient_kind=RecipientKind.PROVIDER,
        given_on=on or session.clock.today(),
        method=method,
        why="So that the provider can receive the pupil",
        description="Summary of the programme",
    )
    return record_disclosure(session, given, lines)


def told_on(session: Session, programme: Programme) -> date | None:
    """The day on which someone was first given this programme."""
    given = {line.disclosure_id for line in session.list(DisclosedItem, where={"item_id": programme.id})}
    days = [one.given_on for one in disclosures_of(session, programme.pupil_id) if one.id in given]
    return min((day for day in days if day is not None), default=None)
