"""What is added, changed and removed in the People and details tab, all with Undo."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from coordinator_app.core.census_codes import Need
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils import details, duplicates, merging
from coordinator_app.pupils.editor import CarerBox
from coordinator_app.pupils.links import Bond, CourtOrder, OrderKind
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.pupils.page.about import AboutTab
from coordinator_app.pupils.page.choose_pupil import ChoosePupil
from coordinator_app.pupils.page.detail_box import DetailBox
from coordinator_app.pupils.parts import (
    CarePlan,
    MedicalNote,
    PupilName,
    PupilNeed,
    SchoolOnRoll,
)
from tests.pupils.about_tab import press, tab_of
from tests.pupils.kept import taken
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, new_pupil

TODAY = date(2026, 11, 24)


def test_a_court_order_is_added_through_its_form(at_desk: Desk, referred: House, tab: AboutTab) -> None:
    press(tab, "Add a court order")
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, DetailBox)
    assert box.accessibleName() == "Add a court order"
    box.form.set_values(
        {"about": "Barnaby Puddlecombe", "order_kind": OrderKind.OTHER, "hides_address": True}
    )
    box.save()
    assert box.form.row("meaning").error() == "What it means for us, in plain words is needed."
    box.form.set_values(
        {"meaning": "He must not be told which provider it is.", "carer_id": referred.carer.id}
    )
    box.save()
    (kept,) = referred.session.list(CourtOrder)
    assert (kept.carer_id, kept.hides_address) == (referred.carer.id, True)
    words, change_id = at_desk.told.toasts[-1]
    assert words == "Saved"
    assert change_id is not None
    referred.session.undo(change_id)
    assert not referred.session.list(CourtOrder)


def test_a_person_is_changed_and_removed_with_undo(at_desk: Desk, referred: House, tab: AboutTab) -> None:
    with referred.session.write() as work:
        work.add(
            Document(
                pupil_id=referred.pupil.id,
                title="Birth certificate, scan",
                kind_of_document=DocumentKind.CONSENT_FORM,
                dated=TODAY,
            )
        )
    tab.refresh()
    press(tab, "Change Marigold Puddlecombe")
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, CarerBox)
    document = referred.session.list(Document)[0]
    box.form.set_values({"contact_order": 2, "evidence_document_id": document.id, "no_contact": True})
    box.form.row("no_contact").edited.emit()
    box.form.set_values({"no_contact_reason": "She asked"})
    box.save()
    kept = referred.session.get(Carer, referred.carer.id)
    assert (kept.contact_order, kept.evidence_document_id, kept.no_contact_reason) == (
        2,
        document.id,
        "She asked",
    )
    press(tab, "Move 2. Marigold Puddlecombe to the trash")
    assert "Nobody is on the record yet." in words_of(tab)
    referred.session.undo(str(at_desk.told.toasts[-1][1]))
    assert pupils.carers_of(referred.session, referred.pupil.id)


def test_words_that_are_no_number_are_said_at_the_telephone(
    at_desk: Desk, referred: House, tab: AboutTab
) -> None:
    press(tab, "Add a person")
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, CarerBox)
    box.form.set_values({"name": "Aunt", "relationship": Relationship.OTHER, "telephone": "ask her mother"})
    box.save()
    assert "not a telephone number" in box.form.row("telephone").error()
    box.form.set_values({"telephone": "01632 960199", "has_responsibility": False})
    box.save()
    assert "Aunt" in words_of(tab)


def test_a_need_with_a_rank_that_is_taken_says_so_at_its_field(
    at_desk: Desk, referred: House, tab: AboutTab
) -> None:
    details.save_detail(referred.session, PupilNeed(pupil_id=referred.pupil.id, need=Need.SEMH, rank=1))
    press(tab, "Add a need")
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, DetailBox)
    box.form.set_values({"need": Need.ASD, "rank": 1})
    box.save()
    assert "has rank 1 already" in box.form.row("rank").error()


@pytest.mark.parametrize(
    ("button", "kind"),
    [
        ("Add a name", PupilName),
        ("Add an earlier school", SchoolOnRoll),
        ("Add a medical note", MedicalNote),
        ("Add a plan", CarePlan),
    ],
)
def test_every_section_adds_its_own_kind(
    at_desk: Desk, tab: AboutTab, button: str, kind: type[object]
) -> None:
    press(tab, button)
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, DetailBox)
    assert isinstance(box.detail(), kind)


def test_a_twin_is_chosen_by_typing_and_opened_from_the_row(
    qtbot: QtBot, at_desk: Desk, referred: House, tab: AboutTab
) -> None:
    twin = taken(referred, given_names="Wren")
    press(tab, "Add a brother or sister")
    choose = at_desk.dialogs.shown[-1]
    assert isinstance(choose, ChoosePupil)
    qtbot.addWidget(choose)
    choose.show()
    choose.typed.setText("nobody")
    assert not choose.act.isEnabled()
    assert "Nobody on the list" in words_of(choose)
    choose.typed.setText("")
    choose.typed.setText("pudd")
    assert [row.title for row in choose.list.rows()] == ["Wren Puddlecombe"]  # never the pupil itself
    choose.act.click()
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, DetailBox)
    assert "Wren Puddlecombe" in words_of(box)
    box.form.set_values({"bond": Bond.TWINS})
    box.save()
    press(tab, "Open the record of Wren Puddlecombe")
    assert at_desk.told.went[-1] == ("pupil", {"pupil_id": twin.id})


def test_details_are_changed_in_the_record_pages_form(at_desk: Desk, referred: House, tab: AboutTab) -> None:
    press(tab, "Change details")
    assert at_desk.told.went == [("pupil", {"pupil_id": referred.pupil.id, "tab": "about", "edit": True})]


# the same child


def test_another_record_of_the_child_is_named_compared_or_said_to_be_different(
    at_desk: Desk, referred: House, tab: AboutTab
) -> None:
    session = referred.session
    other = pupils.save_pupil(session, new_pupil(referred)).record
    tab.refresh()
    assert "This may be the same child as: Kit Puddlecombe, Year 10" in words_of(tab).replace("\n", " ")
    (compare,) = [one for one in tab.findChildren(QAbstractButton) if one.text() == "Compare the two"]
    compare.click()
    assert at_desk.told.went[-1] == ("merge_pupils", {"pupil_id": referred.pupil.id, "other_id": other.id})
    (different,) = [
        one for one in tab.findChildren(QAbstractButton) if one.text() == "They are different children"
    ]
    different.click()
    assert duplicates.different_from(session, other.id) == {referred.pupil.id}
    assert "This may be" not in words_of(tab)


def test_merged_records_can_be_taken_apart_from_the_tab(
    at_desk: Desk, referred: House, tab: AboutTab
) -> None:
    session = referred.session
    other = pupils.save_pupil(session, new_pupil(referred)).record
    merging.merge(session, referred.pupil.id, other.id, {}, "The school said so")
    tab.refresh()
    assert "was merged into this one on 24 November 2026. The school said so" in words_of(tab)
    press(tab, "Take the records apart")
    assert session.get(Pupil, other.id).trashed_at is None
    assert "merged into" not in words_of(tab)


def test_trouble_stands_in_the_tab_with_a_way_to_try_again(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    tab = tab_of(qtbot, at_desk, "nobody")
    assert "This pupil is not here" in words_of(tab)
    tab.pupil_id = referred.pupil.id
    press(tab, "Try again")
    assert "Marigold Puddlecombe" in words_of(tab)


def test_everything_that_can_be_pressed_has_a_name(tab: AboutTab) -> None:
    for one in tab.findChildren(QAbstractButton):
        assert one.accessibleName() or one.text()
