"""The screen of a request's letters, worked as a user works it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from desks import Desk, desk_of, press, texts
from pypdf import PdfReader

from coordinator_app.access_requests.actions import decide, intake, letters
from coordinator_app.access_requests.exemptions import Exemption
from coordinator_app.access_requests.letter_kinds import Refusal
from coordinator_app.access_requests.model import AccessRequest, Channel, HealthOpinion, LetterKind
from coordinator_app.access_requests.page.form_dialog import FormDialog
from coordinator_app.access_requests.page.letters_page import RequestLettersPage
from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing.model import DeliveryMethod
from tests.vaults import House, fill_in_the_letter, new_request


@pytest.fixture
def desk(consented: House, qtbot: object, tmp_path: Path) -> Desk:
    fill_in_the_letter(consented)
    return desk_of(consented, tmp_path)


@pytest.fixture
def request_made(desk: Desk) -> AccessRequest:
    return intake.log_request(desk.house.session, new_request(desk.house)).record


def opened(desk: Desk, request: AccessRequest, kind: LetterKind | None = None) -> RequestLettersPage:
    page = desk.page(RequestLettersPage, request_id=request.id, kind=kind.value if kind else "")
    assert page.stage is not None
    return page


def fill(page: RequestLettersPage, **values: object) -> None:
    assert page.stage is not None
    assert page.stage.form is not None
    for name, value in values.items():
        row = page.stage.form.row(name)
        row.input.set_value(value)
        row.input.edited.emit()


def test_a_question_is_written_sent_and_answered_and_the_clock_follows(
    desk: Desk, request_made: AccessRequest
) -> None:
    page = opened(desk, request_made, LetterKind.CLARIFICATION)
    assert page.stage is not None
    assert "No letter is written yet." in texts(page)
    press(page, "Prepare the letter")
    assert "Write what you ask." in texts(page)
    assert page.stage.panel is None
    fill(page, question="Which school years do you mean?")
    press(page, "Prepare the letter")
    assert page.stage.panel is not None
    page.stage.panel.sent.click()
    desk.answer(sent_how=DeliveryMethod.POST)
    session = desk.house.session
    pause = intake.pauses_of(session, request_made.id)[0]
    assert pause.question == "Which school years do you mean?"
    assert pause.reason.startswith("We hold a lot")
    assert "Sent 24 November 2026" in texts(page)
    desk.house.clock.at = datetime(2026, 12, 1, 9, 0)
    press(page, "Record the answer: Letter that asks what they want")
    desk.answer(replied_on=date(2026, 12, 1), how=Channel.EMAIL, reply="Years 8 and 9")
    answered = intake.pauses_of(session, request_made.id)[0]
    assert (answered.answer, answered.answered_by) == ("Years 8 and 9", Channel.EMAIL)
    assert "Answered 1 December 2026" in texts(page)


def test_the_words_of_one_letter_can_be_changed_and_go_out_as_changed(
    desk: Desk, request_made: AccessRequest
) -> None:
    page = opened(desk, request_made, LetterKind.IDENTITY)
    assert page.stage is not None
    press(page, "Prepare the letter")
    panel = page.stage.panel
    assert panel is not None
    panel.change.click()
    dialog = desk.dialogs.shown[-1]
    text = str(dialog.form.row("text").value())
    desk.answer(text=text.replace("Bring it", "Bring it on Tuesday"))
    assert "Bring it on Tuesday" in panel.text
    panel.sent.click()
    desk.answer(sent_how=DeliveryMethod.POST)
    kept = letters.letters_of(desk.house.session, request_made.id)[0]
    pdf = PdfReader(io.BytesIO(desk.house.session.blob(kept.content_id)))
    assert "Bring it on Tuesday" in " ".join(pdf.pages[0].extract_text().split())


def test_how_a_letter_went_and_to_whom_is_asked_told_and_taken_back(
    desk: Desk, request_made: AccessRequest
) -> None:
    session = desk.house.session
    page = opened(desk, request_made, LetterKind.ACKNOWLEDGEMENT)
    assert page.stage is not None
    press(page, "Prepare the letter")
    assert page.stage.panel is not None
    page.stage.panel.sent.click()
    box = desk.answer(sent_to="")
    box.show()
    assert letters.letters_of(session, request_made.id)[0].sent_on is None
    assert {"Choose how it went.", "Say to whom it went."} <= set(texts(box).splitlines())
    desk.answer(sent_how=DeliveryMethod.SECURE_EMAIL, sent_to="marigold@weir.example, and her solicitor")
    kept = letters.letters_of(session, request_made.id)[0]
    assert (kept.sent_how, kept.sent_to) == (
        DeliveryMethod.SECURE_EMAIL,
        "marigold@weir.example, and her solicitor",
    )
    assert "It went: secure email, to marigold@weir.example, and her solicitor" in texts(page)
    change_id = desk.said.toasts[-1][1]
    assert change_id
    session.undo(change_id)
    kept = letters.letters_of(session, request_made.id)[0]
    assert (kept.sent_on, kept.sent_how, kept.sent_to) == (None, None, "")


def test_the_way_that_the_last_letter_went_is_proposed_for_the_next_to_the_same_person(
    desk: Desk, request_made: AccessRequest
) -> None:
    page = opened(desk, request_made, LetterKind.ACKNOWLEDGEMENT)
    assert page.stage is not None
    for kind, chosen in ((LetterKind.ACKNOWLEDGEMENT, None), (LetterKind.IDENTITY, DeliveryMethod.POST)):
        page.stage.choose(kind)
        press(page, "Prepare the letter")
        assert page.stage.panel is not None
        page.stage.panel.sent.click()
        box = desk.dialogs.shown[-1]
        assert isinstance(box, FormDialog)
        assert box.form.row("sent_how").value() is chosen
        assert box.form.row("sent_to").value() == "Marigold Puddlecombe"
        desk.answer(sent_how=DeliveryMethod.POST)
    page.stage.choose(LetterKind.HEALTH_OPINION)
    fill(page, to_name="Dr Fen Marlowe", question="Notes of 4 March.")
    press(page, "Prepare the letter")
    page.stage.panel.sent.click()
    assert desk.dialogs.shown[-1].form.row("sent_how").value() is None, "somebody else, another way"


@pytest.mark.parametrize(("days", "told"), [(7, False), (8, True)])
def test_whoever_sends_a_letter_for_proof_that_lay_too_long_reads_that_it_is_no_longer_true(
    desk: Desk, days: int, told: bool
) -> None:
    today = desk.house.clock.today()
    asked = intake.log_request(desk.house.session, replace(new_request(desk.house), received_on=today)).record
    page = opened(desk, asked, LetterKind.IDENTITY)
    assert page.stage is not None
    press(page, "Prepare the letter")
    assert page.stage.panel is not None
    page.stage.panel.sent.click()
    assert "make the letter anew" not in texts(desk.dialogs.shown[-1])
    day = today + timedelta(days=days)
    desk.house.clock.at = datetime(day.year, day.month, day.day, 9, 0)
    page = opened(desk, asked)
    press(page, "Record as sent: Letter that asks who they are")
    box = desk.dialogs.shown[-1]
    box.show()
    assert ("make the letter anew" in texts(box)) is told


def test_a_refusal_asks_for_its_ground_and_for_what_that_ground_needs(
    desk: Desk, request_made: AccessRequest
) -> None:
    page = opened(desk, request_made, LetterKind.REFUSAL)
    assert page.stage is not None
    assert page.stage.form is not None
    press(page, "Prepare the letter")
    assert "Say on what ground." in texts(page)
    fill(page, ground=Refusal.EXCESSIVE)
    assert page.stage.form.row("evidence").isVisible()
    assert not page.stage.form.row("exemption").isVisible()
    press(page, "Prepare the letter")
    assert "Say what you go by." in texts(page)
    fill(page, ground=Refusal.REASON, why="It tells of another family.")
    press(page, "Prepare the letter")
    assert "Choose the law." in texts(page)
    fill(page, exemption=Exemption.THIRD_PARTY)
    press(page, "Prepare the letter")
    assert page.stage.panel is not None


def test_a_health_professionals_opinion_is_asked_by_letter_and_recorded_with_its_answer(
    desk: Desk, request_made: AccessRequest
) -> None:
    page = opened(desk, request_made, LetterKind.HEALTH_OPINION)
    assert page.stage is not None
    fill(page, to_name="Dr Fen Marlowe", question="Notes of 4 March.")
    press(page, "Prepare the letter")
    assert page.stage.panel is not None
    page.stage.panel.sent.click()
    desk.answer(sent_how=DeliveryMethod.POST)
    press(page, "Record the answer: Letter to a health professional")
    desk.answer(would_harm=False, reply="It may be shown.")
    session = desk.house.session
    opinion = session.list(HealthOpinion, where={"request_id": request_made.id})[0]
    assert (opinion.would_harm, opinion.opinion, opinion.given_on) == (
        False,
        "It may be shown.",
        date(2026, 11, 24),
    )


def test_what_is_being_written_comes_back_after_a_lock_and_lies_in_the_guarded_compartment(
    desk: Desk, request_made: AccessRequest
) -> None:
    page = opened(desk, request_made, LetterKind.SAFEGUARDING_ADVICE)
    fill(page, question="What was said on 3 March.")
    draft = page.save_draft()
    assert draft is not None
    assert page.draft_compartment is Compartment.GUARDED
    again = opened(desk, request_made)
    assert again.save_draft() is None
    again.restore_draft(draft)
    assert again.stage is not None
    assert again.stage.form is not None
    assert again.stage.form.values()["question"] == "What was said on 3 March."
    assert again.stage.kind is LetterKind.SAFEGUARDING_ADVICE


def test_a_letter_that_waits_is_chased(desk: Desk, request_made: AccessRequest) -> None:
    page = opened(desk, request_made, LetterKind.IDENTITY)
    assert page.stage is not None
    press(page, "Prepare the letter")
    assert page.stage.panel is not None
    page.stage.panel.sent.click()
    desk.answer(sent_how=DeliveryMethod.POST)
    press(page, "Chased: Letter that asks who they are")
    desk.answer()
    assert "Chased 24 November 2026" in texts(page)


def test_a_closed_request_writes_no_letter(desk: Desk, request_made: AccessRequest) -> None:
    with desk.house.session.write() as work:
        work.change(request_made, sent_on=date(2026, 11, 24))
    page = opened(desk, request_made)
    assert "Write a letter" not in texts(page)


def test_what_was_asked_by_telephone_is_recorded_without_a_letter(
    desk: Desk, request_made: AccessRequest
) -> None:
    session = desk.house.session
    page = opened(desk, request_made, LetterKind.HEALTH_OPINION)
    fill(page, to_name="Dr Fen Marlowe")
    press(page, "Asked without a letter")
    desk.answer()
    press(page, "Asked without a letter")
    desk.answer(given_on=date(2026, 11, 24), would_harm=True, opinion="Not before March.")
    (opinion,) = session.list(HealthOpinion, where={"request_id": request_made.id})
    assert (opinion.professional, opinion.would_harm, opinion.opinion) == (
        "Dr Fen Marlowe",
        True,
        "Not before March.",
    )
    page = opened(desk, request_made, LetterKind.SAFEGUARDING_ADVICE)
    fill(page, to_name="O. Quillfeather")
    press(page, "Asked without a letter")
    desk.answer()
    assert [one.officer for one in decide.advice_of(session, request_made.id)] == ["O. Quillfeather"]
    page = opened(desk, request_made, LetterKind.CLARIFICATION)
    press(page, "Asked without a letter")
    desk.answer(question="Which years?", asked_how="By telephone")
    pause = intake.pauses_of(session, request_made.id)[0]
    assert (pause.question, bool(pause.reason), pause.letter_id) == ("Which years?", True, "")


class Asked:
    """A passphrase that has to be typed first."""

    fresh = False

    def __call__(self, then: Callable[[], None], why: str) -> None:
        assert why == "This is about safeguarding or health."
        self.fresh = True
        then()


def test_letters_about_what_is_restricted_are_shown_after_the_passphrase_only(
    desk: Desk, request_made: AccessRequest
) -> None:
    page = opened(desk, request_made, LetterKind.SAFEGUARDING_ADVICE)
    fill(page, to_name="O. Quillfeather", question="What was said on 3 March.")
    assert page.stage is not None
    press(page, "Prepare the letter")
    assert page.stage.panel is not None
    page.stage.panel.sent.click()
    desk.answer(sent_how=DeliveryMethod.POST)
    confirm = Asked()
    desk.services = replace(desk.services, confirm=confirm)
    page = opened(desk, request_made)
    assert "Quillfeather" not in texts(page)
    press(page, "Show letters about restricted entries")
    assert "To O. Quillfeather" in texts(page)
    confirm.fresh = False
    page = opened(desk, request_made, LetterKind.HEALTH_OPINION)
    assert confirm.fresh, "to begin one asks as well"
