"""A file of too many pages on the page: read in parts with progress, asked about once, cancelled without a trace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import Trouble
from coordinator_app.documents.editor import DocumentBox
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.documents.page.several_box import SeveralBox
from coordinator_app.documents.page.tab import DocumentsTab
from coordinator_app.documents.parting import parts_of
from coordinator_app.documents.reading_jobs import PART
from coordinator_app.ui.progress import ProgressCard
from tests.documents.test_bad_files import many_pages
from tests.documents.wholes import sheets
from tests.held_jobs import HeldBack
from tests.pdf import foreign
from tests.pupils.screens import Desk, words_of
from tests.vaults import House

COUNT = 1_300


@pytest.fixture(scope="module")
def content() -> bytes:
    return sheets(COUNT)


@pytest.fixture
def tab(qtbot: QtBot, at_desk: Desk, consented: House) -> DocumentsTab:
    shown = DocumentsTab(at_desk.services, consented.pupil.id)
    qtbot.addWidget(shown)
    shown.resize(1162, 600)
    shown.show()
    QApplication.processEvents()
    return shown


@pytest.fixture
def place(tmp_path: Path, content: bytes) -> Path:
    made = tmp_path / "school file.pdf"
    made.write_bytes(content)
    return made


def test_it_is_read_in_parts_asked_about_once_and_kept_in_one_change(
    consented: House, tab: DocumentsTab, at_desk: Desk, qtbot: QtBot, place: Path
) -> None:
    tab.add([place])
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, DocumentBox)
    qtbot.addWidget(box)
    words = words_of(box)
    assert "This file has 1,300 pages." in words
    assert "It is kept whole as it came, and read in 3 parts of at most 500 pages." in words
    assert "1 page without words." in words
    assert "came with it" not in words
    box.form.row("kind_of_document").input.set_value(DocumentKind.SCHOOL_LETTER)
    box.form.row("dated").input.set_value(date(2026, 11, 12))
    box.save()
    said, change_id = at_desk.told.toasts[-1]
    assert said == "Document added, read in 3 parts"
    (file,) = [one for one in consented.session.list(Document) if one.is_whole]
    assert [one.page_count for one in parts_of(consented.session, file)] == [500, 500, 300]
    consented.session.undo(str(change_id))
    assert consented.session.list(Document) == []


def asked(held: HeldBack, jobs: object, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tasks that children are asked for."""
    found: list[str] = []
    honest: Callable[..., object] = jobs.child  # type: ignore[attr-defined]  # the jobs of the desk

    def child(task: str, request: object, **more: object) -> object:
        found.append(task)
        return honest(task, request, **more)

    del held
    monkeypatch.setattr(jobs, "child", child)
    return found


def test_cancelled_between_two_parts_no_other_is_read_and_nothing_is_kept(
    consented: House,
    tab: DocumentsTab,
    at_desk: Desk,
    qtbot: QtBot,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as slow:
        held = HeldBack(at_desk.services.jobs, slow, "child")
        tasks = asked(held, at_desk.services.jobs, slow)
        tab.add([place])
        for _ in range(2):  # what the file is, what lies behind it
            for answer in held.take():
                answer()
        card = tab.findChild(ProgressCard)
        assert card is not None
        assert "Reading a file in parts, step 2 of 4" in words_of(card)
        card.cancel.click()
        held.let()
    assert tasks.count(PART) == 2
    assert at_desk.dialogs.shown == []
    assert consented.session.list(Document) == []
    assert at_desk.told.toasts[-1][0] == "Stopped. No document was added."
    assert not tab.adding.is_running
    qtbot.waitUntil(lambda: tab.findChild(ProgressCard) is None)


def test_among_several_its_row_says_that_it_is_read_in_parts(
    tab: DocumentsTab, at_desk: Desk, qtbot: QtBot, place: Path, tmp_path: Path
) -> None:
    other = tmp_path / "letter.pdf"
    other.write_bytes(foreign.page(foreign.note))
    tab.add([place, other])
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, SeveralBox)
    qtbot.addWidget(box)
    words = words_of(box)
    assert "school file.pdf, 1,300 pages" in words
    assert "read in 3 parts of at most 500 pages" in words


def test_a_part_that_cannot_be_read_refuses_the_file_and_says_which(
    consented: House, tab: DocumentsTab, at_desk: Desk, tmp_path: Path, content: bytes
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(content[:-40_000] + b"\n%%EOF")
    tab.add([bad])
    (told,) = at_desk.dialogs.questions
    assert isinstance(told, Trouble)
    assert told.next_step
    assert at_desk.dialogs.shown == []
    assert consented.session.list(Document) == []


def test_ten_thousand_pages_are_too_many_also_in_parts(
    tab: DocumentsTab, at_desk: Desk, tmp_path: Path
) -> None:
    bad = tmp_path / "file.pdf"
    bad.write_bytes(many_pages())
    tab.add([bad])
    (told,) = at_desk.dialogs.questions
    assert (
        told.happened == "This file has 10,000 pages. Coordinator takes up to 5,000. Nothing of it was added."
    )
