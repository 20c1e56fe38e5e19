"""Noticing an older copy of the vault: a number in each database that every unlock raises (security.md 2.8).

The last number seen stands in a per-user state file, so a copy put back is noticed on the same laptop only.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from coordinator_app.core.dates import say
from coordinator_app.core.errors import VaultDamaged
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import state
from coordinator_app.store.connection import Connection

_COPY = -1_000_000_000  # no number of unlocks lifts it above 0


def stamp(connection: Connection, vault_id: str, number: int) -> None:
    """Write into a fresh database whose it is, and its first generation."""
    connection.execute("UPDATE generation SET vault_id = ?, number = ?", (vault_id, number))


def read(connection: Connection, vault_id: str) -> int:
    """The generation of a database; VaultDamaged if it is not a database of this vault."""
    row = connection.execute("SELECT vault_id, number FROM generation").fetchone()
    if row is None or row[0] != vault_id:
        raise VaultDamaged(
            "Your passphrase is right, but one of the databases in the folder does not belong to this vault."
        )
    return int(row[1])


def lift(connection: Connection, at_least: int = 0) -> int:
    """Raise the generation by one, or to `at_least` if that is more, and return it."""
    connection.execute("UPDATE generation SET number = max(number + 1, ?)", (at_least,))
    return int(connection.execute("SELECT number FROM generation").fetchone()[0])


def lower(connection: Connection) -> int:
    """Put a copy that is only to be looked at below every vault in use, however often it is opened; its generation."""
    connection.execute("UPDATE generation SET number = ?", (_COPY,))
    return _COPY


def last_used(connection: Connection) -> date | None:
    """The civil date of the newest audit row, None if there is none."""
    row = connection.execute("SELECT at FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    try:
        return date.fromisoformat(str(row[0])[:10]) if row else None
    except ValueError:
        return None


def seen(folder: Path | None, vault_id: str) -> tuple[dict[Compartment, int], date | None]:
    """The newest generations seen of a vault on this laptop, and the day; empty and None if never."""
    entry = state.load(folder, state.LAST_SEEN, vault_id)
    try:
        numbers = {Compartment(name): int(number) for name, number in entry["numbers"].items()}
        return numbers, date.fromisoformat(entry["on"])
    except (KeyError, ValueError, TypeError, AttributeError):
        return {}, None


def remember(folder: Path | None, vault_id: str, numbers: Mapping[Compartment, int], on: date) -> None:
    """Keep the newest generation seen of each compartment; a lower one never replaces a higher."""
    known, _ = seen(folder, vault_id)
    newest = {name: max(number, known.get(name, 0)) for name, number in numbers.items()}
    entry = {"numbers": {**known, **newest}, "on": on.isoformat()}
    state.save(folder, state.LAST_SEEN, vault_id, entry)


def warning(
    numbers: Mapping[Compartment, int],
    known: Mapping[Compartment, int],
    *,
    used: date | None,
    seen_on: date | None,
) -> str | None:
    """What to say of a vault whose generation is below the last one seen, None if it is not."""
    if all(number >= known.get(compartment, 0) for compartment, number in numbers.items()):
        return None
    this = f"This one was last used on {say(used)}. " if used else ""
    newer = f"A newer one was open on this laptop on {say(seen_on)}. " if seen_on else ""
    return (
        f"This looks like an older copy of the vault. {this}{newer}If you put the older one back on purpose, go on with it. "
        "If not, press Cancel, lock it and open the newer one: what is typed into one is not in the other."
    )
