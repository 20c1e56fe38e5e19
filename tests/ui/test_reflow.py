"""The layout follows the width of the window divided by the text size."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui.reflow import Reflow, shape_for
from coordinator_app.ui.theme import Theme


@pytest.mark.parametrize(
    ("width", "scale", "shape"),
    [
        (1366, 1, "wide"),
        (1180, 1, "wide"),
        (1179, 1, "rail"),
        (900, 1, "rail"),
        (899, 1, "drawer"),
        (1366, 2, "drawer"),
        (1358, 2, "single"),
    ],
)
def test_effective_width_decides(width: int, scale: float, shape: str) -> None:
    assert shape_for(width, scale) == shape


def test_larger_text_and_smaller_windows_both_change_the_layout(qtbot: QtBot, look: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 700)
    window.show()
    reflow, told = Reflow(window), list[str]()
    reflow.changed.connect(told.append)
    look.change(scale=2.0)
    window.resize(1000, 700)
    window.resize(990, 700)
    assert told == ["drawer", "single"]
    assert reflow.shape == "single"
