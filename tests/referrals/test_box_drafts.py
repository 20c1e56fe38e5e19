"""What is typed into a box over a page outlives a lock, in the compartment of what it is about (decision 22)."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import DiskFull
from coordinator_app.core.privacy import Compartment
from coordinator_app.referrals.actions import referrals_of
from coordinator_app.referrals.page import boxes
from coordinator_app.store import drafts
from coordinator_app.ui.box_draft import BoxDraft
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import FormBox
from tests.held_jobs import HeldBack
from tests.referrals.driving import answer
from tests.referrals.page_desk import Desk
from tests.vaults import House

WHY = "The school can do this itself: it has a place in its own unit."


def declining(qtbot: QtBot, desk: Desk, house: House) -> boxes.DeclineBox:
    box = boxes.DeclineBox(referrals_of(house.session, house.pupil.id)[0])
    qtbot.addWidget(box)
    boxes.ask(desk.services, box, lambda _saved: None)
    return box


def lock(box: FormBox) -> None:
    """As a lock finds it: a second after the last key, and the box never hears of it."""
    draft = box.findChild(BoxDraft)
    assert draft is not None
    assert draft._wait.isActive(), "typing starts the wait"
    draft.keep()


def test_a_reason_that_was_typed_is_back_after_a_lock_and_can_be_kept(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    box = declining(qtbot, at_desk, referred)
    answer(box.form, decision_reason=WHY)
    lock(box)
    again = declining(qtbot, at_desk, referred)
    assert again.form.row("decision_reason").value() == WHY
    note = again.note()
    assert note is not None
    assert note.accessibleName().startswith("What you typed before is back.")
    again.reject()
    assert again.note() is not note, "one slip of Escape does not throw it away"
    answer(again.form, decline_code=boxes.DeclineReason.OTHER)
    again.save()
    assert referred.session.drafts() == [], "kept as a record"
    assert at_desk.told.troubles == []


def test_whoever_carries_on_types_behind_the_last_letter(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = declining(qtbot, at_desk, referred)
    answer(box.form, decision_reason=WHY)
    lock(box)
    held = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    again = declining(qtbot, at_desk, referred)
    again.show()
    again.activateWindow()
    held.let()
    focus = again.focusWidget()
    assert focus is again.form.row("decision_reason").input.target()
    qtbot.keyClicks(focus, " And room.")
    assert again.form.row("decision_reason").value() == f"{WHY} And room."


def test_whoever_types_already_when_it_comes_back_is_left_where_he_is(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = declining(qtbot, at_desk, referred)
    answer(box.form, decision_reason=WHY)
    lock(box)
    held = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    again = declining(qtbot, at_desk, referred)
    again.show()
    again.activateWindow()
    again.cancel.setFocus()
    held.let()
    assert again.focusWidget() is again.cancel


def test_what_was_thrown_away_does_not_come_back(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    box = declining(qtbot, at_desk, referred)
    answer(box.form, decision_reason=WHY)
    lock(box)
    box.reject()
    box.reject()
    assert referred.session.drafts() == []
    assert declining(qtbot, at_desk, referred).form.row("decision_reason").value() == ""


def test_a_box_in_which_nothing_was_typed_leaves_no_draft(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    box = declining(qtbot, at_desk, referred)
    answer(box.form, decision_reason="x")
    answer(box.form, decision_reason="")
    lock(box)
    assert referred.session.drafts() == []


def test_risk_lies_in_the_guarded_compartment_only(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    box = boxes.RiskBox(referrals_of(referred.session, referred.pupil.id)[0], None, referred.clock)
    qtbot.addWidget(box)
    boxes.ask(at_desk.services, box, lambda _saved: None)
    answer(box.form, known=WHY)
    lock(box)
    found = {one: drafts.all_drafts(referred.session.databases.connection(one)) for one in Compartment}
    assert [one.body["known"] for one in found[Compartment.GUARDED]] == [WHY]
    assert found[Compartment.GENERAL] == []


def test_what_is_typed_before_the_draft_has_come_stays_and_so_does_the_draft(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    box = declining(qtbot, at_desk, referred)
    answer(box.form, decision_reason=WHY)
    lock(box)
    quick = boxes.DeclineBox(referrals_of(referred.session, referred.pupil.id)[0])
    qtbot.addWidget(quick)
    draft = BoxDraft(at_desk.services, quick, DraftOf("decline_referral", quick._referral.id))
    answer(quick.form, decision_reason="Their unit has room.")
    draft.keep()  # the answer of the vault is still to come: nothing is written over what lies there
    assert [one.body["decision_reason"] for one in referred.session.drafts()] == [WHY]
    draft.read()
    assert quick.form.row("decision_reason").value() == f"Their unit has room.\n\n{WHY}"


def test_only_what_differs_is_kept_so_that_a_newer_record_is_not_covered(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    box = declining(qtbot, at_desk, referred)
    answer(box.form, decision_reason=WHY)
    lock(box)
    (kept,) = referred.session.drafts()
    assert set(kept.body) == {"decision_reason"}


def test_a_draft_that_was_not_shown_yet_is_not_thrown_away_by_a_quick_escape(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = declining(qtbot, at_desk, referred)
    answer(box.form, decision_reason=WHY)
    lock(box)
    with monkeypatch.context() as patch:
        HeldBack(at_desk.services.jobs, patch, "read")
        declining(qtbot, at_desk, referred).reject()
    assert declining(qtbot, at_desk, referred).form.row("decision_reason").value() == WHY


def test_a_full_disk_is_not_said_of_a_draft_that_only_had_to_go(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was typed is kept as a record by then: the word would say the opposite."""
    box = declining(qtbot, at_desk, referred)
    answer(box.form, decision_reason=WHY)
    lock(box)
    asked: list[object] = []

    def full(work: object, *, failed: Any, **_more: object) -> None:
        asked.append(work)
        failed(DiskFull("The disk is full."))

    monkeypatch.setattr(at_desk.services.jobs, "write", full)
    box.accept()
    assert len(asked) == 1
    assert at_desk.told.troubles == []


def test_a_lock_before_the_older_draft_has_come_keeps_both(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = declining(qtbot, at_desk, referred)
    answer(box.form, decision_reason=WHY)
    lock(box)
    held = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    again = declining(qtbot, at_desk, referred)
    assert held.asked
    answer(again.form, decision_reason="They rang again at five.")
    draft = again.findChild(BoxDraft)
    assert draft is not None
    draft.keep_at_lock()
    (kept,) = referred.session.drafts()
    assert kept.body["decision_reason"] == f"{WHY}\nThey rang again at five."


def test_a_lock_writes_nothing_for_a_box_in_which_nothing_was_typed(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    draft = declining(qtbot, at_desk, referred).findChild(BoxDraft)
    assert draft is not None
    draft.keep_at_lock()
    assert referred.session.drafts() == []
