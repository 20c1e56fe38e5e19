"""The box of a new entry: three keystrokes and the words, everything else folded away, and where it goes said at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.editor import UNSAVED, EntryBox
from coordinator_app.chronology.incidents import entries_beside
from coordinator_app.chronology.model import Category, ChronologyEntry, MayBeTold, Standing
from coordinator_app.chronology.page import category_list
from coordinator_app.chronology.page.category_list import LETTERS, letters_told
from coordinator_app.chronology.page.tab import ChronologyTab
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils import actions as pupils
from coordinator_app.referrals import actions as referrals
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, new_pupil, new_referral

CTRL = Qt.KeyboardModifier.ControlModifier
Make = Callable[..., ChronologyTab]


@pytest.fixture
def tab(qtbot: QtBot, at_desk: Desk, consented: House) -> Make:
    def make(desk: Desk = at_desk, height: int = 640) -> ChronologyTab:
        made = ChronologyTab(desk.services, consented.pupil.id)
        qtbot.addWidget(made)
        made.resize(1162, height)
        made.show()
        made.activateWindow()
        made.add_entry()
        QApplication.processEvents()
        return made

    return make


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def kept(house: House) -> list[ChronologyEntry]:
    return house.session.list(ChronologyEntry)


def test_a_letter_and_tab_lead_to_the_words_and_ctrl_enter_keeps(
    tab: Make, consented: House, qtbot: QtBot
) -> None:
    page = tab()  # by Ctrl+E
    qtbot.keyClick(focused(), Qt.Key.Key_A)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is page.box.rows["words"].input.target()
    qtbot.keyClicks(focused(), "In all week.")
    qtbot.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    (entry,) = kept(consented)
    assert (entry.category, entry.words) == (Category.ATTENDANCE, "In all week.")
    assert (entry.happened_on, entry.standing, entry.source) == (date(2026, 11, 24), Standing.FACT, "")
    assert entry.may_be_told is None
    assert focused() is page.box.categories  # for the next one


def test_ctrl_e_in_the_words_leads_to_the_letters_and_wipes_nothing(
    tab: Make, consented: House, qtbot: QtBot
) -> None:
    page = tab()
    qtbot.keyClicks(focused(), "b")
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    page.add_entry()  # by Ctrl+E, with no word typed yet
    assert focused() is page.box.categories
    assert UNSAVED not in words_of(page.box)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClicks(focused(), "Calm all mor")
    page.add_entry()
    assert focused() is page.box.categories
    assert UNSAVED in words_of(page.box)
    assert "One letter chooses: A attendance" in words_of(page.box)
    qtbot.keyClicks(focused(), "a")  # nothing lands in the words
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClicks(focused(), "ning.")
    assert page.box.rows["words"].value() == "Calm all morning."
    qtbot.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    (entry,) = kept(consented)
    assert (entry.category, entry.words) == (Category.ATTENDANCE, "Calm all morning.")
    assert UNSAVED not in words_of(page.box)


def test_ctrl_e_that_leaves_the_cursor_in_the_words_would_take_the_letter_among_them(
    tab: Make, consented: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EntryBox, "begin", EntryBox.first_focus)  # the planted fault
    with pytest.raises(AssertionError):
        test_ctrl_e_in_the_words_leads_to_the_letters_and_wipes_nothing(tab, consented, qtbot)


def test_that_an_entry_is_not_saved_is_said_no_longer_once_it_is_emptied(tab: Make, qtbot: QtBot) -> None:
    page = tab()
    words = page.box.rows["words"].input.target()
    qtbot.keyClicks(words, "x")
    page.add_entry()
    assert UNSAVED in words_of(page.box)
    qtbot.keyClick(words, Qt.Key.Key_Backspace)
    assert UNSAVED not in words_of(page.box)


def test_a_second_press_after_the_answer_finds_no_fault_in_the_empty_box(
    tab: Make, consented: House, qtbot: QtBot
) -> None:
    page = tab()
    page.box.choose(Category.BEHAVIOUR)
    page.box.rows["words"].input.set_value("Calm.")
    for _press in range(2):
        qtbot.keyClick(page.box, Qt.Key.Key_Return, CTRL)
    assert len(kept(consented)) == 1
    assert [row.error() for row in page.box.rows.values() if row.error()] == []


def test_every_category_has_a_letter_of_its_own_that_stands_in_its_name() -> None:
    assert set(LETTERS) == set(Category)
    assert len(set(LETTERS.values())) == len(LETTERS)
    for category, letter in LETTERS.items():
        assert letter.lower() in category.label.lower()
    assert letters_told((Category.HEALTH, Category.ATTENDANCE)) == "A attendance, H health"


def test_a_letter_that_stands_for_nothing_chooses_nothing(tab: Make, qtbot: QtBot) -> None:
    page = tab()
    qtbot.keyClicks(page.box.categories, "qb1")
    assert page.box.category() is Category.BEHAVIOUR


def test_a_letter_of_a_category_that_is_not_open_says_why(
    tab: Make, at_level_two: Desk, qtbot: QtBot
) -> None:
    page = tab(at_level_two)
    qtbot.keyClicks(page.box.categories, "a")
    qtbot.keyClicks(page.box.categories, "s")
    assert page.box.category() is Category.ATTENDANCE
    assert "Your passphrase does not open safeguarding entries." in words_of(page.box)


def test_a_guarded_category_says_where_it_goes_before_a_word_is_typed(
    tab: Make, qtbot: QtBot, at_desk: Desk
) -> None:
    page = tab()
    assert "One letter chooses: A attendance" in words_of(page.box)
    qtbot.keyClick(page.box.categories, Qt.Key.Key_H)
    assert "Goes to the guarded part" in words_of(page.box)
    assert "One letter chooses" not in words_of(page.box)
    qtbot.keyClick(page.box.categories, Qt.Key.Key_B)
    assert "Goes to the guarded part" not in words_of(page.box)
    qtbot.keyClick(page.box.categories, Qt.Key.Key_H)
    page.box.rows["words"].input.set_value("Asthma.")
    page.save()
    assert at_desk.told.toasts[-1][0] == "Health entry saved, kept apart"


def test_everything_else_is_folded_away_and_reached_by_the_keyboard(
    tab: Make, consented: House, qtbot: QtBot
) -> None:
    page = tab()
    box = page.box
    assert not box.more.isVisible()
    box.choose(Category.PROVIDER)
    box.rows["words"].input.set_value("Works well in a pair.")
    box.rows["standing"].input.target().setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is box.more.button
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    QApplication.processEvents()
    assert focused() is box.rows["source"].input.target()
    qtbot.keyClicks(focused(), "Kingfisher Workshop")
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClicks(focused(), "The tutor")
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    box.rows["may_be_told"].input.set_value(MayBeTold.FAMILY)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert not box.rows["soft_purpose"].isVisible()
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    assert box.rows["soft_purpose"].isVisible()
    page.save()
    assert box.rows["soft_purpose"].error().startswith("Say what this information is for")
    qtbot.keyClicks(focused(), "For his plan.")
    qtbot.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    (entry,) = kept(consented)
    assert (entry.source, entry.written_by, entry.may_be_told) == (
        "Kingfisher Workshop",
        "The tutor",
        MayBeTold.FAMILY,
    )
    assert (entry.for_others, entry.is_soft, entry.soft_purpose) == (True, True, "For his plan.")
    assert not box.more.isVisible()


def test_whom_it_is_told_by_default_is_said_for_each_category(tab: Make) -> None:
    page = tab()
    page.box.more.show_more(shown=True)
    assert "As usual means: The family, the school and services" in words_of(page.box)
    page.box.choose(Category.SAFEGUARDING)
    assert "As usual means: Nobody outside the Partnership yet." in words_of(page.box)


def test_a_purpose_of_what_is_not_soft_any_more_is_not_kept(tab: Make, consented: House) -> None:
    page = tab()
    page.box.choose(Category.ACADEMIC)
    page.box.rows["words"].input.set_value("Draws well.")
    for name, value in {"is_soft": True, "soft_purpose": "For his plan."}.items():
        page.box.rows[name].input.set_value(value)
    page.box.rows["is_soft"].input.click()
    page.save()
    assert (kept(consented)[0].is_soft, kept(consented)[0].soft_purpose) == (False, "")


@pytest.mark.parametrize("height", [540, 640])
def test_unfolding_keeps_the_cursor_where_it_goes_also_when_the_box_scrolls(
    tab: Make, height: int, qtbot: QtBot
) -> None:
    page = tab(height=height)
    page.box.more.button.setFocus()
    qtbot.keyClick(page.box.more.button, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert focused() is page.box.rows["source"].input.target()
    inside = page._area.widget()
    assert inside is not None
    assert inside.isAncestorOf(page.box)  # there is no room for it above the entries
    page.box.more.button.click()
    QApplication.processEvents()
    assert not inside.isAncestorOf(page.box)


def test_another_pupil_is_added_by_part_of_the_name_and_enter(
    tab: Make, consented: House, qtbot: QtBot, at_desk: Desk
) -> None:
    pupil = new_pupil(consented, given_names="Bramble", family_name="Sallowfield")
    other = referrals.take_referral(consented.session, pupil, new_referral(consented)).pupil
    page = tab()
    page.box.choose(Category.BEHAVIOUR)
    page.box.rows["words"].input.set_value("Pushing, another pupil too.")
    page.box.more.show_more(shown=True)
    typed = page.box.more.others.typed
    typed.setFocus()
    qtbot.keyClicks(typed, "sallow")
    qtbot.waitUntil(lambda: "Add Bramble Sallowfield" in _buttons(page))
    qtbot.keyClick(typed, Qt.Key.Key_Return)
    assert page.box.others() == (other.id,)
    assert typed.text() == ""
    assert "sees the others by initials only" in words_of(page.box)
    draft = page.draft()
    assert draft is not None
    assert draft["others"] == [other.id]
    assert "Sallowfield" not in repr(draft)  # the draft lies on this child's record
    page.save()
    mine = next(one for one in kept(consented) if one.pupil_id == consented.pupil.id)
    assert [one.pupil_id for one in entries_beside(consented.session, mine)] == [other.id]
    assert at_desk.told.toasts[-1][0] == "Entry saved for 2 pupils"
    assert page.box.others() == ()


def test_a_pupil_of_whom_nothing_may_be_kept_is_named_at_the_question(tab: Make, consented: House) -> None:
    stranger = pupils.save_pupil(
        consented.session, new_pupil(consented, given_names="Tansy", family_name="Whin")
    ).record
    page = tab()
    page.box.choose(Category.BEHAVIOUR)
    page.box.rows["words"].input.set_value("Pushing.")
    page.box.rows["others"].input.set_value((stranger.id,))
    page.save()
    assert "Of TW nothing may be kept yet" in page.box.rows["others"].error()
    assert page.box.more.isVisible()
    assert kept(consented) == []


def test_a_name_that_was_typed_and_not_taken_is_not_left_out_in_silence(tab: Make, consented: House) -> None:
    page = tab()
    page.box.choose(Category.BEHAVIOUR)
    page.box.rows["words"].input.set_value("Pushing.")
    page.box.more.show_more(shown=True)
    page.box.more.others.typed.set_value("Nobody")
    page.save()
    assert page.box.rows["others"].error() == "Choose one of the pupils found, or empty this field."
    assert kept(consented) == []


def test_a_draft_brings_all_of_it_back_and_unfolds_what_lay_in_the_fold(
    tab: Make, consented: House, qtbot: QtBot
) -> None:
    pupil = new_pupil(consented, given_names="Bramble", family_name="Sallowfield")
    other = referrals.take_referral(consented.session, pupil, new_referral(consented)).pupil
    page = tab()
    typed = {"words": "Half a sen", "source": "The tutor", "soft_purpose": "Plan", "others": (other.id,)}
    page.box.choose(Category.HEALTH)
    for name, value in (typed | {"is_soft": True, "may_be_told": MayBeTold.FAMILY}).items():
        page.box.rows[name].input.set_value(value)
    page.box.rows["happened_on"].input.line.setText("31 febr")
    draft = page.draft()
    assert draft is not None
    page.box.clear()
    assert not page.box.more.isVisible()
    page.restore(draft)
    assert page.draft() == draft
    assert page.box.more.isVisible()
    assert page.box.rows["soft_purpose"].isVisible()
    assert page.draft_compartment() is Compartment.GUARDED
    qtbot.waitUntil(lambda: "Bramble Sallowfield" in words_of(page.box))
    page.box.more.others.findChildren(type(page.box.save))[0].click()
    assert page.box.others() == ()


def test_offered_words_are_put_below_what_is_typed_with_the_cursor_in_their_gap(tab: Make) -> None:
    page = tab()
    words = page.box.rows["words"].input
    page.box.put_words("Arrived at [time].")
    assert words.textCursor().selectedText() == "[time]"
    page.box.put_words("All well.")
    assert words.toPlainText() == "Arrived at [time].\nAll well."
    assert not words.textCursor().hasSelection()


def test_without_its_letters_an_entry_would_take_more_keys(
    tab: Make, consented: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(category_list, "LETTERS", {})  # the planted fault
    page = tab()
    qtbot.keyClick(page.box.categories, Qt.Key.Key_A)
    assert page.box.category() is None


def _buttons(page: ChronologyTab) -> str:
    return "\n".join(one.text() for one in page.findChildren(type(page.box.save)))
