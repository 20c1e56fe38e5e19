"""Plan a programme and start it through the gate (003-4). What happens later is in `running.py`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from coordinator_app.consent.held import held_of
from coordinator_app.consent.model import Consent, may_share
from coordinator_app.consent.terms import ConsentAnswer, ConsentPurpose
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.gates import Decision
from coordinator_app.core.plausible import refuse
from coordinator_app.organisations.actions import school_days
from coordinator_app.organisations.providers import Provider, ProviderCheck, checks_in_date
from coordinator_app.programmes import consent_since, guarded_words
from coordinator_app.programmes.gate import (
    CONSENT,
    Check,
    Override,
    Papers,
    decision,
    made_worse,
    missing,
    not_waived,
    override_problems,
    passed_over_words,
    plan_problems,
    start_checks,
    start_problems,
)
from coordinator_app.programmes.model import Programme, ProgrammeDay, ProgrammeState, ProgrammeTarget
from coordinator_app.programmes.safety import RiskAssessment, StartOverride, newest_risk
from coordinator_app.programmes.timetable import (
    in_week_order,
    kept_time,
    latest_review,
    overlaps,
    pattern_of,
    place_of,
)
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import keeping
from coordinator_app.referrals.starting import newest_referral, start_gate
from coordinator_app.reviews.actions import next_review, reviews_of
from coordinator_app.reviews.closing import propose_next
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work

Days = Sequence[ProgrammeDay]
Targets = Iterable[ProgrammeTarget]


def programmes_of(session: Session, pupil_id: str) -> list[Programme]:
    """A pupil's programmes, the newest start first, those without a start last."""
    return session.list(Programme, where={"pupil_id": pupil_id}, order="start_on", newest=True)


def kept_programme(session: Session, programme_id: str) -> Programme:
    """A programme as it is kept now. NotFound if it is gone, GateShut for one in the trash: nothing runs from there."""
    kept = session.get(Programme, programme_id)
    if kept.trashed_at is not None:
        raise GateShut(("This programme was deleted.", "Plan it anew."))
    return kept


def days_of(session: Session, programme_id: str) -> list[ProgrammeDay]:
    """The sessions of its week, Monday morning first."""
    return in_week_order(session.list(ProgrammeDay, where={"programme_id": programme_id}))


def targets_of(session: Session, programme_id: str) -> list[ProgrammeTarget]:
    """Its targets in the order in which they were written."""
    return session.list(ProgrammeTarget, where={"programme_id": programme_id})


def risk_of(session: Session, programme_id: str) -> RiskAssessment | None:
    """The risk assessment that counts; a level 2 user sees that it is there, never its words."""
    return newest_risk(session.list(RiskAssessment, where={"programme_id": programme_id}))


def overrides_of(session: Session, programme_id: str) -> list[StartOverride]:
    """What was passed over when it started, settled or not, newest first."""
    return session.list(StartOverride, where={"programme_id": programme_id}, newest=True)


# the gate


def papers_of(session: Session, programme: Programme) -> Papers:
    """What the start gate looks at, as it stands now."""
    pupil_id = programme.pupil_id
    held = held_of(session, pupil_id)
    stands = held.standing()
    return Papers(
        keeping=keeping(session, pupil_id),
        referral=newest_referral(session, pupil_id),
        start_gate=start_gate(session, pupil_id),
        consent=may_share(stands),
        consent_on=consent_since.stands_since(held),
        consent_until=_agreed_until(session, stands.agreeing),
        refused=bool(stands.refusing),
        forbidden=stands.barred or consent_since.settled_against(held),
        checks=_checks(session, programme),
        risk=risk_of(session, programme.id) if programme.id else None,
    )


def _agreed_until(session: Session, agreeing: Sequence[Consent]) -> date | None:
    """The last day of the agreement that holds longest; None if one has no end, or there is none."""
    forms = {one.id: date.max for one in agreeing}
    about = {"consent_id": tuple(forms), "purpose": ConsentPurpose.PROGRAMME}
    for answer in session.list(ConsentAnswer, where=about) if forms else ():
        forms[answer.consent_id] = min(forms[answer.consent_id], answer.expires_on or date.max)
    last = max(forms.values(), default=date.max)
    return None if last == date.max else last


