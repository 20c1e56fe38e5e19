"""Hands on a page: type, choose, press, and read what stands there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.referrals.page.page import ReferralPage
from coordinator_app.referrals.page.places import Place
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, TickBox
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.forms import Form
from coordinator_app.ui.notes import Note
from tests.referrals.page_desk import Desk
from tests.vaults import House

__all__ = ["FORM", "IDRIS", "answer", "at_form", "button", "errors", "names", "notes", "opened", "press"]


def answer(form: Form, **answers: object) -> None:
    """Answer questions as a user would: keys into fields, clicks on choices."""
    for name, value in answers.items():
        field = form.row(name).input
        if isinstance(field, ChoiceBoxes):
            at = field._values.index(value)
            field.boxes[at].click()
        elif isinstance(field, ChoiceList):
            field.set_value(value)
            assert field.value() == value, f"{name} does not offer {value}"
            field.activated.emit(field.currentIndex())
        elif isinstance(field, TickBox):
            if field.isChecked() != value:
                field.click()
        else:
            target = field.line if isinstance(field, DateInput) else field.target()
            target.setFocus()
            target.clear()
            QTest.keyClicks(target, str(value))
            field.left.emit()


def button(page: QWidget, words: str) -> QPushButton:
    """The button with these words that is not hidden by itself; fails if there is none."""
    QApplication.processEvents()  # what was put in just now is shown by an event
    found = [one for one in page.findChildren(QPushButton) if one.text() == words and not one.isHidden()]
    assert found, f"no button says {words}"
    return found[-1]


def press(page: QWidget, words: str) -> None:
    QTest.mouseClick(button(page, words), Qt.MouseButton.LeftButton)


def notes(page: QWidget) -> list[str]:
    """What the notes say that are seen."""
    QApplication.processEvents()
    return [one.accessibleName() for one in page.findChildren(Note) if not one.isHidden()]


def errors(form: Form) -> dict[str, str]:
    return {name: row.error() for name, row in form.rows().items() if row.error()}


def names(page: QWidget) -> list[str]:
    """Controls that a screen reader could not name, by class."""
    return [
        type(one).__name__
        for one in page.findChildren(QPushButton)
        if not one.accessibleName() and not one.text()
    ]


IDRIS = {
    "given_names": "Idris",
    "family_name": "Moonbeck",
    "birth_date": "1/2/2013",
    "upn": "Z855400019001",
    "year_group": 8,
}
FORM = {
    "statement_acknowledged": True,
    "signed_by": "M. Parchment",
    "signatory_job": "assistant head",
    "signed_on": "18 nov 2026",
    "school_words": "Often out of lessons since September.",
    "reason": "non_attendance",
}


def opened(qtbot: QtBot, at_desk: Desk, **params: str) -> ReferralPage:
    page = ReferralPage(at_desk.services)
    qtbot.addWidget(page)
    at_desk.pages.append(page)
    page.resize(1162, 736)
    page.open(**params)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def at_form(page: ReferralPage, house: House) -> None:
    """Go past the first talk and the pupil's answers."""
    page.go_on()
    answer(page.who, **IDRIS, school_id=house.school.id)
    page.go_on()
    assert page.place is Place.FORM
