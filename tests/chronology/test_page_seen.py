"""The card of an entry that others need to see: who has read it, and the press that says so."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.chronology import seen
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.chronology.page.place import Place
from coordinator_app.chronology.page.seen import SeenOnCard, on_card, told
from coordinator_app.chronology.parts import EntrySeen
from coordinator_app.chronology.seen import Readers
from coordinator_app.chronology.view import line_of
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add


def card(house: House, desk: Desk, qtbot: QtBot, entry: ChronologyEntry) -> SeenOnCard | None:
    owner = QWidget()
    qtbot.addWidget(owner)
    found = seen.of_entries(house.session, [entry])
    line = replace(line_of(house.session, entry, {}), hung={seen.HUNG: found[entry.id]} if found else {})
    made = on_card(Place(desk.services, entry.pupil_id, lambda: None, owner), line)
    if made is None:
        return None
    qtbot.addWidget(made)
    made.resize(900, 60)
    made.show()
    assert isinstance(made, SeenOnCard)
    return made


def by_another(house: House) -> ChronologyEntry:
    """An entry that somebody else wrote, and that waits for the user of the desk."""
    entry = add(house, "The door code is another one.", for_others=True)
    with house.session.write() as work:
        for one in house.session.list(EntrySeen):
            work.change(one, slot_id="slot-of-another", role="Administrator")
    return entry


def test_a_press_says_that_it_was_read_and_the_card_shows_when(
    consented: House, at_desk: Desk, qtbot: QtBot
) -> None:
    entry = by_another(consented)
    made = card(consented, at_desk, qtbot, entry)
    assert made is not None
    assert words_of(made).strip() == (
        "Others need to see it. Read by: Administrator, 24 November 2026, 9am.\nI have read this"
    )
    made.press.click()
    assert not made.press.isEnabled()
    assert at_desk.told.toasts[-1][0] == "Marked as read"
    again = card(consented, at_desk, qtbot, entry)
    assert again is not None
    assert "Co-ordinator, 24 November 2026, 9am" in words_of(again)
    assert "I have read this" not in words_of(again)
    consented.session.undo(str(at_desk.told.toasts[-1][1]))
    assert len(consented.session.list(EntrySeen)) == 1


def test_what_could_not_be_kept_is_said_and_can_be_pressed_again(
    consented: House, at_desk: Desk, qtbot: QtBot
) -> None:
    entry = by_another(consented)
    made = card(consented, at_desk, qtbot, entry)
    assert made is not None
    made._line = replace(made._line, entry=replace(entry, id="nothing"))  # the planted fault: it is gone
    made.press.click()
    assert made.press.isEnabled()
    assert len(at_desk.told.troubles) == 1


def test_an_entry_for_nobody_else_has_no_such_card(consented: House, at_desk: Desk, qtbot: QtBot) -> None:
    assert card(consented, at_desk, qtbot, add(consented, "Kit was late.")) is None


def test_nobody_and_several_are_said_in_a_sentence() -> None:
    assert told(Readers((), waits=True)).endswith("Nobody has said yet that they have read it.")
    assert told(Readers(("A, today", "B, today"), waits=False)).endswith("Read by: A, today; B, today.")
