from pathlib import Path
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.app import store_door
from coordinator_app.app.store_door import StoreDoor
from coordinator_app.core.clock import SetClock
from coordinator_app.core.errors import VaultPlaceUnsafe, WrongPassphrase, WrongRecoveryKey
from coordinator_app.core.kept_backups import Where
from coordinator_app.core.page_images import PagesShown
from coordinator_app.core.privacy import AccessLevel
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.store import slots
from coordinator_app.store.header import HeaderAltered
from coordinator_app.store.kept_backups import KeptBackups
from coordinator_app.store.vault import OpenVault
from coordinator_app.ui.door import Door, NewVault
from tests.ui.recording import RecordingDialogs

PASSPHRASE = "kettle amber window field"


def no_session(_read_only: bool) -> Any:
    raise AssertionError("no session before the unlock")


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StoreDoor:
    monkeypatch.setattr(slots, "calibrate", lambda: slots.FLOOR)
    jobs = InlineJobs(no_session, in_process=True)
    return StoreDoor(SetClock(), jobs, RecordingDialogs(), state=tmp_path / "state")


def plan(tmp_path: Path) -> NewVault:
    return NewVault("Eastmere Partnership", tmp_path / "Eastmere.vault", PASSPHRASE)


def test_it_is_what_the_screens_ask_for(door: StoreDoor) -> None:
    asked: Door = door
    assert {name for name in vars(Door) if not name.startswith("_")} <= set(dir(asked))


def test_the_first_day_from_creation_to_a_forgotten_passphrase(door: StoreDoor, tmp_path: Path) -> None:
    made = door.create(plan(tmp_path))
    folder = door.folder_of(made.vault)
    assert door.lacks_recovery_key(made.vault)
    slip = made.recovery_key[:-1] + ("2" if made.recovery_key[-1] != "2" else "3")
    assert door.wrong_groups(slip) == (8,)
    with pytest.raises(WrongRecoveryKey):
        door.confirm_recovery(made.vault, slip)
    door.confirm_recovery(made.vault, made.recovery_key)
    assert not door.lacks_recovery_key(made.vault)
    with pytest.raises(VaultPlaceUnsafe, match="inside the vault itself"):
        door.back_up(made.vault, folder)
    assert door.back_up(made.vault, tmp_path / "drive") is Where.SAME_DISK
    (kept,) = KeptBackups(cast("OpenVault", made.vault)).look()
    assert (kept.place, kept.there) == (str(tmp_path / "drive"), True)
    door.give_up(made.vault)

    glance = door.look(folder)
    assert (glance.title, glance.roles, glance.practice) == ("Eastmere Partnership", ("Co-ordinator",), False)
    with pytest.raises(WrongPassphrase):
        door.unlock(folder, "wrong horse")
    opened = door.unlock_with_recovery(folder, made.recovery_key.lower())
    door.set_passphrase(opened, None, "river stone lantern maple")
    assert not door.must_change(opened)
    door.give_up(opened)
    door.give_up(door.unlock(folder, "river stone lantern maple"))


def test_users_of_one_role_are_told_apart_by_number_after_the_recovery_key(
    door: StoreDoor, tmp_path: Path
) -> None:
    made = door.create(plan(tmp_path))
    folder = door.folder_of(made.vault)
    opened = cast("OpenVault", made.vault)
    for role in ("Co-ordinator", "Deputy"):
        opened.add_slot(role=role, level=AccessLevel.ONE, passphrase=f"{role} teapot song lantern")
    assert door.offices(made.vault) == ()
    door.give_up(made.vault)
    opened = cast("OpenVault", door.unlock_with_recovery(folder, made.recovery_key))
    offices = door.offices(opened)
    assert [one.words for one in offices] == ["Co-ordinator, user 1", "Co-ordinator, user 2", "Deputy"]
    door.set_passphrase(opened, None, "river stone lantern maple", offices[2].slot_id)
    assert opened.actor.role == "Deputy"
    door.give_up(opened)


def test_a_header_that_cannot_be_read_is_mended_from_its_copy(door: StoreDoor, tmp_path: Path) -> None:
    made = door.create(plan(tmp_path))
    folder = door.folder_of(made.vault)
    door.give_up(made.vault)
    whole = door.look(folder)
    (folder / "header.json").write_bytes(b"{" + bytes(400))
    assert door.look(folder) == whole  # the lock screen comes, and can offer the copy
    with pytest.raises(HeaderAltered) as told:
        door.unlock(folder, PASSPHRASE)
    assert told.value.copy_opens
    door.mend_header(folder, PASSPHRASE)
    door.give_up(door.unlock(folder, PASSPHRASE))
    for name in ("header.json", "header.prev.json"):
        (folder / name).write_bytes(b"{")
    with pytest.raises(HeaderAltered):
        door.look(folder)


def test_a_new_key_takes_the_place_of_one_that_was_never_typed_back(door: StoreDoor, tmp_path: Path) -> None:
    made = door.create(plan(tmp_path))
    second = door.new_recovery_key(made.vault)
    assert second != made.recovery_key
    door.confirm_recovery(made.vault, second)
    door.give_up(made.vault)


def test_suggestions_are_strong_and_synchronised_folders_are_told(door: StoreDoor, tmp_path: Path) -> None:
    assert door.judge(door.suggest()).step >= 3
    assert not door.judge("password").accepted
    assert "Dropbox" in door.place_trouble(tmp_path / "Dropbox" / "Eastmere.vault")


def test_the_sheet_with_the_key_goes_from_memory_to_the_printer(
    door: StoreDoor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[PagesShown] = []
    monkeypatch.setattr(store_door, "print_pages", lambda pages, *_rest: sent.append(pages))
    failed: list[Exception] = []
    door.print_recovery_key(
        "Eastmere", "ABC2-DEF3-GHJ4-KLM5-NPQ6-RST7-UVW8-XYZ9", lambda _none: None, failed.append
    )
    assert failed == []
    assert len(sent[0].pages) == 1
    assert sent[0].pages[0].width_px > 2000
