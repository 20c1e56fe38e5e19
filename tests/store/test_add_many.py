"""Many records at once: whatever `add` keeps of each, and nothing of any if one of them cannot be kept."""

from __future__ import annotations

import pytest

from coordinator_app.core.changes import Change
from coordinator_app.core.errors import InvalidInput
from coordinator_app.store import unit_of_work
from coordinator_app.store.session import Session
from coordinator_app.store.sql import rows
from coordinator_app.store.unit_of_work import WrongCompartment
from tests.store.conftest import Badge, Child, Kite, Practice


def child_of(session: Session) -> Child:
    with session.write() as work:
        return work.add(Child(surname="Puddlecombe"))


def test_they_are_kept_found_audited_and_told_as_one_by_one(practice: Practice, session: Session) -> None:
    child = child_of(session)
    with session.write() as work:
        made = work.add_many([Kite(child_id=child.id, words=f"Up {number}") for number in range(3)])
    assert session.list(Kite) == list(made)
    assert [one.version for one in made] == [1, 1, 1]
    assert len({one.key for one in made}) == len({one.id for one in made}) == 3
    assert [one.record_id for one in session.search("up")] == [one.id for one in reversed(made)]
    assert {(one.kind_of_change, one.before) for kite in made for one in session.history(kite.id)} == {
        (Change.MADE, None)
    }
    told = practice.published[-1].records
    assert [(one.kind, one.record_id, one.subject_id, one.change, one.version) for one in told] == [
        ("kite", one.id, child.id, Change.MADE, 1) for one in made
    ]
    assert all(one.is_whole for one in session.verify_audit())
    assert [row.entry.record_id for row in session.audit_rows()][1:] == [one.id for one in made]


def test_a_row_made_so_is_the_same_as_one_made_by_itself(session: Session) -> None:
    child = child_of(session)
    with session.write() as work:
        alone = work.add(Kite(child_id=child.id, words="Up"))
        (among,) = work.add_many([Kite(child_id=child.id, words="Up")])
    for table, column in (
        ("kite", "id"),
        ("history", "record_id"),
        ("audit", "record_id"),
        ("search_document", "record_id"),
    ):
        one, other = (
            list(rows(work.connection, f"SELECT * FROM {table} WHERE {column} = ?", (kept.id,))[0])
            for kept in (alone, among)
        )
        differ = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        assert len(differ) <= 5, table  # number, id, and what is made of them


def test_undo_takes_all_of_them_back(session: Session) -> None:
    child = child_of(session)
    with session.write() as work:
        work.add_many([Kite(child_id=child.id, words="Up") for _ in range(3)])
    session.undo(work.change_id)
    assert session.list(Kite) == []


def test_none_of_them_changes_nothing(practice: Practice, session: Session) -> None:
    with session.write() as work:
        assert work.add_many([]) == ()
    assert practice.published == []


def test_one_that_cannot_be_kept_keeps_all_of_them_out(session: Session) -> None:
    child = child_of(session)
    with pytest.raises(InvalidInput), session.write() as work:
        work.add_many([Kite(child_id=child.id, words="Up"), Kite(child_id="no such child", words="Up")])
    with pytest.raises(InvalidInput), session.write() as work:
        work.add_many([Child(surname="Puddlecombe"), Child(surname="")])
    with pytest.raises(WrongCompartment), session.write() as work:
        work.add_many([Badge(wording="Gold")])
    assert session.list(Kite) == []
    assert session.count(Child) == 1


def test_a_link_that_was_asked_for_once_is_not_asked_for_again(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    child, asked = child_of(session), []
    with session.write() as work:
        monkeypatch.setattr(unit_of_work, "_check_link", lambda *one: asked.append(one))
        work.add_many([Kite(child_id=child.id, words="Up") for _ in range(5)])
    assert len(asked) == 1
