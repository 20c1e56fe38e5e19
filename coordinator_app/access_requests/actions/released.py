"""What an item says, field by field, as it may be released; how a redaction names a field."""

from __future__ import annotations

from collections.abc import Iterator

from coordinator_app.access_requests.actions.gather import Holding
from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.derived import in_words

DRAFT_KEY = "draft_words"


def field_key(record: Record, owner: Record, name: str) -> str:
    """How a redaction names a field: the name alone for the item's own record, else with its part's id."""
    return name if record.id == owner.id else f"{record.id}:{name}"


def released_fields(holding: Holding) -> Iterator[tuple[str, str, str]]:
    """Every released field of an item as (key, label, words), the record's own first, then its parts'."""
    if holding.draft_screen:
        yield DRAFT_KEY, "What was typed and not kept", holding.draft_words
        return
    for record in (holding.record, *holding.parts):
        described = record_type(record)
        for spec in described.fields:
            words = in_words(getattr(record, spec.name)) if spec.released else ""
            if words:
                label = spec.label if record is holding.record else f"{described.title}: {spec.label.lower()}"
                yield field_key(record, holding.record, spec.name), label, words
