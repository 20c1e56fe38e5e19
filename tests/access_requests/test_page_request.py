"""J7, the request: from the Saturday call to the gathered records, on the screen and in the vault."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from desks import Desk, press, texts
from PySide6.QtWidgets import QApplication, QPushButton
from seen import MONDAY, SATURDAY, desk, figures, gathering, identity, logged, now, opened, received

from coordinator_app.access_requests import clocks
from coordinator_app.access_requests.actions import intake, letters, pack
from coordinator_app.access_requests.actions.people_kept import Keeper
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.model import (
    AccessRequest,
    Channel,
    Consultation,
    LetterKind,
    RequesterKind,
    RequestPause,
    RequestSort,
    Stage,
)
from coordinator_app.access_requests.page import known_reading, questions, steps
from coordinator_app.access_requests.page.clocks_panel import StepsDialog
from coordinator_app.access_requests.page.form_dialog import FormDialog
from coordinator_app.access_requests.page.log import LogRequestPage
from coordinator_app.core.deadline_types import Rule
from coordinator_app.core.unprinted import LINE
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.ui.box_draft import BoxDraft
from coordinator_app.ui.notes import Note
from tests.vaults import add, gathered, share_the_rest

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
__all__ = ["desk"]


def test_a_call_on_saturday_is_logged_on_monday_from_the_screen(desk: Desk) -> None:
    page = desk.page(LogRequestPage)
    page.picker.setText("kit pudd")
    page.picker.set_value(desk.house.pupil.id)
    page.picker.edited.emit()
    page.asker.set_value(desk.house.carer.id)
    page.asker.edited.emit()
    page.on.click()
    page.what.set_values(
        {
            "received_on": SATURDAY,
            "channel": Channel.TELEPHONE,
            "sort": RequestSort.BOTH,
            "wanted": "Everything",
        }
    )
    page.on.click()
    request = desk.house.session.list(AccessRequest)[0]
    assert (request.received_on, request.typed_on) == (SATURDAY, MONDAY.date())
    assert (request.requester, request.requester_kind) == ("Marigold Puddlecombe", RequesterKind.PARENT)
    assert desk.went.places == [("access_request", {"request_id": request.id, "stage": "received"})]


def test_the_names_for_the_review_are_made_ready_when_a_request_is_opened(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper()
    monkeypatch.setattr(known_reading, "KEEPER", keeper)
    opened(desk, logged(desk), "received")
    assert keeper.index is not None


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
    page = opened(desk, logged(desk, channel=Channel.LETTER), "received")
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
    desk.answer(sent_how=DeliveryMethod.POST)
    kept = letters.letters_of(desk.house.session, request.id)
    assert [one.sent_on for one in kept] == [MONDAY.date()], "one letter, kept once"
    assert panel.sent.isHidden(), "a letter that was sent cannot be recorded as sent again"
    assert steps.is_done(page.case, Stage.RECEIVED)


def test_a_letter_with_what_cannot_be_printed_says_so_and_goes_out_after_one_question(
    desk: Desk, tmp_path: Path
) -> None:
    request = logged(desk, requester="علي Puddlecombe")
    panel = received(opened(desk, request, "received")).letter
    panel.prepare.click()
    note = panel.unprinted.note
    assert note is not None
    assert note.text == (
        "On paper a line is left for the name of who asked: write it by hand. "
        "It holds \u200eع\u200e, \u200eل\u200e, \u200eي\u200e."
    )
    desk.dialogs.will_answer(False)
    panel.save.click()
    assert letters.letters_of(desk.house.session, request.id) == []
    desk.dialogs.will_answer(True, tmp_path / "letter.pdf")
    panel.save.click()
    with pypdfium2.PdfDocument(tmp_path / "letter.pdf") as pdf:
        words = " ".join(one.get_textpage().get_text_range() for one in pdf)
    assert "[?]" not in words
    assert words.count(LINE) == 2, "in the address and in the letter"


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


def test_the_school_is_asked_by_letter_chased_and_its_reply_recorded(desk: Desk) -> None:
    request = logged(desk)
    page = opened(desk, request, "gather")
    stage = gathering(page)
    assert "Not asked yet" in texts(stage)
    stage.letter.prepare.click()
    stage.letter.sent.click()
    desk.answer(sent_how=DeliveryMethod.POST)
    asked = desk.house.session.list(Consultation)
    assert [(one.asked_on, one.asked_who) for one in asked] == [(MONDAY.date(), "T. Inkwell")]
    desk.house.clock.at = datetime(2026, 3, 10, 9, 0)
    page.refresh()
    assert "No reply for 8 days" in texts(stage)
    press(stage, "Record a chase of Foxglove Hill School")
    desk.answer(chased_who="The office")
    assert "Asked 2 March 2026, T. Inkwell. Chased 10 March 2026, The office" in texts(stage)
    assert "Waiting" in texts(stage), "chased today, so not late for now"
    assert len(desk.house.session.list(Consultation)) == 1
    desk.house.clock.at = datetime(2026, 3, 12, 9, 0)
    page.refresh()
    buttons = [one for one in stage.findChildren(type(stage.gather)) if "Record the reply" in one.text()]
    buttons[-1].click()
    desk.answer(reply="Share all of it.")
    replied = desk.house.session.list(Consultation, order="asked_on")[-1]
    assert (replied.replied_on, replied.reply) == (date(2026, 3, 12), "Share all of it.")


def test_a_question_that_is_typed_outlives_a_lock(desk: Desk) -> None:
    request = logged(desk)
    page = opened(desk, request, "received")
    page.header.pause.click()
    typed = desk.dialogs.shown[-1]
    assert isinstance(typed, FormDialog)
    typed.form.row("question").input.set_value("Which years do you mean?")
    typed.form.row("asked_how").input.set_value("By telephone")
    typed.form.row("question").input.edited.emit()
    draft = typed.findChild(BoxDraft)
    assert draft is not None
    draft.keep()
    (kept,) = desk.house.session.drafts()
    assert (kept.screen, kept.record_id) == ("pause_request", request.id)
    page.header.pause.click()
    again = desk.dialogs.shown[-1]
    assert isinstance(again, FormDialog)
    assert again.form.row("question").value() == "Which years do you mean?"
    notes = [one.accessibleName() for one in again.findChildren(Note)]
    assert notes == ["What you typed before is back. It is not kept yet. Cancel throws it away."]
    again.act.click()
    assert desk.house.session.drafts() == [], "kept as a record"


def test_the_reply_of_one_school_is_not_put_to_the_account_of_another(desk: Desk) -> None:
    session, request = desk.house.session, logged(desk)
    asked = [
        intake.consult_school(session, request, MONDAY.date(), who).record for who in ("First", "Second")
    ]
    typed = questions.ask_reply(desk.services, asked[0])
    typed.form.row("reply").input.set_value("Hold back the letter.")
    draft = typed.findChild(BoxDraft)
    assert draft is not None
    draft.keep()
    assert len(session.drafts()) == 1
    assert questions.ask_reply(desk.services, asked[1]).form.row("reply").value() == ""
    assert questions.ask_reply(desk.services, asked[0]).form.row("reply").value() == "Hold back the letter."
    assert not [one for one in gathered(desk.house, request) if one.draft_screen], "our own working paper"


def test_a_question_moves_the_legal_month_and_the_target_and_never_the_school_days(desk: Desk) -> None:
    desk.house.clock.at = datetime(2026, 3, 4, 9, 0)
    request = logged(desk)
    page = opened(desk, request, "received")
    page.header.pause.click()
    desk.answer(question="Which years do you mean?", asked_how="By telephone, by T. Inkwell")
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


def test_after_two_weeks_without_an_answer_the_row_asks_to_remind_them_and_then_says_that_one_did(
    desk: Desk,
) -> None:
    desk.house.clock.at = datetime(2026, 3, 4, 9, 0)
    request = logged(desk)
    intake.pause(desk.house.session, request, date(2026, 3, 4), "Which years?")
    page = opened(desk, request, "received")
    assert "Waiting for an answer" in texts(page)
    desk.house.clock.at = datetime(2026, 3, 18, 9, 0)
    page.refresh()
    assert "No answer for 14 days" in texts(page)
    remind = [one for one in page.findChildren(QPushButton) if one.text() == "Record a reminder"][-1]
    remind.click()
    desk.answer(chased_on=date(2026, 3, 18))
    said = texts(page)
    assert "Reminded 18 March 2026." in said
    assert "Waiting for an answer" in said
    assert desk.house.session.list(RequestPause)[0].chased_on == date(2026, 3, 18)


def test_a_question_needs_words_and_a_pause_without_them_is_not_kept(desk: Desk) -> None:
    page = opened(desk, logged(desk), "received")
    page.header.pause.click()
    dialog = desk.answer(question="")
    assert dialog.form.row("question").error() == "Write what you ask."
    assert "Say how they were asked" in dialog.form.row("asked_how").error()
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


def test_a_letter_that_cannot_be_written_to_disk_is_still_safe(desk: Desk, tmp_path: Path) -> None:
    request = logged(desk)
    panel = received(opened(desk, request, "received")).letter
    panel.prepare.click()
    desk.dialogs.will_answer(tmp_path / "no such folder" / "letter.pdf")
    panel.save.click()
    assert [type(one).__name__ for one in desk.said.troubles] == ["PdfNotSaved"]
    assert len(letters.letters_of(desk.house.session, request.id)) == 1


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


def test_an_approved_request_says_what_still_keeps_the_pack_from_being_built(desk: Desk) -> None:
    session, request = desk.house.session, logged(desk)
    gathered(desk.house, request)
    share_the_rest(desk.house, request)
    pack.approve(session, now(desk, request), "Dana Placeholder", "There is no second user", MONDAY.date())
    page = opened(desk, request, "approve")
    assert "The pack cannot be built yet." in texts(page)
    press(page.stage, "Go to Identity")
    assert identity(page)
