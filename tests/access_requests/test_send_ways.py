"""A pack collected in person went on paper or as a locked file: the record says which, and tells of no password for paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desks import desk_of
from PySide6.QtWidgets import QApplication

from coordinator_app.access_requests.page import sent
from coordinator_app.access_requests.page.pack_reading import SentShown, read_pack
from coordinator_app.access_requests.page.send_panel import SendPanel, risk
from coordinator_app.sharing.model import LETTER_WAYS, DeliveryMethod
from tests.vaults import House, ready_request

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
DAY = date(2026, 11, 24)
PAPER, FILE = DeliveryMethod.IN_PERSON, DeliveryMethod.IN_PERSON_LOCKED


@pytest.fixture
def panel(consented: House, tmp_path: Path, qapp: QApplication) -> SendPanel:
    return SendPanel(desk_of(consented, tmp_path).services)


def choose(panel: SendPanel, way: DeliveryMethod) -> None:
    panel.way.set_value(way)
    panel.way.edited.emit()


@pytest.mark.parametrize(("way", "told"), [(PAPER, ""), (FILE, "By telephone")])
def test_only_what_has_a_password_records_how_it_was_told(
    panel: SendPanel, way: DeliveryMethod, told: str
) -> None:
    choose(panel, way)
    assert panel.delivery(way, DAY).password_told == told
    assert panel.told.isHidden() is (way is PAPER)
    choose(panel, DeliveryMethod.RECORDED_DELIVERY)
    assert not panel.told.isHidden()


def test_the_two_ways_are_told_apart_and_both_ask_who_collects_it() -> None:
    assert (PAPER.label, FILE.label) == (
        "Collected in person, on paper",
        "Collected in person, as a locked file",
    )
    assert risk(PAPER, "Marigold") == risk(FILE, "Marigold") != risk(DeliveryMethod.POST, "Marigold")
    assert FILE not in dict(LETTER_WAYS)


@pytest.mark.parametrize("way", [PAPER, FILE])
def test_what_was_sent_tells_of_a_password_where_there_is_one(consented: House, way: DeliveryMethod) -> None:
    request = replace(ready_request(consented), sent_by=way, sent_on=DAY, password_told="By telephone")
    shown = SentShown(request, None, None, 0, "")
    assert ("How the password was told" in dict(sent._facts(shown))) is (way is FILE)


def test_the_address_of_the_reply_is_not_kept_as_where_an_email_went(
    panel: SendPanel, consented: House
) -> None:
    request = ready_request(consented)
    panel.show_pack(read_pack(consented.session, request.id))
    home = ", ".join(request.requester_address.split("\n"))
    for way, where in (
        (DeliveryMethod.RECORDED_DELIVERY, home),
        (DeliveryMethod.SECURE_EMAIL, ""),
        (DeliveryMethod.RECORDED_DELIVERY, home),
    ):
        choose(panel, way)
        assert panel.delivery(way, DAY).to == where
    panel.to.input.set_value("m@mail.example")
    choose(panel, DeliveryMethod.SECURE_EMAIL)
    assert panel.delivery(DeliveryMethod.SECURE_EMAIL, DAY).to == "m@mail.example"
