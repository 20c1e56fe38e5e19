"""Telephones, emails, postcodes, addresses, numbers and birth dates: of somebody known, or of that shape alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coordinator_app.access_requests.finding import patterns
from coordinator_app.access_requests.finding.folding import folded_words
from coordinator_app.access_requests.finding.packed import Packed
from coordinator_app.access_requests.finding.shapes import Form, Known
from coordinator_app.access_requests.finding.texts import Page
from coordinator_app.core.identifiers import check_upn
from coordinator_app.core.stdnum_wrapper import nhs_number_agrees

_SHORT = {
    "rd": "road", "st": "street", "ln": "lane", "ave": "avenue", "cl": "close", "dr": "drive", "cres": "crescent",
    "ct": "court", "gdns": "gardens",
}  # fmt: skip
_FLATS = frozenset(["flat", "room", "unit", "apartment", "house", "floor"])
_UPN_LENGTH = 13
_DAY_LENGTH = 10
_BORN = re.compile(
    r"\b(?:born|d\.?\s?o\.?\s?b\b|date of birth|birth date|birthday|dob)[^\n]{0,24}$", re.IGNORECASE
)
_NHS_BEFORE = re.compile(r"\bnhs\b[^\n]{0,20}$", re.IGNORECASE)
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class DetailFound:
    """A detail from `start` to `end`: whose it may be (none if of nobody known), and how likely it is one at all."""

    start: int
    end: int
    form: Form
    people: frozenset[int]
    likelihood: int


class KeptDetails:
    """What is kept of people by its shape, under their numbers."""

    def __init__(self, people: Iterable[tuple[int, Known]]) -> None:
        pairs: list[tuple[str, int]] = []
        self.lengths: set[int] = set()
        self.opening: set[str] = set()
        for number, one in people:
            for detail in one.details:
                pairs += ((key, number) for key in self._keys(detail))
        self._kept = Packed(pairs)

    def numbers(self, key: str) -> list[int]:
        """Whose it is."""
        return self._kept.numbers(key)

    def _keys(self, detail: str) -> Iterator[str]:
        """The keys under which one detail is kept."""
        if "@" in detail:
            yield f"@{patterns.email(detail)}"
        elif detail.upper() == detail.lower():
            yield _number_key(detail)
        elif len(detail) == _UPN_LENGTH and detail[1:12].isdigit():
            yield f"u{detail.upper()}"
        else:
            yield from self._address_keys(detail)

    def _address_keys(self, address: str) -> Iterator[str]:
        code = patterns.POSTCODE.search(address)
        if code:
            yield f"p{patterns.postcode(code[0])}"
            address = address.replace(code[0], "")
        for words in _streets(address):
            self.lengths.add(len(words))
            self.opening.add(words[0])
            yield f"a{' '.join(words)}"


class Details:
    """The details of everybody but some, and of the subject, who is number 0."""

    def __init__(self, kept: KeptDetails, but: frozenset[int], subject: Known) -> None:
        self._all, self._but, self._own = kept, but, KeptDetails([(0, subject)])
        self._lengths = sorted(kept.lengths | self._own.lengths, reverse=True)

    def find(self, page: Page, sure: frozenset[int]) -> Iterator[DetailFound]:
        """Every detail in a text; `sure` are the people whose whole name stands in it."""
        yield from self._emails(page.text)
        yield from self._numbers(page.text)
        yield from self._dates(page.text, sure)
        yield from self._addresses(page)

    def _whose(self, key: str) -> frozenset[int]:
        return (frozenset(self._all.numbers(key)) - self._but) | frozenset(self._own.numbers(key))

    def _emails(self, text: str) -> Iterator[DetailFound]:
        spoken = (
            patterns.SPOKEN_EMAIL.finditer(text)
            if re.search(r"\bdot\b|[(\[]\s?at", text, re.IGNORECASE)
            else ()
        )
        for found in (*patterns.EMAIL.finditer(text), *spoken):
            people = self._whose(f"@{patterns.email(found[0])}")
            if people or "@" in found[0] or re.search(r"\bdot\b|[(\[]\s?at", found[0], re.IGNORECASE):
                yield _found(found, Form.EMAIL, people, 97 if people else 85)

    def _numbers(self, text: str) -> Iterator[DetailFound]:
        for found in patterns.UPN.finditer(text):
            written = found[0].upper().replace(" ", "").replace("-", "")
            written = written[0] + written[1:].replace("O", "0")
            people = self._whose(f"u{written}")
            good = bool(people) or check_upn(written).problem is None
            yield _found(found, Form.UPN, people, 99 if people else 95 if good else 60)
        for found in patterns.FIGURES.finditer(text):
            known = patterns.telephone(found[0])
            people = self._whose(f"t{(known or patterns.without_nought(found[0]))[-9:]}")
            if known or people:
                yield _found(found, Form.TELEPHONE, people, 98 if people else 85)
        for found in patterns.NHS.finditer(text):
            written = patterns.digits(found[0])
            people = self._whose(f"n{written}")
            told = _NHS_BEFORE.search(text[max(0, found.start() - _BEFORE) : found.start()])
            if people or told or (nhs_number_agrees(written) and written[0] in "4679"):
                yield DetailFound(
                    *found.span(), Form.NHS_NUMBER, people, 98 if people else 92 if told else 75
                )

    def _dates(self, text: str, sure: frozenset[int]) -> Iterator[DetailFound]:
        for found in patterns.DATE.finditer(text):
            owners = [self._whose(f"b{day.isoformat()}") for day in patterns.days(found)]
            people = frozenset[int]().union(*owners)
            told = _BORN.search(text[max(0, found.start() - _BEFORE) : found.start()])
            if people & sure:
                yield _found(found, Form.BIRTH_DATE, people & sure, 95)
            elif people or (told and patterns.days(found)):
                yield _found(found, Form.BIRTH_DATE, people, 90 if told else 60)

    def _addresses(self, page: Page) -> Iterator[DetailFound]:
        text, streets = page.text, list(self._known_streets(page))
        taken = [(one.start, one.end) for one in streets]
        yield from streets
        for found in patterns.ADDRESS.finditer(text):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                yield _found(found, Form.ADDRESS, frozenset(), 75)
        for found in patterns.POSTCODE.finditer(text):
            people = self._whose(f"p{patterns.postcode(found[0].replace('O', '0'))}") | self._whose(
                f"p{patterns.postcode(found[0])}"
            )
            if people or found[0].isupper():
                yield _found(found, Form.POSTCODE, people, 92 if people else 80)

    def _known_streets(self, page: Page) -> Iterator[DetailFound]:
        words = page.words
        for at, word in enumerate(words.folded):
            opening = _SHORT.get(word, word)
            if opening not in self._all.opening and opening not in self._own.opening:
                continue
            for size in self._lengths:
                run = words.folded[at : at + size]
                people = self._whose(f"a{' '.join(_SHORT.get(one, one) for one in run)}")
                if people and len(run) == size:
                    yield DetailFound(*page.span(at, at + size - 1), Form.ADDRESS, people, 96)
                    break


def _found(place: re.Match[str], form: Form, people: frozenset[int], likelihood: int) -> DetailFound:
    return DetailFound(place.start(), place.end(), form, people, likelihood)


def _number_key(detail: str) -> str:
    """The key of what has no letters: a birth date, a telephone or an NHS number."""
    if len(detail) == _DAY_LENGTH and detail[4] == detail[7] == "-":
        return f"b{detail}"
    known = patterns.telephone(detail)
    return f"t{known[-9:]}" if known else f"n{patterns.digits(detail)}"


def _streets(address: str) -> Iterator[list[str]]:
    """The words of an address up to the first line that names something, with the flat and without."""
    flat: list[str] = []
    for line in address.replace("\n", ",").split(","):
        words = [_SHORT.get(word, word) for word in folded_words(line)]
        names = [word for word in words if len(word) > 2 and word.isalpha() and word not in _FLATS]
        if not names:
            flat += words
            continue
        if flat:
            yield [*flat, *words]
        if len(words) > 1:
            yield words
        return
