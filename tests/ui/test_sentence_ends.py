"""What somebody typed may end with a full stop: the sentence that it stands in ends once all the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.sharing.page import GivenRow
from coordinator_app.sharing.view import Given
from coordinator_app.ui.answer_time import _row
from tests.ui.conftest import pytest_itemcollected

__all__ = ["pytest_itemcollected"]


@dataclass(frozen=True)
class Question:
    question: str = "Which entry do you mean?"
    reason: str = "There are three."
    asked_on: date | None = date(2026, 11, 10)
    chased_on: date | None = None
    answered_on: date | None = date(2026, 11, 12)
    answer: str = "The one of May."


def test_a_question_and_its_answer() -> None:
    assert _row(Question()).second == (
        "Asked on 10 November 2026. There are three. Answered on 12 November 2026: The one of May."
    )


def test_a_line_of_what_was_shared(qtbot: QtBot) -> None:
    given = Given(
        "g", "Kingfisher Workshop", "Provider", "3 May", "2 records", "They asked for it.", "By hand", 2
    )
    row = GivenRow(given)
    qtbot.addWidget(row)
    said = [row.accessibleName(), *(one.text() for one in row.findChildren(QLabel))]
    assert not [one for one in said if ".." in one]
    assert any("They asked for it. By hand" in one for one in said)
