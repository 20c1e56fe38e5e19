"""The dates of open requests as a calendar file that names nobody: "Request 14: target", a whole day each.

A calendar on a telephone is read by whoever looks over a shoulder and is copied to the servers of its maker. So nothing in
it tells whose request it is. An id that stays the same lets a calendar move a date rather than double it (RFC 5545).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from coordinator_app.core.answers import as_answer
from coordinator_app.core.deadline_types import Rule
from coordinator_app.core.wire import from_plain

TASK = "print.dates"
_WORDS = {
    Rule.POLICY_TARGET: "target",
    Rule.SCHOOL_RECORD: "15 school days",
    Rule.LEGAL_MONTH: "limit of the law",
    Rule.INFORMATION: "limit of the law",
}
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class DateOut:
    """One date: an id that says nothing to others, the day, and its words without a name."""

    id: str
    on: date
    title: str


@dataclass(frozen=True, slots=True)
class DatesOut:
    """What the child is handed: the dates, and when the file was made (an aware instant)."""

    dates: tuple[DateOut, ...]
    made: datetime


@dataclass(frozen=True, slots=True)
class FileOut:
    """The file that came back."""

    content: bytes


def date_out(request_id: str, named: str, rule: Rule, on: date) -> DateOut:
    """One clock of a request as it leaves the vault."""
    opaque = hashlib.sha256(f"access request {request_id} {rule.value}".encode()).hexdigest()[:24]
    return DateOut(opaque, on, f"{named}: {_WORDS[rule]}")


def dates_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "print.dates": `DatesOut` -> `FileOut`."""
    return as_answer(FileOut(written(from_plain(DatesOut, request, blobs))))


def written(out: DatesOut) -> bytes:
    """The calendar file. Each writing has a higher sequence, so that what is read in later holds."""
    from icalendar import Calendar, Event  # noqa: PLC0415  (late: only the child needs it)

    calendar = Calendar()
    calendar.add("prodid", "-//Coordinator//Dates of requests//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for one in out.dates:
        event = Event()
        event.add("uid", f"{one.id}@coordinator")
        event.add("dtstamp", out.made.astimezone(UTC))
        event.add("sequence", max(0, int((out.made - _EPOCH).total_seconds() // 60)))
        event.add("dtstart", one.on)
        event.add("dtend", one.on + timedelta(days=1))
        event.add("summary", one.title)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
