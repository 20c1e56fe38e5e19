"""What the chronology brings to Today: things to do, entries to read, education from day six, the law's numbers of days.

Of each kind the most urgent few are shown, and one line says how many more there are. What lies apart is told by a
neutral title, and only to whoever may open it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from coordinator_app.chronology import store
from coordinator_app.chronology.due_suspensions import suspension_lines
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.chronology.store import Waiting
from coordinator_app.core.dates import say, say_chip
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem

__all__ = ["due_items", "due_of"]
AHEAD = timedelta(days=7)
MOST_LINES = 8
"""So many lines of one kind, the one for the rest among them."""


def due_items(session: Session) -> list[DueItem]:
    """Things to do within a week or late, entries that wait to be read, and what suspensions call for."""
    return [
        *_cut("to-do", list(_to_do(session)), "thing to do within a week", "things to do within a week"),
        *_cut("to-read", list(_to_read(session)), "entry to read", "entries to read"),
        *_cut("suspension", suspension_lines(session), "suspension to look at", "suspensions to look at"),
    ]


def due_of(session: Session, pupil_id: str) -> list[DueItem]:
    """The same of one pupil, all of it."""
    return [*_to_do(session, pupil_id), *_to_read(session, pupil_id), *suspension_lines(session, pupil_id)]


def _cut(kind: str, lines: Sequence[DueItem], one: str, many: str) -> list[DueItem]:
    if len(lines) <= MOST_LINES:
        return [*lines]
    shown, left = lines[: MOST_LINES - 1], lines[MOST_LINES - 1 :]
    number = len(left)
    rest = replace(
        left[0],
        key=f"chronology-{kind}-more",
        title=f"{number} more {one if number == 1 else many}",
        second_line="The next one opens; the others follow here as these are settled.",
        action="Open the next",
        chip="",
        tone="over" if any(line.tone == "over" for line in left) else "soon",
        pupil_id="",
    )
    return [*shown, rest]


def _to_do(session: Session, pupil_id: str = "") -> Iterator[DueItem]:
    today = session.clock.today()
    waiting = store.due_actions(session, today + AHEAD, pupil_id)
    pupils = _pupils(session, waiting)
    shown = [one for one in waiting if one.pupil_id in pupils]
    ids = tuple(one.id for one in shown if not one.is_guarded)
    actions = {one.id: one for one in session.list(EntryAction, where={"id": ids})} if ids else {}
    for one in shown:
        late = one.day < today
        action = actions.get(one.id)
        yield _line(
            one,
            pupils[one.pupil_id],
            key=f"chronology-to-do-{one.id}",
            title=action.what if action else "Something to do on an entry that is kept apart",
            second_line=f"{action.who}, by {say(one.day)}." if action else f"By {say(one.day)}. {_APART}",
            icon="list-checks",
            tone="over" if late else "soon",
            chip=f"Was due {say_chip(one.day)}"
            if late
            else "Today"
            if one.day == today
            else f"By {say_chip(one.day)}",
            due=one.day,
        )


def _to_read(session: Session, pupil_id: str = "") -> Iterator[DueItem]:
    waiting = store.unread(session, pupil_id)
    pupils = _pupils(session, waiting)
    shown = [one for one in waiting if one.pupil_id in pupils]
    ids = tuple(one.id for one in shown if not one.is_guarded)
    entries = {one.id: one for one in session.list(ChronologyEntry, where={"id": ids})} if ids else {}
    for one in shown:
        entry = entries.get(one.id)
        about = entry.category.label if entry is not None and entry.category else ""
        yield _line(
            one,
            pupils[one.pupil_id],
            key=f"chronology-to-read-{one.id}",
            title="An entry to read" if entry else "An entry to read that is kept apart",
            second_line=f"{about}, {say(one.day)}. Others need to see it."
            if entry
            else f"{say(one.day)}. {_APART}",
            icon="eye",
            tone="soon",
            chip="To read",
        )


_APART = "Open the record to see what it is."


def _line(one: Waiting, pupil: Pupil, *, title: str, **more: object) -> DueItem:
    made = DueItem(
        key="",
        title=f"{title}, {pupil.called}",
        second_line="",
        icon="",
        page="pupil",
        params=(("pupil_id", one.pupil_id), ("tab", "chronology"), ("entry", one.entry_id)),
        action="Open",
        pupil_id=one.pupil_id,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields of a DueItem, told by name


def _pupils(session: Session, waiting: Iterable[Waiting]) -> dict[str, Pupil]:
    ids = tuple({one.pupil_id for one in waiting})
    return {one.id: one for one in session.list(Pupil, where={"id": ids})} if ids else {}
