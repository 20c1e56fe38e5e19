"""The Chronology tab: an entry by keyboard, corrections, the gate, and drafts that never lie on the wrong side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.model import Category, ChronologyEntry, Standing
from coordinator_app.chronology.page.correct_box import CorrectBox
from coordinator_app.chronology.page.tab import ChronologyTab
from coordinator_app.chronology.page.versions_box import VersionsBox
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils import actions as pupils
from coordinator_app.ui import theme
from coordinator_app.ui.choices import ChoiceList
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add, new_pupil

Make = Callable[..., ChronologyTab]


@pytest.fixture
def tab(qtbot: QtBot, at_desk: Desk, house: House) -> Make:
    def make(desk: Desk = at_desk) -> ChronologyTab:
        made = ChronologyTab(desk.services, house.pupil.id)
        qtbot.addWidget(made)
        made.resize(1162, 484)
        made.show()
        made.activateWindow()
        QApplication.processEvents()
        return made

    return make


def hold(qtbot: QtBot, window: QWidget) -> None:
    """Close a window at the end, and not before: with it would go the page inside, which is closed by itself."""
    qtbot.addWidget(window, before_close_func=lambda _one, kept=window: kept)


def entries(house: House) -> list[ChronologyEntry]:
    return house.session.list(ChronologyEntry)


def test_an_entry_is_added_from_the_keyboard_alone(
    consented: House, tab: Make, qtbot: QtBot, at_desk: Desk
) -> None:
    page = tab()
    page.add_entry()
    QApplication.processEvents()
    category = page.box.rows["category"].input
    assert category.hasFocus()
    qtbot.keyClicks(category, "att")
    qtbot.keyClick(category, Qt.Key.Key_Tab)
    day = page.box.rows["happened_on"].input.line
    day.selectAll()
    qtbot.keyClicks(day, "20 nov")
    words = page.box.rows["words"].input
    words.setFocus()
    qtbot.keyClicks(words, "In on all three days.")
    qtbot.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = entries(consented)[0]
    assert (kept.category, kept.happened_on) == (Category.ATTENDANCE, date(2026, 11, 20))
    assert (kept.words, kept.standing) == ("In on all three days.", Standing.FACT)
    assert at_desk.told.toasts[0][0] == "Entry saved"
    assert "In on all three days." in words_of(page)
    assert page.box.is_empty()
    consented.session.undo(str(at_desk.told.toasts[0][1]))
    assert entries(consented) == []


def test_what_is_missing_is_said_at_its_field_and_nothing_is_written(consented: House, tab: Make) -> None:
    page = tab()
    page.add_entry()
    page.box.rows["happened_on"].input.line.setText("31 febuary")
    page.save()
    assert page.box.rows["happened_on"].error()
    page.box.rows["happened_on"].input.set_value(date(2026, 12, 25))
    page.save()
    assert page.box.rows["category"].error() == "Choose what the entry is about."
    assert page.box.rows["words"].error() == "Write what happened."
    assert "in the future" in page.box.rows["happened_on"].error()
    assert entries(consented) == []


def test_a_safeguarding_entry_goes_to_the_guarded_side(consented: House, tab: Make) -> None:
    page = tab()
    page.record_call()
    page.box.rows["words"].input.set_value("A worry was raised by telephone.")
    page.save()
    kept = entries(consented)[0]
    found = consented.session.find_with_place(ChronologyEntry, kept.id)
    assert found is not None
    assert found[1] is Compartment.GUARDED
    assert "Restricted" in words_of(page)


def test_before_a_referral_only_a_safeguarding_call_can_be_recorded(
    house: House, tab: Make, at_desk: Desk
) -> None:
    house.pupil = pupils.save_pupil(house.session, new_pupil(house)).record
    page = tab()
    words = words_of(page)
    assert "Only a first discussion so far." in words
    assert "It opens when the school's signed referral form is recorded." in words
    assert not page.opener.isVisible()
    page.add_entry()
    assert page.box.category() is Category.SAFEGUARDING
    page.box.rows["words"].input.set_value("The school rang about a worry.")
    page.save()
    assert [one.category for one in entries(house)] == [Category.SAFEGUARDING]
    opens = next(one for one in page.findChildren(type(page.call)) if one.text() == "Record the referral")
    opens.click()
    assert at_desk.told.went == [("referral", {"pupil_id": house.pupil.id})]


def test_an_ordinary_entry_slipped_past_the_screen_is_refused_by_the_gate(house: House, tab: Make) -> None:
    house.pupil = pupils.save_pupil(house.session, new_pupil(house)).record
    page = tab()
    page.add_entry()
    page.box.offer(tuple(Category))  # the planted fault: a screen that offers everything
    page.box.choose(Category.BEHAVIOUR)
    page.box.rows["words"].input.set_value("Notes that may not be kept.")
    page.save()
    assert entries(house) == []
    assert page.box.rows["words"].value() == "Notes that may not be kept."


def test_a_correction_is_kept_with_what_was_said_before(
    consented: House, tab: Make, qtbot: QtBot, at_desk: Desk
) -> None:
    entry = add(consented, "Kit was lat.")
    page = tab()
    item = page.entries.items()[0]
    item.action_wanted.emit(entry.id)
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, CorrectBox)
    qtbot.addWidget(box)
    box.show()
    box.form.row("words").input.set_value("Kit was late.")
    box.form.row("happened_on").input.set_value(date(2026, 11, 2))
    box.save()
    assert box.form.row("why").error().startswith("Say why it is corrected")
    box.form.row("why").input.set_value("The register was misread.")
    box.save()
    page.refresh()
    assert "Kit was late." in words_of(page)
    assert "Date corrected, was: 1 November 2026" in words_of(page)
    page.entries.items()[0].changes_wanted.emit(entry.id)
    told = at_desk.dialogs.shown[-1]
    assert isinstance(told, VersionsBox)
    qtbot.addWidget(told)
    newest, first = told.shown.toPlainText().split("\n\n")
    assert newest == (
        "24 November 2026, 9am, Co-ordinator, corrected because: The register was misread.\n"
        "Date it happened: [removed: 1][added: 2] November 2026\n"
        "Kit was [removed: lat.][added: late.]"
    )
    assert "Date it happened: 1 November 2026\nCategory: Behaviour\nKit was lat." in first


def test_an_entry_corrected_to_safeguarding_says_that_it_is_now_kept_apart(
    consented: House, tab: Make, qtbot: QtBot, at_desk: Desk
) -> None:
    entry = add(consented, "He does not want to go home.")
    page = tab()
    page.entries.items()[0].action_wanted.emit(entry.id)
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, CorrectBox)
    qtbot.addWidget(box)
    box.show()
    box.form.row("category").input.set_value(Category.SAFEGUARDING)
    box.form.row("why").input.set_value("It is a worry.")
    box.save()
    assert at_desk.told.toasts[-1] == (
        "Correction saved. The entry is now kept apart, with its history.",
        None,
    )
    page.refresh()
    found = consented.session.find_with_place(ChronologyEntry, entry.id)
    assert found is not None
    assert found[1] is Compartment.GUARDED
    assert "Safeguarding" in words_of(page)


def test_a_correction_that_changes_nothing_or_opens_what_is_kept_apart_is_refused_in_the_box(
    consented: House, tab: Make, qtbot: QtBot, at_desk: Desk
) -> None:
    entry = add(consented, "A worry.", category=Category.HEALTH)
    box = CorrectBox(entry, consented.clock, sees_guarded=True)
    qtbot.addWidget(box)
    page = tab()
    box.saves(lambda done, failed: page.wordings._write(box, done, failed))
    box.show()
    box.form.row("why").input.set_value("Mistyped.")
    box.save()
    note = box.note()
    assert note is not None
    assert note.lead.startswith("Nothing is different yet.")
    box.form.row("category").input.set_value(Category.BEHAVIOUR)
    box.save()
    assert "Record it anew as “Behaviour”" in box.form.row("category").error()


def test_level_two_is_told_whom_to_speak_to_and_offered_no_guarded_category(
    consented: House, tab: Make, at_level_two: Desk
) -> None:
    add(consented, "A worry.", category=Category.SAFEGUARDING)
    page = tab(at_level_two)
    words = words_of(page)
    assert "Speak to the safeguarding lead." in words
    assert "A worry." not in words
    assert "No entries yet" in words
    offered = [page.filters.category.itemText(at) for at in range(page.filters.category.count())]
    assert "Safeguarding" not in offered
    correcting = CorrectBox(add(consented, "One."), consented.clock, sees_guarded=False)
    choices = correcting.form.row("category").input
    assert isinstance(choices, ChoiceList)
    assert "Safeguarding" not in [choices.itemText(at) for at in range(choices.count())]
    correcting.deleteLater()
    page.record_call()
    assert at_level_two.dialogs.asked == [("tell", "Tell the safeguarding lead now")]
    assert not page.box.isVisible()


def test_a_draft_is_guarded_until_an_ordinary_category_is_chosen(consented: House, tab: Make) -> None:
    page = tab()
    page.add_entry()
    page.box.rows["words"].input.set_value("A worry")
    assert page.draft_compartment() is Compartment.GUARDED
    page.box.choose(Category.BEHAVIOUR)
    assert page.draft_compartment() is Compartment.GENERAL


def test_the_box_closes_only_while_it_is_empty(consented: House, tab: Make, qtbot: QtBot) -> None:
    page = tab()
    page.add_entry()
    page.box.rows["words"].input.set_value("Typed")
    qtbot.keyClick(page.box, Qt.Key.Key_Escape)
    assert page.box.isVisible()
    page.box.rows["words"].input.set_value("")
    qtbot.keyClick(page.box, Qt.Key.Key_Escape)
    assert not page.box.isVisible()
    assert page.opener.isVisible()


def test_older_entries_come_when_asked_for(consented: House, tab: Make, qtbot: QtBot) -> None:
    for number in range(30):
        add(consented, f"Entry {number}.", happened_on=date(2026, 10, 1 + number % 20))
    page = tab()
    qtbot.waitUntil(lambda: len(page.entries.items()) == 25)
    assert page.entries.older.isVisible()
    page.entries.older.click()
    qtbot.waitUntil(lambda: len(page.entries.items()) == 30)
    assert not page.entries.older.isVisible()


def test_filters_without_result_can_be_cleared(consented: House, tab: Make) -> None:
    add(consented, "One.")
    page = tab()
    page.filters.category.set_value(Category.HEALTH)
    page.filters.category.edited.emit()
    assert "Nothing matches these filters" in words_of(page)
    page.filters.clear.click()
    assert "One." in words_of(page)


@pytest.mark.parametrize("height", [250, 540, 900])
def test_the_box_is_pinned_while_there_is_room_and_scrolls_when_not(
    consented: House, tab: Make, height: int, qtbot: QtBot
) -> None:
    page, window = tab(), QWidget()
    hold(qtbot, window)
    page.setParent(window)  # as in the record, where no layout keeps the tab from being low
    window.show()
    page.show()
    page.add_entry()
    page.setGeometry(0, 0, 1162, height)
    QApplication.processEvents()
    inside = page._area.widget()
    assert inside is not None
    assert inside.isAncestorOf(page.box) == (height < 430)


def test_in_a_narrow_window_the_questions_stand_under_each_other(
    consented: House, tab: Make, qtbot: QtBot
) -> None:
    page, window = tab(), QWidget()
    hold(qtbot, window)
    page.setParent(window)
    window.show()
    page.show()
    page.add_entry()
    for width, beside in ((1162, True), (600, False)):
        page.setGeometry(0, 0, width, 484)
        QApplication.processEvents()
        day, standing = page.box.rows["happened_on"], page.box.rows["standing"]
        assert (day.y() == standing.y()) == beside
        assert page.box.width() <= width


def test_a_larger_text_reaches_every_question_of_the_box_while_it_moves(consented: House, tab: Make) -> None:
    page = tab()
    page.add_entry()
    QApplication.processEvents()
    theme.current().change(scale=2.0)
    QApplication.processEvents()
    inside = page._area.widget()
    assert inside is not None
    assert inside.isAncestorOf(page.box)
    wanted = theme.current().font("body").pixelSize()
    for row in page.box.rows.values():
        assert row._label.font().pixelSize() == wanted
        assert row.input.target().font().pixelSize() == wanted
    assert page.box.save.font().pixelSize() == wanted
