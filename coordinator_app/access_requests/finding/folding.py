"""Words of a text with their places, each word folded once however often it stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from coordinator_app.core.names import fold

_MARKS = "\u00ad\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0900-\u0903\u093a-\u094f\u200b-\u200f\u2060\ufeff"
_APOSTROPHE = "'\u2018\u2019\u02bc\u02b9\u00b4`\u2032"
_WORD = re.compile(
    rf"[^\W_](?:[^\W_]|[{_MARKS}])*(?:[{_APOSTROPHE}|!$][^\W_](?:[^\W_]|[{_MARKS}])*)*", re.UNICODE
)
_OWNED = re.compile(rf"[{_APOSTROPHE}][sS]$")


@dataclass(slots=True)
class Words:
    """The words of a text: as they stand, without a possessive, folded, and from and to where (code points)."""

    text: str
    shown: list[str]
    folded: list[str]
    starts: list[int]
    ends: list[int]
    owned: list[bool]

    def __len__(self) -> int:
        return len(self.shown)

    def between(self, at: int) -> str:
        """What stands between word `at` and the next."""
        return self.text[self.ends[at] : self.starts[at + 1]]


def words_of(text: str) -> Words:
    """Take a text apart into words; "O'Brien" is one, "Smith-Jones" two, "Otis's" is "Otis" that owns."""
    found = Words(text, [], [], [], [], [])
    known: dict[str, tuple[str, str, bool]] = {}
    for one in _WORD.finditer(text):
        word = one[0]
        kept = known.get(word)
        if kept is None:
            bare = _OWNED.sub("", word)
            kept = known[word] = (bare, fold(bare).replace(" ", ""), bare != word)
        found.shown.append(kept[0])
        found.folded.append(kept[1])
        found.starts.append(one.start())
        found.ends.append(one.start() + len(kept[0]))
        found.owned.append(kept[2])
    return found


def folded_words(name: str) -> tuple[str, ...]:
    """The folded words of a name: "O'Brien-Smith" gives "obrien" and "smith"."""
    pieces = name.split()
    return (
        _folded(pieces[0]) if len(pieces) == 1 else tuple(word for piece in pieces for word in _folded(piece))
    )


@lru_cache(maxsize=100_000)
def _folded(piece: str) -> tuple[str, ...]:
    found = (fold(_OWNED.sub("", one[0])).replace(" ", "") for one in _WORD.finditer(piece))
    return tuple(word for word in found if word)
