"""Every widget of the kit can be drawn on one sheet, light, dark and at 200 %."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.ui.theme import Theme
from tests.ui.gallery import build


def test_sheet_is_drawn_in_every_look(qtbot: QtBot, look: Theme) -> None:
    sheet = build()
    qtbot.addWidget(sheet)
    sheet.show()
    for mode, scale in (("light", 1.0), ("dark", 1.0), ("light", 2.0)):
        look.change(mode=mode, scale=scale)
        image = sheet.grab().toImage()
        assert image.pixelColor(2, 2).name() == look.colour("window").name()


def test_everything_on_the_sheet_is_plain_text_and_has_a_name(qtbot: QtBot) -> None:
    sheet = build()
    qtbot.addWidget(sheet)
    assert [
        one.text()
        for one in sheet.findChildren(QLabel)
        if one.text() and one.textFormat() != Qt.TextFormat.PlainText
    ] == []
    own = [
        one
        for one in sheet.findChildren(QAbstractButton)
        if type(one).__module__.startswith("coordinator_app")
    ]
    assert [type(one).__name__ for one in own if not one.accessibleName()] == []
    views = [
        one
        for one in sheet.findChildren(QAbstractItemView)
        if type(one).__module__.startswith("coordinator_app")
    ]
    assert [type(one).__name__ for one in views if not one.accessibleName()] == []
