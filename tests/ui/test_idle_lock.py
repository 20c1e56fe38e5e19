import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDropEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import awake
from coordinator_app.ui.idle_lock import HIDDEN_SECONDS, SLEEP_GAP_SECONDS, IdleLock, LockReason


def a_key() -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)


def as_it_comes(kind: QEvent.Type) -> QEvent:
    """An event of this kind in the class that Qt makes it of."""
    at, none, left = QPointF(3, 3), Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    if kind in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove}:
        return QMouseEvent(kind, at, at, left, left, none)
    if kind == QEvent.Type.Wheel:
        far = QPoint(0, 120)
        return QWheelEvent(at, at, far, far, left, none, Qt.ScrollPhase.NoScrollPhase, False)
    if kind == QEvent.Type.Drop:
        return QDropEvent(at, Qt.DropAction.CopyAction, QMimeData(), left, none)
    fingers = QPointingDevice.primaryPointingDevice()
    if kind == QEvent.Type.TabletPress:
        return QTabletEvent(kind, fingers, at, at, 0.5, 0, 0, 0, 0, 0, none, left, left)
    made: dict[QEvent.Type, Callable[[], QEvent]] = {
        QEvent.Type.KeyPress: a_key,
        QEvent.Type.TouchBegin: lambda: QTouchEvent(kind, fingers),
        QEvent.Type.InputMethod: QInputMethodEvent,
    }
    return made[kind]()


@dataclass
class Clocks:
    monotonic: float = 1000.0
    wall: float = 5000.0
    awake: float = 700.0

    def go(self, seconds: float) -> None:
        self.sleep(seconds)
        self.awake += seconds

    def sleep(self, seconds: float) -> None:
        self.monotonic += seconds
        self.wall += seconds


class Ears:
    def __init__(self, lock: IdleLock) -> None:
        self.warned: list[int] = []
        self.eased = 0
        self.locked: list[LockReason] = []
        lock.warned.connect(self.warned.append)
        lock.eased.connect(self.ease)
        lock.locked.connect(self.locked.append)

    def ease(self) -> None:
        self.eased += 1


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


def lock_with(clocks: Clocks, minutes: int = 5) -> tuple[IdleLock, Ears]:
    lock = IdleLock(
        minutes=minutes,
        monotonic=lambda: clocks.monotonic,
        wall=lambda: clocks.wall,
        awake=lambda: clocks.awake,
    )
    return lock, Ears(lock)


