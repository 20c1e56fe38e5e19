"""Which documents are guarded, and who may be told of them."""

from __future__ import annotations

from coordinator_app.chronology.model import MayBeTold
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document, document_compartment, told


def test_a_document_marked_as_about_safeguarding_or_health_is_guarded() -> None:
    assert document_compartment(Document(is_guarded=True)) is Compartment.GUARDED
    assert document_compartment(Document()) is Compartment.GENERAL


def test_nobody_outside_is_told_of_a_restricted_document_unless_it_is_said() -> None:
    assert told(Document(is_guarded=True)) is MayBeTold.PARTNERSHIP
    assert told(Document()) is MayBeTold.EVERYONE
    assert told(Document(is_guarded=True, may_be_told=MayBeTold.FAMILY)) is MayBeTold.FAMILY
