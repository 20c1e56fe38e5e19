"""Where a name may stand, asked so that a vault of 400,000 entries is not read as a whole: found is what was found before."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.chronology.actions import add_entry
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import mention_search
from coordinator_app.store.connection import Connection
from coordinator_app.store.mention_search import Earlier, earlier, left_out, words_of
from coordinator_app.store.session import Session
from coordinator_app.store.sql import rows
from tests.store.conftest import Child, Kite
from tests.vaults import House, house, new_entry, referred

__all__ = ["house", "referred"]


@pytest.fixture
def general(session: Session) -> Connection:
    return session.databases.connection(Compartment.GENERAL)


def test_every_word_of_the_index_comes_once_and_in_order_however_many_at_once(
    session: Session, general: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    with session.write() as work:
        child = work.add(Child(surname="Łukasz", nickname="Siân"))
        for number in range(40):
            work.add(
                Kite(
                    child_id=child.id, words=f"wind {number} kite{number} a ab abc", flown_on=date(2026, 3, 1)
                )
            )
    every = sorted({str(term) for (term,) in rows(general, "SELECT DISTINCT term FROM search_word")})
    assert len(every) > 80
    for at_once in (1, 2, 7, len(every), 200):
        monkeypatch.setattr(mention_search, "_AT_ONCE", at_once)
        assert list(words_of(general)) == every


def test_the_words_are_asked_for_many_at_a_time(session: Session, general: Connection) -> None:
    with session.write() as work:
        work.add(Child(surname=" ".join(f"name{number}" for number in range(150))))
    asked: list[str] = []
    general.set_trace_callback(asked.append)
    found = list(words_of(general))
    general.set_trace_callback(None)
    assert len(found) >= 150
    assert sum("search_word" in one and not one.startswith("--") for one in asked) <= 2


def test_every_version_that_a_later_one_replaced_is_found_in_the_order_of_writing_and_no_present_one(
    session: Session, general: Connection
) -> None:
    with session.write() as work:
        one, other = work.add(Child(surname="Larkspur")), work.add(Child(surname="Larkspur now"))
    for surname in ("Larkspur two", "Thistle", "Thistle"):
        with session.write() as work:
            one = work.change(one, surname=surname, nickname=one.nickname + "x")
    with session.write() as work:
        work.change(other, surname="Larkspur then")
    found = list(earlier(general, ["larkspur"]))
    assert found == [
        Earlier("child", one.id, 1),
        Earlier("child", other.id, 1),
        Earlier("child", one.id, 2),
    ]
    assert list(earlier(general, ["thistle"])) == [Earlier("child", one.id, 3)]
    assert list(earlier(general, ["elsewhere"])) == []


def test_the_words_of_history_are_read_only_where_something_was_replaced(
    session: Session, general: Connection
) -> None:
    asked: list[str] = []
    general.set_trace_callback(asked.append)
    list(earlier(general, ["larkspur"]))
    general.set_trace_callback(None)
    (sql,) = (one for one in asked if "history" in one)
    plan = [str(step[3]) for step in rows(general, f"EXPLAIN QUERY PLAN {sql}")]
    assert any(step.startswith("SCAN n USING COVERING INDEX") for step in plan)
    assert any(step.startswith("SEARCH h ") for step in plan)
    assert not any(step.startswith("SCAN h") for step in plan), plan


def test_a_text_that_few_entries_have_is_looked_through_without_reading_the_others(referred: House) -> None:
    session, general = referred.session, referred.session.databases.connection(Compartment.GENERAL)
    soft = new_entry(referred, "Heard at the gate.", is_soft=True, soft_purpose="To ask Philippa about it")
    entries = [add_entry(session, one).record for one in (soft, new_entry(referred, "With Larkspur."))]
    add_entry(session, new_entry(referred, "He was on time."))
    with session.write() as work:
        work.trash(entries[1])
    described, asked = record_type(ChronologyEntry), list[str]()
    general.set_trace_callback(asked.append)
    found = list(left_out(general, described, ["philippa", "larkspur"]))
    general.set_trace_callback(None)
    assert {one.record_id for one in found} == {one.id for one in entries}
    (sql,) = (one for one in asked if "soft_purpose" in one)
    plan = [str(step[3]) for step in rows(general, f"EXPLAIN QUERY PLAN {sql}")]
    assert not [step for step in plan if step.startswith("SCAN")], plan
    assert any("chronology_entry__soft_purpose" in step for step in plan)
