"""Answers the box that asks one question over a page, as its user does."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from coordinator_app.ui.reason_box import ReasonBox


def give_reason(box: QDialog, words: str) -> None:
    """Type the words and press its button."""
    assert isinstance(box, ReasonBox)
    box.form.row("words").input.set_value(words)
    box.act.click()
