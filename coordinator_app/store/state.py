"""What one laptop remembers about vaults outside them: back-off and the last generation seen, no content.

Vaults are named here by their random id. A state that cannot be read or written is as good as none: it slows
a guesser and warns of an old copy, and must never keep the rightful user out.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import platformdirs

from coordinator_app.store import files

MOST_VAULTS = 100
BACK_OFF, LAST_SEEN = "back_off.json", "last_seen.json"


def state_folder() -> Path:
    """Where this user's state lives on this laptop."""
    return Path(platformdirs.user_state_path("coordinator-app", appauthor=False))


def load(folder: Path | None, name: str, vault_id: str) -> dict[str, Any]:
    """What is remembered of one vault, empty if nothing is."""
    entry = _read(folder, name).get(vault_id)
    return entry if isinstance(entry, dict) else {}


def save(folder: Path | None, name: str, vault_id: str, entry: dict[str, Any]) -> None:
    """Remember `entry` (JSON values) of one vault in place of what was; an empty one forgets the vault."""
    everything = _read(folder, name)
    everything.pop(vault_id, None)
    if entry:
        everything[vault_id] = entry
    # every backup that is restored and every practice vault is one more: the longest unused are forgotten
    everything = dict(list(everything.items())[-MOST_VAULTS:])
    path = (folder or state_folder()) / name
    with contextlib.suppress(OSError):
        files.make_folder(path.parent)
        files.write_whole(path, json.dumps(everything).encode("utf-8"))


def _read(folder: Path | None, name: str) -> dict[str, Any]:
    try:
        found = json.loads(((folder or state_folder()) / name).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