def pass_time(lock: IdleLock, clocks: Clocks, seconds: int) -> None:
    for _ in range(seconds // 10):
        clocks.go(10)
        lock.tick()


def test_it_warns_a_minute_ahead_and_locks_after_five_minutes(qapp: QApplication, clocks: Clocks) -> None:
    lock, ears = lock_with(clocks)
    pass_time(lock, clocks, 230)
    assert not ears.warned
    pass_time(lock, clocks, 10)
    assert ears.warned == [60]
    pass_time(lock, clocks, 60)
    assert ears.locked == [LockReason.IDLE]


def test_input_takes_the_warning_back(qapp: QApplication, clocks: Clocks) -> None:
    lock, ears = lock_with(clocks)
    pass_time(lock, clocks, 290)
    lock.eventFilter(QObject(), a_key())
    assert ears.eased == 1
    pass_time(lock, clocks, 230)
    assert not ears.locked


@pytest.mark.parametrize("kind", IdleLock._INPUT)
def test_every_kind_of_input_counts_as_qt_hands_it_over(
    qapp: QApplication, clocks: Clocks, kind: QEvent.Type
) -> None:
    lock, ears = lock_with(clocks)
    pass_time(lock, clocks, 290)
    lock.eventFilter(QObject(), as_it_comes(kind))
    assert ears.eased == 1, kind


def test_what_is_no_input_does_not_count(qapp: QApplication, clocks: Clocks) -> None:
    lock, ears = lock_with(clocks)
    pass_time(lock, clocks, 290)
    lock.eventFilter(QObject(), QEvent(QEvent.Type.Paint))
    pass_time(lock, clocks, 10)
    assert ears.locked == [LockReason.IDLE]


def test_input_in_a_real_widget_counts(qtbot: QtBot, qapp: QApplication, clocks: Clocks) -> None:
    lock, ears = lock_with(clocks)
    widget = QWidget()
    qtbot.addWidget(widget)
    qapp.installEventFilter(lock)
    pass_time(lock, clocks, 290)
    qtbot.keyClick(widget, "a")
    qapp.removeEventFilter(lock)
    assert ears.eased == 1


def test_sleep_counts_although_one_clock_stood_still(qapp: QApplication, clocks: Clocks) -> None:
    lock, ears = lock_with(clocks)
    clocks.wall += 3600
    lock.tick()
    assert ears.locked == [LockReason.SLEEP]


def test_sleep_locks_however_short_the_limit_still_is(qapp: QApplication, clocks: Clocks) -> None:
    lock, ears = lock_with(clocks, 15)
    pass_time(lock, clocks, 60)
    clocks.go(1)
    clocks.sleep(SLEEP_GAP_SECONDS + 1)
    lock.tick()
    assert ears.locked == [LockReason.SLEEP]


def test_a_window_that_was_kept_busy_is_not_taken_for_a_laptop_that_slept(
    qapp: QApplication, clocks: Clocks
) -> None:
    lock, ears = lock_with(clocks)
    clocks.go(SLEEP_GAP_SECONDS * 2)
    lock.tick()
    assert not ears.locked
    clocks.sleep(SLEEP_GAP_SECONDS + 1)
    lock.tick()
    assert ears.locked == [LockReason.SLEEP], "what was busy before does not make up for it"


def test_a_window_kept_busy_longer_than_the_limit_locks_as_unused(qapp: QApplication, clocks: Clocks) -> None:
    lock, ears = lock_with(clocks)
    clocks.go(301)
    lock.tick()
    assert ears.locked == [LockReason.IDLE]


def test_the_clocks_of_this_machine_tell_a_busy_second_from_sleep() -> None:
    passed, not_slept, until = awake.passed(), awake.awake(), time.monotonic() + 0.05
    while time.monotonic() < until:
        pass
    both = (awake.passed() - passed, awake.awake() - not_slept)
    assert min(both) > 0.04, "both go on, in seconds"
    assert both[0] - both[1] < SLEEP_GAP_SECONDS


def test_a_wall_clock_set_back_neither_locks_nor_holds_the_lock_up(
    qapp: QApplication, clocks: Clocks
) -> None:
    lock, ears = lock_with(clocks)
    clocks.wall -= 7200
    pass_time(lock, clocks, 290)
    assert not ears.locked
    pass_time(lock, clocks, 10)
    assert ears.locked == [LockReason.IDLE]


def test_a_window_out_of_sight_locks(qapp: QApplication, clocks: Clocks) -> None:
    lock, ears = lock_with(clocks, 15)
    lock.set_hidden(True)
    pass_time(lock, clocks, HIDDEN_SECONDS)
    assert ears.locked == [LockReason.HIDDEN]


def test_a_window_that_came_back_does_not(qapp: QApplication, clocks: Clocks) -> None:
    lock, ears = lock_with(clocks, 15)
    lock.set_hidden(True)
    pass_time(lock, clocks, 60)
    lock.set_hidden(False)
    pass_time(lock, clocks, 300)
    assert not ears.locked


@pytest.mark.parametrize(("asked", "minutes"), [(0, 1), (1, 1), (15, 15), (600, 15)])
def test_the_limit_stays_between_one_and_fifteen_minutes(
    qapp: QApplication, clocks: Clocks, asked: int, minutes: int
) -> None:
    lock, ears = lock_with(clocks, asked)
    pass_time(lock, clocks, minutes * 60 - 10)
    assert not ears.locked
    pass_time(lock, clocks, 10)
    assert ears.locked == [LockReason.IDLE]


def test_it_locks_once_only(qapp: QApplication, clocks: Clocks) -> None:
    lock, ears = lock_with(clocks)
    lock.lock(LockReason.ASKED)
    lock.lock(LockReason.IDLE)
    assert ears.locked == [LockReason.ASKED]


def test_every_reason_has_words_and_anything_else_is_no_reason() -> None:
    assert all(reason.words for reason in LockReason if reason is not LockReason.NONE)
    assert LockReason.read("demo") is LockReason.NONE
    assert LockReason.read("sleep") is LockReason.SLEEP
