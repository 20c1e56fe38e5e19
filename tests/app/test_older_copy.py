"""An older copy of the vault that was put back on purpose is asked about until somebody goes on with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.core.clock import SetClock
from coordinator_app.store.vault import unlock
from coordinator_app.ui.dialogs import AskDialog
from tests.app.conftest import PASSPHRASE, Running


def put_back(vault: Path, clock: SetClock, state: Path) -> None:
    """Open it, keep its files, open it again twice, and put the first ones back."""
    unlock(vault, PASSPHRASE, clock=clock, state=state).close()
    older = {path: path.read_bytes() for path in vault.iterdir() if path.is_file()}
    for _ in range(2):
        unlock(vault, PASSPHRASE, clock=clock, state=state).close()
    for path, content in older.items():
        path.write_bytes(content)


def question() -> AskDialog | None:
    boxes = (box for box in QApplication.topLevelWidgets() if isinstance(box, AskDialog) and box.isVisible())
    asked = (box for box in boxes if any("older copy" in one.text() for one in box.findChildren(QLabel)))
    return next(asked, None)


@pytest.mark.parametrize("goes_on", [True, False])
def test_whoever_goes_on_with_an_older_copy_is_not_asked_again(
    start: Callable[[], Running], vault: Path, clock: SetClock, tmp_path: Path, qtbot: QtBot, goes_on: bool
) -> None:
    put_back(vault, clock, tmp_path / "state")
    running = start()
    running.unlock()
    qtbot.waitUntil(lambda: question() is not None)
    box = question()
    assert box is not None
    if goes_on:
        box.accept()
    else:
        box.reject()
    running.app.jobs.write(lambda _session: None).result()  # the writer works in order
    assert (running.opened._vault.warning is None) is goes_on
