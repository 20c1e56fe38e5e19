"""A record moves to another compartment whole: history, files, drafts and index with it, a stub left behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.core.errors import InvalidInput, NotFound, StaleRecord, VaultDamaged
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import history, move
from coordinator_app.store.session import Session
from coordinator_app.store.sql import row, value
from tests.store.conftest import Child, Kite, Practice
from tests.store.looking import tables_with

GENERAL, GUARDED = Compartment.GENERAL, Compartment.GUARDED
WORDS = "Gooseberry quillfeather"
PICTURE = b"picture of a gooseberry" * 30_000


@pytest.fixture
def kite(session: Session) -> Kite:
    with session.write() as work:
        child = work.add(Child(surname="Puddlecombe"))
        kite = work.add(Kite(child_id=child.id, words="Something", file_id=work.put_blob(PICTURE)))
        kite = work.change(kite, words=WORDS)
        work.save_draft("kite.edit", kite.id, {"words": WORDS})
    return kite


def test_a_moved_record_is_whole_in_its_new_place(session: Session, kite: Kite) -> None:
    moved = session.move(kite, GUARDED, is_secret=True)
    assert (moved.version, moved.words, moved.is_secret) == (3, WORDS, True)
    assert session.get(Kite, kite.id) == moved
    assert session.list(Kite) == [moved]
    assert [one.version for one in session.history(kite.id)] == [1, 2, 3]
    assert session.at_version(Kite, kite.id, 1).words == "Something"
    assert session.blob(kite.file_id) == PICTURE
    assert session.draft("kite.edit", kite.id) == {"words": WORDS}
    assert [hit.record_id for hit in session.search("gooseberry")] == [kite.id]
    assert all(one.is_whole for one in session.verify_audit())


def test_nothing_of_it_is_left_in_its_old_place_but_a_stub(session: Session, kite: Kite) -> None:
    general = session.databases.connection(GENERAL)
    assert tables_with(general, "gooseberry")
    session.move(kite, GUARDED, is_secret=True)
    session.tidy_up()
    assert tables_with(general, "gooseberry") == set()
    assert tables_with(general, kite.id) == {"stub", "audit"}
    assert row(general, "SELECT kind, reason, moved_to FROM stub") == ("kite", "moved", "guarded")


def test_a_record_can_move_there_and_back(session: Session, kite: Kite) -> None:
    there = session.move(kite, GUARDED, is_secret=True)
    back = session.move(there, GENERAL, is_secret=False)
    assert (back.version, session.list(Kite)) == (4, [back])
    assert value(session.databases.connection(GENERAL), "SELECT count(*) FROM stub") == 0
    assert session.blob(kite.file_id) == PICTURE


def test_a_move_is_refused_where_the_record_does_not_belong(session: Session, kite: Kite) -> None:
    with pytest.raises(InvalidInput):
        session.move(kite, GUARDED)
    with pytest.raises(InvalidInput):
        session.move(kite, Compartment.STAFF, is_secret=True)
    with pytest.raises(StaleRecord):
        session.move(replace(kite, version=1), GUARDED, is_secret=True)
    with pytest.raises(NotFound):
        session.move(replace(kite, id="nowhere"), GUARDED, is_secret=True)
    assert session.move(kite, GENERAL, words="Just a change").words == "Just a change"


@pytest.mark.parametrize("step", ["_copy", "_leave"])
def test_a_move_cut_off_at_any_step_is_finished_after_the_next_unlock(
    practice: Practice, session: Session, kite: Kite, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(move, step, killed)
        with pytest.raises(KeyboardInterrupt):
            session.move(kite, GUARDED, is_secret=True)
    session.close()
    again = practice.open()
    assert again.finish_moves() == 1
    (found,) = again.list(Kite)
    assert (found.words, found.is_secret) == (WORDS, step == "_leave")
    assert again.blob(kite.file_id) == PICTURE
    assert again.finish_moves() == 0


def test_nothing_is_removed_when_the_copy_is_not_whole(
    session: Session, kite: Kite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: a copy that forgets the history."""
    monkeypatch.setattr(history, "copy", lambda *_: None)
    with pytest.raises(VaultDamaged):
        session.move(kite, GUARDED, is_secret=True)
    assert session.history(kite.id)[0].version == 1
    general = session.databases.connection(GENERAL)
    assert value(general, "SELECT words FROM kite") == WORDS


def test_a_move_to_a_compartment_that_is_not_open_waits(
    practice: Practice, session: Session, kite: Kite, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(move, "_copy", lambda *_: pytest.fail("killed"))
        with pytest.raises(pytest.fail.Exception):
            session.move(kite, GUARDED, is_secret=True)
    session.close()
    assert practice.open(held=frozenset({GENERAL})).finish_moves() == 1
    assert practice.open().finish_moves() == 1
    assert practice.open().list(Kite) == [kite]
