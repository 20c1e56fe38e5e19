"""The three clocks of a request in words: the day, how it stands, whether it is law or policy, and every step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.access_requests.ends import ended_on, ended_words
from coordinator_app.access_requests.mishaps import chip_words as wrong_chip
from coordinator_app.access_requests.model import ClosedAs, RequestPause
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.standing import TOLD
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_chip, say_range
from coordinator_app.core.deadline_types import Deadline, Rule
from coordinator_app.core.remaining import Remaining, State, remaining


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock card. `figure` is the date or why there is none; `steps` are (day, what happens, count)."""

    rule: Rule
    title: str
    figure: str
    remains: Remaining
    standing: str
    more: str
    source: str
    is_first: bool
    steps: tuple[tuple[str, str, str], ...]


def clock_lines(case: CaseFacts) -> tuple[ClockLine, ...]:
    """Every clock that holds for what is asked, the earliest marked: usually target, 15 school days and legal month."""
    return tuple(_line(case, clock) for clock in case.clocks.all)


def stands(case: CaseFacts, clock: Deadline) -> Remaining:
    """How a clock of this request stands today; a sent pack, a letter that tells the end and the end itself have stopped it."""
    word, on = _answer(case)
    ended = ended_on(case.request)
    if on is None and ended is not None:  # nobody was owed an answer, so none came late
        return Remaining(State.DONE, f"Closed {say(ended)}", f"Closed {say(ended)}", share_used=1.0)
    return remaining(clock, case.today, done_on=on, done_word=word)


def _answer(case: CaseFacts) -> tuple[str, date | None]:
    """How they had their answer, and when; None where they have none, or need none: they asked for it no longer."""
    if case.request.sent_on is not None:
        return "Sent", case.request.sent_on
    if case.told is not None:
        return TOLD, case.told
    answered = case.request.closed_as is ClosedAs.ANSWERED
    return "Closed", case.request.closed_on if answered else None


def _line(case: CaseFacts, clock: Deadline) -> ClockLine:
    return ClockLine(
        rule=clock.rule,
        title=clock.rule.label,
        figure=say(clock.due) if clock.due else "No date yet",
        remains=stands(case, clock),
        standing=_standing(case, clock.rule),
        more=_more(case, clock),
        source=clock.source,
        is_first=clock is case.clocks.first,
        steps=_steps(clock),
    )


def _standing(case: CaseFacts, rule: Rule) -> str:
    if rule in _ALWAYS:
        return _ALWAYS[rule]
    if case.clocks.school_is_law and not case.clocks.in_writing:
        return _SPOKEN
    if case.clocks.school_is_law:
        return "Law: a parent's right to the school's record. Nothing stops it."
    if not case.clocks.school_presses:
        return "Policy, to compare: another way to read “fifteen days”. They did not ask for the educational record."
    return "Policy here: the law does not bind this school."


_ALWAYS = {
    Rule.LEGAL_MONTH: "Law: the latest day for the answer.",
    Rule.INFORMATION: "Law: 20 school days or 60 working days, whichever comes first.",
    Rule.POLICY_TARGET: "Policy: what the partnership promises.",
}
_SPOKEN = (
    "Worked to, to be safe. The law gives a parent this time for the school's record where they ask in writing; this was asked by "
    "telephone or in person. If they also write, it is law, and nothing stops it."
)


def _more(case: CaseFacts, clock: Deadline) -> str:
    if clock.waiting and (case.is_closed or case.told is not None):
        return ""
    if clock.waiting:
        return f"It stands until you have {clock.waiting}."
    if clock.due is None:
        return clock.why_unknown[:1].upper() + clock.why_unknown[1:] + "."
    if clock.work_to and clock.work_to != clock.due:
        return f"Work to {say(clock.work_to)}: the law can be read to end a day sooner."
    if clock.rule is Rule.LEGAL_MONTH and case.request.extended_on:
        return f"Made longer. They were told on {say(case.request.extended_on)}."
    return ""


