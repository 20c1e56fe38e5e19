"""Names that are also things, as "wren" and "saffron": in small letters behind an article they are the thing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from coordinator_app.resources import resource

_ARTICLE: Final = re.compile(r"\b(?:a|an|the|some|each|every)\s+\Z", re.IGNORECASE)
"""Not "that" or "his": "said that wren hit him", "hit his wren" is what a child may write of somebody."""
_FAR: Final = 12


def everyday_of(tokens: Iterable[str]) -> frozenset[str]:
    """Which of these words are everyday English; the list itself is not kept."""
    wanted = frozenset(tokens)
    return (
        wanted & frozenset(resource("words", "everyday.txt").read_text("utf-8").split()) if wanted else wanted
    )


def is_small(words: str) -> bool:
    """Whether words have letters and none of them is a capital."""
    return words == words.lower() and words != words.upper()


def is_a_thing(text: str, start: int) -> bool:
    """Whether an article stands before this place."""
    return _ARTICLE.search(text, max(0, start - _FAR), start) is not None
