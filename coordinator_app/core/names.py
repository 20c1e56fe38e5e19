"""Names and texts: folded for search, compared for duplicates, varied for finding, shown safely.

Texts are kept exactly as typed; everything here makes a second form for comparing or showing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from coordinator_app.core.texts import FIELD_LIMIT, NOTES_LIMIT, check_text, visible

# a text's limits and marks are asked for beside its name
__all__ = [
    "FIELD_LIMIT",
    "NOTES_LIMIT",
    "Likeness",
    "PersonName",
    "Variant",
    "check_text",
    "comparable",
    "fold",
    "may_be_one_person",
    "same_or_similar",
    "skeleton",
    "slips",
    "variants",
    "visible",
]

# letters that Unicode does not take apart
_LETTERS = {
    "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ł": "l", "Ł": "l", "æ": "ae", "Æ": "ae",
    "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ß": "ss", "\u1e9e": "ss", "ı": "i", "ħ": "h", "Ħ": "h",
    "ŋ": "n", "Ŋ": "n", "ŧ": "t", "Ŧ": "t", "ĸ": "k", "ə": "e", "Ə": "e",
}  # fmt: skip
_APOSTROPHES = "'\u2018\u2019\u201a\u201b\u02bc\u02b9\u02bb\u02bd\u0060\u00b4\u2032\uff07"
_HYPHENS = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d_"
_FOLD = str.maketrans(
    {**_LETTERS, **dict.fromkeys(_APOSTROPHES, ""), **dict.fromkeys(_HYPHENS, " "), "\u00ad": ""}
)
# Cyrillic and Greek letters (folded) that look like Latin ones, and what is alike within Latin
_TWINS = {
    "a": "аα", "b": "вβ", "c": "сϲ", "d": "ԁ", "e": "еε", "h": "һн", "j": "ј", "k": "кκ", "l": "ӏ1|iіι",
    "m": "м", "n": "η", "o": "оο0", "p": "рρ", "q": "ԛ", "s": "ѕ5", "t": "тτ", "u": "υ", "v": "ν",
    "w": "ԝω", "x": "хχ", "y": "уγ",
}  # fmt: skip
# capitals whose small letters look like something else
_CAPITALS = str.maketrans("ΗΝΖΜΥ", "HNZMY")
_CONFUSABLES = str.maketrans({twin: letter for letter, twins in _TWINS.items() for twin in twins})


def fold(text: str) -> str:
    """The form for search: lower case, no accents, no apostrophes, hyphens as spaces, single spaces.

    `fold("Łukasz") == "lukasz"`, `fold("O\u2019Brien-Smith") == "obrien smith"`. Folding twice changes nothing.
    """
    if text.isascii():  # most names, and the palette folds all of them: nothing comes apart
        return " ".join(text.translate(_FOLD).casefold().split())
    apart = _without_marks(text.translate(_FOLD))
    # capitals may give letters that come apart again
    again = _without_marks(apart.casefold().translate(_FOLD))
    return " ".join(again.casefold().translate(_FOLD).split())


def _without_marks(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(char for char in apart if unicodedata.category(char) not in {"Mn", "Me", "Cf"})


def skeleton(text: str) -> str:
    """A form in which look-alikes are one: Cyrillic and Greek twins, 0 and O, 1, l and I, rn and m, vv and w.

    Only for asking "is this the same person?", never for keeping or showing.
    """
    return (
        fold(text.translate(_CAPITALS))
        .translate(_CONFUSABLES)
        .replace("rn", "m")
        .replace("vv", "w")
        .replace(" ", "")
    )


def comparable(text: str) -> str:
    """NFC, for comparing only: the same letters in two encodings are equal; the text is kept as typed."""
    return unicodedata.normalize("NFC", text)


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name as kept in a record; `former` holds earlier or other family names."""

    given: str
    family: str
    middle: str = ""
    known_as: str = ""
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """One way in which a text may name a person; `kind` is full, given, family, known as, part or initials."""

    text: str
    kind: str


def variants(name: PersonName) -> tuple[Variant, ...]:
    """Every usual way of writing a name, without repeats, surest first; initials last as they say least.

    Each but the initials comes with its possessive ("Marigold's", "James'"). Compare with `fold`.
    """
    found: dict[str, Variant] = {}
    for variant in (*_fulls(name), *_singles(name), *_parts(name), *_initials(name)):
        found.setdefault(variant.text, variant)
    for variant in tuple(found.values()):
        if variant.kind != "initials":
            for text in _possessives(variant.text):
                found.setdefault(text, Variant(text, variant.kind))
    return tuple(sorted(found.values(), key=lambda variant: variant.kind == "initials"))


def _families(name: PersonName) -> tuple[str, ...]:
    return tuple(family for family in (name.family, *name.former) if family.strip())


def _givens(name: PersonName) -> tuple[str, ...]:
    return tuple(given for given in (name.given, name.known_as) if given.strip())


