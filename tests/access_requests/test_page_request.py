"""J7, the request: from the Saturday call to the gathered records, on the screen and in the vault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from desks import Desk, desk_of, press, texts
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit

from coordinator_app.access_requests import clocks
from coordinator_app.access_requests.actions import intake, letters
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.model import (
    AccessRequest,
    Channel,
    Consultation,
    LetterKind,
    RequesterKind,
    RequestPause,
    Stage,
)
from coordinator_app.access_requests.page import steps
from coordinator_app.access_requests.page.clocks_panel import StepsDialog
from coordinator_app.access_requests.page.gather_stage import GatherStage
from coordinator_app.access_requests.page.identity import IdentityStage
from coordinator_app.access_requests.page.log import LogRequestPage
from coordinator_app.access_requests.page.received import ReceivedStage
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.core.deadline_types import Rule
from coordinator_app.ui.notes import Note
from tests.vaults import House, add, new_pupil, new_request

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SATURDAY, MONDAY = date(2026, 2, 28), datetime(2026, 3, 2, 9, 0)


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    add(consented, "Kit came in on time.", happened_on=date(2026, 2, 3))
    consented.clock.at = MONDAY
    made = desk_of(consented, tmp_path)
    yield made
    made.services.jobs.stop()


def logged(desk: Desk, **more: object) -> AccessRequest:
    values = {"received_on": SATURDAY, "carer_id": desk.house.carer.id, **more}
    return intake.log_request(desk.house.session, new_request(desk.house, **values)).record


def now(desk: Desk, request: AccessRequest) -> AccessRequest:
    return desk.house.session.get(AccessRequest, request.id)


def opened(desk: Desk, request: AccessRequest, stage: str = "") -> AccessRequestPage:
    return desk.page(AccessRequestPage, request_id=request.id, stage=stage)


def received(page: AccessRequestPage) -> ReceivedStage:
    assert isinstance(page.stage, ReceivedStage)
    return page.stage


def identity(page: AccessRequestPage) -> IdentityStage:
    assert isinstance(page.stage, IdentityStage)
    return page.stage


def gathering(page: AccessRequestPage) -> GatherStage:
    assert isinstance(page.stage, GatherStage)
    return page.stage


def figures(page: AccessRequestPage) -> dict[Rule, str]:
    return {card.line.rule: card.line.figure for card in received(page).clocks.cards}


def test_a_call_on_saturday_is_logged_on_monday_from_the_screen(desk: Desk) -> None:
    page = desk.page(LogRequestPage)
    page.picker.setText("kit pudd")
    page.picker.set_value(desk.house.pupil.id)
    page.picker.edited.emit()
    page.asker.set_value(desk.house.carer.id)
    page.asker.edited.emit()
    page.on.click()
    page.what.set_values({"received_on": SATURDAY, "channel": Channel.TELEPHONE, "wanted": "Everything"})
    page.on.click()
    request = desk.house.session.list(AccessRequest)[0]
    assert (request.received_on, request.typed_on) == (SATURDAY, MONDAY.date())
    assert (request.requester, request.requester_kind) == ("Marigold Puddlecombe", RequesterKind.PARENT)
    assert desk.went.places == [("access_request", {"request_id": request.id, "stage": "received"})]


def test_three_dates_are_shown_and_the_earliest_is_named(desk: Desk) -> None:
    page = opened(desk, logged(desk), "received")
    assert figures(page) == {
        Rule.POLICY_TARGET: "13 March 2026",
        Rule.SCHOOL_RECORD: "20 March 2026",
        Rule.LEGAL_MONTH: "30 March 2026",
    }
    assert page.header.chip.text() == "Partnership target: 11 days left, due 13 March 2026"
    assert "Work to the earliest: Partnership target, 13 March 2026." in texts(page)
    assert "Access request 1, asked for by Marigold Puddlecombe" in texts(page)


def test_each_date_explains_itself_day_by_day_and_says_whether_it_is_law(desk: Desk) -> None:
    page = opened(desk, logged(desk), "received")
    for card in received(page).clocks.cards:
        card.how.click()
    explained = [one for one in desk.dialogs.shown if isinstance(one, StepsDialog)]
    target, school, _legal = explained
    rows = [
        [target.table.rows.data(target.table.rows.index(row, column)) for column in range(3)]
        for row in (0, 1)
    ]
    assert rows == [
        ["Saturday 28 February 2026", "The request arrived, day 0", ""],
        ["Sunday 1 March 2026", "Day 1", "1"],
    ]
    assert school.table.rows.rowCount() > 15
    standing = [card.line.standing.partition(":")[0] for card in received(page).clocks.cards]
    assert standing == ["Policy", "Law", "Law"]


def test_the_acknowledgement_is_looked_at_kept_as_printed_and_recorded_as_sent(
    desk: Desk, tmp_path: Path
) -> None:
    request = logged(desk)
    page = opened(desk, request, "received")
    panel = received(page).letter
    panel.prepare.click()
    assert panel.preview.view.page_count >= 1
    desk.dialogs.will_answer(tmp_path / "letter.pdf")
    panel.save.click()
    written = letters.letters_of(desk.house.session, request.id)
    assert [one.letter for one in written] == [LetterKind.ACKNOWLEDGEMENT]
    assert (tmp_path / "letter.pdf").read_bytes() == desk.house.session.blob(written[0].content_id)
    panel.sent.click()
    desk.answer()
    kept = letters.letters_of(desk.house.session, request.id)
    assert [one.sent_on for one in kept] == [MONDAY.date()], "one letter, kept once"
    assert panel.sent.isHidden(), "a letter that was sent cannot be recorded as sent again"
    assert steps.is_done(page.case, Stage.RECEIVED)


def test_a_letter_can_be_written_while_a_clock_waits(desk: Desk) -> None:
    request = logged(desk)
    intake.pause(desk.house.session, request, date(2026, 3, 2), "Which years?")
    page = opened(desk, request, "received")
    received(page).letter.prepare.click()
    assert desk.said.troubles == []
    assert received(page).letter.preview.view.page_count >= 1


def test_someone_known_says_why_and_no_proof_is_asked(desk: Desk) -> None:
    request = logged(desk)
    page = opened(desk, request, "identity")
    stage = identity(page)
    assert "It is not recorded how you know who asked." in texts(page)
    stage.form.set_values({"identity_known": True})
    stage.form.edited.emit()
    stage.save.click()
    assert stage.form.row("identity_reason").error() == "Say how you know them."
    stage.form.set_values({"identity_reason": "Met at every review"})
    stage.save.click()
    kept = now(desk, request)
    assert (kept.identity_known, kept.identity_reason) == (True, "Met at every review")
    assert kept.identity_asked_on is None
    assert "It is settled who asked." in texts(page)


def test_proof_that_was_asked_for_moves_the_legal_month_and_nothing_else(desk: Desk) -> None:
    request = logged(desk)
    page = opened(desk, request, "identity")
    stage = identity(page)
    stage.form.set_values({"identity_known": False, "identity_asked_on": date(2026, 3, 2)})
    stage.form.edited.emit()
    stage.save.click()
    page.go_to("received")
    assert figures(page)[Rule.LEGAL_MONTH] == "No date yet"
    assert figures(page)[Rule.POLICY_TARGET] == "13 March 2026"
    assert figures(page)[Rule.SCHOOL_RECORD] == "20 March 2026"
    assert "waits for identity" in page.header.history.text()


def test_the_school_is_asked_by_letter_chased_and_its_reply_recorded(desk: Desk) -> None:
    request = logged(desk)
    page = opened(desk, request, "gather")
    stage = gathering(page)
    assert "Not asked yet" in texts(stage)
    stage.letter.prepare.click()
    stage.letter.sent.click()
    desk.answer()
    asked = desk.house.session.list(Consultation)
    assert [(one.asked_on, one.asked_who) for one in asked] == [(MONDAY.date(), "T. Inkwell")]
    desk.house.clock.at = datetime(2026, 3, 10, 9, 0)
    page.refresh()
    assert "No reply for 8 days" in texts(stage)
    press(stage, "Record that you asked the school")
    desk.answer()
    assert len(desk.house.session.list(Consultation)) == 2
    desk.house.clock.at = datetime(2026, 3, 12, 9, 0)
    page.refresh()
    buttons = [one for one in stage.findChildren(type(stage.gather)) if "Record the reply" in one.text()]
    buttons[-1].click()
    desk.answer(reply="Share all of it.")
    replied = desk.house.session.list(Consultation, order="asked_on")[-1]
    assert (replied.replied_on, replied.reply) == (date(2026, 3, 12), "Share all of it.")


def test_a_question_moves_the_legal_month_and_the_target_and_never_the_school_days(desk: Desk) -> None:
    desk.house.clock.at = datetime(2026, 3, 4, 9, 0)
    request = logged(desk)
    page = opened(desk, request, "received")
    page.header.pause.click()
    desk.answer(question="Which years do you mean?")
    assert figures(page)[Rule.LEGAL_MONTH] == "No date yet"
    assert figures(page)[Rule.SCHOOL_RECORD] == "20 March 2026"
    assert page.header.chip.text().startswith("15 school days: ")
    desk.house.clock.at = datetime(2026, 3, 11, 9, 0)
    page.refresh()
    assert page.header.pause.text() == "Record the answer"
    page.header.pause.click()
    desk.answer(answer="All of them")
    pause = desk.house.session.list(RequestPause)[0]
    assert (pause.asked_on, pause.answered_on) == (date(2026, 3, 4), date(2026, 3, 11))
    assert figures(page) == {
        Rule.POLICY_TARGET: "23 March 2026",
        Rule.SCHOOL_RECORD: "20 March 2026",
        Rule.LEGAL_MONTH: "7 April 2026",
    }
    said = texts(page)
    assert "Which years do you mean?" in said
    assert "They said: All of them" in said
    assert page.header.history.text() == "Paused 4 to 11 March for a question. Legal limit 7 April 2026"


def test_a_question_needs_words_and_a_pause_without_them_is_not_kept(desk: Desk) -> None:
    page = opened(desk, logged(desk), "received")
    page.header.pause.click()
    dialog = desk.answer(question="")
    assert dialog.form.row("question").error() == "Write what you ask."
    assert desk.house.session.list(RequestPause) == []


def test_gathering_counts_what_is_held_and_marks_what_lay_in_the_trash(desk: Desk) -> None:
    session = desk.house.session
    binned = add(desk.house, "Written twice by mistake.", happened_on=date(2026, 2, 1))
    with session.write() as work:
        work.trash(binned)
    request = logged(desk)
    page = opened(desk, request, "gather")
    stage = gathering(page)
    stage.gather.click()
    items = session.list(RequestItem)
    assert len(stage.found.rows()) == len(items) > 1
    assert "In the trash" in {row.word for row in stage.found.rows()}
    assert f"{len(items)} items found" in desk.said.toasts[-1][0]
    assert now(desk, request).gathered_at is not None
    assert stage.gather.text() == "Gather again"


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
    dialog = desk.answer(question="And this?")
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


def test_a_letter_that_cannot_be_written_to_disk_is_still_safe(desk: Desk, tmp_path: Path) -> None:
    request = logged(desk)
    panel = received(opened(desk, request, "received")).letter
    panel.prepare.click()
    desk.dialogs.will_answer(tmp_path / "no such folder" / "letter.pdf")
    panel.save.click()
    assert [type(one).__name__ for one in desk.said.troubles] == ["CouldNotSave"]
    assert len(letters.letters_of(desk.house.session, request.id)) == 1


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
        "Show the three dates",
        "Open the pupil's record",
    ]


def test_header_leads_back_to_the_pupil_and_locks(desk: Desk) -> None:
    page = opened(desk, logged(desk), "gather")
    page.header.back.click()
    page.header.lock.click()
    actions = {action.text(): action for action in page.header.more_menu().actions()}
    actions["Open the pupil's record"].trigger()
    actions["Show the three dates"].trigger()
    assert desk.went.backs == 1
    assert desk.locked == [True]
    assert desk.went.places == [("pupil", {"pupil_id": desk.house.pupil.id})]
    assert isinstance(page.stage, ReceivedStage)


def test_longer_time_is_told_with_its_reason_and_moves_the_legal_month_only(desk: Desk) -> None:
    page = opened(desk, logged(desk), "received")
    page.header.acted.emit("longer")
    dialog = desk.answer()
    assert dialog.form.row("extension_reason").error() == "Write why."
    desk.answer(extension_reason="Three requests at once")
    assert figures(page) == {
        Rule.POLICY_TARGET: "13 March 2026",
        Rule.SCHOOL_RECORD: "20 March 2026",
        Rule.LEGAL_MONTH: "28 May 2026",
    }


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


def test_proof_asked_for_from_the_pause_button_is_waited_for(desk: Desk) -> None:
    request = logged(desk)
    page = opened(desk, request, "received")
    page.header.pause.click()
    desk.answer(reason="identity")
    assert now(desk, request).identity_asked_on == MONDAY.date()
    page.go_to("identity")
    stage = identity(page)
    assert stage.form.row("identity_known").value() is None
    stage.form.set_values({"identity_known": True, "identity_reason": "She came in person"})
    stage.form.edited.emit()
    stage.save.click()
    assert now(desk, request).identity_asked_on is None, "nobody we know is kept waiting for proof"


def test_a_letter_that_was_kept_can_be_looked_at_again(desk: Desk, tmp_path: Path) -> None:
    request = logged(desk)
    panel = received(opened(desk, request, "received")).letter
    panel.prepare.click()
    desk.dialogs.will_answer(tmp_path / "letter.pdf")
    panel.save.click()
    page = opened(desk, request, "received")
    again = received(page).letter
    QApplication.processEvents()
    press(page, "Look at the letter: Written 2 March 2026")
    assert again.preview.view.page_count == 1
    assert not again.sent.isHidden()


def test_someone_without_responsibility_is_asked_for_authority(desk: Desk) -> None:
    request = logged(desk, requester_kind=RequesterKind.THIRD_PARTY, carer_id="")
    stage = identity(opened(desk, request, "identity"))
    assert not stage.form.row("authority_asked_on").isHidden()
    stage.form.set_values({"identity_known": False, "authority_asked_on": date(2026, 2, 1)})
    stage.form.edited.emit()
    stage.save.click()
    assert "before the day the request arrived" in stage.form.row("authority_asked_on").error()
    draft = stage.save_draft()
    assert draft is not None
    assert draft["authority_asked_on"] == "2026-02-01"


def test_a_planted_pause_of_the_school_days_would_be_seen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = clocks.school_record
    request = logged(desk)
    assert figures(opened(desk, request, "received"))[Rule.SCHOOL_RECORD] == "20 March 2026"
    monkeypatch.setattr(
        clocks,
        "school_record",
        lambda received, school, *, bound: right(received + timedelta(days=3), school, bound=bound),
    )
    assert figures(opened(desk, request, "received"))[Rule.SCHOOL_RECORD] != "20 March 2026"


def test_a_stage_that_forgot_its_typing_would_be_seen(desk: Desk) -> None:
    page = opened(desk, logged(desk), "identity")
    stage = identity(page)
    stage.form.set_values({"identity_known": True, "identity_reason": "Met her"})
    stage.form.edited.emit()
    stage._typed = False
    page.refresh()
    assert stage.form.row("identity_reason").value() == ""
