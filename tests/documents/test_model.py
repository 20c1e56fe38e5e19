"""Which documents are guarded, who may be told of them, and by what a file inside another is known."""

from __future__ import annotations

import hashlib

from coordinator_app.chronology.model import MayBeTold
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document, Inside, document_compartment, told


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
