"""On the screen: a pack that went wrong is said at every stage, with the way to its breach, and asked about once."""

from __future__ import annotations

from pathlib import Path

import papers
import pytest
from desks import desk_of, press, texts
from PySide6.QtWidgets import QApplication, QPushButton
from test_went_wrong import TODAY, WRONG, case, sent, wrong

from coordinator_app.access_requests.mishaps import WentWrong
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.access_requests.page.sent_boxes import AnsweredBox, SentInErrorBox
from coordinator_app.breaches.model import Breach
from coordinator_app.sharing.page import GivenRow
from coordinator_app.sharing.view import read as ledger_read
from coordinator_app.ui.chips import StatusChip

__all__ = ["case"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def shown_words(page: AccessRequestPage) -> str:
    QApplication.processEvents()
    return texts(page)


def test_header_and_pack_stage_say_it_and_lead_to_the_breach(
    case: papers.Case, tmp_path: Path, qapp: QApplication
) -> None:
    desk, saved = desk_of(case.house, tmp_path), wrong(case)
    page = desk.page(AccessRequestPage, request_id=case.now.id)
    for stage in ("received", "gather", "pack"):
        page.go_to(stage)
        said = shown_words(page)
        assert f"{WRONG}." in said
        assert "The right person has had no answer, so the request is open and its clocks run." in said
    assert "The pack is ready to be sent again." in said
    press(page, "Open Breach 1")
    assert desk.went.places[-1] == ("breaches", {"breach_id": saved.record.id})


def test_the_box_asks_who_has_the_answer_and_a_second_press_opens_the_breach(
    case: papers.Case, tmp_path: Path, qapp: QApplication
) -> None:
    desk, session = desk_of(case.house, tmp_path), case.house.session
    sent(case)
    page = desk.page(AccessRequestPage, request_id=case.now.id, stage="sent")
    QApplication.processEvents()
    press(page, "Sent in error or lost")
    box = desk.dialogs.shown[-1]
    assert isinstance(box, SentInErrorBox)
    typed = {
        "what": WentWrong.TOO_MUCH,
        "what_happened": "Two pages of another file.",
        "recipient": "Who asked",
        "at": "00:01",
    }
    box.form.set_values({**typed, "password_told": True})
    box.act.click()
    assert session.list(Breach) == [], "whether the right person has it is not answered"
    box.form.set_values({"has_it": True, "answered_on": TODAY})
    box.act.click()
    QApplication.processEvents()
    (breach,) = session.list(Breach)
    assert desk.went.places[-1] == ("breaches", {"breach_id": breach.id})
    page.refresh()
    said = shown_words(page)
    assert "Sent 24 November 2026, with too much in it." in said
    boxes = len(desk.dialogs.shown)
    button = next(
        one for one in page.findChildren(QPushButton) if one.text() == "Open Breach 1" and one.isVisible()
    )
    button.click()
    assert (len(desk.dialogs.shown), desk.went.places[-1][0]) == (boxes, "breaches")
    press(page, "Has the right person had it?")
    box = desk.dialogs.shown[-1]
    assert isinstance(box, AnsweredBox)
    box.form.set_values({"has_it": False})
    box.act.click()
    QApplication.processEvents()
    assert session.get(AccessRequest, case.now.id).sent_on is None


def test_the_ledger_on_the_record_shows_it_in_red(case: papers.Case, qapp: QApplication) -> None:
    wrong(case)
    (given,) = ledger_read(case.house.session, case.house.pupil.id).given
    row = GivenRow(given)
    assert [chip.text() for chip in row.findChildren(StatusChip)] == ["In error 24 November 2026"]
    assert "Given in error, meant for Marigold Puddlecombe" in row.accessibleName()
