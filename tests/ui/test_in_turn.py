"""Answers come in the order of the questions, whichever reader is the quicker."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from coordinator_app.ui.in_turn import InTurn


@pytest.fixture
def heard() -> list[str]:
    return []


def test_a_quick_answer_waits_for_the_slow_one_before_it(heard: list[str]) -> None:
    receiver = QObject()
    turns = InTurn(receiver)
    first, _ = turns.ask(heard.append, heard.append)
    second, _ = turns.ask(heard.append, heard.append)
    second("after the change")
    assert heard == []
    first("before the change")
    assert heard == ["before the change", "after the change"]


def test_a_failure_takes_its_turn_and_holds_nobody_up(heard: list[str]) -> None:
    receiver = QObject()
    turns = InTurn(receiver)
    _, failed = turns.ask(heard.append, lambda error: heard.append(f"failed: {error}"))
    second, _ = turns.ask(heard.append, heard.append)
    second("two")
    failed("no file")
    assert heard == ["failed: no file", "two"]


def test_an_answer_that_breaks_leaves_the_rest_their_turns(heard: list[str]) -> None:
    receiver = QObject()
    turns = InTurn(receiver)

    def broken(_answer: str) -> None:
        raise ValueError("broken")

    first, _ = turns.ask(broken, heard.append)
    second, _ = turns.ask(heard.append, heard.append)
    with pytest.raises(ValueError, match="broken"):
        first("one")
    second("two")
    assert heard == ["two"]


def test_what_was_asked_of_another_record_is_forgotten(heard: list[str]) -> None:
    receiver = QObject()
    turns = InTurn(receiver)
    old, _ = turns.ask(heard.append, heard.append)
    turns.forget()
    new, _ = turns.ask(heard.append, heard.append)
    new("new")
    old("old")
    assert heard == ["new"]
