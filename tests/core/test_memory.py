"""Memory that was freed goes back to the system, where the system has a way to take it."""

from __future__ import annotations

import ctypes
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from coordinator_app.core import memory


def asked(monkeypatch: pytest.MonkeyPatch, platform: str, library: Any) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: library)
    memory.give_back()


def test_linux_is_asked_to_take_back_all_that_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    asked(monkeypatch, "linux", SimpleNamespace(malloc_trim=told.append))
    assert told == [0]


def test_where_there_is_no_way_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked(monkeypatch, "linux", SimpleNamespace())
    asked(monkeypatch, "win32", None)
