"""Passphrases changed, users added and removed: the databases stay as they are, the old way in is shut."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from coordinator_app.core.errors import InvalidInput, KeyNotHeld, WrongPassphrase, WrongRecoveryKey
from coordinator_app.core.privacy import AccessLevel, Compartment
from coordinator_app.store import header, recovery_key
from coordinator_app.store.header import NAME, PREVIOUS
from coordinator_app.store.slots import SlotKind
from coordinator_app.store.vault import OpenVault, Way, unlock_with_recovery, unwrap_any

if TYPE_CHECKING:
    from conftest import Made

NEW = "seven kites above the pier"


def _opens(made: Made, name: str, passphrase: str) -> bool:
    data = (made.folder / name).read_bytes()
    return unwrap_any(header.parse(data), Way(SlotKind.PASSPHRASE, passphrase)) is not None


def _databases(made: Made) -> list[bytes]:
    return [made.database(compartment).read_bytes() for compartment in Compartment]


def test_a_changed_passphrase_leaves_the_databases_untouched(made: Made) -> None:
    with made.unlock() as opened:
        before = _databases(made)
        opened.change_passphrase(made.passphrase, NEW)
        assert _databases(made) == before
    made.unlock(NEW).close()
    with pytest.raises(WrongPassphrase):
        made.unlock()


def test_the_old_passphrase_does_not_open_the_copy_of_the_header_either(made: Made) -> None:
    with made.unlock() as opened:
        opened.change_passphrase(made.passphrase, NEW)
    for name in (NAME, PREVIOUS):
        assert not _opens(made, name, made.passphrase)
        assert _opens(made, name, NEW)


def test_planted_fault_a_copy_left_behind_would_open_with_the_old_passphrase_and_is_replaced_at_unlock(
    made: Made,
) -> None:
    old = (made.folder / PREVIOUS).read_bytes()
    with made.unlock() as opened:
        opened.change_passphrase(made.passphrase, NEW)
    (made.folder / PREVIOUS).write_bytes(old)
    assert _opens(made, PREVIOUS, made.passphrase)
    # the rightful change is not taken for damage
    with pytest.raises(WrongPassphrase):
        made.unlock()
    made.later(5)
    made.unlock(NEW).close()
    assert not _opens(made, PREVIOUS, made.passphrase)


def test_the_present_passphrase_must_be_typed_to_change_it(made: Made) -> None:
    with made.unlock() as opened:
        with pytest.raises(WrongPassphrase):
            opened.change_passphrase("not this one", NEW)
        with pytest.raises(InvalidInput):
            opened.change_passphrase(None, NEW)
    made.unlock().close()


def test_after_the_recovery_key_a_new_passphrase_is_chosen_without_the_old(made: Made) -> None:
    with unlock_with_recovery(made.folder, made.recovery, clock=made.clock, state=made.state) as opened:
        opened.change_passphrase(None, NEW)
    with made.unlock(NEW) as opened:
        assert opened.actor.role == "Co-ordinator"
        assert opened.keys.held == frozenset(Compartment)


def test_a_new_recovery_key_shuts_the_old_one_out(made: Made) -> None:
    with made.unlock() as opened:
        fresh = opened.new_recovery_key()
    with pytest.raises(WrongRecoveryKey):
        unlock_with_recovery(made.folder, made.recovery, clock=made.clock, state=made.state)
    unlock_with_recovery(made.folder, fresh, clock=made.clock, state=made.state).close()


def test_typing_the_recovery_key_back_is_remembered_in_the_header(made: Made) -> None:
    with made.unlock() as opened:
        opened._write(header.replace(opened.header, recovery_confirmed=False))
        wrong = ("2" if made.recovery[0] != "2" else "3") + made.recovery[1:]
        with pytest.raises(WrongRecoveryKey):
            opened.confirm_recovery_key(wrong)
        assert not opened.header.recovery_confirmed
        opened.confirm_recovery_key(made.recovery)
    assert header.read(made.folder).recovery_confirmed


def _add(opened: OpenVault, level: AccessLevel) -> str:
    return opened.add_slot(role="Deputy", level=level, passphrase="one time teapot song")


@pytest.mark.parametrize(
    ("level", "held"),
    [
        (AccessLevel.ONE, set(Compartment)),
        (AccessLevel.SAFEGUARDING, {Compartment.GENERAL, Compartment.GUARDED}),
        (AccessLevel.TWO, {Compartment.GENERAL}),
    ],
)
def test_a_new_user_gets_the_keys_of_the_level_and_must_change_the_passphrase(
    made: Made, level: AccessLevel, held: set[Compartment]
) -> None:
    with made.unlock() as opened:
        slot = _add(opened, level)
    with made.unlock("one time teapot song") as opened:
        assert opened.keys.held == held
        assert (opened.actor.slot_id, opened.actor.level) == (slot, level)
        assert opened.must_change_passphrase
        opened.change_passphrase("one time teapot song", NEW)
        assert not opened.must_change_passphrase
    made.unlock().close()


def test_nobody_gives_out_a_key_they_do_not_hold(made: Made) -> None:
    with made.unlock() as opened:
        _add(opened, AccessLevel.TWO)
    with made.unlock("one time teapot song") as opened:
        with pytest.raises(KeyNotHeld):
            _add(opened, AccessLevel.ONE)
        with pytest.raises(KeyNotHeld):
            opened.new_recovery_key()


def test_a_removed_user_opens_neither_the_header_nor_its_copy(made: Made) -> None:
    with made.unlock() as opened:
        opened.remove_slot(_add(opened, AccessLevel.TWO))
    with pytest.raises(WrongPassphrase):
        made.unlock("one time teapot song")
    assert not _opens(made, PREVIOUS, "one time teapot song")


def test_the_last_level_1_user_oneself_and_the_recovery_key_stay(made: Made) -> None:
    with made.unlock() as opened:
        recovery = opened.header.of_kind(SlotKind.RECOVERY)[0].id
        for slot in (opened.actor.slot_id, recovery, "no such slot"):
            with pytest.raises(InvalidInput):
                opened.remove_slot(slot)
        own = opened.actor.slot_id
        second = _add(opened, AccessLevel.ONE)
    with made.unlock("one time teapot song") as opened:
        opened.remove_slot(own)
        assert [slot.id for slot in opened.header.of_kind(SlotKind.PASSPHRASE)] == [second]


def test_a_real_vault_takes_no_weak_passphrase(made: Made) -> None:
    with made.unlock() as opened:
        opened.header = header.replace(opened.header, practice=False, practice_passphrase="")
        before = (made.folder / NAME).read_bytes()
        with pytest.raises(InvalidInput, match="12 characters"):
            opened.change_passphrase(made.passphrase, "short")
        with pytest.raises(InvalidInput, match="12 characters"):
            opened.add_slot(role="Deputy", level=AccessLevel.TWO, passphrase="short")
        assert (made.folder / NAME).read_bytes() == before


def test_typing_the_passphrase_again_is_checked_with_the_same_back_off(made: Made) -> None:
    with made.unlock() as opened:
        opened.confirm(made.passphrase)
        with pytest.raises(WrongPassphrase):
            opened.confirm("not this one")
        with pytest.raises(WrongPassphrase):
            opened.confirm("nor this one")
        made.later(1)
        opened.confirm(made.passphrase)


def test_a_new_user_needs_a_role_and_a_user_without_a_passphrase_has_none_to_change(made: Made) -> None:
    with made.unlock() as opened:
        with pytest.raises(InvalidInput, match="role"):
            opened.add_slot(role=" ", level=AccessLevel.TWO, passphrase="one time teapot song")
        with pytest.raises(InvalidInput, match="no passphrase"):
            opened.change_passphrase(made.passphrase, NEW, slot_id="someone else")
        with pytest.raises(InvalidInput, match="Type a passphrase"):
            opened.change_passphrase(made.passphrase, "")


def test_a_whole_key_that_is_not_the_printed_one_is_not_taken_as_typed_back(made: Made) -> None:
    with made.unlock() as opened, pytest.raises(WrongRecoveryKey, match="not the one"):
        opened.confirm_recovery_key(recovery_key.new_recovery_key())


def test_room_is_made_once(made: Made) -> None:
    with made.unlock() as opened:
        assert not opened.make_room()
        (made.folder / "ballast.bin").write_bytes(b"x")
        assert opened.make_room()


def test_an_open_vault_cannot_be_sent_to_a_child(made: Made) -> None:
    with made.unlock() as opened, pytest.raises(TypeError):
        pickle.dumps(opened)
