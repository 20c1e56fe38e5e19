"""Which documents are guarded."""

from __future__ import annotations

from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document, document_compartment


def test_a_document_marked_as_about_safeguarding_or_health_is_guarded() -> None:
    assert document_compartment(Document(is_guarded=True)) is Compartment.GUARDED
    assert document_compartment(Document()) is Compartment.GENERAL
