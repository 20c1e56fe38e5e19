import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coordinator_app.core.ids import new_id
from coordinator_app.log import MOST_BYTES, OLDER_FILES, Event, Log, LogRefused


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Any]:
    made = Log(tmp_path / "state", strict=True)
    yield made
    made.close()


def test_codes_ids_counts_and_durations_are_written(log: Any) -> None:
    log.write(Event.BACKED_UP, id=new_id(), count=3, seconds=0.12345, code="on-close", version="0.1.0")
    line = log.read()
    assert " backed-up id=" in line
    assert "count=3 seconds=0.123 code=on-close version=0.1.0\n" in line


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "Marigold"},
        {"code": "Marigold Puddlecombe"},
        {"code": 5},
        {"id": "A123456789012"},
        {"id": "00000000-0000-1000-8000-000000000000"},
        {"count": 20091109},
        {"count": 7700900123},
        {"count": "3"},
        {"count": float("nan")},
        {"seconds": float("inf")},
        {"error": "ValueError: Marigold"},
        {"at": "/home/marigold/notes.txt"},
        {"at": "two words.py:3"},
        {"reference": "Marigold"},
        {"version": "1.2.3\nMarigold"},
        {"code": "a\n"},
    ],
)
def test_anything_else_is_refused_without_being_quoted(log: Any, facts: Any) -> None:
    with pytest.raises(LogRefused) as caught:
        log.write(Event.CRASH, **facts)
    assert "arigold" not in str(caught.value)
    assert log.read() == ""


def test_an_event_that_is_not_registered_is_refused(log: Any) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        log.write("Marigold called")


def test_in_the_shipped_program_a_refused_line_leaves_only_its_mark(tmp_path: Path) -> None:
    log = Log(tmp_path)
    log.write(Event.CRASH, name="Marigold")
    assert log.read().split(" ", 1)[1] == "refused\n"
    log.close()


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_only_the_user_may_read_it(log: Any) -> None:
    log.write(Event.STARTED)
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.path.parent.stat().st_mode) == 0o700


def test_it_turns_at_a_megabyte_and_keeps_five_files(log: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (MOST_BYTES, OLDER_FILES) == (1_000_000, 4)
    monkeypatch.setattr("coordinator_app.log.MOST_BYTES", 100)
    for _ in range(50):
        log.write(Event.STARTED)
    assert len(list(log.path.parent.iterdir())) == 5


def test_a_place_that_cannot_be_written_harms_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    log = Log(tmp_path / "file" / "below", strict=True)
    log.write(Event.STARTED)
    assert log.read() == ""
    log.close()


def test_it_lies_in_the_users_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert Log().path.is_relative_to(tmp_path) or sys.platform != "linux"
