"""Names of people whom the app does not know: behind a title or an office, beside a known name, or a usual given name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from coordinator_app.access_requests.finding.english import (
    ABBREVIATIONS,
    AUXILIARY,
    BEFORE,
    CAPITALS,
    DOING,
    GRAMMAR,
    HOUSES,
    MONTHS,
    PLACES,
    STREETS,
)
from coordinator_app.access_requests.finding.full_names import full_names
from coordinator_app.access_requests.finding.half_names import family_behind, given_before
from coordinator_app.access_requests.finding.lone_names import lone_names
from coordinator_app.access_requests.finding.neighbours import is_in_address
from coordinator_app.access_requests.finding.parts import PARTICLES, TITLES
from coordinator_app.access_requests.finding.short_names import short_names
from coordinator_app.access_requests.finding.texts import Page
from coordinator_app.access_requests.persons import PersonKind

_PROFESSIONAL_TITLES = """
    dr prof professor cllr councillor pc pcso dc ds di sgt sergeant inspector constable rev reverend nurse judge
"""
_PROFESSIONAL = frozenset(_PROFESSIONAL_TITLES.split())
_OFFICES = """
    worker nurse headteacher tutor teacher senco sendco psychologist therapist counsellor mentor consultant solicitor
    officer manager assistant governor paediatrician midwife gp advisor adviser coordinator head lead dsl caseworker
    keyworker practitioner
