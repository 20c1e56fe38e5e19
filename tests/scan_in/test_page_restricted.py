"""The box that asks what a scan is: whoever holds the guarded key may restrict it, and then it is filed at once."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.documents.actions import documents_of
from coordinator_app.documents.model import DocumentKind
from coordinator_app.scan_in import actions
from coordinator_app.scan_in.model import ScannedForm
from coordinator_app.scan_in.page.details import DetailsBox
from coordinator_app.scan_in.page.tray import ScanInPage
from coordinator_app.ui.choices import ChoiceList, TickBox
from tests.pupils.screens import Desk, words_of
from tests.scan_in.made import bare, drop, tray
from tests.scan_in.paper import Make
from tests.vaults import House

TITLE = "Strategy meeting Teaselwood"


def in_hand(house: House) -> ScannedForm:
    drop(house, bare())
    return actions.choose_pupil(house.session, tray(house)[0], house.pupil.id).record


def asked(made: ScanInPage, desk: Desk, qtbot: QtBot) -> DetailsBox:
    made.deeds.act("details")
    box = desk.dialogs.shown[-1]
    assert isinstance(box, DetailsBox)
    qtbot.addWidget(box)
    return box


def tick(box: DetailsBox) -> TickBox:
    found = box.form.row("is_guarded").input
    assert isinstance(found, TickBox)
    return found


def choose(box: DetailsBox, kind: DocumentKind) -> None:
    """As the user does: the choice is told as an edit."""
    found = box.form.row("kind_of_document").input
    assert isinstance(found, ChoiceList)
    found.set_value(kind)
    found.edited.emit()


def fill(box: DetailsBox) -> None:
    for name, value in (("title", TITLE), ("dated", date(2026, 11, 1)), ("source", "Social care")):
        box.form.row(name).input.set_value(value)


def test_a_restricted_scan_is_filed_at_once_and_its_title_never_stood_in_the_tray(
    page: Make, referred: House, at_desk: Desk, qtbot: QtBot
) -> None:
    form = in_hand(referred)
    made = page()
    box = asked(made, at_desk, qtbot)
    fill(box)
    choose(box, DocumentKind.SCHOOL_LETTER)
    assert box.act.text() == "Keep"
    tick(box).click()
    assert box.act.text() == "File as restricted"
    box.save()
    assert at_desk.told.toasts[-1] == ("Document filed", None), "there is nothing to undo it from"
    (document,) = documents_of(referred.session, referred.pupil.id)
    assert (document.title, document.is_guarded) == (TITLE, True)
    assert all(TITLE not in str(one.after) for one in referred.session.history(form.id))
    assert made.tray.lines == ()
    assert "The original is where it was." in words_of(made)


def test_what_was_restricted_is_listed_without_its_title_and_cannot_come_back(
    page: Make, referred: House, at_desk: Desk, qtbot: QtBot
) -> None:
    in_hand(referred)
    made = page()
    box = asked(made, at_desk, qtbot)
    fill(box)
    choose(box, DocumentKind.AGENCY_LETTER)
    box.save()
    made.which.set_value(True)
    made.refresh()
    QApplication.processEvents()
    (row,) = made.list.rows()
    assert (row.title, row.subtitle) == ("Kit Puddlecombe", "Restricted document, filed 24 November 2026")
    assert [name for name, _words in row.menu] == ["look"]
    assert not made.back.isEnabled()
    assert "It was filed as restricted, so its pages have left the tray." in words_of(made)


def test_a_letter_of_another_agency_is_ticked_until_somebody_unticks_it(
    page: Make, referred: House, at_desk: Desk, qtbot: QtBot
) -> None:
    in_hand(referred)
    made = page()
    box = asked(made, at_desk, qtbot)
    choose(box, DocumentKind.AGENCY_LETTER)
    assert box.restricted
    choose(box, DocumentKind.FAMILY_LETTER)
    assert not box.restricted
    choose(box, DocumentKind.AGENCY_LETTER)
    tick(box).click()
    choose(box, DocumentKind.AGENCY_LETTER)
    assert not box.restricted, "the user's word holds"
    fill(box)
    box.save()
    assert tray(referred)[0].title == TITLE, "not restricted, it waits to be filed with the others"


def test_whoever_does_not_hold_the_guarded_key_is_not_offered_it(
    referred: House, at_level_two: Desk, qtbot: QtBot
) -> None:
    in_hand(referred)
    made = ScanInPage(at_level_two.services)
    qtbot.addWidget(made)
    made.show()
    made.open()
    QApplication.processEvents()
    box = asked(made, at_level_two, qtbot)
    assert "is_guarded" not in box.form.rows()
    choose(box, DocumentKind.AGENCY_LETTER)
    assert not box.restricted


def test_what_stands_in_the_way_is_said_in_the_box(
    page: Make, referred: House, at_desk: Desk, qtbot: QtBot
) -> None:
    form = in_hand(referred)
    made = page()
    box = asked(made, at_desk, qtbot)
    actions.leave_out(referred.session, actions.pages_of(referred.session, form)[0], True)
    fill(box)
    choose(box, DocumentKind.AGENCY_LETTER)
    box.save()
    note = box.note()
    assert note is not None
    assert "Every page of this scan is left out." in words_of(note)
    assert box.act.isEnabled()
    assert documents_of(referred.session, referred.pupil.id) == []
