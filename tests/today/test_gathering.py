"""Today shows what is there after a moment, all of it at the end, and never rests on one capability that fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coordinator_app.today.actions import Part
from coordinator_app.today.model import DueItem
from coordinator_app.today.page import gathering
from coordinator_app.today.page.gathering import Gathering

HOOKS = (("quick", "quick:due"), ("slow", "slow:due"))
ITEM = DueItem("one", "Progress review", "", "user", "review")


class Slowly:
    """Jobs that answer when told to: the first asked is the minutes, then each hook."""

    def __init__(self) -> None:
        self.asked: list[tuple[Callable[[Any], None], Callable[[Exception], None]]] = []

    def read(self, _work: object, *, done: Any, failed: Any) -> None:
        self.asked.append((done, failed))

    def answer(self, place: int, what: object) -> None:
        self.asked[place][0](what)


@pytest.fixture
def told() -> list[object]:
    return []


def gathered(told: list[object], troubles: list[object] | None = None) -> tuple[Gathering, Slowly, QObject]:
    jobs, owner = Slowly(), QObject()
    heard = [] if troubles is None else troubles
    made = Gathering(jobs, HOOKS, lambda: told.append(made.parts), heard.append, owner)  # type: ignore[arg-type]  # jobs that only read
    return made, jobs, owner


def test_what_is_there_after_a_moment_is_shown_and_the_rest_when_it_comes(
    qtbot: QtBot, told: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "_SOON", 0)
    made, jobs, owner = gathered(told)
    made.read()
    jobs.answer(1, Part("quick", (ITEM,)))
    assert told == [], "at once only when all is there"
    qtbot.waitUntil(lambda: len(told) == 1)
    assert told == [(Part("quick", (ITEM,)),)]
    assert made.missing
    jobs.answer(0, 7)
    jobs.answer(2, Part("slow", ()))
    assert told[1:] == [(Part("quick", (ITEM,)), Part("slow", ()))]
    assert not made.missing
    assert made.minutes == 7
    assert owner is not None


def test_one_that_fails_leaves_the_others_and_is_named(qtbot: QtBot, told: list[object]) -> None:
    troubles: list[object] = []
    made, jobs, owner = gathered(told, troubles)
    made.read()
    jobs.answer(0, 7)
    jobs.answer(1, Part("quick", (ITEM,)))
    jobs.asked[2][1](KeyError("a bug"))
    assert made.parts == (Part("quick", (ITEM,)), Part("slow", None))
    assert len(troubles) == len(told) == 1
    assert owner is not None


def test_changes_during_a_reading_are_read_once_more_not_each(qtbot: QtBot, told: list[object]) -> None:
    made, jobs, owner = gathered(told)
    for _ in range(5):
        made.read()
    assert len(jobs.asked) == 3
    jobs.answer(0, 7)
    for place, name in ((1, "quick"), (2, "slow")):
        jobs.answer(place, Part(name, ()))
    assert len(jobs.asked) == 6
    assert owner is not None
