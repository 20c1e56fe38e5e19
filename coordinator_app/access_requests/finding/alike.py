"""How like two folded words are: short forms, other spellings, slips of the hand, and what a scan misreads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from coordinator_app.access_requests.finding.shapes import Form
from coordinator_app.access_requests.finding.short_names import short_names
from coordinator_app.core.names import skeleton

_SOUNDS = (
    (r"^(?:si(?=[aeo])|sch|sz|sh|ch(?=ev))", "S"),
    (r"sch|sh|sz|ti(?=on)", "S"),
    (r"tch|cz|ch", "C"),
    (r"^(?:kn|gn|pn)", "n"),
    (r"^wr", "r"),
    (r"^x", "s"),
    (r"ph|ff", "f"),
    (r"gh", ""),
    (r"th", "t"),
    (r"ck|q|k|x|c(?![eiy])", "k"),
    (r"c|z", "s"),
    (r"dg|g(?=[eiy])|dj", "j"),
    (r"w(?=h)|(?<=[aeiou])w", ""),
    (r"(?<=.)h", ""),
    (r"(?<=[^aeiouy])(?:e|y|ie|ee|i)$|(?<=[aeiouy])[eh]$", "y"),
    (r"[aeiouy]+", "a"),
)
_PATTERNS = tuple((re.compile(pattern), to) for pattern, to in _SOUNDS)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a word of a text matches a word of a name; the less `cost` (0 to 30) the surer."""

    form: Form
    cost: int


EXACT = Likeness(Form.WHOLE, 0)


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """What a folded word sounds like, roughly, in English ears: "jayden" and "jaiden" are one."""
    for pattern, to in _PATTERNS:
        word = pattern.sub(to, word)
    return "".join(one for at, one in enumerate(word) if not at or word[at - 1] != one)


@lru_cache(maxsize=50_000)
def scanned(word: str) -> str:
    """A form in which what a scan mixes up is one: rn and m, 0 and o, 1 and l and i."""
    return skeleton(word).replace("cl", "d").replace("ii", "u").replace("8", "b").replace("6", "b")


def known_form(word: str, name: str) -> Likeness | None:
    """Whether the tables know one for the other."""
    table = short_names()
    if name in table.spelt.get(word, ()):
        return Likeness(Form.SPELLING, 6)
    if name in table.short.get(word, ()):
        return Likeness(Form.NICKNAME, 8)
    return None


def slips_in(name: str) -> int:
    """How many letters may be wrong in a name of this length when its other half is right."""
    return 0 if len(name) < 3 else 1 if len(name) < 7 else 2


def slip(word: str, name: str, most: int) -> Likeness | None:
    """A scan's misreading, up to `most` letters wrong, or another spelling of the same sound."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  (only where names are looked for)

    if scanned(word) == scanned(name):
        return Likeness(Form.SCANNED, 6)
    far = OSA.distance(word, name, score_cutoff=3)
    if far <= 3 and min(len(word), len(name)) >= 4 and sound(word) == sound(name) and sound(word)[1:]:
        return Likeness(Form.SPELLING, 6 + 4 * far)
    if far <= most and (len(name) > 3 or word[:1] == name[:1]):
        return Likeness(Form.MISTYPED, 8 + 6 * far)
    return None


def without_one(word: str) -> set[str]:
    """The word, and the word without each of its letters: two words share one where a letter is wrong or two swapped."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def halves(word: str) -> tuple[str, str]:
    """The first and the last three letters, for finding long words with two letters wrong."""
    return f"^{word[:3]}", f"{word[-3:]}$"
