"""Keeps an entry and lets its draft go in one go, or keeps what was typed if the entry could not be kept.

The user may lock or open another child's record in between, and as a rule types the next entry by then: nobody else
would see to it. What could not be kept lies aside, in a draft of its own and in its own compartment, so that neither
the next entry covers it nor its words ever lie with those of another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coordinator_app.chronology import actions
from coordinator_app.chronology.model import Category
from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.ui.box_draft import BOX
from coordinator_app.ui.draft_keeper import PARAMS

if TYPE_CHECKING:
    from coordinator_app.chronology.model import ChronologyEntry
    from coordinator_app.core.changes import Saved
    from coordinator_app.store.session import Session

SCREEN = "pupil"
"""Whose draft it is while it is typed: that of the pupil's record."""
_ASIDE = "entry_aside:"  # and the entry's own mark: each lies by itself
_PLACE = "_compartment"
MARK = "_entry"
"""In a draft: the own mark of the entry that is typed, by which it is told from another one begun before it."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, as a draft's plain values, and where it belongs as long as it is no entry; `key` is its own mark."""

    key: str
    body: dict[str, Any]
    compartment: Compartment


def keep(
    session: Session, entry: ChronologyEntry, typed: Typed, others: Sequence[str] = ()
) -> Saved[ChronologyEntry]:
    """Add the entry, for the other pupils of its incident too; raises what `actions.add_entry` raises, with it set aside."""
    try:
        saved = actions.add_entry(session, entry, others)
    except Exception:
        with suppress(Trouble):
            _set_aside(session, entry.pupil_id, typed)
            _let_go(session, entry.pupil_id, typed.key)
        raise
    with suppress(Trouble):  # the entry is kept: a draft that stays is dropped by its page later
        _let_go(session, entry.pupil_id, typed.key)
        _drop(session, _ASIDE + typed.key, entry.pupil_id)
    return saved


def lying_aside(session: Session, pupil_id: str) -> tuple[Typed, ...]:
    """What could not be kept of this pupil, the oldest first."""
    found = [
        Typed(one.screen.removeprefix(_ASIDE), one.body, Compartment(one.body[_PLACE]))
        for one in session.drafts()
        if one.screen.startswith(_ASIDE) and one.record_id == pupil_id
    ]
    return tuple(reversed(found))


def with_way_back(body: Mapping[str, Any], pupil_id: str) -> dict[str, Any]:
    """A draft, with what leads back to where it is typed on."""
    way = {"pupil_id": pupil_id, "tab": "chronology"}
    return {**body, PARAMS: way, BOX: {"page": SCREEN, "title": ""}}


def begun(body: Mapping[str, Any], pupil_id: str, *, sees_guarded: bool) -> Typed:
    """A draft as something that lies aside: the same draft has the same mark, however often it is read."""
    category = str(body.get("category") or "")
    ordinary = bool(category) and not Category(category).is_guarded
    place = Compartment.GENERAL if ordinary or not sees_guarded else Compartment.GUARDED
    return Typed(mark_of(body), with_way_back(body, pupil_id), place)


def mark_of(body: Mapping[str, Any]) -> str:
    """The own mark of the entry that a draft is about; one that bears none is known by what it says."""
    said = {name: value for name, value in body.items() if name != PARAMS}
    found = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]
    return str(body.get(MARK) or found)


def lay_aside(session: Session, pupil_id: str, body: Mapping[str, Any]) -> None:
    """Put the draft of this pupil aside, unless another has taken its place meanwhile: then only lay it beside that."""
    _set_aside(session, pupil_id, _begun_here(session, body, pupil_id))
    lying = [one.body for one in session.drafts() if (one.screen, one.record_id) == (SCREEN, pupil_id)]
    if all({**one, PARAMS: None} == {**body, PARAMS: None} for one in lying):
        _drop(session, SCREEN, pupil_id)


def take_up(session: Session, pupil_id: str, wanted: Typed, now: Typed | None) -> None:
    """Make what lies aside the draft that is typed on, and set aside what was typed until `now`."""
    if now is not None:
        _set_aside(session, pupil_id, now)
    with session.write(wanted.compartment) as work:
        work.save_draft(SCREEN, pupil_id, {**wanted.body, MARK: wanted.key})
    _drop(session, SCREEN, pupil_id, apart_from=wanted.compartment)
    _drop(session, _ASIDE + wanted.key, pupil_id)


def _let_go(session: Session, pupil_id: str, key: str) -> None:
    """Drop the draft of this entry. Another that waits in its place, not read yet by any page, lies aside first."""
    if session.draft(SCREEN, pupil_id) is None:
        return
    for one in session.drafts():
        if (one.screen, one.record_id) == (SCREEN, pupil_id) and mark_of(one.body) != key:
            _set_aside(session, pupil_id, _begun_here(session, one.body, pupil_id))
    _drop(session, SCREEN, pupil_id)


def _begun_here(session: Session, body: Mapping[str, Any], pupil_id: str) -> Typed:
    return begun(body, pupil_id, sees_guarded=Compartment.GUARDED in session.held)


def _set_aside(session: Session, pupil_id: str, typed: Typed) -> None:
    with session.write(typed.compartment) as work:
        work.save_draft(_ASIDE + typed.key, pupil_id, {**typed.body, _PLACE: typed.compartment.value})


def _drop(session: Session, screen: str, pupil_id: str, *, apart_from: Compartment | None = None) -> None:
    if session.draft(screen, pupil_id) is None:
        return
    for compartment in session.databases.held:
        if compartment is not apart_from:
            with session.write(compartment) as work:
                work.drop_draft(screen, pupil_id)
