"""The pages of a document: words are found, marked and counted, and what has to be known of it is said above them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.chronology.model import MayBeTold
from coordinator_app.core.errors import BadFile
from coordinator_app.documents import actions, changing
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.documents.page import find_bar
from coordinator_app.documents.page.shown import HiddenBox, ShownDocument
from coordinator_app.documents.page.tab import DocumentsTab
from coordinator_app.pupils.page.record import PupilPage
from coordinator_app.ui.marked_view import Mark
from tests.documents.papers import paper
from tests.documents.test_documents import new_document
from tests.pdf import foreign
from tests.pupils.screens import Desk, words_of
from tests.vaults import House

Make = Callable[[], DocumentsTab]


def calm(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "The day was calm. She stayed calm at lunch.")


def letter(house: House, **more: object) -> Document:
    looked = Looked("application/pdf", 3, "The day was calm.", **more)  # type: ignore[arg-type]  # by name
    content = foreign.page(calm, pages=3)
    return actions.attach(house.session, new_document(house, title="Calm days"), content, looked).record


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


def test_all_places_are_marked_counted_and_gone_through(consented: House, tab: Make) -> None:
    letter(consented)
    page = tab()
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar, view = page.shown.finder, page.shown.pages
    assert bar.isVisible()
    QTest.keyClicks(bar.words, "calm")
    assert bar.says.text() == "1 of 6"
    assert len(view.marks_of(0)) == len(view.marks_of(2)) == 2
    for _press in range(2):
        QTest.keyClick(bar.words, Qt.Key.Key_Return)
    assert (bar.says.text(), view.page) == ("3 of 6", 1)
    QTest.keyClick(page.shown, Qt.Key.Key_F3)
    QTest.keyClick(page.shown, Qt.Key.Key_F3)
    assert view.page == 2
    QTest.keyClick(page.shown, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert bar.says.text() == "4 of 6"
    bar.step(-4)
    assert bar.says.text() == "6 of 6", "round the end"
    QTest.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert view.marks_of(0) == ()


def test_marks_are_drawn_on_the_words(consented: House, tab: Make) -> None:
    letter(consented)
    page = tab()
    view = page.shown.pages
    before = view.grab().toImage()
    page.shown.finder.open_line("calm")
    QApplication.processEvents()
    assert view.grab().toImage() != before
    assert view.held[0] == 0
    view.set_marks({})
    assert view.held == (-1, ())
    view.hold(1, [Mark(0.1, 0.1, 0.2, 0.12)])
    assert view.page == 1


def test_words_that_are_nowhere_are_said_to_be(consented: House, tab: Make) -> None:
    letter(consented)
    bar = tab().shown.finder
    bar.open_line("plimsolls")
    assert bar.says.text() == "Not found"
    assert not bar.on.isEnabled()
    bar.open_line("lunch calm")
    assert "each is marked by itself" in bar.says.toolTip()


def test_words_that_lie_hidden_in_the_file_are_said_to(consented: House, tab: Make) -> None:
    kept = letter(consented)
    with consented.session.write() as work:
        work.change(kept, words="calm\n\n\nA comment of the aunt")
    bar = tab().shown.finder
    bar.open_line("aunt")
    assert bar.says.text() == "Not on the pages: it lies hidden in the file"


def test_what_cannot_be_read_is_told_and_the_line_stays(
    consented: House, tab: Make, at_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter(consented)
    page = tab()

    def fails(
        _task: object, _request: object, *, failed: Callable[[Exception], None], **_more: object
    ) -> None:
        failed(BadFile("It is damaged."))

    monkeypatch.setattr(at_desk.services.jobs, "child", fails)
    page.shown.finder.open_line("calm")
    assert at_desk.told.troubles
    assert page.shown.finder.isVisible()


def test_words_typed_before_the_file_has_come_are_looked_for_then(consented: House, tab: Make) -> None:
    letter(consented)
    bar = tab().shown.finder
    bar.show_file(b"", "")
    bar.open_line("calm")
    assert bar.finds.hits == ()
    bar.show_file(foreign.page(calm), "")
    assert len(bar.finds.hits) == 2


def test_a_find_that_another_document_overtook_marks_nothing(
    consented: House, tab: Make, at_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[Callable[[], object]] = []
    letter(consented)
    bar = tab().shown.finder
    honest = at_desk.services.jobs.child
    with monkeypatch.context() as slow:
        slow.setattr(
            at_desk.services.jobs, "child", lambda *given, **more: held.append(lambda: honest(*given, **more))
        )
        bar.open_line("calm")
    bar.show_file(b"another", "")
    for one in held:
        one()
    assert bar.finds.hits == ()


def test_the_record_opens_a_document_at_a_page_with_words_marked(
    consented: House, at_desk: Desk, qtbot: QtBot
) -> None:
    other = paper(consented, "Newer", dated=new_document(consented).dated)
    wanted = letter(consented)
    page = PupilPage(at_desk.services)
    qtbot.addWidget(page)
    page.resize(1162, 700)
    page.show()
    page.open(consented.pupil.id, tab="documents", document=other.id)
    page.open(consented.pupil.id, tab="documents", document=wanted.id, page=3, marked="calm")
    tab = page._made["documents"]
    assert isinstance(tab, DocumentsTab)
    assert tab.list.current_key() == wanted.id
    assert (tab.shown.pages.page, tab.shown.finder.says.text()) == (2, "5 of 6")
    page.open(consented.pupil.id, tab="documents", document=wanted.id, page=2, marked="lunch")
    assert (tab.shown.pages.page, tab.shown.finder.says.text()) == (1, "2 of 3"), "it is shown already"


def test_what_has_to_be_known_stands_above_the_pages_and_is_opened(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    kept = letter(consented, hidden="A comment: ring the aunt.", read_by_machine=True)
    changing.change(consented.session, kept, may_be_told=MayBeTold.FAMILY)
    page = tab()
    words = words_of(page.shown)
    assert (
        "The family and the pupil may be told. Words read by machine. Something lies hidden in it." in words
    )
    next(one for one in page.findChildren(type(page.choose)) if one.text() == "What lies hidden").click()
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, HiddenBox)
    qtbot.addWidget(box)
    assert box.first is not None
    assert "ring the aunt" in box.first.toPlainText()  # type: ignore[attr-defined]  # a long text


def test_a_page_is_fitted_whole_and_to_its_width(consented: House, tab: Make) -> None:
    letter(consented)
    shown: ShownDocument = tab().shown
    wide = shown.pages.zoom
    shown.preview.fit.click()
    assert shown.pages.fits_page
    assert shown.pages.zoom < wide
    assert shown.preview.fit.text() == "Page width"
    shown.preview.fit.click()
    assert shown.pages.zoom == wide


def test_pages_of_a_letter_can_be_put_in_order_but_not_those_of_a_message(
    consented: House, tab: Make
) -> None:
    kept = letter(consented)
    page = tab()
    assert page.shown.tools["pages"].isEnabled()
    with consented.session.write() as work:
        work.change(kept, media_type="message/rfc822", kind_of_document=DocumentKind.EMAIL)
    page.refresh()
    assert not page.shown.tools["pages"].isEnabled()


def test_without_the_fold_of_letters_a_capital_would_hide_a_word(
    consented: House, tab: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault planted."""
    letter(consented)
    bar = tab().shown.finder
    bar.open_line("CALM")
    assert len(bar.finds.hits) == 6
    monkeypatch.setattr(find_bar.words_found, "fold", str)
    bar.open_line("CALM")
    assert bar.finds.hits == ()
