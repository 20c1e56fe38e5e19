from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import BackupFailed
from coordinator_app.core.kept_backups import Where
from coordinator_app.store import backup, ballast, places
from coordinator_app.ui.idle_lock import LockReason
from tests.app.conftest import Running


def made(running: Running) -> int:
    assert running.vault is not None
    return len(backup.generations(running.vault / backup.LOCAL))


def look(running: Running, qtbot: QtBot) -> None:
    keeper = running.opened.auto_backup
    keeper._idle_seconds = lambda: 600.0
    keeper.look()
    qtbot.waitUntil(lambda: keeper._job is None)


def test_a_backup_is_made_when_it_is_due_and_nobody_types(running: Running, qtbot: QtBot) -> None:
    look(running, qtbot)
    assert made(running) == 1
    qtbot.waitUntil(lambda: running.opened.shell.header.backup.words == "Backed up 9am")
    look(running, qtbot)
    assert made(running) == 1


def test_nothing_is_copied_while_somebody_types(running: Running) -> None:
    running.opened.auto_backup.look()
    assert running.opened.auto_backup._job is None
    assert made(running) == 0


def test_nothing_is_copied_while_a_pack_is_built(running: Running, qtbot: QtBot) -> None:
    work = running.opened.services.under_way.begin("A pack is being built", "Lock now and stop building")
    look(running, qtbot)
    assert made(running) == 0
    work.end()
    look(running, qtbot)
    assert made(running) == 1


def test_a_backup_that_fails_is_told_once(
    running: Running, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise BackupFailed("The backup could not be written because the drive is full.")

    monkeypatch.setattr(backup, "back_up", fail)
    look(running, qtbot)
    assert "because the drive is full" in running.opened.shell.trouble_words()
    running.opened.shell.clear_trouble()
    look(running, qtbot)
    assert running.opened.shell.trouble_words() == ""


def test_a_clock_put_back_is_told_until_a_backup_of_today_is_made(running: Running, qtbot: QtBot) -> None:
    state, day = running.opened.shell.header.backup, running.clock.at
    running.clock.at = day + timedelta(days=90)
    look(running, qtbot)
    qtbot.waitUntil(lambda: state.words == "Backed up 9am")
    running.clock.at = day
    running.opened.tell_backup()
    qtbot.waitUntil(lambda: state.words == "Check the laptop's clock")
    assert "22 February 2027, 9am, which is still to come" in state.toolTip()
    look(running, qtbot)
    assert made(running) == 2
    qtbot.waitUntil(lambda: state.words == "Backed up 9am")


def test_what_is_kept_aside_for_a_full_disk_is_put_back(
    running: Running, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert running.vault is not None
    looked: list[Path] = []
    monkeypatch.setattr(ballast, "ensure", looked.append)
    look(running, qtbot)
    assert looked == []  # a practice vault keeps nothing aside
    vault = running.opened._vault
    vault.header = replace(vault.header, practice=False)
    look(running, qtbot)
    assert looked == [running.vault]


def test_a_backup_on_another_drive_is_told_in_the_header_and_after_the_next_unlock(
    start: Callable[[], Running], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    probes = places.Probes(mounts=list, device=lambda path: 2 if path.is_relative_to(stick) else 1)
    monkeypatch.setattr(places, "Probes", lambda: probes)
    running = start()
    running.unlock()
    assert running.opened.shell.header.backup.words in {"", "Not backed up yet"}
    services = running.opened.services
    job = services.jobs.task(lambda task: services.keeper.back_up(stick, task))
    qtbot.waitUntil(lambda: running.opened.shell.header.backup.words == "Backed up 9am")
    assert job.result() is Where.DRIVE
    assert made(running) == 0
    running.opened.window.lock(LockReason.ASKED)
    again = start()
    again.unlock()
    qtbot.waitUntil(lambda: again.opened.shell.header.backup.words == "Backed up 9am")
    assert "off this disk was made on 24 November 2026" in again.opened.shell.header.backup.toolTip()
