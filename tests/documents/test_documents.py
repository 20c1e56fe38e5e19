from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.core.errors import BadFile, GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import actions as documents
from coordinator_app.documents import model, parting, trash
from coordinator_app.documents.model import Document, DocumentKind, Looked, document_compartment
from coordinator_app.pupils import actions as pupils
from tests.pdf import foreign
from tests.vaults import House, new_pupil

LOOKED = Looked("application/pdf", 1, "She sat beside him.")
PDF = foreign.page(foreign.note)


def new_document(house: House, **more: object) -> Document:
    values = {
        "pupil_id": house.pupil.id,
        "title": "Letter from the school",
        "kind_of_document": DocumentKind.SCHOOL_LETTER,
        "dated": date(2026, 10, 2),
        "given_name": "letter.pdf",
    }
    return Document(**(values | more))


def test_a_document_is_kept_whole_with_what_was_found_in_it(referred: House) -> None:
    session = referred.session
    kept = documents.attach(session, new_document(referred), PDF, LOOKED).record
    assert documents.content_of(session, kept) == PDF
    assert (kept.media_type, kept.page_count, kept.words) == ("application/pdf", 1, LOOKED.words)
    assert kept.byte_count == len(PDF)
    assert [hit.record_id for hit in session.search("beside")] == [kept.id]
    assert documents.documents_of(session, referred.pupil.id) == [kept]


def test_a_guarded_document_lies_with_its_content_in_the_guarded_compartment(referred: House) -> None:
    kept = documents.attach(referred.session, new_document(referred, is_guarded=True), PDF, LOOKED).record
    assert document_compartment(kept) is Compartment.GUARDED
    level_two = referred.as_user(Compartment.GENERAL)
    assert documents.documents_of(level_two, referred.pupil.id) == []
    with pytest.raises(Exception, match="not in the vault, or your passphrase"):
        documents.content_of(level_two, kept)
    level_two.close()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind_of_document": None}, "kind_of_document"),
        ({"dated": None}, "dated"),
        ({"dated": date(2026, 11, 25)}, "dated"),
    ],
)
def test_what_is_missing_is_said_at_its_field(referred: House, values: dict, field: str) -> None:
    with pytest.raises(InvalidInput) as told:
        documents.attach(referred.session, new_document(referred, **values), PDF, LOOKED)
    assert [one.field for one in told.value.problems] == [field]


def test_empty_huge_and_doubled_files_are_refused(referred: House, monkeypatch: pytest.MonkeyPatch) -> None:
    session = referred.session
    documents.attach(session, new_document(referred), PDF, LOOKED)
    with pytest.raises(BadFile, match="already on the pupil's record"):
        documents.attach(session, new_document(referred, title="Again"), PDF, LOOKED)
    with pytest.raises(BadFile, match="empty"):
        documents.attach(session, new_document(referred), b"", LOOKED)
    monkeypatch.setattr(parting, "MOST_BYTES", 5)  # a PDF that was not read in parts
    with pytest.raises(BadFile, match="larger than 100 MB"):
        documents.attach(session, new_document(referred), PDF + b" ", LOOKED)
    monkeypatch.setattr(model, "MOST_BYTES", 5)
    with pytest.raises(BadFile, match="larger than 100 MB"):
        documents.attach(session, new_document(referred), b"Marigold was late", LOOKED)


def test_no_document_is_kept_before_the_school_refers(house: House) -> None:
    house.pupil = pupils.save_pupil(house.session, new_pupil(house)).record
    with pytest.raises(GateShut, match="Before the school refers"):
        documents.attach(house.session, new_document(house), PDF, LOOKED)
    assert house.session.list(Document) == []


def test_a_document_in_the_trash_is_out_of_the_list_and_can_be_attached_again(referred: House) -> None:
    session = referred.session
    kept = documents.attach(session, new_document(referred), PDF, LOOKED).record
    trash.to_trash(session, kept)
    assert documents.documents_of(session, referred.pupil.id) == []
    assert documents.attach(session, new_document(referred), PDF, LOOKED).record.id != kept.id
