"""A single word that is somebody's given or family name, and initials: sure only by what stands round them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coordinator_app.access_requests.finding.book import Book
from coordinator_app.access_requests.finding.english import (
    ABBREVIATIONS,
    AUXILIARY,
    BEFORE,
    CAPITALS,
    DETERMINERS,
    DOING,
    GIVEN_TO,
    GRAMMAR,
    HOUSES,
    MONTHS,
    PLACES,
    SCHOOL_FIXED,
    SCHOOL_SHORT,
    SPEAKING,
    STREETS,
)
from coordinator_app.access_requests.finding.everybody import double_initials
from coordinator_app.access_requests.finding.neighbours import (
    as_name,
    is_aged,
    is_in_address,
    is_place,
    stands_alone,
)
from coordinator_app.access_requests.finding.parts import PARTICLES, TITLES, parts_of
from coordinator_app.access_requests.finding.shapes import Form, Known
from coordinator_app.access_requests.finding.short_names import short_names
from coordinator_app.access_requests.finding.texts import Page
from coordinator_app.access_requests.finding.whole import Match
from coordinator_app.core.names import fold

_SHORTEST = 3
_SURE_ENOUGH = 5
_BIG = (
    "[A-Z\u00c0-\u00d6\u00d8-\u00de\u0100\u010c-\u010e\u0118\u011e\u0130\u0141\u0143\u0150\u0152\u0158\u015a\u015e\u0160"
    "\u0170\u0179\u017b\u017d\u0400-\u042f]"
)
_INITIALS = re.compile(
    rf"(?<![\w.&/-])(?:({_BIG})\.[ ]?({_BIG})\.[ ]?(?:({_BIG})\.)?(?!\w)|({_BIG})({_BIG})({_BIG})?(?![\w&/]|[.-]\w))"
)
_OF_A_PERSON = re.compile(r"['\u2019]s [a-z]|,? \(?(?:born|aged|d\.?o\.?b|date of birth)\b", re.IGNORECASE)
_LISTED = re.compile(rf",? and {_BIG}")
_CLOCK = re.compile(r" (?:to|until|or|and) [AP]M\b")
_BY_THE_CLOCK = re.compile(r"[AP]M (?:to|until|or|and) $")
_BEING = frozenset(["is", "was", "has", "had", "are", "were", "got", "gets"])
_CELL = re.compile(r"\t[^\t]+\t$")
_NAMED_HERE = 45
"""What speaks for a name where somebody who has it is named whole in the same text."""
_COULD_BE = 45
_DOTTED = 30
_TO_LOOK_AT = 62
_FEW = 3
"""People who may have three letters, so that these tell somebody: among thousands every row of three is somebody's."""


