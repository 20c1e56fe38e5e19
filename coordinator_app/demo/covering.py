"""Cover another child's name wherever an item holds it: spans in texts, boxes on the pages of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil, floor

from coordinator_app.access_requests.actions.gather import Holding
from coordinator_app.access_requests.actions.order import BOX_UNITS, released_fields
from coordinator_app.access_requests.items import Redaction
from coordinator_app.access_requests.model import Exemption
from coordinator_app.core.page_images import PageShown
from coordinator_app.demo.papers import Papers
from coordinator_app.demo.people import OTHER_CHILD
from coordinator_app.documents.actions import content_of
from coordinator_app.documents.model import Document
from coordinator_app.store.session import Session

_NAMES = re.compile(rf"\b{OTHER_CHILD[0]}(?: {OTHER_CHILD[1]})?\b")
_REASON = "Another pupil"


def cover(session: Session, holding: Holding, papers: Papers) -> list[Redaction]:
    """Everything to be covered in one item; empty if the other child is not named in it."""
    found = list(_in_fields(holding))
    if isinstance(holding.record, Document) and not holding.draft_screen:
        content = content_of(session, holding.record)
        found += _on_pages(papers.pages(content))
    return found


def _in_fields(holding: Holding) -> Iterator[Redaction]:
    for key, _, words in released_fields(holding):
        for match in _NAMES.finditer(words):
            yield Redaction(
                field_name=key,
                start=match.start(),
                end=match.end(),
                exemption=Exemption.THIRD_PARTY,
                reason=_REASON,
                covered_words=match.group(),
            )


def _on_pages(pages: tuple[PageShown, ...]) -> Iterator[Redaction]:
    for page in pages:
        for word in page.words:
            if word.text.strip(".,;:") in OTHER_CHILD:
                yield Redaction(
                    page=page.number,
                    left=floor(word.left * BOX_UNITS),
                    top=floor(word.top * BOX_UNITS),
                    right=ceil(word.right * BOX_UNITS),
                    bottom=ceil(word.bottom * BOX_UNITS),
                    exemption=Exemption.THIRD_PARTY,
                    reason=_REASON,
                    covered_words=word.text.strip(".,;:"),
                )
