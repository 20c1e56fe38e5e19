"""Journey 12, a thousand children: what is done in a large vault comes as soon, by eye, as in a small one.

The same steps are done in both, in one run, a whole access request among them; the median of each is compared.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.clock import SetClock
from coordinator_app.store.vault import unlock
from coordinator_app.ui import dialogs
from tests.faults.after_a_fault import session_of
from tests.journeys.a_large_request import read_elsewhere
from tests.journeys.a_large_vault import BOY, Watch, a_day, many_others, the_boy
from tests.journeys.driver import Laptop, MovingClock
from tests.vaults import PASSPHRASE, TODAY, House

NOW = datetime(2026, 11, 24, 15, 30)
FEW = 80
"""Children of the small vault: more than a page of every list."""
TIMES = 3.0
"""A step may take so many times as long in the large vault before the eye would call it slower."""
AT_ONCE, NO_STALL = 0.2, 0.1
"""Seconds: what is shown within the one was there at once, and what stalls no longer than the other did not stall."""

ROUNDS, DAYS = 3, 3
"""A step is judged by the middle one of so many, and by the best of so many days: of two the middle is half of the worse."""

Build = Callable[[int, int], Path]


@pytest.fixture
def build(consented: House, tmp_path: Path) -> Build:
    """Makes a copy of the vault in which the boy is one of so many."""
    the_boy(consented)
    consented.session.close()
    consented.vault.close()

    def made(pupils: int, entries: int) -> Path:
        home = tmp_path / f"laptop of {pupils}"
        folder = shutil.copytree(consented.vault.folder, home / "Eastmere.vault")
        with (
            unlock(folder, PASSPHRASE, clock=SetClock(TODAY), state=home / "state") as vault,
            closing(session_of(vault)) as session,
        ):
            many_others(session, consented.school.id, pupils, entries)
        return folder

    return made


def watched(folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, rounds: int) -> Watch:
    """The day in a copy of one vault: what is sent in it is sent once."""
    clock, watch = MovingClock(), Watch()
    clock.put(NOW)
    home = folder.parent.with_name("today")
    shutil.copytree(folder.parent, home)
    laptop = Laptop(qtbot, home, clock)
    monkeypatch.setattr(dialogs, "WindowDialogs", laptop.dialogs)
    try:
        sent = a_day(laptop, home / folder.name, watch, rounds)
        laptop.close()
        read_elsewhere(sent, BOY)
    finally:
        laptop.close()
        shutil.rmtree(home)
    return watch


def slower(few: Watch, many: Watch) -> dict[str, str]:
    """The steps that the eye would call slower in the large vault, with their milliseconds."""
    small, large, found = few.medians(), many.medians(), dict[str, str]()
    assert set(small) == set(large)
    for name, (shown, stall) in large.items():
        if shown > max(AT_ONCE, TIMES * small[name][0]):
            found[f"{name}, shown"] = f"{shown * 1000:.0f} ms instead of {small[name][0] * 1000:.0f}"
        if stall > max(NO_STALL, TIMES * small[name][1]):
            found[f"{name}, stalls"] = f"{stall * 1000:.0f} ms instead of {small[name][1] * 1000:.0f}"
    return found


def slower_again(small: Path, large: Path, day: Callable[[Path], Watch]) -> dict[str, str]:
    """The same, found on each of three days one after the other: what else the machine does slows one, or two."""
    found = slower(day(small), day(large))
    for _ in range(DAYS - 1):
        again = slower(day(small), day(large)) if found else {}
        found = {name: words for name, words in again.items() if name in found}
    return found


def test_every_step_comes_as_soon_by_eye_among_hundreds_of_children(
    build: Build, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, large = build(FEW, 5), build(10 * FEW, 5)
    assert slower_again(small, large, lambda folder: watched(folder, qtbot, monkeypatch, ROUNDS)) == {}


@pytest.mark.soak
def test_every_step_comes_as_soon_by_eye_among_twenty_thousand_children(
    build: Build, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, large = build(FEW, 20), build(20_000, 20)
    assert slower_again(small, large, lambda folder: watched(folder, qtbot, monkeypatch, 9)) == {}


def test_planted_fault_a_step_that_grows_with_the_children_is_found() -> None:
    few = Watch({"record": [0.05, 0.06, 0.05]}, {"record": [0.01, 0.02, 0.01]})
    waits = Watch({"record": [0.4, 0.4, 0.05]}, {"record": [0.01, 0.01, 0.01]})
    stalls = Watch({"record": [0.19, 0.19, 0.19]}, {"record": [0.18, 0.18, 0.18]})
    once = Watch({"record": [0.05, 0.05, 9.0]}, {"record": [0.01, 0.01, 9.0]})
    assert slower(few, waits) == {"record, shown": "400 ms instead of 50"}
    assert slower(few, stalls) == {"record, stalls": "180 ms instead of 10"}
    assert slower(few, once) == {}, "what a busy machine does once is not the vault's doing"


def test_planted_fault_what_is_slower_on_every_day_is_found_and_on_one_or_two_is_not(tmp_path: Path) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    few = Watch({"record": [0.05]}, {"record": [0.01]})
    waits = Watch({"record": [0.4]}, {"record": [0.01]})

    def judged(*days: Watch) -> dict[str, str]:
        left = list(days)
        return slower_again(small, large, lambda folder: few if folder == small else left.pop(0))

    assert judged(waits, waits, waits) == {"record, shown": "400 ms instead of 50"}
    assert judged(waits, waits, few) == judged(waits, few) == judged(few) == {}
