"""Waiting after wrong tries: doubling, kept over a restart, and never a way to shut the user out."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coordinator_app.core.clock import SetClock
from coordinator_app.core.errors import MustWait
from coordinator_app.store import back_off
from coordinator_app.store.back_off import BackOff, delay


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 11, 21, 9, 0))


def test_the_wait_doubles_from_the_second_failure_to_a_minute() -> None:
    assert [delay(failures) for failures in range(11)] == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert delay(10_000) == 60


def test_it_survives_a_restart_and_ends_when_the_time_is_over(tmp_path: Path, clock: SetClock) -> None:
    for _ in range(4):
        BackOff("vault", clock, tmp_path).failed()
    again = BackOff("vault", clock, tmp_path)
    assert again.seconds_left() == 4
    with pytest.raises(MustWait) as told:
        again.demand()
    assert told.value.seconds == 4
    clock.at += timedelta(seconds=4)
    again.demand()


def test_a_clock_put_back_never_makes_the_wait_longer(tmp_path: Path, clock: SetClock) -> None:
    back = BackOff("vault", clock, tmp_path)
    back.failed()
    back.failed()
    clock.at -= timedelta(days=300)
    assert back.seconds_left() == 1


def test_vaults_wait_each_for_themselves_and_a_right_try_clears(tmp_path: Path, clock: SetClock) -> None:
    one, other = BackOff("one", clock, tmp_path), BackOff("other", clock, tmp_path)
    for _ in range(3):
        one.failed()
    assert other.seconds_left() == 0
    assert one.clear() == 3
    assert one.seconds_left() == 0
    assert one.clear() == 0


@pytest.mark.parametrize(
    "text", ["", "noise", "[]", '{"vault": 3}', '{"vault": {"failures": "many", "last": "then"}}']
)
def test_a_damaged_state_keeps_nobody_out(tmp_path: Path, clock: SetClock, text: str) -> None:
    (tmp_path / "back_off.json").write_text(text)
    BackOff("vault", clock, tmp_path).demand()


def test_a_state_that_cannot_be_written_keeps_nobody_out(tmp_path: Path, clock: SetClock) -> None:
    (tmp_path / "file").write_text("in the way")
    back = BackOff("vault", clock, tmp_path / "file")
    back.failed()
    back.demand()


def test_planted_fault_a_state_that_is_forgotten_lets_a_guesser_go_on(
    tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(back_off.state, "save", lambda *_: None)
    back = BackOff("vault", clock, tmp_path)
    for _ in range(5):
        back.failed()
    assert back.seconds_left() == 0
