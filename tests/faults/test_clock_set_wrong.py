from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.clocks import clocks_of
from coordinator_app.core.clock import SetClock
from coordinator_app.core.errors import MustWait, WrongPassphrase
from coordinator_app.organisations.actions import school_days
from coordinator_app.store import backup, manifest
from coordinator_app.store.back_off import BackOff
from coordinator_app.store.vault import unlock
from tests.vaults import PASSPHRASE, House, add, ready_request


def test_failures_in_a_year_that_has_not_come_do_not_keep_the_rightful_user_out(tmp_path: Path) -> None:
    clock = SetClock(datetime(2099, 1, 1, 9, 0))
    tries = BackOff("vault", clock, tmp_path)
    for _ in range(5):
        tries.failed()
    clock.at = datetime(2026, 11, 24, 9, 0)
    assert tries.seconds_left() == 8
    clock.at += timedelta(seconds=8)
    tries.demand()
    tries.failed()
    with pytest.raises(MustWait):
        tries.demand()


@pytest.mark.parametrize("at", [datetime(1970, 1, 1, 0, 30), datetime(2099, 12, 31, 23, 59)])
def test_a_vault_opens_and_keeps_under_a_clock_set_wrong(house: House, tmp_path: Path, at: datetime) -> None:
    house.session.close()
    house.vault.close()
    clock = SetClock(at)
    with pytest.raises(WrongPassphrase):
        unlock(house.vault.folder, "not the passphrase", clock=clock, state=tmp_path)
    with unlock(house.vault.folder, PASSPHRASE, clock=clock, state=tmp_path) as opened:
        assert backup.back_up(opened).made_at == clock.now()
    assert backup.is_due(house.vault.folder / backup.LOCAL, datetime(2026, 11, 24, tzinfo=UTC)) is True


def test_a_backup_named_in_the_future_does_not_put_off_the_next(tmp_path: Path) -> None:
    now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    for name in ("backup-2099-01-01-090000Z", "backup-2026-11-23-090000Z"):
        (tmp_path / name).mkdir()
        (tmp_path / name / manifest.NAME).write_bytes(b"x")
    assert backup.is_due(tmp_path, now)
    (tmp_path / "backup-2026-11-24-080000Z").mkdir()
    (tmp_path / "backup-2026-11-24-080000Z" / manifest.NAME).write_bytes(b"x")
    assert not backup.is_due(tmp_path, now)


@pytest.mark.parametrize(
    ("at", "today"),
    [
        (datetime(2026, 10, 25, 0, 30), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 1, 30, fold=1), date(2026, 10, 25)),
        (datetime(2027, 3, 28, 0, 59), date(2027, 3, 28)),
        (datetime(2027, 3, 28, 23, 30), date(2027, 3, 28)),
    ],
)
def test_what_happened_today_is_not_in_the_future_on_the_nights_the_clocks_change(
    consented: House, at: datetime, today: date
) -> None:
    consented.clock.at = at
    kept = add(consented, "Kit rang at night.", happened_on=today)
    assert consented.clock.today() == today
    assert consented.session.get(type(kept), kept.id).happened_on == today


@pytest.mark.parametrize("at", [datetime(1970, 1, 1, 9, 0), datetime(2099, 6, 1, 9, 0)])
def test_clocks_of_a_request_say_that_days_are_not_known_instead_of_guessing(
    consented: House, at: datetime
) -> None:
    request = ready_request(consented)
    moved = consented.session.get(type(request), request.id)
    consented.clock.at = at
    three = intake.clocks(consented.session, moved)
    assert three.legal.due == date(2026, 12, 9)
    far = clocks_of(
        replace(moved, received_on=at.date()),
        (),
        school_days(consented.session, moved.school_id),
        bound=True,
        settings=intake.clock_settings(consented.session),
    )
    assert [one.due for one in far.all] == [None, None, None]
    assert all(one.why_unknown for one in far.all)
