"""What programmes bring to Today, and the number beside the menu's Programmes.

Of each kind the most urgent few are shown, and one line says how many more there are: Today is read again after every
change, and a list of hundreds helps nobody there. `due_of` tells of one pupil, however many others are more urgent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coordinator_app.consent.model import ConsentState, may_share
from coordinator_app.core.dates import say, say_chip
from coordinator_app.core.privacy import Compartment
from coordinator_app.hooks import RailCount
from coordinator_app.organisations.providers import (
    NEEDED_CHECKS,
    Provider,
    ProviderCheck,
    checks_in_date,
    newest_of_each,
)
from coordinator_app.programmes import pressing
from coordinator_app.programmes.model import Programme
from coordinator_app.programmes.pressing import Around, Due
from coordinator_app.programmes.running import open_points
from coordinator_app.programmes.store import UNDER_WAY, ProviderInUse, providers_in_use
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem

__all__ = ["UNDER_WAY", "due_items", "due_of", "rail_count"]
CHECKS_SOON = timedelta(days=28)
MOST_LINES = 8
"""So many lines of one kind, the one for the rest among them."""
_ICON = "calendar-check"


@dataclass(frozen=True, slots=True)
class _Place:
    """What a line is made from."""

    session: Session
    today: date
    programme: Programme
    pupil: Pupil

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


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of line: how all of it is found, how one is said, what the line of the rest says, and which list it opens."""

    name: str
    find: Callable[[Around], Iterable[Due]]
    say: Callable[[_Place, Due], DueItem]
    rest: tuple[str, str]
    which: str = "under_way"


def due_items(session: Session) -> list[DueItem]:
    """Consent withdrawn, starts to be looked at again, checks and risk assessments running out, ends, no review."""
    return [*_of_programmes(session), *_of_providers(session)]


def due_of(session: Session, pupil_id: str) -> list[DueItem]:
    """The same of one pupil's programmes, all of it."""
    return _of_programmes(session, pupil_id)


def rail_count(session: Session) -> RailCount | None:
    """How many programmes are under way."""
    number = session.count(Programme, where={"state": UNDER_WAY})
    return RailCount(number) if number else None


def _of_programmes(session: Session, pupil_id: str = "") -> list[DueItem]:
    place = pressing.around(session, pupil_id)
    if not place.programmes:
        return []
    found = {kind.name: sorted(kind.find(place), key=lambda one: one.urgency) for kind in _KINDS}
    shown = {name: _first(all_of) if not pupil_id else all_of for name, all_of in found.items()}
    lines = _lines(place, shown)
    lines += [
        _rest(kind, found[kind.name][len(shown[kind.name]) :])
        for kind in _KINDS
        if len(found[kind.name]) > len(shown[kind.name])
    ]
    return lines


def _first(found: list[Due]) -> list[Due]:
    return found if len(found) <= MOST_LINES else found[: MOST_LINES - 1]


def _lines(place: Around, shown: dict[str, list[Due]]) -> list[DueItem]:
    """The words of those that are shown; only their records are read whole."""
    ids = {one.of.id for all_of in shown.values() for one in all_of}
    if not ids:
        return []
    programmes = {one.id: one for one in place.session.list(Programme, where={"id": tuple(ids)})}
    owners = tuple({one.pupil_id for one in programmes.values()})
    pupils = {one.id: one for one in place.session.list(Pupil, where={"id": owners})}
    return [
        kind.say(_Place(place.session, place.today, programmes[due.of.id], pupils[due.of.pupil_id]), due)
        for kind in _KINDS
        for due in shown[kind.name]
    ]


def _rest(kind: _Kind, left: Sequence[Due]) -> DueItem:
    late = any(one.late for one in left)
    return DueItem(
        key=f"programme-{kind.name}-more",
        title=_counted(len(left), kind.rest),
        second_line="Open Programmes to see every one.",
        icon=_ICON,
        page="programmes",
        params=(("which", kind.which),),
        action="Open the list",
        tone="over" if late else "soon",
        due=left[0].day,
    )


def _counted(number: int, words: tuple[str, str]) -> str:
    return f"{number} more {words[number != 1]}"


