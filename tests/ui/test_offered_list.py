"""Lines of a list that come late or again: what is chosen, typed or being looked at stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.offered_list import GONE

PEOPLE = [("kay", "Kay Marchbanks"), ("ines", "Ines Fernsby")]
SCHOOLS = [(place, f"School {place} of the hill") for place in range(20)]


def shown(qtbot: QtBot, box: ChoiceList) -> ChoiceList:
    qtbot.addWidget(box)
    box.show()
    box.setFocus()
    return box


def lines(box: ChoiceList) -> list[str]:
    return [box.itemText(place) for place in range(box.count())]


@pytest.mark.parametrize("way", ["offer", "set_options"])
def test_words_being_typed_outlive_lines_that_come_late(qtbot: QtBot, way: str) -> None:
    box = shown(qtbot, ChoiceList(SCHOOLS))
    edit = box.lineEdit()
    assert edit is not None
    edit.selectAll()
    QTest.keyClicks(edit, "School 7")
    edit.setCursorPosition(3)
    getattr(box, way)([*SCHOOLS, (20, "School 20 of the hill")])
    assert (edit.text(), edit.cursorPosition()) == ("School 7", 3)
    finder = edit.completer()
    assert finder is not None
    assert finder.completionCount() == 1
    popup = finder.popup()
    assert popup is not None
    assert popup.isVisible()


def test_a_field_that_was_emptied_to_type_anew_stays_empty(qtbot: QtBot) -> None:
    box = shown(qtbot, ChoiceList(SCHOOLS))
    box.set_value(3)
    edit = box.lineEdit()
    assert edit is not None
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    box.offer([*SCHOOLS, (20, "School 20 of the hill")])
    assert edit.text() == ""


def test_a_choice_that_is_offered_again_stays_and_nobody_is_told(qtbot: QtBot) -> None:
    box = shown(qtbot, ChoiceList(PEOPLE))
    box.set_value("kay")
    with qtbot.assertNotEmitted(box.edited), qtbot.assertNotEmitted(box.currentIndexChanged):
        box.offer([("mo", "Mo Inkwell"), *PEOPLE])
    assert (box.value(), box.currentText()) == ("kay", "Kay Marchbanks")


def test_a_choice_that_is_no_longer_offered_does_not_vanish_in_silence(qtbot: QtBot) -> None:
    box = shown(qtbot, ChoiceList(PEOPLE))
    box.set_value("kay")
    for _again in range(2):
        box.offer(PEOPLE[1:])
        assert (box.value(), box.currentText()) == ("kay", f"Kay Marchbanks{GONE}")
    box.set_value("ines")
    box.offer(PEOPLE[1:])
    assert lines(box) == ["Choose one", "Ines Fernsby"]
    box.set_value("ines")
    box.offer(PEOPLE)
    assert (box.value(), lines(box)) == ("ines", ["Choose one", "Kay Marchbanks", "Ines Fernsby"])


def test_other_choices_drop_one_that_is_not_among_them(qtbot: QtBot) -> None:
    box = shown(qtbot, ChoiceList(PEOPLE))
    box.set_value("kay")
    box.set_options(PEOPLE[1:])
    assert (box.value(), lines(box)) == (None, ["Choose one", "Ines Fernsby"])


def test_the_lines_of_an_open_list_stand_still_until_it_is_closed(qtbot: QtBot) -> None:
    box = shown(qtbot, ChoiceList(PEOPLE))
    box.showPopup()
    view = box.view()
    view.setCurrentIndex(box.model().index(2, 0))
    box.offer([("mo", "Mo Inkwell"), *PEOPLE])
    assert lines(box) == ["Choose one", "Kay Marchbanks", "Ines Fernsby"]
    with qtbot.waitSignal(box.edited):
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.currentIndex()).center()
        )
    assert box.value() == "ines"
    qtbot.waitUntil(lambda: lines(box) == ["Choose one", "Mo Inkwell", "Kay Marchbanks", "Ines Fernsby"])
    assert box.value() == "ines"


def test_what_waits_for_an_open_list_is_taken_before_a_value_is_set(qtbot: QtBot) -> None:
    box = shown(qtbot, ChoiceList(PEOPLE))
    box.showPopup()
    box.offer([("mo", "Mo Inkwell"), *PEOPLE])
    box.set_value("mo")
    assert box.value() == "mo"


def test_the_first_lines_come_into_a_list_that_is_open_already(qtbot: QtBot) -> None:
    box = shown(qtbot, ChoiceList(()))
    box.showPopup()
    box.offer(PEOPLE)
    assert lines(box) == ["Choose one", "Kay Marchbanks", "Ines Fernsby"]
    assert box.view().isVisible()


def test_a_list_that_was_closed_by_a_click_beside_it_takes_what_waited(qtbot: QtBot) -> None:
    box = shown(qtbot, ChoiceList(PEOPLE))
    box.showPopup()
    box.offer([("mo", "Mo Inkwell"), *PEOPLE])
    around = box.view().window()
    around.hide()
    box.clearFocus()
    box.setFocus()
    qtbot.waitUntil(lambda: "Mo Inkwell" in lines(box))
