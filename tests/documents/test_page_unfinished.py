"""A lock while files are being added, or pages put in order, takes no word: carried on, files, answers and order are back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import page_order, unfinished
from coordinator_app.documents.editor import DocumentBox
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.documents.page import adding_draft
from coordinator_app.documents.page.pages_box import ORDER_DRAFT, PagesBox
from coordinator_app.documents.page.several_box import SeveralBox
from coordinator_app.documents.page.tab import DocumentsTab
from coordinator_app.documents.page_order import Slot
from coordinator_app.ui.carry_on import Left
from coordinator_app.ui.kept_at_lock import KeptAtLock
from tests.documents.papers import found_in, give
from tests.documents.test_page_acts import long_paper, press
from tests.documents.test_page_adding import files
from tests.held_jobs import HeldBack
from tests.pupils.screens import Desk, words_of
from tests.vaults import House

Make = Callable[[], DocumentsTab]
SECRET = "thornwick"


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


def say(box: Any, name: str, value: object) -> None:
    """Answer a row as a user does."""
    box.form.row(name).input.set_value(value)
    box.form.row(name).input.edited.emit()


def lock(box: Any, qtbot: QtBot) -> None:
    """What was typed last goes to the vault, and the box goes as a lock takes it."""
    qtbot.addWidget(box)
    for one in box.findChildren(KeptAtLock):
        one.keep_at_lock()
    box.done(-1)


def carry_on(page: DocumentsTab, house: House, kind: str = unfinished.ADDING, about: str = "") -> bool:
    return page.reopens()[kind](Left(kind, about or house.pupil.id))


def several(desk: Desk) -> SeveralBox:
    box = desk.dialogs.shown[-1]
    assert isinstance(box, SeveralBox)
    return box


def filled(page: DocumentsTab, desk: Desk, paths: list[Path]) -> SeveralBox:
    """Three files, what they are all, and what is said of each."""
    page.add(paths)
    box = several(desk)
    say(box, "kind_of_document", DocumentKind.SCHOOL_LETTER)
    say(box, "dated", date(2026, 11, 12))
    say(box, "source", "Ms Field")
    first, second, third = (one.mark for one in box.candidates)
    say(box, f"title:{first}", f"Letter {SECRET}")
    say(box, f"dated:{second}", date(2026, 11, 3))
    say(box, f"kind_of_document:{second}", DocumentKind.MINUTES)
    say(box, f"take:{third}", False)
    return box


def test_a_lock_while_several_are_added_loses_no_word_and_carry_on_opens_them_again(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    lock(filled(tab(), at_desk, files(tmp_path, 1, 2, 3)), qtbot)
    page = tab()
    assert "3 files are not added yet." in words_of(page)
    assert carry_on(page, consented)
    box = several(at_desk)
    qtbot.addWidget(box)
    first, second, third = (one.mark for one in box.candidates)
    assert [one.value() for one in box.titles] == [f"Letter {SECRET}", "letter 2", "letter 3"]
    assert box.form.row(f"dated:{second}").value() == date(2026, 11, 3)
    assert [one.value() for one in box.ticks] == [True, True, False]
    assert box.form.row(f"dated:{third}").isHidden()
    assert box.form.row(f"title:{first}").isHidden() is False
    assert "What you typed before is back." in words_of(box)
    box.save()
    kept = {one.title: one for one in consented.session.list(Document)}
    assert set(kept) == {f"Letter {SECRET}", "letter 2"}
    one, other = kept[f"Letter {SECRET}"], kept["letter 2"]
    assert (one.kind_of_document, one.dated, one.source) == (
        DocumentKind.SCHOOL_LETTER,
        date(2026, 11, 12),
        "Ms Field",
    )
    assert (other.kind_of_document, other.dated, other.source) == (
        DocumentKind.MINUTES,
        date(2026, 11, 3),
        "Ms Field",
    )
    assert unfinished.files_left(consented.session, consented.pupil.id) == ()
    assert "not added yet" not in words_of(page)


def test_what_is_typed_lies_where_restricted_words_may_lie(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = files(tmp_path, 1, 2, 3)
    lock(filled(tab(), at_desk, paths), qtbot)
    assert found_in(consented, Compartment.GENERAL, SECRET) == []
    assert found_in(consented, Compartment.GENERAL, paths[0].name) == []
    assert "draft" in found_in(consented, Compartment.GUARDED, SECRET)


def test_without_the_draft_the_words_would_be_gone(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault planted."""
    monkeypatch.setattr(adding_draft.AddingDraft, "keep_at_lock", lambda _self: None)
    lock(filled(tab(), at_desk, files(tmp_path, 1, 2, 3)), qtbot)
    assert unfinished.files_left(consented.session, consented.pupil.id) == ()


