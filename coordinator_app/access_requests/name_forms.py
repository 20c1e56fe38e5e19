"""The ways in which covered words may stand elsewhere in a pack, so that they are sought in each (decision 30).

What is covered is often more than a name: a double click takes "Otis's", a box over a line takes the whole line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from coordinator_app.access_requests.finding.english import HOUSES, MONTHS, STREETS, SUBJECTS, everyday
from coordinator_app.access_requests.finding.parts import parts_of
from coordinator_app.access_requests.finding.patterns import ADDRESS, DATE, POSTCODE, days
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
_FEWEST_OF_A_SON: Final = 4
_FEWEST_OF_A_LOGIN: Final = 5
_SON_OF: Final = re.compile(r"(Mac|Mc|M['\u2019]|O['\u2019])([A-Z][^\W\d_]+)$")
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
        yield from logins(bare, own)
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
        if folded in own or folded in _TITLES or folded == words.casefold():
            continue
        if len(part) < _SHORTEST and not (is_name and _is_short_name(part)):
            continue
        is_capital = part[:1].isupper()
        by_itself = few and is_capital and part != first and folded not in _NO_NAMES  # "Otis and Wren"
        if is_name or by_itself or ((few or is_capital) and not _is_a_word(folded)):
            found[part] = None
    for part in (*found, *parts[: few and len(parts) == 1]):
        if _is_a_family(part.casefold(), own):
            found[part[:-1]] = None
        for other in _otherwise(part):
            if other.casefold() not in own and not _is_a_word(other.casefold()):
                found[other] = None
    return tuple(found)


def _is_short_name(part: str) -> bool:
    """Whether two letters may be a name: "Mo" and "Li", and no word or short form that schools write all day."""
    folded = part.casefold()
    return len(part) == _SHORTEST - 1 and part.upper() not in _NOT_INITIALS and not _is_a_word(folded)


def _otherwise(part: str) -> Iterator[str]:
    """What a single name is written as besides: each half of "Thornley-Wick", "MacTavish" and "Tavish" for "McTavish"."""
    halves = part.split("-")
    yield from (half for half in halves if len(halves) > 1 and len(half) >= _SHORTEST)
    son = _SON_OF.match(part)
    if son and len(son[2]) >= _FEWEST_OF_A_SON:
        family = son[2].capitalize()
        yield family
        if son[1].casefold().startswith("m"):
            yield from (f"{of}{family}" for of in ("Mc", "Mac") if of.casefold() != son[1].casefold())


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
    """As "O.B." for "Otis Bramblewick" and for "Bramblewick, Otis"; none where the two letters are an everyday word or short form.

    A double given name is often called by its own letters: "M.J." as well for "Mary-Jane Thornley".
    """
    family, comma, given = words.partition(",")
    parts = f"{given} {family}".split() if comma else words.split()
    if parts[:1] and parts[0].casefold().strip(".") in _TITLES:
        return ()
    if not 2 <= len(parts) <= 3 or not all(_is_a_name(part) for part in parts):
        return ()
    first = parts[0].split("-")
    found = [[part[0] for part in parts], *([[first[0][0], first[1][0]]] if len(first) > 1 else ())]
    return tuple(f"{'.'.join(one)}." for one in found if "".join(one) not in _NOT_INITIALS)


def _is_a_name(part: str) -> bool:
    halves = part.split("-")
    return all(len(half) > 1 and half.isalpha() and (half.istitle() or half.isupper()) for half in halves)


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


def logins(words: str, own: frozenset[str]) -> tuple[str, ...]:
    """What an account of somebody of this whole name is often called: "otisb", "otisjb", "obloom" for "Otis James Bloom".

    None that the pupil may be called as well, or that stands within a word of the language: "christ" in "christmas". A long
    family name is sought within words anyway, and the s of "Martins" with "Martin".
    """
    parts = parts_of(words)
    is_whole = bool(parts.given and parts.family) and 2 <= len(words.split()) <= _MOST_OF_A_NAME
    if not is_whole or not all(part[:1].isupper() for part in words.split()):
        return ()
    first, family = parts.given[0], "".join(parts.family)
    middle = "".join(part[0] for part in parts.given[1:])
    made = {f"{first}{family[0]}": first, f"{first}{middle}{family[0]}": first}
    if len(family) < _FEWEST_OF_A_FAMILY:
        made |= {f"{first[0]}{family}": family, f"{first[0]}{middle}{family}": family}
    return tuple(
        one
        for one, name in made.items()
        if len(one) >= _FEWEST_OF_A_LOGIN
        and len(name) >= _SHORTEST
        and one != f"{name}s"
        and not _may_be_own(one, name, own)
        and one not in _all_words()
    )


def _may_be_own(login: str, name: str, own: frozenset[str]) -> bool:
    """Whether somebody of the names that the pack is about and goes to may be called so too."""
    return name in own or login in own


@cache
def _all_words() -> str:
    return " ".join(sorted(everyday()))


def _numbers(words: str) -> Iterator[str]:
    """Telephone numbers as from abroad, from home, and without the nought that a spreadsheet drops; days as figures and in words.

    An address by its street and by its postcode. The check joins their signs.
    """
    for one in of_contact(words, ""):
        if one.from_abroad:
            yield one.words
            yield one.from_abroad
            yield one.words.lstrip("0")
        elif one.words.startswith("+44"):
            yield f"0{one.words[3:].replace('(0)', '').strip()}"
    for found in (*ADDRESS.finditer(words), *POSTCODE.finditer(words)):
        if found[0] != words:
            yield found[0]
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
