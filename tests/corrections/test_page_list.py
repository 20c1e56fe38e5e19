"""Writing down what somebody says is wrong: from the list, from an entry, and not a word lost."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.model import Category
from coordinator_app.chronology.page.entries import WRONG
from coordinator_app.chronology.page.tab import ChronologyTab
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.model import CorrectionClaim
from coordinator_app.corrections.page.claim_box import ClaimBox
from coordinator_app.corrections.page.claims import CorrectionsPage
from coordinator_app.ui.box_draft import BOX
from coordinator_app.ui.draft_keeper import PARAMS
from tests.corrections.asked import FATHER, asked
from tests.held_jobs import HeldBack
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add


def shown(qtbot: QtBot, desk: Desk, **params: Any) -> CorrectionsPage:
    page = CorrectionsPage(desk.services)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.open(**params)
    QApplication.processEvents()
    return page


def box_of(qtbot: QtBot, desk: Desk) -> ClaimBox:
    box = cast("ClaimBox", desk.dialogs.shown[-1])
    qtbot.addWidget(box)
    return box


def fill(box: ClaimBox, **more: object) -> None:
    values: dict[str, object] = {"asked_by": FATHER, "says": "Kit was born on the thirteenth of May."}
    box.form.set_values(values | more)


def test_a_claim_is_written_down_and_leads_to_its_page(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    shown(qtbot, at_desk, pupil_id=referred.pupil.id, ask=True)
    box = box_of(qtbot, at_desk)
    fill(box, item=f"pupil:{referred.pupil.id}", field_label="Birth date")
    box.act.click()
    (claim,) = referred.session.list(CorrectionClaim)
    assert (claim.item_kind, claim.asked_by, claim.before_version) == (
        "pupil",
        FATHER,
        referred.pupil.version,
    )
    assert at_desk.told.went == [("correction", {"claim_id": claim.id})]
    assert at_desk.told.toasts[-1][1], "it can be undone"


def test_from_an_entry_the_record_is_known_already(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    entry = add(referred, "Kit was late.")
    shown(qtbot, at_desk, pupil_id=referred.pupil.id, item_kind="chronology_entry", item_id=entry.id)
    box = box_of(qtbot, at_desk)
    assert "item" not in box.form.rows()
    assert "Behaviour entry, 1 November 2026" in words_of(box)
    fill(box)
    box.act.click()
    assert referred.session.list(CorrectionClaim)[0].item_id == entry.id


def test_without_a_record_the_box_says_so_and_keeps_every_word(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    shown(qtbot, at_desk, pupil_id=referred.pupil.id, ask=True)
    box = box_of(qtbot, at_desk)
    fill(box)
    box.act.click()
    assert box.form.row("item").error() == "Choose the record."
    assert box.form.row("says").value() == "Kit was born on the thirteenth of May."
    assert referred.session.count(CorrectionClaim) == 0


def test_a_second_press_while_it_is_kept_writes_nothing_twice(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(qtbot, at_desk, pupil_id=referred.pupil.id, ask=True)
    box = box_of(qtbot, at_desk)
    fill(box, item=f"pupil:{referred.pupil.id}")
    held = HeldBack(at_desk.services.jobs, monkeypatch, "write")
    box.act.click()
    box.act.click()
    box.save()
    held.let()
    for one in held.take():
        one()
    assert referred.session.count(CorrectionClaim) == 1


def test_what_is_typed_is_kept_apart_with_the_way_back_to_the_box(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    entry = add(referred, "Kit was late.")
    way = {"pupil_id": referred.pupil.id, "item_kind": "chronology_entry", "item_id": entry.id}
    shown(qtbot, at_desk, **way)
    box = box_of(qtbot, at_desk)
    fill(box)
    box.form.row("says").edited.emit()
    qtbot.waitUntil(lambda: referred.session.drafts() != [])
    (draft,) = referred.session.drafts()
    assert draft.body["says"] == "Kit was born on the thirteenth of May."
    assert draft.body[PARAMS] == {**way, "ask": True}
    assert draft.body[BOX] == {"page": "corrections", "title": ""}
    assert referred.as_user(Compartment.GENERAL).drafts() == []
    shown(qtbot, at_desk, **way)
    assert box_of(qtbot, at_desk).form.row("says").value() == "Kit was born on the thirteenth of May."


def test_the_list_tells_what_was_asked_for_and_opens_it(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    claim = asked(referred)
    page = shown(qtbot, at_desk, pupil_id=referred.pupil.id)
    assert [row.title for row in page.list.rows()] == ["Details of the pupil, Birth date"]
    assert page._about.text() == "Kit Puddlecombe"
    page.list.opened.emit(claim.id)
    assert at_desk.told.went == [("correction", {"claim_id": claim.id})]
    assert page.where() == {"pupil_id": referred.pupil.id}


def test_nobody_asked_for_anything(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    page = shown(qtbot, at_desk)
    assert "Nobody has asked for a correction" in words_of(page)
    assert not page.new.isVisibleTo(page), "of whom is not known here"


def test_a_late_answer_of_another_child_opens_no_box(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, at_desk, pupil_id=referred.pupil.id)
    held = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page.new.click()
    late = held.take()
    held.let()
    page.open(pupil_id="")
    for one in late:
        one()
    assert at_desk.dialogs.shown == []
    assert page.new.isEnabled()


def test_a_user_without_the_key_is_offered_nothing_that_lies_apart(
    qtbot: QtBot, at_level_two: Desk, referred: House
) -> None:
    add(referred, "A quiet talk.", category=Category.SAFEGUARDING)
    shown(qtbot, at_level_two, pupil_id=referred.pupil.id, ask=True)
    box = box_of(qtbot, at_level_two)
    assert "is_guarded" not in box.form.rows()
    assert not any("Safeguarding" in one.words for one in box._offered.items)


def test_the_link_of_an_entry_leads_here_with_the_entry(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    entry = add(referred, "Kit was late.")
    tab = ChronologyTab(at_desk.services, referred.pupil.id)
    qtbot.addWidget(tab)
    tab.show()
    QApplication.processEvents()
    tab.entries.wanted.emit(WRONG, entry.id)
    way = {"pupil_id": referred.pupil.id, "item_kind": "chronology_entry", "item_id": entry.id}
    assert at_desk.told.went == [("corrections", way)]


def test_how_proof_was_asked_for_is_asked_once_there_is_a_day(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    shown(qtbot, at_desk, pupil_id=referred.pupil.id, ask=True)
    box = box_of(qtbot, at_desk)
    how = box.form.row("identity_asked_how")
    assert how.isHidden()
    fill(box, item=f"pupil:{referred.pupil.id}", identity_asked_on=date(2026, 11, 21))
    box.form.edited.emit()
    assert not how.isHidden()
    box.act.click()
    assert "Say how it was asked for" in how.error()
    box.form.set_values({"identity_asked_how": "By hand, by T. Inkwell"})
    box.act.click()
    (claim,) = referred.session.list(CorrectionClaim)
    assert claim.identity_asked_how == "By hand, by T. Inkwell"
