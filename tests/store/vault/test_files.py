"""Small files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from coordinator_app.store import files


def test_a_file_is_replaced_whole_and_is_for_this_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    for data in (b"first", b"second and longer"):
        files.write_whole(path, data)
        assert path.read_bytes() == data
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["one.json"]


def test_what_a_kill_left_does_not_stand_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "one.json.new").write_bytes(b"half")
    files.write_whole(tmp_path / "one.json", b"whole")
    assert (tmp_path / "one.json").read_bytes() == b"whole"


def test_a_new_file_never_replaces_one(tmp_path: Path) -> None:
    files.write_new(tmp_path / "one", b"first")
    with pytest.raises(FileExistsError):
        files.write_new(tmp_path / "one", b"second")


def test_planted_fault_a_disk_that_keeps_other_bytes_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one").write_bytes(b"first")
    honest = files.write_new
    monkeypatch.setattr(files, "write_new", lambda path, data: honest(path, data[:-1]))
    with pytest.raises(OSError, match="not written as given"):
        files.write_whole(tmp_path / "one", b"second")
    assert (tmp_path / "one").read_bytes() == b"first"


def test_a_rename_is_tried_again_where_a_scanner_holds_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []
    honest = Path.replace

    def _held(self: Path, target: Path) -> Path:
        tries.append(1)
        if len(tries) < 3:
            raise PermissionError
        return honest(self, target)

    (tmp_path / "one").write_bytes(b"first")
    monkeypatch.setattr(Path, "replace", _held)
    monkeypatch.setattr(files.time, "sleep", lambda _seconds: None)
    with pytest.raises(PermissionError):
        files.replace(tmp_path / "one", tmp_path / "two")
    monkeypatch.setattr(files.sys, "platform", "win32")
    files.replace(tmp_path / "one", tmp_path / "two")
    assert (tmp_path / "two").read_bytes() == b"first"
