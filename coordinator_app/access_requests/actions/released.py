"""What an item says, field by field, as it may be released; how a redaction names a field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from coordinator_app.access_requests.actions.gather import Holding
from coordinator_app.access_requests.items import Redaction
from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.derived import field_words
from coordinator_app.core.errors import InvalidInput
from coordinator_app.documents.model import Document

DRAFT_KEY = "draft_words"
COVERED_SIGN = "\N{FULL BLOCK}"
"""Stands for each letter that is covered, where the words of a field are read as they would go out."""
BOX_UNITS = 100_000
"""A box's edges are in this many parts of the displayed page."""


def field_key(record: Record, owner: Record, name: str) -> str:
    """How a redaction names a field: the name alone for the item's own record, else with its part's id."""
    return name if record.id == owner.id else f"{record.id}:{name}"


def released_fields(holding: Holding) -> Iterator[tuple[str, str, str]]:
    """Every released field of an item as (key, label, words), the record's own first, then its parts'."""
    if holding.draft_screen:
        yield DRAFT_KEY, holding.words_label, holding.draft_words
        return
    for record in (holding.record, *holding.parts):
        described = record_type(record)
        for spec in described.fields:
            words = field_words(record, spec) if spec.released else ""
            if words:
                of = f"{described.title}{' in the trash' if record.trashed_at else ''}"
                label = spec.label if record is holding.record else f"{of}: {spec.label.lower()}"
                yield field_key(record, holding.record, spec.name), label, words


def open_words(holding: Holding, covered: tuple[Redaction, ...]) -> Iterator[str]:
    """What each released field still says where its covered runs are hidden."""
    for key, _, words in released_fields(holding):
        kept = list(words)
        for run in covered:
            if run.field_name == key and run.start is not None and run.end is not None:
                kept[run.start : run.end] = COVERED_SIGN * (run.end - run.start)
        yield "".join(kept)


def plain(words: str) -> str:
    """Words for comparing: capitals and white space make no difference."""
    return " ".join(words.casefold().split())


def says_words(said: str, words: str) -> bool:
    """Whether words stand in a plain text as words: "Ann" is none of "Joanna"."""
    return re.search(rf"(?<!\w){re.escape(plain(words))}(?!\w)", said) is not None


def demand_covering(holding: Holding, covered: Iterable[Redaction]) -> None:
    """Go on, or raise InvalidInput if a redaction lies nowhere in the item: what it should cover would be sent."""
    lengths = {key: len(words) for key, _, words in released_fields(holding)}
    if not all(_is_span(one, lengths) or _is_box(one, holding) for one in covered):
        raise InvalidInput.one(
            "redactions",
            "A covered part does not lie in this item. Look at the item again and cover it anew.",
        )


def _is_span(one: Redaction, lengths: dict[str, int]) -> bool:
    if one.page is not None or one.start is None or one.end is None:
        return False
    return 0 <= one.start < one.end <= lengths.get(one.field_name, 0)


def _is_box(one: Redaction, holding: Holding) -> bool:
    record = holding.record
    edges = (one.left, one.top, one.right, one.bottom)
    if (
        holding.draft_screen
        or not isinstance(record, Document)
        or one.page is None
        or None in edges
        or one.field_name
    ):
        return False
    left, top, right, bottom = (edge or 0 for edge in edges)
    on_page = 0 <= left < right <= BOX_UNITS and 0 <= top < bottom <= BOX_UNITS
    return on_page and 1 <= one.page <= (record.page_count or one.page)
