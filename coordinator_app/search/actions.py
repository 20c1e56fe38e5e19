"""Keep a search by name, rename it, and take it away again. What is looked for may name a child: it stays in the vault."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.names import fold
from coordinator_app.search.model import SavedView, view_compartment
from coordinator_app.search.view import GUARDED, Asked
from coordinator_app.store.session import Session

PAGE = "search"
_DAYS = ("since", "until")
_KEPT = ("typed", "group", "pupil_id", "since", "until", "place", "with_trash", "as_words")


def keep_search(session: Session, title: str, asked: Asked) -> Saved[SavedView]:
    """Keep a search by a name of its own; InvalidInput without a name, or with one that is taken.

    It lies in the guarded compartment when guarded records were searched too: its words may be about them.
    """
    guards = asked.guarded_words or asked.place == GUARDED
    made = SavedView(
        title=_title(session, title, ""), page=PAGE, filters=as_filters(asked), is_guarded=guards
    )
    with session.write(view_compartment(made)) as work:
        kept = work.add(made)
    return Saved(kept, work.change_id)


def rename_search(session: Session, view: SavedView, title: str) -> Saved[SavedView]:
    """Give a kept search another name. InvalidInput, StaleRecord."""
    wanted = _title(session, title, view.id)
    with session.write(view_compartment(view)) as work:
        kept = work.change(view, title=wanted)
    return Saved(kept, work.change_id)


def remove_search(session: Session, view: SavedView) -> Saved[SavedView]:
    """Take a kept search away; Undo brings it back. StaleRecord."""
    with session.write(view_compartment(view)) as work:
        gone = work.trash(view)
    return Saved(gone, work.change_id)


def kept_searches(session: Session, *, guarded_words: bool = True) -> list[SavedView]:
    """The searches kept by name, in the order of the names; guarded ones only where their words may be shown."""
    found = session.list(SavedView, where={"page": PAGE}, order="title")
    return [one for one in found if guarded_words or not one.is_guarded]


def count_guarded(session: Session) -> int:
    """How many kept searches lie in the guarded compartment, where it is held."""
    return sum(one.is_guarded for one in session.list(SavedView, where={"page": PAGE}))


def as_filters(asked: Asked) -> str:
    """What is looked for, as it is kept: JSON; whether the passphrase was typed is no part of it."""
    values = {name: getattr(asked, name) for name in _KEPT if getattr(asked, name)}
    return json.dumps(
        {name: one.isoformat() if isinstance(one, date) else one for name, one in values.items()},
        ensure_ascii=False,
        sort_keys=True,
    )


def asked_of(view: SavedView) -> Asked:
    """What a kept search looks for; what cannot be read of it is left out."""
    return asked_from(json.loads(view.filters or "{}"))


def asked_from(values: dict[str, Any]) -> Asked:
    """As `asked_of`, from plain values."""
    known = {name: one for name, one in values.items() if name in _KEPT}
    for name in _DAYS:
        day = known.pop(name, None)
        if day:
            known[name] = date.fromisoformat(str(day))
    return Asked(**known)


def _title(session: Session, title: str, own_id: str) -> str:
    words = " ".join(title.split())
    if not words:
        raise InvalidInput.one("title", "Give the search a name.")
    taken = (one for one in kept_searches(session) if one.id != own_id)
    if any(fold(one.title) == fold(words) for one in taken):
        raise InvalidInput.one("title", "Another kept search has this name. Choose another.")
    return words
