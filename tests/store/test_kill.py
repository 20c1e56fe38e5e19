"""A writer killed at any moment loses nothing that it said was saved, and leaves no half of anything."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

from coordinator_app.core.privacy import Compartment
from coordinator_app.store import search
from coordinator_app.store.session import Session
from coordinator_app.store.sql import rows, value
from tests.store.conftest import Child, Kite, Practice

WRITER = Path(__file__).with_name("killed_writer.py")
KILLS = 15


def write_until_killed(practice: Practice, after: int) -> list[str]:
    """Kill -9 when `after` commits were acknowledged; everything that was acknowledged until it died."""
    told = {
        "paths": {one.value: str(path) for one, path in practice.paths.items()},
        "keys": {one.value: practice.keys.key(one).hex() for one in Compartment},
    }
    with subprocess.Popen(
        [sys.executable, str(WRITER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdin.write(json.dumps(told).encode() + b"\n")
        writer.stdin.flush()
        said = [writer.stdout.readline() for _ in range(after)]
        writer.kill()
        said += writer.stdout.readlines()
    return [line.decode().strip() for line in said if line.endswith(b"\n")]


def check_whole(session: Session) -> None:
    connection = session.databases.connection(Compartment.GENERAL)
    assert value(connection, "PRAGMA quick_check") == "ok"
    assert rows(connection, "PRAGMA cipher_integrity_check") == []
    assert all(verdict.is_whole for verdict in session.verify_audit())
    assert search.is_sound(connection)
    # each unit of work made one child, one kite in its second version, one file: all of it or nothing
    kites = session.list(Kite)
    assert session.count(Child) == len(kites) == value(connection, "SELECT count(*) FROM blob")
    assert {kite.version for kite in kites} <= {2}
    assert value(connection, "SELECT count(*) FROM history") == 3 * len(kites)


def test_nothing_acknowledged_is_lost_by_fifteen_kills(practice: Practice) -> None:
    moments = random.Random(20261121)
    acknowledged: set[str] = set()
    for _ in range(KILLS):
        acknowledged |= set(write_until_killed(practice, moments.randrange(1, 25)))
        session = practice.open()
        check_whole(session)
        assert acknowledged <= {kite.id for kite in session.list(Kite)}
        session.close()
    assert len(acknowledged) >= KILLS
