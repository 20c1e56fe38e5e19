"""What a PDF holds behind its pages: notes, form values, layers, attachments, outlines, and what it says of itself."""

from __future__ import annotations

from coordinator_app.documents.looking.found import Found


def behind_the_pages(content: bytes) -> Found:  # noqa: ARG001
    """Nothing yet."""
    return Found(())