def _steps(clock: Deadline) -> tuple[tuple[str, str, str], ...]:
    rows, counted = [], 0
    for step in clock.steps:
        day, _, words = step.text.partition(": ")
        counted += step.counted
        words = words[:1].upper() + words[1:]
        rows.append((day, words, str(counted) if step.counted else ""))
    return tuple(rows)


def chip_words(case: CaseFacts) -> tuple[str, str]:
    """The header's chip: tone and words; the earliest clock, named, in its own unit, with its date (decision 2)."""
    if case.request.closed_on is not None:
        return "soon" if late_words(case) else "neutral", ended_words(case.request)
    if case.told is not None:
        return "soon", f"They were told on {say(case.told)}. Close it"
    if case.request.sent_on and case.wrong is not None:
        tone = "soon" if case.wrong.answered else "over"
        return tone, f"Sent {say(case.request.sent_on)}, {wrong_chip(case.wrong)}"
    if case.request.sent_on:
        return "soon" if late_words(case) else "safe", f"Sent {say(case.request.sent_on)}"
    first = case.clocks.first
    if first is None:
        remains = stands(case, case.clocks.limit)
        return remains.state.tone, remains.text
    remains = stands(case, first)
    return remains.state.tone, f"{first.rule.label}: {remains.dated[:1].lower()}{remains.dated[1:]}"


def late_words(case: CaseFacts) -> str:
    """By how much they were answered after the law allowed: "Sent 4 days after the legal limit, 9 March 2026."; else ""."""
    word, sent = _answer(case)
    legal = case.clocks.legal.due if case.clocks.has_legal else None
    bound = case.clocks.school_is_law and case.clocks.in_writing
    school = case.clocks.school.due if bound else None
    if sent is None:
        return ""
    if legal is not None and sent > legal:
        return f"{word} {_days((sent - legal).days)} after the legal limit, {say(legal)}."
    if school is not None and sent > school:
        return f"{word} {_days((sent - school).days)} after the 15 school days of the law, {say(school)}."
    return ""


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def history_words(case: CaseFacts) -> str:
    """What stopped the clocks, and the legal limit: "Paused 4 to 11 March for a question. Legal limit 7 April 2026"."""
    said = [
        f"Paused {say_range(one.asked_on, one.answered_on, year=False)} for a question"
        for one in case.pauses
        if one.asked_on and one.answered_on
    ]
    ended = case.is_closed or case.told is not None
    if case.open_pause is not None and case.open_pause.asked_on and not ended:
        said.append(f"Paused since {say_chip(case.open_pause.asked_on)} for a question")
    limit = case.clocks.limit
    if ended:
        said.append(late_words(case).rstrip(".") if case.request.sent_on is None else "")
    elif limit.due:
        said.append(f"Legal limit {say(limit.due)}")
    elif limit.waiting and case.open_pause is None:
        said.append(f"The legal month waits for {limit.waiting}")
    return ". ".join(one for one in said if one)


def _typed_later(one: RequestPause) -> str:
    """That a question of an earlier day was typed in later, which a letter of ours need not say."""
    typed = one.created_at.astimezone(LONDON).date() if one.created_at else None
    later = not one.letter_id and typed is not None and one.asked_on is not None and typed > one.asked_on
    return f" Typed in on {say(typed)}." if later and typed else ""


def pause_words(one: RequestPause) -> str:
    """A question as the ledger tells it: why and when it was asked, by letter or not, when they were reminded, the answer."""
    parts = [f"Why: {one.reason.rstrip('.')}." if one.reason else ""]
    if one.asked_on:
        parts.append(
            f"Asked {say(one.asked_on)}{', by our letter' if one.letter_id else ''}.{_typed_later(one)}"
        )
    if one.asked_how:
        parts.append(f"How: {one.asked_how.rstrip('.')}.")
    if one.chased_on:
        parts.append(f"Reminded {say(one.chased_on)}.")
    if one.answered_on:
        how = f", {one.answered_by.label.lower()}" if one.answered_by else ""
        parts.append(f"Answered {say(one.answered_on)}{how}. They said: {one.answer}")
    return " ".join(part for part in parts if part)
