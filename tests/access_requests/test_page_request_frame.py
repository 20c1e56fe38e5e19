"""The frame of a request: which stages open, what is shut, what is read-only, and that nothing typed is lost."""

from __future__ import annotations

from datetime import date

import pytest
from desks import Desk, press, texts
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit
from seen import MONDAY, SATURDAY, desk, figures, gathering, identity, logged, now, opened

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.model import (
    AccessRequest,
    RequesterKind,
    Stage,
)
from coordinator_app.access_requests.page import steps
from coordinator_app.access_requests.page.gather_stage import GatherStage
from coordinator_app.access_requests.page.received import ReceivedStage
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.core.deadline_types import Rule
from coordinator_app.ui.notes import Note
from tests.vaults import new_pupil

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
__all__ = ["desk"]


def test_where_we_looked_is_kept_on_leaving_the_field_and_survives_a_lock_before(desk: Desk) -> None:
    request = logged(desk)
    page = opened(desk, request, "gather")
    stage = gathering(page)
    stage.form.set_values({"search_words": "Kit, K.P., the blue folder"})
    stage.form.edited.emit()
    draft = page.save_draft()
    again = opened(desk, request)
    assert draft is not None
    again.restore_draft(draft)
    assert gathering(again).form.row("search_words").value() == "Kit, K.P., the blue folder"
    stage.form.left.emit("search_words")
    assert now(desk, request).search_words == "Kit, K.P., the blue folder"


def test_typing_is_not_lost_when_the_record_changes_underneath(desk: Desk) -> None:
    request = logged(desk)
    page = opened(desk, request, "identity")
    stage = identity(page)
    stage.form.set_values({"identity_known": True, "identity_reason": "Met her"})
    stage.form.edited.emit()
    intake.consult_school(desk.house.session, request, MONDAY.date(), "T. Inkwell")
    page.refresh()
    assert stage.form.row("identity_reason").value() == "Met her"


def test_another_request_shows_nothing_of_the_last_one(desk: Desk) -> None:
    first, second = logged(desk), logged(desk, requester="Tansy Puddlecombe", wanted="The minutes")
    page = opened(desk, first, "received")
    page.open(request_id=second.id, stage="received")
    assert "asked for by Tansy Puddlecombe" in texts(page)
    assert "Everything you have on Kit" not in texts(page)


def test_a_similar_name_is_pointed_out_at_every_stage(desk: Desk) -> None:
    from coordinator_app.pupils import actions as pupils

    pupils.save_pupil(
        desk.house.session, new_pupil(desk.house, given_names="Kitt", birth_date=date(2013, 1, 1))
    )
    page = opened(desk, logged(desk), "gather")
    assert "Take care: a similar name." in texts(page)


def test_stages_that_have_nothing_to_show_cannot_be_reached(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(desk, logged(desk), "received")
    for later in ("review", "approve", "pack", "sent"):
        assert not page.stage_open(later)
        page.go_to(later)
        assert isinstance(page.stage, ReceivedStage)
    gathering_page = opened(desk, page.case.request, "gather")
    gathering(gathering_page).gather.click()
    monkeypatch.setitem(steps.STAGES, Stage.REVIEW, "coordinator_app.access_requests.page.not_there:X")
    assert not gathering_page.stage_open("review"), "a stage without a screen is no way out"


def test_a_shut_gate_is_said_in_the_dialog_where_the_act_is(desk: Desk) -> None:
    request = logged(desk)
    page = opened(desk, request, "received")
    page.header.pause.click()
    intake.pause(desk.house.session, request, MONDAY.date(), "Asked elsewhere")
    dialog = desk.answer(question="And this?", asked_how="By telephone")
    notes = [one.accessibleName() for one in dialog.findChildren(Note)]
    assert notes == ["This cannot be done yet. The clock is already paused. Record the answer first."]


def test_opening_is_audited_and_refreshing_is_not(desk: Desk) -> None:
    request = logged(desk)
    page = opened(desk, request, "received")
    page.refresh()
    rows = [row for row in desk.house.session.audit_rows() if row.entry.action == "record.viewed"]
    assert len(rows) == 1


def test_a_request_that_is_not_there_says_so_in_words(desk: Desk) -> None:
    page = desk.page(AccessRequestPage, request_id="018f0000-0000-7000-8000-000000000000")
    assert page.in_trouble()


def test_every_control_of_every_early_stage_has_a_name(desk: Desk) -> None:
    page = opened(desk, logged(desk), "received")
    for stage in ("received", "identity", "gather"):
        page.go_to(stage)
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit):
            for one in page.findChildren(kind):
                assert one.accessibleName() or not one.isVisible(), (stage, one)


