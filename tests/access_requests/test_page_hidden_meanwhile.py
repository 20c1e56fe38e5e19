"""Somebody who hides since a pack was begun was not looked for in its pictures: that pack is not kept (003-6.4)."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
from desks import desk_of, texts
from papers import decided_case
from PySide6.QtWidgets import QApplication

from coordinator_app.access_requests.actions import order, pack
from coordinator_app.access_requests.page import pack_build
from coordinator_app.access_requests.page.pack_stage import PackStage
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.documents import actions as documents
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.pupils.model import Carer, Relationship
from tests.vaults import House, fill_in_the_letter, new_pupil

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def somebody_hides(house: House) -> None:
    """Another family's mother, of whom no word stands in the papers."""
    house.clock.at += timedelta(seconds=1)
    with house.session.write() as work:
        other = work.add(new_pupil(house, given_names="Otis", family_name="Bramblewick"))
        hides = {"address": "9 Beck Row\nOverhazel", "address_is_confidential": True}
        name = {"pupil_id": other.id, "name": "Ida Bramblewick", "relationship": Relationship.MOTHER}
        work.add(Carer(**name, **hides))
    house.clock.at += timedelta(seconds=1)


@pytest.mark.parametrize("hides", [True, False])
def test_a_pack_is_not_kept_when_somebody_hides_while_it_is_built(
    consented: House, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, hides: bool
) -> None:
    made, writer = io.BytesIO(), pypdf.PdfWriter()
    writer.add_blank_page(width=200, height=200)
    writer.write(made)
    paper = Document(
        pupil_id=consented.pupil.id,
        title="Envelope",
        kind_of_document=DocumentKind.OTHER,
        dated=date(2026, 11, 2),
    )
    documents.attach(consented.session, paper, made.getvalue(), Looked("application/pdf", 1, "Nothing"))
    fill_in_the_letter(consented)
    case = decided_case(consented)

    def ordered(*args: Any, **more: Any) -> Any:
        found = order.pack_order(*args, **more)
        if hides:
            somebody_hides(consented)
        return found

    monkeypatch.setattr(pack_build, "pack_order", ordered)
    page = desk_of(consented, tmp_path).page(AccessRequestPage, request_id=case.request.id, stage="pack")
    stage = page.stage
    assert isinstance(stage, PackStage)
    stage.build()
    assert bool(pack.packs_of(consented.session, case.request.id)) is not hides
    assert ("its pictures were not looked through" in texts(stage)) is hides
