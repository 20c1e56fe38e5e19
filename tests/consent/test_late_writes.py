"""The writer and the questions take their time: a late answer touches nothing of the child that is shown by then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.consent.actions import consents_of, forms_of
from coordinator_app.consent.page import RecordConsentPage, record
from coordinator_app.core.errors import FieldProblem, InvalidInput
from coordinator_app.pupils.model import Pupil
from coordinator_app.ui.page import Page
from tests.consent.printing_page import opened as print_page
from tests.consent.test_page_letter_leaving import another_child
from tests.consent.test_page_record import WHOLE, opened
from tests.referrals.driving import answer, errors, press
from tests.referrals.page_desk import Desk
from tests.vaults import House

SCAN = {"form_reference": "7QK4-M2ZD-9XA6", "document_id": ""}


def record_while_the_writer_is_busy(
    page: RecordConsentPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], None]:
    """Press Record consent; what is returned lets the writer answer."""
    held: list[Callable[[], object]] = []
    real = desk.services.jobs.write

    def busy(work: Any, *, done: Any, failed: Any = None) -> None:
        real(
            work,
            done=lambda kept: held.append(lambda: done(kept)),
            failed=lambda error: held.append(lambda: failed(error)),
        )

    with monkeypatch.context() as patch:
        patch.setattr(desk.services.jobs, "write", busy)
        press(page, "Record consent")
    assert len(held) == 1
    return lambda: [one() for one in held] and None


def typed_about_the_next(page: RecordConsentPage, house: House) -> Pupil:
    other = another_child(house)
    page.open(pupil_id=other.id, **SCAN)
    answer(page.answers, signed_on="23 November 2026", signature_seen=True)
    return other


def test_a_form_that_was_recorded_late_wipes_nothing_that_is_typed_about_the_next_child(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, first = referred.session, referred.pupil.id
    page = opened(qtbot, at_desk, first)
    answer(page.answers, carer_id=referred.carer.id, **WHOLE)
    with session.write() as work:  # as it is kept on leaving
        work.save_draft("record_consent", first, page.save_draft() or {})
    let_it_answer = record_while_the_writer_is_busy(page, at_desk, monkeypatch)
    other = typed_about_the_next(page, referred)
    before = page.save_draft()
    assert before is not None
    let_it_answer()
    assert page.save_draft() == before
    assert (page.draft_record, page._scanned.reference) == (other.id, SCAN["form_reference"])
    assert not page.panel.recorded, "the panel speaks of the child that is shown"
    assert at_desk.told.toasts[-1][0] == "Consent form recorded"
    assert len(consents_of(session, first)) == 1
    assert session.draft("record_consent", first) is None, "it would be recorded a second time"
    answer(page.answers, carer_id=session.list(type(referred.carer), where={"pupil_id": other.id})[0].id)
    answer(page.answers, has_responsibility=False, **WHOLE)
    press(page, "Record consent")
    assert len(consents_of(session, other.id)) == 1


def test_a_late_refusal_is_told_and_marks_no_answer_about_the_next_child(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, at_desk, referred.pupil.id)
    answer(page.answers, carer_id=referred.carer.id, **WHOLE)

    def refuses(*_given: Any) -> None:
        raise InvalidInput(FieldProblem("signed_on", "This day cannot be."))

    monkeypatch.setattr(record, "record_signed_form", refuses)
    let_it_answer = record_while_the_writer_is_busy(page, at_desk, monkeypatch)
    typed_about_the_next(page, referred)
    let_it_answer()
    assert isinstance(at_desk.told.troubles[-1], InvalidInput)
    assert errors(page.answers) == {}


def test_without_the_look_at_the_visit_the_next_form_would_be_wiped(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(Page, "of_visit", lambda _page, callback, **_more: callback)
    with pytest.raises(AssertionError):
        test_a_form_that_was_recorded_late_wipes_nothing_that_is_typed_about_the_next_child(
            qtbot, at_desk, referred, monkeypatch
        )


def test_a_file_chosen_for_one_child_gets_no_forms_of_the_next(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = another_child(referred)
    page = print_page(qtbot, at_desk, pupil_id=referred.pupil.id)
    target = tmp_path / "out.pdf"

    def slowly(_title: str, _name: str, _kinds: Any, then: Callable[[Path], None]) -> None:
        page.open(pupil_id=other.id)
        then(target)

    at_desk.dialogs.will_answer(True)
    monkeypatch.setattr(at_desk.dialogs, "save_file", slowly)
    press(page, "Save as PDF")
    assert not target.exists()
    assert forms_of(referred.session, other.id) == []


def test_forms_that_are_drawn_anew_behind_the_question_are_not_saved_half(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = print_page(qtbot, at_desk, pupil_id=referred.pupil.id)
    target = tmp_path / "out.pdf"

    def slowly(_title: str, _name: str, _kinds: Any, then: Callable[[Path], None]) -> None:
        page.previews.clear()  # as it stands while a change of the record has them drawn again
        then(target)

    at_desk.dialogs.will_answer(True)
    monkeypatch.setattr(at_desk.dialogs, "save_file", slowly)
    press(page, "Save as PDF")
    assert not target.exists()
    assert at_desk.told.toasts[-1][0] == "The forms are being drawn. Try again in a moment."
    assert forms_of(referred.session, referred.pupil.id) == []
