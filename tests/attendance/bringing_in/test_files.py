"""A register from the disk: its name is data and can stand in a line, and one that is too large is not read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from coordinator_app.attendance.bringing_in import files
from coordinator_app.attendance.bringing_in.files import read_register, shown_name
from coordinator_app.core.errors import BadFile


def test_a_file_is_read_whole_with_its_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "week 12.csv").write_bytes(b"UPN,Date\r\n")
    found = read_register(tmp_path / "week 12.csv")
    assert (found.called, found.content) == ("week 12.csv", b"UPN,Date\r\n")
    assert found.sha256 == hashlib.sha256(b"UPN,Date\r\n").hexdigest()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("week\n12\t.csv", "week12.csv"),
        ("<b>week</b>.csv", "<b>week</b>.csv"),
        ("\u202eweek.csv", "week.csv"),
        ("week\udcff.csv", "week.csv"),
        ("a" * 200 + ".csv", "a" * 60 + "…" + "a" * 56 + ".csv"),
    ],
)
def test_a_name_can_stand_in_a_line(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 4)
    (tmp_path / "large.csv").write_bytes(b"UPN,Date")
    with pytest.raises(BadFile, match="larger than 25 MB"):
        read_register(tmp_path / "large.csv")
