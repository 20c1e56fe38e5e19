"""Restricted documents show their date only until the passphrase was typed again (decision 20)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.documents import actions, view
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.documents.page.tab import DocumentsTab
from tests.confirmations import Asks
from tests.pdf import foreign
from tests.pupils.screens import Desk, words_of
from tests.vaults import House

TITLE, SOURCE = "What the nurse saw", "Hazelmoor Clinic"


@pytest.fixture
def kept(consented: House) -> Document:
    document = Document(
        pupil_id=consented.pupil.id,
        title=TITLE,
        kind_of_document=DocumentKind.AGENCY_LETTER,
        dated=date(2026, 11, 12),
        source=SOURCE,
        is_guarded=True,
    )
    content = foreign.page(foreign.note, pages=1)
    looked = Looked(media_type="application/pdf", page_count=1, words="")
    return actions.attach(consented.session, document, content, looked).record


def opened(qtbot: QtBot, desk: Desk, house: House, asks: Asks) -> DocumentsTab:
    made = DocumentsTab(replace(desk.services, confirm=asks), house.pupil.id)
    qtbot.addWidget(made)
    made.resize(1162, 484)
    made.show()
    QApplication.processEvents()
    return made


def said(page: DocumentsTab) -> str:
    rows = "\n".join(f"{row.title} {row.subtitle}" for row in page.list.rows())
    return f"{rows}\n{words_of(page)}"


def test_a_restricted_document_says_its_date_only_until_confirmed(
    qtbot: QtBot, at_desk: Desk, consented: House, kept: Document
) -> None:
    asks = Asks()
    page = opened(qtbot, at_desk, consented, asks)
    words = said(page)
    assert "Restricted document 12 November 2026" in words
    assert "This document is restricted." in words
    assert TITLE not in words
    assert SOURCE not in words
    assert "Agency" not in words
    assert page.shown.preview.view.page_count == 0
    page._act("trash", kept.id)
    assert actions.documents_of(consented.session, consented.pupil.id) == [kept]
    asks.says_yes = True
    show = next(one for one in page.findChildren(type(page.choose)) if one.text() == "Show")
    show.click()
    assert asks.whys == ["Restricted documents are about to be shown."]
    assert TITLE in said(page)
    assert page.shown.preview.view.page_count == 1


def test_once_the_time_is_over_it_is_closed_again(
    qtbot: QtBot, at_desk: Desk, consented: House, kept: Document
) -> None:
    asks = Asks()
    asks.fresh = True
    page = opened(qtbot, at_desk, consented, asks)
    assert TITLE in said(page)
    asks.fresh = False
    page.show_document(kept.id)
    assert TITLE not in said(page)
    assert page.shown.preview.view.page_count == 0


def test_a_view_that_forgot_to_close_it_would_be_seen(
    qtbot: QtBot, at_desk: Desk, consented: House, kept: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "_closed", lambda line: line)  # the planted fault
    assert kept.title in said(opened(qtbot, at_desk, consented, Asks()))
