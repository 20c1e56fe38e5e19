"""Single given names of nobody known, at which nothing points: "with Ayaan and Noor", "after Faith has left it"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coordinator_app.access_requests.finding.english import DOING, GRAMMAR, HOUSES, MONTHS, PLACES, STREETS
from coordinator_app.access_requests.finding.neighbours import as_name, is_in_address
from coordinator_app.access_requests.finding.short_names import names_and_words, short_names
from coordinator_app.access_requests.finding.texts import Page

_SHORTEST = 3
_BREAKS = frozenset(",;.\n\r")
_NONE = (GRAMMAR, MONTHS, HOUSES, STREETS, PLACES)


def lone_names(page: Page, own: frozenset[str], may_be: Callable[[Page, int], bool]) -> Iterator[int]:
    """Each such word; `own` are words of the subject's names, `may_be` judges a word that is none of everyday English.

    Within a sentence any word with a capital that English does not know, and one that opens it where somebody's doing
    follows; a usual given name that is an everyday word too only where what stands round it speaks for a person.
    """
    for at in range(len(page)):
        written = page.words.shown[at][:1].isupper() and not page.is_shouted(at)
        if at in page.taken or not written or page.word(at) in own:
            continue
        if _is_one(page, at, may_be):
            yield at


def _is_one(page: Page, at: int, may_be: Callable[[Page, int], bool]) -> bool:
    word = page.word(at)
    if word in short_names() or word in names_and_words():
        plain = len(word) >= _SHORTEST and not any(word in one for one in _NONE)
        return plain and not is_in_address(page, at) and as_name(page, at) > 0
    if not may_be(page, at) or word.rstrip("s") in MONTHS or _is_beside_a_capital(page, at):
        return False
    return not page.opens(at) or (page.touches(at) and page.word(at + 1) in DOING) or _stands_alone(page, at)


def _stands_alone(page: Page, at: int) -> bool:
    """Whether nothing of its sentence or line follows it but a comma: one of a list of names, line by line or in a row."""
    return page.gap(at).lstrip(" \u00a0")[:1] in _BREAKS or page.opens(at + 1)


def _is_beside_a_capital(page: Page, at: int) -> bool:
    """Whether it stands among words with capitals, as in the name of a place, a plan or a thing."""
    before = page.touches(at - 1) and page.is_capital(at - 1) and not page.opens(at - 1)
    after = page.touches(at) and page.is_capital(at + 1)
    return before or after
