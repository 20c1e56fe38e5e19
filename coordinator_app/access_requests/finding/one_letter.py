"""A single letter for somebody who is named beside it: "Jonah sat down. Later J. came to her room"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from coordinator_app.access_requests.finding.parts import parts_of
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.core.names import fold

_ONE = re.compile(
    r"(?<![\w.&/'\u2019-])([^\W\d_])(?:\.(?=[ \n]+[^\W\d_A-Z]|['\u2019]s\b)|(?=['\u2019]s\b))(?![ \n]?[^\W\d_]\.)"
)
_SURE, _ALSO_OWN = 20, 62
Found = tuple[int, int, frozenset[int], int]


def one_letters(
    text: str, named: Iterable[tuple[int, Known]], own: Known, taken: Iterable[tuple[int, int]]
) -> Iterator[Found]:
    """(start, end, whom, cost) of each; `named` are those whose name stands in the text. Of two with one letter neither is meant."""
    whose: dict[str, set[int]] = {}
    for number, one in named:
        for letter in _letters(one):
            whose.setdefault(letter, set()).add(number)
    if not whose:
        return
    mine, spans = _letters(own), tuple(taken)
    for found in _ONE.finditer(text):
        people = whose.get(fold(found[1]), set()) if found[1].isupper() else set()
        if len(people) == 1 and not any(start < found.end() and found.start() < end for start, end in spans):
            cost = _ALSO_OWN if fold(found[1]) in mine else _SURE
            yield *found.span(), frozenset(people), cost


def _letters(one: Known) -> frozenset[str]:
    """The first letters of the given names by which somebody is called."""
    given = (parts_of(name).given for name in one.names)
    return frozenset(fold(parts[0])[:1] for parts in given if parts)
