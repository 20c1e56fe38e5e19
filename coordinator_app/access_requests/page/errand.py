"""What one stage asks of another: cover these words in this item. Left once, taken once, never kept on disk."""

from __future__ import annotations

from dataclasses import dataclass

_left: dict[str, Errand] = {}


@dataclass(frozen=True, slots=True)
class Errand:
    """Go to this item and look for these words; either may be ""."""

    item_id: str
    words: str = ""


def leave(request_id: str, errand: Errand) -> None:
    """Leave an errand for the review of a request; an earlier one is forgotten."""
    _left.clear()
    _left[request_id] = errand


def take(request_id: str) -> Errand | None:
    """The errand left for a request, if any."""
    return _left.pop(request_id, None)
