from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from coordinator_app.core.clock import SetClock
from coordinator_app.core.privacy import Compartment
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.session import Session
from coordinator_app.store.sql import run, value
from coordinator_app.store.vault import unlock
from tests.app.conftest import PASSPHRASE, Running

STUB = "INSERT INTO stub (record_id, kind, reason, moved_to, at) VALUES ('x', 'request_item', 'moving', 'guarded', '2026-11-24')"


def test_a_move_that_a_kill_cut_off_is_finished_after_the_next_unlock(
    start: Callable[[], Running], vault: Path, clock: SetClock, tmp_path: Path
) -> None:
    opened = unlock(vault, PASSPHRASE, clock=clock, state=tmp_path / "state")
    with opened:
        session = Session(
            opened.paths,
            opened.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=opened.actor,
            publish=lambda _: None,
        )
        run(session.databases.connection(Compartment.GENERAL), STUB)
        session.close()
    running = start()
    running.unlock()
    jobs = running.app.jobs
    waiting = "SELECT count(*) FROM stub WHERE reason = 'moving'"
    # the writer works in order: what is asked now comes after what the unlock began
    left = jobs.write(lambda one: value(one.databases.connection(Compartment.GENERAL), waiting)).result()
    assert left == 0