def _fulls(name: PersonName) -> Iterator[Variant]:
    for family in _families(name):
        for given in _givens(name):
            yield Variant(f"{given} {family}", "full")
            yield Variant(f"{family}, {given}", "full")
            yield Variant(f"{family} {given}", "full")
            yield Variant(f"{given[0]} {family}", "full")
            yield Variant(f"{given[0]}. {family}", "full")
            yield Variant(f"{given} {family[0]}", "full")
            yield Variant(f"{given} {family[0]}.", "full")
            if name.middle.strip():
                yield Variant(f"{given} {name.middle} {family}", "full")
                yield Variant(f"{given} {name.middle[0]} {family}", "full")
                yield Variant(f"{given} {name.middle[0]}. {family}", "full")


def _singles(name: PersonName) -> Iterator[Variant]:
    if name.given.strip():
        yield Variant(name.given, "given")
    if name.known_as.strip():
        yield Variant(name.known_as, "known as")
    for family in _families(name):
        yield Variant(family, "family")


def _parts(name: PersonName) -> Iterator[Variant]:
    for whole in (*_givens(name), *_families(name)):
        pieces = [piece for piece in re.split(rf"[\s{re.escape(_HYPHENS)}]+", whole) if piece]
        if len(pieces) > 1:
            yield Variant(" ".join(pieces), "part")
            yield Variant("".join(pieces), "part")
            # "de", "van", "Al" alone would be found everywhere
            yield from (Variant(piece, "part") for piece in pieces if len(piece) > 2)


def _initials(name: PersonName) -> Iterator[Variant]:
    for given in _givens(name):
        for family in _families(name):
            yield from _joined(given[0], family[0])
            if name.middle.strip():
                yield from _joined(given[0], name.middle[0], family[0])


def _joined(*letters: str) -> Iterator[Variant]:
    capitals = [letter.upper() for letter in letters]
    yield Variant("".join(capitals), "initials")
    yield Variant(".".join(capitals) + ".", "initials")
    yield Variant(". ".join(capitals) + ".", "initials")


def _possessives(text: str) -> Iterator[str]:
    for mark in ("'", "\u2019"):
        yield f"{text}{mark}s"
        if text[-1] in "sS":
            yield f"{text}{mark}"


class Likeness(Enum):
    """How like two names are."""

    DIFFERENT = 0
    SIMILAR = 1
    SAME = 2


def same_or_similar(first: str, second: str) -> Likeness:
    """Whether two full names may be one person's: for a warning, never for joining records.

    Same: equal once folded, in any order of words. Similar: look-alike letters, one slip (two in names of nine
    letters or more), or one name's initial before the same family name. Pure Python, meant for one pair or a
    few hundred.
    """
    one, two = fold(first), fold(second)
    if not one or not two:
        return Likeness.DIFFERENT
    if sorted(one.split()) == sorted(two.split()):
        return Likeness.SAME
    if skeleton(first) == skeleton(second) or one.replace(" ", "") == two.replace(" ", ""):
        return Likeness.SIMILAR
    if _initial_fits(one.split(), two.split()):
        return Likeness.SIMILAR
    longest = max(len(one), len(two))
    allowed = 2 if longest >= 9 else 1 if longest >= 4 else 0
    return Likeness.SIMILAR if slips(one, two, allowed) <= allowed else Likeness.DIFFERENT


_TITLES = frozenset(
    {
        "dame",
        "dr",
        "father",
        "miss",
        "mr",
        "mrs",
        "ms",
        "mx",
        "prof",
        "professor",
        "rev",
        "reverend",
        "sir",
        "sister",
    }
)
_BETWEEN = re.compile(r"[^\w]+")


def may_be_one_person(first: str, second: str) -> bool:
    """Whether two names as somebody typed them may be one person's: for refusing that one acts twice, never for joining records.

    Titles, order and what one says beyond the other (a first name, a role) do not count: "Mrs Fieldgate", "T. Fieldgate" and
    "Fieldgate, Tansy" may all be "Tansy Fieldgate, coordinator"; "Ann Reed" is not "Joann Reeder".
    """
    one, two = sorted((_own_words(first), _own_words(second)), key=len)
    left = list(two)
    for word in sorted(
        one, key=len, reverse=True
    ):  # whole words first, so that an initial takes none from them
        found = next((other for other in left if word == other), None)
        found = found or next(
            (other for other in left if 1 in {len(word), len(other)} and word[0] == other[0]), None
        )
        if found is None:
            return False
        left.remove(found)
    return any(len(word) > 1 and word in two for word in one)


def _own_words(name: str) -> list[str]:
    words = [word for word in _BETWEEN.split(fold(name)) if word]
    return [word for word in words if word not in _TITLES] or words


def _initial_fits(one: list[str], two: list[str]) -> bool:
    if len(one) < 2 or len(two) < 2 or one[-1] != two[-1]:
        return False
    return one[0][0] == two[0][0] and 1 in {len(one[0]), len(two[0])}


def slips(one: str, two: str, most: int) -> int:
    """Letters added, left out, changed or swapped with their neighbour; more than `most` is given as `most` + 1."""
    if abs(len(one) - len(two)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(two, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return min(row[-1], most + 1)
