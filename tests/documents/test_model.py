"""Which documents are guarded, who may be told of them, and by what a file inside another is known."""

from __future__ import annotations

import hashlib

import pytest

from coordinator_app.chronology.model import MayBeTold
from coordinator_app.core.errors import BadFile
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import (
    MOST_BYTES,
    MOST_WHOLE_BYTES,
    Document,
    Inside,
    Portion,
    demand_size,
    document_compartment,
    told,
)


def test_a_document_marked_as_about_safeguarding_or_health_is_guarded() -> None:
    assert document_compartment(Document(is_guarded=True)) is Compartment.GUARDED
    assert document_compartment(Document()) is Compartment.GENERAL


def test_nobody_outside_is_told_of_a_restricted_document_unless_it_is_said() -> None:
    assert told(Document(is_guarded=True)) is MayBeTold.PARTNERSHIP
    assert told(Document()) is MayBeTold.EVERYONE
    assert told(Document(is_guarded=True, may_be_told=MayBeTold.FAMILY)) is MayBeTold.FAMILY


def test_a_file_that_came_inside_another_is_known_by_its_bytes_as_a_document_is() -> None:
    assert Inside("terms.pdf", b"the same").fingerprint == hashlib.sha256(b"the same").hexdigest()
    assert Inside("terms.pdf", b"the same").fingerprint != Inside("terms.pdf", b"another").fingerprint


def test_a_file_of_too_many_pages_is_told_from_its_parts() -> None:
    whole = Document(part_count=3, whole_pages=1_300)
    part = Document(part_count=3, whole_pages=1_300, part_number=2, first_page=501)
    assert (whole.is_whole, part.is_whole, Document().is_whole) == (True, False, False)
    assert (whole.portion, part.portion) == (Portion(0, 3, 1, 1_300), Portion(2, 3, 501, 1_300))
    assert Document().portion is None
    assert Document(part_count=3, part_number=1).portion == Portion(1, 3, 1, 0)
    assert (Portion(0, 3, 1, 1_300).words(), Portion(2, 3, 501, 1_300).words()) == (
        "1,300 pages in 3 parts",
        "part 2 of 3",
    )


def test_a_pdf_may_be_larger_than_any_other_file_for_it_is_read_in_parts() -> None:
    demand_size(MOST_BYTES, b"PK")
    demand_size(MOST_WHOLE_BYTES, b"\n%PDF-1.7")
    with pytest.raises(BadFile, match="100 MB"):
        demand_size(MOST_BYTES + 1, b"PK")
    with pytest.raises(BadFile, match="300 MB"):
        demand_size(MOST_WHOLE_BYTES + 1, b"%PDF-1.7")
