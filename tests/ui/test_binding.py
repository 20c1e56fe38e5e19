"""The binding keeps its reference counts: PySide6 6.12.0 on Python 3.11 lost them and aborted."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

EMITS = 5_000


class _Bell(QObject):
    rang = Signal(bool)
    heard = Signal(object)


def lost_references(value: object, ring: Callable[[], object]) -> int:
    """How many references to `value` are gone after 5,000 emits."""
    before = sys.getrefcount(value)
    for _ in range(EMITS):
        ring()
    return before - sys.getrefcount(value)


def test_five_thousand_emits_lose_no_reference_to_true(qapp: QCoreApplication) -> None:
    bell = _Bell()
    bell.rang.connect(lambda _on: None)
    assert lost_references(True, lambda: bell.rang.emit(True)) < 50


def test_five_thousand_rounds_of_the_event_loop_lose_no_reference_to_none(qapp: QCoreApplication) -> None:
    bell = _Bell()
    bell.heard.connect(lambda _value: None)

    def ring() -> None:
        bell.heard.emit(None)
        QCoreApplication.processEvents()

    assert lost_references(None, ring) < 50


def test_the_count_would_notice_a_loss() -> None:
    """A planted fault: a value whose references really go."""
    held = [object()] * (EMITS * 2)
    value = held[0]
    assert lost_references(value, held.pop) >= 50
