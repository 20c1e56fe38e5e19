"""The rows of search: the page that is shown, beside the same SQL without a key, and what saving with the index costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from coordinator_app.bench.generated import Bench
from coordinator_app.bench.measure import Row, clocked, compare, row
from coordinator_app.bench.store_rows import captured, replay
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.core.privacy import Compartment
from coordinator_app.core.search_words import read_words
from coordinator_app.search import view
from coordinator_app.search.names import Names, read_names
from coordinator_app.search.view import Asked

_WORDS = "In on all three days this week. Late once because of the bus. " * 3
_SAVES = 200


def search_rows(bench: Bench, n: int) -> Iterator[Row]:
    """Every row of search."""
    names = read_names(bench.session)
    yield from _pages(bench, n)
    yield from _names(names, n)
    yield save_row(bench)


def _pages(bench: Bench, n: int) -> Iterator[Row]:
    session = bench.session
    secret = session.databases.connection(Compartment.GENERAL)
    for op, asked in _asked(bench):
        work: Callable[[], object] = partial(view.read, session, asked, None)
        statements = captured(secret, work)
        plain, locked = partial(replay, bench.plain, statements), partial(replay, secret, statements)
        yield compare(f"{op}, SQL alone", plain, locked, n=n, goal=1.3, note="the same SQL without a key")
        yield compare(op, plain, work, n=n, goal=None, note="a page of lines made, beside SQL without a key")


def _asked(bench: Bench) -> tuple[tuple[str, Asked], ...]:
    common = Asked("workshop engine ", guarded_words=True)
    return (
        ("search page, newest 20", common),
        ("search page, as one types", replace(common, typed="workshop eng")),
        ("search page, rare words", replace(common, typed='"carburettor engine job sheet"')),
        ("search page, one pupil", replace(common, pupil_id=bench.pupils[0])),
        ("search page, one kind", replace(common, group="documents")),
        ("search page, a month", replace(common, typed="workshop March 2025")),
    )


def _names(names: Names, n: int) -> Iterator[Row]:
    lines = [line for _id, line in names.offered()]

    def floor() -> int:
        return sum("thistledown" in line for line in lines)

    for op, typed in (
        ("a name that is typed", "kit thistledown 19"),
        ("a name with a slip", "thisledown 77"),
    ):
        words = read_words(typed)
        found = partial(names.find, words) if names.find(words) else partial(names.nearly, words)
        note = f"one look at each of {len(lines)} names"
        yield compare(op, floor, found, n=n, goal=None, note=note)


def save_row(bench: Bench) -> Row:
    """Saving entries one by one with the index, beside autosaving a draft: the longest of them is told."""
    session, pupil = bench.session, bench.pupils[0]
    drafts, entries = [], []
    for turn in range(_SAVES):
        drafts.append(clocked(partial(_draft, bench, pupil, turn)))
        entries.append(clocked(partial(_entry, bench, pupil, turn)))
        session.merge_search()  # as the idle worker does between two of them
    note = f"a draft's autosave; longest {max(entries) * 1000:.1f} ms of {_SAVES}, goal 50"
    return row("new entry, indexed, merged", drafts, entries, goal=None, note=note)


def _draft(bench: Bench, pupil: str, turn: int) -> None:
    with bench.session.write() as work:
        work.save_draft("bench", pupil, {"words": f"typed {turn} {_WORDS}"})


def _entry(bench: Bench, pupil: str, turn: int) -> None:
    made = ChronologyEntry(
        pupil_id=pupil,
        category=Category.ATTENDANCE,
        happened_on=date(2026, 11, 1 + turn % 24),
        words=f"{_WORDS} {turn}",
    )
    with bench.session.write() as work:
        work.add(made)
