"""Answers in the order of the questions: two readers answer in any order, and an older answer must not come last."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from coordinator_app.ui.bridge import guarded

Heard = Callable[[Any], object]


@dataclass(slots=True, eq=False)
class _Turn:
    """One question; `answers` holds what is to be told once everything asked before was told."""

    answers: list[Callable[[], object]] = field(default_factory=list)


class InTurn:
    """The questions of one receiver (a page, a tab): nothing is told once it has gone."""

    def __init__(self, receiver: QObject) -> None:
        self._receiver = receiver
        self._turns: deque[_Turn] = deque()

    def ask(self, done: Heard, failed: Heard) -> tuple[Callable[[Any], None], Callable[[Any], None]]:
        """Both callbacks of a reading, told only after those of every reading asked for before."""
        turn = _Turn()
        self._turns.append(turn)
        came, not_come = partial(self._answered, turn, done), partial(self._answered, turn, failed)
        return guarded(self._receiver, came), guarded(self._receiver, not_come)

    def forget(self) -> None:
        """Another record is shown: what was asked before is told to nobody and holds nobody up."""
        self._turns.clear()

    def _answered(self, turn: _Turn, tell: Heard, answer: object) -> None:
        turn.answers.append(partial(tell, answer))
        while self._turns and self._turns[0].answers:
            ready = self._turns.popleft().answers
            for say in ready:
                say()