"""
_ROLES = frozenset(_OFFICES.split())
NO_NAME = GRAMMAR | MONTHS | HOUSES | STREETS | CAPITALS | DOING
_TITLE_GAP = re.compile(r"\.?[ \t\u00a0]{0,2}\n?[ \t]{0,4}")
_HYPHENS = frozenset("-\u2010\u2011\u2013")
_MOST_WORDS = 3
_SHOWN = 30  # below what is ticked beforehand
_PERHAPS = 15
_ROLE_GAP = re.compile(r"[ \t]{1,2}|[,:(][ \t]?")


@dataclass(frozen=True, slots=True)
class UnknownFound:
    """Words `first` to `last` (both included) that look like a name, and why."""

    first: int
    last: int
    kind: PersonKind
    likelihood: int
    why: str


class UnknownNames:
    """Looks among the words that are not taken; `own` are words of the subject's names."""

    def __init__(self, own: frozenset[str]) -> None:
        self._own = own

    def find(self, page: Page, named: frozenset[int]) -> Iterator[UnknownFound]:
        """Every such place; `named` are the words that were found to be names."""
        at = 0
        while at < len(page):
            one = self._at(page, at, named) if at not in page.taken else None
            if one is not None:
                page.taken.update(range(one.first, one.last + 1))
                yield one
                at = one.last
            at += 1
        for first, last in [*full_names(page, self._own, self._may_be)]:
            page.taken.update(range(first, last + 1))
            yield UnknownFound(first, last, PersonKind.OTHER, _SHOWN, "May be a full name; nobody you know")
        for at in lone_names(page, self._own, self._may_be):
            page.taken.add(at)
            yield UnknownFound(at, at, PersonKind.OTHER, _PERHAPS, "Perhaps a name; nobody you know")

    def _at(self, page: Page, at: int, named: frozenset[int]) -> UnknownFound | None:
        if not page.is_capital(at) or page.words.shown[at][:1].isdigit():
            return None
        word = page.word(at)
        if word in TITLES or len(word) < 2:
            return None
        if at and page.word(at - 1) in TITLES and _TITLE_GAP.fullmatch(page.gap(at - 1)):
            return self._behind_a_title(page, at)
        if not self._may_be(page, at):
            return self._usual_and_unknown(page, at)
        if at and page.word(at - 1) in _ROLES and _ROLE_GAP.fullmatch(page.gap(at - 1)):
            last = self._to_the_end(page, at, trusting=True)
            return UnknownFound(
                at, last, PersonKind.PROFESSIONAL, 60, "A name behind an office; nobody you know"
            )
        return _whole(page, self._by_neighbours(page, at, named))

    def _usual_and_unknown(self, page: Page, at: int) -> UnknownFound | None:
        """A usual given name that is an everyday word too, with a family name that is none: "Hope Sorrelby"."""
        behind = at + 1
        fits = at not in page.taken and page.is_capital(behind) and behind not in page.taken
        if not fits or page.word(at) in self._own or not self._may_be(page, behind):
            return None
        if page.is_shouted(behind) or not page.words.shown[at].istitle() or not given_before(page, behind):
            return None
        last = self._to_the_end(page, behind)
        return UnknownFound(at, last, PersonKind.OTHER, 60, "A given name and a family name; nobody you know")

    def _behind_a_title(self, page: Page, at: int) -> UnknownFound | None:
        if page.word(at) in self._own or page.word(at) in GRAMMAR or page.word(at) in CAPITALS:
            return None
        title = page.word(at - 1)
        if title in ABBREVIATIONS and not page.is_capital(at - 1):
            return None
        last = self._to_the_end(page, at, trusting=True)
        if title in _PROFESSIONAL:
            return UnknownFound(
                at - 1, last, PersonKind.PROFESSIONAL, 75, "A title and a name; nobody you know"
            )
        return UnknownFound(at - 1, last, PersonKind.OTHER, 70, "A title and a name; nobody you know")

    def _may_be(self, page: Page, at: int) -> bool:
        word = page.word(at)
        others = (GRAMMAR, MONTHS, PLACES, CAPITALS, HOUSES, STREETS, ABBREVIATIONS, self._own)
        if page.is_everyday(at) or any(word in one for one in others) or len(word) < 3:
            return False
        return not is_in_address(page, at) and not (page.is_shouted(at) and len(word) < 5)

    def _by_neighbours(self, page: Page, at: int, named: frozenset[int]) -> UnknownFound | None:
        usual = page.word(at) in short_names()
        last = self._to_the_end(page, at)
        if self._beside_a_name(page, at, last, named):
            return UnknownFound(at, last, PersonKind.OTHER, 60, "Named beside somebody; nobody you know")
        if usual and (last > at or not page.opens(at) or page.word(at + 1) in DOING):
            return UnknownFound(at, last, PersonKind.OTHER, 55, "A usual given name; nobody you know")
        if self._acts(page, at, last):
            return UnknownFound(at, last, PersonKind.OTHER, 45, "Looks like a name; nobody you know")
        return None

    @staticmethod
    def _acts(page: Page, at: int, last: int) -> bool:
        """Whether a person's doing follows: "asked", "has asked"; behind "that" or "with" also "was"."""
        if not page.touches(last) or page.word(last + 1) not in DOING:
            return False
        helping = page.word(last + 1) in AUXILIARY
        if helping and page.touches(last + 1) and page.word(last + 2) in DOING - AUXILIARY:
            return True
        return not helping or (page.word(at - 1) in BEFORE and not page.opens(at))

    def _beside_a_name(self, page: Page, at: int, last: int, named: frozenset[int]) -> bool:
        """Whether it is "<name> and X", "X and <name>", or one of a row of names."""
        before = at - 2 in named and page.word(at - 1) == "and"
        after = last + 2 in named and page.word(last + 1) == "and"
        rows = at - 1 in named and page.gap(at - 1) == ", " and page.word(last + 1) == "and"
        return before or after or rows

    def _to_the_end(self, page: Page, at: int, *, trusting: bool = False) -> int:
        """The last word of a name that begins here: further capitals that are no words of everyday English.

        `trusting`: behind a title, one that is an everyday word too ("Theda Brand").
        """
        last, count = at, 0
        while (
            count < _MOST_WORDS
            and last + 1 not in page.taken
            and page.joins(last)
            and ("\n" not in page.gap(last) or page.runs_on(last))
        ):
            if page.gap(last) in _HYPHENS and page.is_capital(last + 1):
                last += 1  # one name, however many parts it has, everyday words among them
                continue
            count += 1
            following = (
                last + 2 if page.word(last + 1) in PARTICLES and page.is_capital(last + 2) else last + 1
            )
            usable = page.is_capital(following) and (
                self._may_be(page, following)
                or len(page.word(following)) == 1
                or (trusting and page.touches(last) and page.word(following) not in NO_NAME)
            )
            if not usable or page.words.owned[last]:
                break
            last = following
        return last


def _whole(page: Page, one: UnknownFound | None) -> UnknownFound | None:
    """A single word with the other half of the name, though that is an everyday word: "Sorrelby Brand"."""
    if one is None or one.first != one.last:
        return one
    if given_before(page, one.first):
        return replace(one, first=one.first - 1)
    return replace(one, last=one.last + 1) if family_behind(page, one.last) else one
