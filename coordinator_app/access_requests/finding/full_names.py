"""Full names of people on no record, which nothing else points out: in the head and foot of a message, beside an email, alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from coordinator_app.access_requests.finding.english import CAPITALS, GRAMMAR, HOUSES, MONTHS, STREETS
from coordinator_app.access_requests.finding.neighbours import is_in_address
from coordinator_app.access_requests.finding.parts import TITLES
from coordinator_app.access_requests.finding.patterns import EMAIL
from coordinator_app.access_requests.finding.texts import Page

_HEAD = re.compile(
    r"^[ \t>*]*(?:From|To|Cc|Bcc|Reply-To|Sent by|Organizer|Attendees?)[ \t*]*:(?P<names>.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_FOOT = re.compile(
    r"^[ \t>*]*(?:(?:with|many|kind|kindest|best|warm|warmest|all)[ \t])*"
    r"(?:regards|wishes|thanks|thank you|yours(?:[ \t](?:sincerely|faithfully|truly))?|sincerely|cheers|love)[ \t,.!]*\n"
    r"(?P<names>(?:[^\n]*\n?){1,3})",
    re.IGNORECASE | re.MULTILINE,
)
_BESIDE = 70
"""Letters before and behind an email within which the name of whose it is may stand."""
_OF_DESKS = """
    head office team service services desk reception admin deputy safeguarding inclusion education pupil welfare duty
    teacher year support officer lead manager assistant coordinator chair designated
"""
_DESKS = frozenset(_OF_DESKS.split())
"""Words of a desk that is written to: no name where there is nothing else."""
_NONE = GRAMMAR | MONTHS | HOUSES | STREETS | CAPITALS
_MOST = 3
Stretch = tuple[int, int]


def full_names(page: Page, own: frozenset[str], may_be: Callable[[Page, int], bool]) -> Iterator[Stretch]:
    """First and last word of each; `own` are words of the subject's names, `may_be` judges a word that stands anywhere.

    Where a name is to be expected it may be two everyday words as well: "Faith Young <fy@mail.example>".
    """
    expected = _expected(page.text)
    at = 0
    while at < len(page) - 1:
        last = _last(page, at, own, may_be, expected=_within(page.words.starts[at], expected))
        if last > at:
            yield at, last
            at = last
        at += 1


def _last(
    page: Page, at: int, own: frozenset[str], may_be: Callable[[Page, int], bool], *, expected: bool
) -> int:
    """The last word of a full name that begins here; `at` where none does."""

    def fits(number: int) -> bool:
        if number in page.taken or not page.is_capital(number) or page.word(number) in own:
            return False
        if expected:
            return _is_a_part(page, number)
        return page.words.shown[number].istitle() and may_be(page, number)

    last = at
    while last - at < _MOST and last + 1 < len(page) and fits(last) and fits(last + 1):
        if not page.is_beside(last) and page.gap(last) not in {"-", "\u2019", "'"}:
            break
        last += 1
    return at if all(page.word(number) in _DESKS for number in range(at, last + 1)) else last


def _is_a_part(page: Page, at: int) -> bool:
    word = page.word(at)
    return len(word) > 1 and word not in _NONE and word not in TITLES and not is_in_address(page, at)


def _expected(text: str) -> list[Stretch]:
    """Where names stand: lines that say from and to whom, the foot behind the greeting, beside an email."""
    found = [one.span("names") for pattern in (_HEAD, _FOOT) for one in pattern.finditer(text)]
    for one in EMAIL.finditer(text):
        begins = max(text.rfind("\n", 0, one.start()) + 1, one.start() - _BESIDE)
        ends = text.find("\n", one.end())
        found.append((begins, min(len(text) if ends < 0 else ends, one.end() + _BESIDE)))
    return sorted(found)


def _within(start: int, stretches: list[Stretch]) -> bool:
    here = stretches[: bisect_left(stretches, (start + 1, 0))]
    return any(start < end for _, end in here)
