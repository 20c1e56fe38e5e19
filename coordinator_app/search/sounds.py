"""How a name sounds in English, roughly: two spellings that are said alike have one key.

Vowels count only at the beginning, doubled letters once, and letters that are not said are dropped. It finds "Siobhan"
for nobody who types "Shivawn"; it does find "Philippa" for "Filipa", "Wright" for "Rite", "Catherine" for "Kathryn".
"""

from __future__ import annotations

import re
from functools import lru_cache

from coordinator_app.core.names import fold

_BEGINNINGS = (("kn", "n"), ("gn", "n"), ("wr", "r"), ("wh", "w"), ("ps", "s"), ("rh", "r"), ("x", "s"))
_INSIDE = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"ough", "o"),
        (r"igh", "i"),
        (r"ph", "f"),
        (r"gh", "g"),
        (r"sch|tch|sh|ch", "S"),
        (r"th", "t"),
        (r"ck", "k"),
        (r"dge?", "d"),
        (r"c(?=[eiy])", "s"),
        (r"g(?=[eiy])", "j"),
        (r"[cq]u?", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"v", "f"),
        (r"mbe?$", "m"),
    )
)


@lru_cache(maxsize=50_000)
def sound(name: str) -> str:
    """The key of one word; empty for no letters."""
    word = "".join(letter for letter in fold(name) if letter.isalpha())
    for start, by in _BEGINNINGS:
        if word.startswith(start):
            word = by + word[len(start) :]
            break
    for pattern, by in _INSIDE:
        word = pattern.sub(by, word)
    head, rest = word[:1], word[1:]
    rest = re.sub(r"[aeiouyhw]", "", rest)
    return re.sub(r"(.)\1+", r"\1", ("A" if head in set("aeiouy") else head) + rest)
