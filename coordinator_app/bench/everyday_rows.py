"""The rows of one record, all day long: its tabs, who looked at it, and what was never shared; beside their SQL alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from coordinator_app.attendance.model import AttendanceWeek, monday_of
from coordinator_app.attendance.page.tab_reading import read_tab
from coordinator_app.audit_log.sentences import Deed
from coordinator_app.audit_log.view import Wanted, read_lines, verdict
from coordinator_app.bench.generated import Bench
from coordinator_app.bench.measure import Row, compare
from coordinator_app.bench.store_rows import captured, replay
from coordinator_app.chronology import view as chronology
from coordinator_app.chronology.filters import Filters
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import view as documents
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.never_shared import Keeper

_WEEKS = 40


def everyday_rows(bench: Bench, n: int) -> Iterator[Row]:
    """Every row; keeps a year's weeks of attendance for one pupil first."""
    pupil_id = bench.pupils[len(bench.pupils) // 3]
    _fill(bench, pupil_id)
    secret = bench.session.databases.connection(Compartment.GENERAL)
    for op, work in _reads(bench, pupil_id):
        alone = partial(replay, secret, captured(secret, work))
        yield compare(op, alone, work, n=n, goal=None, note="the same SQL alone")
    yield _after_a_change(bench, pupil_id, n)


def _fill(bench: Bench, pupil_id: str) -> None:
    session = bench.session
    school_id = session.get(Pupil, pupil_id).school_id
    newest = monday_of(session.clock.today())
    with session.write() as work:
        work.add_many(
            [
                AttendanceWeek(
                    pupil_id=pupil_id,
                    school_id=school_id,
                    monday=newest - timedelta(days=7 * number),
                    marks="/ \\ / \\ N N / \\ / \\",
                )
                for number in range(1, _WEEKS + 1)
            ]
        )


def _reads(bench: Bench, pupil_id: str) -> tuple[tuple[str, Callable[[], object]], ...]:
    session = bench.session
    looked = Wanted(pupil_id=pupil_id, deed=Deed.LOOKED)
    return (
        ("chronology tab, first page", lambda: chronology.read(session, pupil_id, Filters())),
        ("chronology tab, words", lambda: chronology.read(session, pupil_id, Filters(words="workshop"))),
        (
            "chronology tab, not shared",
            lambda: chronology.read(session, pupil_id, Filters(only_unshared=True)),
        ),
        ("documents tab", lambda: documents.read(session, pupil_id)),
        ("attendance tab", lambda: read_tab(session, pupil_id)),
        ("audit log, first page", lambda: read_lines(session, Wanted(), {})),
        ("audit log, a rare deed", lambda: read_lines(session, Wanted(deed=Deed.LEFT), {})),
        ("audit log, today", lambda: read_lines(session, Wanted(days=1), {})),
        ("audit log, who looked", lambda: read_lines(session, looked, {})),
        ("audit log, all entries checked", lambda: verdict(session)),
        ("never shared, counted anew", lambda: Keeper().standing(session)),
    )


def _after_a_change(bench: Bench, pupil_id: str, n: int) -> Row:
    """The number of what was never shared after a record of one pupil changed, beside counting everybody's anew."""
    session, keeper = bench.session, Keeper()
    keeper.standing(session)

    def changed() -> None:
        pupil = session.get(Pupil, pupil_id)
        with session.write() as work:
            work.change(pupil, year_group=8 if pupil.year_group == 7 else 7)
        keeper.standing(session)

    return compare(
        "never shared, after a change",
        lambda: Keeper().standing(session),
        changed,
        n=n,
        goal=None,
        note="everybody's counted anew; ours with the save of the change",
    )
