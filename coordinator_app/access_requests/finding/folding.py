"""Words of a text with their places, each word folded once however often it stands there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from coordinator_app.core.look_alikes import as_latin
from coordinator_app.core.names import fold

_INDIAN = "".join(
    f"{chr(block)}-{chr(block + 3)}{chr(block + 0x3C)}{chr(block + 0x3E)}-{chr(block + 0x57)}"
    for block in range(0x900, 0xD80, 0x80)
)
"""Vowels that stand round a letter, and what joins letters, in the scripts of India; some stand before it in a PDF."""
_MARKS = f"\u00ad\u0300-\u036f\u0591-\u05c7\u064b-\u0655{_INDIAN}\u093a\u093b\u0962\u0963\u0a70\u0a71\u0a75\u200b-\u200f\u2060\ufeff"
_APOSTROPHE = "'\u2018\u2019\u02bc\u02b9\u00b4`\u2032"
_WORD = re.compile(
    rf"[{_INDIAN}]*[^\W_](?:[^\W_]|[{_MARKS}])*(?:[{_APOSTROPHE}|!$][^\W_](?:[^\W_]|[{_MARKS}])*)*",
    re.UNICODE,
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
            kept = known[word] = (bare, _letters(bare), bare != word)
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
    found = (_letters(_OWNED.sub("", one[0])) for one in _WORD.finditer(piece))
    return tuple(word for word in found if word)


def _letters(word: str) -> str:
    """The folded word, without the vowels of the scripts of India that stand in a place of their own.

    A letter that looks like a Latin one is that letter, as in the check of a finished pack.
    """
    folded = fold(word).replace(" ", "")
    if folded.isascii():
        return folded
    return as_latin("".join(one for one in folded if unicodedata.category(one) != "Mc"))
