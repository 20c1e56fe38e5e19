"""How far the vaults beside this file had come when they were laid down."""

from __future__ import annotations

from coordinator_app.core.privacy import Compartment
from coordinator_app.store.migrate import latest

MIGRATED_TO = {
    "2026-11-22": dict.fromkeys(Compartment, 2),
    "2026-11-22-third": {Compartment.GENERAL: 3, Compartment.GUARDED: 3, Compartment.STAFF: 2},
    "2026-11-22-fourth": {Compartment.GENERAL: 4, Compartment.GUARDED: 4, Compartment.STAFF: 3},
    "2026-11-23-fifth": {Compartment.GENERAL: 5, Compartment.GUARDED: 5, Compartment.STAFF: 3},
    "2026-11-23-sixth": {Compartment.GENERAL: 6, Compartment.GUARDED: 6, Compartment.STAFF: 3},
    "2026-11-23-seventh": {Compartment.GENERAL: 7, Compartment.GUARDED: 7, Compartment.STAFF: 4},
}
"""The last migration that each compartment of each vault has seen, oldest first."""


def behind() -> list[str]:
    """The names of those that the version of today brings up to date: the newest may be of today's format."""
    return [name for name, seen in MIGRATED_TO.items() if seen != {one: latest(one) for one in Compartment}]
