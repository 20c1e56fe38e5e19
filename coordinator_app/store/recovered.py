"""What the recovery key leaves behind: a row in each audit, and nobody's drafts or records apart from their owner's.

Whoever comes with it acts as the office whose passphrase is replaced. Until then, and in commands without a window,
the key's own slot stands for him; earlier versions let whole sessions run so, and drafts may lie under that slot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coordinator_app.core.actor import Actor
from coordinator_app.core.privacy import AccessLevel, Compartment
from coordinator_app.store import audit, drafts
from coordinator_app.store.connection import Connection, open_database
from coordinator_app.store.header import Header
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.slots import Slot, SlotKind

USED = "recovery-key.used"
"""The action of the row that every unlock with the recovery key leaves in each store that it opened."""
REPLACED = "passphrase.replaced"
"""The action of the row about a passphrase replaced by the recovery key; its record is the slot replaced."""
SLOT = "slot"

Opened = Mapping[Compartment, tuple[Path, VaultKeys]]


def actor_of(header: Header, slot: Slot) -> Actor:
    """Who acts through a slot. What was done under the recovery key's slot is a level 1 user's own as well."""
    is_office = slot.kind is SlotKind.PASSPHRASE and slot.level is AccessLevel.ONE
    also = tuple(one.id for one in header.of_kind(SlotKind.RECOVERY)) if is_office else ()
    return Actor(slot.id, slot.role, slot.level, also)


@dataclass(frozen=True, slots=True)
class Note:
    """A row for the audit: when, by which slot, what, and about which slot ("" for none)."""

    at: datetime
    slot_id: str
    action: str
    about: str = ""


def on_opening(
    slot: Slot, actor: Actor, keys: VaultKeys, now: datetime
) -> Callable[[Connection, Compartment], None]:
    """What is to be done with each database at an unlock: note the recovery key, or take its drafts over."""

    def then(connection: Connection, compartment: Compartment) -> None:
        connection.execute("BEGIN IMMEDIATE")
        if slot.kind is SlotKind.RECOVERY:
            _append(connection, keys, compartment, Note(now, slot.id, USED))
        drafts.take_over(connection, actor.slot_id, actor.also)
        connection.execute("COMMIT")

    return then


@contextmanager
def noted(opened: Opened, note: Note, actor: Actor) -> Iterator[None]:
    """Write a row into each store and take the drafts over, if what is done inside succeeds; else neither."""
    with ExitStack() as stack:
        connections = []
        for compartment, (path, keys) in opened.items():
            connection = stack.enter_context(closing(open_database(path, keys.key(compartment))))
            connection.execute("BEGIN IMMEDIATE")
            _append(connection, keys, compartment, note)
            drafts.take_over(connection, actor.slot_id, actor.also)
            connections.append(connection)
        yield
        for connection in connections:
            connection.execute("COMMIT")


def _append(connection: Connection, keys: VaultKeys, compartment: Compartment, note: Note) -> None:
    kind = SLOT if note.about else ""
    entry = audit.AuditEntry(note.at, note.slot_id, note.action, kind=kind, record_id=note.about)
    audit.append(connection, keys.audit_key(compartment), entry)
