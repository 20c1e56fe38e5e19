"""The finder: everybody known, made ready once, then any text gone through once."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from coordinator_app.access_requests.finding.book import Book
from coordinator_app.access_requests.finding.details import DetailFound, Details
from coordinator_app.access_requests.finding.english import GRAMMAR, MONTHS, everyday
from coordinator_app.access_requests.finding.everybody import Others, family_words, given_words, others_of
from coordinator_app.access_requests.finding.half_names import family_behind, given_before, is_given_before
from coordinator_app.access_requests.finding.logins import Logins
from coordinator_app.access_requests.finding.lone import Initials, LoneWords
from coordinator_app.access_requests.finding.namesakes import another, only_shares
from coordinator_app.access_requests.finding.neighbours import is_in_address
from coordinator_app.access_requests.finding.one_letter import one_letters
from coordinator_app.access_requests.finding.parts import SMALL, TITLES, parts_of
from coordinator_app.access_requests.finding.rejoined import rejoin
from coordinator_app.access_requests.finding.relatives import relatives
from coordinator_app.access_requests.finding.saying import Saying
from coordinator_app.access_requests.finding.shapes import Form, Known, Suggestion
from coordinator_app.access_requests.finding.short_names import short_names
from coordinator_app.access_requests.finding.texts import Page
from coordinator_app.access_requests.finding.unknown import UnknownNames
from coordinator_app.access_requests.finding.who_asks import WhoAsks
from coordinator_app.access_requests.finding.whole import Match, WholeNames
from coordinator_app.core.letter_order import other_orders

_SURE = 14
_KEPT = 100_000
_FAMILY_GAP = re.compile(r"[\-\u2010-\u2013]\n?")
Stretch = tuple[int, int]


class Finder:
    """Looks for everybody known but the `subject`, who is never suggested. One may be asked from several threads."""

    def __init__(self, known: Iterable[Known] | Others, subject: Known, *, only_known: bool = False) -> None:
        """`only_known` leaves out what is of nobody known: shapes, relatives and names that nobody has."""
        self.subject = subject
        others = others_of(known).without(subject.key)
        self._only_known = only_known
        self._book = Book(others, subject)
        self._details = Details(others.everybody.details, others.but, subject)
        self._own = _own_words(subject)
        self._own_family = frozenset(word for name in subject.names for word in family_words(parts_of(name)))
        self._whole, self._lone = WholeNames(self._book), LoneWords(self._book)
        self._initials, self._unknown = Initials(self._book), UnknownNames(self._own)
        self._logins = Logins(self._book)
        self._say = Saying(self._book.people)
        self._asks = WhoAsks(subject, self._book.people)
        self._is_slip = lru_cache(_KEPT)(self._may_be_a_slip)

    def find(self, text: str) -> tuple[Suggestion, ...]:
        """Every place that may tell of somebody, in the order of the text, none within another."""
        found = self._found(text)
        for reading in other_orders(text):
            moved = (
                one for one in self._found(reading.text) if one.key and reading.is_moved(one.start, one.end)
            )
            found += [_moved(text, one, *reading.place(one.start, one.end)) for one in moved]
        return tuple(sorted(_apart(found), key=lambda one: one.start))

    def may_misspell(self, words: Iterable[str]) -> bool:
        """Whether any of these folded words may be a slip for a name: cheap, so that most texts need not be gone through."""
        return any(self._is_slip(word) for word in words)

    def _found(self, text: str) -> list[Suggestion]:
        """What a text says in the order in which its letters stand."""
        page = Page.of(text)
        page.words = rejoin(page.words, self._book)
        matches = [self._widened(page, one) for one in self._whole.find(page) if self._stands(page, one)]
        clear = (one for one in matches if one.cost <= _SURE and 0 not in one.people)
        sure = frozenset(number for one in clear for number in one.people)
        details = list(self._details.find(page, sure))
        self._take(page, details)
        kept = [one for match in matches for one in _not_own(match, sure)]
        kept += self._own_aside(page, self._lone.find(page, sure), sure)
        found = [self._say.name(page, one, sure) for one in kept]
        found += [self._say.detail(text, one) for one in details if 0 not in one.people]
        found += [self._say.name(page, one, sure) for one in self._logins.find(page, sure)]
        found += self._initials_in(page, sure)
        found += self._one_letters(page.text, kept, found)
        if self._only_known:
            found = [one for one in found if one.key]
        else:
            named = frozenset(at for one in kept for at in range(one.first, one.last + 1))
            found += [self._say.unknown(page, one) for one in self._unknown.find(page, named)]
            found += self._relatives(text, found)
        return found

    def _may_be_a_slip(self, word: str) -> bool:
        return word not in self._book and word not in everyday() and bool(self._book.loosely(word))

    def _stands(self, page: Page, one: Match) -> bool:
        """Whether a match is no street or school, and not two everyday words in small letters."""
        if is_in_address(page, one.last):
            page.taken.difference_update(range(one.first, one.last + 1))
            return False
        small = [at for at in (one.first, one.last) if not page.is_capital(at)]
        everyday_ones = [at for at in small if page.is_everyday(at) or len(page.word(at)) < 3]
        plain = any(page.word(at) in GRAMMAR or page.word(at) in MONTHS for at in everyday_ones)
        good = not everyday_ones or (one.cost <= 1 and not (plain and len(everyday_ones) > 1))
        if one.form is Form.INITIAL and any(page.is_everyday(at) or len(page.word(at)) < 2 for at in small):
            good = False
        if 0 in one.people and "," in page.gap(one.first) and not page.opens(one.first):
            # "According to Puddlecombe, Kit was only watching": the first is somebody else
            good = False
        if not good:
            page.taken.difference_update(range(one.first, one.last + 1))
        return good

    def _widened(self, page: Page, one: Match) -> Match:
        """With the other half of a double family name, and a title before it."""
        first, last = one.first, one.last
        while _FAMILY_GAP.fullmatch(page.gap(last)) and page.is_capital(last + 1):
            last += 1
        while first and page.word(first - 1) in SMALL and page.joins(first - 1):
            first -= 1
        while first and _FAMILY_GAP.fullmatch(page.gap(first - 1)) and page.is_capital(first - 1):
            first -= 1
        page.taken.update(range(first, last + 1))
        return Match(first, last, one.people, one.form, one.cost)

    def _own_aside(self, page: Page, lone: list[Match], sure: frozenset[int]) -> Iterator[Match]:
        """Single words that are not the subject's, with the words beside them that belong to the same name."""
        taken = {at for one in lone for at in range(one.first, one.last + 1)}
        for one in lone:
            own = 0 in one.people or page.word(one.first) in self._own
            if not own:
                yield self._with_the_rest(page, self._widened(page, one), taken)
            elif not self._asks.is_meant(page, one):
                beside = self._of_the_family if page.word(one.first) in self._own_family else self._namesake
                yield from beside(page, one) or self._shared(one, sure)

    def _with_the_rest(self, page: Page, one: Match, taken: set[int]) -> Match:
        """A given name with the unknown family name behind it is one name."""
        last, at = one.last, one.last + 1
        fits = page.is_beside(one.last) and at not in taken and not page.words.owned[one.last]
        if fits and page.is_capital(at) and len(page.word(at)) > 2 and not page.is_shouted(at):
            plain = page.word(at) in everyday() or page.word(at) in GRAMMAR or page.word(at) in TITLES
            if not plain and not is_in_address(page, at):
                last = at
                page.taken.add(at)
        if last == one.last:
            return self._with_the_half(page, one)
        return Match(one.first, last, one.people, one.form, one.cost)

    def _with_the_half(self, page: Page, one: Match) -> Match:
        """A family name with the given name before it, a given name with the family name behind, everyday words though."""
        first, last = one.first, one.last
        is_family = not {page.word(first), page.word(last)} & self._book.given_words
        people = [self._book.people[number] for number in one.people]
        of_another = another(page, first, last, people) if is_family else None
        if of_another is not None:
            page.taken.update(range(of_another[0], of_another[1] + 1))
            return Match(*of_another, frozenset(), Form.UNKNOWN, 25)
        if is_family and is_given_before(page, first):
            first -= 1
            page.taken.add(first)
            if only_shares(page.word(first), people):
                return Match(first, last, frozenset(), Form.UNKNOWN, 25)
        elif is_family and given_before(page, first):
            first -= 1
        elif not {page.word(first), page.word(last)} & self._book.family_words and family_behind(page, last):
            last += 1
        page.taken.update(range(first, last + 1))
        return Match(first, last, one.people, one.form, one.cost)

    @staticmethod
    def _shared(one: Match, sure: frozenset[int]) -> list[Match]:
        """A word of the subject's name that is also of somebody named here: said, not ticked."""
        others = one.people & sure
        return [Match(one.first, one.last, others, Form.SHARED, 62)] if others else []

    def _of_the_family(self, page: Page, one: Match) -> list[Match]:
        """Somebody else with the subject's family name: "Tobias Puddlecombe", "Mrs Puddlecombe"."""
        at = one.first - 1
        if at < 0 or not page.is_capital(at):
            return []
        word = page.word(at)
        if word in TITLES:
            adults = frozenset(one.people - {0})
            return [Match(one.first, one.last, adults, Form.TITLE, 40)] if adults else []
        if not page.joins(at) or at in page.taken or word in self._own:
            return []
        named = word in self._book.given_words or not page.is_everyday(at)
        if named or given_before(page, one.first):
            page.taken.add(at)
            return [Match(at, one.last, frozenset(), Form.UNKNOWN, 25)]
        return []

    def _namesake(self, page: Page, one: Match) -> list[Match]:
        """Somebody else with the subject's given name: "Kit Bramblewick"."""
        at = one.last + 1
        if not page.touches(one.last) or at >= len(page) or page.words.owned[one.last]:
            return []
        word = page.word(at)
        others = self._book.of_family(word)
        if word not in self._own and others and page.is_capital(at) and not page.is_everyday(at):
            return [Match(one.first, at, frozenset(), Form.UNKNOWN, 25)]
        return []

    def _take(self, page: Page, details: list[DetailFound]) -> None:
        spans = sorted((one.start, one.end) for one in details)
        at = 0
        for start, end in spans:
            while at < len(page) and page.words.ends[at] <= start:
                at += 1
            step = at
            while step < len(page) and page.words.starts[step] < end:
                page.taken.add(step)
                step += 1

    def _initials_in(self, page: Page, sure: frozenset[int]) -> Iterator[Suggestion]:
        for start, end, people, cost in self._initials.find(page, sure, self.subject):
            yield self._say.initials(page.text, start, end, people, cost)

    def _one_letters(self, text: str, kept: list[Match], found: list[Suggestion]) -> Iterator[Suggestion]:
        numbers = {number for one in kept if len(one.people) == 1 for number in one.people}
        named = [(number, self._book.people[number]) for number in sorted(numbers)]
        for start, end, people, cost in one_letters(
            text, named, self.subject, [(one.start, one.end) for one in found]
        ):
            yield self._say.initials(text, start, end, people, cost)

    def _relatives(self, text: str, found: list[Suggestion]) -> Iterator[Suggestion]:
        spans = sorted((one.start, one.end) for one in found)
        for one in relatives(text):
            for start, end in _outside(one.start, one.end, spans)[:1]:
                yield self._say.relative(text, start, end, one)


