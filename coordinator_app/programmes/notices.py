"""What is possible in a plan but should be looked at: questions and warnings, never refusals. Pure rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.dates import say
from coordinator_app.core.plausible import long_ago
from coordinator_app.organisations.providers import Provider, ProviderType
from coordinator_app.programmes.costs import dear
from coordinator_app.programmes.first_day import odd_start
from coordinator_app.programmes.model import Programme, ProgrammeDay, ProgrammeType
from coordinator_app.programmes.timetable import FULL_WEEK, is_full_time, longest_end


def doubts(
    programme: Programme, days: Sequence[ProgrammeDay], school: SchoolDays, today: date
) -> Mapping[str, str]:
    """A question by field about a date that may be a slip, "" for none."""
    odd = odd_start(programme, days, school)
    return {"start_on": long_ago(programme.start_on, today) or (odd.question if odd else "")}


def warnings(
    programme: Programme,
    days: Sequence[ProgrammeDay],
    provider: Provider | None,
    clashes: Sequence[str],
    *,
    consent_until: date | None = None,
) -> tuple[str, ...]:
    """What the one who plans should know. `consent_until` is the last day of the family's agreement, None for no end."""
    much = dear(programme.weekly_cost)
    found = (
        *clashes,
        *_runs_out(programme, consent_until),
        *_sessions(programme, days),
        *_unregistered(programme, days, provider),
    )
    return (*found, much) if much else found


def _runs_out(programme: Programme, until: date | None) -> tuple[str, ...]:
    """An agreement that ends between the first day and the planned end."""
    start, end = programme.start_on, programme.planned_end_on or longest_end(programme)
    if until is None or start is None or end is None or not start <= until < end:
        return ()
    words = f"The family's agreement holds only until {say(until)}, before the programme ends on {say(end)}."
    return (f"{words} Ask them again before then.",)


def _sessions(programme: Programme, days: Sequence[ProgrammeDay]) -> tuple[str, ...]:
    kind, number = programme.programme_type, len(days)
    if kind is ProgrammeType.FULL_TIME and 0 < number < FULL_WEEK:
        return (f"A full-time week has {FULL_WEEK} sessions. This one has {number}.",)
    if kind in {ProgrammeType.PART_TIME, ProgrammeType.RESPITE} and number == FULL_WEEK:
        return ("With 10 sessions a week this counts as full time, so it needs a risk assessment.",)
    return ()


def _unregistered(
    programme: Programme, days: Sequence[ProgrammeDay], provider: Provider | None
) -> tuple[str, ...]:
    """One pupil with a plan who is there full time makes a provider a school that must be registered (domain 6.7)."""
    unregistered = provider is not None and provider.provider_type in {
        ProviderType.UNREGISTERED,
        ProviderType.TUITION,
    }
    if not (unregistered and programme.plan_named and is_full_time(programme, days)):
        return ()
    return (_ASK_FIRST,)


_ASK_FIRST = (
    "A provider that is no registered school may not teach a pupil with an education, health and care plan full time. "
    "Ask the local authority first."
)
