"""The ways in which covered words may stand elsewhere in a pack, so that they are sought in each (decision 30).

What is covered is often more than a name: a double click takes "Otis's", a box over a line takes the whole line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from coordinator_app.access_requests.finding.english import HOUSES, MONTHS, STREETS, SUBJECTS, everyday
from coordinator_app.access_requests.finding.parts import parts_of
from coordinator_app.access_requests.finding.patterns import DATE, days
from coordinator_app.access_requests.finding.short_names import short_names
from coordinator_app.core.whereabouts import of_contact

_LETTERS: Final = """
AM AN AS AT BE BY DO DT GO GP HE HR ID IF IN IS IT LA ME MY NO OF OK ON OR PA PE PM PS RE SO TA TO TV UK UP US WE
"""
_NOT_INITIALS: Final = frozenset(_LETTERS.split())
"""Two letters that schools write all day: initials that look so would be shown on every page."""
_NAME_WORD: Final = re.compile(r"[^\W\d_][^\W\d_'\u2019\-]*(?:['\u2019\-][^\W\d_]+)*")
_OF_SOMEBODY: Final = re.compile(r"['\u2019]s?$", re.IGNORECASE)
_IS_PLACE_ON_THE_NET: Final = re.compile(r"@|//|www\.|\w\.\w{2,}")
"""An email or an address on the net is sought as a whole; its parts name houses."""
_SHORTEST, _FEWEST_OF_A_FAMILY = 3, 6
_MOST_OF_A_NAME: Final = 4
_NO_NAMES: Final = MONTHS | STREETS | HOUSES | SUBJECTS | {"year", "english", "maths", "head"}
_TITLES: Final = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "sir", "prof", "rev"})


def forms_of(words: str, own: frozenset[str]) -> Iterator[str]:
    """Covered words, and what they would be known by elsewhere: "Otis Bramblewick", "Otis", "Bramblewick", "O.B.".

    `own` are the words of the names that the pack is about and goes to, in small letters; they are no leak.
    """
    return iter(dict.fromkeys(_forms(words, own)))


def _forms(words: str, own: frozenset[str]) -> Iterator[str]:
    yield words
    bare = _OF_SOMEBODY.sub("", words)
    if bare != words and not _is_own(bare, own):
        yield bare
    yield from name_parts(words, own)
    if not _is_own(bare, own):
        yield from initials(bare)
        yield from called(bare, own)
    yield from _numbers(words)


def name_parts(words: str, own: frozenset[str]) -> tuple[str, ...]:
    """The words of covered words that name somebody, without those of `own`.

    Of a name, that is two to four words with capitals, each part. Of anything longer, and of what a child wrote
    without capitals, the words that are no words of the language; of a few words also one with a capital of its own.
    """
    whole = words.split()
    said = " ".join(word for word in whole if not _IS_PLACE_ON_THE_NET.search(word))
    parts = [_OF_SOMEBODY.sub("", found[0]) for found in _NAME_WORD.finditer(said)]
    first = parts[0] if parts else ""
    is_name = 2 <= len(whole) <= _MOST_OF_A_NAME and all(part[:1].isupper() for part in whole)
    few = len(whole) <= _MOST_OF_A_NAME
    found: dict[str, None] = {}
    for part in parts:
        folded = part.casefold()
        if len(part) < _SHORTEST or folded in own or folded in _TITLES or folded == words.casefold():
            continue
        is_capital = part[:1].isupper()
        by_itself = few and is_capital and part != first and folded not in _NO_NAMES  # "Otis and Wren"
        if is_name or by_itself or ((few or is_capital) and not _is_a_word(folded)):
            found[part] = None
    for part in (*found, *parts[: few and len(parts) == 1]):
        if _is_a_family(part.casefold(), own):
            found[part[:-1]] = None
    return tuple(found)


def _is_a_word(folded: str) -> bool:
    return folded in _NO_NAMES or folded in everyday() or (folded.endswith("s") and folded[:-1] in everyday())


def _is_a_family(folded: str, own: frozenset[str]) -> bool:
    """Whether it may be a whole family, "the Bramblewicks"."""
    alone = folded[:-1]
    return (
        folded.endswith("s")
        and not folded.endswith("ss")
        and len(alone) >= _FEWEST_OF_A_FAMILY
        and alone not in own
        and not _is_a_word(folded)
    )


def _is_own(words: str, own: frozenset[str]) -> bool:
    return all(part.casefold() in own for part in words.split())


def initials(words: str) -> tuple[str, ...]:
    """As "O.B." for "Otis Bramblewick"; none where the two letters are an everyday word or short form."""
    parts = words.replace(",", " ").split()
    if not 2 <= len(parts) <= 3 or not all(
        len(part) > 1 and part.isalpha() and part.istitle() for part in parts
    ):
        return ()
    letters = [part[0] for part in parts]
    return () if "".join(letters) in _NOT_INITIALS else (f"{'.'.join(letters)}.",)


def called(words: str, own: frozenset[str]) -> tuple[str, ...]:
    """What somebody of this whole name is called every day: "Ben" and "Benji" for "Benjamin Furnham".

    None that is a word of the language as well: "Bill" would be shown on every page with one.
    """
    parts = parts_of(words)
    is_whole = bool(parts.given and parts.family) and len(words.split()) <= _MOST_OF_A_NAME
    if not is_whole or not all(part[:1].isupper() for part in words.split()):
        return ()
    table, first = short_names(), parts.given[0]
    others = sorted(table.short.get(first, frozenset()) | table.spelt.get(first, frozenset()))
    return tuple(
        one.capitalize() for one in others if len(one) >= _SHORTEST and one not in own and not _is_a_word(one)
    )


def _numbers(words: str) -> Iterator[str]:
    """Telephone numbers as from abroad, from home, and without the nought that a spreadsheet drops; days as figures and in words.

    The check joins their signs.
    """
    for one in of_contact(words, ""):
        if one.from_abroad:
            yield one.words
            yield one.from_abroad
            yield one.words.lstrip("0")
        elif one.words.startswith("+44"):
            yield f"0{one.words[3:].replace('(0)', '').strip()}"
    for found in DATE.finditer(words):
        for day in sorted(days(found)):
            yield from _written(day)


def _written(day: date) -> Iterator[str]:
    month = day.strftime("%B")
    yield f"{day:%d/%m/%Y}"
    yield f"{day.day}/{day.month}/{day.year}"
    yield f"{day:%d/%m/%y}"
    yield f"{day:%Y-%m-%d}"
    yield f"{day.day} {month} {day.year}"
    yield f"{day.day} {month[:3]} {day.year}"
