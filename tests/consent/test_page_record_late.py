"""Answers of readers and of the writer that come late: nothing typed is wiped, and nothing of a child before is shown."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coordinator_app.consent.actions import consents_of
from coordinator_app.consent.page import RecordConsentPage
from coordinator_app.core.errors import DiskFull
from coordinator_app.referrals import actions as referrals
from coordinator_app.ui.offered_list import GONE
from tests.consent.test_page_record import WHOLE, opened
from tests.held_jobs import HeldBack
from tests.referrals.driving import answer
from tests.referrals.page_desk import Desk
from tests.vaults import House, new_pupil, new_referral


def test_the_answers_wait_for_the_facts_so_that_their_start_wipes_nothing(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page = opened(qtbot, at_desk, referred.pupil.id)
    assert not page.answers.isEnabled()
    assert not page.record.isEnabled()
    reads.let()
    assert page.answers.isEnabled()
    assert page.answers.isVisible()
    assert page.record.isEnabled()


def test_nothing_of_the_child_before_stands_there_while_the_next_is_read(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, at_desk, referred.pupil.id)
    assert "Puddlecombe" in page.header.about.text()
    other = referrals.take_referral(
        referred.session, new_pupil(referred, family_name="Bramblewick"), new_referral(referred)
    ).pupil
    reads = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page.open(pupil_id=other.id)
    assert page.header.about.text() == ""
    assert not page.answers.isVisible()
    reads.let()
    assert "Bramblewick" in page.header.about.text()


def test_a_second_form_is_not_typed_into_answers_that_start_afresh(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, at_desk, referred.pupil.id)
    answer(page.answers, carer_id=referred.carer.id, **WHOLE)
    reads = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page.save()
    assert not page.answers.isEnabled()
    reads.let()
    assert page.answers.isEnabled()


def test_two_presses_record_one_form(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, at_desk, referred.pupil.id)
    answer(page.answers, carer_id=referred.carer.id, **WHOLE)
    writes = HeldBack(at_desk.services.jobs, monkeypatch, "write")
    reads = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    for _ in range(2):
        QTest.mouseClick(page.record, Qt.MouseButton.LeftButton)
    writes.let()
    QTest.mouseClick(page.record, Qt.MouseButton.LeftButton)
    reads.let()
    assert len(consents_of(referred.session, referred.pupil.id)) == 1


def test_a_draft_that_cannot_be_dropped_is_not_told_on_the_page_of_the_next_child(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """His words are recorded: "The disk is full" on another child's page would say the opposite."""
    page = opened(qtbot, at_desk, referred.pupil.id)
    answer(page.answers, carer_id=referred.carer.id, **WHOLE)
    other = referrals.take_referral(
        referred.session, new_pupil(referred, family_name="Bramblewick"), new_referral(referred)
    ).pupil
    with monkeypatch.context() as patch:
        writes = HeldBack(at_desk.services.jobs, patch, "write")
        page.save()
    page.open(pupil_id=other.id)
    tidies = full_disk(at_desk, monkeypatch)
    writes.let()
    assert tidies, "the draft of the child before is dropped"
    assert at_desk.told.troubles == []
    assert not page.in_trouble()


def full_disk(at_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    asked: list[object] = []

    def write(work: object, *, failed: Any, **_more: object) -> None:
        asked.append(work)
        failed(DiskFull("The disk is full."))

    monkeypatch.setattr(at_desk.services.jobs, "write", write)
    return asked


def test_a_page_that_let_one_type_too_early_would_be_found(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(RecordConsentPage, "_let_answer", lambda _page, _on: None)
    with pytest.raises(AssertionError):
        test_the_answers_wait_for_the_facts_so_that_their_start_wipes_nothing(
            qtbot, at_desk, referred, monkeypatch
        )


def test_who_signed_does_not_vanish_from_the_answers_when_she_is_deleted_meanwhile(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = opened(qtbot, at_desk, referred.pupil.id)
    answer(page.answers, carer_id=referred.carer.id)
    with referred.session.write() as work:
        work.trash(referred.carer)
    page.refresh()
    box: Any = page.answers.row("carer_id").input
    assert box.value() == referred.carer.id
    assert box.currentText().endswith(GONE)


def test_who_signed_for_the_child_before_is_not_offered_for_the_next(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    other = referrals.take_referral(
        referred.session, new_pupil(referred, family_name="Bramblewick"), new_referral(referred)
    ).pupil
    page = opened(qtbot, at_desk, referred.pupil.id)
    answer(page.answers, carer_id=referred.carer.id)
    page.open(pupil_id=other.id)
    box: Any = page.answers.row("carer_id").input
    assert box.value() is None
    assert not [one for one in range(box.count()) if "Puddlecombe" in box.itemText(one)]
