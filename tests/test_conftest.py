"""What one test leaves on the screen is gone before the next."""

from __future__ import annotations

import inspect
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.conftest import HOME, LONGEST, PATIENCE, _turn, clear_the_screen


def test_a_window_left_open_is_deleted_with_all_in_it_and_the_clipboard_is_empty(
    qapp: QApplication,
) -> None:
    window = QWidget()
    inside = QLabel("left behind", window)
    window.show()
    qapp.clipboard().setText("left behind")
    clear_the_screen()
    assert not isValid(window)
    assert not isValid(inside)
    assert qapp.clipboard().text() == ""


def test_without_clearing_a_window_left_open_would_stay(qapp: QApplication) -> None:
    window = QWidget()
    window.show()
    qapp.processEvents()
    assert window in qapp.topLevelWidgets()


def test_a_test_without_a_window_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QApplication, "instance", lambda: None)
    clear_the_screen()


def test_a_wait_without_a_limit_of_its_own_is_patient() -> None:
    limit = inspect.signature(QtBot.waitUntil).parameters["timeout"].default
    assert limit == PATIENCE


def test_examples_are_the_same_in_every_run_and_a_slow_one_fails_nothing() -> None:
    assert settings.default is not None
    assert settings.default.derandomize
    assert settings.default.deadline is None


def test_what_takes_longest_begins_first(request: pytest.FixtureRequest) -> None:
    assert all((HOME / one).is_dir() for one in LONGEST)
    turns = [_turn(one.path) for one in request.session.items]
    assert turns == sorted(turns)
    assert (
        _turn(HOME / "journeys" / "test_j9_pack.py")
        < _turn(HOME / "pdf" / "test_redact.py")
        < _turn(HOME / "a.py")
    )
