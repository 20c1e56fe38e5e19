"""What the screen of one programme shows, read in one go (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.gates import Decision
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.actions import school_days, schools_to_choose
from coordinator_app.organisations.providers import Provider, ProviderCheck, checks_in_date
from coordinator_app.programmes.actions import (
    days_of,
    overrides_of,
    papers_of,
    programmes_of,
    risk_of,
    targets_of,
)
from coordinator_app.programmes.agreement import provider_gate
from coordinator_app.programmes.first_day import OddStart, odd_start
from coordinator_app.programmes.gate import Check, Papers, start_checks
from coordinator_app.programmes.model import Programme, ProgrammeDay, ProgrammeState, ProgrammeTarget
from coordinator_app.programmes.notices import doubts, warnings
from coordinator_app.programmes.running import open_points, told_on
from coordinator_app.programmes.safety import RiskAssessment, StartOverride
from coordinator_app.programmes.timetable import overlaps
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.actions import reviews_of
from coordinator_app.reviews.closing import Proposal, propose_next
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.standing import where
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class ProviderSeen:
    """A provider with its checks, so that the screen can tell on which day they hold."""

    provider: Provider
    checks: tuple[ProviderCheck, ...]

    def why_not(self, on: date) -> str:
        """Why no pupil may start there on a day, or ""."""
        return " ".join(reason.why for reason in checks_in_date(self.provider, self.checks, on).reasons)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What was passed over at the start, and what of it is still not in place."""

    override: StartOverride
    still: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeShown:
    """Everything the screen needs. `programme` has no id while it is new; `papers` are without a provider's checks.

    `sharing` says whether the provider may be given anything (003-7.2).
    """

    today: date
    pupil: Pupil
    where: str
    programme: Programme
    days: tuple[ProgrammeDay, ...]
    targets: tuple[ProgrammeTarget, ...]
    papers: Papers
    providers: tuple[ProviderSeen, ...]
    schools: tuple[tuple[str, str], ...]
    school: SchoolDays
    others: tuple[tuple[Programme, tuple[ProgrammeDay, ...]], ...]
    reviews: tuple[Review, ...]
    passed_over: tuple[PassedOver, ...]
    told: date | None
    risk: RiskAssessment | None
    opens_guarded: bool
    sharing: Decision

    def seen(self, provider_id: str) -> ProviderSeen | None:
        """A provider of the list by its id."""
        return next((one for one in self.providers if one.provider.id == provider_id), None)

    @property
    def provider_name(self) -> str:
        """The provider's name, "" for none."""
        found = self.seen(self.programme.provider_id)
        return found.provider.name if found else ""

    @property
    def host_name(self) -> str:
        """The name of the school that takes the pupil, "" for none."""
        return dict(self.schools).get(self.programme.host_school_id, "")

    def checks(self, programme: Programme, days: Sequence[ProgrammeDay]) -> tuple[Check, ...]:
        """The checklist of a programme as it is typed."""
        kind, seen = programme.programme_type, self.seen(programme.provider_id)
        found = None
        if seen is not None and kind is not None and kind.may_have_provider:
            found = checks_in_date(seen.provider, seen.checks, programme.start_on or self.today)
        return start_checks(programme, days, replace(self.papers, checks=found))

    def warnings(self, programme: Programme, days: Sequence[ProgrammeDay]) -> tuple[str, ...]:
        """What should be known of a plan as it is typed."""
        seen = self.seen(programme.provider_id)
        clashes = overlaps(programme, days, self.others)
        provider = seen.provider if seen else None
        return warnings(programme, days, provider, clashes, consent_until=self.papers.consent_until)

    def odd_start(self, programme: Programme, days: Sequence[ProgrammeDay]) -> OddStart | None:
        """What is wrong with the first day as it is typed; nothing of one that has been and is kept."""
        return None if self._has_begun(programme) else odd_start(programme, days, self.school)

    def doubts(self, programme: Programme, days: Sequence[ProgrammeDay]) -> Mapping[str, str]:
        """What is asked about before it is kept, by field."""
        return {} if self._has_begun(programme) else doubts(programme, days, self.school, self.today)

    def _has_begun(self, typed: Programme) -> bool:
        kept, start = self.programme, typed.start_on
        return kept.is_under_way and start == kept.start_on and start is not None and start <= self.today

    @property
    def waiting_review(self) -> Review | None:
        """The next review that is planned."""
        waiting = [one for one in self.reviews if not one.finished]
        return waiting[-1] if waiting else None


def read(session: Session, pupil_id: str, programme_id: str) -> ProgrammeShown:
    """A programme with what surrounds it; without an id the pupil's plan, or a new one. NotFound if it is gone."""
    programme = _programme(session, pupil_id, programme_id)
    pupil = session.get(Pupil, programme.pupil_id)
    kept = bool(programme.id)
    return ProgrammeShown(
        today=session.clock.today(),
        pupil=pupil,
        where=where(session, pupil),
        programme=programme,
        days=tuple(days_of(session, programme.id)) if kept else (),
        targets=tuple(targets_of(session, programme.id)) if kept else (),
        papers=papers_of(session, programme),
        providers=_providers(session),
        schools=schools_to_choose(session, programme.host_school_id),
        school=school_days(session, pupil.school_id),
        others=tuple(
            (other, tuple(days_of(session, other.id)))
            for other in programmes_of(session, pupil.id)
            if other.id != programme.id
        ),
        reviews=tuple(reviews_of(session, pupil.id)),
        passed_over=_passed_over(session, programme) if kept else (),
        told=told_on(session, programme) if kept else None,
        risk=risk_of(session, programme.id) if kept else None,
        opens_guarded=Compartment.GUARDED in session.held,
        sharing=provider_gate(session, programme),
    )


def _programme(session: Session, pupil_id: str, programme_id: str) -> Programme:
    """The programme asked for; where its start was undone and it is in the trash, the pupil's plan, or a new one."""
    if programme_id:
        found = session.get(Programme, programme_id)
        if found.trashed_at is None:
            return found
        pupil_id = found.pupil_id
    plans = (one for one in programmes_of(session, pupil_id) if one.state is ProgrammeState.PLANNED)
    return next(plans, Programme(pupil_id=session.get(Pupil, pupil_id).id))


def _providers(session: Session) -> tuple[ProviderSeen, ...]:
    checks: dict[str, list[ProviderCheck]] = {}
    for one in session.list(ProviderCheck):
        checks.setdefault(one.provider_id, []).append(one)
    return tuple(
        ProviderSeen(provider, tuple(checks.get(provider.id, ())))
        for provider in session.list(Provider, order="name")
    )


def _passed_over(session: Session, programme: Programme) -> tuple[PassedOver, ...]:
    return tuple(
        PassedOver(one, () if one.resolved_on else open_points(session, one))
        for one in overrides_of(session, programme.id)
    )


def read_proposal(session: Session, pupil_id: str, start: date) -> Proposal:
    """When the first review should be, and why that day."""
    return propose_next(session, pupil_id, start)
