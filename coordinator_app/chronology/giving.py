"""Write down that chosen entries were given to someone: one line of the ledger, each entry in the version given (003-5.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coordinator_app.chronology.model import ChronologyEntry, entry_compartment
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing import counted
from coordinator_app.sharing.actions import item_of, record_disclosure
from coordinator_app.sharing.model import Disclosure
from coordinator_app.store.session import Session


def give(
    session: Session, disclosure: Disclosure, entries: Sequence[ChronologyEntry], *, for_safety: bool = False
) -> Saved[Disclosure]:
    """Keep the line; what was given is said by number at most, for the words lie in the entries.

    GateShut where consent, or what its author said of an entry, keeps it from this recipient; InvalidInput.
    """
    if not entries:
        raise InvalidInput.one("", "Choose at least one entry first.")
    lines = [
        replace(item_of(one), is_guarded=entry_compartment(one) is Compartment.GUARDED) for one in entries
    ]
    told = replace(disclosure, description=f"{counted.entries(lines)} of the chronology")
    return record_disclosure(session, told, lines, for_safety=for_safety)
