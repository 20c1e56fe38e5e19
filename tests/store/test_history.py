from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2

from coordinator_app.core.changes import Change
from coordinator_app.core.errors import NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session
from tests.store.conftest import ACTOR, Child


def changed_twice(session: Session) -> Child:
    with session.write() as work:
        child = work.add(Child(surname="Puddlecombe"))
    with session.write() as work:
        child = work.change(child, nickname="Pip")
    with session.write() as work:
        return work.trash(child)


def test_every_change_keeps_before_and_after(session: Session) -> None:
    child = changed_twice(session)
    rows = session.history(child.id)
    assert [row.kind_of_change for row in rows] == [Change.MADE, Change.CHANGED, Change.TRASHED]
    assert [row.version for row in rows] == [1, 2, 3]
    assert rows[0].before is None
    assert rows[1].before == rows[0].after
    assert rows[1].before is not None
    assert rows[1].after is not None
    assert (rows[1].before["nickname"], rows[1].after["nickname"]) == ("", "Pip")
    assert {row.actor_slot for row in rows} == {ACTOR.slot_id}
    assert session.history("nowhere") == []


def test_a_record_can_be_read_as_it_was(session: Session) -> None:
    child = changed_twice(session)
    assert session.at_version(Child, child.id, 1).nickname == ""
    assert session.at_version(Child, child.id, 2).nickname == "Pip"
    assert session.at_version(Child, child.id, 2).trashed_at is None
    with pytest.raises(NotFound):
        session.at_version(Child, child.id, 9)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE history SET after = '{}'", "UPDATE history SET slot_id = 'x'", "DELETE FROM history"],
)
def test_history_is_append_only(session: Session, statement: str) -> None:
    changed_twice(session)
    connection = session.databases.connection(Compartment.GENERAL)
    with pytest.raises(dbapi2.IntegrityError):
        connection.execute(statement)


def test_without_its_trigger_history_could_be_changed(session: Session) -> None:
    """The planted fault: it is the trigger that keeps it."""
    child = changed_twice(session)
    connection = session.databases.connection(Compartment.GENERAL)
    connection.execute("DROP TRIGGER history_is_never_changed")
    connection.execute("UPDATE history SET slot_id = 'someone-else' WHERE version = 1")
    assert session.history(child.id)[0].actor_slot == "someone-else"
