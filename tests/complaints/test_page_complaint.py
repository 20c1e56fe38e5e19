"""A complaint on the screen: logged, acknowledged, looked into, found, told, closed; and what lies apart."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.complaints import actions
from coordinator_app.complaints.model import (
    Complaint,
    ComplaintAbout,
    ComplaintChannel,
    ComplaintOutcome,
    StepKind,
)
from coordinator_app.complaints.page.boxes import ComplaintBox, DayBox, FindingBox, StepBox
from coordinator_app.complaints.page.complaint import ComplaintPage
from coordinator_app.complaints.page.letters import ComplaintLetterPage
from coordinator_app.complaints.page.list import ComplaintsPage
from coordinator_app.core.dates import say
from tests.complaints.complained import TODAY, complained, looked_into, now
from tests.pupils.screens import Desk, words_of
from tests.vaults import House


def opened(qtbot: QtBot, desk: Desk, complaint: Complaint, **more: Any) -> ComplaintPage:
    page = ComplaintPage(desk.services)
    qtbot.addWidget(page)
    page.resize(1100, 900)
    page.show()
    page.open(complaint_id=complaint.id, **more)
    QApplication.processEvents()
    return page


def box_of(qtbot: QtBot, desk: Desk) -> Any:
    box = desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    return box


def test_a_complaint_is_logged_from_the_list_and_leads_to_its_page(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = ComplaintsPage(at_desk.services)
    qtbot.addWidget(page)
    page.show()
    page.open(pupil_id=referred.pupil.id)
    QApplication.processEvents()
    assert "Nobody has complained" in words_of(page)
    page.new.click()
    box = cast("ComplaintBox", box_of(qtbot, at_desk))
    box.form.set_values(
        {
            "complainant": "Marigold Puddlecombe",
            "channel": ComplaintChannel.LETTER,
            "about": ComplaintAbout.SHARED,
            "says": "A letter lay open.",
        }
    )
    box.act.click()
    (kept,) = referred.session.list(Complaint)
    assert (kept.complainant, kept.pupil_id) == ("Marigold Puddlecombe", referred.pupil.id)
    assert at_desk.told.went[-1] == ("complaint", {"complaint_id": kept.id})
    page.refresh()
    QApplication.processEvents()
    assert len(page.list.rows()) == 1


def test_the_form_for_an_email_lies_on_the_clipboard(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    page = ComplaintsPage(at_desk.services)
    qtbot.addWidget(page)
    page.open()
    page.copy.click()
    QApplication.processEvents()
    assert "answer this email" in QGuiApplication.clipboard().text()
    page.form.click()
    assert at_desk.told.went[-1] == ("complaint_form", {})


def test_each_act_of_the_page_is_written_and_its_buttons_follow(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    complaint = complained(referred)
    page = opened(qtbot, at_desk, complaint)
    parts = page.parts
    assert "19 December 2026" in words_of(page)
    assert "21 December 2026" in words_of(page)
    assert not parts.close_it.isEnabled()
    parts.acknowledgement.click()
    assert at_desk.told.went[-1][0] == "complaint_letter"
    parts.asking["acknowledge"].click()
    day = cast("DayBox", box_of(qtbot, at_desk))
    day.form.set_values({"acknowledged_how": "By telephone"})
    day.act.click()
    QApplication.processEvents()
    assert now(referred, complaint).acknowledged_on == TODAY
    assert not parts.acknowledgement.isVisibleTo(page)
    parts.asking["step"].click()
    step = cast("StepBox", box_of(qtbot, at_desk))
    step.form.set_values({"step": StepKind.ENQUIRY, "words": "It lay there for an hour."})
    step.act.click()
    QApplication.processEvents()
    assert "It lay there for an hour." in words_of(page)
    parts.asking["find"].click()
    found = cast("FindingBox", box_of(qtbot, at_desk))
    found.form.set_values({"outcome": ComplaintOutcome.UPHELD, "found": "It lay there."})
    found.act.click()
    QApplication.processEvents()
    assert "The complaint is right" in words_of(page)
    parts.asking["told"].click()
    told = cast("DayBox", box_of(qtbot, at_desk))
    told.form.set_values({"told_how": "By telephone to herself"})
    told.act.click()
    QApplication.processEvents()
    assert (now(referred, complaint).told_on, now(referred, complaint).told_how) == (
        TODAY,
        "By telephone to herself",
    )
    assert "by telephone to herself" in words_of(page)
    parts.asking["ico"].click()
    ico = cast("DayBox", box_of(qtbot, at_desk))
    ico.form.set_values({"ico_reference": "IC-1"})
    ico.act.click()
    QApplication.processEvents()
    parts.close_it.click()
    QApplication.processEvents()
    assert f"Closed on\n{say(TODAY)}" in words_of(page) or say(TODAY) in words_of(page)
    assert parts.again.isVisibleTo(page)
    parts.again.click()
    QApplication.processEvents()
    assert now(referred, complaint).is_open


def test_what_was_typed_is_changed_by_its_box_and_a_refusal_is_said(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    complaint = complained(referred)
    page = opened(qtbot, at_desk, complaint, box="change")
    box = cast("ComplaintBox", box_of(qtbot, at_desk))
    box.form.set_values({"says": "It lay there all day."})
    box.act.click()
    QApplication.processEvents()
    assert now(referred, complaint).says == "It lay there all day."
    actions.acknowledge(referred.session, now(referred, complaint), TODAY, "By letter")
    page.parts.close_it.setEnabled(True)
    page.close_it()
    QApplication.processEvents()
    assert at_desk.told.troubles
    page.parts.pupil.click()
    assert at_desk.told.went[-1] == ("pupil", {"pupil_id": referred.pupil.id})


def test_one_that_lies_apart_is_shown_only_after_the_passphrase(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaint = looked_into(referred, complained(referred, is_guarded=True))
    monkeypatch.setattr(type(at_desk.services.confirm), "fresh", False, raising=False)
    page = opened(qtbot, at_desk, complaint)
    assert page.shown is not None
    assert page.shown.is_closed
    assert complaint.complainant not in words_of(page)
    assert complaint.says not in words_of(page)
    assert page.parts.reveal.isVisibleTo(page)
    monkeypatch.setattr(type(at_desk.services.confirm), "fresh", True, raising=False)
    page.refresh()
    QApplication.processEvents()
    assert not page.shown.is_closed
    assert complaint.says in words_of(page)
    assert not page.parts.reveal.isVisibleTo(page)


def test_the_letter_of_one_that_lies_apart_asks_for_the_passphrase(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaint = complained(referred, is_guarded=True)
    monkeypatch.setattr(at_desk.services.confirm, "fresh", False)
    page = ComplaintLetterPage(at_desk.services)
    qtbot.addWidget(page)
    page.show()
    page.open(complaint_id=complaint.id, letter="letter-complaint-acknowledgement")
    qtbot.waitUntil(lambda: "It is restricted." in words_of(page))
    assert complaint.complainant not in words_of(page)
    assert page._order is None, "no letter was made"
    monkeypatch.setattr(at_desk.services.confirm, "fresh", True)
    page.reveal.click()
    qtbot.waitUntil(lambda: page._order is not None)
    assert complaint.complainant in words_of(page)
    assert "It is restricted." not in words_of(page)


def test_the_box_of_the_ico_begins_with_what_is_noted_and_asks_for_no_reference(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    complaint = complained(referred)
    page = opened(qtbot, at_desk, complaint)
    page.ico()
    box = box_of(qtbot, at_desk)
    assert (box.day(), box.words()) == (TODAY, "")
    assert "Reference of the ICO (optional)" in words_of(box)
    earlier = date(2026, 11, 21)
    actions.went_to_ico(referred.session, complaint, earlier, "IC-12345")
    page.refresh()
    QApplication.processEvents()
    page.ico()
    box = box_of(qtbot, at_desk)
    assert (box.day(), box.words()) == (earlier, "IC-12345")
