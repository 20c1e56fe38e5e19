"""What was taken out of a text and what came in, word by word, for the eye and for a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What became of some words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with their white space."""

    kind: Kind
    words: str


_TOKEN: Final = re.compile(r"\s+|[^\s]+")
_MOST_TOKENS: Final = 1_500
"""Beyond this a changed stretch is told as a whole: word against word would take seconds."""


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in reading order; what was removed stands before what came in its place."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        removed, added = "".join(old[i1:i2]), "".join(new[j1:j2])
        if tag == "equal":
            found.append(Piece(Kind.SAME, removed))
        else:
            found += _words(removed, added)
    return tuple(_joined(found))


def count_changes(pieces: Sequence[Piece]) -> int:
    """How many places differ: words replaced count once."""
    changed = [piece.kind is not Kind.SAME for piece in pieces]
    return sum(here and not before for before, here in zip([False, *changed], changed, strict=False))


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if not old or not new or max(len(old), len(new)) > _MOST_TOKENS:
        yield Piece(Kind.REMOVED, before)
        yield Piece(Kind.ADDED, after)
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        removed, added = "".join(old[i1:i2]), "".join(new[j1:j2])
        if tag == "equal":
            yield Piece(Kind.SAME, removed)
        else:
            yield Piece(Kind.REMOVED, removed)
            yield Piece(Kind.ADDED, added)


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Removed words together, then the added: a single space that stayed between two changes splits nothing."""
    removed = added = ""
    for place, piece in enumerate(pieces):
        between = piece.kind is Kind.SAME and piece.words.isspace() and "\n" not in piece.words
        if between and (removed or added) and _changes(pieces, place + 1):
            removed, added = removed + piece.words, added + piece.words
        elif piece.kind is Kind.SAME:
            yield from _flush(removed, added)
            removed = added = ""
            yield piece
        elif piece.kind is Kind.REMOVED:
            removed += piece.words
        else:
            added += piece.words
    yield from _flush(removed, added)


def _changes(pieces: Sequence[Piece], place: int) -> bool:
    return any(piece.kind is not Kind.SAME and piece.words for piece in pieces[place : place + 2])


def _flush(removed: str, added: str) -> Iterator[Piece]:
    if not removed.strip() and not added.strip():
        if removed or added:
            yield Piece(Kind.SAME, added or removed)  # another width of white space says nothing
        return
    if removed:
        yield Piece(Kind.REMOVED, removed)
    if added:
        yield Piece(Kind.ADDED, added)
