"""What an official was given can be saved out of the vault again: with the key, for a purpose, and the audit keeps that it was."""

from __future__ import annotations

import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import GateShut, InvalidInput, NotFound
from coordinator_app.core.privacy import Compartment, Purpose
from coordinator_app.documents import actions as documents
from coordinator_app.documents import trash
from coordinator_app.documents.model import Document
from coordinator_app.official_requests import actions, copying_out
from coordinator_app.official_requests.copies import Copied
from coordinator_app.official_requests.copying_out import AUDITED, copy_out, look
from coordinator_app.official_requests.model import OfficialRequest
from coordinator_app.rights import restricting
from coordinator_app.sharing.actions import item_of
from coordinator_app.sharing.model import DisclosedItem
from tests.documents.test_documents import LOOKED, PDF, new_document
from tests.official_requests.officials import decided
from tests.official_requests.test_actions import GIVING
from tests.official_requests.test_pages import box_of, opened
from tests.pupils.screens import Desk, words_of
from tests.rights.asked_for import restricted
from tests.vaults import House, add


class Asks:
    """Asks for the passphrase, and waits for it."""

    fresh = True

    def __call__(self, then: Callable[[], None], _why: str) -> None:
        self.then = then


@pytest.fixture
def letter(referred: House) -> Document:
    return documents.attach(
        referred.session, new_document(referred, title="Letter of the school"), PDF, LOOKED
    ).record


@pytest.fixture
def request_(referred: House, letter: Document) -> OfficialRequest:
    items = (item_of(add(referred, "Kit stayed.")), item_of(letter))
    return actions.give(referred.session, decided(referred), replace(GIVING, items=items)).record


def line_of(house: House, kind: str = "document") -> DisclosedItem:
    (line,) = [one for one in house.session.list(DisclosedItem) if one.item_kind == kind]
    return line


def audited(house: House) -> list[str]:
    rows = house.session.audit_rows(limit=1000, compartment=Compartment.GUARDED)
    return [row.entry.note_code for row in rows if row.entry.action == AUDITED]


def test_the_copy_is_the_file_that_was_given_though_the_record_is_gone(
    referred: House,
    request_: OfficialRequest,
    letter: Document,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session, line = referred.session, line_of(referred)
    assert look(session, line.id).name == "document.pdf"
    assert not look(session, line.id).is_gone
    with closing(referred.as_user(Compartment.GENERAL)) as other:  # who cannot know that it was given
        trash.to_trash(other, letter)
        referred.clock.at += timedelta(days=40)
        trash.for_good(other, other.get(Document, letter.id))
    assert look(session, line.id).is_gone
    with monkeypatch.context() as patch:  # kept before its kind was noted
        patch.setattr(copying_out, "copy_of", lambda *_: Copied("Document", ()))
        assert look(session, line.id).name == "document.pdf"
        patch.setattr(copying_out, "file_given", lambda *_: b"Dear Sir")
        assert look(session, line.id).name == "document"
    place = tmp_path / "document.pdf"
    copy_out(session, line.id, place, Purpose.RIGHTS)
    assert place.read_bytes() == PDF
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert audited(referred) == ["rights.open"]
    rows = session.audit_rows(limit=1000, compartment=Compartment.GUARDED)
    assert request_.id in {row.entry.record_id for row in rows if row.entry.action == AUDITED}


def test_it_is_refused_without_a_purpose_without_the_key_and_for_what_is_no_file_of_theirs(
    referred: House, request_: OfficialRequest, tmp_path: Path
) -> None:
    line, place = line_of(referred), tmp_path / "document.pdf"
    with pytest.raises(InvalidInput):
        copy_out(referred.session, line.id, place, None)
    with closing(referred.as_user(Compartment.GENERAL)) as other:
        for asks in (lambda: look(other, line.id), lambda: copy_out(other, line.id, place, Purpose.RIGHTS)):
            with pytest.raises(GateShut, match="does not open"):
                asks()
    with pytest.raises(NotFound):
        copy_out(referred.session, line_of(referred, "chronology_entry").id, place, Purpose.RIGHTS)
    with referred.session.write(Compartment.GUARDED) as work:
        work.trash(request_)  # no line of what anybody else was given goes out by this door
    with pytest.raises(GateShut, match="stands here no more"):
        copy_out(referred.session, line.id, place, Purpose.RIGHTS)
    assert list(tmp_path.glob("*document*")) == []
    assert audited(referred) == []


@pytest.mark.usefixtures("request_")
def test_a_restricted_record_leaves_only_to_keep_somebody_safe(
    referred: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, place = line_of(referred), tmp_path / "document.pdf"
    restricted(referred)
    with pytest.raises(GateShut, match="restricted"):
        copy_out(referred.session, line.id, place, Purpose.RIGHTS)
    assert not place.exists()
    copy_out(referred.session, line.id, place, Purpose.SAFEGUARDING)
    assert place.exists()
    place.unlink()
    monkeypatch.setattr(copying_out, "demand_usable", lambda *_: None)  # the planted fault
    assert restricting.restrictions_of(referred.session, referred.pupil.id)
    copy_out(referred.session, line.id, place, Purpose.RIGHTS)
    assert place.exists(), "without the gate it would leave"


def test_where_the_audit_cannot_be_written_nothing_leaves(
    referred: House, request_: OfficialRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise OSError("killed")

    monkeypatch.setattr("coordinator_app.store.unit_of_work.Work.audit", killed)
    with pytest.raises(OSError, match="killed"):
        copy_out(referred.session, line_of(referred).id, tmp_path / "document.pdf", Purpose.RIGHTS)
    assert list(tmp_path.glob("*document*")) == []
    assert request_.given_on is not None


def test_the_card_offers_it_and_asks_for_the_passphrase_and_what_it_is_for(
    qtbot: QtBot, at_desk: Desk, referred: House, request_: OfficialRequest, tmp_path: Path
) -> None:
    asks = Asks()
    desk = replace(at_desk, services=replace(at_desk.services, confirm=asks))
    page = opened(qtbot, desk, official_id=request_.id)
    (press,) = [one for one in page.findChildren(QPushButton) if one.text() == "Save a copy"]
    press.click()
    assert desk.dialogs.shown == [], "the passphrase was not typed"
    asks.then()
    box = box_of(qtbot, desk)
    assert "It tells that an official asked." in words_of(box)
    box.save()
    assert box.form.row("purpose").error() == copying_out.NO_PURPOSE
    place = tmp_path / "document.pdf"
    desk.dialogs.will_answer(place)
    box.form.set_values({"purpose": Purpose.RIGHTS})
    box.save()
    assert place.read_bytes() == PDF
    assert audited(referred) == ["rights.open"]