def _consent_gone(place: _Place, due: Due) -> DueItem:
    stands = due.stands
    assert stands is not None
    withdrawn = stands.state is ConsentState.WITHDRAWN
    words = (
        "Consent withdrawn: end the programme" if withdrawn else "Consent not in place: the programme runs on"
    )
    second = "Agree the last day with the school, the provider and the family. The record stays."
    return place.item(
        "consent",
        f"{words}, {place.pupil.called}",
        second if withdrawn else may_share(stands).reasons[0].sentence(),
        tone="over",
        chip="No consent",
        action="End it" if withdrawn else "Look",
    )


def _risk_out(place: _Place, due: Due) -> DueItem:
    late = due.late
    return place.item(
        "risk",
        f"Risk assessment {'has run out' if late else 'runs out'}, {place.pupil.called}",
        f"It {'held' if late else 'holds'} until {say(due.on)}. Record a new one.",
        tone="over" if late else "soon",
        chip="Out of date" if late else "Runs out",
        due=due.day,
    )


def _ends(place: _Place, due: Due) -> DueItem:
    late, end = due.late, due.on
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


def _no_review(place: _Place, due: Due) -> DueItem:
    if due.day is not None:
        return _late_review(place, due, due.day)
    return place.item(
        "review",
        f"No review is planned, {place.pupil.called}",
        "While a programme runs there is a review each half term at least.",
        tone="soon",
        chip="Plan a review",
    )


def _late_review(place: _Place, due: Due, latest: date) -> DueItem:
    return place.item(
        "review",
        f"The next review is too far ahead, {place.pupil.called}",
        f"It is planned for {say(due.planned or latest)}. There must be one each half term: {say(latest)} at the latest.",
        tone="soon",
        chip=f"By {say_chip(latest)}",
        due=latest,
    )


def _not_started(place: _Place, due: Due) -> DueItem:
    return place.item(
        "plan",
        f"Programme planned and not started, {place.pupil.called}",
        f"The first day was to be {say(due.on)}. Start it, choose another day, or delete the plan.",
        tone="soon",
        chip="Not started",
        due=due.day,
    )


def _passed_over(place: _Place, due: Due) -> DueItem:
    override = due.override
    assert override is not None
    still = open_points(place.session, override)
    what = still[0] if still else "Everything is in place now: mark it as settled."
    return place.item(
        f"override-{override.id}",
        f"Started before everything was in place, {place.pupil.called}",
        f"{what} Look at it again on {say(due.on)}.",
        tone="over" if due.late else "soon",
        chip="Without consent" if override.without_consent else "Passed over",
        due=due.day,
        action="Settle",
    )


_KINDS = (
    _Kind(
        "consent",
        pressing.without_consent,
        _consent_gone,
        ("programme runs on without consent", "programmes run on without consent"),
    ),
    _Kind(
        "risk",
        pressing.risk_out,
        _risk_out,
        ("risk assessment runs out or has run out", "risk assessments run out or have run out"),
    ),
    _Kind(
        "end",
        pressing.ending,
        _ends,
        ("programme ends soon or was to end", "programmes end soon or were to end"),
    ),
    _Kind(
        "review",
        pressing.unreviewed,
        _no_review,
        ("programme wants a review planned", "programmes want a review planned"),
    ),
    _Kind(
        "plan",
        pressing.not_started,
        _not_started,
        ("planned programme has not started", "planned programmes have not started"),
        "planned",
    ),
    _Kind(
        "override",
        pressing.passed_over,
        _passed_over,
        ("start before everything was in place", "starts before everything was in place"),
    ),
)


def _of_providers(session: Session) -> Iterator[DueItem]:
    """Providers with pupils whose checks have run out, or run out before the pupils leave (domain 6.7)."""
    used = {one.id: one for one in providers_in_use(session.databases.connection(Compartment.GENERAL))}
    if not used:
        return
    checks: dict[str, list[ProviderCheck]] = {one: [] for one in used}
    for check in session.list(ProviderCheck, where={"provider_id": tuple(used)}):
        checks[check.provider_id].append(check)
    today = session.clock.today()
    for provider in session.list(Provider, where={"id": tuple(used)}, trashed=None):
        yield from _provider_lines(provider, checks[provider.id], used[provider.id], today)


def _provider_lines(
    provider: Provider, checks: list[ProviderCheck], used: ProviderInUse, today: date
) -> Iterator[DueItem]:
    who = f"{'1 pupil is' if used.pupils == 1 else f'{used.pupils} pupils are'} there."
    shut = checks_in_date(provider, checks, today)
    last = used.until or date.max
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
