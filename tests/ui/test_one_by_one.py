"""The window's own readings take one reader at most, in the order in which they were asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coordinator_app.ui.one_by_one import OneByOne


class Slowly:
    """Jobs that answer when told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, Callable[[Any], None], Callable[[Exception], None]]] = []
        self.troubles: list[Exception] = []
        self.on_trouble = self.troubles.append

    def read_when_quiet(self, work: object, *, done: Any, failed: Any) -> None:
        self.asked.append((work, done, failed))


def test_the_next_is_asked_when_the_one_before_was_told(qtbot: QtBot) -> None:
    jobs, owner, heard = Slowly(), QObject(), list[object]()
    turns = OneByOne(jobs, owner)  # type: ignore[arg-type]  # jobs that only read
    for name in ("pupils", "reviews", "today"):
        turns.read(name, done=heard.append)  # type: ignore[arg-type]  # a name for work
    assert [work for work, _, _ in jobs.asked] == ["pupils"]
    jobs.asked[0][1](1)
    assert heard == [1]
    assert [work for work, _, _ in jobs.asked] == ["pupils", "reviews"]


def test_one_that_fails_or_breaks_holds_nobody_up(qtbot: QtBot) -> None:
    jobs, owner, heard = Slowly(), QObject(), list[object]()
    turns = OneByOne(jobs, owner)  # type: ignore[arg-type]  # jobs that only read

    def broken(_what: object) -> None:
        raise ValueError("broken")

    for done in (heard.append, broken, heard.append):
        turns.read("count", done=done)  # type: ignore[arg-type]  # a name for work
    wrong = KeyError("no")
    jobs.asked[0][2](wrong)
    assert jobs.troubles == [wrong]
    try:
        jobs.asked[1][1](2)
    except ValueError:
        heard.append("broke")
    jobs.asked[2][1](3)
    assert heard == ["broke", 3]
