"""A register brought in: looked at, read, checked and kept, beside bare inserts of as many rows on the same engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from coordinator_app.attendance.bringing_in.asked import FileToLook, FileToRead
from coordinator_app.attendance.bringing_in.bringing import Reading, bring_in
from coordinator_app.attendance.bringing_in.checking import Given, check
from coordinator_app.attendance.bringing_in.looking import look, read
from coordinator_app.attendance.model import Place
from coordinator_app.bench.generated import Bench
from coordinator_app.bench.measure import Row, clocked, row
from coordinator_app.core.privacy import Compartment
from coordinator_app.jobs.jobs import InTask
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import Referral, ReferralState

_PUPILS = 1_000
_BEGIN = date(2026, 9, 7)
_ALONG = InTask(lambda _: None, lambda: False)
_GOAL, _GOAL_FROM = 10.0, 50_000


def register_rows(bench: Bench, rows: int, n: int) -> Iterator[Row]:
    """A list with a row for each session, of as many rows: what most systems of schools give out."""
    school = bench.session.list(School)[0]
    pupils = _referred(bench, school)
    content = _register(pupils, rows)
    floors, ours = [], []
    for turn in range(n + 1):
        floor = clocked(lambda: _bare(bench, rows))
        _empty(bench)
        mine = clocked(lambda: _brought(bench, school, content))
        _empty(bench)
        if turn:  # the first does not count
            floors.append(floor)
            ours.append(mine)
    note = f"{rows} rows: bare inserts of as many rows"
    # below that many rows what is read once, such as every pupil's name, takes longer than the rows
    goal = _GOAL if rows >= _GOAL_FROM else None
    yield row("register brought in", floors, ours, goal=goal, note=note)


def _referred(bench: Bench, school: School) -> list[Pupil]:
    pupils = bench.session.list(Pupil, limit=_PUPILS)
    with bench.session.write() as work:
        work.add_many(
            [
                Referral(
                    pupil_id=pupil.id, school_id=school.id, state=ReferralState.RECEIVED, received_on=_BEGIN,
                    statement_acknowledged=True, statement_version=1, statement_hash="bench",
                )
                for pupil in pupils
            ]
        )  # fmt: skip
    return pupils


def _register(pupils: list[Pupil], rows: int) -> bytes:
    lines = ["Surname,Forename,DOB,Date,Session,Mark"]
    place = 0
    while len(lines) <= rows:
        day = _BEGIN + timedelta(days=place + 2 * (place // 5))  # no weekends
        for pupil in pupils:
            who = f"{pupil.family_name},{pupil.given_names},{pupil.birth_date}"
            lines += [f"{who},{day:%d/%m/%Y},AM,/", f"{who},{day:%d/%m/%Y},PM,I"]
        place += 1
    return "\n".join(lines[: rows + 1]).encode()


def _brought(bench: Bench, school: School, content: bytes) -> None:
    """All that happens between the drop and the toast, without the child's start and the window."""
    seen = look(FileToLook("register.csv", content))
    found = read(
        FileToRead("register.csv", content, seen.meanings, seen.encoding, seen.sheet, seen.day_first)
    )
    given = Given(found, "register.csv", "", Place(school_id=school.id), school.name)
    plan = check(bench.session, given, _ALONG)
    bring_in(bench.session, plan, Reading(seen.heading, seen.meanings), _ALONG)


def _bare(bench: Bench, rows: int) -> None:
    connection = bench.session.databases.connection(Compartment.GENERAL)
    at = "2026-11-24T09:00:00+00:00"
    names = '"key", id, version, created_at, changed_at, pupil_id, monday, marks'
    connection.execute("BEGIN IMMEDIATE")
    for number in range(rows):
        pupil = bench.pupils[number % len(bench.pupils)]
        values = (number, f"{number:036d}", 1, at, at, pupil, "2026-11-16", "/ \\ / \\ / \\ / \\ / \\")
        connection.execute(f"INSERT INTO attendance_week ({names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)  # noqa: S608  own names
    connection.execute("COMMIT")


def _empty(bench: Bench) -> None:
    connection = bench.session.databases.connection(Compartment.GENERAL)
    connection.execute("BEGIN IMMEDIATE")
    for table in ("attendance_week", "attendance_file"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608  own names
    connection.execute("COMMIT")
