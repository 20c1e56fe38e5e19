"""An entry is kept once, whatever is pressed or typed before the writer answers, and whatever is opened meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.page.adding import Adding
from coordinator_app.chronology.page.tab import ChronologyTab
from coordinator_app.core.errors import DiskFull
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import drafts
from coordinator_app.ui.box_draft import BOX
from coordinator_app.ui.draft_keeper import PARAMS, DraftKeeper
from coordinator_app.ui.page import Page
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add

CTRL = Qt.KeyboardModifier.ControlModifier
WORDS = "In on all three days."


class Writer:
    """Writes that wait until they are let go."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self._honest = desk.services.jobs.write
        self.waiting: list[Callable[[], object]] = []
        monkeypatch.setattr(desk.services.jobs, "write", self._hold)

    def _hold(self, *given: Any, **more: Any) -> None:
        self.waiting.append(lambda: self._honest(*given, **more))

    def let_go(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


@pytest.fixture
def tab(consented: House, at_desk: Desk, qtbot: QtBot) -> ChronologyTab:
    made = ChronologyTab(at_desk.services, consented.pupil.id)
    qtbot.addWidget(made)
    made.resize(1162, 484)
    made.show()
    made.activateWindow()
    made.add_entry()
    made.box.choose(Category.BEHAVIOUR)
    words(made).set_value(WORDS)
    words(made).setFocus()
    words(made).moveCursor(words(made).textCursor().MoveOperation.End)
    QApplication.processEvents()
    return made


@pytest.fixture
def writer(tab: ChronologyTab, at_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Writer:
    del tab  # made with an honest one
    return Writer(at_desk, monkeypatch)


def words(tab: ChronologyTab) -> Any:
    return tab.box.rows["words"].input


def kept(house: House) -> list[str]:
    return [one.words for one in house.session.list(ChronologyEntry)]


def full(*_given: object, **_more: object) -> None:
    raise DiskFull("The disk is full.")


def test_two_presses_keep_one_entry(
    tab: ChronologyTab, writer: Writer, consented: House, qtbot: QtBot
) -> None:
    for _press in range(2):
        qtbot.keyClick(words(tab), Qt.Key.Key_Return, CTRL)
    tab.save()  # Ctrl+S
    writer.let_go()
    assert kept(consented) == [WORDS]
    tab.box.choose(Category.BEHAVIOUR)
    words(tab).set_value("Late on Friday.")
    tab.save()
    writer.let_go()
    assert sorted(kept(consented)) == [WORDS, "Late on Friday."]


def type_the_next(qtbot: QtBot, letter: str, text: str) -> None:
    """Blind, wherever the cursor is: a letter, Tab, the words."""
    qtbot.keyClicks(focused(), letter)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClicks(focused(), text)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_the_next_entry_is_typed_while_the_one_before_is_still_being_kept(
    tab: ChronologyTab, writer: Writer, consented: House, qtbot: QtBot
) -> None:
    qtbot.keyClick(words(tab), Qt.Key.Key_Return, CTRL)
    tab.add_entry()  # Ctrl+E, by habit
    type_the_next(qtbot, "c", "Maths target met.")
    writer.let_go()
    (first,) = consented.session.list(ChronologyEntry)
    assert (first.category, first.words) == (Category.BEHAVIOUR, WORDS)
    assert (tab.box.category(), words(tab).toPlainText()) == (Category.ACADEMIC, "Maths target met.")
    assert words(tab).hasFocus()
    qtbot.keyClicks(focused(), " Early.")
    qtbot.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    writer.let_go()
    second = next(one for one in consented.session.list(ChronologyEntry) if one.id != first.id)
    assert (second.category, second.words) == (Category.ACADEMIC, "Maths target met. Early.")
    assert (second.happened_on, second.standing) == (first.happened_on, first.standing)


def test_a_box_that_is_emptied_by_the_answer_only_would_take_the_letter_among_the_words(
    tab: ChronologyTab, writer: Writer, consented: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(Adding, "_empty", lambda _adding: None)
    with pytest.raises(AssertionError):
        test_the_next_entry_is_typed_while_the_one_before_is_still_being_kept(tab, writer, consented, qtbot)


def test_three_entries_are_kept_in_their_order_before_the_first_answer(
    tab: ChronologyTab, writer: Writer, consented: House, at_desk: Desk, qtbot: QtBot
) -> None:
    qtbot.keyClick(words(tab), Qt.Key.Key_Return, CTRL)
    for letter, text in (("a", "In on Monday."), ("b", "In on Tuesday.")):
        type_the_next(qtbot, letter, text)
        qtbot.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    writer.let_go()
    assert sorted(kept(consented)) == ["In on Monday.", "In on Tuesday.", WORDS]
    assert [words for words, _id in at_desk.told.toasts] == ["Entry saved"] * 3
    assert tab.box.is_fresh()


def test_the_answer_does_not_move_the_cursor_of_whoever_types_in_a_low_window(
    tab: ChronologyTab, writer: Writer, qtbot: QtBot
) -> None:
    tab.resize(600, 300)
    qtbot.keyClick(words(tab), Qt.Key.Key_Return, CTRL)
    type_the_next(qtbot, "h", "Asthma.")
    writer.let_go()
    QApplication.processEvents()
    assert focused() is words(tab).target()
    assert not words(tab).visibleRegion().isEmpty()


def test_what_could_not_be_kept_is_back_in_the_box_as_long_as_nothing_else_is_in_it(
    tab: ChronologyTab, writer: Writer, consented: House, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("coordinator_app.chronology.actions.add_entry", full)
        qtbot.keyClick(words(tab), Qt.Key.Key_Return, CTRL)
        assert tab.box.is_fresh()
        writer.let_go()
    assert (tab.box.category(), words(tab).toPlainText()) == (Category.BEHAVIOUR, WORDS)
    assert focused() is tab.box.save  # no letter typed ahead gets among the words
    assert not tab.adding.note.isVisible()
    draft = consented.session.draft("pupil", consented.pupil.id)
    assert draft is not None
    assert draft["words"] == WORDS
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    writer.let_go()
    assert kept(consented) == [WORDS]
    assert consented.session.drafts() == []


def test_what_could_not_be_kept_lies_aside_while_the_next_one_is_typed_and_is_gone_back_to(
    tab: ChronologyTab, writer: Writer, consented: House, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("coordinator_app.chronology.actions.add_entry", full)
        qtbot.keyClick(words(tab), Qt.Key.Key_Return, CTRL)
        type_the_next(qtbot, "h", "Carries a nebuliser.")
        writer.let_go()
    assert (tab.box.category(), words(tab).toPlainText()) == (Category.HEALTH, "Carries a nebuliser.")
    assert focused() is words(tab).target()
    said = words_of(tab.adding.note)
    assert "An entry is not saved yet." in said
    assert "Behaviour, 24 November 2026. The disk is full." in said
    assert WORDS not in said
    tab.adding.note.findChildren(QPushButton)[0].click()
    writer.let_go()
    assert (tab.box.category(), words(tab).toPlainText()) == (Category.BEHAVIOUR, WORDS)
    assert (focused(), words(tab).textCursor().atEnd()) == (words(tab).target(), True)
    assert "Health, 24 November 2026." in words_of(tab.adding.note)  # nothing of the other is lost either
    lying = {one.screen.partition(":")[0]: one.body["words"] for one in consented.session.drafts()}
    assert lying == {"pupil": WORDS, "entry_aside": "Carries a nebuliser."}
    in_the_open = drafts.all_drafts(consented.session.databases.connection(Compartment.GENERAL))
    assert [one.body["words"] for one in in_the_open] == [WORDS]
    tab.save()
    writer.let_go()
    tab.adding.note.findChildren(QPushButton)[-1].click()
    tab.save()
    writer.let_go()
    assert sorted(kept(consented)) == sorted([WORDS, "Carries a nebuliser."])
    assert consented.session.drafts() == []
    assert not tab.adding.note.isVisible()


def test_what_lies_aside_is_said_again_on_the_next_day(
    tab: ChronologyTab,
    writer: Writer,
    consented: House,
    at_desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("coordinator_app.chronology.actions.add_entry", full)
        tab.save()
        broken.setattr("coordinator_app.ui.bridge.isValid", lambda _tab: False)  # locked meanwhile
        writer.let_go()
    (draft,) = consented.session.drafts()
    assert draft.body[PARAMS] == {"pupil_id": consented.pupil.id, "tab": "chronology"}
    assert draft.body[BOX] == {"page": "pupil", "title": ""}  # where Today leads to
    again = ChronologyTab(at_desk.services, consented.pupil.id)
    qtbot.addWidget(again)
    again.show()
    assert "Behaviour, 24 November 2026. Its words are kept." in words_of(again.adding.note)


def test_what_is_missing_is_said_before_the_box_is_emptied(tab: ChronologyTab, writer: Writer) -> None:
    tab.box.rows["category"].input.set_value(None)
    tab.save()
    assert writer.waiting == []
    assert words(tab).toPlainText() == WORDS
    assert tab.box.rows["category"].error() == "Choose what the entry is about."


def test_an_entry_lets_its_draft_go_with_it(tab: ChronologyTab, writer: Writer, consented: House) -> None:
    session, pupil = consented.session, consented.pupil.id
    with session.write(Compartment.GUARDED) as work:
        work.save_draft("pupil", pupil, tab.draft() or {})
    tab.save()
    assert tab.is_saving()  # no other draft of it is written meanwhile
    writer.let_go()
    assert session.draft("pupil", pupil) is None
    assert not tab.is_saving()


class Record(Page):
    """The pupil's record as far as drafts go."""

    name = "pupil"

    def __init__(self, tab: ChronologyTab) -> None:
        super().__init__(tab.services)
        self.tab, self.draft_record = tab, tab.pupil_id

    @property
    def draft_in_flight(self) -> bool:
        return self.tab.is_saving()

    @property
    def draft_compartment(self) -> Compartment:
        return self.tab.draft_compartment()

    def save_draft(self) -> dict[str, Any] | None:
        return self.tab.draft()


@pytest.fixture
def keeper(tab: ChronologyTab, at_desk: Desk, qtbot: QtBot) -> DraftKeeper:
    record = Record(tab)
    qtbot.addWidget(record)
    made = DraftKeeper(at_desk.services.jobs, record)
    made.watch(record, None)
    return made


def test_the_next_entry_is_a_draft_if_the_vault_is_locked_before_the_answer(
    keeper: DraftKeeper, tab: ChronologyTab, writer: Writer, consented: House, qtbot: QtBot
) -> None:
    tab.save()
    assert keeper.keep() is None  # nothing but what is being kept already
    assert len(writer.waiting) == 1
    type_the_next(qtbot, "h", "And on Friday.")
    assert not tab.is_saving()
    keeper.keep()  # the lock, or another child
    keeper.stop()
    writer.let_go()
    draft = consented.session.draft("pupil", consented.pupil.id)
    assert draft is not None
    assert draft["words"] == "And on Friday."
    assert kept(consented) == [WORDS]


def test_both_are_drafts_apart_if_the_vault_is_locked_before_the_answer_that_the_first_could_not_be_kept(
    keeper: DraftKeeper,
    tab: ChronologyTab,
    writer: Writer,
    consented: House,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("coordinator_app.chronology.actions.add_entry", full)
    tab.box.choose(Category.SAFEGUARDING)
    tab.save()
    type_the_next(qtbot, "b", "And on Friday.")
    keeper.keep()
    keeper.stop()
    monkeypatch.setattr("coordinator_app.ui.bridge.isValid", lambda _tab: False)
    writer.let_go()
    lie = {
        one: [draft.body["words"] for draft in drafts.all_drafts(consented.session.databases.connection(one))]
        for one in (Compartment.GENERAL, Compartment.GUARDED)
    }
    assert lie == {Compartment.GENERAL: ["And on Friday."], Compartment.GUARDED: [WORDS]}


def test_what_could_not_be_kept_is_a_draft_even_if_another_record_was_opened_and_it_is_said(
    tab: ChronologyTab, writer: Writer, consented: House, at_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordinator_app.chronology.actions.add_entry", full)
    tab.save()
    monkeypatch.setattr("coordinator_app.ui.bridge.isValid", lambda _tab: False)
    writer.let_go()
    (draft,) = consented.session.drafts()
    assert draft.body["words"] == WORDS
    assert [type(one) for one in at_desk.told.troubles] == [DiskFull]


def test_a_draft_that_cannot_be_kept_either_hides_nothing(
    tab: ChronologyTab, writer: Writer, at_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordinator_app.chronology.actions.add_entry", full)
    monkeypatch.setattr("coordinator_app.store.session.Session.write", full)
    tab.save()
    writer.let_go()
    assert [type(one) for one in at_desk.told.troubles] == [DiskFull]
    assert words(tab).toPlainText() == WORDS
    assert tab.box.save.isEnabled()


def test_older_entries_asked_for_twice_come_once(
    tab: ChronologyTab, consented: House, at_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:

    for number in range(30):
        add(consented, f"Entry {number}.")
    tab.refresh()
    asked: list[Callable[[], object]] = []
    honest = at_desk.services.jobs.read
    monkeypatch.setattr(
        at_desk.services.jobs, "read", lambda *given, **more: asked.append(lambda: honest(*given, **more))
    )
    for _press in range(2):
        tab.entries.older.click()
    for one in asked:
        one()
    QApplication.processEvents()
    assert len(tab.entries._lines) == 30
    assert len(tab.entries._waiting) + len(tab.entries.items()) == 30
