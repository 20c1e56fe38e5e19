"""What is told of backups before and after one is restored, as plain values: no key, no path inside a vault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from coordinator_app.core.dates import say

SUFFIX = ".vault"
_FORBIDDEN = '<>:"/\\|?*'


class BackupState(StrEnum):
    """How far a backup can be trusted, as far as it is known before it is opened."""

    PASSED = "passed"
    """Finished, so it passed its check on the day when it was made; every file it names is there."""
    UNFINISHED = "unfinished"
    """Making it was cut off, or files were taken away since."""
    NEWER = "newer"
    """Made by a newer Coordinator than this one."""
    DAMAGED = "damaged"
    """What it says of itself cannot be read."""


@dataclass(frozen=True, slots=True)
class BackupSeen:
    """A backup found in a folder. `made_at` is UTC; `title` is the vault's, "" if it cannot be read; `size` in bytes."""

    folder: Path
    made_at: datetime
    title: str
    vault_id: str
    size: int
    state: BackupState

    @property
    def usable(self) -> bool:
        """Whether it is worth opening."""
        return self.state is BackupState.PASSED


@dataclass(frozen=True, slots=True)
class Holding:
    """What a vault or a backup holds: rows by kind of record, and the moment of its last change (UTC, None: none)."""

    counts: Mapping[str, int] = field(default_factory=dict)
    last_change: datetime | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that was opened and read to its end, beside the vault that is in use now (None: not known).

    `unread` says that stores of a level above the user's were checked by their hash alone. `altered` are sentences
    about audits in it that somebody altered: it can be restored, but nobody does that without having been told.
    """

    folder: Path
    title: str
    made_at: datetime
    backup: Holding
    now: Holding | None = None
    unread: bool = False
    altered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of a comparison: the kind of record in words, how many the backup holds, how many there are now."""

    words: str
    backup: int
    now: int | None


def compared(checked: Checked, titles: Mapping[str, str]) -> tuple[Compared, ...]:
    """The lines of a comparison in the order of `titles` (kind to words), without what neither side holds."""
    now = checked.now
    lines = (
        Compared(words, checked.backup.counts.get(kind, 0), None if now is None else now.counts.get(kind, 0))
        for kind, words in titles.items()
    )
    return tuple(line for line in lines if line.backup or line.now)


def free_name(parent: Path, title: str, on: date, *, there: Callable[[Path], bool] = Path.exists) -> Path:
    """A folder for a restored vault in `parent` that is not there yet: what is there is never written over.

    The vault's own name if it is free, else with the day of the backup, else with that and a number.
    """
    kept = "".join(letter for letter in title if letter.isprintable() and letter not in _FORBIDDEN)
    plain = " ".join(kept.split()).strip(" .")[:80] or "Partnership"
    dated = f"{plain} from {say(on)}"
    names = [plain, dated, *(f"{dated} ({number})" for number in range(2, 1000))]
    return next(path for name in names if not there(path := parent / f"{name}{SUFFIX}"))
