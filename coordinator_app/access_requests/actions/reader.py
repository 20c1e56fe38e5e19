"""The catalogue's lines are written to a parent who signed; said here to whoever asked (UK GDPR article 12(1))."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coordinator_app.access_requests.model import RequesterKind

_TO_PUPIL = (
    ("your child\u2019s", "your"),
    ("your child's", "your"),
    ("your child is", "you are"),
    ("your child needs", "you need"),
    ("your child goes", "you go"),
    ("your child", "you"),
    ("that you signed", "that your parent or carer signed"),
    ("printed for you", "printed for your family"),
    ("how to reach you", "how to reach your family"),
    ("what you may agree", "what your family may agree"),
)
_FAMILY = "your family"
"""Who told us, where the catalogue says "you" of the parent who signed: to the pupil that would be himself."""
_OF_PUPIL = (
    ("your child\u2019s", "the pupil\u2019s"),
    ("your child's", "the pupil's"),
    ("your child", "the pupil"),
    ("that you signed", "that was signed"),
    ("printed for you", "printed for the family"),
    ("how to reach you", "how to reach the family"),
    ("requests you made", "requests made"),
    ("you", "the family"),
)
_SAID = {
    RequesterKind.PUPIL: _TO_PUPIL,
    RequesterKind.OTHER_CARER: _OF_PUPIL,
    RequesterKind.THIRD_PARTY: _OF_PUPIL,
}
_SAME_AS = {"the school on roll": "your child's school"}


def for_reader(kind: RequesterKind | None, lines: Iterable[str]) -> tuple[str, ...]:
    """The lines as this requester is addressed, each once, with a capital letter."""
    return tuple(dict.fromkeys(_capital(_said(line, kind)) for line in lines))


def single_sources(sources: Iterable[str]) -> tuple[str, ...]:
    """Lists like "Your child's school, providers and you" taken apart, each source once."""
    parts = (part.strip() for source in sources for part in re.split(r", | and ", source))
    known: dict[str, str] = {}
    for part in parts:
        known.setdefault(_SAME_AS.get(part.lower(), part.lower()), part)
    return tuple(known.values())


def _said(line: str, kind: RequesterKind | None) -> str:
    if kind is RequesterKind.PUPIL and line.casefold() == "you":
        return _FAMILY
    for old, new in _SAID.get(kind, ()) if kind else ():
        line = re.sub(rf"\b{old}\b", new, line, flags=re.IGNORECASE)
    return line


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]
