from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from coordinator_app.core.errors import KeyNotHeld, NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session
from tests.store.conftest import Child, Colour, Kite, Practice, Tail


def test_a_record_comes_back_as_it_was_added(session: Session) -> None:
    with session.write() as work:
        child = work.add(Child(surname="Puddlecombe", born_on=date(2012, 2, 29), shoe_size=4))
        kite = work.add(
            Kite(
                child_id=child.id,
                colour=Colour.BLUE,
                seen_at=datetime(2026, 7, 1, 12, tzinfo=UTC),
                words="Up",
            )
        )
    assert session.get(Child, child.id) == child
    assert session.get(Kite, kite.id) == kite
    assert (child.version, child.trashed_at) == (1, None)


def test_a_record_that_is_nowhere_is_not_found(session: Session) -> None:
    assert session.find(Child, "nowhere") is None
    with pytest.raises(NotFound):
        session.get(Child, "nowhere")


def test_lists_are_filtered_and_ordered(session: Session) -> None:
    with session.write() as work:
        for name in ("Zebedee", "Éloïse", "Ebbsworth", "Łukasz", "lark"):
            work.add(Child(surname=name, shoe_size=len(name)))
    names = [child.surname for child in session.list(Child, order="surname")]
    assert names == ["Ebbsworth", "Éloïse", "lark", "Łukasz", "Zebedee"]
    assert session.list(Child, order="surname", newest=True, limit=1)[0].surname == "Zebedee"
    assert [child.surname for child in session.list(Child, where={"shoe_size": 4})] == ["lark"]
    assert session.count(Child, where={"shoe_size": (4, 7)}) == 2
    assert session.count(Child, where={"born_on": None}, cap=3) == 3


def test_undo(session: Session) -> None:
    with session.write() as work:
        child = work.add(Child(surname="Tumbleweed"))
    with session.write() as work:
        work.change(child, surname="Tumbledown")
    session.undo(work.change_set.id)
    assert session.get(Child, child.id).surname == "Tumbleweed"


def test_guarded_records_are_found_by_search_too(session: Session) -> None:
    with session.write() as work:
        child = work.add(Child(surname="Łukasz"))
    with session.write(Compartment.GUARDED) as work:
        work.add(Kite(child_id=child.id, words="A lukasz kite", is_secret=True))
    assert {hit.kind for hit in session.search("lukasz")} == {"child", "kite"}
    assert len(session.gather("child", child.id)) == 2


def test_a_condition_on_a_moment_is_a_moment_in_any_zone(session: Session) -> None:
    with session.write() as work:
        child = work.add(Child(surname="Puddlecombe"))
    assert child.created_at is not None
    there = child.created_at.astimezone(timezone(timedelta(hours=5)))
    assert session.list(Child, where={"created_at": there}) == [child]
    assert session.count(Child, where={"created_at": None}) == 0


def test_a_part_whose_owner_cannot_be_opened_is_read_without_its_person(
    practice: Practice, session: Session
) -> None:
    with session.write() as work:
        child = work.add(Child(surname="Puddlecombe"))
    with session.write(Compartment.GUARDED) as work:
        kite = work.add(Kite(child_id=child.id, is_secret=True))
    with session.write() as work:
        tail = work.add(Tail(kite_id=kite.id, ribbon="silk"))
    general = practice.open(held=frozenset({Compartment.GENERAL}))
    assert session.subject_id(tail) == child.id
    assert general.subject_ids(tail) == ()
    assert [hit.subject_id for hit in general.search("silk")] == [None]
    assert (session.held, general.held) == (frozenset(Compartment), {Compartment.GENERAL})


def test_a_compartment_whose_database_is_not_here_is_not_held(practice: Practice) -> None:
    del practice.paths[Compartment.STAFF]
    session = practice.open()
    assert Compartment.STAFF not in session.held
    with pytest.raises(KeyNotHeld):
        session.databases.connection(Compartment.STAFF)


def test_a_search_document_without_its_record_is_passed_over(session: Session) -> None:
    with session.write() as work:
        work.add(Child(surname="Puddlecombe"))
    session.databases.connection(Compartment.GENERAL).execute("DELETE FROM child")
    assert session.search("puddlecombe") == []