class LoneWords:
    """Single words of names. The cost of a match tells how unsure it is (0 to 60)."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def find(self, page: Page, sure: frozenset[int]) -> list[Match]:
        """Matches of words not yet taken; `sure` are the people whose whole name stands in this text."""
        found = []
        for at in range(len(page)):
            if at not in page.taken and self._is_long_enough(page, at):
                match = self._at(page, at, sure)
                if match is not None:
                    found.append(match)
                    page.taken.update(range(match.first, match.last + 1))
        return found

    def _is_long_enough(self, page: Page, at: int) -> bool:
        """Three letters; two where they stand as a name does ("Mo", "Li")."""
        word = page.word(at)
        if len(word) != _SHORTEST - 1:
            return len(word) >= _SHORTEST
        shown = page.words.shown[at]
        if not shown.istitle() or word in GRAMMAR:
            return False
        plain = not page.opens(at) or page.word(at + 1) in DOING or page.words.owned[at]
        return plain or stands_alone(page, at)

    def _at(self, page: Page, at: int, sure: frozenset[int]) -> Match | None:
        word = page.word(at)
        if (word in PARTICLES and not self._is_given(word)) or word in TITLES or is_in_address(page, at):
            return None
        how = self._likeness(page, at, sure)
        if how is None:
            return None
        people, form, cost = how
        weight = self._weight(page, at, form, is_here=form is Form.PART and bool(people & sure))
        if weight is None:
            return None
        return Match(at, at, people, form, min(60, cost + weight))

    def _is_given(self, word: str) -> bool:
        """Whether somebody is called so, or so for short: "Ben" is Benjamin far oftener than a part of "Ben Yehuda"."""
        whole = short_names().short.get(word, frozenset())
        return any(self._book.of_given(one) for one in (word, *whole))

    def _likeness(self, page: Page, at: int, sure: frozenset[int]) -> tuple[frozenset[int], Form, int] | None:
        word = page.word(at)
        people = self._called(word)
        if people:
            return people, Form.PART, 15 if people & sure else 25
        if (
            word.endswith("s")
            and word not in CAPITALS
            and self._book.of_family(word[:-1])
            and not page.is_everyday(at)
        ):
            people = self._book.of_family(word[:-1])
            return people, Form.PART, 18 if people & sure else 28
        if not page.is_capital(at) and page.is_everyday(at):
            return None
        return self._nearly(page, at, sure)

    def _nearly(self, page: Page, at: int, sure: frozenset[int]) -> tuple[frozenset[int], Form, int] | None:
        """Short forms, other spellings and slips: of people who are named here, or else only what is no word."""
        word, is_word = page.word(at), page.is_everyday(at)
        odd = word in CAPITALS or word in PLACES or word in MONTHS or word in HOUSES or word in STREETS
        for near, how in self._book.near(word) if page.is_capital(at) or not is_word else ():
            misread = how.form is Form.SCANNED and not word.isalpha()
            told = misread or (how.form in {Form.NICKNAME, Form.SPELLING} and how.cost <= 8)
            people = self._book.of_given(near) if told and not misread else self._called(near)
            if people & sure:
                return people & sure, how.form, 15 + how.cost
            enough = _SURE_ENOUGH - (not page.opens(at) and word[:1] == near[:1])
            far = page.is_capital(at) and len(word) >= enough and not is_word and not odd
            if people and (told or far):
                return people, how.form, 28 + how.cost
        return None

    def _called(self, word: str) -> frozenset[int]:
        return self._book.of_given(word) | self._book.of_family(word)

    def _weight(self, page: Page, at: int, form: Form, *, is_here: bool) -> int | None:
        """What is to be added for how it stands here; None if it is no name."""
        word = page.word(at)
        if page.is_everyday(at) or word in MONTHS or word in PLACES or word in CAPITALS or word in HOUSES:
            score = as_name(page, at, self._book.given_words) - (20 if word in CAPITALS else 0)
            score += (_NAMED_HERE if is_here and page.is_capital(at) else 0) - self._as_family(page, at)
            return None if score <= 0 or is_place(page, at) else max(0, 25 - score // 3)
        if page.is_capital(at):
            return 0
        acts = page.word(at - 1) in BEFORE or page.word(at + 1) in DOING
        told = form in {Form.PART, Form.NICKNAME, Form.SPELLING}
        return 20 if told and (acts or (form is Form.PART and len(word) > _SHORTEST)) else None

    def _as_family(self, page: Page, at: int) -> int:
        """What an everyday word that is only a family name loses where it opens a sentence: "Bell went at three"."""
        if not page.opens(at) or page.word(at) in self._book.given_words or page.words.owned[at]:
            return 0
        after = page.word(at + 1)
        speaks = after in SPEAKING or (after in AUXILIARY and page.word(at + 2) in SPEAKING)
        beside = after == "and" and page.word(at + 2) in self._book.given_words
        return 0 if speaks or beside or is_aged(page, at) or stands_alone(page, at) else 40


class Initials:
    """Initials of people: "OB", "O.B.", of those named in the text first."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def find(
        self, page: Page, sure: frozenset[int], own: Known
    ) -> Iterator[tuple[int, int, frozenset[int], int]]:
        """(start, end, people, cost) of each place; the subject's own initials are never one."""
        here: dict[str, set[int]] = {}
        for number in sure:
            for one in initials_of(self._book.people[number]):
                here.setdefault(one, set()).add(number)
        mine = initials_of(own)
        for found in _outside(page):
            letters = fold("".join(filter(None, found.groups())))
            people = frozenset(here.get(letters, ()))
            if (letters in mine and not people) or not self._may_be(page, found, letters, people):
                continue
            if people:
                yield *found.span(), people, 62 if letters in mine else 15
            elif len(letters) == 2:
                yield from self._unsure(page, found, letters)
            else:
                yield from self._of_three(page, found, letters)

    @staticmethod
    def _may_be(page: Page, found: re.Match[str], letters: str, people: frozenset[int]) -> bool:
        """Whether an abbreviation may be initials: dotted, or where a person stands."""
        if letters not in SCHOOL_SHORT and (found[1] or letters not in ABBREVIATIONS):
            return True
        if found.end() < len(page.text) and _CELL.search(_line_to(page, found.start(), found.end() + 1)):
            return True
        acts = _next_word(page, found.end()) in DOING
        if letters in SCHOOL_SHORT:
            good = bool(people) and (bool(found[1]) or acts)
            return good or (letters not in SCHOOL_FIXED and _stands_as_person(page, found))
        if people:
            return True
        return acts or _last_word(page, found.start()) in BEFORE or _stands_as_person(page, found)

    def _unsure(
        self, page: Page, found: re.Match[str], letters: str
    ) -> Iterator[tuple[int, int, frozenset[int], int]]:
        cost = _DOTTED if found[1] else _COULD_BE
        line = _line_to(page, found.start(), found.end() + 30)
        others = line.replace(found[0], "", 1).split("\n")[0]
        if (found[1] or not others.isupper()) and letters in self._book.initials:
            yield *found.span(), frozenset(), cost

    def _of_three(
        self, page: Page, found: re.Match[str], letters: str
    ) -> Iterator[tuple[int, int, frozenset[int], int]]:
        """Three letters whose middle name the record knows: with stops as sure as two, without to be looked at."""
        people = self._book.of_letters(letters) - {0}
        stands = bool(found[1]) or len(people) <= _FEW or _stands_as_person(page, found)
        others = _line_to(page, found.start(), found.end() + 30).replace(found[0], "", 1).split("\n")[0]
        if people and stands and (found[1] or not others.isupper()):
            whose = people if len(people) == 1 else frozenset()
            yield *found.span(), whose, _DOTTED if found[1] else _TO_LOOK_AT


