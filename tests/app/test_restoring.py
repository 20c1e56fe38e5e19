"""The laptop is gone, or the vault is damaged: back to work from a stick, in the window, with a real vault."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coordinator_app.app import restoring
from coordinator_app.app.store_door import StoreDoor
from coordinator_app.core.clock import SetClock
from coordinator_app.core.errors import MustWait, VaultTooNew, WrongPassphrase
from coordinator_app.core.privacy import Compartment
from coordinator_app.jobs.jobs import InTask
from coordinator_app.store import audit, backup, header
from coordinator_app.store.backup import back_up, generations
from coordinator_app.store.connection import open_database
from coordinator_app.store.vault import unlock
from coordinator_app.ui.first_screen import FirstScreen
from coordinator_app.ui.lock_reason import LockReason
from coordinator_app.ui.lock_screen import LockScreen
from coordinator_app.ui.recovery_screen import RecoveryScreen
from coordinator_app.ui.restore.screen import BACKUP, DONE, PLACE, RestoreScreen
from tests.app.conftest import PASSPHRASE, Running


@pytest.fixture
def stick(vault: Path, tmp_path: Path, clock: SetClock) -> Path:
    with unlock(vault, PASSPHRASE, clock=clock, state=tmp_path / "state") as opened:
        back_up(opened, tmp_path / "stick")
    return tmp_path / "stick"


def restore_screen(running: Running) -> RestoreScreen:
    screen = running.app.window.centralWidget()
    assert isinstance(screen, RestoreScreen)
    return screen


def until_idle(running: Running, screen: RestoreScreen) -> None:
    running.qtbot.waitUntil(lambda: not screen._working)


def to_the_place(running: Running, screen: RestoreScreen, folder: Path, new: Path) -> None:
    screen.look(folder)
    until_idle(running, screen)
    screen.rows.buttons()[0].click()
    screen.secret.passphrase.setText(PASSPHRASE)
    screen.go_on()
    until_idle(running, screen)
    assert screen.page == PLACE
    screen.place.parent_folder.setText(str(new))


def test_a_new_laptop_is_at_work_again_from_the_stick(
    start: Callable[[], Running], stick: Path, tmp_path: Path
) -> None:
    running = start()
    running.app.start(None, LockReason.NONE)
    first = running.app.window.centralWidget()
    assert isinstance(first, FirstScreen)
    first.restore.click()
    screen = restore_screen(running)
    new = tmp_path / "new laptop"
    new.mkdir()
    to_the_place(running, screen, stick, new)
    screen.go_on()
    until_idle(running, screen)
    assert screen.page == DONE
    screen.go_on()
    running.qtbot.waitUntil(lambda: running.app.opened is not None)
    running.qtbot.waitUntil(lambda: running.go.page is not None)
    assert running.settings.last_vault_folder == new / "Practice partnership.vault"


def test_a_damaged_vault_leads_to_its_own_backups_and_is_kept_as_it_is(
    start: Callable[[], Running], vault: Path, tmp_path: Path
) -> None:
    running = start()
    with unlock(vault, PASSPHRASE, clock=running.clock, state=tmp_path / "state") as opened:
        back_up(opened)
    for path in vault.glob("general.db*"):
        path.unlink()
    noise = b"\x5a" * 9000
    (vault / "general.db").write_bytes(noise)
    lock = running.start()
    lock.passphrase.setText(PASSPHRASE)
    lock.unlock()
    running.qtbot.waitUntil(lambda: lock.note() is not None)
    note = lock.note()
    assert note is not None
    assert "Your passphrase is right, but part of the vault is damaged" in note.accessibleName()
    assert note.button is not None
    note.button.click()
    screen = restore_screen(running)
    until_idle(running, screen)
    assert len(screen.rows.buttons()) == 1
    screen.rows.buttons()[0].click()
    screen.secret.passphrase.setText(PASSPHRASE)
    screen.go_on()
    until_idle(running, screen)
    screen.go_on()
    until_idle(running, screen)
    assert screen.page == DONE
    screen.go_on()
    running.qtbot.waitUntil(lambda: running.app.opened is not None)
    assert (vault / "general.db").read_bytes() == noise
    assert running.settings.last_vault_folder == vault.with_name("Practice partnership.vault")


def test_a_forgotten_passphrase_is_set_anew_after_the_recovery_key(
    start: Callable[[], Running], stick: Path, vault: Path, tmp_path: Path
) -> None:
    running = start()
    with unlock(vault, PASSPHRASE, clock=running.clock, state=tmp_path / "state") as opened:
        key = opened.new_recovery_key()
        back_up(opened, stick)
    running.app.start(vault, LockReason.NONE)
    lock = running.app.window.centralWidget()
    assert isinstance(lock, LockScreen)
    lock.restore.click()
    screen = restore_screen(running)
    until_idle(running, screen)
    screen.look(stick)
    until_idle(running, screen)
    screen.rows.buttons()[0].click()
    screen.secret.change()
    for box, group in zip(screen.secret.boxes.boxes, key.split("-"), strict=True):
        box.setText(group)
    screen.go_on()
    until_idle(running, screen)
    assert screen.page == PLACE
    screen.go_on()
    until_idle(running, screen)
    screen.go_on()
    running.qtbot.waitUntil(lambda: isinstance(running.app.window.centralWidget(), RecoveryScreen))
    again = running.app.window.centralWidget()
    assert isinstance(again, RecoveryScreen)
    assert "Choose a passphrase for the restored vault." in again.lead.text()
    running.app.entry.leave()


def test_a_backup_damaged_since_is_said_to_be_before_anything_is_made(
    start: Callable[[], Running], stick: Path, tmp_path: Path
) -> None:
    (made,) = generations(stick)
    data = bytearray((made / "staff.db").read_bytes())
    data[5000] ^= 1
    (made / "staff.db").write_bytes(bytes(data))
    running = start()
    running.app.start(None, LockReason.NONE)
    running.app.entry.restore()
    screen = restore_screen(running)
    screen.look(stick)
    until_idle(running, screen)
    screen.rows.buttons()[0].click()
    screen.secret.passphrase.setText(PASSPHRASE)
    screen.go_on()
    until_idle(running, screen)
    assert screen.page == BACKUP
    note = screen.note()
    assert note is not None
    assert "staff.db was changed or damaged" in note.accessibleName()
    assert "Choose another backup." in note.accessibleName()


def test_a_backup_of_an_altered_audit_says_so_and_an_unaltered_one_does_not(
    vault: Path, tmp_path: Path, clock: SetClock
) -> None:
    def check(name: str) -> tuple[str, ...]:
        with unlock(vault, PASSPHRASE, clock=clock) as opened:
            made = backup.make(opened, tmp_path / name).folder
            task = InTask(lambda _told: None, lambda: False)
            return restoring.check(made, opened.keys, task).altered

    place = Compartment.GENERAL
    with (
        unlock(vault, PASSPHRASE, clock=clock) as opened,
        closing(open_database(opened.paths[place], opened.keys.key(place))) as connection,
    ):
        entry = audit.AuditEntry(clock.now(), "slot", "list-exported")
        audit.append_many(connection, opened.keys.audit_key(place), [entry])
    assert check("before") == ()
    with (
        unlock(vault, PASSPHRASE, clock=clock) as opened,
        closing(open_database(opened.paths[place], opened.keys.key(place))) as connection,
    ):
        connection.execute("DROP TRIGGER audit_is_never_changed")
        connection.execute("UPDATE audit SET slot_id = 'somebody' WHERE seq = 1")
    assert check("after")


def test_wrong_tries_at_a_backup_make_the_next_one_wait(
    start: Callable[[], Running], stick: Path, tmp_path: Path
) -> None:
    clock = start().clock
    (made,) = generations(stick)
    way = restoring.way_of("wrong", recovery=False)
    for _ in range(2):
        with pytest.raises(WrongPassphrase, match="does not open this backup") as told:
            restoring.open_backup(made, way, clock, tmp_path / "state")
        assert "recovery key of that day" in told.value.next_step
    with pytest.raises(MustWait):
        restoring.open_backup(made, way, clock, tmp_path / "state")


def test_a_backup_of_a_newer_program_says_so_at_its_header(
    start: Callable[[], Running], stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made,) = generations(stick)

    def newer(_folder: Path) -> None:
        raise VaultTooNew("newer")

    monkeypatch.setattr(header, "read", newer)
    with pytest.raises(VaultTooNew, match="made by a newer Coordinator") as told:
        restoring.open_backup(
            made, restoring.way_of(PASSPHRASE, recovery=False), start().clock, tmp_path / "state"
        )
    assert "Install the newest Coordinator" in told.value.next_step


def test_a_restore_that_is_stopped_leaves_nothing_and_the_next_one_succeeds(
    start: Callable[[], Running], stick: Path, tmp_path: Path
) -> None:
    running = start()
    running.app.start(None, LockReason.NONE)
    running.app.entry.restore()
    screen = restore_screen(running)
    new = tmp_path / "new"
    new.mkdir()
    to_the_place(running, screen, stick, new)
    screen.go_on()
    screen.stop()
    until_idle(running, screen)
    note = screen.note()
    assert note is not None
    assert "Nothing was changed" in note.accessibleName()
    screen.go_on()
    until_idle(running, screen)
    assert screen.page == DONE
    assert [path.name for path in new.iterdir()] == ["Practice partnership.vault"]


def test_the_door_says_when_a_vault_was_last_written(
    start: Callable[[], Running], vault: Path, tmp_path: Path
) -> None:
    door = start().app._make_door()
    assert isinstance(door, StoreDoor)
    assert door.last_written(vault) is not None
    assert door.last_written(tmp_path / "none") is None
    assert door.kinds()["pupil"] == "Pupils"