def closed_case(desk: Desk) -> AccessRequest:
    session, request = desk.house.session, logged(desk)
    intake.pause(session, request, MONDAY.date(), "Which years?")
    intake.consult_school(session, request, MONDAY.date(), "T. Inkwell")
    with session.write() as work:
        return work.change(now(desk, request), sent_on=MONDAY.date(), stage=Stage.SENT)


def test_a_closed_request_can_be_read_and_nothing_in_it_changed(desk: Desk) -> None:
    page = opened(desk, closed_case(desk), "received")
    assert page.header.chip.text() == "Sent 2 March 2026"
    changing = ("Pause", "Record", "Change", "Prepare", "Save", "Gather now", "Ask a question", "Next")
    for stage in ("received", "identity", "gather"):
        page.go_to(stage)
        said = [one.text() for one in page.findChildren(QAbstractButton) if one.isVisible()]
        assert not [words for words in said if words.startswith(changing)], stage
    assert [action.text() for action in page.header.more_menu().actions()] == [
        "Show the dates",
        "Letters of this request",
        "What happened so far",
        "Open the pupil's record",
        "Note time spent",
        "Log a complaint about it",
    ]


def test_header_leads_back_to_the_pupil_and_locks(desk: Desk) -> None:
    page = opened(desk, logged(desk), "gather")
    page.header.back.click()
    page.header.lock.click()
    actions = {action.text(): action for action in page.header.more_menu().actions()}
    actions["Open the pupil's record"].trigger()
    actions["Show the dates"].trigger()
    assert desk.went.backs == 1
    assert desk.locked == [True]
    assert desk.went.places == [("pupil", {"pupil_id": desk.house.pupil.id})]
    assert isinstance(page.stage, ReceivedStage)


def test_a_complaint_is_begun_from_the_request_it_is_about(desk: Desk) -> None:
    request = logged(desk)
    page = opened(desk, request, "received")
    actions = {action.text(): action for action in page.header.more_menu().actions()}
    actions["Log a complaint about it"].trigger()
    about = {"request_kind": "access_request", "request_id": request.id, "ask": True}
    assert desk.went.places == [("complaints", {"pupil_id": desk.house.pupil.id, **about})]


def test_longer_time_is_told_by_its_letter_and_by_nothing_else(desk: Desk) -> None:
    request = logged(desk)
    page = opened(desk, request, "received")
    page.header.acted.emit("longer")
    asked = {"request_id": request.id, "kind": "letter-extension"}
    assert desk.went.places == [("request_letters", asked)]


def test_the_day_it_arrived_can_be_put_right_and_every_clock_moves(desk: Desk) -> None:
    page = opened(desk, logged(desk, received_on=date(2026, 3, 1)), "received")
    before = figures(page)
    press(page, "Change what was asked")
    desk.answer(received_on=SATURDAY)
    assert figures(page) != before
    assert figures(page)[Rule.LEGAL_MONTH] == "30 March 2026"
    assert desk.said.toasts[-1][1], "it can be undone"


def test_steps_not_done_can_still_be_gone_to_and_say_so(desk: Desk) -> None:
    page = opened(desk, logged(desk), "received")
    press(page, "Stage 3 of 7, Gather, not done")
    assert isinstance(page.stage, GatherStage)
    page.resize(640, 700)
    QApplication.processEvents()
    assert page.header.stepper.isHidden()
    assert page.header.stage.text() == "Stage 3 of 7, Gather"
    names = [action.text() for action in page.header.stage_menu().actions()]
    assert names == ["Received", "Identity", "Gather"]


def test_someone_without_responsibility_is_asked_for_authority(desk: Desk) -> None:
    request = logged(desk, requester_kind=RequesterKind.THIRD_PARTY, carer_id="")
    stage = identity(opened(desk, request, "identity"))
    assert not stage.form.row("authority_asked_on").isHidden()
    asked = {"authority_asked_on": date(2026, 2, 1), "authority_asked_how": "By post"}
    stage.form.set_values({"identity_known": False} | asked)
    stage.form.edited.emit()
    stage.save.click()
    assert "before the day the request arrived" in stage.form.row("authority_asked_on").error()
    draft = stage.save_draft()
    assert draft is not None
    assert draft["authority_asked_on"] == "2026-02-01"


def test_a_stage_that_forgot_its_typing_would_be_seen(desk: Desk) -> None:
    page = opened(desk, logged(desk), "identity")
    stage = identity(page)
    stage.form.set_values({"identity_known": True, "identity_reason": "Met her"})
    stage.form.edited.emit()
    stage._typed = False
    page.refresh()
    assert stage.form.row("identity_reason").value() == ""
