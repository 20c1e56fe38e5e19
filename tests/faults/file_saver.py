"""Saves an export outside the vault and stands still in the middle of it, until it is killed: `python -m … FOLDER STATE PASSPHRASE PLACE WHEN`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from coordinator_app.core.clock import SystemClock
from coordinator_app.jobs.exporting import Leaving, save_export
from coordinator_app.registry import CATALOGUE
from coordinator_app.store import leaving
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock

CONTENT = b"Kit Puddlecombe;Otis Bramblewick\n" * 1_000


def wait() -> None:
    print("here", flush=True)  # noqa: T201  (whoever kills it reads it)
    time.sleep(600)


def half(part: Path, content: bytes, kind: type[leaving.CannotSave]) -> None:
    WRITE(part, content[: len(content) // 2], kind)
    wait()


def whole(part: Path, content: bytes, kind: type[leaving.CannotSave]) -> None:
    WRITE(part, content, kind)
    wait()


def before(_part: Path, _content: bytes, _kind: type[leaving.CannotSave]) -> None:
    wait()


WRITE = leaving._write

if __name__ == "__main__":
    folder, state, passphrase, place, when = sys.argv[1:]
    leaving._write = {"before": before, "half": half, "whole": whole}[when]
    with unlock(Path(folder), passphrase, clock=SystemClock(), state=Path(state)) as vault:
        session = Session(
            vault.paths, vault.keys, catalogue=CATALOGUE, clock=SystemClock(), actor=vault.actor,
            publish=lambda _: None,
        )  # fmt: skip
        save_export(session, Leaving(Path(place), CONTENT, "pupils.2-rows.open"))
