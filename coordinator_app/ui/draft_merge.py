"""Two drafts of one thing made one: what was typed before a lock or a leaving, and what was typed before it was back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_PROSE = 40  # characters: a longer text is somebody's words, and never gives way to a few new ones


def both(older: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Plain values as the store keeps them: what is typed now, and of the older draft what is not answered anew.

    Lists are joined. Where both answer one question the newer answer stands, except that a long text is never
    thrown away: what is typed now follows it on a line of its own.
    """
    now = plain(typed)
    return {name: _one(older.get(name), now.get(name)) for name in (*older, *(now.keys() - older.keys()))}


def plain(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What is typed as it comes back from the store: two drafts can be compared in that shape only."""
    found: dict[str, Any] = json.loads(json.dumps(dict(typed)))
    return found


def _one(older: Any, now: Any) -> Any:
    if not now:
        return older or now
    if isinstance(older, dict) and isinstance(now, dict):
        return both(older, now)
    if isinstance(older, list) and isinstance(now, list):
        return older + [one for one in now if one not in older]
    if isinstance(older, str) and isinstance(now, str):
        return _words(older, now)
    return now


def _words(older: str, now: str) -> str:
    if len(older) <= _PROSE or older in now:
        return now
    return older if now in older else f"{older}\n{now}"
