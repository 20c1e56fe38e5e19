"""A program that builds a pack into a vault and says so when the first portion of it is kept; then it is killed."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from coordinator_app.access_requests.actions.pack_spool import PackSpool
from coordinator_app.bench.practice_pack import practice_order
from coordinator_app.core.clock import SystemClock
from coordinator_app.jobs.children import Answer
from coordinator_app.jobs.frames import Frame
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.packs import answers, built_by_children


def main(folder: str, state: str, passphrase: str) -> None:
    """Build, and say the number of the child once something of the pack is in the vault."""
    clock = SystemClock()
    vault = unlock(Path(folder), passphrase, clock=clock, state=Path(state))

    def session(read_only: bool) -> Session:
        return Session(
            vault.paths, vault.keys, catalogue=CATALOGUE, clock=clock, actor=vault.actor,
            publish=lambda _: None, read_only=read_only,
        )  # fmt: skip

    jobs = Jobs(session, lambda callback: callback())
    order = replace(practice_order(), most_pages=20)
    from_vault = answers(jobs, order, PackSpool(guarded=False))

    def hears(frame: Frame) -> Answer:
        answer = from_vault(frame)
        worker, _lane = jobs._groups["pack"]
        assert worker._process is not None
        sys.stdout.write(f"{worker._process.pid}\n")
        sys.stdout.flush()
        return answer

    built_by_children(jobs, order, hears)
    sys.stdout.write("whole\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
