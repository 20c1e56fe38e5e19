"""What is asked of a parent or carer with the referral: nothing that is needed is called optional."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.core.clock import SetClock
from coordinator_app.referrals.page.carer_questions import CarerQuestions


def test_how_it_was_seen_is_not_called_optional_as_a_yes_needs_it(qtbot: QtBot) -> None:
    made = CarerQuestions(SetClock())
    qtbot.addWidget(made)
    row = made.row("evidence")
    said = [one.text() for one in row.findChildren(QLabel)]
    assert "How was this seen?" in said
    assert not [words for words in said if "optional" in words]
    assert "Needed if they have it." in said
