"""Wordings for entries: words with gaps, "Arrived at [time]", shipped with the program or the partnership's own.

Those of a guarded category lie in the guarded compartment: what a partnership writes for them may tell more than it
means to. Which shipped ones are left out is a setting; their names are the same in every vault.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from coordinator_app.chronology.model import Category
from coordinator_app.chronology.parts import EntryTemplate, part_compartment
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.names import fold
from coordinator_app.core.plausible import missing, refuse
from coordinator_app.resources import resource
from coordinator_app.store.session import Session

LEFT_OUT = "entry_wordings_left_out"
LONGEST_NAME, LONGEST = 60, 1_000  # characters
_GAP = re.compile(r"\[[^\[\]\n]{1,60}\]")


@dataclass(frozen=True, slots=True)
class Offered:
    """A wording that is offered for a category. `key` names a shipped one, `own` is the partnership's record."""

    category: Category
    name: str
    words: str
    key: str = ""
    own: EntryTemplate | None = None
    left_out: bool = False


def gaps(text: str) -> tuple[tuple[int, int], ...]:
    """Where the gaps of a text are, brackets included: (start, end) in characters, in their order."""
    return tuple(found.span() for found in _GAP.finditer(text))


def next_gap(text: str, after: int) -> tuple[int, int] | None:
    """The first gap that starts at or behind a place, or None."""
    return next((one for one in gaps(text) if one[0] >= after), None)


@cache
def shipped() -> tuple[Offered, ...]:
    """The wordings that come with the program, by category in its order."""
    table = json.loads(resource("words", "entry_wordings.json").read_text(encoding="utf-8"))
    return tuple(
        Offered(category, row["name"], row["words"], row["key"])
        for category in Category
        for row in table[category.value]
    )


def offered(session: Session, category: Category) -> tuple[Offered, ...]:
    """What is offered for a category: the partnership's own first, by name, then the shipped ones."""
    return tuple(one for one in known(session, category) if not one.left_out)


def known(session: Session, category: Category) -> tuple[Offered, ...]:
    """As `offered`, with the shipped ones that are left out."""
    own = session.list(EntryTemplate, where={"category": category}, order="title")
    left_out = _left_out(session)
    return (
        *(Offered(category, one.title, one.words, own=one) for one in own),
        *(replace(one, left_out=one.key in left_out) for one in shipped() if one.category is category),
    )


def save(session: Session, template: EntryTemplate) -> Saved[EntryTemplate]:
    """Keep a wording in the compartment of its category. InvalidInput, StaleRecord.

    A kept one stays in its category: its earlier words would stay behind in the other compartment.
    """
    wanted = replace(template, title=template.title.strip(), words=template.words.strip())
    refuse((*_problems(wanted), _same_name(session, wanted), _moved(session, wanted)))
    with session.write(part_compartment(wanted)) as work:
        kept = (
            work.change(template, title=wanted.title, words=wanted.words) if wanted.id else work.add(wanted)
        )
    return Saved(kept, work.change_id)


def remove(session: Session, template: EntryTemplate) -> Saved[EntryTemplate]:
    """Put a wording of our own in the trash. StaleRecord."""
    with session.write(part_compartment(template)) as work:
        gone = work.trash(template)
    return Saved(gone, work.change_id)


def leave_out(session: Session, key: str, *, out: bool) -> None:
    """Offer a shipped wording no longer, or again."""
    before = _left_out(session)
    after = before | {key} if out else before - {key}
    with session.write() as work:
        work.set_setting(LEFT_OUT, sorted(after))


def _left_out(session: Session) -> frozenset[str]:
    nothing: list[str] = []
    return frozenset(session.setting(LEFT_OUT, nothing))


def _problems(one: EntryTemplate) -> Iterator[FieldProblem | None]:
    yield missing("category", one.category, "Choose what these entries are about.")
    yield missing("title", one.title, "Give it a short name, such as: Came late.")
    yield missing("words", one.words, "Write the words, with what changes between square brackets: [time].")
    if len(one.title) > LONGEST_NAME:
        yield FieldProblem(
            "title", f"At most {LONGEST_NAME} characters, so that it can be found at a glance."
        )
    if len(one.words) > LONGEST:
        yield FieldProblem("words", "This is too long for words that one only fills in. Make two of it.")
    if one.words.count("[") != one.words.count("]"):
        yield FieldProblem("words", "A square bracket has no partner. A gap looks like this: [time].")


def _same_name(session: Session, one: EntryTemplate) -> FieldProblem | None:
    if one.category is None:
        return None
    for other in known(session, one.category):
        is_self = other.own is not None and other.own.id == one.id
        if not is_self and not other.left_out and fold(other.name) == fold(one.title):
            return FieldProblem("title", "There is one of this name already. Choose another name.")
    return None


def _moved(session: Session, one: EntryTemplate) -> FieldProblem | None:
    before = session.find(EntryTemplate, one.id) if one.id else None
    if before is None or before.category is one.category:
        return None
    return FieldProblem("category", "A wording stays in its category. Write it anew in the other one.")
