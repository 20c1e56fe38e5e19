"""Dialogs that show nothing: they write down what was asked and answer as the test said beforehand."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog

from coordinator_app.core.errors import Trouble
from coordinator_app.ui.dialogs import AskText, Confirm, Then

YES, NO = True, False


class RecordingDialogs:
    """`answers` are taken in order: True or False for a question, a text, a Path or a list of them, None to cancel.

    `asked` holds (kind, title) in order; `shown` the dialogs given to `show`. A question without an answer fails.
    """

    def __init__(self, *answers: Any) -> None:
        self.answers: deque[Any] = deque(answers)
        self.asked: list[tuple[str, str]] = []
        self.questions: list[object] = []
        self.shown: list[QDialog] = []

    def will_answer(self, *answers: Any) -> None:
        self.answers.extend(answers)

    def confirm(self, question: Confirm, then: Then, otherwise: Then | None = None) -> None:
        self.questions.append(question)
        self._decide("confirm", question.title, then, otherwise)

    def ask(self, title: str, text: str, act: str, then: Then, otherwise: Then | None = None) -> None:
        self.questions.append((title, text, act))
        self._decide("ask", title, then, otherwise)

    def tell(self, title: str, text: str, then: Then | None = None) -> None:
        self.asked.append(("tell", title))
        self.questions.append((title, text))
        if then is not None:
            then()

    def trouble(self, trouble: Trouble) -> None:
        self.asked.append(("trouble", trouble.code))
        self.questions.append(trouble)

    def ask_text(self, question: AskText, then: Callable[[str], None], otherwise: Then | None = None) -> None:
        self.questions.append(question)
        self._give("ask_text", question.title, then, otherwise)

    def choose_file(self, title: str, kinds: str, then: Callable[[Path], None]) -> None:
        self._give("choose_file", title, then)

    def choose_files(self, title: str, kinds: str, then: Callable[[list[Path]], None]) -> None:
        self._give("choose_files", title, then)

    def choose_folder(self, title: str, then: Callable[[Path], None]) -> None:
        self._give("choose_folder", title, then)

    def save_file(self, title: str, name: str, kinds: str, then: Callable[[Path], None]) -> None:
        self.questions.append(name)
        self._give("save_file", title, then)

    def show(self, dialog: QDialog, then: Callable[[int], None] | None = None) -> None:
        self.asked.append(("show", type(dialog).__name__))
        self.shown.append(dialog)

    def _decide(self, kind: str, title: str, then: Then, otherwise: Then | None) -> None:
        self.asked.append((kind, title))
        if self._next(title):
            then()
        elif otherwise is not None:
            otherwise()

    def _give(
        self, kind: str, title: str, then: Callable[[Any], None], otherwise: Then | None = None
    ) -> None:
        self.asked.append((kind, title))
        answer = self._next(title)
        if answer is not None:
            then(answer)
        elif otherwise is not None:
            otherwise()

    def _next(self, title: str) -> Any:
        assert self.answers, f"nothing was prepared to answer: {title}"
        return self.answers.popleft()