def initials_of(one: Known) -> frozenset[str]:
    """First letters of given and family name, also with the middle one."""
    found = set()
    for name in one.names:
        parts = parts_of(name)
        found |= double_initials(name, parts)
        if parts.given and parts.family:
            found.add(parts.given[0][0] + parts.family[-1][0])
            found.add(parts.given[0][0] + parts.family[0][0])
            found.add("".join(word[0] for word in (*parts.given, parts.family[-1])))
    return frozenset(found)


def _line_to(page: Page, at: int, end: int) -> str:
    """The text from the beginning of the line that `at` stands in."""
    return page.text[page.text.rfind("\n", 0, at) + 1 : end]


def _next_word(page: Page, at: int) -> str:
    after = page.text[at : at + 20].split()
    return after[0].strip(".,").lower() if after else ""


def _last_word(page: Page, at: int) -> str:
    before = page.text[max(0, at - 20) : at].split()
    return before[-1].lower() if before else ""


def _stands_as_person(page: Page, found: re.Match[str]) -> bool:
    """Whether letters that usually mean something else stand where only a person does: "CV's bag", "that ST took"."""
    before, rest = _last_word(page, found.start()), page.text[found.end() : found.end() + 40]
    if before[:1].isdigit() or before in (DETERMINERS - {"that"}) | {"on"}:
        return False
    if _OF_A_PERSON.match(rest) or (before.endswith(",") and _LISTED.match(rest)):
        return True
    after = rest.split()[:2]
    speaks = bool(after) and after[0].lower() in DOING - AUXILIARY - _BEING
    speaks = speaks or (len(after) == 2 and after[0].lower() in AUXILIARY and after[1].lower() in SPEAKING)
    is_told = before in BEFORE or before in DOING - AUXILIARY - _BEING or before in GIVEN_TO
    by_the_clock = _CLOCK.match(rest) or _BY_THE_CLOCK.search(page.text[: found.start()][-8:])
    return speaks or (is_told and not by_the_clock)


def _outside(page: Page) -> Iterator[re.Match[str]]:
    """Initials that do not begin with a word that is spoken for: "Tariq I. T.I." has "T.I."."""
    taken = {page.words.starts[at] for at in page.taken}
    at = 0
    while found := _INITIALS.search(page.text, at):
        inside = found.start() in taken
        at = found.start() + 1 if inside else found.end()
        if not inside:
            yield found
