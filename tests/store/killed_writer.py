"""A program that writes record after record and says so after each commit, until it is killed (see test_kill)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from coordinator_app.core.clock import SystemClock
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.session import Session
from tests.store.conftest import ACTOR, PRACTICE, Child, Kite


def main() -> None:
    told = json.loads(sys.stdin.readline())
    keys = VaultKeys({Compartment(one): bytes.fromhex(key) for one, key in told["keys"].items()})
    session = Session(
        {Compartment(one): Path(path) for one, path in told["paths"].items()},
        keys,
        catalogue=PRACTICE,
        clock=SystemClock(),
        actor=ACTOR,
        publish=lambda _: None,
    )
    while True:
        with session.write() as work:
            child = work.add(Child(surname="Puddlecombe"))
            kite = work.add(
                Kite(child_id=child.id, words="windy " * 200, file_id=work.put_blob(b"x" * 40_000))
            )
            kite = work.change(kite, words="calm " * 200)
        sys.stdout.write(kite.id + "\n")
        sys.stdout.flush()


main()
