"""The pages of one case hold at 200 % on a small laptop: nothing of them stands beyond the edge, where no bar leads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from coordinator_app.complaints.page.complaint import ComplaintPage
from coordinator_app.official_requests.page.one import OfficialRequestPage
from coordinator_app.rights import lasting
from coordinator_app.rights.page.request import RightsRequestPage
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.ui.one_case_page import OneCasePage
from coordinator_app.ui.theme import Theme
from tests.complaints.complained import complained, looked_into
from tests.official_requests.officials import decided
from tests.pupils.conftest import at_desk, at_level_two
from tests.pupils.screens import Desk
from tests.rights.asked_for import restricted
from tests.vaults import House, consented, house, referred

__all__ = ["at_desk", "at_level_two", "consented", "house", "referred"]
Case = tuple[type[OneCasePage], str]


def a_restriction(house: House) -> Case:
    told = lasting.tell_of_lifting(
        house.session, restricted(house), date(2026, 11, 24), "It is over.", DeliveryMethod.TELEPHONE
    )
    return RightsRequestPage, told.record.id


def a_complaint(house: House) -> Case:
    return ComplaintPage, looked_into(house, complained(house)).id


def an_official(house: House) -> Case:
    return OfficialRequestPage, decided(house).id


@pytest.mark.parametrize("made", [a_restriction, a_complaint, an_official])
def test_nothing_stands_beyond_the_edge(
    qtbot: QtBot, at_desk: Desk, look: Theme, consented: House, made: Callable[[House], Case]
) -> None:
    kind, case_id = made(consented)
    look.change(scale=2.0)
    page: Any = kind(at_desk.services)
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    page.show_one(case_id, "")
    qtbot.waitUntil(lambda: page.shown is not None)
    scroll = page.findChild(QScrollArea)
    qtbot.waitUntil(lambda: scroll.widget().minimumSizeHint().width() <= scroll.viewport().width())
    for one in page.findChildren(QPushButton):
        if one.isVisible():
            right = one.mapTo(scroll.widget(), one.rect().topRight()).x()
            assert right <= scroll.viewport().width(), one.text()
