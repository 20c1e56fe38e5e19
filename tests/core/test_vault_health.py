"""What the health of a vault says, and what is to be done, by what was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from coordinator_app.core.kept_backups import KeptBackup, Where
from coordinator_app.core.vault_health import DatedAhead, HealthFacts, Standing, WholeCheck, health

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def kept(days: int, where: Where = Where.DRIVE) -> KeptBackup:
    return KeptBackup("/media/stick/backup", NOW - timedelta(days=days), NOW, where)


WELL = HealthFacts(
    now=NOW,
    encrypted=True,
    place="",
    room="",
    last_entry=NOW - timedelta(hours=1),
    own=[NOW - timedelta(days=1)],
    elsewhere=[kept(3)],
)


def standings(facts: HealthFacts) -> dict[str, Standing]:
    return {one.name: one.standing for one in health(facts)}


def test_a_vault_that_is_well_kept_has_nothing_to_act_on() -> None:
    assert set(standings(WELL).values()) == {Standing.GOOD}
    assert not any(one.to_do for one in health(WELL))


@pytest.mark.parametrize(
    ("found", "name", "standing"),
    [
        ({"encrypted": None}, "Disk of this laptop", Standing.UNKNOWN),
        ({"encrypted": False}, "Disk of this laptop", Standing.LOOK),
        ({"place": "This folder is on a network drive."}, "Folder of the vault", Standing.BAD),
        ({"last_entry": NOW + timedelta(minutes=11)}, "Clock", Standing.BAD),
        ({"last_entry": NOW + timedelta(minutes=9)}, "Clock", Standing.GOOD),
        ({"last_entry": None}, "Clock", Standing.GOOD),
        ({"ahead": DatedAhead(2, date(2027, 3, 3))}, "Clock", Standing.LOOK),
        ({"own": []}, "Backups in the vault’s folder", Standing.LOOK),
        ({"own": [NOW - timedelta(days=3)]}, "Backups in the vault’s folder", Standing.LOOK),
        ({"elsewhere": []}, "Backups off this laptop", Standing.BAD),
        ({"elsewhere": [kept(0, Where.SAME_DISK)]}, "Backups off this laptop", Standing.BAD),
        ({"elsewhere": [kept(8)]}, "Backups off this laptop", Standing.LOOK),
        ({"elsewhere": [kept(8), kept(1, Where.NETWORK)]}, "Backups off this laptop", Standing.GOOD),
        ({"room": "Only 200 MB are free on this disk."}, "Room on the disk", Standing.LOOK),
    ],
)
def test_each_thing_is_judged_by_itself(found: dict[str, object], name: str, standing: Standing) -> None:
    facts = replace(WELL, **found)
    assert standings(facts)[name] is standing
    others = {one: value for one, value in standings(facts).items() if one != name}
    assert set(others.values()) == {Standing.GOOD}


def test_what_to_act_on_stands_first() -> None:
    facts = replace(WELL, encrypted=None, place="On a network drive.", own=[])
    assert [one.standing for one in health(facts)][:3] == [Standing.BAD, Standing.LOOK, Standing.UNKNOWN]


@pytest.mark.parametrize(
    ("number", "words"), [(1, "but one record is dated later"), (1_200, "but 1,200 records are dated later")]
)
def test_a_day_to_come_is_said_with_what_to_do(number: int, words: str) -> None:
    facts = replace(WELL, ahead=DatedAhead(number, date(2027, 3, 3)))
    (clock,) = [one for one in health(facts) if one.name == "Clock"]
    assert words in clock.found
    assert "3 March 2027" in clock.found
    assert "correct" in clock.to_do


def test_a_check_that_found_nothing_says_nothing() -> None:
    assert WholeCheck() == WholeCheck((), ())


def test_a_path_is_never_said() -> None:
    assert "/media" not in repr(health(WELL))
