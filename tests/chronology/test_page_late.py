"""An entry is kept once, whatever is pressed or typed before the writer answers, and whatever is opened meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.editor import EntryBox
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.page.tab import ChronologyTab
from coordinator_app.core.errors import DiskFull
from coordinator_app.core.privacy import Compartment
from coordinator_app.ui.draft_keeper import DraftKeeper
from coordinator_app.ui.page import Page
from tests.pupils.screens import Desk
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


def test_the_next_entry_that_is_begun_before_the_answer_stays(
    tab: ChronologyTab, writer: Writer, qtbot: QtBot
) -> None:
    tab.save()
    qtbot.keyClicks(words(tab), " And on Fri")
    writer.let_go()
    assert words(tab).toPlainText() == "And on Fri"
    qtbot.keyClicks(words(tab), "day.")
    assert (words(tab).toPlainText(), words(tab).hasFocus()) == ("And on Friday.", True)


def test_the_next_entry_that_is_kept_before_the_answer_is_kept_right_after(
    tab: ChronologyTab, writer: Writer, consented: House, qtbot: QtBot
) -> None:
    tab.save()
    tab.box.choose(Category.ACADEMIC)
    words(tab).set_value("Maths target met.")
    qtbot.keyClick(words(tab), Qt.Key.Key_Return, CTRL)
    assert len(writer.waiting) == 1
    writer.let_go()
    assert sorted(kept(consented)) == [WORDS, "Maths target met."]
    assert tab.box.is_empty()


def test_a_second_press_that_is_refused_with_the_first_keeps_nothing_later(
    tab: ChronologyTab, writer: Writer, consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("coordinator_app.chronology.actions.add_entry", full)
        tab.save()
        words(tab).set_value("Other words.")
        tab.save()
        writer.let_go()
    assert kept(consented) == []
    tab.save()
    writer.let_go()
    assert kept(consented) == ["Other words."]


def test_a_box_that_is_emptied_whole_would_lose_it(
    tab: ChronologyTab, writer: Writer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    whole = EntryBox.clear
    monkeypatch.setattr(EntryBox, "clear", lambda box, _kept=None: whole(box))
    with pytest.raises(AssertionError):
        test_the_next_entry_that_is_begun_before_the_answer_stays(tab, writer, qtbot)


def test_an_answer_that_was_changed_meanwhile_stays(tab: ChronologyTab, writer: Writer) -> None:
    tab.save()
    tab.box.rows["source"].input.set_value("Ms Ferndale")
    words(tab).set_value("Other words.")
    writer.let_go()
    assert (tab.box.rows["source"].value(), tab.box.rows["words"].value()) == ("Ms Ferndale", "Other words.")
    assert tab.box.category() is None


def test_an_entry_lets_its_draft_go_with_it(tab: ChronologyTab, writer: Writer, consented: House) -> None:
    session, pupil = consented.session, consented.pupil.id
    with session.write(Compartment.GUARDED) as work:
        work.save_draft("pupil", pupil, {"words": WORDS})
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


def test_what_is_typed_behind_an_entry_is_a_draft_if_the_vault_is_locked_before_the_answer(
    keeper: DraftKeeper, tab: ChronologyTab, writer: Writer, consented: House, qtbot: QtBot
) -> None:
    tab.save()
    tab.box.choose(Category.HEALTH)
    assert keeper.keep() is None  # nothing but what is kept already
    assert len(writer.waiting) == 1
    qtbot.keyClicks(words(tab), " And on Friday.")
    assert not tab.is_saving()
    keeper.keep()  # the lock, or another child
    keeper.stop()
    writer.let_go()
    draft = consented.session.draft("pupil", consented.pupil.id)
    assert draft is not None
    assert draft["words"].endswith("And on Friday.")
    assert kept(consented) == [WORDS]


def test_what_could_not_be_kept_is_a_draft_even_if_another_record_was_opened_and_it_is_said(
    tab: ChronologyTab, writer: Writer, consented: House, at_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordinator_app.chronology.actions.add_entry", full)
    tab.save()
    monkeypatch.setattr("coordinator_app.ui.bridge.isValid", lambda _tab: False)
    writer.let_go()
    draft = consented.session.draft("pupil", consented.pupil.id)
    assert draft is not None
    assert draft["words"] == WORDS
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