def test_a_lock_while_one_is_added_loses_no_word(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = tab()
    page.add(files(tmp_path, 2))
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, DocumentBox)
    say(box, "title", "Better title")
    say(box, "kind_of_document", DocumentKind.MINUTES)
    say(box, "dated", date(2026, 11, 3))
    lock(box, qtbot)
    page = tab()
    assert "1 file is not added yet." in words_of(page)
    (button,) = [one for one in page.findChildren(QAbstractButton) if one.text() == "Carry on"]
    button.click()
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, DocumentBox)
    qtbot.addWidget(box)
    box.save()
    (kept,) = consented.session.list(Document)
    assert (kept.title, kept.kind_of_document, kept.dated) == (
        "Better title",
        DocumentKind.MINUTES,
        date(2026, 11, 3),
    )


def test_words_about_one_file_are_never_put_back_into_another(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = tab()
    first, second = files(tmp_path, 1, 2)
    page.add([first])
    say(at_desk.dialogs.shown[-1], "title", "About the first")
    lock(at_desk.dialogs.shown[-1], qtbot)
    page = tab()
    page.add([second])
    box = at_desk.dialogs.shown[-1]
    assert box.form.row("title").value() == "letter 2"
    say(box, "kind_of_document", DocumentKind.MINUTES)
    say(box, "dated", date(2026, 11, 3))
    qtbot.addWidget(box)
    box.save()
    (left,) = unfinished.files_left(consented.session, consented.pupil.id)
    assert left.name == "letter_1.pdf", "what was typed about the first waits on"
    page.waiting.carry_on()
    box = at_desk.dialogs.shown[-1]
    assert box.form.row("title").value() == "About the first"
    qtbot.addWidget(box)
    box.reject()
    box.reject()
    assert unfinished.files_left(consented.session, consented.pupil.id) == (), "thrown away by who typed it"


def test_a_file_that_is_gone_is_named_and_its_words_wait(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    one, other, third = paths = files(tmp_path, 1, 2, 3)
    content = one.read_bytes()
    lock(filled(tab(), at_desk, paths), qtbot)
    one.unlink()
    third.write_bytes(b"%PDF-1.4 another one by now")
    page = tab()
    carry_on(page, consented)
    box = several(at_desk)
    qtbot.addWidget(box)
    words = words_of(box)
    assert "letter_1.pdf: It is not where it was." in words
    assert "letter_3.pdf: It has been changed since you chose it." in words
    assert "What you typed about it is kept until then." in words
    assert [each.file.name for each in box.candidates] == [other.name]
    assert box.form.row("source").value() == "Ms Field", "what is said of all comes back with any of them"
    box.save()
    assert [each.title for each in consented.session.list(Document)] == ["letter 2"]
    moved = tmp_path / "elsewhere.pdf"
    moved.write_bytes(content)
    page.add([moved])
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    assert box.form.row("title").value() == f"Letter {SECRET}", "the same file chosen where it lies now"
    assert box.form.row("source").value() == "Ms Field"


def test_with_none_of_the_files_there_it_is_said_and_can_be_thrown_away(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = files(tmp_path, 1, 2, 3)
    lock(filled(tab(), at_desk, paths), qtbot)
    for path in paths:
        path.unlink()
    page = tab()
    shown = len(at_desk.dialogs.shown)
    carry_on(page, consented)
    assert len(at_desk.dialogs.shown) == shown
    assert at_desk.dialogs.asked[-1] == ("tell", "None of these files can be taken")
    at_desk.dialogs.will_answer(True)
    (away,) = [one for one in page.findChildren(QAbstractButton) if one.text() == "Throw away"]
    away.click()
    assert unfinished.files_left(consented.session, consented.pupil.id) == ()
    assert "not added yet" not in words_of(page)


def test_a_picture_that_was_pasted_has_to_be_pasted_again_and_gets_its_words_back(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    picture = QMimeData()
    drawn = QImage(40, 60, QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.white)
    picture.setImageData(drawn)
    page = tab()
    page.paste(picture)
    say(at_desk.dialogs.shown[-1], "title", "The drawing")
    lock(at_desk.dialogs.shown[-1], qtbot)
    page = tab()
    carry_on(page, consented)
    assert at_desk.dialogs.questions[-1] is not None
    page.paste(picture)
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    assert box.form.row("title").value() == "The drawing"


def test_it_waits_until_it_is_known_whether_documents_may_be_kept(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(filled(tab(), at_desk, files(tmp_path, 1, 2, 3)), qtbot)
    with monkeypatch.context() as slow:
        held = HeldBack(at_desk.services.jobs, slow, "read")
        page = tab()
        assert not carry_on(page, consented)
        held.let()
    assert carry_on(page, consented)


def test_a_draft_that_is_none_of_ours_names_no_file() -> None:
    assert unfinished.in_draft({"_files": "x"}) == ()
    assert unfinished.in_draft({"_files": {"a": "x"}}) == ()
    assert unfinished.in_draft(None) == ()


# the order of pages


def ordering(page: DocumentsTab, desk: Desk, document: Document) -> PagesBox:
    page.choose_document(document.id)
    press(page, "pages")
    box = desk.dialogs.shown[-1]
    assert isinstance(box, PagesBox)
    return box


def test_a_lock_while_pages_are_put_in_order_loses_neither_order_nor_title(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    other = long_paper(consented, "four", title="Other")
    kept = long_paper(consented, "one", "two", "three")
    box = ordering(tab(), at_desk, kept)
    box.list.choose(0)
    box.act_on("turn")
    box.act_on("down")
    box.others.set_value(other.id)
    box.others.edited.emit()
    box.list.choose(3)
    box.act_on("part")
    say(box, "title", "Put right")
    before = box.slots
    lock(box, qtbot)
    page = tab()
    assert carry_on(page, consented, ORDER_DRAFT, kept.id)
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, PagesBox)
    qtbot.addWidget(box)
    assert box.slots == before
    assert len(box.list.rows()) == 4
    assert box.form.row("title").value() == "Put right"
    assert box.act.isEnabled()
    box.save()
    assert {one.title for one in consented.session.list(Document)} == {
        "Put right, part 1",
        "Put right, part 2",
    }
    assert consented.session.draft(ORDER_DRAFT, kept.id) is None


def test_pages_that_were_moved_are_thrown_away_by_the_second_press_only(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    kept = long_paper(consented, "one", "two")
    box = ordering(tab(), at_desk, kept)
    qtbot.addWidget(box)
    box.show()
    box.act_on("turn")
    box.reject()
    note = box.note()
    assert note is not None
    assert "not kept yet" in note.lead
    box.reject()
    assert consented.session.draft(ORDER_DRAFT, kept.id) is None


def test_what_may_not_be_joined_any_more_is_left_out_of_the_order_and_said(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    other = long_paper(consented, "four", title="Other")
    kept = long_paper(consented, "one", "two")
    box = ordering(tab(), at_desk, kept)
    box.others.set_value(other.id)
    box.others.edited.emit()
    box.list.choose(0)
    box.act_on("turn")
    lock(box, qtbot)
    give(consented, other)
    page = tab()
    carry_on(page, consented, ORDER_DRAFT, kept.id)
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    assert box.slots == (Slot(0, 0, 90), Slot(0, 1))


def test_an_order_is_read_as_it_was_written_and_nothing_else_is() -> None:
    slots = (Slot(1, 0, 90), Slot(0, 1, out=True), Slot(0, 0, begins=True))
    assert page_order.read(page_order.written(["a", "b"], slots)) == (("a", "b"), slots)
    assert page_order.read("x") == ((), ())
    assert page_order.read('{"ids": []}') == ((), ())
    assert page_order.of_these(slots, {0: 0}, [3]) == (
        Slot(0, 1, out=True),
        Slot(0, 0, begins=True),
        Slot(0, 2),
    )
