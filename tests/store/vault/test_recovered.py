"""Whoever comes with the recovery key acts as the office whose passphrase is replaced, and loses nothing of it."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

import pytest

from coordinator_app.core.actor import Actor
from coordinator_app.core.catalogue import Catalogue
from coordinator_app.core.errors import DiskFull, InvalidInput, WrongPassphrase
from coordinator_app.core.privacy import AccessLevel, Compartment
from coordinator_app.store import header, recovered, slot_changes
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.recovered import REPLACED, USED
from coordinator_app.store.session import Session
from coordinator_app.store.slots import Slot, SlotKind
from coordinator_app.store.vault import OpenVault, unlock_with_recovery

if TYPE_CHECKING:
    from conftest import Made

NEW = "seven kites above the pier"
SCREEN = "consent"


def by_key(made: Made) -> OpenVault:
    return unlock_with_recovery(made.folder, made.recovery, clock=made.clock, state=made.state)


def session_of(opened: OpenVault) -> Session:
    return Session(
        opened.paths,
        opened.keys,
        catalogue=Catalogue(()),
        clock=opened.clock,
        actor=opened.actor,
        publish=lambda _changes: None,
    )


def type_draft(opened: OpenVault, words: str, compartment: Compartment = Compartment.GENERAL) -> None:
    session = session_of(opened)
    with session.write(compartment) as work:
        work.save_draft(SCREEN, "", {"words": words})
    session.close()


def drafts_of(opened: OpenVault) -> list[str]:
    session = session_of(opened)
    try:
        return [draft.body["words"] for draft in session.drafts()]
    finally:
        session.close()


def drop(opened: OpenVault) -> None:
    session = session_of(opened)
    with session.write() as work:
        work.drop_draft(SCREEN, "")
    session.close()


def audited(opened: OpenVault) -> list[tuple[str, str, str]]:
    """Slot, action and record of every row of the three audits; their chains hold."""
    session = session_of(opened)
    try:
        assert all(verdict.is_whole for verdict in session.verify_audit())
        return [
            (row.entry.slot_id, row.entry.action, row.entry.record_id)
            for compartment in Compartment
            for row in session.audit_rows(compartment=compartment)
        ]
    finally:
        session.close()


def recovery_slot(opened: OpenVault) -> str:
    return opened.header.of_kind(SlotKind.RECOVERY)[0].id


def test_a_session_by_the_recovery_key_is_the_office_whose_passphrase_it_replaces(made: Made) -> None:
    with made.unlock() as opened:
        office = opened.actor
        type_draft(opened, "as the Co-ordinator")
        type_draft(opened, "kept apart", Compartment.GUARDED)
    with by_key(made) as opened:
        opened.change_passphrase(None, NEW)
        assert opened.actor == office
        assert opened.actor.role == "Co-ordinator"
        assert opened.keys.held == frozenset(Compartment)
        assert sorted(drafts_of(opened)) == ["as the Co-ordinator", "kept apart"]
        made.later(60)
        type_draft(opened, "and goes on")
    with made.unlock(NEW) as opened:
        assert opened.actor == office
        assert drafts_of(opened) == ["and goes on", "kept apart"]


def test_planted_fault_a_session_that_stays_the_key_itself_would_not_find_the_draft(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made.unlock() as opened:
        type_draft(opened, "as the Co-ordinator")

    def stays(said: header.Header, _slot: object) -> Actor:
        key = said.of_kind(SlotKind.RECOVERY)[0]
        return Actor(key.id, key.role, key.level)

    with by_key(made) as opened:
        monkeypatch.setattr(recovered, "actor_of", stays)
        opened.change_passphrase(None, NEW)
        assert drafts_of(opened) == []
        assert opened.actor.role == "Recovery key"


def test_each_audit_says_that_the_key_was_used_and_whose_passphrase_it_replaced(made: Made) -> None:
    with by_key(made) as opened:
        key = recovery_slot(opened)
        opened.change_passphrase(None, NEW)
        expected = [(key, USED, ""), (key, REPLACED, opened.actor.slot_id)] * len(Compartment)
        assert audited(opened) == expected
        assert opened.opened_by is SlotKind.RECOVERY
    with made.unlock(NEW) as opened:
        assert audited(opened) == expected


def test_drafts_typed_under_the_key_itself_come_back_newest_first_and_none_is_lost(made: Made) -> None:
    """As earlier versions left them: one draft of the passphrase's slot, a newer one of the recovery key's."""
    with made.unlock() as opened:
        type_draft(opened, "older")
    made.later(60)
    with by_key(made) as opened:
        type_draft(opened, "newer")
    with made.unlock() as opened:
        assert drafts_of(opened) == ["newer"]
        drop(opened)
        drop(opened)  # a page may forget its draft twice; the older one is not dropped unseen
        assert drafts_of(opened) == []
    with made.unlock() as opened:
        assert drafts_of(opened) == ["older"]


def test_an_older_draft_under_the_key_waits_until_the_newer_is_done_with(made: Made) -> None:
    with made.unlock() as opened:
        own, opened.actor = opened.actor, Actor(recovery_slot(opened), "Recovery key", AccessLevel.ONE)
        type_draft(opened, "older")
        made.later(60)
        opened.actor = own
        type_draft(opened, "newer")
    with by_key(made) as opened:
        opened.change_passphrase(None, NEW)
        assert drafts_of(opened) == ["newer"]
        drop(opened)
    with made.unlock(NEW) as opened:
        assert drafts_of(opened) == ["older"]


def test_drafts_under_the_key_are_found_after_the_key_was_replaced(made: Made) -> None:
    with by_key(made) as opened:
        type_draft(opened, "typed before")
        opened.new_recovery_key()
    with made.unlock() as opened:
        assert drafts_of(opened) == ["typed before"]


def test_a_level_2_user_is_handed_no_draft_of_the_key(made: Made) -> None:
    with made.unlock() as opened:
        opened.add_slot(role="Key worker", level=AccessLevel.TWO, passphrase="one time teapot song")
    with by_key(made) as opened:
        type_draft(opened, "a level 1 matter")
    with made.unlock("one time teapot song") as opened:
        assert opened.actor.also == ()
        assert drafts_of(opened) == []


def test_of_several_users_those_who_open_as_much_as_the_key_can_be_chosen(made: Made) -> None:
    with made.unlock() as opened:
        assert opened.offices == ()
        first = opened.actor.slot_id
        deputy = opened.add_slot(role="Deputy", level=AccessLevel.ONE, passphrase="one time teapot song")
        lower = opened.add_slot(role="Key worker", level=AccessLevel.TWO, passphrase="two time teapot song")
    with by_key(made) as opened:
        assert [slot.id for slot in opened.offices] == [first, deputy]
        with pytest.raises(InvalidInput, match="no passphrase"):
            opened.change_passphrase(None, NEW, slot_id=lower)
        opened.change_passphrase(None, NEW, slot_id=deputy)
        assert (opened.actor.slot_id, opened.actor.role) == (deputy, "Deputy")
        assert opened.offices == ()
        assert not opened.must_change_passphrase
    made.unlock().close()  # the other's passphrase is as it was
    with made.unlock(NEW) as opened:
        assert opened.actor.slot_id == deputy


def test_once_it_acts_for_an_office_the_present_passphrase_is_needed_again(made: Made) -> None:
    with made.unlock() as opened:
        opened.add_slot(role="Deputy", level=AccessLevel.ONE, passphrase="one time teapot song")
    with by_key(made) as opened:
        opened.change_passphrase(None, NEW)
        with pytest.raises(InvalidInput, match="present passphrase"):
            opened.change_passphrase(None, "another kettle on the shelf")
        with pytest.raises(WrongPassphrase):
            opened.confirm("one time teapot song")  # another user's does not stand for this one's
        made.later(5)
        opened.confirm(NEW)


def test_a_header_that_could_not_be_written_leaves_passphrase_audit_and_actor_as_they_were(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> header.Header:
        raise DiskFull("The disk is full.")

    with by_key(made) as opened:
        key = recovery_slot(opened)
        with monkeypatch.context() as broken:
            broken.setattr(header, "write", full)
            with pytest.raises(DiskFull):
                opened.change_passphrase(None, NEW)
        assert opened.actor.slot_id == key
        assert {action for _slot, action, _record in audited(opened)} == {USED}
    made.unlock().close()


def test_the_title_follows_the_name_of_the_partnership_in_the_header_and_its_copy(made: Made) -> None:
    with made.unlock() as opened:
        assert opened.rename("  Hazelmoor Partnership ")
        assert not opened.rename("Hazelmoor Partnership")
        assert not opened.rename("  ")
        assert opened.rename("Long name " * 60)
        assert len(opened.header.title) <= 200
        opened.rename("Hazelmoor Partnership")
    for name in (header.NAME, header.PREVIOUS):
        assert header.read(made.folder, name).title == "Hazelmoor Partnership"
    made.unlock().close()


def test_a_title_given_while_a_passphrase_is_being_changed_waits_for_it(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both begin from the header as it is; side by side one of the two would be lost."""
    make, others, let_in = slot_changes.with_passphrase, [], []

    def ask(opened: OpenVault) -> None:
        let_in.append(opened._changing.acquire(blocking=False))
        opened.rename("Hazelmoor Partnership")

    def meanwhile(said: header.Header, keys: VaultKeys, slot: Slot, passphrase: str) -> header.Header:
        others.append(Thread(target=ask, args=(opened,)))
        others[0].start()
        while not let_in:
            others[0].join(0.01)
        return make(said, keys, slot, passphrase)

    with made.unlock() as opened:
        monkeypatch.setattr(slot_changes, "with_passphrase", meanwhile)
        opened.change_passphrase(made.passphrase, NEW)
        others[0].join()
    assert let_in == [False]
    assert header.read(made.folder).title == "Hazelmoor Partnership"
    made.unlock(NEW).close()
