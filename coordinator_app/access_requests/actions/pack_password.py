"""A pack's password lies beside the pack, in its compartment, until it was shown once: whoever waited may have gone away.

It lets nobody in who is not in already: what opens the pack inside the vault lies in the same compartment for good.
Once it was shown it is nowhere but with whoever wrote it down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coordinator_app.access_requests.items import Pack, guarded_if_marked

if TYPE_CHECKING:
    from coordinator_app.store.session import Session
    from coordinator_app.store.unit_of_work import Work

UNSHOWN = "pack_password"
"""The kind of the draft, kept with the pack."""
_WORDS = "_password"  # a name that no gathering takes for something that was typed about anybody


@dataclass(frozen=True, slots=True)
class Unshown:
    """A password, and what leads back to it where it is to be shown by the next unlock."""

    password: str = ""
    beside: Mapping[str, Any] = field(default_factory=dict)

    def keep(self, work: Work, pack: Pack) -> None:
        """In the same step as the pack itself; nothing where there is no password."""
        if self.password:
            work.save_draft(UNSHOWN, pack.id, {**self.beside, _WORDS: self.password})


NOTHING = Unshown()


def unshown(session: Session, pack: Pack) -> str:
    """The password, "" once it was shown."""
    return str((session.draft(UNSHOWN, pack.id) or {}).get(_WORDS, ""))


def was_shown(session: Session, pack: Pack) -> None:
    """Forget it."""
    with session.write(guarded_if_marked(pack)) as work:
        work.drop_draft(UNSHOWN, pack.id)


def lay_aside(work: Work, old: Pack) -> None:
    """A newer pack takes the place of this one: it goes to the trash, and what was to be shown of it for good."""
    work.trash(old)
    work.drop_draft(UNSHOWN, old.id)
