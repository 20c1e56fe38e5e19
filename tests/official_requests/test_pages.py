"""What officials ask, on the screen: from the register to what was given, with the next step in sight."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.official_requests.model import (
    CheckedHow,
    OfficialDecision,
    OfficialKind,
    OfficialRequest,
    Power,
)
from coordinator_app.official_requests.page.list import OfficialRequestsPage
from coordinator_app.official_requests.page.one import OfficialRequestPage
from coordinator_app.sharing.actions import given_apart
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem
from tests.official_requests.officials import TODAY, checked, decided, logged, now
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add


def opened(qtbot: QtBot, desk: Desk, **params: Any) -> OfficialRequestPage:
    page = OfficialRequestPage(desk.services)
    qtbot.addWidget(page)
    page.resize(1100, 900)
    page.show()
    page.open(**params)
    QApplication.processEvents()
    return page


def box_of(qtbot: QtBot, desk: Desk) -> Any:
    box = desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    return box


def test_the_register_says_when_it_is_empty_and_lists_what_was_asked(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = OfficialRequestsPage(at_desk.services)
    qtbot.addWidget(page)
    page.show()
    page.open()
    page.refresh()
    QApplication.processEvents()
    assert "No official has asked" in words_of(page)
    logged(referred)
    page.refresh()
    QApplication.processEvents()
    assert [row.title for row in page.list.rows()] == ["Official request 1"]
    assert page.list.rows()[0].subtitle == "Hazelmoor Police, Kit Puddlecombe, arrived 20 November 2026"


def test_a_new_one_is_logged_about_the_pupil_that_was_chosen(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    box = box_of(qtbot, at_desk)
    assert box.whose() == "Kit Puddlecombe"
    box.save()
    assert box.form.row("organisation").error() == "Say which organisation."
    box.form.set_values(
        {
            "official_kind": OfficialKind.SOCIAL_CARE,
            "organisation": "Hazelmoor Social Care",
            "officer": "Bryony Underhill",
            "asked_for": "Whether Kit came in this week",
            "power": Power.SAFEGUARDING,
        }
    )
    box.form.row("answer_by").input.line.set_value("30/11")
    box.save()
    (request,) = referred.session.list(OfficialRequest)
    assert (request.pupil_id, request.received_on) == (referred.pupil.id, TODAY)
    assert request.answer_by == date(2026, 11, 30), "what they ask for lies ahead"


def test_the_page_says_what_is_still_missing_and_the_next_step(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = opened(qtbot, at_desk, official_id=logged(referred).id)
    said = words_of(page)
    assert "Nobody has checked who they are." in said
    assert Power.CRIME.means in said
    assert page.parts.asking["give"].isHidden()


def test_from_the_check_to_what_was_given(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    entry = add(referred, "Kit stayed all day.")
    request = logged(referred)
    page = opened(qtbot, at_desk, official_id=request.id)
    page.parts.asking["check"].click()
    box = box_of(qtbot, at_desk)
    box.form.set_values(
        {"checked_how": CheckedHow.RUNG_BACK, "checked_by": "T. Inkwell", "in_writing_on": TODAY}
    )
    box.save()
    page.parts.asking["decide"].click()
    box = box_of(qtbot, at_desk)
    box.form.set_values(
        {
            "decision": OfficialDecision.GIVE_PART,
            "necessary": "The entry of that day",
            "decided_because": "It may clear him",
        }
    )
    box.save()
    assert now(referred, request).decided_by == "T. Inkwell"
    page.parts.asking["give"].click()
    box = box_of(qtbot, at_desk)
    assert "Ordinary post is neither locked nor tracked." in words_of(box)
    place = next(at for at, one in enumerate(box._items) if one.id == entry.id)
    box.form.set_values({"given_how": DeliveryMethod.SECURE_EMAIL, f"record:{place}": True})
    box.save()
    assert now(referred, request).given_on == TODAY
    (line,) = given_apart(referred.session, referred.pupil.id)
    (item,) = referred.session.list(DisclosedItem, where={"disclosure_id": line.id})
    assert (item.item_id, item.item_version) == (entry.id, entry.version)
    page.refresh()
    QApplication.processEvents()
    assert "Kit stayed all day." in words_of(page), "what was ticked stands there as it was given"
    assert "only those whose passphrase opens safeguarding and health can read who asked" in words_of(page)
    assert "Whether the family is told, and what has changed since, can still be recorded." in words_of(page)
    assert "The family is not told." in words_of(page)
    assert [name for name, one in page.parts.asking.items() if not one.isHidden()] == ["family"]
    page.parts.asking["family"].click()
    box = box_of(qtbot, at_desk)
    box.form.set_values({"family_told": True, "family_because": "PC Tallow told them"})
    box.save()
    assert now(referred, request).family_told is True
    QApplication.processEvents()
    assert "The family is not told." not in words_of(page)


def test_a_refusal_is_recorded_as_told(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    request = decided(referred, OfficialDecision.REFUSE)
    page = opened(qtbot, at_desk, official_id=request.id)
    page.parts.asking["refuse"].click()
    box_of(qtbot, at_desk).save()
    assert now(referred, request).refused_on == TODAY


def test_what_is_wrong_is_put_right_and_decided_anew(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    request = decided(referred)
    page = opened(qtbot, at_desk, official_id=request.id)
    page.parts.asking["change"].click()
    box = box_of(qtbot, at_desk)
    box.form.set_values({"asked_for": "The whole week"})
    box.save()
    assert (now(referred, request).asked_for, now(referred, request).decision) == ("The whole week", None)


@pytest.mark.parametrize("make", [logged, checked, decided])
def test_a_box_that_was_open_is_opened_again(qtbot: QtBot, at_desk: Desk, referred: House, make: Any) -> None:
    opened(qtbot, at_desk, official_id=make(referred).id, box="check")
    assert at_desk.dialogs.shown
    box_of(qtbot, at_desk)


def test_without_the_passphrase_again_only_that_it_is_there_is_shown(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    request = logged(referred)
    page = opened(qtbot, at_desk, official_id=request.id)
    shown = page.shown
    assert shown is not None
    page.parts.show_request(type(shown)(shown.request, shown.name, is_closed=True))
    assert "Where Kit was" not in words_of(page)


def test_the_register_names_nobody_before_the_passphrase_is_typed_again(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = logged(referred)
    monkeypatch.setattr(type(at_desk.services.confirm), "fresh", False, raising=False)
    page = OfficialRequestsPage(at_desk.services)
    qtbot.addWidget(page)
    page.show()
    page.open()
    page.refresh()
    QApplication.processEvents()
    assert page.list.rows()[0].subtitle == "Restricted, arrived 20 November 2026"
    assert "Kit" not in words_of(opened(qtbot, at_desk, official_id=request.id))
    monkeypatch.setattr(type(at_desk.services.confirm), "fresh", True, raising=False)
    page.reveal.click()
    QApplication.processEvents()
    assert "Hazelmoor Police, Kit Puddlecombe" in page.list.rows()[0].subtitle
    assert page.reveal.isHidden()
