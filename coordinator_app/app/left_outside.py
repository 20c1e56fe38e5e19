"""What a kill or a pulled stick left outside the vault of a file that was being saved: looked for at the unlock, and told."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from coordinator_app.jobs.jobs import Jobs
from coordinator_app.store import on_its_way
from coordinator_app.store.on_its_way import Swept, Way
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.dialogs import Dialogs

TITLE = "Part of a file may lie outside the vault"
_REMOVED = (
    "A file that was being saved when the program ended was not saved to its end. What was left of it outside the vault was taken away "
    "just now. Everything is safe in the vault. Save it again if it is still wanted."
)
_DO = (
    "Put the stick in and unlock the vault again: the part is then taken away. Or delete it by hand. If the stick is lost, record a breach. "
    "This is told at each unlock until the part is gone, or you say that it is dealt with."
)
_MOST = 3


def look_outside(jobs: Jobs[Any], dialogs: Dialogs, owner: QObject) -> None:
    """Take it away where it can be found, tell of it where it cannot."""
    jobs.write(on_its_way.sweep, done=guarded(owner, lambda swept: _tell(jobs, dialogs, swept)))


def _tell(jobs: Jobs[Any], dialogs: Dialogs, swept: Swept) -> None:
    def dealt_with() -> None:
        jobs.write(lambda session: on_its_way.settle(session, swept.left))

    if swept.left:
        dialogs.ask(TITLE, words_of(swept.left), "It is dealt with", dealt_with)
    elif swept.removed:
        dialogs.tell("A file was not saved to its end", _REMOVED)


def words_of(left: tuple[Way, ...]) -> str:
    """What may lie where, and what to do."""
    named = [f"{one.part.name} in {one.folder}" for one in left[:_MOST]]
    more = f", and {len(left) - _MOST} more" if len(left) > _MOST else ""
    a_part = "A part of it may lie there" if len(left) == 1 else "Parts of it may lie there"
    return (
        "The program ended, or a stick was pulled, while a file was being saved outside the vault. Everything is safe in the vault. "
        f"{a_part}, hidden and perhaps without a lock: {'; '.join(named)}{more}.\n\n{_DO}"
    )
