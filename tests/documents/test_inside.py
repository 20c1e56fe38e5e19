"""What comes inside a message is kept with it: documents of the same child, restricted alike, undone as one."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

import pytest

from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import actions as documents
from coordinator_app.documents.looking import look
from coordinator_app.documents.model import Document, DocumentKind, document_compartment
from coordinator_app.documents.reading_jobs import FileGiven
from tests.documents.looking import made, made_old
from tests.vaults import House


def message(house: House, **more: object) -> Document:
    return Document(
        pupil_id=house.pupil.id,
        title="From the school",
        kind_of_document=DocumentKind.EMAIL,
        dated=date(2026, 5, 3),
        source="Ms Field",
        given_name="letter.eml",
        **more,
    )


def kept(house: House, content: bytes, name: str, **more: object) -> tuple[list[Document], str | None]:
    saved = documents.attach(house.session, message(house, **more), content, look(FileGiven(name, content)))
    return documents.documents_of(house.session, house.pupil.id), saved.change_id


def test_attachments_become_documents_of_their_own_that_name_their_message(referred: House) -> None:
    found, _ = kept(referred, made_old.mail(), "a.eml")
    above = next(one for one in found if one.given_name == "letter.eml")
    inner = {one.given_name: one for one in found if one.came_with_id}
    assert set(inner) == {"letter.rtf", "photo.png"}
    assert {one.came_with_id for one in inner.values()} == {above.id}
    letter = inner["letter.rtf"]
    assert (letter.title, letter.kind_of_document, letter.dated) == (
        "letter",
        DocumentKind.OTHER,
        date(2026, 5, 3),
    )
    assert documents.content_of(referred.session, letter) == made.rich()
    assert "inrtfcomment" in letter.words
    assert "run.exe" in above.lies_hidden
    assert not any(set(one.given_name) & set("/\\") for one in found)


def test_the_whole_of_it_is_undone_as_one(referred: House) -> None:
    found, change = kept(referred, made_old.mail(nested=1), "a.eml")
    assert len(found) > 3
    assert change is not None
    referred.session.undo(change)
    assert documents.documents_of(referred.session, referred.pupil.id) == []


def test_what_came_with_a_restricted_message_is_restricted(referred: House) -> None:
    found, _ = kept(referred, made_old.outlook(), "a.msg", is_guarded=True)
    assert len(found) >= 3
    assert {document_compartment(one) for one in found} == {Compartment.GUARDED}


def test_a_message_in_a_message_keeps_its_own_attachments(referred: House) -> None:
    found, _ = kept(referred, made_old.outlook(), "a.msg")
    by_id = {one.id: one for one in found}
    inner = next(one for one in found if one.media_type == "application/vnd.ms-outlook" and one.came_with_id)
    assert by_id[inner.came_with_id].came_with_id == ""
    assert inner.kind_of_document is DocumentKind.EMAIL
    assert PurePath(inner.given_name).suffix == ".msg"


def test_the_very_same_attachment_is_kept_once_and_said(referred: House) -> None:
    kept(referred, made_old.mail(), "a.eml")
    second = made_old.mail().replace(b"inmailplain", b"again again")
    found, _ = kept(referred, second, "b.eml")
    assert sum(one.given_name == "letter.rtf" for one in found) == 1
    newest = max((one for one in found if not one.came_with_id), key=lambda one: one.created_at)
    assert "“letter.rtf” came inside it. The very same file is on the record already." in newest.lies_hidden


@pytest.mark.parametrize("nested", [2, 6])
def test_messages_nested_deep_are_kept_as_deep_as_is_safe(referred: House, nested: int) -> None:
    found, _ = kept(referred, made_old.mail(nested=nested), "a.eml")
    messages = [one for one in found if one.media_type == "message/rfc822"]
    assert len(messages) == min(nested + 1, 5)
    assert any("too deep" in one.lies_hidden for one in found) is (nested > 4)
