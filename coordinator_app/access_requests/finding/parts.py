"""A name taken apart: titles off, given names before the family name, small words kept with the family name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coordinator_app.access_requests.finding.folding import folded_words

_TITLES = """
    mr mrs ms miss mx dr prof professor rev reverend sir lady lord dame cllr councillor
    pc pcso dc ds di sgt sergeant inspector constable
"""
TITLES = frozenset(_TITLES.split())
_PARTICLES = """
    al ap ab ben bin bint da dal de del della den der di dos du el fitz la le mac mc o saint san st ter van von y
"""
PARTICLES = frozenset(_PARTICLES.split())
SMALL = frozenset(
    ["van", "der", "den", "de", "von", "bin", "bint", "al", "el", "ap", "da", "di", "della", "ter"]
)
"""Those that are no word of English: before a family name they belong to it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The folded words of one whole name. `given` may be empty ("Mrs Bramblewick"), and so may `family` ("Otis")."""

    given: tuple[str, ...]
    family: tuple[str, ...]


def parts_of(name: str) -> Parts:
    """`parts_of("Bramblewick, Otis James")` and `parts_of("Otis James Bramblewick")` are the same."""
    family, comma, given = name.partition(",")
    if comma:
        return Parts(_untitled(given), folded_words(family))
    words = _untitled(name)
    titled = len(words) < len(folded_words(name))
    if len(words) < 2:
        return Parts((), words) if titled else Parts(words, ())
    last = len(words) - 1
    hyphens = re.findall(r"[^\s]+$", name.strip())
    last -= min(last - 1, max(0, len(folded_words(hyphens[0])) - 1)) if hyphens else 0
    while last > 1 and words[last - 1] in PARTICLES:
        last -= 1
    return Parts(words[:last], words[last:])


def family_of(name: str) -> frozenset[str]:
    """The folded words of the family name of a whole name; none of no name."""
    return frozenset(parts_of(name).family) if name.strip() else frozenset()


def _untitled(words: str) -> tuple[str, ...]:
    kept = folded_words(words)
    while kept and kept[0] in TITLES:
        kept = kept[1:]
    return kept
