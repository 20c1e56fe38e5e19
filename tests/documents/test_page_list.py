"""The list of the Documents tab: narrowed, read a page at a time, and found again on the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.documents.filters import Filters
from coordinator_app.documents.model import DocumentKind
from coordinator_app.documents.page import tab as tab_file
from coordinator_app.documents.page.tab import DocumentsTab
from tests.documents.papers import paper
from tests.held_jobs import HeldBack
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


def test_filters_narrow_the_list_and_the_way_back_leads_to_them(consented: House, tab: Make) -> None:
    paper(consented, "Minutes", kind_of_document=DocumentKind.MINUTES, dated=date(2026, 11, 2))
    letter = paper(consented, "Letter", "the plimsolls")
    page = tab()
    page.filters.words.set_value("plims")
    page.filters.words.edited.emit()
    assert [row.title for row in page.list.rows()] == ["Letter"]
    assert page.filters.clear.isVisible()
    place = page.where()
    assert "plims" not in str(place["shown"]), "what is typed is in no draft"
    page.filters.clear.click()
    assert len(page.list.rows()) == 2
    again = tab()
    again.show_again(**place)  # type: ignore[arg-type]  # as the record page does
    assert [row.title for row in again.list.rows()] == ["Letter"]
    assert again.list.current_key() == letter.id
    again.filters.show_filters(Filters(kind=DocumentKind.PHOTOGRAPH))
    again.refresh()
    assert "No document fits" in words_of(again)
    again.choose_document(letter.id)
    assert again.list.current_key() == letter.id, "what narrows the list is taken away for it"


def test_a_day_that_cannot_be_read_is_said_and_narrows_nothing(consented: House, tab: Make) -> None:
    paper(consented)
    page = tab()
    page.filters.more.click()
    page.filters.since.line.setText("soon")
    page.filters.since.line.edited.emit()
    page.filters.since.left.emit()
    assert page.filters.problem.isVisible()
    assert len(page.list.rows()) == 1
    page.filters.since.line.setText("3 October 2026")
    page.filters.since.line.edited.emit()
    page.filters.since.left.emit()
    assert not page.filters.problem.isVisible()
    assert page.list.rows() == []


def test_an_answer_of_a_narrower_list_does_not_cover_a_later_one(
    consented: House, tab: Make, at_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper(consented, "Minutes", kind_of_document=DocumentKind.MINUTES)
    paper(consented, "Letter")
    page = tab()
    with monkeypatch.context() as slow:
        held = HeldBack(at_desk.services.jobs, slow, "read")
        page.filters.kind.set_value(DocumentKind.MINUTES)
        page.filters.kind.edited.emit()
        page.filters.reset()
        for late in reversed(held.take()):
            late()
    assert {row.title for row in page.list.rows()} == {"Minutes", "Letter"}


def test_a_long_list_is_read_a_page_at_a_time_and_goes_on_where_it_ended(
    consented: House, tab: Make, at_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        paper(consented, f"Paper {number}", dated=date(2026, 10, 1) + timedelta(days=number))
    monkeypatch.setattr(tab_file, "_AT_ONCE", 2)
    held = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page = tab()
    while not page.list.rows():
        for one in held.take():
            one()
    assert len(page.list.rows()) < 9
    while (waiting := held.take()) or page.list.model().canFetchMore(QModelIndex()):
        for one in waiting:
            one()
        if not waiting:
            page.list.model().fetchMore(QModelIndex())
    assert [row.title for row in page.list.rows()] == [f"Paper {number}" for number in reversed(range(9))]


def test_buttons_of_the_tools_are_named(consented: House, tab: Make) -> None:
    paper(consented)
    page = tab()
    names = [one.accessibleName() for one in page.findChildren(QPushButton) if one.isVisible()]
    assert all(names)
    assert "Turn, move, split or join pages" in names
