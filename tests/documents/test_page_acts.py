"""What is done with a document from its tools: put right, thrown away and taken back, copied out, put in order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests.actions import intake
from coordinator_app.core.errors import Cancelled, ChildFailed, Trouble
from coordinator_app.core.privacy import Compartment, Purpose
from coordinator_app.documents import actions, machine_words, trash
from coordinator_app.documents.copying_out import AUDITED
from coordinator_app.documents.editor import ChangeBox
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.documents.page import by_machine
from coordinator_app.documents.page.copy_box import CopyBox
from coordinator_app.documents.page.pages_box import PagesBox
from coordinator_app.documents.page.tab import DocumentsTab
from coordinator_app.documents.page.trash_box import TrashBox
from coordinator_app.documents.reading_jobs import READ, MachineRead
from coordinator_app.ui.reason_box import ReasonBox
from tests.documents.papers import found_in, give, paper
from tests.documents.test_documents import new_document
from tests.documents.test_pages_child import pages
from tests.documents.test_pages_child import words_of as words_in
from tests.held_jobs import HeldBack
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, new_request

Make = Callable[[], DocumentsTab]


@pytest.fixture
def tab(qtbot: QtBot, at_desk: Desk, consented: House) -> Make:
    def make() -> DocumentsTab:
        made = DocumentsTab(at_desk.services, consented.pupil.id)
        qtbot.addWidget(made)
        made.resize(1162, 600)
        made.show()
        QApplication.processEvents()
        return made

    return make


def long_paper(house: House, *words: str, title: str = "Long") -> Document:
    looked = Looked("application/pdf", len(words), "\n".join(words))
    return actions.attach(house.session, new_document(house, title=title), pages(*words), looked).record


def press(page: DocumentsTab, name: str) -> None:
    page.shown.tools[name].click()


def changing_box(page: DocumentsTab, desk: Desk, qtbot: QtBot) -> ChangeBox:
    press(page, "details")
    box = desk.dialogs.shown[-1]
    assert isinstance(box, ChangeBox)
    qtbot.addWidget(box)
    return box


# put right


def test_a_wrong_kind_is_put_right_and_the_line_says_so(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    kept = paper(consented)
    page = tab()
    box = changing_box(page, at_desk, qtbot)
    box.form.row("kind_of_document").input.set_value(DocumentKind.MINUTES)
    box.form.row("title").input.set_value("Minutes")
    box.save()
    assert at_desk.told.toasts[-1][0] == "Document changed"
    assert [row.title for row in page.list.rows()] == ["Minutes"]
    assert "Minutes of a meeting" in page.list.rows()[0].subtitle
    assert page.list.current_key() == kept.id


def test_a_second_press_while_it_is_kept_changes_nothing_twice(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = paper(consented)
    box = changing_box(tab(), at_desk, qtbot)
    box.form.row("title").input.set_value("Better")
    with monkeypatch.context() as slow:
        held = HeldBack(at_desk.services.jobs, slow, "write")
        box.save()
        box.save()
        held.let()
    assert len(consented.session.history(kept.id)) == 2


def test_what_is_typed_about_a_document_lies_where_restricted_words_may_lie(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    paper(consented)
    box = changing_box(tab(), at_desk, qtbot)
    box.form.row("title").input.set_value("thornwick")
    box.form.edited.emit()
    box.reject()
    box.done(-1)  # as a lock leaves it
    assert found_in(consented, Compartment.GENERAL, "thornwick") == []


def test_restricting_moves_it_and_says_so_without_undo(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    kept = paper(consented, "Letter thornwick")
    page = tab()
    box = changing_box(page, at_desk, qtbot)
    box.form.row("is_guarded").input.set_value(True)
    box.save()
    assert at_desk.told.toasts[-1] == ("Document restricted", None)
    assert found_in(consented, Compartment.GENERAL, "thornwick") == []
    assert consented.session.get(Document, kept.id).is_guarded
    assert page.list.rows()[0].word == "Restricted"


def test_what_was_restricted_with_it_is_said_by_name(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    message = paper(consented, "Message")
    paper(consented, "Attached", came_with_id=message.id)
    page = tab()
    page.choose_document(message.id)
    box = changing_box(page, at_desk, qtbot)
    box.form.row("is_guarded").input.set_value(True)
    box.save()
    assert at_desk.dialogs.asked[-1] == ("tell", "More was restricted")
    assert "The same words are in “Attached”" in at_desk.dialogs.questions[-1][1]


def test_a_restricted_one_is_not_asked_whether_it_is(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    paper(consented, is_guarded=True)
    page = tab()
    if page._closed:  # closed: nothing can be done with it
        page._act("details", page.list.current_key())
        assert at_desk.dialogs.shown == []
        return
    assert "is_guarded" not in changing_box(page, at_desk, qtbot).form.rows()


# the trash


def test_the_delete_key_throws_away_once_and_the_trash_takes_it_back(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = paper(consented)
    page = tab()
    page.list.setFocus(Qt.FocusReason.OtherFocusReason)
    with monkeypatch.context() as slow:
        held = HeldBack(at_desk.services.jobs, slow, "write")
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
        page._act("trash", kept.id)
        assert held.asked <= 1
        held.let()
    if consented.session.get(Document, kept.id).trashed_at is None:  # no focus without a window of its own
        page._act("trash", kept.id)
    assert page.list.rows() == []
    assert page.side.bin.text() == "In the trash: 1"
    page.side.bin.click()
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, TrashBox)
    qtbot.addWidget(box)
    assert "30 days left" in words_of(box)
    box.rows[0].buttons[0].click()
    assert [row.key for row in page.list.rows()] == [kept.id]
    assert "The trash is empty." in words_of(box)
    assert at_desk.told.toasts[-1][0] == "Document taken back"


def test_for_good_asks_for_a_reason_before_its_days_and_for_a_tick_after_them(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    early, late = paper(consented, "Early"), paper(consented, "Late")
    trash.to_trash(consented.session, late)
    consented.clock.at += timedelta(days=30)
    trash.to_trash(consented.session, early)
    page = tab()
    assert "1 for 30 days or more" in page.side.bin.text()
    page.side.bin.click()
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, TrashBox)
    qtbot.addWidget(box)
    box.rows[0].buttons[1].click()
    why = at_desk.dialogs.shown[-1]
    assert isinstance(why, ReasonBox)
    qtbot.addWidget(why)
    why.form.row("words").input.set_value("Scanned by mistake")
    why.act.click()
    assert at_desk.told.toasts[-1][0] == "Document thrown away for good"
    at_desk.dialogs.will_answer(True)
    box.rows[0].buttons[1].click()
    assert [one for one in (early, late) if consented.session.find(Document, one.id)] == []


def test_while_a_request_is_open_the_trash_says_why_nothing_goes(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    trash.to_trash(consented.session, paper(consented))
    intake.log_request(consented.session, new_request(consented))
    tab().side.bin.click()
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    assert "Nothing can be thrown away now." in words_of(box)
    assert not box.rows[0].buttons[1].isEnabled()
    assert box.rows[0].buttons[0].isEnabled()


# a copy


def test_a_copy_goes_out_after_the_warning_and_the_purpose(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    kept = paper(consented)
    page = tab()
    press(page, "copy")
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, CopyBox)
    qtbot.addWidget(box)
    assert "From then on the vault does not protect it." in words_of(box)
    box.save()
    assert box.form.row("purpose").error()
    at_desk.dialogs.will_answer(tmp_path / "out.pdf")
    box.form.row("purpose").input.set_value(Purpose.RIGHTS)
    box.save()
    assert (tmp_path / "out.pdf").read_bytes() == actions.content_of(consented.session, kept)
    assert at_desk.dialogs.questions[-1] == "document.pdf", "no name of anybody is suggested"
    assert any(row.entry.action == AUDITED for row in consented.session.audit_rows(limit=1000))


# the order of pages


def test_pages_are_turned_moved_left_out_split_and_joined(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    other = long_paper(consented, "four", title="Other")
    kept = long_paper(consented, "one", "two", "three")
    page = tab()
    page.choose_document(kept.id)
    press(page, "pages")
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, PagesBox)
    qtbot.addWidget(box)
    box.show()
    box.save()
    note = box.note()
    assert note is not None
    assert "The pages are as they were." in note.lead
    box.others.set_value(other.id)
    box.others.edited.emit()
    assert len(box.slots) == 4
    box.list.choose(2)
    box.tools["up"].click()  # one three two four
    box.tools["turn"].click()
    box.list.choose(0)
    box.act_on("out")  # without one
    box.list.choose(3)
    box.act_on("part")
    box.save()
    assert at_desk.told.toasts[-1][0] == "2 new documents made"
    made = consented.session.list(Document, order="title")
    assert [one.title for one in made] == ["Long, part 1", "Long, part 2"]
    contents = [actions.content_of(consented.session, one) for one in made]
    assert [words_in(content) for content in contents] == [["three", "two"], ["four"]]
    assert [one.page_count for one in made] == [2, 1]
    assert consented.session.get(Document, kept.id).trashed_at is not None
    assert page.list.current_key() == made[0].id
    consented.session.undo(str(at_desk.told.toasts[-1][1]))
    assert {one.title for one in consented.session.list(Document)} == {"Long", "Other"}


def test_why_the_pages_stay_is_said_before_anything_is_done(
    consented: House, tab: Make, at_desk: Desk
) -> None:
    kept = long_paper(consented, "one")
    give(consented, kept)
    press(tab(), "pages")
    assert at_desk.dialogs.asked[-1] == ("tell", "The pages stay as they are")
    assert "given to Rowan Puddlecombe" in at_desk.dialogs.questions[-1][1]


def test_a_document_that_may_not_be_joined_is_said_and_not_taken(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    other, kept = long_paper(consented, "four", title="Other"), long_paper(consented, "one")
    give(consented, other)
    page = tab()
    page.choose_document(kept.id)
    press(page, "pages")
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    box.others.set_value(other.id)
    box.others.edited.emit()
    assert len(box.slots) == 1
    assert "That document stays as it is." in words_of(box)


def test_with_every_page_left_out_nothing_is_made(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    long_paper(consented, "one")
    press(tab(), "pages")
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    box.act_on("out")
    assert box.list.rows()[0].word == "Left out"
    box.save()
    assert "Every page is left out." in words_of(box)
    assert len(consented.session.list(Document, trashed=None)) == 1


# words of pictures


def test_what_waits_is_read_by_machine_while_the_tab_is_open(
    consented: House, tab: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = Looked("application/pdf", 1, "", pages_without_words=1)
    kept = actions.attach(consented.session, new_document(consented), pages(""), looked).record
    monkeypatch.setattr(by_machine, "read_of", lambda _answer: MachineRead("plimsolls", 1))
    page = tab()
    now = consented.session.get(Document, kept.id)
    assert (now.words, now.read_by_machine, now.unread_pages) == ("plimsolls", True, 0)
    page.refresh()
    assert "words read by machine" in page.list.rows()[0].subtitle
    assert not page._machine.is_running


@pytest.mark.parametrize(("error", "waits"), [(ChildFailed("Too long."), False), (Cancelled(), True)])
def test_a_reading_that_met_its_end_is_not_begun_at_each_opening(
    consented: House, tab: Make, at_desk: Desk, monkeypatch: pytest.MonkeyPatch, error: Trouble, waits: bool
) -> None:
    looked = Looked("application/pdf", 1, "", pages_without_words=1)
    kept = actions.attach(consented.session, new_document(consented), pages(""), looked).record
    honest = at_desk.services.jobs.child

    def killed(task: str, *asked: Any, failed: Any, **more: Any) -> Any:
        if task != READ:
            return honest(task, *asked, failed=failed, **more)
        return failed(error)

    monkeypatch.setattr(at_desk.services.jobs, "child", killed)
    page = tab()
    assert machine_words.waits(consented.session.get(Document, kept.id)) is waits
    assert not page._machine.is_running
    assert at_desk.told.troubles == []
    page.refresh()
    assert ("to be read by a person" in page.list.rows()[0].subtitle) is not waits
