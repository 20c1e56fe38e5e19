"""The planned reviews as a calendar file that names nobody: each is called "Review", with its time and its place.

A calendar on a telephone is read by whoever looks over a shoulder and is copied to the servers of its maker. So nothing
in it tells whose review it is: no name, no number, no school; and a place that names somebody is left out (003-6.6).
RFC 5545: lines end in CRLF and are folded at 75 octets.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from coordinator_app.core.clock import LONDON
from coordinator_app.core.names import fold

TITLE = "Review"
_LINE = 75
_HOUR = timedelta(hours=1)
_CLOCK = re.compile(
    r"(?P<hour>[01]?[0-9]|2[0-3])(?:[:.](?P<minute>[0-5][0-9]))?\s*(?P<half>am|pm)?", re.IGNORECASE
)
_EARLIEST = 7
"""Nobody meets before seven in the morning: a bare "2.30" is the afternoon."""
_WORD = re.compile(r"\w+")
_SHORTEST = 3  # letters: shorter parts of names stand in many places


@dataclass(frozen=True, slots=True)
class Event:
    """One review: an id that says nothing to others, the day, the time such as "10:30" or "", the place or ""."""

    id: str
    on: date
    starts_at: str = ""
    where: str = ""


def names_somebody(place: str, names: Iterable[str]) -> bool:
    """Whether a word of the place is part of one of the names."""
    told = _words(place)
    return any(part in told for name in names for part in _words(name) if len(part) >= _SHORTEST)


def _words(text: str) -> set[str]:
    return {fold(word) for word in _WORD.findall(text.replace("_", " "))}


def calendar(events: Iterable[Event], made: datetime) -> bytes:
    """The file. `made` is an aware instant."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Coordinator//Reviews//EN"]
    for event in events:
        lines += _event(event, made)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(event: Event, made: datetime) -> list[str]:
    place = [f"LOCATION:{_escaped(event.where)}"] if event.where else []
    return [
        "BEGIN:VEVENT",
        f"UID:{_opaque(event.id)}@coordinator",
        f"DTSTAMP:{_utc(made)}",
        *_when(event),
        f"SUMMARY:{TITLE}",
        *place,
        "CLASS:PRIVATE",
        "END:VEVENT",
    ]


def _when(event: Event) -> list[str]:
    clock = read_clock(event.starts_at)
    if clock is None:
        until = event.on + timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}", f"DTEND;VALUE=DATE:{until:%Y%m%d}"]
    begins = datetime.combine(event.on, clock, LONDON)
    return [f"DTSTART:{_utc(begins)}", f"DTEND:{_utc(begins + _HOUR)}"]


def read_clock(typed: str) -> time | None:
    """A time of the day such as "14:30", "9.05", "2.30" or "2pm"; None for other words, such as "after school".

    A bare number is no time: it may be a room.
    """
    found = _CLOCK.fullmatch(typed.strip())
    if found is None or not (found["minute"] or found["half"]):
        return None
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif hour < _EARLIEST and not found["hour"].startswith("0"):
        hour += 12
    return time(hour, int(found["minute"] or 0))


def _utc(moment: datetime) -> str:
    offset = moment.utcoffset() or timedelta()
    return f"{moment.replace(tzinfo=None) - offset:%Y%m%dT%H%M%SZ}"


def _opaque(record_id: str) -> str:
    """The same each time, so that a calendar read in again moves a review rather than doubling it."""
    return hashlib.sha256(f"review {record_id}".encode()).hexdigest()[:24]


def _escaped(text: str) -> str:
    plain = " ".join(text.split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> bytes:
    """At most 75 octets a line, never through the middle of a character; a line that goes on begins with a space."""
    pieces: list[str] = []
    now = ""
    for letter in line:
        if len((now + letter).encode()) > (_LINE if not pieces else _LINE - 1):
            pieces.append(now)
            now = ""
        now += letter
    return b"\r\n ".join(piece.encode() for piece in [*pieces, now]) + b"\r\n"
