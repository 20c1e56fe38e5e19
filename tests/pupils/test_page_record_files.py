"""A pupil's record opened with files, as after a drop on the window, takes them on its Documents tab, once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from coordinator_app.documents import actions as documents
from coordinator_app.documents.editor import DocumentBox
from coordinator_app.documents.model import DocumentKind
from coordinator_app.pupils.page.record import PupilPage
from tests.documents.looking import made_old
from tests.pupils.screens import Desk
from tests.vaults import House


def test_a_dropped_email_is_asked_about_and_kept_with_its_attachments(
    referred: House, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "letter.eml"
    path.write_bytes(made_old.mail())
    page = PupilPage(at_desk.services)
    qtbot.addWidget(page)
    page.open(referred.pupil.id, tab="documents", files=[path])
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, DocumentBox)
    answers = box.form.values()
    # what the email says of itself is offered
    assert answers["title"] == "Marigold — inmailsubject"
    assert answers["dated"] == date(2026, 5, 3)
    assert answers["kind_of_document"] is DocumentKind.EMAIL
    box.save()
    found = documents.documents_of(referred.session, referred.pupil.id)
    assert sorted(one.given_name for one in found) == ["letter.eml", "letter.rtf", "photo.png"]
    shown = len(at_desk.dialogs.shown)
    page.open(**(page.where() or {}))
    assert len(at_desk.dialogs.shown) == shown, "whoever comes back adds nothing again"