def _not_own(one: Match, sure: frozenset[int]) -> list[Match]:
    """A match that is not the subject's; what is also of a brother named here is said, not ticked."""
    if 0 not in one.people:
        return [one]
    others = (one.people - {0}) & sure
    return [Match(one.first, one.last, others, Form.SHARED, 62)] if others else []


def _own_words(subject: Known) -> frozenset[str]:
    """The words of the subject's names with their usual short forms."""
    found: set[str] = set()
    for name in subject.names:
        parts = parts_of(name)
        found |= {*given_words(parts), *family_words(parts), *parts.given}
        for word in parts.given[:1]:
            found |= short_names().short.get(word, frozenset())
    return frozenset(found)


def _outside(start: int, end: int, spans: list[Stretch]) -> list[Stretch]:
    """The parts of a stretch that are not within others; what is left of two letters or less is dropped."""
    found, at = [], start
    first = max(0, bisect_left(spans, (start, start)) - 1)
    for one, two in spans[first:]:
        if one >= end:
            break
        if one - at > 2:
            found.append((at, one))
        at = max(at, two)
    return [*found, (at, end)] if end - at > 2 else found


def _moved(text: str, one: Suggestion, start: int, end: int) -> Suggestion:
    """What was found where the letters stand in another order, at its place in the text as it is."""
    return replace(one, start=start, end=end, words=text[start:end])


def _apart(found: list[Suggestion]) -> Iterator[Suggestion]:
    """The longest and likeliest at each place."""
    taken: list[tuple[int, int]] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, -one.likelihood)):
        at = bisect_left(taken, (one.start, one.end))
        clear = (at == len(taken) or taken[at][0] >= one.end) and (at == 0 or taken[at - 1][1] <= one.start)
        if clear:
            insort(taken, (one.start, one.end))
            yield one
