"""What programmes bring to Today, and the number beside the menu's Programmes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coordinator_app.consent.actions import programme_gate, standing_of
from coordinator_app.consent.model import ConsentState
from coordinator_app.core.dates import say, say_chip
from coordinator_app.hooks import RailCount
from coordinator_app.organisations.actions import school_days
from coordinator_app.organisations.providers import (
    NEEDED_CHECKS,
    Provider,
    ProviderCheck,
    checks_in_date,
    newest_of_each,
)
from coordinator_app.programmes.actions import risk_of
from coordinator_app.programmes.gate import CONSENT, RISK
from coordinator_app.programmes.model import AttendancePattern, Programme, ProgrammeState
from coordinator_app.programmes.running import open_points
from coordinator_app.programmes.safety import StartOverride
from coordinator_app.programmes.timetable import latest_review
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.model import Review
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem

UNDER_WAY = (ProgrammeState.RUNNING, ProgrammeState.PAUSED)
ENDS_SOON = timedelta(days=14)
CHECKS_SOON = timedelta(days=28)
_ICON = "calendar-check"


@dataclass(frozen=True, slots=True)
class _Place:
    """What the lines are made from."""

    session: Session
    today: date
    programme: Programme
    pupil: Pupil
    open_overrides: tuple[StartOverride, ...]
    reviews: tuple[Review, ...]

    def waived(self, code: str) -> bool:
        """Whether the start passed over this, and it is not settled: then its own line tells of it."""
        return any(code in one.codes for one in self.open_overrides)

    def item(self, kind: str, title: str, second: str, **more: object) -> DueItem:
        """A line that leads to the programme."""
        made = DueItem(
            key=f"programme-{kind}-{self.programme.id}",
            title=title,
            second_line=second,
            icon=_ICON,
            page="programme",
            params=(("programme_id", self.programme.id),),
            pupil_id=self.pupil.id,
        )
        return replace(made, **more)  # type: ignore[arg-type]  # fields of a DueItem, told by name


def due_items(session: Session) -> list[DueItem]:
    """Consent withdrawn, starts to be looked at again, checks and risk assessments running out, ends, no review."""
    found = list(_of_programmes(session))
    found += _of_providers(session)
    return found


def rail_count(session: Session) -> RailCount | None:
    """How many programmes are under way."""
    number = session.count(Programme, where={"state": UNDER_WAY})
    return RailCount(number) if number else None


def _of_programmes(session: Session) -> Iterator[DueItem]:
    programmes = session.list(Programme, where={"state": (*UNDER_WAY, ProgrammeState.PLANNED)})
    for place in _places(session, programmes):
        programme = place.programme
        lines: Iterable[Callable[[_Place], DueItem | None]] = (
            _UNDER_WAY if programme.is_under_way else _PLANNED
        )
        yield from (item for line in lines if (item := line(place)) is not None)
        yield from (_passed_over(place, one) for one in place.open_overrides)


def _places(session: Session, programmes: list[Programme]) -> Iterator[_Place]:
    """Each programme with what surrounds it, read for all at once: Today is read again after every change."""
    ids = tuple({one.pupil_id for one in programmes})
    if not ids:
        return
    pupils = {one.id: one for one in session.list(Pupil, where={"id": ids})}
    reviews: dict[str, list[Review]] = defaultdict(list)
    overrides: dict[str, list[StartOverride]] = defaultdict(list)
    for review in session.list(Review, where={"pupil_id": ids}):
        reviews[review.pupil_id].append(review)
    for override in session.list(StartOverride, where={"resolved_on": None}):
        overrides[override.programme_id].append(override)
    for one in programmes:
        pupil = pupils.get(one.pupil_id)
        if pupil is not None:
            around = (tuple(overrides[one.id]), tuple(reviews[one.pupil_id]))
            yield _Place(session, session.clock.today(), one, pupil, *around)


def _consent_gone(place: _Place) -> DueItem | None:
    gate = programme_gate(place.session, place.pupil.id)
    if gate.is_open or place.waived(CONSENT):
        return None
    withdrawn = standing_of(place.session, place.pupil.id).state is ConsentState.WITHDRAWN
    words = (
        "Consent withdrawn: end the programme" if withdrawn else "Consent not in place: the programme runs on"
    )
    second = "Agree the last day with the school, the provider and the family. The record stays."
    return place.item(
        "consent",
        f"{words}, {place.pupil.called}",
        second if withdrawn else gate.reasons[0].sentence(),
        tone="over",
        chip="No consent",
        action="End it" if withdrawn else "Look",
    )


def _risk_out(place: _Place) -> DueItem | None:
    programme = place.programme
    if programme.pattern is not AttendancePattern.FULL or place.waived(RISK):
        return None
    risk = risk_of(place.session, programme.id)
    until = risk.valid_until if risk else None
    if until is None or until > place.today + ENDS_SOON:
        return None
    late = until < place.today
    return place.item(
        "risk",
        f"Risk assessment {'has run out' if late else 'runs out'}, {place.pupil.called}",
        f"It {'held' if late else 'holds'} until {say(until)}. Record a new one.",
        tone="over" if late else "soon",
        chip="Out of date" if late else "Runs out",
        due=until,
    )


def _ends(place: _Place) -> DueItem | None:
    end = place.programme.planned_end_on
    if end is None or end > place.today + ENDS_SOON:
        return None
    late = end < place.today
    return place.item(
        "end",
        f"{place.programme.called} {'was to end' if late else 'ends'}, {place.pupil.called}",
        f"{'It was planned to end' if late else 'It is planned to end'} on {say(end)}. "
        f"{'Record how it ended, or agree a later day.' if late else 'Plan the return with the school.'}",
        tone="over" if late else "soon",
        chip=f"Was due {say_chip(end)}" if late else f"Ends {say_chip(end)}",
        due=end,
        action="End it" if late else "Look",
    )


def _no_review(place: _Place) -> DueItem | None:
    reviews = place.reviews
    waiting = [one.due_on for one in reviews if not one.finished and one.due_on is not None]
    if waiting:
        return _late_review(place, min(waiting), [one.held_on for one in reviews if one.held_on is not None])
    return place.item(
        "review",
        f"No review is planned, {place.pupil.called}",
        "While a programme runs there is a review each half term at least.",
        tone="soon",
        chip="Plan a review",
    )


def _late_review(place: _Place, planned: date, held: list[date]) -> DueItem | None:
    """A review that is planned for later than there must be one (domain 6.7); nothing where term dates are missing."""
    since = max([place.programme.start_on or place.today, *held])
    latest = latest_review(since, school_days(place.session, place.pupil.school_id))
    if latest is None or planned <= latest:
        return None
    return place.item(
        "review",
        f"The next review is too far ahead, {place.pupil.called}",
        f"It is planned for {say(planned)}. There must be one each half term: {say(latest)} at the latest.",
        tone="soon",
        chip=f"By {say_chip(latest)}",
        due=latest,
    )


def _not_started(place: _Place) -> DueItem | None:
    start = place.programme.start_on
    if start is None or start >= place.today:
        return None
    return place.item(
        "plan",
        f"Programme planned and not started, {place.pupil.called}",
        f"The first day was to be {say(start)}. Start it, choose another day, or delete the plan.",
        tone="soon",
        chip="Not started",
        due=start,
    )


_UNDER_WAY = (_consent_gone, _risk_out, _ends, _no_review)
_PLANNED = (_not_started,)


def _passed_over(place: _Place, override: StartOverride) -> DueItem:
    """Shown until it is settled, whatever its day (003-4)."""
    review, still = override.review_on or place.today, open_points(place.session, override)
    late = review <= place.today
    what = still[0] if still else "Everything is in place now: mark it as settled."
    return place.item(
        f"override-{override.id}",
        f"Started before everything was in place, {place.pupil.called}",
        f"{what} Look at it again on {say(review)}.",
        tone="over" if late else "soon",
        chip="Without consent" if override.without_consent else "Passed over",
        due=review,
        action="Settle",
    )


def _of_providers(session: Session) -> Iterator[DueItem]:
    """Providers with pupils whose checks have run out, or run out before the pupils leave (domain 6.7)."""
    today = session.clock.today()
    there: dict[str, list[Programme]] = {}
    for programme in session.list(Programme, where={"state": UNDER_WAY}):
        if programme.provider_id:
            there.setdefault(programme.provider_id, []).append(programme)
    for provider_id, programmes in there.items():
        provider = session.find(Provider, provider_id)
        if provider is not None:
            checks = session.list(ProviderCheck, where={"provider_id": provider_id})
            yield from _provider_lines(provider, checks, programmes, today)


def _provider_lines(
    provider: Provider, checks: list[ProviderCheck], programmes: list[Programme], today: date
) -> Iterator[DueItem]:
    pupils = len({one.pupil_id for one in programmes})
    who = f"{'1 pupil is' if pupils == 1 else f'{pupils} pupils are'} there."
    shut = checks_in_date(provider, checks, today)
    last = max((one.planned_end_on or date.max for one in programmes), default=date.max)
    ends = [
        one.valid_until
        for kind, one in newest_of_each(checks).items()
        if kind in NEEDED_CHECKS and one.valid_until is not None
    ]
    soon = [day for day in ends if today <= day <= min(today + CHECKS_SOON, last)]
    if not shut.is_open:
        yield _provider_item(provider, f"{who} {shut.reasons[0].why}", late=True, day=today)
    elif soon:
        words = f"{who} A check holds only until {say(min(soon))}."
        yield _provider_item(provider, words, late=False, day=min(soon))


def _provider_item(provider: Provider, second: str, *, late: bool, day: date) -> DueItem:
    return DueItem(
        key=f"programme-provider-{provider.id}",
        title=f"Checks {'not in date' if late else 'run out'} while pupils are there, {provider.name}",
        second_line=second,
        icon="shield-check",
        page="registers",
        params=(("register", "providers"), ("record_id", provider.id)),
        action="Open checks",
        tone="over" if late else "soon",
        chip="Not in date" if late else f"Until {say_chip(day)}",
        due=day,
    )
