"""What is shown of a pupil's suspensions: each with what follows from it, the totals, the law's numbers (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from coordinator_app.chronology.counted_terms import Totals, term_of, totals
from coordinator_app.chronology.exclusions import DaySix, Span, day_six, overlapping, told
from coordinator_app.chronology.lengths import days_words
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.chronology.suspending import spans_of, suspensions_of, tidy
from coordinator_app.chronology.suspension import ExclusionKind, Suspension
from coordinator_app.chronology.thresholds import PERMANENT_ASKS, Stands, stands
from coordinator_app.core.calendar import SchoolDays, school_year
from coordinator_app.core.catalogue import FieldSpec, from_stored, record_type
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_day, say_time
from coordinator_app.core.privacy import Choice
from coordinator_app.organisations.actions import schools_to_choose
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import keeping
from coordinator_app.store.session import Session

HUNG = "suspension"
"""The name by which the card of an entry finds its suspension."""


@dataclass(frozen=True, slots=True)
class SuspensionLine:
    """One suspension: `facts` in a sentence, `follows` in some, `counted` is how day six was found, a line a day."""

    suspension: Suspension
    facts: str
    follows: tuple[str, ...]
    counted: tuple[str, ...]
    chip: str = ""
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class Suspensions:
    """All of a pupil: the newest first, the totals in a sentence, the law's numbers, and what a new one is made with.

    `deleted` are those in the trash; they count for nothing.
    """

    lines: tuple[SuspensionLine, ...]
    total: str
    numbers: tuple[Stands, ...]
    schools: tuple[tuple[str, str], ...]
    school_id: str
    may_add: bool
    earlier: tuple[str, ...] = ()
    deleted: tuple[SuspensionLine, ...] = ()


def read(session: Session, pupil_id: str) -> Suspensions:
    """Everything that the strip above the chronology shows. Raises NotFound."""
    today = session.clock.today()
    pupil = session.get(Pupil, pupil_id)
    calendars: dict[str, SchoolDays] = {}
    spans = spans_of(session, suspensions_of(session, pupil_id), calendars)
    counted = totals(spans)
    return Suspensions(
        lines=tuple(_line(session, span, spans, calendars) for span in spans),
        total=total_words(counted, today) if spans else "",
        numbers=stands(counted.in_term(today), counted.in_year(today)),
        schools=schools_to_choose(session, pupil.school_id, *(span.of.school_id for span in spans)),
        school_id=pupil.school_id,
        may_add=keeping(session, pupil_id).is_open,
        earlier=_earlier(counted, today),
        deleted=tuple(_deleted(session, one) for one in suspensions_of(session, pupil_id, deleted=True)),
    )


def told_by(entry: ChronologyEntry, facts: Suspensions) -> Suspension:
    """A new suspension as far as an entry tells of it."""
    return Suspension(
        pupil_id=entry.pupil_id, school_id=facts.school_id, first_on=entry.happened_on, entry_id=entry.id
    )


def _deleted(session: Session, one: Suspension) -> SuspensionLine:
    school = session.find(School, one.school_id)
    return SuspensionLine(one, told(one, school.name if school else ""), (), (), "Deleted", "neutral")


def of_entries(session: Session, entries: Sequence[ChronologyEntry]) -> Mapping[str, object]:
    """The suspension that an entry tells of, by the entry's id."""
    ids = tuple(one.id for one in entries)
    found = session.list(Suspension, where={"entry_id": ids}) if ids else []
    if not found:
        return {}
    calendars: dict[str, SchoolDays] = {}
    pupils = tuple({one.pupil_id for one in found})
    spans = spans_of(session, session.list(Suspension, where={"pupil_id": pupils}), calendars)
    by_pupil = {one: [span for span in spans if span.of.pupil_id == one] for one in pupils}
    return {
        span.of.entry_id: _line(session, span, by_pupil[span.of.pupil_id], calendars)
        for span in spans
        if span.of.entry_id in ids
    }


def outlook(session: Session, draft: Suspension) -> tuple[tuple[str, str], ...]:
    """What follows from a suspension that is being typed: (what it is about, what is so); empty as long as too little is known."""
    wanted = tidy(draft)
    has_length = wanted.half_days or wanted.exclusion_kind is ExclusionKind.PERMANENT
    if wanted.first_on is None or wanted.exclusion_kind is None or not wanted.school_id or not has_length:
        return ()
    calendars: dict[str, SchoolDays] = {}
    kept = [one for one in suspensions_of(session, wanted.pupil_id) if one.id != wanted.id]
    span, *others = spans_of(session, [wanted, *kept], calendars)
    found = day_six(span, others, calendars[wanted.school_id])
    day = span.last or wanted.first_on
    counted = totals([span, *others])
    ours = _of_run([span, *others], found, wanted)
    lines = [("What follows", " ".join(_follows(span, found, ours, session.clock.today(), ahead=True)))]
    if wanted.exclusion_kind is not ExclusionKind.PERMANENT:
        lines.append(("With this one", total_words(counted, day)))
    lines += [(one.title, one.sentence) for one in stands(counted.in_term(day), counted.in_year(day))]
    other = overlapping(span, others)
    if other is not None and other.first_on is not None:
        lines.append(("Two at once", f"These days overlap with the one from {say(other.first_on)}."))
    return tuple(lines)


