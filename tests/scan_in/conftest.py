from __future__ import annotations

import random

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.core import ids
from coordinator_app.scan_in.page.tray import ScanInPage
from tests.pupils.conftest import at_desk, at_level_two
from tests.pupils.screens import Desk
from tests.scan_in.paper import Make
from tests.ui.conftest import look, no_modal_blocks, pytest_itemcollected
from tests.vaults import consented, house, referred

__all__ = [
    "at_desk",
    "at_level_two",
    "consented",
    "house",
    "look",
    "no_modal_blocks",
    "pytest_itemcollected",
    "referred",
]


@pytest.fixture(autouse=True)
def same_references(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """References alike in every run of a test: how well a code is read depends on its pattern."""
    chooser = random.Random(request.node.nodeid)
    monkeypatch.setattr(ids, "_Secret", lambda: chooser)


@pytest.fixture
def page(qtbot: QtBot, at_desk: Desk) -> Make:
    def make() -> ScanInPage:
        made = ScanInPage(at_desk.services)
        qtbot.addWidget(made)
        made.resize(1162, 640)
        made.show()
        made.open()
        QApplication.processEvents()
        return made

    return make
