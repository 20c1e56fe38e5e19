"""Half days as people say and type them: "2½ days", "2.5", of lunchtimes their number."""

from __future__ import annotations

import re

from coordinator_app.chronology.suspension import ExclusionKind, Suspension


def days_words(half_days: int) -> str:
    """Half days as days: "half a day", "1 day", "2½ days", "no days"."""
    whole, half = divmod(half_days, 2)
    if whole == 0:
        return "half a day" if half else "no days"
    return f"{whole}½ days" if half else "1 day" if whole == 1 else f"{whole} days"


def read_length(typed: str, kind: ExclusionKind | None) -> int | None:
    """Half days from what people type: days ("3", "2.5", "2½ days", "half a day"), of lunchtimes their number."""
    plain = _LENGTH_WORDS.sub("", typed.strip().lower()).replace(",", ".").strip()
    if kind is ExclusionKind.LUNCHTIME:
        return int(plain) if plain.isascii() and plain.isdigit() else None
    if plain in {"half", "½"}:
        return 1
    found = _LENGTH.fullmatch(plain)
    if found is None:
        return None
    return int(found["whole"] or 0) * 2 + bool(found["half"])


_LENGTH_WORDS = re.compile(r"\b(?:school|days?|lunchtimes?|a)\b")
_LENGTH = re.compile(r"(?P<whole>[0-9]{1,3})?\s*(?:(?P<half>½|\.5|and half)|\.0)?")


def said_length(one: Suspension) -> str:
    """Its length as it is typed: "3", "2.5"; of lunchtimes their number; "" for none."""
    if one.half_days is None:
        return ""
    if one.exclusion_kind is ExclusionKind.LUNCHTIME:
        return str(one.half_days)
    return f"{one.half_days // 2}.5" if one.half_days % 2 else str(one.half_days // 2)
