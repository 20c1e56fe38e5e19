"""Whether a disk is encrypted is said only where the system says so."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath
from types import SimpleNamespace
from typing import Any, cast

import pytest

from coordinator_app.store import disk_encryption
from coordinator_app.store.disk_encryption import DiskProbes, is_encrypted


def block(blocks: Path, name: str, *, uuid: str = "", on: tuple[str, ...] = ()) -> None:
    """A device as /sys shows it."""
    made = blocks / name
    made.mkdir(parents=True)
    if uuid:
        (made / "dm").mkdir()
        (made / "dm" / "uuid").write_text(uuid, "ascii")
    if on:
        (made / "slaves").mkdir()
        for one in on:
            (made / "slaves" / one.replace(":", "-")).symlink_to(blocks / one)


def on_linux(blocks: Path) -> bool | None:
    return is_encrypted(blocks, DiskProbes("linux", blocks, lambda _folder: (253, 0)))


def test_a_volume_on_an_encrypted_disk_is_encrypted(tmp_path: Path) -> None:
    block(tmp_path, "8:3")
    block(tmp_path, "253:1", uuid="CRYPT-LUKS2-abc", on=("8:3",))
    block(tmp_path, "253:0", uuid="LVM-abc", on=("253:1",))
    assert on_linux(tmp_path) is True


def test_a_plain_disk_is_not(tmp_path: Path) -> None:
    block(tmp_path, "253:0")
    assert on_linux(tmp_path) is False


def test_a_volume_that_stands_on_one_plain_disk_as_well_is_not(tmp_path: Path) -> None:
    block(tmp_path, "8:3")
    block(tmp_path, "253:1", uuid="CRYPT-LUKS2-abc")
    block(tmp_path, "253:0", uuid="LVM-abc", on=("253:1", "8:3"))
    assert on_linux(tmp_path) is False


def test_where_the_system_shows_no_disk_nothing_is_claimed(tmp_path: Path) -> None:
    assert on_linux(tmp_path) is None


@pytest.mark.parametrize(("said", "found"), [("1", True), ("3", True), ("2", False), ("", None), ("0", None)])
def test_what_windows_says_of_the_drive(said: str, found: bool | None) -> None:
    asked: list[list[str]] = []

    def answer(command: list[str]) -> str:
        asked.append(command)
        return said

    folder = SimpleNamespace(absolute=lambda: PureWindowsPath("C:/Users/Chair/Eastmere.vault"))
    probes = DiskProbes("win32", said=answer)
    assert is_encrypted(cast("Any", folder), probes) is found
    assert "NameSpace('C:')" in asked[0][-1]


def test_nothing_of_a_folders_name_is_given_to_a_program() -> None:
    asked: list[list[str]] = []
    folder = SimpleNamespace(absolute=lambda: PureWindowsPath("//server/O'Hara/Eastmere.vault"))
    probes = DiskProbes("win32", said=lambda command: asked.append(command) or "1")  # type: ignore[func-returns-value]  # it notes and answers
    assert is_encrypted(cast("Any", folder), probes) is None
    assert asked == []


@pytest.mark.parametrize(
    ("said", "found"), [("FileVault is On.", True), ("FileVault is Off.", False), ("", None)]
)
def test_what_a_mac_says(said: str, found: bool | None) -> None:
    assert is_encrypted(Path(), DiskProbes("darwin", said=lambda _command: said)) is found


def test_a_program_that_is_not_there_fails_or_hangs_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert disk_encryption._said(["no-such-program"]) == ""
    assert disk_encryption._said(["false"]) == ""
    assert disk_encryption._said(["echo", "on"]) == "on"
    monkeypatch.setattr(disk_encryption, "_SECONDS", 0.01)
    assert disk_encryption._said(["sleep", "5"]) == ""
