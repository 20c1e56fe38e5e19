"""A pupil's record opened on one of the documents shows that one."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.documents import actions as documents
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.documents.page.tab import DocumentsTab
from coordinator_app.pupils.page.record import PupilPage
from tests.pdf import foreign
from tests.pupils.screens import Desk
from tests.vaults import House


def kept(house: House, title: str, day: int) -> Document:
    document = Document(
        pupil_id=house.pupil.id,
        title=title,
        kind_of_document=DocumentKind.FAMILY_LETTER,
        dated=date(2026, 11, day),
    )
    content = foreign.page(foreign.note) + b"%" * day
    return documents.attach(house.session, document, content, Looked("application/pdf", 1, "")).record


@pytest.mark.parametrize("which", [0, 1])
def test_a_document_that_is_asked_for_is_the_one_in_hand(
    referred: House, at_desk: Desk, qtbot: QtBot, which: int
) -> None:
    both = [kept(referred, "Older letter", 10), kept(referred, "Newer letter", 20)]
    page = PupilPage(at_desk.services)
    qtbot.addWidget(page)
    for wanted in (both[which], both[1 - which]):  # also when the tab is open already
        page.open(referred.pupil.id, tab="documents", document_id=wanted.id)
        tab = page._made["documents"]
        assert isinstance(tab, DocumentsTab)
        assert tab.list.current_key() == wanted.id
