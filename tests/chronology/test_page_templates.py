"""Wordings with gaps: put in at the cursor under the words of an entry, and kept under the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.chronology import templates
from coordinator_app.chronology.editor import EntryBox
from coordinator_app.chronology.model import Category
from coordinator_app.chronology.page import gap_keys
from coordinator_app.chronology.page.place import Place
from coordinator_app.chronology.page.templates_offer import TemplatesOffer
from coordinator_app.chronology.page.templates_section import TemplateBox, TemplatesSection
from coordinator_app.chronology.parts import EntryTemplate
from coordinator_app.core.privacy import Compartment
from coordinator_app.ui.inputs import LongText
from tests.pupils.screens import Desk, words_of
from tests.vaults import House

WORDS = "Came at [time], because [reason]."


class Window(QWidget):
    """A box for an entry with the wordings under its words."""

    def __init__(self, desk: Desk, pupil_id: str) -> None:
        super().__init__()
        self.box = EntryBox(desk.services.clock)
        self.box.setParent(self)
        self.box.offer(tuple(Category))
        self.offer = TemplatesOffer(Place(desk.services, pupil_id, lambda: None, self), self.box)
        self.box.under_words.addWidget(self.offer)
        text = self.box.rows["words"].input
        assert isinstance(text, LongText)
        self.text = text
        self.box.resize(900, 500)


@pytest.fixture
def window(qtbot: QtBot, at_desk: Desk, consented: House) -> Window:
    made = Window(at_desk, consented.pupil.id)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    return made


def test_wordings_come_with_their_category_and_not_before(window: Window) -> None:
    assert not window.offer.press.isEnabled()
    window.box.choose(Category.ATTENDANCE)
    assert window.offer.press.isEnabled()
    assert [one.text() for one in window.offer.menu().actions() if one.text()][:2] == [
        "Away, reason known",
        "Away, no reason yet",
    ]
    window.box.choose(Category.HEALTH)
    assert window.offer.menu().actions()[0].text() == "Ill or hurt during the day"


def test_the_words_come_to_the_cursor_with_the_first_gap_chosen(window: Window, qtbot: QtBot) -> None:
    window.text.setPlainText("Kit was here.")
    window.text.moveCursor(window.text.textCursor().MoveOperation.End)
    window.offer._put(WORDS)
    assert window.text.toPlainText() == f"Kit was here.\n{WORDS}"
    assert window.text.textCursor().selectedText() == "[time]"
    assert words_of(window.offer).startswith("Still to fill in: [time], [reason]. Tab goes to the next.")
    qtbot.keyClicks(window.text, "10")
    qtbot.keyClick(window.text, Qt.Key.Key_Tab)
    assert window.text.textCursor().selectedText() == "[reason]"
    qtbot.keyClicks(window.text, "the bus was late")
    assert window.text.toPlainText().endswith("Came at 10, because the bus was late.")
    assert "Still to fill in" not in words_of(window.offer)


def test_behind_the_last_gap_tab_leaves_the_text(window: Window, qtbot: QtBot) -> None:
    window.text.setFocus()
    window.offer._put(WORDS)
    for wanted in ("[time]", "[reason]"):
        assert window.text.textCursor().selectedText() == wanted
        assert window.text.hasFocus()
        qtbot.keyClick(window.text, Qt.Key.Key_Tab)
    assert not window.text.hasFocus()
    assert window.text.toPlainText() == WORDS
    window.text.setFocus()
    window.text.moveCursor(window.text.textCursor().MoveOperation.Start)
    qtbot.keyClick(window.text, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert not window.text.hasFocus(), "the way back is never caught"


def test_tab_that_is_caught_for_ever_is_noticed(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        gap_keys, "next_gap", lambda text, _after: templates.next_gap(text, 0)
    )  # the planted fault
    window.offer._put(WORDS)
    for _ in range(3):
        qtbot.keyClick(window.text, Qt.Key.Key_Tab)
    assert window.text.hasFocus()


def test_what_is_chosen_gives_way_and_one_undo_brings_it_back(window: Window) -> None:
    window.text.setPlainText("old words")
    window.text.selectAll()
    window.offer._put("No gap here.")
    assert window.text.toPlainText() == "No gap here."
    assert not window.text.textCursor().hasSelection()
    window.text.undo()
    assert window.text.toPlainText() == "old words"


def test_own_wordings_stand_in_front_and_the_last_line_leads_to_the_settings(
    window: Window, consented: House, at_desk: Desk
) -> None:
    own = EntryTemplate(category=Category.BEHAVIOUR, title="Bus & train", words=WORDS)
    templates.save(consented.session, own)
    window.box.choose(Category.BEHAVIOUR)
    actions = window.offer.menu().actions()
    assert (actions[0].text(), actions[1].isSeparator()) == ("Bus && train", True)
    actions[0].trigger()
    assert window.text.toPlainText() == WORDS
    actions[-1].trigger()
    assert at_desk.told.went == [("settings", {"section": "Wordings for entries"})]


def test_many_gaps_are_counted(window: Window) -> None:
    window.offer._put("[a] [b] [c] [d] [e]")
    assert "Still to fill in: [a], [b], [c] and 2 more." in words_of(window.offer)


def test_a_list_that_comes_late_is_not_that_of_another_category(window: Window) -> None:
    window.box.choose(Category.ATTENDANCE)
    late = templates.shipped()[:1]
    window.offer._show(Category.HEALTH, late)
    assert window.offer.menu().actions()[0].text() == "Away, reason known"


Section = Callable[[Desk], TemplatesSection]


@pytest.fixture
def section(qtbot: QtBot) -> Section:
    def make(desk: Desk) -> TemplatesSection:
        made = TemplatesSection(desk.services)
        qtbot.addWidget(made)
        made.resize(900, 900)
        made.refresh()
        made.show()
        return made

    return make


def press(widget: QWidget, name: str) -> None:
    QApplication.processEvents()
    there = (one for one in widget.findChildren(QPushButton) if one.isVisibleTo(widget))
    next(one for one in there if one.accessibleName() == name).click()
    QApplication.processEvents()


def names(house: House, category: Category) -> list[str]:
    return [one.name for one in templates.offered(house.session, category)]


def test_a_wording_of_our_own_is_added_changed_and_deleted(
    consented: House, at_desk: Desk, section: Section
) -> None:
    made = section(at_desk)
    made.category.input.set_value(Category.BEHAVIOUR)
    made.refresh()
    made.add.click()
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, TemplateBox)
    box.form.set_values({"title": "On the bus", "words": "On the bus: [what]"})
    box.save()
    assert names(consented, Category.BEHAVIOUR)[0] == "On the bus"
    press(made, "Change: On the bus")
    box = at_desk.dialogs.shown[-1]
    box.form.set_values({"words": "On the bus: [what"})
    box.save()
    assert "square bracket" in box.form.row("words").error()
    box.form.set_values({"words": "On the bus with [who]: [what]"})
    box.save()
    assert "On the bus with [who]: [what]" in words_of(made)
    press(made, "Delete: On the bus")
    assert at_desk.told.toasts[-1][0] == "Wording deleted"
    assert "On the bus" not in names(consented, Category.BEHAVIOUR)


def test_one_that_changed_meanwhile_stays_and_can_be_pressed_again(
    consented: House, at_desk: Desk, section: Section
) -> None:
    kept = templates.save(
        consented.session, EntryTemplate(category=Category.ATTENDANCE, title="On the bus", words=WORDS)
    ).record
    made = section(at_desk)
    templates.save(consented.session, replace(kept, words="On the bus with [who]."))
    press(made, "Delete: On the bus")
    assert len(at_desk.told.troubles) == 1
    assert names(consented, Category.ATTENDANCE)[0] == "On the bus"
    press(made, "Delete: On the bus")
    assert "On the bus" not in names(consented, Category.ATTENDANCE)


def test_a_shipped_one_is_left_out_and_offered_again(
    consented: House, at_desk: Desk, section: Section
) -> None:
    made = section(at_desk)
    press(made, "Leave out: Came late")
    assert "Came late" not in names(consented, Category.ATTENDANCE)
    assert "Left out: it is not offered." in words_of(made)
    press(made, "Offer again: Came late")
    assert "Came late" in names(consented, Category.ATTENDANCE)


def test_who_may_not_open_guarded_entries_sees_none_of_their_wordings(
    consented: House, at_level_two: Desk, at_desk: Desk, section: Section
) -> None:
    made = section(at_level_two)
    offered = made.category.input
    assert offered.findText("Safeguarding") < 0
    assert section(at_desk).category.input.findText("Safeguarding") >= 0


def test_a_guarded_wording_that_is_typed_waits_in_its_compartment(
    consented: House, at_desk: Desk, section: Section
) -> None:
    made = section(at_desk)
    made.category.input.set_value(Category.SAFEGUARDING)
    made.refresh()
    made.add.click()
    box = at_desk.dialogs.shown[-1]
    box.form.set_values({"words": "Bruise seen by [whom]"})
    box.form.edited.emit()
    next(one for one in box.children() if type(one).__name__ == "BoxDraft").keep()
    level_two = consented.as_user(Compartment.GENERAL)
    assert level_two.drafts() == []
    level_two.close()
    assert len(consented.session.drafts()) == 1