def _checks(session: Session, programme: Programme) -> Decision | None:
    kind = programme.programme_type
    provider = session.find(Provider, programme.provider_id) if programme.provider_id else None
    if provider is None or kind is None or not kind.may_have_provider:
        return None
    checks = session.list(ProviderCheck, where={"provider_id": provider.id})
    return checks_in_date(provider, checks, programme.start_on or session.clock.today())


def checks_for(session: Session, programme: Programme, days: Days) -> tuple[Check, ...]:
    """The checklist of a programme as it stands or as it is typed."""
    return start_checks(programme, days, papers_of(session, programme))


def may_go_on(
    session: Session, programme: Programme, days: Days, overrides: Iterable[StartOverride]
) -> Decision:
    """Whether a programme that started before may run from today on: the gate, but for what its start passed over."""
    return not_waived(checks_today(session, programme, days), overrides, programme.provider_id)


def checks_today(session: Session, programme: Programme, days: Days) -> tuple[Check, ...]:
    """The checklist of a programme that started before, as if it went on today."""
    today = session.clock.today()
    again = replace(programme, start_on=max(programme.start_on or today, today))
    return checks_for(session, again, days)


def clashes(session: Session, programme: Programme, days: Days) -> list[str]:
    """Other programmes of the pupil at the same time: a warning."""
    others = [
        (other, days_of(session, other.id))
        for other in programmes_of(session, programme.pupil_id)
        if other.id != programme.id
    ]
    return overlaps(programme, days, others)


# planning


def save_plan(session: Session, programme: Programme, days: Days, targets: Targets) -> Saved[Programme]:
    """Keep a plan, or a changed programme under way, with exactly these days and targets.

    GateShut before the school has referred the pupil, once it has ended, or when a change of a programme under way
    takes something out of place that the start gate asks for. InvalidInput for what cannot be.
    """
    with session.write() as work:
        keeping(session, programme.pupil_id).demand()
        session.get(Pupil, programme.pupil_id)
        week = _tidy(days)
        refuse(plan_problems(programme, week, session.clock.today()))
        kept = kept_programme(session, programme.id) if programme.id else None
        if kept is not None:
            _demand_changeable(kept)
        if kept is not None and kept.is_under_way:
            refuse(start_problems(programme))
            _demand_not_worse(session, kept, programme, week)
        wanted = replace(programme, state=kept.state if kept else ProgrammeState.PLANNED)
        saved = _keep(session, work, wanted, week, targets)
    return Saved(saved, work.change_id)


def _demand_changeable(kept: Programme) -> None:
    if kept.state is ProgrammeState.ENDED:
        raise GateShut(("This programme has ended. What was recorded of it stays as it is.",))


def _demand_not_worse(session: Session, kept: Programme, wanted: Programme, week: Days) -> None:
    before = checks_for(session, kept, days_of(session, kept.id))
    after = checks_for(session, wanted, week)
    made_worse(
        before,
        after,
        overrides_of(session, kept.id),
        provider_was=kept.provider_id,
        provider_id=wanted.provider_id,
    ).demand()


def drop_plan(session: Session, programme: Programme) -> Saved[Programme]:
    """Put a plan that was never started in the trash, with its risk assessments; GateShut for one that was."""
    with session.write() as work:
        if kept_programme(session, programme.id).state is not ProgrammeState.PLANNED:
            raise GateShut(("This programme has started. End it with its outcome.",))
        for part in (*days_of(session, programme.id), *targets_of(session, programme.id)):
            work.trash(part)
        for risk in session.list(RiskAssessment, where={"programme_id": programme.id}):
            work.trash(risk)
        gone = work.trash(programme)
    guarded_words.settle(session)
    return Saved(gone, work.change_id)


def _tidy(days: Days) -> list[ProgrammeDay]:
    return [replace(one, begins=kept_time(one.begins), ends=kept_time(one.ends)) for one in days]


def _keep(session: Session, work: Work, programme: Programme, week: Days, targets: Targets) -> Programme:
    wanted = replace(programme, sessions=len(week) or None, pattern=pattern_of(programme, week))
    if not wanted.referral_id:
        referral = newest_referral(session, programme.pupil_id)
        wanted = replace(wanted, referral_id=referral.id if referral else "")
    kept = work.put(wanted)
    old = {place_of(one): one for one in days_of(session, kept.id)}
    for place in old.keys() - {place_of(one) for one in week}:
        work.trash(old[place])
    for one in week:
        there = old.get(place_of(one))
        if there is None:
            work.add(replace(one, id="", version=0, programme_id=kept.id))
        else:
            work.change(there, begins=one.begins, ends=one.ends)
    _keep_targets(session, work, kept, list(targets))
    return kept


