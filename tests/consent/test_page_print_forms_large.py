"""At twice the text size the print screen still shows the act that it is for."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from coordinator_app.ui import theme
from tests.consent.printing_page import opened
from tests.referrals.page_desk import Desk
from tests.vaults import House


def test_print_is_in_sight_at_twice_the_text_size(
    qtbot: QtBot, at_desk: Desk, referred: House, look: theme.Theme
) -> None:
    look.change(scale=2.0)
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    page.setMinimumSize(1, 1)
    page.resize(1166, 660)
    qtbot.waitUntil(lambda: page.split.is_drawer)
    printing = page.options.printing
    assert page.options.isHidden(), "the options are a closed drawer"
    assert printing.isVisible()
    assert page.rect().contains(printing.mapTo(page, QPoint(0, 0)))
    assert page.rect().contains(printing.mapTo(page, printing.rect().bottomRight()))
    assert printing.text() == "Print 3 forms"
