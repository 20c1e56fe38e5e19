"""What the screen of a started programme says, in words. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coordinator_app.core.dates import say, say_chip, say_day
from coordinator_app.programmes.costs import say_pounds, say_shares
from coordinator_app.programmes.model import Programme, ProgrammeState
from coordinator_app.programmes.page.programme_reading import ProgrammeShown
from coordinator_app.programmes.timetable import times_words, week_words

Facts = list[tuple[str, str]]


def chip_of(programme: Programme, today: date) -> tuple[str, str]:
    """The chip of a programme: its tone and words."""
    start = programme.start_on
    if programme.state is ProgrammeState.RUNNING and start is not None and start > today:
        return "info", f"Starts {say_chip(start)}"
    tones = {
        ProgrammeState.RUNNING: "safe",
        ProgrammeState.PAUSED: "pause",
        ProgrammeState.PLANNED: "neutral",
        ProgrammeState.ENDED: "neutral",
    }
    state = programme.state or ProgrammeState.PLANNED
    return tones[state], state.label


def title_of(shown: ProgrammeShown) -> str:
    """What it is and where."""
    where = shown.provider_name or shown.host_name
    return f"{shown.programme.called} at {where}" if where else shown.programme.called


def facts_of(shown: ProgrammeShown) -> Facts:
    """Everything that is recorded of it, in the order of the questions; what is empty is left out."""
    return [
        (name, words) for name, words in (*_when(shown), *_where(shown), *_how(shown), *_end(shown)) if words
    ]


def _when(shown: ProgrammeShown) -> Iterator[tuple[str, str]]:
    programme = shown.programme
    times = times_words(shown.days)
    week = week_words(shown.days)
    sessions = "1 session" if programme.sessions == 1 else f"{programme.sessions} sessions"
    number = f"{sessions} a week" if programme.sessions else ""
    yield "Days", ", ".join(part for part in (week, times, number) if part)
    yield "First day", say_day(programme.start_on) if programme.start_on else ""
    yield "Planned to end", say_day(programme.planned_end_on) if programme.planned_end_on else ""
    yield "Longest period agreed", f"{programme.longest_weeks} weeks" if programme.longest_weeks else ""
    review = shown.waiting_review
    yield "Next review", say_day(review.due_on) if review and review.due_on else "None is planned"
    yield "Full or part time", programme.pattern.label if programme.pattern else ""


def _where(shown: ProgrammeShown) -> Iterator[tuple[str, str]]:
    programme = shown.programme
    yield "Where", programme.site
    yield "Who to speak to", programme.contact
    yield "Getting there", programme.transport.label if programme.transport else ""


def _how(shown: ProgrammeShown) -> Iterator[tuple[str, str]]:
    programme = shown.programme
    yield "Legal route", programme.legal_route.label if programme.legal_route else ""
    yield "Tier", programme.tier.label if programme.tier else ""
    named = {True: "Yes", False: "No"}.get(programme.plan_named) if programme.plan_named is not None else ""
    yield "Named in an education, health and care plan", named or ""
    yield "Objectives", programme.objectives
    yield "Plan for the return", programme.return_plan
    yield "Cost a week", say_pounds(programme.weekly_cost) if programme.weekly_cost is not None else ""
    yield "Cost code", programme.cost_code
    yield "Who pays", say_shares(programme)


def _end(shown: ProgrammeShown) -> Iterator[tuple[str, str]]:
    programme = shown.programme
    if programme.state is ProgrammeState.PAUSED and programme.paused_on:
        yield "Paused", f"From {say(programme.paused_on)}. {programme.pause_reason}"
    yield "Ended on", say_day(programme.ended_on) if programme.ended_on else ""
    yield "Why it ended", programme.end_reason.label if programme.end_reason else ""
    yield "How it came out", programme.outcome.label if programme.outcome else ""
    yield "Where the pupil went", programme.destination.label if programme.destination else ""
    yield "About the end", programme.end_words


def risk_words_of(shown: ProgrammeShown) -> tuple[str, str]:
    """The tone and words for the risk assessment: that it is there and in date, nothing of what it says."""
    risk = shown.risk
    if risk is None or risk.made_on is None or risk.valid_until is None:
        return "neutral", "No risk assessment is recorded."
    words = f"Made by {risk.made_by} on {say(risk.made_on)}. It holds until {say(risk.valid_until)}."
    return ("safe" if risk.valid_until >= shown.today else "over"), words
