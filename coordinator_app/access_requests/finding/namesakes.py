"""Somebody else with a family name that one who acts in their role has: "Jago Fenwright" is not Silas Fenwright of the school.

Staff are usually shown and nobody is asked about them, so whoever only shares their family name must not be taken for them.
"""

from __future__ import annotations

from collections.abc import Iterable

from coordinator_app.access_requests.finding.parts import parts_of
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.finding.short_names import short_names
from coordinator_app.access_requests.finding.texts import Page
from coordinator_app.access_requests.persons import PersonKind


def only_shares(given: str, people: Iterable[Known]) -> bool:
    """Whether nobody of these is called so, and all of them are of those who are not ticked beforehand."""
    told = list(people)
    shown = all(one.kind.acts_in_role or one.kind is PersonKind.FAMILY for one in told)
    return bool(told) and shown and not any(_may_be_called(given, one) for one in told)


def another(page: Page, first: int, last: int, people: Iterable[Known]) -> tuple[int, int] | None:
    """From and to of the name of somebody else round a lone family name: "J. Fenwright", and "Fenwright, Jago" on its line."""
    told = list(people)
    before, behind = first - 1, last + 1
    is_initial = (
        before >= 0 and len(page.word(before)) == 1 and page.is_capital(before) and page.joins(before)
    )
    if is_initial and before not in page.taken and only_shares(page.word(before), told):
        return before, last
    is_line = page.opens(first) and "," in page.gap(last) and page.joins_swapped(last)
    ends = behind + 1 >= len(page) or page.opens(behind + 1)
    if is_line and ends and _may_be_a_given_name(page, behind) and only_shares(page.word(behind), told):
        return first, behind
    return None


def _may_be_a_given_name(page: Page, at: int) -> bool:
    plain = page.is_capital(at) and at not in page.taken and len(page.word(at)) > 1
    return plain and (page.word(at) in short_names() or not page.is_everyday(at))


def _may_be_called(given: str, one: Known) -> bool:
    """Whether a given name may be this person's; of whom no given name is known, any may be."""
    table = short_names()
    for name in one.names:
        theirs = parts_of(name).given
        if not theirs:
            return True
        alike = {given} | table.short.get(given, frozenset()) | table.spelt.get(given, frozenset())
        if any(word in alike or word == given[:1] or word[:1] == given for word in theirs):
            return True
    return False
