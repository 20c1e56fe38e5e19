"""The categories of the add box may be offered again while somebody types."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from coordinator_app.chronology.editor import EntryBox
from coordinator_app.chronology.model import Category
from coordinator_app.ui.offered_list import GONE
from tests.vaults import House


def test_a_category_that_is_chosen_is_not_turned_into_safeguarding_by_a_late_answer(
    qtbot: QtBot, house: House
) -> None:
    box = EntryBox(house.clock)
    qtbot.addWidget(box)
    box.offer(tuple(Category))
    box.choose(Category.BEHAVIOUR)
    box.offer((Category.SAFEGUARDING,))
    assert box.category() is Category.BEHAVIOUR
    answer = box.rows["category"].input
    assert answer.currentText().endswith(GONE)  # type: ignore[attr-defined]  # a list


def test_the_only_category_is_chosen_while_none_is(qtbot: QtBot, house: House) -> None:
    box = EntryBox(house.clock)
    qtbot.addWidget(box)
    box.offer((Category.SAFEGUARDING,))
    assert box.category() is Category.SAFEGUARDING
