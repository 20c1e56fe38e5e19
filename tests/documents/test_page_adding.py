"""Several files at once: looked at with progress, asked about together, each that cannot be taken with its reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import DiskFull
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import actions, adding_many
from coordinator_app.documents.editor import DocumentBox
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.documents.page import adding
from coordinator_app.documents.page.several_box import SeveralBox
from coordinator_app.documents.page.tab import DocumentsTab
from coordinator_app.ui.progress import ProgressCard
from tests.documents.papers import paper
from tests.held_jobs import HeldBack
from tests.pdf import foreign
from tests.pupils.screens import Desk, words_of
from tests.vaults import House

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


def files(folder: Path, *pages: int) -> list[Path]:
    made = []
    for number in pages:
        path = folder / f"letter_{number}.pdf"
        path.write_bytes(foreign.page(foreign.note, pages=number))
        made.append(path)
    return made


def several(desk: Desk, qtbot: QtBot) -> SeveralBox:
    box = desk.dialogs.shown[-1]
    assert isinstance(box, SeveralBox)
    qtbot.addWidget(box)
    box.show()
    return box


def fill_in(box: SeveralBox) -> None:
    box.form.row("kind_of_document").input.set_value(DocumentKind.SCHOOL_LETTER)
    box.form.row("dated").input.set_value(date(2026, 11, 12))


def titles(house: House) -> set[str]:
    return {one.title for one in house.session.list(Document)}


def test_several_are_asked_about_together_and_each_is_kept(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = tab()
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"no")
    page.add([*files(tmp_path, 1, 2), bad])
    box = several(at_desk, qtbot)
    words = words_of(box)
    assert "1 file cannot be taken." in words
    assert "bad.pdf: " in words
    assert "letter_2.pdf, 2 pages" in words
    box.titles[1].set_value("The second")
    fill_in(box)
    box.save()
    assert titles(consented) == {"letter 1", "The second"}
    words, change_id = at_desk.told.toasts[-1]
    assert words == "2 documents added"
    assert not page.adding.is_running
    assert page.choose.isEnabled()
    consented.session.undo(str(change_id))
    assert titles(consented) == set(), "one press takes them all back"


def test_one_that_is_not_ticked_is_left_out_and_a_missing_title_is_asked_for(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = tab()
    page.add(files(tmp_path, 1, 2, 3))
    box = several(at_desk, qtbot)
    box.ticks[0].set_value(False)
    box.ticks[0].edited.emit()
    assert box.act.text() == "Add 2 documents"
    box.titles[1].set_value("")
    fill_in(box)
    box.save()
    assert titles(consented) == set()
    assert box.form.row(f"title:{box.candidates[1].mark}").error() == "Give letter_2.pdf a title."
    box.titles[1].set_value("Two")
    box.save()
    assert titles(consented) == {"Two", "letter 3"}
    for tick in box.ticks:
        tick.set_value(False)
    box.ticks[0].edited.emit()
    assert not box.act.isEnabled()


def test_what_is_there_already_is_not_ticked_and_says_what_it_equals(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    one, other = files(tmp_path, 1, 2)
    kept = paper(consented, "Kept")
    one.write_bytes(actions.content_of(consented.session, kept))
    tab().add([one, other])
    box = several(at_desk, qtbot)
    assert [tick.value() for tick in box.ticks] == [False, True]
    assert "This very file is on the record: “Kept”" in words_of(box)
    box.ticks[0].set_value(True)
    fill_in(box)
    box.save()
    assert len(consented.session.list(Document)) == 3


def test_the_same_file_chosen_twice_is_taken_once(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    one, other, third = files(tmp_path, 1, 2, 3)
    other.write_bytes(one.read_bytes())
    tab().add([one, other, third])
    assert "It is the same file as letter_1.pdf." in words_of(several(at_desk, qtbot))


def test_restricted_ones_all_go_to_the_guarded_side(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    tab().add(files(tmp_path, 1, 2))
    box = several(at_desk, qtbot)
    fill_in(box)
    box.form.row("is_guarded").input.set_value(True)
    box.save()
    places = [consented.session.find_with_place(Document, one.id) for one in consented.session.list(Document)]
    assert [place[1] for place in places if place] == [Compartment.GUARDED] * 2


def test_looking_can_be_cancelled_and_nothing_is_kept(
    consented: House, tab: Make, at_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tab()
    with monkeypatch.context() as slow:
        held = HeldBack(at_desk.services.jobs, slow, "child")
        page.add(files(tmp_path, 1, 2, 3))
        (card,) = page.findChildren(ProgressCard)
        assert "Looking at file 1 of 3" in card.accessibleName()
        assert not page.choose.isEnabled()
        card.cancel.click()
        held.let()
    assert at_desk.dialogs.shown == []
    assert at_desk.told.toasts[-1][0] == "Stopped. No document was added."
    assert page.choose.isEnabled()
    page.add(files(tmp_path, 2))
    assert isinstance(at_desk.dialogs.shown[-1], DocumentBox), "the next one is taken as ever"


def test_keeping_can_be_cancelled_between_two_and_says_what_was_not_added(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding_many, "TOGETHER", 0)
    page = tab()
    page.add(files(tmp_path, 1, 2, 3))
    box = several(at_desk, qtbot)
    fill_in(box)
    with monkeypatch.context() as slow:
        held = HeldBack(at_desk.services.jobs, slow, "write")
        box.save()
        for first in held.take():
            first()
        page.adding._cancel()
        held.let()
    assert titles(consented) == {"letter 1", "letter 2"}
    assert at_desk.dialogs.asked[-1] == ("tell", "These were not added")
    assert "letter_3.pdf: Adding was stopped before it." in at_desk.dialogs.questions[-1][1]


def test_one_that_cannot_be_kept_does_not_hold_up_the_others(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding_many, "TOGETHER", 0)
    page = tab()
    page.add(files(tmp_path, 1, 2, 3))
    box = several(at_desk, qtbot)
    fill_in(box)
    honest = actions.attach

    def full(session: object, document: Document, *more: object, **named: object) -> object:
        if document.title == "letter 2":
            raise DiskFull("The disk is full.")
        return honest(session, document, *more, **named)  # type: ignore[arg-type]  # as it came

    monkeypatch.setattr(adding.actions, "attach", full)
    box.save()
    assert titles(consented) == {"letter 1", "letter 3"}
    assert "letter_2.pdf: The disk is full." in at_desk.dialogs.questions[-1][1]


def test_kept_in_one_change_it_is_all_of_them_or_none(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab().add(files(tmp_path, 1, 2))
    box = several(at_desk, qtbot)
    fill_in(box)
    honest = adding_many.attach_in

    def full(work: object, document: Document, *more: object) -> Document:
        if document.title == "letter 2":
            raise DiskFull("The disk is full.")
        return honest(work, document, *more)  # type: ignore[arg-type]  # as it came

    with monkeypatch.context() as faulty:
        faulty.setattr(adding_many, "attach_in", full)
        box.save()
    assert titles(consented) == set()
    note = box.note()
    assert note is not None
    assert note.lead == "The disk is full."
    box.save()
    assert titles(consented) == {"letter 1", "letter 2"}


def test_none_that_can_be_taken_is_said_with_every_reason(
    consented: House, tab: Make, at_desk: Desk, tmp_path: Path
) -> None:
    for name in ("one.pdf", "two.pdf"):
        (tmp_path / name).write_bytes(b"no")
    tab().add([tmp_path / "one.pdf", tmp_path / "two.pdf"])
    assert at_desk.dialogs.asked[-1] == ("tell", "None of these files can be taken")


def test_more_than_fifty_are_not_taken_at_once(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "_MOST", 2)
    tab().add(files(tmp_path, 1, 2, 3))
    box = several(at_desk, qtbot)
    assert len(box.candidates) == 2
    assert "Only 2 files are taken at a time." in words_of(box)


def test_copied_files_and_copied_pictures_are_pasted(
    consented: House, tab: Make, at_desk: Desk, tmp_path: Path
) -> None:
    page = tab()
    (path,) = files(tmp_path, 1)
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(path))])
    page.paste(copied)
    assert at_desk.dialogs.shown[-1].form.row("title").value() == "letter 1"
    at_desk.dialogs.shown[-1].reject()
    picture = QMimeData()
    drawn = QImage(40, 60, QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.white)
    picture.setImageData(drawn)
    page.paste(picture)
    assert at_desk.dialogs.shown[-1].form.row("title").value() == "Copied picture"
    at_desk.dialogs.shown[-1].reject()
    words = QMimeData()
    words.setText("only words")
    page.paste(words)
    page.paste(None)
    assert at_desk.told.toasts[-1][0].startswith("Copy files or a picture first")


def test_the_paste_key_adds_what_was_copied(
    consented: House, tab: Make, at_desk: Desk, tmp_path: Path
) -> None:
    page = tab()
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(files(tmp_path, 1)[0]))])
    QApplication.clipboard().setMimeData(copied)
    QTest.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert at_desk.dialogs.shown[-1].form.row("title").value() == "letter 1"
