"""Arithmetic of a programme's week and of its dates: sessions, times, overlaps, reviews. Pure rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta

from coordinator_app.core.calendar import SchoolDays, pull_back
from coordinator_app.core.dates import say, say_time
from coordinator_app.programmes.model import (
    AttendancePattern,
    Half,
    Programme,
    ProgrammeDay,
    ProgrammeState,
    ProgrammeType,
    Tier,
    Weekday,
)

FULL_WEEK = 10  # sessions
REVIEW_WEEKS = 6
MOST_WEEKS = 60
TIME_ASKED = "Type a time such as 9:15 or 1pm."
_TIME = re.compile(r"(?P<hour>[0-9]{1,2})(?:[:. ]?(?P<minute>[0-5][0-9]))?\s*(?P<half>am|pm)?")
_NOON = 12
_FIRST_SENSIBLE_HOUR, _LAST_SENSIBLE_HOUR = 6, 21
_WEEKDAYS, _HALVES = tuple(Weekday), tuple(Half)


def read_time(typed: str) -> time | None:
    """A time from what was typed: "9", "9.15", "0915", "1pm"; None if it is none.

    An hour from 1 to 5 without "am" is after noon: nobody goes to a programme in the night.
    """
    found = _TIME.fullmatch(typed.strip().lower())
    if found is None:
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half and not 1 <= hour <= _NOON:
        return None
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    elif 1 <= hour < _FIRST_SENSIBLE_HOUR:
        hour += _NOON
    return time(hour, minute) if _FIRST_SENSIBLE_HOUR <= hour <= _LAST_SENSIBLE_HOUR else None


def kept_time(typed: str) -> str:
    """The time as it is kept, "09:15"; what cannot be read stays as typed, to be refused."""
    found = read_time(typed)
    return found.strftime("%H:%M") if found else typed.strip()


def in_week_order(days: Iterable[ProgrammeDay]) -> list[ProgrammeDay]:
    """Monday morning first."""
    return sorted(days, key=place_of)


def place_of(one: ProgrammeDay) -> tuple[int, int]:
    """Where a session stands in the week: number of the day, then of the half day."""
    weekday = _WEEKDAYS.index(one.weekday) if one.weekday else len(_WEEKDAYS)
    return weekday, _HALVES.index(one.half) if one.half else len(_HALVES)


def day_problems(days: Iterable[ProgrammeDay]) -> list[str]:
    """What is wrong with the sessions of a week: one given twice, times that cannot be or are out of order."""
    found: list[str] = []
    seen: set[tuple[int, int]] = set()
    for one in in_week_order(days):
        where = session_words(one)
        if place_of(one) in seen:
            found.append(f"{where} is there twice.")
        seen.add(place_of(one))
        times = [read_time(typed) for typed in (one.begins, one.ends) if typed]
        if None in times:
            found.append(f"{where}: {TIME_ASKED}")
        elif len(times) == 2 and str(times[1]) <= str(times[0]):
            found.append(f"{where} ends before it begins. Check both times.")
    return found


def session_words(one: ProgrammeDay) -> str:
    """One session in words: "Monday morning"."""
    weekday = one.weekday.label if one.weekday else ""
    return f"{weekday} {one.half.label.lower() if one.half else ''}".strip()


def week_words(days: Iterable[ProgrammeDay]) -> str:
    """The week in words: "Monday to Wednesday", "Monday and Thursday, Friday morning", or ""."""
    halves: dict[int, set[int]] = {}
    for weekday, half in map(place_of, days):
        halves.setdefault(weekday, set()).add(half)
    whole = [weekday for weekday in sorted(halves) if len(halves[weekday]) == len(_HALVES)]
    parts = [_run_words(run) for run in _runs(whole)]
    parts += [
        f"{_WEEKDAYS[weekday].label} {_HALVES[min(halves[weekday])].label.lower()}"
        for weekday in sorted(set(halves) - set(whole))
    ]
    return ", ".join(parts)


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _run_words(run: Sequence[int]) -> str:
    first, last = _WEEKDAYS[run[0]].label, _WEEKDAYS[run[-1]].label
    if len(run) == 1:
        return first
    return f"{first} {'and' if len(run) == 2 else 'to'} {last}"


def times_words(days: Iterable[ProgrammeDay]) -> str:
    """The times, "9:15am to 12:30pm", where every session that has any has the same, else ""."""
    kept = {(one.begins, one.ends) for one in days if one.begins or one.ends}
    if len(kept) != 1:
        return ""
    said = [say_time(found) for typed in kept.pop() if (found := read_time(typed))]
    return " to ".join(said)


def is_full_time(programme: Programme, days: Sequence[ProgrammeDay]) -> bool:
    """Whether it counts as full time (Tier 4), whichever of its facts says so (domain 6.7)."""
    return (
        programme.programme_type is ProgrammeType.FULL_TIME
        or programme.tier is Tier.FOUR
        or len(days) >= FULL_WEEK
    )


def pattern_of(programme: Programme, days: Sequence[ProgrammeDay]) -> AttendancePattern | None:
    """Full or part time, from the type and the sessions; None where neither says it."""
    if is_full_time(programme, days):
        return AttendancePattern.FULL
    kind = programme.programme_type
    return AttendancePattern.PART if days or kind is ProgrammeType.PART_TIME else None


def longest_end(programme: Programme) -> date | None:
    """The last day that the longest period agreed allows."""
    if programme.start_on is None or not programme.longest_weeks:
        return None
    return programme.start_on + timedelta(weeks=programme.longest_weeks) - timedelta(days=1)


def overlaps(
    programme: Programme,
    days: Iterable[ProgrammeDay],
    others: Iterable[tuple[Programme, Sequence[ProgrammeDay]]],
) -> list[str]:
    """Programmes of the same pupil at the same time, in words: a warning, for one day may be at two places."""
    mine = {place_of(one) for one in days}
    found = []
    for other, theirs in others:
        if other.id == programme.id or not _same_time(programme, other):
            continue
        both = [session_words(one) for one in in_week_order(theirs) if place_of(one) in mine]
        state = other.state.label.lower() if other.state else ""
        clash = f" Both have {both[0]}." if both else ""
        found.append(f"{other.called} is {state} at the same time, from {_from(other)}.{clash}")
    return found


def _from(programme: Programme) -> str:
    return say(programme.start_on) if programme.start_on else "a day not yet known"


def _same_time(one: Programme, other: Programme) -> bool:
    if other.state is ProgrammeState.ENDED:
        return False
    first = max(one.start_on or date.min, other.start_on or date.min)
    last = min(one.planned_end_on or date.max, other.planned_end_on or date.max)
    return first <= last


def latest_review(start: date, school: SchoolDays) -> date | None:
    """The last day for the next review, so that there is one each half term (DfE guidance; domain 6.7).

    Six weeks after `start` fall into a half term: its last school day. None where term dates are not known.
    """
    literal = start + timedelta(weeks=REVIEW_WEEKS)
    if school.why_unknown(literal) is not None:
        return None
    half_term = next((block for block in school.terms.blocks if block.first <= literal <= block.last), None)
    return pull_back(half_term.last if half_term else literal, school.counts)