def _keep_targets(session: Session, work: Work, kept: Programme, wanted: list[ProgrammeTarget]) -> None:
    staying = {one.id for one in wanted if one.id}
    for gone in targets_of(session, kept.id):
        if gone.id not in staying:
            work.trash(gone)
    for one in wanted:
        work.put(replace(one, programme_id=kept.id))


# starting


def start(
    session: Session,
    programme: Programme,
    days: Days,
    targets: Targets,
    *,
    override: Override | None = None,
    first_review_on: date | None = None,
) -> Saved[Programme]:
    """Start a programme: it, its week and targets, and its first review in one change, so that one undo takes all back.

    GateShut with every reason while something is missing (003-4.1 to 4.3, checks, risk, period, days). With an
    `override` (reason and review date) it starts all the same, but never where nothing may be kept yet (003-7.2).
    """
    week = _tidy(days)
    with (
        session.write() as work
    ):  # the gate is asked in the transaction that starts it: nothing comes in between
        _demand_planned(session, programme)
        lacking = _lacking(session, programme, week, override, first_review_on)
        kept = _keep(session, work, replace(programme, state=ProgrammeState.RUNNING), week, targets)
        if override is not None and lacking:
            work.add(_passed_over(kept, override, lacking, session.clock.today()))
        _plan_review(session, work, kept, first_review_on)
    return Saved(kept, work.change_id)


def _lacking(
    session: Session, programme: Programme, week: Days, override: Override | None, review_on: date | None
) -> tuple[Check, ...]:
    """What the start passes over, () for nothing. GateShut or InvalidInput where it may not."""
    today = session.clock.today()
    refuse(
        [
            *plan_problems(programme, week, today),
            *start_problems(programme),
            *_review_problems(session, programme, review_on),
        ]
    )
    lacking = missing(checks_for(session, programme, week))
    if override is None or not all(check.waivable for check in lacking):
        decision(lacking).demand()
    elif lacking:
        refuse(override_problems(override, lacking, today))
    return lacking


def _demand_planned(session: Session, programme: Programme) -> None:
    kept = kept_programme(session, programme.id) if programme.id else None
    if kept is not None and kept.state is not ProgrammeState.PLANNED:
        raise GateShut(("This programme has been started already.",))


def _passed_over(
    kept: Programme, override: Override, lacking: tuple[Check, ...], today: date
) -> StartOverride:
    codes = [check.code for check in lacking]
    return StartOverride(
        programme_id=kept.id,
        missing=" ".join(codes),
        missing_words="\n".join(passed_over_words(reason) for check in lacking for reason in check.reasons),
        reason=override.reason.strip(),
        without_consent=CONSENT in codes,
        provider_id=kept.provider_id,
        made_on=today,
        review_on=override.review_on,
    )


def _review_problems(session: Session, programme: Programme, on: date | None) -> list[FieldProblem]:
    start_on = programme.start_on
    if on is None or start_on is None:
        return []
    if on <= start_on:
        return [FieldProblem("first_review_on", "This date is not after the first day. Check both dates.")]
    pupil = session.get(Pupil, programme.pupil_id)
    last = latest_review(start_on, school_days(session, pupil.school_id))
    if last is None or on <= last:
        return []
    words = f"There must be a review each half term: {say(last)} is the last day for the first."
    return [FieldProblem("first_review_on", words)]


def _plan_review(session: Session, work: Work, kept: Programme, wanted: date | None) -> None:
    """The first review at six weeks, pulled back from a weekend or holiday, unless one is planned before then."""
    if kept.start_on is None:
        return
    due = wanted or propose_next(session, kept.pupil_id, kept.start_on).on
    waiting = [one.due_on for one in reviews_of(session, kept.pupil_id) if not one.finished]
    if not any(planned is not None and kept.start_on < planned <= due for planned in waiting):
        work.add(next_review(session, kept.pupil_id, due))
