"""Of several files each is its own kind; what came along with a document, or was restricted with it, is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.documents import actions
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.documents.page.several_box import SeveralBox
from coordinator_app.documents.page.tab import DocumentsTab
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.form_row import FormRow
from tests.documents.looking import made_old
from tests.documents.papers import paper
from tests.documents.test_page_adding import files, fill_in, several, titles
from tests.pupils.screens import Desk
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


def own(box: SeveralBox, name: str, number: int) -> FormRow:
    return box.form.row(f"{name}:{box.candidates[number].mark}")


def test_each_file_has_its_own_kind_day_and_sender_and_else_those_of_all(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    tab().add(files(tmp_path, 1, 2))
    box = several(at_desk, qtbot)
    fill_in(box)
    box.form.row("source").input.set_value("Ms Field")
    own(box, "kind_of_document", 1).input.set_value(DocumentKind.MINUTES)
    own(box, "dated", 1).input.set_value(date(2026, 11, 3))
    own(box, "source", 1).input.set_value("Hazelmoor")
    box.save()
    said = {
        one.title: (one.kind_of_document, one.dated, one.source) for one in consented.session.list(Document)
    }
    assert said == {
        "letter 1": (DocumentKind.SCHOOL_LETTER, date(2026, 11, 12), "Ms Field"),
        "letter 2": (DocumentKind.MINUTES, date(2026, 11, 3), "Hazelmoor"),
    }


def test_what_all_are_need_not_be_said_where_each_file_says_it(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    tab().add(files(tmp_path, 1, 2))
    box = several(at_desk, qtbot)
    own(box, "kind_of_document", 0).input.set_value(DocumentKind.MINUTES)
    own(box, "dated", 0).input.set_value(date(2026, 11, 3))
    box.save()
    assert titles(consented) == set()
    assert box.form.row("kind_of_document").error(), "the second says neither what it is nor its day"
    own(box, "kind_of_document", 1).input.set_value(DocumentKind.MINUTES)
    own(box, "dated", 1).input.set_value(date(2026, 11, 4))
    box.save()
    assert titles(consented) == {"letter 1", "letter 2"}


def test_a_day_of_one_file_that_is_none_is_said_at_its_own_field(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    tab().add(files(tmp_path, 1, 2))
    box = several(at_desk, qtbot)
    fill_in(box)
    day = own(box, "dated", 1)
    assert isinstance(day.input, DateInput)
    day.input.line.set_value("soon")
    box.save()
    assert day.error()
    assert titles(consented) == set()


def test_every_field_of_a_file_is_named_after_it_and_follows_it_by_tab(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    tab().add(files(tmp_path, 1, 2))
    box = several(at_desk, qtbot)
    names = [own(box, name, 1).input.target().accessibleName() for name in ("title", "dated", "source")]
    assert names == ["Title of letter_2.pdf", "Date of letter_2.pdf", "From of letter_2.pdf"]
    box.titles[1].setFocus()
    seen = []
    for _step in range(3):
        QTest.keyClick(QApplication.focusWidget() or box, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        seen.append(at.accessibleName() if at is not None else "")
    if box.titles[1].hasFocus() or any(seen):  # no focus without a window of its own
        assert seen[0] == "What it is of letter_2.pdf"


# what came along, what was restricted with it


def message(folder: Path, name: str) -> Path:
    """An email with an attachment."""
    path = folder / name
    path.write_bytes(made_old.mail().replace(b"inmailplain", name.encode()))
    return path


def test_attachments_are_counted_beside_the_documents(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = tab()
    page.add([*files(tmp_path, 1, 2), message(tmp_path, "first.eml")])
    box = several(at_desk, qtbot)
    fill_in(box)
    box.save()
    assert at_desk.told.toasts[-1][0] == "3 documents and 2 attachments added"
    assert len(titles(consented)) == 5
    page.add([message(tmp_path, "second.eml")])
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    box.form.row("dated").input.set_value(date(2026, 11, 12))
    box.save()
    assert at_desk.told.toasts[-1][0] == "Document added", "its attachments are there already"


def test_what_is_restricted_with_a_file_is_said_by_name(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    kept = paper(consented, "Kept")
    (one,) = files(tmp_path, 1)
    one.write_bytes(actions.content_of(consented.session, kept))
    page = tab()
    page.add([one])
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    fill_in(box)
    box.form.row("both").input.set_value("both")
    box.form.row("is_guarded").input.set_value(True)
    box.save()
    assert at_desk.dialogs.asked[-1] == ("tell", "More was restricted")
    assert "The same words are in “Kept”" in at_desk.dialogs.questions[-1][1]
    page.add([one])
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    fill_in(box)
    box.form.row("both").input.set_value("both")
    box.save()
    assert "The same file lies restricted on this record" in at_desk.dialogs.questions[-1][1]
    assert all(one.is_guarded for one in consented.session.list(Document))
