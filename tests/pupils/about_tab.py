"""The People and details tab in a test, with a passphrase that is typed when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.pupils.page.about import AboutTab
from tests.pupils.screens import Desk
from tests.vaults import House


class Confirmed:
    """The passphrase: typed already (`fresh`), or typed when asked for."""

    def __init__(self, *, fresh: bool) -> None:
        self.fresh, self.asked = fresh, list[str]()

    def __call__(self, then: Callable[[], None], why: str) -> None:
        self.asked.append(why)
        self.fresh = True
        then()


def tab_of(qtbot: QtBot, desk: Desk, pupil_id: str, *, fresh: bool = True) -> AboutTab:
    services = replace(desk.services, confirm=Confirmed(fresh=fresh))
    made = AboutTab(services, pupil_id)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    QApplication.processEvents()
    return made


@pytest.fixture
def tab(qtbot: QtBot, at_desk: Desk, referred: House) -> AboutTab:
    return tab_of(qtbot, at_desk, referred.pupil.id)


def press(widget: Any, name: str) -> None:
    """Press the button that a screen reader calls so."""
    QApplication.processEvents()
    found = [
        one
        for one in widget.findChildren(QAbstractButton)
        if name in (one.accessibleName(), one.text()) and one.isVisibleTo(widget)
    ]
    assert len(found) == 1, (name, [one.accessibleName() for one in widget.findChildren(QAbstractButton)])
    found[0].click()
    QApplication.processEvents()