def total_words(counted: Totals, day: date) -> str:
    """The totals around a day: "6 days in the autumn term 2026, 8½ days in the school year 2026/27."."""
    year = school_year(day)
    in_term, in_year = days_words(counted.in_term(day)), days_words(counted.in_year(day))
    return (
        f"{in_term.capitalize()} in {term_of(day).words}, {in_year} in the school year {_year_words(year)}."
    )


def _earlier(counted: Totals, today: date) -> tuple[str, ...]:
    now = school_year(today)
    years = sorted((year for year in counted.years if year != now), reverse=True)
    return tuple(f"School year {_year_words(year)}: {days_words(counted.years[year])}." for year in years)


def _year_words(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"


def _line(
    session: Session, span: Span, spans: Sequence[Span], calendars: Mapping[str, SchoolDays]
) -> SuspensionLine:
    one, today = span.of, session.clock.today()
    school = session.find(School, one.school_id)
    found = day_six(span, [other for other in spans if other is not span], calendars[one.school_id])
    counted = tuple(step.text for step in found.deadline.steps) if found else ()
    ours = _of_run(spans, found, one)
    chip, tone = _chip(span, found, ours, today)
    follows = tuple(_follows(span, found, ours, today))
    return SuspensionLine(one, told(one, school.name if school else ""), follows, counted, chip, tone)


def _of_run(spans: Iterable[Span], found: DaySix | None, one: Suspension) -> Suspension:
    """Where education is arranged first for a suspension: on itself, or on another of those counted together with it."""
    run = [] if found is None or found.is_permanent else [span.of for span in spans if found.holds(span.of)]
    arranged = [other for other in (one, *run) if other.arranged_from is not None]
    return min(arranged, key=lambda other: other.arranged_from or date.max, default=one)


def _chip(span: Span, found: DaySix | None, arranged: Suspension, today: date) -> tuple[str, str]:
    due = found.deadline.due if found is not None and found.is_owed else None
    over = span.last is not None and span.last < today
    if due is not None and arranged.arranged_from is None and not over:
        return ("Day 6 has passed", "over") if due < today else (f"Day 6: {say(due)}", "soon")
    if found is not None and found.is_permanent:
        return ("Permanent", "neutral")
    if span.last is None:
        return ("", "neutral")
    return ("Over", "neutral") if over else (f"Until {say(span.last)}", "info")


def _follows(
    span: Span, found: DaySix | None, arranged: Suspension, today: date, *, ahead: bool = False
) -> Iterable[str]:
    """Sentences: the last day, day six with how it stands, what the law asks of a permanent exclusion.

    `arranged` is the suspension of the run on which education is arranged, or this one.
    """
    if span.why_unknown:
        yield f"Its last day cannot be counted: {span.why_unknown}."
    elif span.last is not None:
        yield f"Its last day is {say_day(span.last)}."
    if found is None:
        return
    due = found.deadline.due
    over = span.last is not None and span.last < today
    if due is None:
        yield f"Day 6 cannot be counted: {found.deadline.why_unknown}."
    elif found.is_owed:
        yield f"Day 6 is {say_day(due)}: full-time education is due from then, arranged by {found.who}."
    elif ahead or not over:
        yield f"It ends before day 6, {say_day(due)}. If it is made longer, education is due from that day."
    if found.began is not None and found.began != span.of.first_on:
        yield f"Counted from {say(found.began)}: no school day lies between this one and the one before."
    if found.is_permanent:
        yield PERMANENT_ASKS
    yield from _arranged(arranged, due, is_owed=found.is_owed)


def _arranged(one: Suspension, due: date | None, *, is_owed: bool) -> Iterable[str]:
    if one.arranged_from is not None:
        where = f" at {one.arranged_where}" if one.arranged_where else ""
        late = ", which is after day 6" if is_owed and due is not None and one.arranged_from > due else ""
        yield f"Education is arranged from {say(one.arranged_from)}{where}{late}."
    elif is_owed:
        yield "Nothing is arranged yet."


def history(session: Session, suspension_id: str) -> str:
    """Everything a suspension has said, the newest first, to be read."""
    versions: list[str] = []
    before: dict[str, str] = {}
    for row in session.history(suspension_id):
        now = {spec.label: _said(session, spec, (row.after or {}).get(spec.name)) for spec in _SHOWN}
        changed = [_changed(name, now[name], before) for name in now if now[name] != before.get(name, "")]
        if changed:
            local = row.at.astimezone(LONDON)
            versions.append("\n".join((f"{say(local.date())}, {say_time(local.time())}:", *changed)))
        before = now
    return "\n\n".join(reversed(versions))


_SHOWN = tuple(spec for spec in record_type(Suspension).fields if spec.name not in {"pupil_id", "entry_id"})


def _changed(name: str, now: str, before: Mapping[str, str]) -> str:
    was = f" (was: {before[name] or 'nothing'})" if before else ""
    return f"{name}: {now or 'nothing'}{was}"


def _said(session: Session, spec: FieldSpec, stored: Any) -> str:
    value = from_stored(spec, stored)
    if isinstance(value, date):
        return say(value)
    if spec.name == "half_days":
        return "" if value is None else days_words(int(value))
    if spec.name == "school_id":
        school = session.find(School, str(value or ""))
        return school.name if school else ""
    return value.label if isinstance(value, Choice) else str(value or "")
