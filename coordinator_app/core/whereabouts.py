"""What tells where somebody can be found, and whether a text says it, however it is written there.

An address is compared word by word, a postcode without its space, a telephone number figure by figure. The name of a
town alone tells nothing, nor does a bare house number: they stand in many texts by right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s{0,2}([0-9][A-Z]{2})\b", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d[\d\s()./\u2010-\u2015-]{5,}\d")
_EMAIL = re.compile(r"[^\s,;/<>]+@[^\s,;/<>]+")
_APART = re.compile(r"[/;,\n]|\bor\b|\band\b", re.IGNORECASE)
_FEWEST_FIGURES = 7
_COMPARED_FIGURES = 9  # "+44 1632 960101" and "01632 960101" are one number
_KINDS = frozenset({"flat", "room", "unit", "apartment", "house", "floor"})
_SHORT = {
    "rd": "road", "st": "street", "str": "street", "ln": "lane", "av": "avenue", "ave": "avenue", "cl": "close",
    "dr": "drive", "cres": "crescent", "ct": "court", "crt": "court", "gdn": "gardens", "gdns": "gardens", "terr": "terrace",
    "pl": "place", "sq": "square", "gr": "grove", "grv": "grove", "pk": "park", "mt": "mount", "cotts": "cottages",
    "apt": "apartment",
}  # fmt: skip
"""How the words of an address are written short: "12 Mill Rd" is the house of "12 Mill Road"."""
_SHORTEST = {whole: short for short, whole in reversed(_SHORT.items())}
"""The usual one of each."""
_LONG_NAME = 3  # letters of a word that names a street or a house


@dataclass(frozen=True, slots=True)
class Heard:
    """A text taken apart once, so that it can be asked for many addresses: a vault may keep hundreds confidential."""

    folded: str
    numbers: tuple[str, ...]
    postcodes: frozenset[str]
    words: str

    @classmethod
    def of(cls, text: str) -> Heard:
        """Take a text apart."""
        return cls(
            text.casefold(),
            tuple(_figures(run) for run in _NUMBER.findall(text)),
            frozenset("".join(found).casefold() for found in _POSTCODE.findall(text)),
            f" {_words(text)} ",
        )


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """One thing that tells where somebody is: its words as they are kept, and how firm it is as a sign.

    `is_address` for a street or a postcode; else a telephone number or an email.
    """

    words: str
    is_address: bool

    def is_said_in(self, text: str) -> bool:
        """Whether a text says it."""
        return self.is_heard_in(Heard.of(text))

    def is_heard_in(self, heard: Heard) -> bool:
        """Whether a text that was taken apart says it."""
        if "@" in self.words:
            return self.words.casefold() in heard.folded
        if not self.is_address:
            wanted = _figures(self.words)[-_COMPARED_FIGURES:]
            return any(wanted in run for run in heard.numbers)
        if _POSTCODE.fullmatch(self.words):
            return _together(self.words) in heard.postcodes
        return f" {_words(self.words)} " in heard.words

    @property
    def is_firm(self) -> bool:
        """Whether it can mean nothing else: a house or an office by its name alone also stands in texts by right."""
        return "@" in self.words or any(sign.isdigit() for sign in self.words)

    @property
    def from_abroad(self) -> str:
        """A telephone number as it is written with the country, "" for anything else."""
        return f"+44 {self.words[1:]}" if not self.is_address and self.words.startswith("0") else ""

    @property
    def written_otherwise(self) -> tuple[str, ...]:
        """An address with its words written out, and written short: "12 Mill Rd" of "12 Mill Road"; () where it has no such word."""
        words = _WORD.findall(self.words) if self.is_address else []
        whole = [_SHORT.get(word.casefold(), word) for word in words]
        short = [_SHORTEST.get(word.casefold(), word) for word in whole]
        ways = (" ".join(_like(way, words)) for way in (whole, short))
        return tuple(dict.fromkeys(way for way in ways if way.casefold() != " ".join(words).casefold()))

    @property
    def kind(self) -> str:
        """What it is, in a word."""
        return "Address" if self.is_address else "Email" if "@" in self.words else "Telephone"

    def stretches(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where a text says it, from and to in code points."""
        return tuple(found.span() for found in self._runs(text) if self.is_said_in(found[0]))

    def _runs(self, text: str) -> Iterator[re.Match[str]]:
        if "@" in self.words:
            return re.finditer(re.escape(self.words), text, re.IGNORECASE)
        if not self.is_address:
            return _NUMBER.finditer(text)
        if _POSTCODE.fullmatch(self.words):
            return _POSTCODE.finditer(text)
        words = r"[\W_]+".join(map(_either_way, _WORD.findall(self.words)))
        return re.finditer(rf"(?<![^\W_]){words}(?![^\W_])", text, re.IGNORECASE)


def of_address(address: str) -> Iterator[Whereabouts]:
    """The street or house of an address, and its postcode; nothing if it names neither."""
    for found in _POSTCODE.finditer(address):
        yield Whereabouts(" ".join(found[0].split()), is_address=True)
    parts = [part.strip() for part in re.split(r"[,\n]", _POSTCODE.sub("", address)) if part.strip()]
    behind_the_flat = parts[1:] if parts and _is_flat(parts[0]) else []
    for street in (_street(parts), _street(behind_the_flat)):
        if street:
            yield Whereabouts(street, is_address=True)


def of_contact(telephone: str, email: str) -> Iterator[Whereabouts]:
    """A telephone number and an email, if they are such."""
    for one in _APART.split(telephone):
        for run in _NUMBER.findall(one):
            if len(_figures(run)) >= _FEWEST_FIGURES:
                yield Whereabouts(run.strip(), is_address=False)
    for run in _EMAIL.findall(email):
        yield Whereabouts(run, is_address=False)


def said(whereabouts: Iterable[Whereabouts], text: str) -> bool:
    """Whether a text says any of them."""
    heard = Heard.of(text)
    return any(one.is_heard_in(heard) for one in whereabouts)


def _street(parts: list[str]) -> str:
    """The first parts of an address, as many as it takes to name one place: "Flat 2, 12, Mill Lane"."""
    for count in range(1, len(parts) + 1):
        taken = " ".join(parts[:count])
        named = _names(parts[count - 1])
        several = count > 1 or len(_WORD.findall(taken)) > 1
        if named and several:
            return taken
    return ""


def _names(part: str) -> list[str]:
    """The words of a part that name something; a flat or a room is not named by that word."""
    words = [word.casefold() for word in _WORD.findall(part)]
    return [word for word in words if len(word) >= _LONG_NAME and word.isalpha() and word not in _KINDS]


def _is_flat(part: str) -> bool:
    return any(word in _KINDS for word in _WORD.findall(part.casefold())) and not _names(part)


def _words(text: str) -> str:
    return " ".join(_SHORT.get(word, word) for word in _WORD.findall(text.casefold()))


def _either_way(word: str) -> str:
    """A pattern for a word of an address, written out and written short."""
    whole = _SHORT.get(word.casefold(), word.casefold())
    ways = (word, whole, *(short for short, meant in _SHORT.items() if meant == whole))
    return f"(?:{'|'.join(re.escape(one) for one in dict.fromkeys(ways))})"


def _like(way: list[str], words: list[str]) -> list[str]:
    """The words of an address with the capitals that they have where they are written as they are kept."""
    return [word if word == kept else word.capitalize() for word, kept in zip(way, words, strict=True)]


def _together(words: str) -> str:
    return "".join(words.split()).casefold()


def _figures(words: str) -> str:
    return "".join(sign for sign in words if sign.isdigit())
