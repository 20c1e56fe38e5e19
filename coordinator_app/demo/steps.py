"""A step of the practice story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the story: when, what it is (shown as progress), and what it does."""

    when: datetime
    words: str
    do: Callable[[], None]
