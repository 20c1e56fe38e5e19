"""Keyset pages: nothing twice, nothing left out, stable under inserts, and always along an index."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from coordinator_app.core.privacy import Compartment
from coordinator_app.store.paging import Ask, PageMark, phase_sql
from coordinator_app.store.records import table
from coordinator_app.store.session import Session
from coordinator_app.store.sql import rows
from tests.store.conftest import Child, Kite


def make_kites(session: Session, child: Child, number: int, *, secret: bool = False) -> None:
    """Many rows at once, straight into the table."""
    compartment = Compartment.GUARDED if secret else Compartment.GENERAL
    now = datetime(2026, 11, 1, tzinfo=UTC)
    with session.write(compartment) as work:
        tables = table(Kite)
        for place in range(number):
            flown = None if place % 10 == 0 else date(2026, 1, 1) + timedelta(days=place * 7 % 300)
            kite = Kite(
                id=f"{compartment}-{place}", key=place + 1, version=1, created_at=now, changed_at=now,
                child_id=child.id, flown_on=flown, words=str(place), is_secret=secret,
            )  # fmt: skip
            tables.insert(work.connection, kite)


@pytest.fixture
def child(session: Session) -> Child:
    with session.write() as work:
        return work.add(Child(surname="Puddlecombe"))


def walk(session: Session, *, order: str, newest: bool, limit: int = 7) -> list[Kite]:
    found: list[Kite] = []
    after: PageMark | None = None
    while True:
        page = session.page(Kite, order=order, newest=newest, after=after, limit=limit)
        assert len(page.records) <= limit
        found += page.records
        after = page.next
        if after is None:
            return found


@pytest.mark.parametrize("newest", [False, True])
@pytest.mark.parametrize("order", ["key", "flown_on", "words", "colour", "created_at"])
def test_pages_over_two_compartments_hold_every_record_once_in_order(
    session: Session, child: Child, order: str, newest: bool
) -> None:
    make_kites(session, child, 40)
    make_kites(session, child, 33, secret=True)
    found = walk(session, order=order, newest=newest)
    assert len({kite.id for kite in found}) == len(found) == 73
    assert found == session.list(Kite, order=order, newest=newest)
    keys = [str(getattr(kite, order) or "") if order != "key" else kite.key for kite in found]
    assert keys == sorted(keys, reverse=newest)  # type: ignore[type-var]  # one type in each run


def test_a_page_is_stable_when_records_are_added_in_front(session: Session, child: Child) -> None:
    make_kites(session, child, 30)
    first = session.page(Kite, order="flown_on", newest=True, limit=10)
    rest = session.list(Kite, order="flown_on", newest=True)[10:20]
    with session.write() as work:
        for _ in range(5):
            work.add(Kite(child_id=child.id, flown_on=date(2027, 5, 5)))
    second = session.page(Kite, order="flown_on", newest=True, after=first.next, limit=10)
    assert list(second.records) == rest


def test_a_last_page_that_is_full_is_followed_by_an_empty_one(session: Session, child: Child) -> None:
    make_kites(session, child, 4)
    first = session.page(Kite, limit=4)
    assert first.next is not None
    assert session.page(Kite, after=first.next, limit=4).records == ()


def test_an_unknown_field_is_a_bug_and_never_reaches_sql(session: Session) -> None:
    for order in ("no_such", "words; DROP TABLE kite", 'words"', "words__folded"):
        with pytest.raises(ValueError):
            session.list(Kite, order=order)
        with pytest.raises(ValueError):
            session.list(Kite, where={order: 1})


def plan(session: Session, cls: type[Child | Kite], ask: Ask, mark: PageMark | None, *, empty: bool) -> str:
    sql, parameters = phase_sql(table(cls), 0, ask, mark, empty=empty)
    connection = session.databases.connection(Compartment.GENERAL)
    steps = rows(connection, f"EXPLAIN QUERY PLAN {sql} LIMIT 100", parameters)
    return "; ".join(str(step[3]) for step in steps)


def walks_an_index(steps: str) -> bool:
    return "TEMP B-TREE" not in steps and ("INDEX" in steps or "PRIMARY KEY" in steps)


@pytest.fixture
def many(session: Session, child: Child) -> Session:
    make_kites(session, child, 20_000)
    return session


def test_every_page_of_twenty_thousand_rows_walks_an_index(many: Session, child: Child) -> None:
    mark = PageMark("2026-05-01", 500, 0)
    for newest in (False, True):
        ask = Ask(order="flown_on", newest=newest)
        about = replace(ask, where={"child_id": child.id})
        for one in (ask, about):
            for step in (None, mark):
                assert walks_an_index(plan(many, Kite, one, step, empty=False))
        assert walks_an_index(plan(many, Kite, ask, PageMark(None, 500, 0), empty=True))
        assert walks_an_index(plan(many, Kite, Ask(newest=newest), mark, empty=False))
        assert walks_an_index(plan(many, Child, Ask(order="surname", newest=newest), mark, empty=False))
    assert len(many.page(Kite, order="flown_on", after=mark, limit=100).records) == 100


def test_a_page_by_a_column_without_an_index_is_caught(many: Session) -> None:
    """The planted fault: the check sees a list that would be sorted each time."""
    assert not walks_an_index(plan(many, Kite, Ask(order="words"), None, empty=False))
