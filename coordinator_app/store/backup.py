"""Backups: made while the vault is in use, verified before they count, kept for 7 days and 4 weeks (decision 17)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from coordinator_app.core.errors import (
    RESTORE,
    AuditAltered,
    BackupFailed,
    Cancelled,
    DiskFull,
    Trouble,
    VaultDamaged,
    VaultPlaceUnsafe,
)
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import copies, files, header, manifest
from coordinator_app.store.ballast import free_bytes
from coordinator_app.store.connection import open_database
from coordinator_app.store.copies import Contents
from coordinator_app.store.create import PARTIAL, database_name
from coordinator_app.store.manifest import BackupManifest
from coordinator_app.store.troubles import troubles
from coordinator_app.store.vault import OpenVault
from coordinator_app.store.verify import Progress, silent, verify

LOCAL = "backups"
DAILY, WEEKLY = 7, 4
TOO_OLD = timedelta(hours=20)
_AHEAD = timedelta(minutes=1)  # two backups within a second are named a second apart
_NAMED = "backup-%Y-%m-%d-%H%M%SZ"


class Finished(NamedTuple):
    """A finished backup: its folder, what it holds, and sentences about audits in it that somebody altered."""

    folder: Path
    manifest: BackupManifest
    altered: tuple[str, ...] = ()

    def demand_unaltered(self) -> None:
        """Go on, or raise AuditAltered: the backup is there, but whoever made it has to hear of it."""
        if self.altered:
            raise AuditAltered(
                f"The backup was made, but the audit log was altered. {' '.join(self.altered)}"
            )


def back_up(
    vault: OpenVault,
    target: Path | None = None,
    progress: Progress = silent,
    cancelled: copies.Cancel = copies.never,
) -> BackupManifest:
    """As `make`, for whoever need not know where it is. Raises AuditAltered too; the backup is made then."""
    done = make(vault, target, progress, cancelled)
    done.demand_unaltered()
    return done.manifest


def make(
    vault: OpenVault,
    target: Path | None = None,
    progress: Progress = silent,
    cancelled: copies.Cancel = copies.never,
) -> Finished:
    """Make a verified backup in a new folder inside `target` (default: the vault's own backups/).

    Every page of the source is checked on the way, so that a damaged vault never becomes the newest backup. Compartments whose key
    is not held are taken as they lie: nobody can have them open while the lock file is ours. `progress` gets
    (done, total, words) in bytes. Raises BackupFailed, DiskFull, VaultPlaceUnsafe, Cancelled; whatever
    happens, earlier backups stay as they are and no half-made one remains. A `target` inside this vault, another
    vault or a backup is refused by VaultPlaceUnsafe.
    """
    if target is not None:
        _demand_outside(vault.folder, target)
    inside = target or vault.folder / LOCAL
    name = _name(inside, vault.clock.now())
    partial, finished = inside / (name + PARTIAL), inside / name
    try:
        with troubles():
            files.make_folder(inside)
            _clear_partials(inside)
            partial.mkdir(mode=files.PRIVATE_FOLDER)
            made = _from_sound(vault, partial, progress, cancelled)
            report = verify(partial, vault.keys, cancelled=cancelled)
            report.demand()
            files.sync_folder(partial)
            files.replace(partial, finished)
    except (DiskFull, VaultPlaceUnsafe, BackupFailed, Cancelled) as trouble:
        shutil.rmtree(partial, ignore_errors=True)
        raise _told(trouble) from None
    except Trouble as trouble:
        shutil.rmtree(partial, ignore_errors=True)
        raise BackupFailed(
            f"The backup did not pass its check. {trouble.happened}",
            safe="Earlier backups have not been touched.",
            next_step="Make the backup again, on another drive if you can.",
        ) from trouble
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return Finished(finished, made, report.altered)


def _demand_outside(vault: Path, target: Path) -> None:
    """A backup inside the vault is lost with it, and one inside another backup is not found again."""
    with troubles():
        here = target.resolve()
        around = [part for part in (here, *here.parents) if part.is_dir()]
        own = any(part.samefile(vault) for part in around)
        others = any(_holds_vault(part) for part in around)
    if own:
        raise VaultPlaceUnsafe(
            "This folder is inside the vault itself: whatever happens to the vault would happen to the backup.",
            safe="Nothing has been changed.",
            next_step="Choose a stick or another drive.",
        )
    if others:
        raise VaultPlaceUnsafe(
            "This folder belongs to another vault or to an earlier backup, which stays as it is.",
            safe="Nothing has been changed.",
            next_step="Choose the folder above it, or a stick or another drive.",
        )


def _holds_vault(folder: Path) -> bool:
    return (folder / header.NAME).is_file() and (folder / database_name(Compartment.GENERAL)).is_file()


def _name(inside: Path, now: datetime) -> str:
    """The name of a new backup; a second one within the same second gets the next second's."""
    while (inside / now.strftime(_NAMED)).exists():
        now += timedelta(seconds=1)
    return now.strftime(_NAMED)


def _told(trouble: Trouble) -> Trouble:
    if isinstance(trouble, DiskFull):
        return DiskFull(
            "The backup could not be written because the drive is full.",
            safe="Your vault is safe and earlier backups have not been touched.",
            next_step="Free some space or choose another drive.",
        )
    if isinstance(trouble, VaultPlaceUnsafe):
        return VaultPlaceUnsafe(
            "The backup could not be written because this folder or drive can only be read.",
            next_step="Choose another drive or folder.",
        )
    return trouble


def _from_sound(
    vault: OpenVault, partial: Path, progress: Progress, cancelled: copies.Cancel
) -> BackupManifest:
    try:
        return _fill(vault, partial, progress, cancelled)
    except VaultDamaged as damage:
        raise BackupFailed(
            "No backup was made, because the vault itself is damaged.",
            safe="Earlier backups have not been touched.",
            next_step=RESTORE,
        ) from damage


def _fill(vault: OpenVault, partial: Path, progress: Progress, cancelled: copies.Cancel) -> BackupManifest:
    sizes = {compartment: path.stat().st_size for compartment, path in vault.paths.items()}
    total, before = sum(sizes.values()), 0
    contents: dict[Compartment, Contents] = {}
    for compartment, path in vault.paths.items():
        tell = _share(progress, before, sizes[compartment], total)
        contents[compartment] = copies.copy_database(
            path,
            partial / database_name(compartment),
            vault.keys.key(compartment),
            vault.keys.file_key(compartment),
            tell,
            cancelled,
        )
        before += sizes[compartment]
    sealed = _take_sealed(vault, partial)
    files.write_new(partial / header.NAME, header.render(vault.header))
    made = BackupManifest(
        vault_id=vault.header.vault_id,
        made_at=vault.clock.now(),
        files=tuple(manifest.describe_file(path) for path in sorted(partial.iterdir())),
        contents=contents,
        sealed=sealed,
        anchors={compartment: _anchor(vault, compartment) for compartment in vault.paths},
    )
    manifest.write(partial, made, vault.keys)
    return made


def _share(progress: Progress, before: int, size: int, total: int) -> copies.Tell:
    def tell(done: int, pages: int) -> None:
        progress(before + (size * done // pages if pages else 0), total, "Copying the vault")

    return tell


def _take_sealed(vault: OpenVault, partial: Path) -> tuple[str, ...]:
    taken = []
    for compartment in Compartment:
        if compartment in vault.keys.held:
            continue
        for suffix in ("", "-wal"):
            source = vault.folder / (database_name(compartment) + suffix)
            if source.is_file() and source.stat().st_size:
                files.write_new(partial / source.name, source.read_bytes())
                taken.append(source.name)
    return tuple(taken)


def _anchor(vault: OpenVault, compartment: Compartment) -> tuple[int, str] | None:
    path, key = vault.paths[compartment], vault.keys.key(compartment)
    with closing(open_database(path, key, read_only=True)) as connection:
        row = connection.execute("SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return (int(row[0]), bytes(row[1]).hex()) if row else None


def _clear_partials(inside: Path) -> None:
    """Remove what a killed backup left; its folder never had its final name."""
    for left in inside.glob("backup-*" + PARTIAL):
        shutil.rmtree(left, ignore_errors=True)


def made_at(folder: Path) -> datetime | None:
    """When a backup was made, by its folder's name; None if it is not one."""
    try:
        return datetime.strptime(folder.name, _NAMED).replace(tzinfo=UTC)
    except ValueError:
        return None


def generations(inside: Path) -> list[Path]:
    """The finished backups in a folder, newest first."""
    if not inside.is_dir():
        return []
    found = [folder for folder in inside.iterdir() if made_at(folder) and (folder / manifest.NAME).is_file()]
    return sorted(found, key=lambda folder: folder.name, reverse=True)


def times(inside: Path) -> list[datetime]:
    """When the finished backups in a folder were made, newest first."""
    return [at for folder in generations(inside) if (at := made_at(folder))]


def is_due(inside: Path, now: datetime) -> bool:
    """Whether the newest backup is over 20 hours old, or there is none.

    One that says it was made later than now was named by a clock set wrong, and puts nothing off.
    """
    made = [at for at in times(inside) if at <= now]
    newest = made[0] if made else None
    return newest is None or now - newest > TOO_OLD


def to_drop(found: list[Path], free: int, needed: int, now: datetime) -> list[Path]:
    """Which of `found` (newest first) may go: all but the newest of 7 days and of 4 weeks.

    Where `free` bytes on the disk are fewer than the `needed` for the next one, more go, the oldest first, but
    the newest always stays. Those that say they were made later than `now` were named by a clock set wrong: they
    take no day or week from the others, go before them, and are never the newest while there is another.
    """
    real, ahead = _by_clock(found, now)
    kept = [*_wanted(real), *_wanted(ahead)]
    while len(kept) > 1 and free < needed:
        free += _size(kept.pop())
    return [folder for folder in found if folder not in kept]


def _by_clock(found: list[Path], now: datetime) -> tuple[list[Path], list[Path]]:
    """Those that can have been made when they say, and those dated ahead."""
    ahead = [folder for folder in found if (made := made_at(folder)) and made > now + _AHEAD]
    return [folder for folder in found if folder not in ahead], ahead


def _wanted(found: list[Path]) -> list[Path]:
    """The newest of 7 days and of 4 weeks."""
    days: set[object] = set()
    weeks: set[object] = set()
    kept: list[Path] = []
    for folder in found:
        made = made_at(folder)
        assert made is not None
        day, week = made.date(), made.isocalendar()[:2]
        wanted = (day not in days and len(days) < DAILY) or (week not in weeks and len(weeks) < WEEKLY)
        if wanted:
            kept.append(folder)
        if len(days) < DAILY:
            days.add(day)
        if len(weeks) < WEEKLY:
            weeks.add(week)
    return kept


def thin(inside: Path, now: datetime, free: Callable[[Path], int] = free_bytes) -> list[Path]:
    """Delete the generations that are not kept any more and return them."""
    found = generations(inside)
    if not found:
        return []
    newest = next(iter(_by_clock(found, now)[0]), found[0])
    dropped = to_drop(found, free(inside), 2 * _size(newest), now)
    for folder in dropped:
        # unfinished first, so that a kill halfway never leaves a broken backup that looks like a good one
        (folder / manifest.NAME).unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
    return dropped


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir()) if folder.is_dir() else 0
