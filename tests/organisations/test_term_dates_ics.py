from __future__ import annotations

import contextlib
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coordinator_app.core.calendar import TermBlock
from coordinator_app.core.errors import BadFile, Trouble
from coordinator_app.organisations.term_dates_ics import LARGEST, MOST_EVENTS, read_term_dates_ics

d = date.fromisoformat


def event(summary: str, *lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"SUMMARY:{summary}", "UID:1", *lines, "END:VEVENT"])


def ics(*events: str) -> bytes:
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN"]
    return "\r\n".join([*head, *events, "END:VCALENDAR", ""]).encode()


def day(value: str) -> str:
    return f"DTSTART;VALUE=DATE:{value}"


def until(value: str) -> str:
    return f"DTEND;VALUE=DATE:{value}"


AUTUMN = event("Autumn term 1", day("20250827"), until("20251018"))


def test_terms_inset_days_and_holidays_are_read_from_a_calendar_file() -> None:
    read = read_term_dates_ics(
        ics(
            AUTUMN,
            event("INSET day", day("20250901"), until("20250902")),
            event("INSET day", day("20250902")),
            event("Snow: school closed", "DTSTART:20250903T080000Z", "DTEND:20250903T150000Z"),
            event("Spring term starts", day("20260106"), "DURATION:P1D"),
            event("Spring term ends", "DTSTART:20260327T150000", "DTEND:20260327T160000"),
            event("Half-term", day("20260216"), until("20260221")),
        ),
        name="x",
    )
    assert read.problems == ()
    assert [(block.name, block.first, block.last) for block in read.calendar.blocks] == [
        ("Autumn term 1", d("2025-08-27"), d("2025-10-17")),
        ("Spring term, part 1", d("2026-01-06"), d("2026-02-13")),
        ("Spring term, part 2", d("2026-02-23"), d("2026-03-27")),
    ]
    assert [off.day for off in read.calendar.inset_days] == [d("2025-09-01"), d("2025-09-02")]
    assert [off.day for off in read.calendar.closures] == [d("2025-09-03")]


def test_an_event_late_in_the_evening_in_utc_is_on_the_london_day() -> None:
    read = read_term_dates_ics(ics(event("Closed", "DTSTART:20260603T233000Z")), name="x")
    assert read.calendar.closures[0].day == d("2026-06-04")


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (event("INSET", day("20260105"), "RRULE:FREQ=SECONDLY"), "This event repeats. Type its dates by hand."),
        (event("INSET", day("20261399")), "The dates of this event cannot be read. Type them by hand."),
        (event("INSET"), "The dates of this event cannot be read. Type them by hand."),
        (event("INSET", day("10700105")), "The dates of this event look wrong. Type them by hand."),
        (event("INSET", day("20260105"), until("30260105")), "The dates of this event look wrong. Type them by hand."),
        (event("INSET", day("20260105"), until("20250105")), "The dates of this event look wrong. Type them by hand."),
        (event("Parents' evening", day("20260105")), "A term needs its first and its last day. Type both in this row."),
    ],
)  # fmt: skip
def test_an_event_that_cannot_be_taken_is_reported_and_the_others_kept(bad: str, message: str) -> None:
    read = read_term_dates_ics(ics(AUTUMN, bad), name="x")
    assert [(problem.number, problem.message) for problem in read.problems] == [(2, message)]
    assert read.calendar.blocks == (TermBlock("Autumn term 1", d("2025-08-27"), d("2025-10-17")),)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"<html>",
        b"BEGIN:VCALENDAR",
        b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n",
        ics(),
        ics("BEGIN:VEVENT"),
        b"BEGIN:VCALENDAR\r\n" * 7_000,
        b"BEGIN:VCALENDAR\r\n" * 20_000,
        b"BEGIN:VCALENDAR\r\n" + b" " * (LARGEST - 40),
        b"BEGIN:VCALENDAR\r\n" + b"x" * LARGEST,
        ics(*[AUTUMN] * (MOST_EVENTS + 1)),
        ics("\x00\x01\x02", "NOT A LINE"),
        b"BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:../../etc/passwd\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n",
    ],
    ids=range(14),
)
def test_a_hostile_file_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(BadFile) as caught:
        read_term_dates_ics(data, name="x")
    assert caught.value.next_step


def test_a_byte_order_mark_and_a_broken_letter_do_not_lose_the_dates() -> None:
    data = b"\xef\xbb\xbf" + ics(AUTUMN).replace(b"Autumn", b"Aut\xffmn")
    assert read_term_dates_ics(data, name="x").calendar.blocks[0].first == d("2025-08-27")


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_file_gives_dates_or_words_and_never_a_traceback(data: st.DataObject) -> None:
    whole = bytearray(ics(AUTUMN, event("INSET", day("20250901"))))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    # anything but the user's own trouble is our bug and fails here
    with contextlib.suppress(Trouble):
        read_term_dates_ics(bytes(whole), name="x")


def test_the_parser_is_loaded_only_when_a_file_is_read() -> None:
    import subprocess

    code = "import sys, coordinator_app.organisations.term_dates_ics; sys.exit('icalendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
