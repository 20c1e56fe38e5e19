"""Write down that chosen entries were given to someone: one line of the ledger, each entry in the version given (003-5.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coordinator_app.chronology.model import ChronologyEntry, entry_compartment
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import InvalidInput, StaleRecord
from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing import actions as sharing
from coordinator_app.sharing import counted
from coordinator_app.sharing.model import DisclosedItem, Disclosure
from coordinator_app.store.session import Session
from coordinator_app.store.validation import validate


class ChangedSince(StaleRecord):
    """An entry was deleted, or is kept apart, since the user was asked about it: what was answered is not about it."""

    code = "entry-changed-since"
    safe = "Nothing was printed, and nothing was written into the ledger."
    next_step = "Look at the entries again, and choose once more."


@dataclass(frozen=True, slots=True)
class Gift:
    """To whom entries are given, as the ledger will say it, and whether it is to keep a child safe."""

    told: Disclosure
    for_safety: bool = False


def as_they_stand(session: Session, asked: Sequence[ChronologyEntry]) -> tuple[ChronologyEntry, ...]:
    """These entries now. ChangedSince if one of them is gone, deleted or guarded and was not when the user was asked."""
    found = []
    for one in asked:
        now = session.find(ChronologyEntry, one.id)
        if (
            now is None
            or (now.trashed_at and not one.trashed_at)
            or (_is_guarded(now) and not _is_guarded(one))
        ):
            raise ChangedSince("One of these entries was deleted, or is kept apart, since you chose it.")
        found.append(now)
    return tuple(found)


def demand(session: Session, gift: Gift, entries: Sequence[ChronologyEntry]) -> None:
    """Go on if `give` would write the line: asked before anything is made, and once more before it leaves.

    ChangedSince, InvalidInput, GateShut.
    """
    as_they_stand(session, entries)
    lines = _lines(entries)
    sharing.demand(session, gift.told, lines, for_safety=gift.for_safety)
    validate(_described(gift.told, lines))


def give(
    session: Session, disclosure: Disclosure, entries: Sequence[ChronologyEntry], *, for_safety: bool = False
) -> Saved[Disclosure]:
    """Keep the line; what was given is said by number at most, for the words lie in the entries.

    GateShut where consent, or what its author said of an entry, keeps it from this recipient; InvalidInput. ChangedSince
    for an entry that is guarded by now and was not when it was chosen: its line would lie open.
    """
    if not entries:
        raise InvalidInput.one("", "Choose at least one entry first.")
    as_they_stand(session, entries)
    lines = _lines(entries)
    told = _described(disclosure, lines)
    return sharing.record_disclosure(session, told, lines, for_safety=for_safety)


def _described(disclosure: Disclosure, lines: Sequence[DisclosedItem]) -> Disclosure:
    return replace(disclosure, description=f"{counted.entries(lines)} of the chronology")


def _lines(entries: Sequence[ChronologyEntry]) -> list[DisclosedItem]:
    return [replace(sharing.item_of(one), is_guarded=_is_guarded(one)) for one in entries]


def _is_guarded(entry: ChronologyEntry) -> bool:
    return entry_compartment(entry) is Compartment.GUARDED
