"""One unit of work is all or nothing, in one compartment, told once after the commit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from coordinator_app.core.changes import Change
from coordinator_app.core.errors import DiskFull, InvalidInput, KeyNotHeld, NotFound, StaleRecord, VaultInUse
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import search
from coordinator_app.store.session import Session
from coordinator_app.store.sql import value
from coordinator_app.store.unit_of_work import Work, WrongCompartment
from tests.store.conftest import Badge, Child, Kite, Practice, Tail


def add_child(session: Session, surname: str = "Puddlecombe") -> Child:
    with session.write() as work:
        return work.add(Child(surname=surname))


def write_everything(work: Work) -> None:
    work.add(Child(surname="Puddlecombe"))
    work.set_setting("wording", "new")
    work.next_number("request")
    work.put_blob(b"picture")
    work.save_draft("pupil", "", {})
    raise ZeroDivisionError


def test_the_change_set_is_told_once_after_the_commit(practice: Practice, session: Session) -> None:
    with session.write() as work:
        child = work.add(Child(surname="Puddlecombe"))
        kite = work.add(Kite(child_id=child.id, words="Up"))
        tail = work.add(Tail(kite_id=kite.id, ribbon="silk"))
        assert practice.published == []
    assert practice.published == [work.change_set]
    assert [one.change for one in work.changes.records] == [Change.MADE] * 3
    assert work.changes.subjects == {child.id}
    assert work.changes.records[2].record_id == tail.id
    assert practice.open(read_only=True).count(Kite) == 1


def test_an_exception_undoes_everything_and_tells_nothing(practice: Practice, session: Session) -> None:
    with pytest.raises(ZeroDivisionError), session.write() as work:
        write_everything(work)
    assert practice.published == []
    assert session.count(Child, trashed=None) == 0
    assert session.setting("wording", "old") == "old"
    assert session.search("puddlecombe") == []
    assert session.audit_rows() == []
    with session.write() as work:
        assert work.next_number("request") == 1


def test_a_fault_in_the_middle_of_one_record_leaves_no_half_of_it(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(search, "index", fail)
    with pytest.raises(ZeroDivisionError):
        add_child(session)
    assert session.count(Child, trashed=None) == 0
    assert session.audit_rows() == []


def test_a_unit_of_work_inside_another_is_refused(session: Session) -> None:
    with session.write() as work:
        with pytest.raises(RuntimeError), session.write(Compartment.GUARDED):
            pass
        work.add(Child(surname="Puddlecombe"))
    assert session.count(Child) == 1


def test_a_readers_session_does_not_write(practice: Practice) -> None:
    with pytest.raises(RuntimeError), practice.open(read_only=True).write():
        pass


def test_a_compartment_without_its_key_is_not_written(practice: Practice) -> None:
    session = practice.open(held=frozenset({Compartment.GENERAL}))
    with pytest.raises(KeyNotHeld), session.write(Compartment.GUARDED):
        pass


def test_a_record_goes_only_where_its_own_data_puts_it(session: Session) -> None:
    child = add_child(session)
    with pytest.raises(WrongCompartment), session.write() as work:
        work.add(Kite(child_id=child.id, words="Hush", is_secret=True))
    with pytest.raises(WrongCompartment), session.write() as work:
        work.add(Badge(wording="Kite warden"))
    with session.write() as work:
        kite = work.add(Kite(child_id=child.id, words="Up"))
    with pytest.raises(WrongCompartment), session.write() as work:
        work.change(kite, is_secret=True)


def test_a_change_makes_the_next_version_and_keeps_the_rest(practice: Practice, session: Session) -> None:
    child = add_child(session)
    practice.clock.at += timedelta(hours=1)
    with session.write() as work:
        changed = work.change(child, nickname="Pip")
    assert (changed.version, changed.key, changed.created_at) == (2, child.key, child.created_at)
    assert changed.changed_at == practice.clock.now()
    assert session.get(Child, child.id) == changed


def test_a_change_of_nothing_writes_nothing(practice: Practice, session: Session) -> None:
    child = add_child(session)
    practice.published.clear()
    with session.write() as work:
        assert work.change(child, surname="Puddlecombe") == child
    assert practice.published == []
    assert len(session.history(child.id)) == 1


def test_a_change_of_an_older_version_is_refused_with_both(session: Session) -> None:
    child = add_child(session)
    with session.write() as work:
        work.change(child, nickname="Pip")
    with pytest.raises(StaleRecord) as refused, session.write() as work:
        work.change(child, nickname="Squeak")
    assert isinstance(refused.value.theirs, Child)
    assert isinstance(refused.value.yours, Child)
    assert (refused.value.theirs.nickname, refused.value.yours.nickname) == ("Pip", "Squeak")
    assert session.get(Child, child.id).nickname == "Pip"


def test_a_field_that_is_none_is_a_bug(session: Session) -> None:
    child = add_child(session)
    with pytest.raises(TypeError), session.write() as work:
        work.change(child, version=7)


def test_what_cannot_be_kept_is_refused_with_its_field(session: Session) -> None:
    with pytest.raises(InvalidInput) as refused, session.write() as work:
        work.add(Child(surname="  "))
    assert refused.value.problems[0].field == "surname"


def test_a_link_to_nothing_is_refused_in_words(session: Session) -> None:
    with pytest.raises(InvalidInput) as refused, session.write() as work:
        work.add(Child(surname="Puddlecombe", friend_id="nowhere"))
    assert refused.value.problems[0].field == "friend_id"


def test_the_trash_takes_out_of_lists_and_search_and_gives_back(session: Session) -> None:
    child = add_child(session)
    with session.write() as work:
        trashed = work.trash(child)
        assert work.trash(trashed) == trashed
    assert trashed.trashed_at is not None
    assert session.list(Child) == []
    assert session.list(Child, trashed=True) == session.list(Child, trashed=None) == [trashed]
    assert session.search("puddlecombe") == []
    with session.write() as work:
        back = work.restore(trashed)
        assert work.restore(back) == back
    assert session.list(Child) == [back]
    assert len(session.search("puddlecombe")) == 1


def test_a_record_that_is_gone_cannot_be_changed(session: Session) -> None:
    child = add_child(session)
    with session.write() as work:
        work.remove(child)
    with pytest.raises(NotFound), session.write() as work:
        work.change(child, nickname="Pip")


def test_instants_are_kept_in_utc(session: Session) -> None:
    child = add_child(session)
    summer = datetime(2026, 7, 1, 13, tzinfo=timezone(timedelta(hours=1)))
    with session.write() as work:
        kite = work.add(Kite(child_id=child.id, seen_at=summer))
    assert kite.seen_at is not None
    assert kite.seen_at.tzinfo is UTC
    assert session.get(Kite, kite.id) == kite


def test_an_imported_record_keeps_its_id(session: Session) -> None:
    with session.write() as work:
        assert work.add(Child(id="imported-1", surname="Puddlecombe")).id == "imported-1"


def test_keys_rise_even_when_the_clock_goes_back(practice: Practice, session: Session) -> None:
    first = add_child(session)
    practice.clock.at -= timedelta(days=400)
    assert add_child(session).key > first.key


def test_settings_are_audited_told_and_kept_in_the_general_compartment(
    practice: Practice, session: Session
) -> None:
    with session.write() as work:
        work.set_setting("target.unit", "school days")
        work.set_setting("target.unit", "school days")
    assert session.setting("target.unit", "") == "school days"
    assert session.setting("target.unit", 15) == 15
    assert [row.entry.action for row in session.audit_rows()] == ["setting.changed"]
    assert practice.published[0].kinds == {"setting"}
    with pytest.raises(WrongCompartment), session.write(Compartment.GUARDED) as work:
        work.set_setting("target.unit", "calendar days")


def test_counters_count_from_one(session: Session) -> None:
    with session.write() as work:
        assert [work.next_number("request") for _ in range(3)] == [1, 2, 3]
        assert work.next_number("other") == 1


def test_a_view_and_an_export_are_audited_by_code_never_in_words(session: Session) -> None:
    child = add_child(session)
    session.viewed(child)
    with session.write() as work:
        work.audit("pack.exported", subject_id=child.id, note_code="pdf")
    actions = [(row.entry.action, row.entry.subject_id) for row in session.audit_rows()]
    assert actions[1:] == [("record.viewed", child.id), ("pack.exported", child.id)]
    with pytest.raises(ValueError), session.write() as work:
        work.audit("Marigold was looked at")
    with pytest.raises(NotFound):
        session.viewed(Child(id="nowhere"))


def test_put_adds_what_is_new_and_keeps_what_was_changed(session: Session) -> None:
    with session.write() as work:
        child = work.put(Child(surname="Puddlecombe"))
        again = work.put(replace(child, nickname="Pip"))
    assert (again.id, again.version, again.nickname) == (child.id, 2, "Pip")


def test_a_full_disk_is_told_in_words_and_nothing_is_changed(practice: Practice, session: Session) -> None:
    child = add_child(session)
    practice.published.clear()
    connection = session.databases.connection(Compartment.GENERAL)
    pages = value(connection, "PRAGMA page_count")
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull), session.write() as work:
        work.change(child, nickname=work.put_blob(b"x" * 4_000_000))
    assert session.get(Child, child.id) == child
    assert practice.published == []
    connection.execute("PRAGMA max_page_count = 1000000")
    with session.write() as work:
        assert work.change(child, nickname="Pip").version == 2


def test_a_vault_that_something_else_writes_to_is_told_in_words(practice: Practice, session: Session) -> None:
    other = practice.open()
    connection = session.databases.connection(Compartment.GENERAL)
    connection.execute("PRAGMA busy_timeout = 0")
    with other.write(), pytest.raises(VaultInUse), session.write():
        pass
    assert add_child(session).version == 1


def test_an_exception_after_the_engine_has_rolled_back_is_passed_on(session: Session) -> None:
    with pytest.raises(ZeroDivisionError), session.write() as work:
        roll_back_and_fail(work)
    assert add_child(session).version == 1


def roll_back_and_fail(work: Work) -> None:
    work.connection.rollback()
    raise ZeroDivisionError
