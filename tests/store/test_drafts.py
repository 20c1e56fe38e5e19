from __future__ import annotations

from datetime import timedelta

from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session
from tests.store.conftest import Child, Practice


def test_the_last_draft_is_kept_until_it_is_dropped_and_tells_nobody(
    practice: Practice, session: Session
) -> None:
    with session.write() as work:
        work.save_draft("pupil", "p1", {"surname": "Pudd"})
        work.save_draft("pupil", "p1", {"surname": "Puddle"})
    assert session.draft("pupil", "p1") == {"surname": "Puddle"}
    assert session.draft("pupil", "p2") is None
    with session.write() as work:
        work.drop_draft("pupil", "p1")
    assert session.draft("pupil", "p1") is None
    assert practice.published == []
    assert session.audit_rows() == []


def test_a_draft_belongs_to_its_slot(practice: Practice, session: Session) -> None:
    with session.write() as work:
        work.save_draft("pupil", "p1", {"surname": "Puddle"})
    other = practice.open()
    other.actor = type(other.actor)("slot-2", "Deputy", other.actor.level)
    assert other.draft("pupil", "p1") is None


def test_a_draft_is_kept_in_the_compartment_it_was_written_to(practice: Practice, session: Session) -> None:
    with session.write(Compartment.GUARDED) as work:
        work.save_draft("entry", "", {"words": "hush"})
    assert session.draft("entry", "") == {"words": "hush"}
    assert practice.open(held=frozenset({Compartment.GENERAL})).draft("entry", "") is None


def test_drafts_of_a_removed_record_go_with_it(session: Session) -> None:
    with session.write() as work:
        child = work.add(Child(surname="Puddlecombe"))
        work.save_draft("pupil", child.id, {"surname": "Puddle"})
        work.remove(child)
    assert session.draft("pupil", child.id) is None


def test_what_was_typed_about_one_record_is_about_another_by_place_and_by_what_it_says(
    session: Session,
) -> None:
    with session.write() as work:
        work.save_draft("pupil", "p1", {"surname": "Puddle"})
        work.save_draft("entry", "", {"child": "p1", "words": "Late"})
        work.save_draft("entry", "x", {"child": "p3"})
        work.turn_drafts("p1", "p2")
    assert session.draft("pupil", "p1") is None
    assert session.draft("pupil", "p2") == {"surname": "Puddle"}
    assert session.draft("entry", "") == {"child": "p2", "words": "Late"}
    assert session.draft("entry", "x") == {"child": "p3"}


def test_of_two_drafts_that_come_to_one_place_the_newer_stays(practice: Practice, session: Session) -> None:
    with session.write() as work:
        work.save_draft("pupil", "p1", {"surname": "Old"})
        work.save_draft("school", "p2", {"name": "Old"})
    practice.clock.at += timedelta(minutes=1)
    with session.write() as work:
        work.save_draft("pupil", "p2", {"surname": "New"})
        work.save_draft("school", "p1", {"name": "New"})
        work.turn_drafts("p1", "p2")
    assert session.draft("pupil", "p2") == {"surname": "New"}
    assert session.draft("school", "p2") == {"name": "New"}
    assert session.draft("school", "p1") is None
