"""What suspensions bring to Today: education that is due from the sixth school day, and the law's numbers of days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from coordinator_app.chronology import store
from coordinator_app.chronology.counted_terms import term_of, totals
from coordinator_app.chronology.exclusions import DaySix, Span, day_six
from coordinator_app.chronology.suspending import spans_of
from coordinator_app.chronology.suspension import Suspension
from coordinator_app.chronology.thresholds import Stands, stands
from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.dates import say, say_chip, say_day
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.actions import school_days
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem

_LATELY = timedelta(days=100)  # 45 school days and the holidays between them
_LONGEST_WAIT = timedelta(days=365)  # so long a permanent exclusion without education is asked about
_NEWS = timedelta(days=21)  # so long after the newest suspension the numbers of the law stand on Today


def suspension_lines(session: Session, pupil_id: str = "") -> list[DueItem]:
    """The lines of one pupil, or of all, the most urgent first."""
    today = session.clock.today()
    general = session.databases.connection(Compartment.GENERAL)
    ids = store.lately_suspended(general, today - _LATELY, today - _LONGEST_WAIT, pupil_id)
    if not ids:
        return []
    pupils = session.list(Pupil, where={"id": tuple(ids)})
    by_pupil: dict[str, list[Suspension]] = defaultdict(list)
    for one in session.list(Suspension, where={"pupil_id": tuple(ids)}, order="first_on"):
        by_pupil[one.pupil_id].append(one)
    around = _Around(session)
    lines = [line for pupil in pupils for line in around.lines(pupil, by_pupil[pupil.id])]
    return sorted(lines, key=lambda line: (line.tone != "over", line.due or date.max, line.key))


class _Around:
    """What the lines of all pupils share: the day, and the calendar of each school, read once."""

    def __init__(self, session: Session) -> None:
        self._session, self._today = session, session.clock.today()
        self._calendars: dict[str, SchoolDays] = {}

    def lines(self, pupil: Pupil, suspensions: list[Suspension]) -> Iterator[DueItem]:
        """What one pupil's suspensions call for."""
        spans = spans_of(self._session, suspensions, self._calendars)
        began: set[date | None] = set()
        for span in filter(self._lasts, spans):
            found = day_six(span, spans, self._calendar(span.of.school_id))
            if found is None or (found.began in began and not found.is_permanent):
                continue  # several that follow each other have one sixth day
            began.add(found.began)
            yield from self._of_day_six(pupil, span, found, spans)
        yield from self._of_numbers(pupil, spans)

    def _lasts(self, span: Span) -> bool:
        """Whether education may still be due: of what is over nothing is asked, so that nothing is counted for it."""
        return span.last is None or span.last >= self._today

    def _calendar(self, school_id: str) -> SchoolDays:
        if school_id not in self._calendars:
            self._calendars[school_id] = school_days(self._session, school_id)
        return self._calendars[school_id]

    def _of_day_six(self, pupil: Pupil, span: Span, found: DaySix, spans: list[Span]) -> Iterator[DueItem]:
        run = (
            [span]
            if found.is_permanent
            else [one for one in spans if one.of.first_on and found.holds(one.of)]
        )
        arranged = min((one.of.arranged_from for one in run if one.of.arranged_from), default=None)
        if not found.is_owed:
            return
        due = found.deadline.due
        if due is None:
            if arranged is None:
                yield _line(
                    pupil,
                    span,
                    "six",
                    f"Day 6 cannot be counted, {pupil.called}",
                    f"Education is due from the sixth school day. It is not known which that is: {found.deadline.why_unknown}.",
                    chip="Not known",
                )
        elif arranged is None:
            yield self._not_arranged(pupil, span, found, due)
        elif arranged > due and arranged > self._today:
            yield self._too_late(pupil, span, due, arranged)

    def _not_arranged(self, pupil: Pupil, span: Span, found: DaySix, due: date) -> DueItem:
        late = due < self._today
        kind = "Permanently excluded" if found.is_permanent else "Suspended"
        since = f"{kind} from {say(found.began)}. " if found.began else ""
        return _line(
            pupil,
            span,
            "six",
            f"No education {'since' if late else 'arranged from'} day 6, {pupil.called}",
            f"{since}Full-time education is due from {say_day(due)}, arranged by {found.who}.",
            tone="over" if late else "soon",
            chip=f"Was due {say_chip(due)}" if late else f"Day 6: {say_chip(due)}",
            due=due,
        )

    def _too_late(self, pupil: Pupil, span: Span, due: date, arranged: date) -> DueItem:
        return _line(
            pupil,
            span,
            "six",
            f"Education begins after day 6, {pupil.called}",
            f"It is due from {say_day(due)} and arranged from {say_day(arranged)} only.",
            tone="over" if due <= self._today else "soon",
            chip=f"Day 6: {say_chip(due)}",
            due=due,
        )

    def _of_numbers(self, pupil: Pupil, spans: list[Span]) -> Iterator[DueItem]:
        newest = max((day for span in spans for day, _ in span.days), default=None)
        if newest is None or newest < self._today - _NEWS:
            return
        counted, day = totals(spans), max(newest, self._today)
        if term_of(newest) != term_of(day):
            return  # the new term begins at nought
        for one in stands(counted.in_term(day), counted.in_year(day)):
            yield _number(pupil, spans[-1], one, term_of(day).first)


def _number(pupil: Pupil, span: Span, one: Stands, since: date) -> DueItem:
    return _line(
        pupil,
        span,
        f"{one.line.key}-{'reached' if one.is_reached else 'near'}-{since.isoformat()}",
        f"{one.title}, {pupil.called}",
        one.sentence,
        chip="Reached" if one.is_reached else "Close",
    )


def _line(
    pupil: Pupil,
    span: Span,
    kind: str,
    title: str,
    second: str,
    *,
    chip: str,
    tone: str = "soon",
    due: date | None = None,
) -> DueItem:
    about = span.of.id if kind == "six" else pupil.id
    return DueItem(
        key=f"chronology-suspension-{kind}-{about}",
        title=title,
        second_line=second,
        icon="user-x",
        page="pupil",
        params=(("pupil_id", pupil.id), ("tab", "chronology"), *_entry_of(span, kind)),
        action="Open",
        tone=tone,
        chip=chip,
        due=due,
        pupil_id=pupil.id,
    )


def _entry_of(span: Span, kind: str) -> tuple[tuple[str, str], ...]:
    """The entry that tells of this very suspension, to be brought into sight."""
    return (("entry", span.of.entry_id),) if kind == "six" and span.of.entry_id else ()
