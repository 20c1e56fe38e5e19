"""Every decision on a request in its order, read from history: taken back to the first, done again to the last.

Nothing is kept for it: the chain is there after a lock and a restart, and a change undone elsewhere is undone in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from coordinator_app.access_requests.actions.open_still import must_still_be_open
from coordinator_app.access_requests.items import Redaction, RequestItem
from coordinator_app.access_requests.persons import PersonDecision, RequestPerson
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.changes import Change
from coordinator_app.core.ids import new_id
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import history
from coordinator_app.store.session import Session
from coordinator_app.store.undo import undo

_ITEM, _COVER, _PERSON = (record_type(one).kind for one in (RequestItem, Redaction, RequestPerson))
_FIELDS = (
    "decided_at",
    "reset_because",
    "decision",
    "outcome",
    "exemption",
    "reason",
    "note",
    "item_version",
    "is_guarded",
)
"""What makes a change of an item a decision, or takes one away: that copies of it were found is neither."""
_FOUND = {_ITEM: frozenset({"duplicate_of_id", "likeness", "thread", "already_shared_on"})}
"""What each gathering finds of an item beside the decision: it stays as it was found last, whatever is taken back."""
_COMPARTMENTS = (Compartment.GUARDED, Compartment.GENERAL)


@dataclass(frozen=True, slots=True)
class ChainStep:
    """What was decided in one: the change's id, the items it touched, and whether it was about a person in the papers."""

    change_id: str
    item_ids: tuple[str, ...]
    of_person: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """`done` can be taken back, the last of it first; `undone` can be done again, the last of it first."""

    done: tuple[ChainStep, ...] = ()
    undone: tuple[ChainStep, ...] = ()


@dataclass(slots=True)
class _Unit:
    """A unit of work, of both compartments where it wrote in both."""

    change_id: str
    undoes: str | None = None
    items: dict[str, None] = field(default_factory=dict)
    of_person: bool = False
    decides: bool = False
    resets: bool = False

    @property
    def foreign(self) -> bool:
        """Whether it is no decision: something was gathered anew, moved or taken out."""
        return self.resets and not self.of_person

    @property
    def step(self) -> ChainStep:
        return ChainStep(self.change_id, tuple(self.items), self.of_person)


def decision_chain(session: Session, request_id: str) -> Chain:
    """The decisions on a request as they stand, from the first. What was gathered anew since is not taken back."""
    done: list[_Unit] = []
    undone: list[_Unit] = []
    known: dict[str, _Unit] = {}
    for unit in _units(session, request_id):
        known[unit.change_id] = unit
        if unit.undoes is not None:
            _turn(unit, done, undone)
        elif unit.foreign:
            done = [one for one in done if not one.items.keys() & unit.items.keys()]
            undone = [one for one in undone if not one.items.keys() & unit.items.keys()]
        elif unit.decides:
            done.append(unit)
            undone.clear()
    return Chain(tuple(one.step for one in done), tuple(one.step for one in undone))


def _turn(unit: _Unit, done: list[_Unit], undone: list[_Unit]) -> None:
    """An undo goes over to what can be done again; the undo of an undo goes back."""
    for held, other in ((done, undone), (undone, done)):
        found = next((one for one in held if one.change_id == unit.undoes), None)
        if found is not None:
            held.remove(found)
            other.append(unit)


def take_back(session: Session, request_id: str, step: ChainStep) -> str:
    """Undo a step of the chain, or do it again, in every compartment it wrote in; the id of the change that did.

    CannotUndo, as `Session.undo`, where something of it is not as the step left it.
    """
    must_still_be_open(session, request_id)
    change_id = new_id()
    for compartment in _COMPARTMENTS:
        if compartment not in session.held:
            continue
        if not history.of_change(session.databases.connection(compartment), step.change_id):
            continue
        with session.write(compartment) as work:
            work.change_id = change_id
            undo(session, work, step.change_id, aside=_FOUND)
        if session.catalogue.undone is not None:
            session.catalogue.undone(session, work.change_set)
    return change_id


def _units(session: Session, request_id: str) -> Iterable[_Unit]:
    """Everything that ever wrote to the items of a request, what is covered of them, and its people, in its order.

    The ids of changes rise with time, over compartments and restarts, until the laptop's clock is put back: so what a
    compartment wrote later never comes earlier.
    """
    of_item = _records(session, request_id)
    found: dict[str, _Unit] = {}
    place: dict[str, tuple[str, int]] = {}
    for compartment in session.held:
        connection, newest = session.databases.connection(compartment), ""
        for number, row in enumerate(history.steps_of(connection, of_item, _FIELDS)):
            newest = max(newest, row.change_id)
            place[row.change_id] = max(place.get(row.change_id, ("", 0)), (newest, number))
            unit = found.setdefault(row.change_id, _Unit(row.change_id, row.undoes))
            _take(unit, row, of_item[row.record_id])
    return (found[change_id] for change_id in sorted(found, key=place.__getitem__))


def _take(unit: _Unit, row: history.Step, item_id: str) -> None:
    if row.kind == _ITEM and row.change is Change.CHANGED and row.after == row.before:
        return
    if item_id:
        unit.items[item_id] = None
    decided, reset, ruled = row.after[:3]
    if row.kind == _ITEM:
        own = row.change is Change.CHANGED and not reset and bool(decided or row.before[0])
        unit.decides = unit.decides or own
        unit.resets = unit.resets or not own
    elif row.kind == _PERSON:
        begun = row.change is Change.MADE and ruled in {None, PersonDecision.UNDECIDED.value}
        unit.of_person = unit.decides = not begun
    else:
        unit.resets = unit.resets or row.change is Change.CHANGED
        unit.decides = True


def _records(session: Session, request_id: str) -> dict[str, str]:
    """The ids of all of them, trashed ones too, each with the item it belongs to ("" for a person)."""
    items = [one.id for one in session.list(RequestItem, where={"request_id": request_id}, trashed=None)]
    found = dict(zip(items, items, strict=True))
    if items:
        covers = session.list(Redaction, where={"request_item_id": tuple(items)}, trashed=None)
        found |= {one.id: one.request_item_id for one in covers}
    people = session.list(RequestPerson, where={"request_id": request_id}, trashed=None)
    return found | {one.id: "" for one in people}
