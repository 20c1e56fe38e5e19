"""The other half of a name where it is an everyday word too: "Will" of "Will Sorrelby", "Brand" of "Otis Brand"."""

from __future__ import annotations

from coordinator_app.access_requests.finding.english import (
    ABBREVIATIONS,
    CAPITALS,
    DOING,
    GRAMMAR,
    HOUSES,
    MONTHS,
    PLACES,
    SCHOOL_SHORT,
    STREETS,
    SUBJECTS,
)
from coordinator_app.access_requests.finding.neighbours import is_in_address, is_month, is_place
from coordinator_app.access_requests.finding.parts import TITLES
from coordinator_app.access_requests.finding.short_names import short_names
from coordinator_app.access_requests.finding.texts import Page

_NOT_A_NAME = """
    monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter today yesterday tomorrow
    year key stage class form set group team term week day period pupil pupils student child children parent parents
    family staff school worker nurse headteacher tutor teacher senco sendco psychologist therapist counsellor mentor
    consultant solicitor officer manager assistant governor head lead deputy sir madam dear hello hi mum dad mother father
    mummy daddy nan gran uncle aunt auntie aunty brother sister cousin
"""
_OTHER_WORDS = frozenset(_NOT_A_NAME.split()) | TITLES
_BEFORE = (
    _OTHER_WORDS | HOUSES | CAPITALS | PLACES | SUBJECTS | ABBREVIATIONS | SCHOOL_SHORT | DOING | GRAMMAR
)
_BEHIND = _BEFORE | STREETS | MONTHS
_GIVEN = """
    will may hope grace faith joy sky dawn rose ivy hazel holly poppy daisy violet jasmine olive ruby amber pearl jade crystal
    mark bill rob jack frank grant drew dean hunter mason carter archer chase guy miles max victor justice mercy patience
    charity constance prudence verity destiny heaven angel star robin jay wren river brook rowan ash heath cliff clay reed
    sage basil ginger melody harmony carol honey lily willow iris penny sandy prince duke earl dale glen pat sue gene ray
    rich art herb nick pierce dot bob don eve christian wade ward june april summer autumn
"""
_USUAL = frozenset(_GIVEN.split())
"""Given names that are everyday words too: before a family name they are names, even where a sentence begins."""
_SHORTEST = 3


def given_before(page: Page, first: int) -> bool:
    """Whether the word before `first`, a lone family name, is the given name to it: "that Will Sorrelby".

    A usual given name is one wherever it stands; any other word with a capital where no sentence begins with it and
    no heading in capitals stands round it.
    """
    at = first - 1
    if at < 0 or not _is_free(page, at) or not page.is_beside(at) or page.words.owned[at]:
        return False
    if is_month(page, at) or is_place(page, at):
        return False
    word = page.word(at)
    if word in _USUAL or (word in short_names() and word not in TITLES):
        return True
    return not page.opens(at) and word not in _BEFORE and not _is_heading(page, at - 1)


def is_given_before(page: Page, first: int) -> bool:
    """Whether the word before a lone family name can be hardly anything but the given name to it, also where a sentence begins."""
    if given_before(page, first):
        return page.word(first - 1) in _USUAL or not page.is_everyday(first - 1)
    at = first - 1
    if at < 0 or not _is_free(page, at) or not page.is_beside(at) or page.words.owned[at]:
        return False
    return page.word(at) not in _BEHIND and not page.is_everyday(at)


def family_behind(page: Page, last: int) -> bool:
    """Whether the word behind `last`, a lone given name, is the family name to it: "Otis Brand"."""
    at = last + 1
    if at >= len(page) or not page.is_beside(last) or page.words.owned[last] or not _is_free(page, at):
        return False
    if page.word(at) in _BEHIND or is_in_address(page, at):
        return False
    return not (page.touches(at) and _is_heading(page, at + 1))


def _is_free(page: Page, at: int) -> bool:
    """Whether a word has a capital of its own and is not spoken for."""
    plain = page.is_capital(at) and not page.is_shouted(at) and not page.words.shown[at][:1].isdigit()
    return plain and at not in page.taken and len(page.word(at)) >= _SHORTEST


def _is_heading(page: Page, at: int) -> bool:
    """Whether an everyday word with a capital stands here, as in a heading: "Support Plan"."""
    return page.is_capital(at) and page.is_everyday(at) and not page.opens(at)
