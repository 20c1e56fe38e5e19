"""Whether what was written in a review names another pupil, or tells where somebody is who must not be found: then it is not printed.

Feedback is pasted from a provider's message, and such a message is often about two. A summary is read in another home.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from coordinator_app.core.gates import Decision, Reason
from coordinator_app.core.names import fold
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.actions import carers_of
from coordinator_app.pupils.confidential import tell_where
from coordinator_app.pupils.links import Sibling
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.store import pupils_called
from coordinator_app.store.session import Session

_WORD = re.compile(r"\w+")
_WRITTEN = ("attendance_summary", "family_view", "young_person_view")
_NOT_WRITTEN = frozenset({"present"})
"""Names of those who came: they stand there because they were ticked."""
_SHORTEST_LINE = 8  # letters: "Flat 2" stands in many texts
_CLAUSE = "003-5.2"
_ADDRESS = Reason(
    "What was written holds an address that is confidential, or a telephone number or email that leads there.",
    "Open the review again and write it without.",
    _CLAUSE,
)


def of_others(session: Session, pupil_id: str, order: PrintOrder) -> Decision:
    """Open, or the reasons: who else is named, whose address stands in it. Recorded brothers and sisters may be named."""
    texts = list(_texts(order))
    named = _named(session, pupil_id, texts)
    reasons = [_naming(name) for name in named]
    if _tells_address(session, pupil_id, texts) or tell_where(session, texts):
        reasons.append(_ADDRESS)
    return Decision(tuple(reasons))


def _naming(name: str) -> Reason:
    return Reason(
        f"What was written names another pupil on your list: {name}.",
        "Open the review again and write it without the name.",
        _CLAUSE,
    )


def _texts(order: PrintOrder) -> Iterator[str]:
    yield from (order.values[name] for name in _WRITTEN if name in order.values)
    for name, part in order.parts.items():
        if name not in _NOT_WRITTEN:
            yield from (cell for row in part.rows for cell in row)


def _folded(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


def _named(session: Session, pupil_id: str, texts: list[str]) -> list[str]:
    """The full names of other pupils that stand in the texts, word beside word."""
    told = _running(texts)
    words = [word for text in texts for word in _folded(text)]
    wanted = {*words, *(f"{one} {next_}" for one, next_ in pairwise(words))}
    general = session.databases.connection(Compartment.GENERAL)
    ours = {pupil_id, *_siblings(session, pupil_id)}
    own = _name_of(session.get(Pupil, pupil_id))
    found: dict[str, None] = {}
    for other_id, given, family in pupils_called(general, wanted):
        name = _called(given, family)
        if other_id not in ours and name != own and f" {name} " in told:
            found[f"{given} {family}"] = None
    return list(found)


def _called(given: str, family: str) -> str:
    return " ".join([*_folded(given)[:1], *_folded(family)])


def _name_of(pupil: Pupil) -> str:
    """Another child of the very same name cannot be told apart in a text."""
    return _called(pupil.given_names, pupil.family_name)


def _running(texts: list[str]) -> str:
    """All texts as folded words with one space between; no run of words goes over from one text to the next."""
    return f" {' | '.join(' '.join(_folded(text)) for text in texts)} "


def _siblings(session: Session, pupil_id: str) -> set[str]:
    mine = session.list(Sibling, where={"pupil_id": pupil_id})
    theirs = session.list(Sibling, where={"other_id": pupil_id})
    return {*(one.other_id for one in mine), *(one.pupil_id for one in theirs)}


def _tells_address(session: Session, pupil_id: str, texts: list[str]) -> bool:
    told = _running(texts)
    lines = (
        " ".join(_folded(line))
        for carer in carers_of(session, pupil_id)
        if carer.address_is_confidential
        for line in carer.address.splitlines()
    )
    return any(len(line) >= _SHORTEST_LINE and f" {line} " in told for line in lines)
