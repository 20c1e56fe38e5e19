"""Cover another child's name wherever an item holds it: spans in texts, boxes on the pages of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from math import ceil, floor

from coordinator_app.access_requests.actions.gather import Holding
from coordinator_app.access_requests.actions.order import BOX_UNITS, released_fields
from coordinator_app.access_requests.items import Redaction
from coordinator_app.access_requests.model import Exemption
from coordinator_app.core.page_images import PageShown, PageWord
from coordinator_app.demo.papers import Papers
from coordinator_app.demo.people import OTHER_CHILD
from coordinator_app.documents.actions import content_of
from coordinator_app.documents.model import Document
from coordinator_app.store.session import Session

_NAMES = re.compile(rf"\b{OTHER_CHILD[0]}(?:\s+{OTHER_CHILD[1]})?\b|\bhis\s+brother\s+had\s+been\s+unwell\b")
"""The other child, and what is told of his family: it is theirs as well, though nobody is named."""
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
        text = " ".join(word.text for word in page.words)
        for match in _NAMES.finditer(text):
            first = text.count(" ", 0, match.start())
            for line in _lines(page.words[first : first + len(match.group().split())]):
                yield Redaction(
                    page=page.number,
                    left=floor(line[0].left * BOX_UNITS),
                    top=floor(min(word.top for word in line) * BOX_UNITS),
                    right=ceil(line[-1].right * BOX_UNITS),
                    bottom=ceil(max(word.bottom for word in line) * BOX_UNITS),
                    exemption=Exemption.THIRD_PARTY,
                    reason=_REASON,
                    covered_words=" ".join(word.text for word in line).strip(".,;:"),
                )


def _lines(words: tuple[PageWord, ...]) -> Iterator[list[PageWord]]:
    """Words that follow each other, by the lines they stand in."""
    for _, line in groupby(words, key=lambda word: round(word.top, 2)):
        yield list(line)
