from __future__ import annotations

import pytest

from coordinator_app.core.changes import TakenBack
from coordinator_app.core.errors import Cancelled, NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import undo
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo
from tests.store.conftest import Child, Kite


def add(session: Session) -> tuple[Child, str]:
    with session.write() as work:
        child = work.add(Child(surname="Puddlecombe", nickname="Pip"))
    return child, work.change_set.id


def test_undo_of_a_creation_puts_it_in_the_trash_and_undo_of_that_brings_it_back(session: Session) -> None:
    child, change = add(session)
    undone = session.undo(change)
    assert session.get(Child, child.id).trashed_at is not None
    session.undo(undone.id)
    assert session.get(Child, child.id).trashed_at is None
    assert session.list(Child)[0].nickname == "Pip"


def test_undo_of_a_change_writes_a_compensating_one_that_names_it(session: Session) -> None:
    child, _ = add(session)
    with session.write() as work:
        work.change(child, nickname="Squeak")
    session.undo(work.change_set.id)
    rows = session.history(child.id)
    assert session.get(Child, child.id).nickname == "Pip"
    assert [row.undoes for row in rows] == [None, None, work.change_set.id]
    assert session.get(Child, child.id).version == 3


def test_undo_of_the_trash_restores_and_search_finds_again(session: Session) -> None:
    child, _ = add(session)
    with session.write() as work:
        work.trash(child)
    session.undo(work.change_set.id)
    assert session.get(Child, child.id).trashed_at is None
    assert len(session.search("puddlecombe")) == 1


def test_undo_puts_back_several_records_at_once_the_last_first(session: Session) -> None:
    child, _ = add(session)
    with session.write() as work:
        changed = work.change(child, nickname="Squeak")
        work.change(changed, nickname="Bubble")
        kite = work.add(Kite(child_id=child.id, words="Up"))
    told = session.undo(work.change_set.id)
    assert session.get(Child, child.id).nickname == "Pip"
    assert session.get(Kite, kite.id).trashed_at is not None
    assert [record.kind for record in told.records] == ["kite", "child"]


def test_undo_is_refused_when_the_record_changed_since(session: Session) -> None:
    child, _ = add(session)
    with session.write() as work:
        changed = work.change(child, nickname="Squeak")
    with session.write() as later:
        later.change(changed, nickname="Bubble")
    with pytest.raises(CannotUndo) as refused:
        session.undo(work.change_set.id)
    assert "changed again since" in refused.value.sentences()
    assert session.get(Child, child.id).nickname == "Bubble"


def test_undo_of_what_is_gone_is_refused(session: Session) -> None:
    child, change = add(session)
    with session.write() as work:
        work.remove(child)
    with pytest.raises(NotFound):
        session.undo(change)
    with pytest.raises(NotFound):
        session.undo("no-such-change")


def test_undo_works_in_the_compartment_of_the_change(session: Session) -> None:
    child, _ = add(session)
    with session.write(Compartment.GUARDED) as work:
        kite = work.add(Kite(child_id=child.id, words="Hush", is_secret=True))
    assert session.undo(work.change_set.id).compartment == "guarded"
    assert session.get(Kite, kite.id).trashed_at is not None


def test_undo_of_a_move_is_refused_in_words(session: Session) -> None:
    child, _ = add(session)
    with session.write() as work:
        kite = work.add(Kite(child_id=child.id, words="Up"))
    made = work.change_set.id
    session.move(kite, Compartment.GUARDED, is_secret=True)
    with pytest.raises(CannotUndo):
        session.undo(made)


def test_undo_of_a_record_whose_row_is_lost_is_refused_in_words(session: Session) -> None:
    _, change = add(session)
    session.databases.connection(Compartment.GENERAL).execute("DELETE FROM child")
    with pytest.raises(CannotUndo) as refused:
        session.undo(change)
    assert "no longer where it was" in refused.value.sentences()


def test_a_record_that_others_name_by_now_is_not_taken_from_under_them(session: Session) -> None:
    child, change = add(session)
    with session.write(Compartment.GUARDED) as work:
        kite = work.add(Kite(child_id=child.id, words="Hush", is_secret=True))
    with pytest.raises(CannotUndo) as refused:
        session.undo(change)
    assert refused.value.sentences() == (
        "This child cannot be taken back, because other records belong to it by now: kites. "
        "Nothing has been changed. Open the child and change what is wrong in it."
    )
    assert session.get(Child, child.id).trashed_at is None
    with session.write(Compartment.GUARDED) as work:
        work.trash(kite)
    session.undo(change)
    assert session.get(Child, child.id).trashed_at is not None


def test_records_made_by_one_change_go_together(session: Session) -> None:
    with session.write() as work:
        child = work.add(Child(surname="Puddlecombe"))
        work.add(Kite(child_id=child.id, words="Up"))
        work.change(child, friend_id=child.id)
    session.undo(work.change_set.id)
    assert session.list(Child) == []
    assert session.list(Kite) == []


def test_every_undo_asks_the_gate_of_the_catalogue_with_what_would_come_of_it(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[TakenBack, ...]] = []
    monkeypatch.setattr(session.catalogue, "undo_gate", lambda _session, taken: asked.append(taken))
    child, made = add(session)
    with session.write() as work:
        work.change(child, nickname="Squeak")
    undone = session.undo(work.change_set.id)
    session.undo(undone.id)
    now = session.undo(session.undo(session.history(child.id)[-1].change_id).id)
    (first,) = asked[0]
    assert isinstance(first.wanted, Child)
    assert (first.wanted.nickname, first.goes) == ("Pip", False)
    assert len(asked) == 4
    assert now.kinds == {"child"}

    def refuse(_session: Session, _taken: tuple[TakenBack, ...]) -> None:
        raise CannotUndo("It has left the building.")

    monkeypatch.setattr(session.catalogue, "undo_gate", refuse)
    versions = len(session.history(child.id))
    for change in (made, undone.id, now.id):
        with pytest.raises(CannotUndo, match="left the building"):
            session.undo(change)
    assert len(session.history(child.id)) == versions


def test_a_long_undo_tells_how_far_it_is_and_stopped_leaves_everything_as_it_was(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "_AT_ONCE", 2)
    with session.write() as work:
        children = [work.add(Child(surname=f"Puddlecombe {number}")) for number in range(5)]
    told: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        if done >= 14:
            raise Cancelled

    with pytest.raises(Cancelled):
        session.undo(work.change_set.id, stop)
    assert told == [(2, 15), (4, 15), (7, 15), (9, 15), (12, 15), (14, 15)]
    assert [session.get(Child, one.id).trashed_at for one in children] == [None] * 5
    session.undo(work.change_set.id)
    assert session.list(Child) == []
