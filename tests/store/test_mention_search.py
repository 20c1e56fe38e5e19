"""Where a name may stand, asked so that a vault of 400,000 entries is not read as a whole: found is what was found before."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.chronology.actions import add_entry
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Carer, Relationship
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
    for at_once, worth in itertools.product((1, 2, 7, len(every), 1_000), (1, 2, 10, 1_000)):
        monkeypatch.setattr(mention_search, "_WORDS", at_once)
        monkeypatch.setattr(mention_search, "_WORTH", worth)  # read along, or sought each by itself
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


def _work(connection: Connection, act: Callable[[], object]) -> int:
    """So many hundreds of steps the engine takes for it: the same each time, however busy the machine."""
    steps = [0]

    def another() -> int:
        steps[0] += 1
        return 0

    connection.set_progress_handler(another, 100)
    act()
    connection.set_progress_handler(None, 100)
    return steps[0]


def _asked(connection: Connection) -> list[str]:
    """What is asked of the index for all of its words."""
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    list(words_of(connection))
    connection.set_trace_callback(None)
    return [one for one in asked if "search_word" in one and not one.startswith("--")]


def test_words_that_stand_in_few_places_are_read_along_and_not_sought_one_by_one(
    session: Session, general: Connection
) -> None:
    with session.write() as work:
        work.add_many([Child(surname=f"Rare{number}") for number in range(2_500)])
    asked = _asked(general)
    assert len(asked) <= 5
    assert sum("RECURSIVE" in one for one in asked) <= 1


def test_past_words_that_stand_in_many_places_is_sought_and_not_read(
    session: Session, general: Connection
) -> None:
    words = " ".join(f"common{letter}" for letter in "abcdefghijklmnopqrst")
    with session.write() as work:
        work.add_many([Child(surname=words) for _ in range(300)])
    asked = _asked(general)
    assert len(asked) <= 3, "every place was read: there are 6,000"
    assert any("RECURSIVE" in one for one in asked)


def test_texts_that_are_not_filled_in_are_not_gone_through_for_each_word(referred: House) -> None:
    session, general = referred.session, referred.session.databases.connection(Compartment.GENERAL)
    with session.write() as work:
        work.add_many(
            [
                Carer(pupil_id=referred.pupil.id, name=f"Bo {one}", relationship=Relationship.MOTHER)
                for one in range(500)
            ]
        )
    described = record_type(Carer)
    names = ["philippa", "pippa", "pip", "larkspur", "filippa", "flip", "pipsie", "larkspurs"]
    few = _work(general, lambda: list(left_out(general, described, names[:1])))
    many = _work(general, lambda: list(left_out(general, described, names)))
    assert many < few * 1.3, "eight words were looked for in texts that say nothing"


def test_what_stands_in_any_text_of_a_record_that_search_does_not_hold_is_found(referred: House) -> None:
    session, general = referred.session, referred.session.databases.connection(Compartment.GENERAL)
    described = record_type(Carer)
    texts = [spec.name for spec in described.fields if spec.is_text and spec.personal and not spec.searched]
    assert len(texts) > 5
    with session.write() as work:
        said = [Carer(pupil_id=referred.pupil.id, name="Bo", **{name: "Not Philippa!"}) for name in texts]
        made = [work.add(replace(one, relationship=Relationship.MOTHER)) for one in said]
    assert {one.record_id for one in left_out(general, described, ["philippa"])} == {one.id for one in made}


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
    assert "SCAN n USING COVERING INDEX history__later" in plan, (
        "the index of all versions would be read as a whole"
    )
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
