"""Everybody known to one request: words of names to people, and words to words that are nearly the same."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from coordinator_app.access_requests.finding.alike import EXACT, Likeness, known_form, slip, slips_in
from coordinator_app.access_requests.finding.everybody import LONGEST, Near, Others, words_of_names
from coordinator_app.access_requests.finding.packed import Packed
from coordinator_app.access_requests.finding.shapes import Form, Known
from coordinator_app.access_requests.finding.short_names import short_names

_FEWEST_BESIDE, _FEWEST_BESIDE_ONE = 4, 6
"""Letters of a family name that is known within a longer word: beside a given name, beside its first letter."""
TOLD = frozenset([Form.WHOLE, Form.NICKNAME, Form.SPELLING])
_MOST_NEAR = 40
_KEPT = 100_000
_NOBODY: frozenset[int] = frozenset()
_SUBJECT = frozenset([0])


class Book:
    """The index as one request sees it. A person is a number, the place in `people`, 0 the subject; words are folded."""

    def __init__(self, others: Others, subject: Known) -> None:
        self._all, self._but, own = others.everybody, others.but, words_of_names(subject)
        self.people: list[Known] = [subject, *self._all.people]
        for number, one in others.instead.items():
            self.people[number] = one
        self._own_given, self._own_family = frozenset(own.given), frozenset(own.family)
        self._own_letters = own.letters
        left = [words_of_names(one) for one in others.left_out()]
        gone_given = others.gone(self._all.given, {word for one in left for word in one.given})
        gone_family = others.gone(self._all.family, {word for one in left for word in one.family})
        self.given_words = (self._all.given_words - gone_given) | self._own_given
        self.family_words = (self._all.family_words - gone_family) | self._own_family
        initials = self._all.initials - Counter(letters for one in left for letters in one.initials)
        self.initials = frozenset(initials) | own.initials
        mine = self._own_given | self._own_family
        self._near_own = Near(sorted(mine - self._all.given_words - self._all.family_words))
        self.of_given = lru_cache(_KEPT)(self._of_given)
        self.of_family = lru_cache(_KEPT)(self._of_family)
        self.with_initial = lru_cache(_KEPT)(self._of_initial)
        self._beginning = lru_cache(_KEPT)(self._all_with_letter)
        self.loosely = lru_cache(_KEPT)(self._loosely)
        self.near = lru_cache(_KEPT)(self._near_words)
        self.meets = lru_cache(_KEPT)(self._where_halves_meet)

    def __contains__(self, word: str) -> bool:
        return word in self.given_words or word in self.family_words

    def _of_given(self, word: str) -> frozenset[int]:
        if word not in self.given_words:
            return _NOBODY
        others = self._seen(self._all.given, word) if word in self._all.given_words else _NOBODY
        return others | _SUBJECT if word in self._own_given else others

    def _of_family(self, word: str) -> frozenset[int]:
        if word not in self.family_words:
            return _NOBODY
        others = self._seen(self._all.family, word) if word in self._all.family_words else _NOBODY
        return others | _SUBJECT if word in self._own_family else others

    def _seen(self, kept: Packed, word: str) -> frozenset[int]:
        return frozenset(kept.numbers(word)) - self._but

    def of_letters(self, letters: str) -> frozenset[int]:
        """Those of whose given names and family name these are the first letters, three or more: "ojb"."""
        may = self._seen(self._all.letters, letters)
        others = frozenset(one for one in may if letters in words_of_names(self.people[one]).letters)
        return others | _SUBJECT if letters in self._own_letters else others

    def _of_initial(self, word: str, letter: str, given: bool) -> frozenset[int]:
        """Those with this given name (else this family name) whose other name begins with a letter."""
        mine = self.of_given(word) if given else self.of_family(word)
        return mine & self._beginning(letter, not given) if mine else mine

    def _all_with_letter(self, letter: str, given: bool) -> frozenset[int]:
        """Everybody whose given name (else family name) begins with a letter."""
        words, of = (self.given_words, self._of_given) if given else (self.family_words, self._of_family)
        return frozenset(number for word in words if word[0] == letter for number in of(word))

    def _where_halves_meet(self, word: str) -> int:
        """Where a word that is a whole name without a space comes apart: "otisbramblewick" at 4; 0 if it is none."""
        for at in range(1, min(len(word), LONGEST)):
            one, two = word[:at], word[at:]
            # an s behind a family name is the whole family
            if self._are_one_name(one, two) or (two != "s" and self._are_one_name(two, one)):
                return at
        return 0

    def _are_one_name(self, given: str, family: str) -> bool:
        people = self.of_family(family) if len(family) >= _FEWEST_BESIDE else frozenset()
        if not people or len(given) == 1:
            return len(family) >= _FEWEST_BESIDE_ONE and bool(people & self._beginning(given, True))
        return any(people & self.of_given(one) for one in _written(given))

    def is_with_letter(self, given: str, letter: str) -> bool:
        """Whether somebody is called so whose family name begins with a letter: "BenF"."""
        return len(letter) == 1 and bool(self.with_letter(given, letter))

    def with_letter(self, given: str, letter: str) -> frozenset[int]:
        """Those who are called so, or so for short, whose family name begins with a letter."""
        return _NOBODY.union(*(self.with_initial(one, letter, True) for one in _written(given)))

    def _near_words(self, word: str) -> tuple[tuple[str, Likeness], ...]:
        """Words of names that a single word may be written for, surest first; slips only of what is no name itself."""
        if word in self:
            return tuple(pair for pair in self.loosely(word) if pair[1].form in TOLD)
        return self.loosely(word)

    def _loosely(self, word: str) -> tuple[tuple[str, Likeness], ...]:
        """Words of names that `word` may be written for where the other half of the name stands beside it."""
        found = {word: EXACT} if word in self else {}
        table = short_names()
        for other in table.spelt.get(word, frozenset()) | table.short.get(word, frozenset()):
            told = known_form(word, other)
            if told and other in self.given_words:
                found.setdefault(other, told)
        for other in (*self._all.near.of(word), *self._near_own.of(word)):
            if other not in self:
                continue
            one = slip(word, other, slips_in(min(word, other, key=len)))
            if one:
                found.setdefault(other, one)
        return tuple(sorted(found.items(), key=lambda pair: pair[1].cost)[:_MOST_NEAR])


def _written(given: str) -> tuple[str, ...]:
    """A given name, and what it may be short for or another spelling of."""
    table = short_names()
    return (given, *table.short.get(given, ()), *table.spelt.get(given, ()))
