"""What a vault remembers of the backups that were made outside of its folder, as plain values.

A folder's path may hold a person's name, so it is kept inside the vault and nowhere else (security.md 4, traces).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import PurePath
from typing import Any

EACH, MOST = 4, 24
"""So many are remembered of each place, and of all places together: the newest."""
_SHELVES = {"media": 2, "run": 3, "Volumes": 2, "mnt": 2}
"""Where systems hang drives in: the first folder of the path, and how many parts come before the drive's own name."""


class Where(StrEnum):
    """Where a backup lies, as seen from its vault."""

    OWN = "own"
    """In the vault's own folder."""
    SAME_DISK = "same disk"
    """In another folder of the same disk: lost with the laptop, like the vault itself."""
    NETWORK = "network"
    """On another computer."""
    DRIVE = "drive"
    """On another drive, as far as the system tells."""

    @property
    def apart(self) -> bool:
        """Whether it outlives the disk of the vault."""
        return self in {Where.NETWORK, Where.DRIVE}


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """A backup outside of the vault's folder: its whole path, when it was made and last found there (both UTC).

    `there` says whether it was found just now. That it is there says nothing of its being whole.
    """

    folder: str
    made_at: datetime
    seen_at: datetime
    where: Where
    there: bool = False

    @property
    def place(self) -> str:
        """The folder into which it was made."""
        return str(PurePath(self.folder).parent)


def place_words(place: str) -> str:
    """A place as it is said: beginning with the drive's own name where the system hangs drives in, else the whole path."""
    parts = PurePath(place).parts
    before = _SHELVES.get(parts[1], 0) if len(parts) > 1 else 0
    return str(PurePath(*parts[before:])) if 0 < before < len(parts) else place


def with_new(kept: Iterable[KeptBackup], one: KeptBackup) -> tuple[KeptBackup, ...]:
    """The newest of each place with `one` among them, newest first."""
    everything = [other for other in kept if other.folder != one.folder]
    everything = sorted([*everything, one], key=lambda each: each.made_at, reverse=True)
    counted: Counter[str] = Counter()
    found = []
    for each in everything:
        counted[each.place] += 1
        if counted[each.place] <= EACH:
            found.append(each)
    return tuple(found[:MOST])


def looked_for(
    kept: Sequence[KeptBackup], is_there: Callable[[str], bool], now: datetime
) -> tuple[KeptBackup, ...]:
    """Each with whether it is there now. One that is gone from a place that still has another was taken away: forgotten.

    Of a place where none is found, nothing is forgotten: its drive is not plugged in, or another one is.
    """
    there = {one.folder for one in kept if is_there(one.folder)}
    places = {one.place for one in kept if one.folder in there}
    return tuple(
        replace(one, there=one.folder in there, seen_at=now if one.folder in there else one.seen_at)
        for one in kept
        if one.folder in there or one.place not in places
    )


def noted(
    kept: Iterable[KeptBackup], before: Iterable[KeptBackup], after: Iterable[KeptBackup]
) -> tuple[KeptBackup, ...]:
    """What is remembered by now, with what a look found that began at `before`; one made since then stays as it is."""
    found = {one.folder: one.seen_at for one in after}
    gone = {one.folder for one in before} - found.keys()
    return tuple(
        replace(one, seen_at=max(one.seen_at, found.get(one.folder, one.seen_at)))
        for one in kept
        if one.folder not in gone
    )


def worth_keeping(before: Sequence[KeptBackup], after: Sequence[KeptBackup]) -> bool:
    """Whether what was found is to be written down: one was forgotten, or was seen on a later day than before."""
    days = [(one.folder, one.seen_at.date()) for one in before]
    return days != [(one.folder, one.seen_at.date()) for one in after]


def shown(kept: Iterable[KeptBackup]) -> tuple[KeptBackup, ...]:
    """What a list shows: all that are there now, and of each other place the newest alone."""
    named: set[str] = set()
    found = []
    for one in kept:
        if one.there or one.place not in named:
            found.append(one)
        named.add(one.place)
    return tuple(found)


def plain(kept: Iterable[KeptBackup]) -> list[dict[str, str]]:
    """JSON values, for the vault's settings."""
    return [
        {
            "folder": one.folder,
            "made_at": one.made_at.isoformat(),
            "seen_at": one.seen_at.isoformat(),
            "where": one.where.value,
        }
        for one in kept
    ]


def read(values: Iterable[Any]) -> tuple[KeptBackup, ...]:
    """The same read back; what cannot be read is left out: a backup that is not listed can still be found."""
    return tuple(one for value in values if (one := _read(value)) is not None)


def _read(value: Any) -> KeptBackup | None:
    try:
        made, seen = (datetime.fromisoformat(value[name]) for name in ("made_at", "seen_at"))
        return KeptBackup(str(value["folder"]), made, seen, Where(value["where"]))
    except (KeyError, TypeError, ValueError):
        return None
