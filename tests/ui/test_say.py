"""Undo from the strip: a long one says once that it is under way, and a lock stops it whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.core.changes import ChangeSet
from coordinator_app.core.errors import Cancelled
from coordinator_app.jobs.jobs import InTask, Progress
from coordinator_app.ui.say import WindowSay
from coordinator_app.ui.toasts import Toasts


class LongSession:
    """A session whose undo goes through five hundred records."""

    def undo(self, _change_id: str, tell: Callable[[int, int], None]) -> ChangeSet:
        for done in (100, 200, 300):
            tell(done, 500)
        return ChangeSet("back", "general")


class AtOnce:
    """Does a long write at once; `stopped` as after a lock."""

    def __init__(self) -> None:
        self.stopped = False

    def long_write(
        self,
        work: Callable[[Any, InTask], ChangeSet],
        *,
        done: Callable[[ChangeSet], None],
        failed: Callable[[Exception], None],
        progress: Callable[[Progress], None],
    ) -> None:
        try:
            made = work(LongSession(), InTask(progress, lambda: self.stopped))
        except Cancelled as error:
            failed(error)
        else:
            done(made)


@pytest.fixture
def jobs() -> AtOnce:
    return AtOnce()


@pytest.fixture
def toasts(qtbot: QtBot) -> Toasts:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 400)
    host.show()
    return Toasts(host)


def test_a_long_undo_is_said_once_while_it_is_under_way_and_then_done(
    toasts: Toasts, jobs: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints: list[str] = []
    monkeypatch.setattr(toasts, "hint", hints.append)
    say = WindowSay(toasts, jobs)  # type: ignore[arg-type]  # what it needs of them
    say.undo("change")
    assert hints == ["One moment: many records are being taken back."]
    assert toasts.showing().startswith("Undone")
    say.redo()
    assert toasts.showing().startswith("Done again")


def test_a_lock_stops_a_long_undo_and_nothing_is_said_to_be_undone(toasts: Toasts, jobs: AtOnce) -> None:
    jobs.stopped = True
    say = WindowSay(toasts, jobs)  # type: ignore[arg-type]  # what it needs of them
    say.undo("change")
    assert not toasts.showing().startswith("Undone")
