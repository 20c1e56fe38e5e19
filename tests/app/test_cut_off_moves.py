from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.core.clock import SetClock
from coordinator_app.core.privacy import Compartment
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.session import Session
from coordinator_app.store.sql import run, value
from coordinator_app.store.vault import unlock
from coordinator_app.ui.dialogs import AskDialog
from tests.app.conftest import PASSPHRASE, Running

STUB = "INSERT INTO stub (record_id, kind, reason, moved_to, at) VALUES ('x', 'request_item', 'moving', 'guarded', '2026-11-24')"


def test_a_move_that_a_kill_cut_off_is_finished_after_the_next_unlock(
    start: Callable[[], Running], vault: Path, clock: SetClock, tmp_path: Path
) -> None:
    opened = unlock(vault, PASSPHRASE, clock=clock, state=tmp_path / "state")
    with opened:
        session = Session(
            opened.paths,
            opened.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=opened.actor,
            publish=lambda _: None,
        )
        run(session.databases.connection(Compartment.GENERAL), STUB)
        session.close()
    running = start()
    running.unlock()
    jobs = running.app.jobs
    waiting = "SELECT count(*) FROM stub WHERE reason = 'moving'"
    # the writer works in order: what is asked now comes after what the unlock began
    left = jobs.write(lambda one: value(one.databases.connection(Compartment.GENERAL), waiting)).result()
    assert left == 0


@pytest.mark.parametrize("cut_off", [True, False])
def test_a_pack_that_was_cut_off_is_told_after_the_next_unlock(
    start: Callable[[], Running], vault: Path, clock: SetClock, tmp_path: Path, qtbot: QtBot, cut_off: bool
) -> None:
    with unlock(vault, PASSPHRASE, clock=clock, state=tmp_path / "state") as opened:
        session = Session(
            opened.paths,
            opened.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=opened.actor,
            publish=lambda _: None,
        )
        with session.write() as work:
            growing = work.growing_blob()
            work.grow_blob(growing, b"the first portion of a pack")
            if not cut_off:
                work.finish_blob(growing)
        session.close()
    running = start()
    running.unlock()

    def told() -> str:
        boxes = running.app.window.findChildren(AskDialog)
        return " ".join(one.text() for box in boxes for one in box.findChildren(QLabel))

    # the writer works in order: what is asked now comes after what the unlock began
    running.app.jobs.write(lambda _session: None).result()
    if not cut_off:
        QApplication.processEvents()
        assert "not finished" not in told()
        return
    qtbot.waitUntil(lambda: "A pack was not finished" in told())
    assert "Nothing of it was sent and nothing of it is left." in told()
    assert "build the pack again" in told()
