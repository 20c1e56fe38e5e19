"""Whether a word that is also an everyday word, a place or a month stands as a name: judged by what is round it."""

from __future__ import annotations

import re

from coordinator_app.access_requests.finding.english import (
    BEFORE,
    DETERMINERS,
    DOING,
    GRAMMAR,
    HOUSES,
    MONTHS,
    PLACES,
    SPEAKING,
    STREETS,
    SUBJECTS,
    everyday,
)
from coordinator_app.access_requests.finding.parts import TITLES
from coordinator_app.access_requests.finding.short_names import short_names
from coordinator_app.access_requests.finding.texts import Page

_WHEN_WORDS = """
    in since until till during by early late mid last next end before after this every each st nd rd th
"""
_WHEN = frozenset(_WHEN_WORDS.split())
_ONWARD = frozenset(["to", "until", "onwards", "till"])
_WHERE_WORDS = "in at to from near of via around outside towards for"
_WHERE = frozenset(_WHERE_WORDS.split())
_INSIDE = frozenset(["in", "near", "around", "outside"])
_FOLLOWED = frozenset(
    ["you", "we", "they", "i", "he", "she", "it", "the", "this", "that", "your", "our", "be"]
)
_CELL_BEFORE = re.compile(r"[\t|\n;]\s*$|^\s*\|\s*$")
_CELL_AFTER = re.compile(r"\s*[\t|;]|[ ]*\r?\n")
_RELATED = frozenset(
    ["mother", "mum", "dad", "father", "parents", "nan", "gran", "sister", "brother", "house", "family"]
)
_AGE = frozenset(["born", "aged", "dob"])
_DAY = re.compile(r"\d{1,4}(?:st|nd|rd|th)?$")


def is_in_address(page: Page, last: int) -> bool:
    """Whether the words up to `last` are part of the name of a street, a school or an office."""
    after = page.word(last + 1)
    if not page.touches(last) or not page.is_capital(last + 1) or page.words.owned[last]:
        return False
    if after in STREETS or after in HOUSES:
        return True
    # "Grace Park School": the word that tells stands one farther on
    beyond = page.word(last + 2)
    return page.touches(last + 1) and page.is_capital(last + 2) and (beyond in HOUSES or beyond in STREETS)


def is_aged(page: Page, at: int) -> bool:
    """Whether a birth date or an age follows, as it does behind a name: "Joy, date of birth 4 May 2012"."""
    return page.word(at + 1) in _AGE or page.words.folded[at + 1 : at + 4] == ["date", "of", "birth"]


def is_place(page: Page, at: int) -> bool:
    """Whether a word that is the name of a town stands as one."""
    word = page.word(at)
    if word not in PLACES or page.words.owned[at] or is_aged(page, at):
        return False
    if word in short_names():
        onward = page.word(at - 1) == "from" and page.word(at + 1) == "to"
        return page.word(at - 1) in _INSIDE or onward
    return page.word(at - 1) in _WHERE or page.gap(at).startswith(",")


def is_month(page: Page, at: int) -> bool:
    """Whether a word that is the name of a month stands as one."""
    if page.word(at) not in MONTHS:
        return False
    before, after = page.word(at - 1), page.word(at + 1)
    figures = (page.touches(at - 1) and _DAY.match(before)) or (page.touches(at) and _DAY.match(after))
    among = page.word(at - 2) in MONTHS or page.word(at + 2) in MONTHS or page.word(at - 2) in _WHEN
    onward = before == "from" and after in _ONWARD
    return bool(figures) or before in _WHEN or onward or (among and after not in DOING)


def as_name(page: Page, at: int, given: frozenset[str] = frozenset()) -> int:
    """How much speaks for a name where an everyday word has a capital: above 0 it is taken for one (-100 to 100).

    `given` are given names that are known.
    """
    if stands_alone(page, at):
        return 20
    if not page.is_capital(at):
        return _in_small_letters(page, at)
    if page.words.shown[at][:1].isdigit():
        return -100
    if is_month(page, at) or is_place(page, at):
        return -100
    score = _by_the_place(page, at) + _by_the_next(page, at, given) - _as_subject(page, at)
    before = page.word(at - 1)
    if before in TITLES:
        score += 80
    elif before in BEFORE and not page.opens(at):
        score += 25
    elif before in DETERMINERS and not page.opens(at):
        score -= 60
    return score


def _in_small_letters(page: Page, at: int) -> int:
    """The same for a word in small letters: only where a person speaks or is somebody's relative."""
    word, after = page.word(at), page.word(at + 1)
    if word in GRAMMAR or word in MONTHS:
        return -100
    owns = page.words.owned[at] and after in _RELATED
    return 15 if owns or (after in SPEAKING and page.touches(at)) else -100


def stands_alone(page: Page, at: int) -> bool:
    """Whether a word is all that stands in its line or cell, as in a register."""
    before = page.gap(at - 1) if at else "\n"
    return _CELL_BEFORE.search(before) is not None and _CELL_AFTER.match(page.gap(at)) is not None


def _by_the_place(page: Page, at: int) -> int:
    if page.is_shouted(at) and (_is_shouted_line(page, at)):
        return -15
    if page.opens(at):
        return -30
    return 25 if not _is_title_case(page, at) else -45


def _by_the_next(page: Page, at: int, given: frozenset[str]) -> int:
    if page.words.owned[at]:
        return 55
    after = page.word(at + 1)
    if not page.touches(at):
        return 45 if is_aged(page, at) else 5
    if after in _FOLLOWED:
        return -60
    if after in DOING:
        return 60
    if after == "and" and page.is_capital(at + 2):
        other = page.word(at + 2)
        return 45 if other in given or len(other) == 1 or not page.is_everyday(at + 2) else -10
    return -10 if after in GRAMMAR else 0


def _as_subject(page: Page, at: int) -> int:
    """What a subject of the timetable takes off where nobody does anything: "enjoys Art"."""
    return 35 if page.word(at) in SUBJECTS and page.word(at + 1) not in DOING else 0


def _is_shouted_line(page: Page, at: int) -> bool:
    return any(page.is_shouted(other) for other in (at - 1, at + 1) if len(page.word(other)) > 2)


def _is_title_case(page: Page, at: int) -> bool:
    """Whether an everyday word with a capital stands beside, as in "Pupil Support Plan"."""
    beside = [other for other, gap in ((at - 1, at - 1), (at + 1, at)) if page.touches(gap)]
    return any(
        page.is_capital(other) and page.word(other) in everyday() and not page.opens(other)
        for other in beside
    ) or (page.is_capital(at + 1) and page.touches(at) and page.word(at + 1) in everyday())
