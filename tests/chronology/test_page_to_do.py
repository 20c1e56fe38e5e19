"""Things to do on the card of an entry: added, done, not needed, opened again, taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.chronology import things_to_do
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.page.place import Place
from coordinator_app.chronology.page.to_do import ToDoBox, ToDoLine, ToDoOnCard
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.chronology.view import line_of
from coordinator_app.core.privacy import Compartment
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add

Make = Callable[[ChronologyEntry], ToDoOnCard]


@pytest.fixture
def card(qtbot: QtBot, at_desk: Desk, house: House) -> Make:
    def make(entry: ChronologyEntry) -> ToDoOnCard:
        owner = QWidget()
        qtbot.addWidget(owner)
        line = line_of(house.session, entry, {})
        found = things_to_do.of_entries(house.session, [entry])
        hung = {things_to_do.HUNG: found[entry.id]} if found else {}
        made = ToDoOnCard(
            Place(at_desk.services, entry.pupil_id, lambda: None, owner), replace(line, hung=hung)
        )
        qtbot.addWidget(made)
        made.resize(900, 200)
        made.add.setParent(made)  # it stands beside the links of the entry
        made.show()
        return made

    return make


def kept(house: House) -> list[EntryAction]:
    return house.session.list(EntryAction)


def thing(house: House, entry: ChronologyEntry, day: date = date(2026, 11, 20)) -> EntryAction:
    action = EntryAction(entry_id=entry.id, what="Ring the school", who="Pat Samplewell", due_on=day)
    return things_to_do.add(house.session, action).record


def press(widget: QWidget, words: str) -> None:
    QApplication.processEvents()
    next(
        one for one in widget.findChildren(QPushButton) if one.text() == words and one.isVisibleTo(widget)
    ).click()
    QApplication.processEvents()


def test_one_is_added_with_what_who_and_by_when(consented: House, card: Make, at_desk: Desk) -> None:
    entry = add(consented, "Kit was moved to another group.")
    made = card(entry)
    assert made.add.text() == "Add something to do"
    made.add.click()
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, ToDoBox)
    assert box.form.row("who").value() == "Co-ordinator"
    assert box.form.row("due_on").value() == date(2026, 12, 1)
    box.save()
    assert box.form.row("what").error() == "Write what is to be done."
    box.form.row("what").input.set_value("Ring the school")
    box.save()
    (action,) = kept(consented)
    assert (action.entry_id, action.what, action.due_on) == (entry.id, "Ring the school", date(2026, 12, 1))
    assert at_desk.told.toasts[-1] == ("Thing to do added", at_desk.told.toasts[-1][1])
    assert "Ring the school" in words_of(card(entry))
    assert "Co-ordinator, by 1 December 2026" in words_of(card(entry))


@pytest.mark.parametrize(
    ("words", "said", "settled", "not_needed"),
    [
        ("Done", "Marked as done", date(2026, 11, 24), False),
        ("Not needed", "Marked as not needed", date(2026, 11, 24), True),
    ],
)
def test_one_press_settles_it_and_undo_takes_that_back(
    consented: House, card: Make, at_desk: Desk, words: str, said: str, settled: date, not_needed: bool
) -> None:
    entry = add(consented, "Kit was late.")
    thing(consented, entry)
    made = card(entry)
    assert "Overdue" in words_of(made)
    press(made, words)
    (action,) = kept(consented)
    assert (action.done_on, action.not_needed) == (settled, not_needed)
    assert at_desk.told.toasts[-1][0] == said
    assert not made.findChild(ToDoLine).isEnabled()
    again = card(entry)
    assert "Overdue" not in words_of(again)
    press(again, "Still to be done")
    assert kept(consented)[0].done_on is None


def test_it_is_changed_and_deleted(consented: House, card: Make, at_desk: Desk) -> None:
    entry = add(consented, "Kit was late.")
    thing(consented, entry)
    press(card(entry), "Change")
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, ToDoBox)
    assert box.form.row("what").value() == "Ring the school"
    box.form.row("who").input.set_value("M. Parchment")
    box.save()
    assert [one.who for one in kept(consented)] == ["M. Parchment"]
    assert at_desk.told.toasts[-1][0] == "Thing to do changed"
    press(card(entry), "Delete")
    assert kept(consented) == []
    consented.session.undo(str(at_desk.told.toasts[-1][1]))
    assert len(kept(consented)) == 1


def test_one_that_changed_meanwhile_is_said_and_can_be_pressed_again(
    consented: House, card: Make, at_desk: Desk
) -> None:
    entry = add(consented, "Kit was late.")
    action = thing(consented, entry)
    made = card(entry)
    things_to_do.settle(consented.session, action)
    press(made, "Done")
    assert len(at_desk.told.troubles) == 1
    assert made.findChild(ToDoLine).isEnabled()


def test_what_is_typed_about_a_guarded_entry_waits_in_its_compartment(
    consented: House, card: Make, at_desk: Desk
) -> None:
    entry = add(consented, "A worry.", category=Category.SAFEGUARDING)
    made = card(entry)
    made.add.click()
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, ToDoBox)
    box.form.row("what").input.set_value("Ask him about the bruise")
    box.form.edited.emit()
    next(one for one in box.children() if type(one).__name__ == "BoxDraft").keep()
    drafts = consented.session.drafts()
    assert [one.body["what"] for one in drafts] == ["Ask him about the bruise"]
    level_two = consented.as_user(Compartment.GENERAL)
    assert level_two.drafts() == []
    level_two.close()
    box.save()
    assert [one.is_guarded for one in kept(consented)] == [True]
