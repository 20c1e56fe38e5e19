"""The Documents tab: a file is looked at in a child first, its pages are shown, and nothing of it meets the disk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests.actions import intake
from coordinator_app.core.errors import BadFile
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import actions, view
from coordinator_app.documents.editor import KEEP_BOTH, LEAVE_OUT, DocumentBox
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.documents.page.tab import DocumentsTab
from coordinator_app.pupils import actions as pupils
from tests.pdf import foreign
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, new_pupil, new_request

LETTER = foreign.page(foreign.note, pages=3)
Make = Callable[..., DocumentsTab]


@pytest.fixture
def tab(qtbot: QtBot, at_desk: Desk, house: House) -> Make:
    def make(desk: Desk = at_desk) -> DocumentsTab:
        made = DocumentsTab(desk.services, house.pupil.id)
        qtbot.addWidget(made)
        made.resize(1162, 484)
        made.show()
        QApplication.processEvents()
        return made

    return make


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "from_the-workshop.pdf"
    path.write_bytes(LETTER)
    return path


def attach(
    house: House, title: str = "Report", *, content: bytes = LETTER, guarded: bool = False
) -> Document:
    document = Document(
        pupil_id=house.pupil.id,
        title=title,
        kind_of_document=DocumentKind.PROVIDER_REPORT,
        dated=date(2026, 11, 12),
        source="Kingfisher Workshop",
        is_guarded=guarded,
        given_name="report.pdf",
    )
    looked = Looked(media_type="application/pdf", page_count=3, words="")
    return actions.attach(house.session, document, content, looked).record


def shown_box(desk: Desk) -> DocumentBox:
    box = desk.dialogs.shown[-1]
    assert isinstance(box, DocumentBox)
    return box


def fill_in(box: DocumentBox, qtbot: QtBot, *, guarded: bool = False) -> None:
    qtbot.addWidget(box)
    box.show()
    box.form.row("kind_of_document").input.set_value(DocumentKind.PROVIDER_REPORT)
    box.form.row("dated").input.set_value(date(2026, 11, 12))
    box.form.row("source").input.set_value("Kingfisher Workshop")
    if guarded:
        box.form.row("is_guarded").input.set_value(True)
    box.save()


def test_a_chosen_file_is_looked_at_asked_about_and_kept_whole(
    consented: House, tab: Make, qtbot: QtBot, at_desk: Desk, letter: Path
) -> None:
    page = tab()
    at_desk.dialogs.will_answer([letter])
    page.choose.click()
    box = shown_box(at_desk)
    assert box.form.row("title").value() == "from the workshop"
    assert "The file can be read, 3 pages." in words_of(box)
    fill_in(box, qtbot)
    kept = consented.session.list(Document)[0]
    assert (kept.title, kept.page_count, kept.given_name) == ("from the workshop", 3, letter.name)
    assert actions.content_of(consented.session, kept) == LETTER
    assert at_desk.told.toasts[-1][0] == "Document added"
    assert page.list.current_key() == kept.id


def test_a_document_just_added_is_the_one_in_hand(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, letter: Path
) -> None:
    before = attach(consented, content=foreign.page(foreign.note))
    page = tab()
    assert page.list.current_key() == before.id
    page.add([letter])
    fill_in(shown_box(at_desk), qtbot)
    added = next(one for one in consented.session.list(Document) if one.id != before.id)
    assert page.list.current_key() == added.id
    page.refresh()
    page.list.choose(before.id)
    page.refresh()
    assert page.list.current_key() == before.id, "only once, not at every later reading"


def test_a_file_can_be_dropped(consented: House, tab: Make, at_desk: Desk, letter: Path) -> None:
    page = tab()
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(letter))])
    drop = QDropEvent(
        QPoint(5, 5).toPointF(),
        Qt.DropAction.CopyAction,
        given,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(drop)
    assert shown_box(at_desk).form.row("title").value() == "from the workshop"


def test_a_file_that_comes_while_one_is_asked_about_follows_it(
    consented: House, tab: Make, at_desk: Desk, letter: Path, tmp_path: Path
) -> None:
    second = tmp_path / "second.pdf"
    second.write_bytes(foreign.page(foreign.note))
    page = tab()
    page.add([letter])
    page.add([second])
    assert len(at_desk.dialogs.shown) == 1
    shown_box(at_desk).reject()
    assert shown_box(at_desk).form.row("title").value() == "second"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("letter.pdf", b"PK\x03\x04 not a pdf at all", "it is no PDF file"),
        (
            "empty.pdf",
            b"",
            "The file is empty. Nothing has been added to the vault. Ask for it again, or leave it out",
        ),
        ("blank.txt", b" \n", "no words and no pictures stand in it."),
        ("locked.pdf", foreign.locked(), "password"),
    ],
)
def test_a_file_that_cannot_be_taken_is_said_in_plain_words(
    consented: House, tab: Make, at_desk: Desk, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    page = tab()
    page.add([bad])
    trouble = at_desk.dialogs.questions[-1]
    assert isinstance(trouble, BadFile)
    assert words in trouble.sentences()
    assert consented.session.list(Document) == []
    assert page.choose.isEnabled()


def test_a_file_that_is_gone_is_said_in_plain_words(
    consented: House, tab: Make, at_desk: Desk, tmp_path: Path
) -> None:
    tab().add([tmp_path / "gone.pdf"])
    trouble = at_desk.dialogs.questions[-1]
    assert isinstance(trouble, BadFile)
    assert trouble.happened == "The file could not be read."
    assert "gone" not in trouble.sentences()


def test_a_file_that_is_there_already_is_kept_twice_only_if_that_is_chosen(
    consented: House, tab: Make, qtbot: QtBot, at_desk: Desk, letter: Path
) -> None:
    attach(consented)
    tab().add([letter])
    box = shown_box(at_desk)
    assert "This very file is on the record: “Report” of 12 November 2026." in words_of(box)
    fill_in(box, qtbot)
    assert box.form.row("both").error() == "Choose whether to keep both."
    assert len(consented.session.list(Document)) == 1
    box.form.row("both").input.set_value(KEEP_BOTH)
    box.save()
    assert len(consented.session.list(Document)) == 2


def test_a_file_that_is_there_already_is_left_out(
    consented: House, tab: Make, qtbot: QtBot, at_desk: Desk, letter: Path
) -> None:
    attach(consented)
    page = tab()
    page.add([letter])
    box = shown_box(at_desk)
    qtbot.addWidget(box)
    box.form.row("both").input.set_value(LEAVE_OUT)
    box.form.row("both").input.edited.emit()
    assert box.act.text() == "Leave it out"
    box.save()
    (kept,) = consented.session.list(Document)
    assert not page.adding.is_running
    assert page.list.current_key() == kept.id


def test_pages_are_drawn_when_they_are_turned_to(consented: House, tab: Make) -> None:
    attach(consented)
    page = tab()
    shown = page.shown.preview.view
    assert shown.page_count == 3
    assert shown._images
    page.shown.preview.on.click()
    page.shown.preview.on.click()
    assert shown.page == 2
    assert 2 in shown._images


def test_nothing_of_a_document_meets_the_disk_outside_the_vault(
    consented: House, tab: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temp = tmp_path / "temp"
    temp.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temp))
    attach(consented)
    before = set(everything(tmp_path))
    page = tab()
    page.shown.preview.on.click()
    assert page.shown.preview.view._images
    new = [one for one in set(everything(tmp_path)) - before if "Eastmere.vault" not in one]
    assert new == []
    assert planted(temp), "the search would see a file"


def planted(temp: Path) -> list[str]:
    (temp / "page.png").write_bytes(b"x")
    return [one for one in everything(temp) if one.endswith("page.png")]


def everything(folder: Path) -> list[str]:
    return [str(path) for path in folder.rglob("*") if path.is_file()]


def test_a_restricted_document_lies_on_the_guarded_side(
    consented: House, tab: Make, qtbot: QtBot, at_desk: Desk, letter: Path
) -> None:
    page = tab()
    page.add([letter])
    fill_in(shown_box(at_desk), qtbot, guarded=True)
    kept = consented.session.list(Document)[0]
    found = consented.session.find_with_place(Document, kept.id)
    assert found is not None
    assert found[1] is Compartment.GUARDED
    assert [row.word for row in page.list.rows()] == ["Restricted"]


def test_level_two_sees_no_restricted_document_and_cannot_make_one(
    consented: House, tab: Make, at_level_two: Desk, letter: Path
) -> None:
    attach(consented, "Hidden letter", guarded=True)
    page = tab(at_level_two)
    assert page.list.rows() == []
    assert "Speak to the safeguarding lead." in words_of(page)
    page.add([letter])
    assert "is_guarded" not in shown_box(at_level_two).form.rows()


def test_before_a_referral_nothing_can_be_added_and_the_tab_says_why(
    house: House, tab: Make, at_desk: Desk, letter: Path
) -> None:
    house.pupil = pupils.save_pupil(house.session, new_pupil(house)).record
    page = tab()
    assert "No documents can be kept yet." in words_of(page)
    assert not page.choose.isVisible()
    page.add([letter])
    assert at_desk.dialogs.shown == []


def test_the_trash_can_be_undone_and_is_shut_while_a_request_is_open(
    consented: House, tab: Make, at_desk: Desk
) -> None:
    kept = attach(consented)
    page = tab()
    page.shown.tools["trash"].click()
    assert page.list.rows() == []
    consented.session.undo(str(at_desk.told.toasts[-1][1]))
    page.refresh()
    assert [row.key for row in page.list.rows()] == [kept.id]
    intake.log_request(consented.session, new_request(consented))
    page.shown.tools["trash"].click()
    assert at_desk.dialogs.asked[-1] == ("tell", "This cannot be deleted now")
    assert consented.session.get(Document, kept.id).trashed_at is None


def test_a_document_that_cannot_be_drawn_says_so_in_its_place(consented: House, tab: Make) -> None:
    attach(consented, content=b"%PDF-1.7 broken from here on")
    page = tab()
    assert "This document cannot be shown." in words_of(page)


def test_a_document_that_was_shown_is_let_go_when_another_is_opened(consented: House, tab: Make) -> None:
    attach(consented, "First")
    second = attach(consented, "Second", content=foreign.page(foreign.note))
    page = tab()
    page.list.choose(second.id)
    assert page.shown.source._document == second
    assert len(page.shown.source._content) < len(LETTER)
    page.shown.source.forget()
    assert page.shown.source._content == b""


def test_lines_say_what_it_is_and_how_it_stands(consented: House) -> None:
    attach(consented)
    line = view.read(consented.session, consented.pupil.id).lines[0]
    assert (
        line.second == "12 November 2026, Report or letter from a provider, from Kingfisher Workshop, 3 pages"
    )
    assert (line.state, line.state_words) == ("not-shared", "Not shared yet")
    assert view.count(consented.session, consented.pupil.id) == 1


def test_titles_are_guessed_without_the_ending() -> None:
    assert view.title_of("Letter_from-school (2).pdf") == "Letter from school (2)"


def test_what_is_dropped_before_the_gate_is_known_waits_and_is_asked_about_with_what_is_known_then(
    consented: House, tab: Make, at_desk: Desk, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without knowing who sees what is kept apart, no document could be marked as such."""
    held: list[Callable[[], object]] = []
    honest = at_desk.services.jobs.read
    with monkeypatch.context() as slow:
        slow.setattr(
            at_desk.services.jobs, "read", lambda *given, **more: held.append(lambda: honest(*given, **more))
        )
        page = tab()
    assert not page.choose.isEnabled()
    page.add([letter])
    assert at_desk.dialogs.shown == []
    for one in held:
        one()
    assert page.choose.isEnabled()
    assert shown_box(at_desk) is not None
    assert page._sees_guarded
    assert len(at_desk.dialogs.shown) == 1


def test_what_is_dropped_on_a_child_of_whom_nothing_may_be_kept_is_not_taken(
    house: House, tab: Make, at_desk: Desk, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[Callable[[], object]] = []
    honest = at_desk.services.jobs.read
    with monkeypatch.context() as slow:
        slow.setattr(
            at_desk.services.jobs, "read", lambda *given, **more: held.append(lambda: honest(*given, **more))
        )
        house.pupil = pupils.save_pupil(house.session, new_pupil(house)).record
        page = tab()
    page.add([letter])
    for one in held:
        one()
    assert at_desk.dialogs.shown == []
    assert page._early == []
    assert at_desk.told.toasts[-1][0].startswith("No documents can be kept yet")
    assert not page.adding.is_running
