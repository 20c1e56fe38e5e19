"""Stretches of a list's second line stand out, also where the line is folded or cut."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from coordinator_app.ui import theme
from coordinator_app.ui.list_delegate import _parts
from coordinator_app.ui.lists import Row, TwoLineList

TEXT = "He was late for the workshop, and late again on the way home because of the bus."


def shown(qtbot: QtBot, marks: tuple[tuple[int, int], ...], *, folds: bool) -> QImage:
    made = TwoLineList("Found")
    qtbot.addWidget(made)
    made.resize(420, 200)
    made.wrap_chips(folds)
    made.show_rows([Row("one", "Entry", TEXT, "user", marks=marks)])
    made.show()
    return made.grab().toImage()


def pixels(picture: QImage, token: str) -> int:
    wanted = theme.current().colour(token).rgb()
    return sum(picture.pixel(x, y) == wanted for x in range(picture.width()) for y in range(picture.height()))


@pytest.mark.parametrize("folds", [False, True])
def test_what_is_marked_has_a_ground_of_its_own(qtbot: QtBot, *, folds: bool) -> None:
    last = TEXT.index("bus")
    marks = ((7, 11), (34, 38), (last, last + 3))
    assert pixels(shown(qtbot, (), folds=folds), "soon-bg") == 0
    few, all_of_them = shown(qtbot, marks[:1], folds=folds), shown(qtbot, marks, folds=folds)
    assert 0 < pixels(few, "soon-bg") < pixels(all_of_them, "soon-bg")


def test_marks_outside_the_text_or_over_each_other_break_nothing() -> None:
    assert list(_parts("late", ((-3, 2), (1, 3), (9, 12)))) == [
        ("", False), ("la", True), ("", False), ("t", True), ("e", False),
    ]  # fmt: skip
