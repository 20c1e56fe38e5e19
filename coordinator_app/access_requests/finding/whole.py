"""Whole names: a given name beside a family name, in either order, with what stands between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from coordinator_app.access_requests.finding.alike import Likeness
from coordinator_app.access_requests.finding.book import TOLD, Book
from coordinator_app.access_requests.finding.english import CAPITALS, GRAMMAR, HOUSES, MONTHS, everyday
from coordinator_app.access_requests.finding.shapes import Form
from coordinator_app.access_requests.finding.texts import Page

_BETWEEN = 2  # middle names
_INITIAL = 10
_HE_DOES = frozenset(["is", "has", "does"])
_NO_INITIAL = frozenset("ai")
_MOST_COST = 40
Readings = tuple[tuple[str, Likeness], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Words `first` to `last` (both included) name one of `people`; `cost` 0 is as it stands in the record."""

    first: int
    last: int
    people: frozenset[int]
    form: Form
    cost: int


class WholeNames:
    """Finds them in pages; what was compared once is remembered."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._pair = lru_cache(100_000)(self._pair_of)

    def find(self, page: Page) -> list[Match]:
        """Every match, the best at each place, none within another; its words are taken."""
        found = [match for at in range(len(page)) for match in self._at(page, at)]
        found.sort(key=lambda one: (one.cost - 6 * (one.last - one.first), one.first))
        kept = []
        for one in found:
            words = range(one.first, one.last + 1)
            if page.taken.isdisjoint(words):
                page.taken.update(words)
                kept.append(one)
        return kept

    def _at(self, page: Page, at: int) -> Iterator[Match]:
        if not self._may_open(page, at):
            return
        for last in range(at + 1, min(at + 2 + _BETWEEN, len(page))):
            step = last - 1
            joined = page.joins(step)
            if joined or page.joins_swapped(step):
                yield from self._between(page, at, last, swapped_only=not joined)
            if not joined or not self._may_be_middle(page, last):
                return

    def _between(self, page: Page, first: int, last: int, *, swapped_only: bool) -> Iterator[Match]:
        if swapped_only and last - first > 1:
            return
        loose = self._loose(page, first), self._loose(page, last)
        found = self._pair(page.word(first), page.word(last), loose[0], loose[1])
        if found is None or (swapped_only and not found[3]):
            return
        people, form, cost, _ = found
        if form is Form.INITIAL and not _is_initial(page, first, last):
            return
        yield Match(first, last, people, form, cost + 3 * (last - first - 1))

    def _may_open(self, page: Page, at: int) -> bool:
        """Whether a name may begin here: a capital, or a word that is no everyday one."""
        if page.is_capital(at) or not page.is_everyday(at):
            return True
        return page.word(at) in self._book and (
            page.word(at + 1) in self._book or not page.is_everyday(at + 1)
        )

    def _may_be_middle(self, page: Page, at: int) -> bool:
        return (
            page.is_capital(at) or page.word(at) in {"de", "van", "der", "al", "el", "bin"}
        ) and page.word(at) not in GRAMMAR

    def _loose(self, page: Page, at: int) -> bool:
        """Whether a word may be a misspelling: no grammar, no month, no small everyday word."""
        word = page.word(at)
        if word in GRAMMAR or word in MONTHS or word in HOUSES or word in CAPITALS:
            return False
        return page.is_capital(at) or not page.is_everyday(at)

    def _pair_of(
        self,
        one: str,
        two: str,
        loose_one: bool,
        loose_two: bool,
    ) -> tuple[frozenset[int], Form, int, bool] | None:
        """Whom two words beside each other name, how, at which cost, and whether the family name comes first."""
        forward = self._named(one, two, loose_one, loose_two)
        back = self._named(two, one, loose_two, loose_one)
        if back and (forward is None or back[2] < forward[2]):
            return back[0], Form.SWAPPED if back[1] is Form.WHOLE else back[1], back[2] + 1, True
        return None if forward is None else (*forward, False)

    def _named(
        self,
        given: str,
        family: str,
        loose_given: bool,
        loose_family: bool,
    ) -> tuple[frozenset[int], Form, int] | None:
        families = self._readings(family, loose_family)
        if len(given) == 1:
            best = self._by_initial(families, given)
        elif len(family) == 1:
            best = self._by_initial(self._readings(given, loose_given), family, given=True)
        else:
            best = self._by_both(families, self._readings(given, loose_given))
        if best is None:
            return None
        people, form, cost = best
        extra = 12 if cost and any(word in everyday() for word in (given, family)) else 0
        return (people, form, cost + extra) if cost + extra <= _MOST_COST else None

    def _readings(self, word: str, loose: bool) -> tuple[tuple[str, Likeness], ...]:
        if loose and len(word) > 2:
            return self._book.loosely(word)
        if len(word) < 2:
            return ()
        return tuple(pair for pair in self._book.loosely(word) if pair[1].form in TOLD)

    def _by_both(self, families: Readings, givens: Readings) -> tuple[frozenset[int], Form, int] | None:
        """The people whom the cheapest readings of both words have in common."""
        best: tuple[frozenset[int], Form, int] | None = None
        for family, one in families:
            of_family = self._book.of_family(family)
            for given, two in givens if of_family else ():
                cost = one.cost + two.cost
                if best is not None and cost > best[2]:
                    break
                people = of_family & self._book.of_given(given)
                if people and (best is None or cost < best[2]):
                    best = people, (one if one.cost > two.cost else two).form, cost
                elif people and best is not None:
                    best = best[0] | people, best[1], cost
        return best

    def _by_initial(
        self, readings: Readings, letter: str, *, given: bool = False
    ) -> tuple[frozenset[int], Form, int] | None:
        """The people of one word of whose other name `letter` is the first; by the surest reading that has any."""
        for word, how in readings:
            people = self._book.with_initial(word, letter, given)
            if people:
                return people, Form.INITIAL, how.cost + _INITIAL
        return None


def _is_initial(page: Page, first: int, last: int) -> bool:
    """Whether the single letter of a pair is an initial: a capital, and no "I" or "A" that is a word."""
    at, other = (first, last) if len(page.word(first)) == 1 else (last, first)
    if not page.is_capital(at):
        return False
    if page.gap(at).startswith(".") or page.word(at) not in _NO_INITIAL:
        return True
    if page.word(at) == "i":
        if at == last:
            return page.word(at + 1) in _HE_DOES or not page.touches(at)
        return page.is_capital(other) and page.word(other) not in GRAMMAR and page.word(other) not in MONTHS
    return at == last or not (page.opens(at) and page.is_everyday(other) and page.is_capital(other + 1))
