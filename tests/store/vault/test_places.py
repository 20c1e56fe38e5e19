"""Where a vault may live."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coordinator_app.core.errors import VaultPlaceUnsafe
from coordinator_app.core.kept_backups import Where
from coordinator_app.store.places import PlaceFault, Probes, demand, problems, seen_from


def _probes(
    mounts: tuple[tuple[str, str], ...] = (("/", "ext4"),),
    *,
    remote: bool = False,
    writable: bool = True,
    there: tuple[str, ...] = (),
    environment: dict[str, str] | None = None,
) -> Probes:
    return Probes(
        mounts=lambda: list(mounts),
        drive_is_remote=lambda _path: remote,
        can_write=lambda _path: writable,
        exists=lambda path: str(path) in there or path == Path("/"),
        environment=environment or {},
    )


def _faults(place: str, probes: Probes) -> list[PlaceFault]:
    return [problem.fault for problem in problems(Path(place), probes)]


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("/home/marigold/Dropbox/work", "Dropbox"),
        ("/home/marigold/Dropbox (Heron School)", "Dropbox"),
        ("/home/marigold/OneDrive - Heron School/x", "OneDrive"),
        ("/home/marigold/OneDrive", "OneDrive"),
        ("/Users/m/Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("/home/marigold/Google Drive/vaults", "Google Drive"),
        ("/home/marigold/Nextcloud", "Nextcloud"),
    ],
)
def test_folders_kept_in_step_are_known_by_name(place: str, name: str) -> None:
    found = problems(Path(place), _probes())
    assert [problem.fault for problem in found] == [PlaceFault.SYNC]
    assert name in found[0].happened


def test_folders_kept_in_step_are_known_by_their_marks_and_by_the_system() -> None:
    assert _faults("/home/marigold/work/vaults", _probes(there=("/home/marigold/work/.stfolder",))) == [
        PlaceFault.SYNC
    ]
    assert _faults("/data/files/a", _probes(environment={"OneDriveCommercial": "/data/files"})) == [
        PlaceFault.SYNC
    ]


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "davfs", "9p"])
def test_network_drives_are_known_by_their_type(kind: str) -> None:
    mounts = (("/", "ext4"), ("/mnt/share", kind))
    assert _faults("/mnt/share/vaults", _probes(mounts)) == [PlaceFault.NETWORK]
    assert _faults("/home/marigold", _probes(mounts)) == []


def test_the_nearest_mount_counts() -> None:
    mounts = (("/", "nfs4"), ("/home", "ext4"))
    assert _faults("/home/marigold", _probes(mounts)) == []


def test_a_drive_that_the_system_calls_remote_is_one() -> None:
    assert _faults("/z/vaults", _probes(remote=True)) == [PlaceFault.NETWORK]


def test_a_place_that_cannot_be_written_is_said_to_be_one() -> None:
    assert _faults("/media/cd", _probes(writable=False)) == [PlaceFault.READ_ONLY]


def test_an_ordinary_folder_is_fine(tmp_path: Path) -> None:
    assert problems(tmp_path / "new" / "Marigold.vault") == ()


def test_a_place_really_read_only_is_found(tmp_path: Path, read_only: Callable[[Path], None]) -> None:
    place = tmp_path / "sealed"
    place.mkdir()
    read_only(place)
    assert [problem.fault for problem in problems(place)] == [PlaceFault.READ_ONLY]


def test_anywhere_still_needs_to_be_written() -> None:
    demand(Path("/home/marigold/Dropbox"), anywhere=True, probes=_probes())
    with pytest.raises(VaultPlaceUnsafe, match="Dropbox"):
        demand(Path("/home/marigold/Dropbox"), probes=_probes())
    with pytest.raises(VaultPlaceUnsafe, match="not written to"):
        demand(Path("/home/marigold"), anywhere=True, probes=_probes(writable=False))


def test_planted_fault_a_probe_that_sees_no_mounts_misses_the_network() -> None:
    assert _faults("/mnt/share/vaults", _probes(())) == []


@pytest.mark.parametrize(
    ("device", "kind", "where"),
    [
        (1, "ext4", Where.SAME_DISK),
        (2, "vfat", Where.DRIVE),
        (2, "cifs", Where.NETWORK),
        (2, "tmpfs", Where.SAME_DISK),  # the computer's memory: gone at the next start
    ],
)
def test_a_backup_counts_as_off_the_disk_only_where_it_is(device: int, kind: str, where: Where) -> None:
    stick = Path("/media/marigold/STICK")
    probes = Probes(
        mounts=lambda: [("/", "ext4"), (str(stick), kind)],
        device=lambda path: device if path.is_relative_to(stick) else 1,
    )
    assert seen_from(Path("/home/marigold/Heron.vault"), stick / "backup-1", probes) is where


def test_two_folders_of_one_disk_are_known_by_its_number(tmp_path: Path) -> None:
    assert seen_from(tmp_path, tmp_path, Probes(mounts=list)) is Where.SAME_DISK
    asked: list[Path] = []

    def another(path: Path) -> int:
        asked.append(path)
        return len(asked)

    assert seen_from(tmp_path, tmp_path, Probes(mounts=list, device=another)) is Where.DRIVE  # planted
