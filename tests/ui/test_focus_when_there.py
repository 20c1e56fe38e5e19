from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui.focus_when_there import FocusWhenThere


class Late(QWidget):
    """A page whose question can be answered only once its facts have come."""

    def __init__(self) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        self.question, self.other = QLineEdit(), QLineEdit()
        lines.addWidget(self.question)
        lines.addWidget(self.other)
        self.question.setEnabled(False)
        self.focus = FocusWhenThere(self, self.question.setFocus)

    def come(self) -> None:
        self.question.setEnabled(True)
        self.focus.came()


@pytest.fixture
def page(qtbot: QtBot) -> Late:
    made = Late()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_a_question_that_comes_late_gets_the_focus_when_it_comes(page: Late) -> None:
    page.focus.ask(ready=False)
    page.come()
    assert page.question.hasFocus()


def test_whoever_types_elsewhere_by_then_is_left_there(page: Late) -> None:
    page.focus.ask(ready=False)
    page.other.setFocus()
    page.come()
    assert page.other.hasFocus()


def test_a_page_that_was_read_again_moves_nobody(page: Late) -> None:
    page.focus.ask(ready=False)
    page.come()
    page.setFocus()
    page.come()
    assert page.hasFocus()
