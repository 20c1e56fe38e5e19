"""Whom the words of a letter name who is not meant to be told of in it: what is looked through, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coordinator_app.core.catalogue import Record
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.core.privacy import Choice

OURS = frozenset(
    {
        "complaints_person",
        "controller_name",
        "coordinator_contact",
        "coordinator_name",
        "coordinator_role",
        "fund_holding_school",
        "joint_dpo",
        "partnership_name",
        "school_dpo",
        "school_name",
    }
)
"""Values that say who we and the school are: nobody has typed them for one letter."""
ASKED_FOR = frozenset({"recipients"})
"""Parts that name people because it was asked who they are (UK GDPR article 19)."""
_MOST = 5


class WhyNamed(Choice):
    """Why words stay that name somebody not meant to be told of; the value is all that the audit keeps."""

    NOT_THEM = "not-them", "It is not them: another person, or no name"
    KNOWN = "known-to-reader", "Whoever gets the letter knows it already"
    AGREED = "agreed", "They agreed to be named here"
    NEEDED = "needed", "The letter cannot do without it, and it harms nobody"


@dataclass(frozen=True, slots=True)
class NamedHere:
    """One place: the `words` as they are typed, whom they name ("" where that is not to be said), and how that was found."""

    words: str
    called: str
    why: str


@dataclass(frozen=True, slots=True)
class NamesFound:
    """What was found in one letter; `about` is the record that it is about, for the audit."""

    people: tuple[NamedHere, ...] = ()
    about: Record | None = None

    @property
    def key(self) -> frozenset[tuple[str, str]]:
        """What was asked about, so that it is not asked again of the same words."""
        return frozenset((one.words, one.called) for one in self.people)


NOBODY = NamesFound()


def typed_words(order: PrintOrder) -> tuple[str, ...]:
    """Every text of a letter that did not come with its wording: what was typed, and what stands on the record."""
    return tuple(words for words in _texts(order) if words.strip())


def _texts(order: PrintOrder) -> Iterator[str]:
    yield from (words for name, words in order.values.items() if name not in OURS)
    for name, part in order.parts.items():
        if name not in ASKED_FOR:
            yield from (cell for row in part.rows for cell in row)


def lead(people: Iterable[NamedHere]) -> str:
    """Who it is: "These words name Kit Sorrelby, who is not meant to be told of here."."""
    names = tuple(dict.fromkeys(one.called or f"“{one.words}”" for one in people))
    are = "is" if len(names) == 1 else "are"
    return f"These words name {_and(names)}, who {are} not meant to be told of here."


def explained(people: Iterable[NamedHere]) -> str:
    """Where they stand and how they were found: "“Kit”: Kit Sorrelby, another pupil, one part of the name."."""
    lines = tuple(dict.fromkeys(_line(one) for one in people))
    more = (f"{len(lines) - _MOST} more.",) if len(lines) > _MOST else ()
    return "\n".join((*lines[:_MOST], *more))


def _line(one: NamedHere) -> str:
    words = " ".join(one.words.split())
    return f"“{words}”: {one.why.removeprefix(f'{words}, ')}."


def _and(names: tuple[str, ...]) -> str:
    if len(names) > _MOST:
        return f"{', '.join(names[:_MOST])} and {len(names) - _MOST} more"
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
