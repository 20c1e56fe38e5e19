"""What a vault remembers of backups outside of its folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coordinator_app.core.kept_backups import (
    EACH,
    MOST,
    KeptBackup,
    Where,
    looked_for,
    noted,
    place_words,
    plain,
    read,
    shown,
    with_new,
    worth_keeping,
)

AT = datetime(2026, 11, 21, 9, 14, tzinfo=UTC)
LATER = AT + timedelta(days=9)


def kept(place: str = "/media/marigold/STICK", day: int = 0) -> KeptBackup:
    at = AT + timedelta(days=day)
    return KeptBackup(f"{place}/backup-{at:%Y-%m-%d-%H%M%SZ}", at, at, Where.DRIVE)


def test_what_lies_on_the_vaults_own_disk_does_not_outlive_it() -> None:
    assert [one for one in Where if one.apart] == [Where.NETWORK, Where.DRIVE]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("/media/marigold/STICK/Coordinator", "marigold/STICK/Coordinator"),
        ("/run/media/marigold/STICK", "marigold/STICK"),
        ("/Volumes/STICK", "STICK"),
        ("/mnt/stick", "stick"),
        ("/mnt", "/mnt"),
        ("/home/marigold/Backups", "/home/marigold/Backups"),
        ("/", "/"),
        ("E:\\Backups", "E:\\Backups"),
    ],
)
def test_a_place_is_said_by_the_drives_own_name(place: str, words: str) -> None:
    assert place_words(place) == words


def test_the_newest_of_each_place_are_remembered() -> None:
    everything: tuple[KeptBackup, ...] = ()
    for day in range(EACH + 2):
        everything = with_new(everything, kept(day=day))
        everything = with_new(everything, kept("/mnt/share", day=day))
    assert len(everything) == 2 * EACH
    assert [one.made_at for one in everything] == sorted((one.made_at for one in everything), reverse=True)
    assert min(one.made_at for one in everything) == AT + timedelta(days=2)
    again = with_new(everything, replace(everything[0], seen_at=LATER))
    assert [one.seen_at for one in again].count(LATER) == 1
    assert len(again) == len(everything)
    for number in range(MOST):
        everything = with_new(everything, kept(f"/mnt/share {number}", day=number))
    assert len(everything) == MOST


def test_one_taken_from_a_place_that_is_there_is_forgotten_and_of_an_absent_drive_nothing_is() -> None:
    older, newer, away = kept(), kept(day=7), kept("/mnt/share")
    found = looked_for([newer, older, away], lambda folder: folder == newer.folder, LATER)
    assert found == (replace(newer, there=True, seen_at=LATER), away)
    assert worth_keeping([newer, older, away], found)
    assert looked_for([newer, older], lambda _folder: False, LATER) == (newer, older)


def test_what_a_look_found_is_noted_without_losing_a_backup_made_meanwhile() -> None:
    older, newer, away, meanwhile = kept(), kept(day=7), kept("/mnt/share"), kept(day=8)
    before = (newer, older, away)
    after = looked_for(before, lambda folder: folder == newer.folder, LATER)
    assert noted((meanwhile, *before), before, after) == (meanwhile, replace(newer, seen_at=LATER), away)


def test_a_backup_seen_by_a_later_look_is_not_called_seen_earlier() -> None:
    seen = replace(kept(), seen_at=LATER)
    assert noted([seen], [kept()], [kept()]) == (seen,)


def test_a_day_on_which_nothing_new_was_seen_writes_nothing() -> None:
    before = (kept(), kept("/mnt/share"))
    soon = looked_for(before, lambda _folder: True, AT + timedelta(hours=1))
    assert not worth_keeping(before, soon)
    assert worth_keeping(before, looked_for(before, lambda _folder: True, LATER))


def test_of_a_drive_that_is_away_the_list_shows_the_newest_alone() -> None:
    newer, older = kept(day=7), kept()
    here = [replace(kept("/mnt/share", day=day), there=True) for day in (3, 2)]
    assert shown([newer, *here, older]) == (newer, *here)


def test_what_is_remembered_is_read_back_and_what_cannot_be_read_is_left_out() -> None:
    one = kept()
    spoilt = [{}, None, "text", {**plain([one])[0], "where": "moon"}, {**plain([one])[0], "made_at": "x"}]
    assert read([*spoilt, *plain([one])]) == (one,)
