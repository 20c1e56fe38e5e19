"""Term dates from a calendar file (.ics): a foreign file, so it is small, capped and never trusted.

Each event becomes a row as if it had been pasted; `core/term_dates.py` says what it is about. Call this in a
child process, as every foreign file (security: parse apart).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from coordinator_app.core.answers import as_answer
from coordinator_app.core.calendar import DAY
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import OLDEST_YEAR
from coordinator_app.core.errors import BadFile
from coordinator_app.core.term_dates import ReadTerms, build_calendar, term_dates_text
from coordinator_app.core.term_rows import Row, RowProblem
from coordinator_app.core.wire import from_plain
from coordinator_app.organisations.terms_file import TermsFile, TermsFound

LARGEST = 1024 * 1024  # bytes
MOST_EVENTS = 2_000
_MOST_PARTS = 4 * MOST_EVENTS  # alarms and time zones nest inside
_LONGEST_LABEL = 120
_LAST_YEAR = 2100
_BEGIN = re.compile(rb"^BEGIN[ \t]*:", re.IGNORECASE | re.MULTILINE)
_EVENT = re.compile(rb"^BEGIN[ \t]*:[ \t]*VEVENT", re.IGNORECASE | re.MULTILINE)


def terms_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "files.terms": `TermsFile` -> `TermsFound`. BadFile in plain words if it is no calendar."""
    read = read_term_dates_ics(from_plain(TermsFile, request, blobs).content, name="")
    return as_answer(TermsFound(term_dates_text(read.calendar), read.problems))


def read_term_dates_ics(data: bytes, *, name: str) -> ReadTerms:
    """The calendar in an .ics file; events that cannot be taken are reported by their number from 1.

    Raises BadFile when the file is over 1 MB, holds over 2,000 events or is no calendar.
    """
    _guard(data)
    rows: list[Row] = []
    problems: list[RowProblem] = []
    for number, event in enumerate(_events(data), 1):
        row = _row(number, event)
        if isinstance(row, Row):
            rows.append(row)
        else:
            problems.append(row)
    if not rows and not problems:
        raise BadFile("This calendar file holds no events.", next_step="Choose the school's term dates.")
    return build_calendar(name, rows, problems)


def _guard(data: bytes) -> None:
    if len(data) > LARGEST:
        raise BadFile("This calendar file is over 1 MB.", next_step="Export only the term dates.")
    if not re.match(rb"\s*BEGIN[ \t]*:[ \t]*VCALENDAR", data.removeprefix(b"\xef\xbb\xbf"), re.IGNORECASE):
        raise BadFile("This is not a calendar file.", next_step="Choose a file that ends in .ics.")
    if len(_EVENT.findall(data)) > MOST_EVENTS or len(_BEGIN.findall(data)) > _MOST_PARTS:
        raise BadFile("This calendar file holds over 2,000 events.", next_step="Export only the term dates.")


def _events(data: bytes) -> Iterator[Any]:
    from icalendar import Calendar  # noqa: PLC0415  (late: only an import needs it)

    try:
        # undecodable bytes become replacement marks, so that one bad letter does not lose the dates
        parsed = Calendar.from_ical(data.decode("utf-8-sig", errors="replace"))
        events = list(parsed.walk("VEVENT"))
    except Exception as fault:  # a hostile file may raise anything inside the parser
        raise BadFile(
            "This calendar file cannot be read.", next_step="Export it again, or paste the dates."
        ) from fault
    yield from events


def _row(number: int, event: Any) -> Row | RowProblem:
    """One event as a row, or why not."""
    try:
        if event.get("RRULE") or event.get("RDATE"):
            return RowProblem(number, "This event repeats. Type its dates by hand.")
        first, last = _ends(event)
    except Exception:  # values are parsed late and may raise anything  # noqa: BLE001
        return RowProblem(number, "The dates of this event cannot be read. Type them by hand.")
    if not OLDEST_YEAR <= first.year <= last.year <= _LAST_YEAR:
        return RowProblem(number, "The dates of this event look wrong. Type them by hand.")
    label = " ".join(str(event.get("SUMMARY", "")).split())[:_LONGEST_LABEL]
    days = (first,) if first == last else (first, last)
    return Row(number, label, days, is_range=first != last)


def _ends(event: Any) -> tuple[date, date]:
    """First and last day; the end of an all-day event is the day after its last (RFC 5545, 3.6.1)."""
    start = event.decoded("DTSTART")
    if "DTEND" in event:
        end = event.decoded("DTEND")
    else:
        end = start + event.decoded("DURATION") if "DURATION" in event else start
    first, last = _civil(start), _civil(end)
    if not isinstance(end, datetime) and last > first:
        last -= DAY
    return first, last


def _civil(value: object) -> date:
    """The day in London. Raises TypeError for what the parser could not read."""
    if not isinstance(value, date):
        message = "no date"
        raise TypeError(message)
    if not isinstance(value, datetime):
        return value
    return value.astimezone(LONDON).date() if value.tzinfo else value.date()
