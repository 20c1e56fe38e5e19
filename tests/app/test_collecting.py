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
