"""Names that are free, and comparisons without empty lines."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coordinator_app.core.restoring import (
    BackupSeen,
    BackupState,
    Checked,
    Compared,
    Holding,
    compared,
    free_name,
)

MADE = datetime(2026, 11, 21, 9, 14, tzinfo=UTC)
KINDS = {"pupil": "Pupils", "letter": "Letters", "entry": "Entries"}


def checked(now: Holding | None) -> Checked:
    return Checked(Path("/stick/backup"), "Eastmere", MADE, Holding({"pupil": 3, "row": 9}), now)


def test_only_kinds_that_either_side_holds_are_compared_in_their_order() -> None:
    assert compared(checked(None), KINDS) == (Compared("Pupils", 3, None),)
    now = Holding({"entry": 2, "pupil": 4})
    assert compared(checked(now), KINDS) == (Compared("Pupils", 3, 4), Compared("Entries", 0, 2))


@pytest.mark.parametrize(
    ("title", "there", "name"),
    [
        ("Eastmere", (), "Eastmere"),
        ("Eastmere", ("Eastmere",), "Eastmere from 21 November 2026"),
        (
            "Eastmere",
            ("Eastmere", "Eastmere from 21 November 2026"),
            "Eastmere from 21 November 2026 (2)",
        ),
        ("../..\x00/etc", (), "etc"),
        (' <>:"|?* ', (), "Partnership"),
    ],
)
def test_a_restored_vault_gets_a_name_that_is_free(
    tmp_path: Path, title: str, there: tuple[str, ...], name: str
) -> None:
    for one in there:
        (tmp_path / f"{one}.vault").mkdir()
    assert free_name(tmp_path, title, date(2026, 11, 21)) == tmp_path / f"{name}.vault"


@pytest.mark.parametrize("state", list(BackupState))
def test_only_a_finished_backup_that_can_be_read_is_worth_opening(state: BackupState) -> None:
    seen = BackupSeen(Path("b"), MADE, "Eastmere", "id", 1, state)
    assert seen.usable == (state is BackupState.PASSED)
