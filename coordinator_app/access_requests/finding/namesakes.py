"""Somebody else with a family name that one who acts in their role has: "Jago Fenwright" is not Silas Fenwright of the school.

Staff are usually shown and nobody is asked about them, so whoever only shares their family name must not be taken for them.
"""

from __future__ import annotations

from collections.abc import Iterable

from coordinator_app.access_requests.finding.parts import parts_of
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.finding.short_names import short_names
from coordinator_app.access_requests.persons import PersonKind


def only_shares(given: str, people: Iterable[Known]) -> bool:
    """Whether nobody of these is called so, and all of them are of those who are not ticked beforehand."""
    told = list(people)
    shown = all(one.kind.acts_in_role or one.kind is PersonKind.FAMILY for one in told)
    return bool(told) and shown and not any(_may_be_called(given, one) for one in told)


def _may_be_called(given: str, one: Known) -> bool:
    """Whether a given name may be this person's; of whom no given name is known, any may be."""
    table = short_names()
    for name in one.names:
        theirs = parts_of(name).given
        if not theirs:
            return True
        alike = {given} | table.short.get(given, frozenset()) | table.spelt.get(given, frozenset())
        if any(word in alike or (len(word) == 1 and word == given[:1]) for word in theirs):
            return True
    return False
