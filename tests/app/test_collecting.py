import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coordinator_app.app.collecting import Collector


@pytest.fixture
def owner() -> Iterator[QObject]:
    was = gc.isenabled()
    made = QObject()
    yield made
    made.deleteLater()
    if was:
        gc.enable()


class Ring:
    """Garbage that only a collector frees."""

    freed = 0

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        Ring.freed += 1


def test_python_collects_by_itself_no_more_and_the_window_does(owner: QObject, qtbot: QtBot) -> None:
    collector = Collector(owner)
    assert not gc.isenabled()
    gc.collect()
    before = Ring.freed
    Ring()
    kept = [[] for _ in range(gc.get_threshold()[0] + 100)]
    assert Ring.freed == before
    collector.look()
    assert Ring.freed == before + 1
    assert kept


def test_nothing_is_collected_before_it_is_due(owner: QObject) -> None:
    collector = Collector(owner)
    gc.collect()
    before = Ring.freed
    Ring()
    collector.look()
    assert Ring.freed == before


def test_code_that_is_loaded_is_not_gone_through_again(owner: QObject) -> None:
    collector = Collector(owner)
    gc.collect()
    before = len(gc.get_objects())
    try:
        collector.set_aside()
        assert len(gc.get_objects()) < before / 10
        freed = Ring.freed
        Ring()
        gc.collect()
        assert Ring.freed == freed + 1, "what comes after is collected"
    finally:
        gc.unfreeze()


def test_all_is_gone_through_again_only_when_much_has_come_or_long_after(
    owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The names of a large vault are many, old and no garbage: to go through them every minute would stop the window."""
    collector, count, there, done = Collector(owner), (701, 11, 11), 1_000, list[int]()
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(gc, "get_count", lambda: count)
    monkeypatch.setattr(gc, "get_objects", lambda **_which: [None] * there)
    monkeypatch.setattr(gc, "collect", done.append)
    collector.look()
    assert done == [2], "the first"
    there = 1_250
    collector.look()
    assert done == [2, 1], "no more than a quarter has come"
    count = (701, 10, 11)
    collector.look()
    assert done == [2, 1, 0], "it is considered where the younger are due too"
    count, there = (701, 11, 11), 1_251
    collector.look()
    assert done == [2, 1, 0, 2]
    count = (701, 11, 51)
    collector.look()
    assert done == [2, 1, 0, 2, 2], "at the latest now"
    count = (700, 10, 10)
    collector.look()
    assert done == [2, 1, 0, 2, 2]
