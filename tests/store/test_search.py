from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.core.privacy import Compartment
from coordinator_app.store import search
from coordinator_app.store.session import Session
from coordinator_app.store.sql import rows
from tests.store.conftest import Child, Kite, Practice, Tail


def fly(session: Session, child: Child, words: str, on: date, *, secret: bool = False) -> Kite:
    with session.write(Compartment.GUARDED if secret else Compartment.GENERAL) as work:
        return work.add(Kite(child_id=child.id, words=words, flown_on=on, is_secret=secret))


@pytest.fixture
def child(session: Session) -> Child:
    with session.write() as work:
        return work.add(Child(surname="Łukasz", nickname="Siân"))


def test_lukasz_finds_the_polish_l_and_accents(session: Session, child: Child) -> None:
    for query in ("lukasz", "ŁUKASZ", "luk", "sian", "Siân lukasz"):
        assert [hit.record_id for hit in session.search(query)] == [child.id]


def test_newest_first_by_the_records_own_date_over_all_compartments(session: Session, child: Child) -> None:
    old = fly(session, child, "A windy kite", date(2026, 3, 1))
    new = fly(session, child, "A windy kite", date(2026, 9, 1), secret=True)
    middle = fly(session, child, "A windy kite", date(2026, 6, 1))
    hits = session.search("windy")
    assert [hit.record_id for hit in hits] == [new.id, middle.id, old.id]
    assert [hit.on_date for hit in hits] == [date(2026, 9, 1), date(2026, 6, 1), date(2026, 3, 1)]
    assert {hit.subject_id for hit in hits} == {child.id}
    assert [hit.record_id for hit in session.search("windy", limit=1)] == [new.id]


def test_a_changed_date_moves_the_record_in_the_order(session: Session, child: Child) -> None:
    old = fly(session, child, "windy", date(2026, 3, 1))
    new = fly(session, child, "windy", date(2026, 9, 1))
    with session.write() as work:
        work.change(old, flown_on=date(2026, 10, 1))
    assert [hit.record_id for hit in session.search("windy")] == [old.id, new.id]


def test_a_search_is_limited_to_kinds_and_to_one_person(session: Session, child: Child) -> None:
    with session.write() as work:
        other = work.add(Child(surname="Windy"))
    mine = fly(session, child, "windy", date(2026, 3, 1))
    fly(session, other, "windy", date(2026, 3, 2))
    with session.write() as work:
        tail = work.add(Tail(kite_id=mine.id, ribbon="windy"))
    assert {hit.record_id for hit in session.search("windy", subject_id=child.id)} == {mine.id, tail.id}
    assert [hit.kind for hit in session.search("windy", kinds=("child",))] == ["child"]
    assert session.count_found("windy", subject_id=child.id) == 2


def test_a_guarded_record_is_not_found_without_its_key(
    practice: Practice, session: Session, child: Child
) -> None:
    fly(session, child, "windy", date(2026, 3, 1), secret=True)
    assert practice.open(held=frozenset({Compartment.GENERAL})).search("windy") == []


def test_the_last_word_is_a_beginning_and_the_others_are_whole(session: Session, child: Child) -> None:
    fly(session, child, "The kite flew high", date(2026, 3, 1))
    assert session.search("kite fle")
    assert session.search("kit flew") == []
    assert session.search("fle ") == []
    assert session.search("fl") == []
    assert session.search("kite zzz") == session.search("kite flewz") == []


def test_words_that_begin_alike_are_found_by_seeking_up_to_a_limit(session: Session, child: Child) -> None:
    for words in ("windy winter", "wind windmill window", "kite"):
        fly(session, child, words, date(2026, 3, 1))
    connection = session.databases.connection(Compartment.GENERAL)
    assert search.words_beginning(connection, "wind") == ["wind", "windmill", "window", "windy"]
    assert search.words_beginning(connection, "win", limit=2) == ["wind", "windmill"]
    assert search.words_beginning(connection, "zzz") == []
    assert len(session.search("wind")) == 2
    assert len(session.search("win.d")) == 0


def test_counts_stop_at_the_cap(session: Session, child: Child) -> None:
    with session.write() as work:
        for _ in range(12):
            work.add(Kite(child_id=child.id, words="windy"))
    connection = session.databases.connection(Compartment.GENERAL)
    assert search.count(connection, "windy", cap=5) == 5
    assert session.count_found("windy") == 12


def test_the_snippet_shows_the_words_as_typed_around_the_match() -> None:
    text = "Long ago. " * 20 + "Then Łukasz flew\nthe kite. " + "And more. " * 30
    shown = search.snippet(text, "lukasz")
    assert "Then Łukasz flew the kite." in shown
    assert "Long ago" not in shown
    assert search.snippet("Short.", "zzz") == "Short."
    assert search.snippet("Short.", "!") == "Short."


def test_newest_first_walks_the_index_without_sorting(session: Session, child: Child) -> None:
    fly(session, child, "kite", date(2026, 3, 1))
    connection = session.databases.connection(Compartment.GENERAL)
    seen: list[str] = []
    connection.set_trace_callback(seen.append)
    search.find(connection, "kite")
    connection.set_trace_callback(None)
    statement = next(sql for sql in seen if "ORDER BY search_index.rowid" in sql)
    plan = " ".join(str(step[3]) for step in rows(connection, f"EXPLAIN QUERY PLAN {statement}"))
    assert "TEMP B-TREE" not in plan


def test_merging_ends_and_the_index_stays_sound(session: Session, child: Child) -> None:
    for number in range(30):
        fly(session, child, f"windy {number}", date(2026, 3, 1))
    for _ in range(50):
        if not session.merge_search():
            break
    else:
        pytest.fail("merging did not come to an end")
    session.tidy_up()
    assert session.count_found("windy") == 30
    assert search.is_sound(session.databases.connection(Compartment.GENERAL))


def test_an_index_that_says_something_else_is_not_sound(session: Session, child: Child) -> None:
    """The planted fault: a document changed behind the index."""
    connection = session.databases.connection(Compartment.GENERAL)
    connection.execute("DROP TRIGGER search_document_is_replaced_not_changed")
    connection.execute("UPDATE search_document SET folded = 'something else'")
    assert not search.is_sound(connection)
