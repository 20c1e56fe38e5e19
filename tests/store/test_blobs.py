from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from coordinator_app.core.errors import NotFound, VaultDamaged
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import blobs
from coordinator_app.store import session as session_module
from coordinator_app.store.blobs import PART
from coordinator_app.store.session import Session
from coordinator_app.store.sql import value
from tests.store.conftest import Practice


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART, PART + 1, 3 * PART + 5])
def test_a_file_comes_back_byte_for_byte_in_parts(session: Session, size: int) -> None:
    data = bytes(place * 31 % 251 for place in range(size))
    with session.write() as work:
        blob_id = work.put_blob(data)
    assert session.blob(blob_id) == data
    connection = session.databases.connection(Compartment.GENERAL)
    assert value(connection, "SELECT count(*) FROM blob_part") == -(-size // PART)


def test_a_file_that_is_not_here_or_not_open_is_not_found(practice: Practice, session: Session) -> None:
    with session.write(Compartment.GUARDED) as work:
        blob_id = work.put_blob(b"hush")
    assert session.blob(blob_id) == b"hush"
    with pytest.raises(NotFound):
        session.blob("nowhere")
    with pytest.raises(NotFound):
        blobs.get(session.databases.connection(Compartment.GENERAL), b"key", blob_id)
    with pytest.raises(NotFound):
        practice.open(held=frozenset({Compartment.GENERAL})).blob(blob_id)


def test_a_file_that_lost_a_part_or_changed_is_told(session: Session) -> None:
    with session.write() as work:
        blob_id = work.put_blob(b"a" * (PART + 1))
    connection = session.databases.connection(Compartment.GENERAL)
    connection.execute("UPDATE blob_part SET data = x'62' WHERE number = 1")
    with pytest.raises(VaultDamaged):
        session.blob(blob_id)
    connection.execute("DELETE FROM blob_part WHERE number = 1")
    with pytest.raises(VaultDamaged):
        session.blob(blob_id)


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read from /proc")
@pytest.mark.parametrize(("kept_at_most", "is_little"), [(None, True), (1 << 40, False)])
def test_sessions_that_read_files_in_turns_keep_nothing_of_them(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, kept_at_most: int | None, is_little: bool
) -> None:
    """Planted: one that never lets go holds a cache full of each file."""
    if kept_at_most is not None:
        monkeypatch.setattr(session_module, "_MOST_PASSED", kept_at_most)
    writer, first, second = practice.open(), practice.open(read_only=True), practice.open(read_only=True)
    places = []
    for number in range(12):
        with writer.write() as work:
            places.append(work.put_blob(bytes([number]) * (4 << 20)))
        writer.let_go()
    before = _held()
    for place in places:
        first.blob(place)
        second.blob(place)
    grown = _held() - before
    assert (grown < 40 << 20) is is_little, f"{grown >> 20} MB"


def _held() -> int:
    """Bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
