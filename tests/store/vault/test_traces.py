"""Nothing readable stands in any file of the vault, its backups or this laptop's state (threat 1)."""

from __future__ import annotations

import base64
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coordinator_app.core.privacy import Compartment
from coordinator_app.store.backup import back_up

if TYPE_CHECKING:
    from conftest import Made

MARKER = "Zanzibarplum-Quokkafeather"


def _forms(marker: str) -> dict[str, bytes]:
    plain = marker.encode()
    forms = {"utf-8": plain, "utf-16-le": marker.encode("utf-16-le"), "utf-16-be": marker.encode("utf-16-be")}
    forms |= {"hex": plain.hex().encode(), "HEX": plain.hex().upper().encode(), "folded": plain.lower()}
    for shift in range(3):
        # whatever stands before it, one of three alignments shows
        forms[f"base64 {shift}"] = base64.b64encode(b"x" * shift + plain)[4 : 4 + 24]
    return forms


def _found(place: Path, *markers: str) -> list[tuple[str, str]]:
    files = [path for path in place.rglob("*") if path.is_file()]
    return [
        (path.name, form)
        for path in files
        for marker in markers
        for form, data in _forms(marker).items()
        if data in path.read_bytes()
    ]


def _fill(made: Made) -> None:
    for compartment in Compartment:
        with closing(made.open(compartment)) as connection:
            connection.execute("INSERT INTO setting VALUES (?, ?)", (MARKER, MARKER * 500))
            connection.execute(
                "INSERT INTO search_document (record_id, kind, on_date, folded) VALUES ('1', 'note', '', ?)",
                (MARKER,),
            )
            connection.execute("INSERT INTO blob VALUES ('1', 9, '', '')")
            connection.execute("INSERT INTO blob_part VALUES ('1', 0, ?)", (MARKER.encode() * 9000,))
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("CREATE TEMP TABLE sorted AS SELECT value FROM setting ORDER BY value DESC")
            connection.execute("INSERT INTO setting VALUES ('second', ?)", (MARKER * 500,))
            # looked at while a transaction is open, with its WAL on the disk
            assert _found(made.folder.parent, MARKER) == []
            connection.execute("COMMIT")
            assert _found(made.folder.parent, MARKER) == []


def test_no_marker_stands_in_clear_in_any_file(made: Made, tmp_path: Path) -> None:
    _fill(made)
    with made.unlock() as opened:
        back_up(opened)
        back_up(opened, tmp_path / "stick")
        assert made.get(MARKER) == MARKER * 500
    keys = [made.keys().key(compartment).hex() for compartment in Compartment]
    assert _found(tmp_path, MARKER, *keys) == []
    raw = [made.keys().key(compartment) for compartment in Compartment]
    assert not [
        path for path in tmp_path.rglob("*") if path.is_file() for key in raw if key in path.read_bytes()
    ]


@pytest.mark.parametrize("form", list(_forms(MARKER)))
def test_planted_fault_a_marker_in_any_form_is_found(tmp_path: Path, form: str) -> None:
    (tmp_path / "leak.bin").write_bytes(b"before" + _forms(MARKER)[form] + b"after")
    assert form in {how for _, how in _found(tmp_path, MARKER)}


def test_what_is_deleted_is_gone_from_the_search_index_too(made: Made) -> None:
    with closing(made.open()) as connection:
        connection.execute("INSERT INTO setting VALUES ('gone', ?)", (MARKER * 500,))
        connection.execute(
            "INSERT INTO search_document (record_id, kind, on_date, folded) VALUES ('1', 'note', '', ?)",
            (MARKER,),
        )
        connection.execute("DELETE FROM setting WHERE name = 'gone'")
        connection.execute("DELETE FROM search_document")
        found = "SELECT count(*) FROM search_index WHERE search_index MATCH 'zanzibarplum'"
        assert connection.execute(found).fetchone() == (0,)
        blocks = connection.execute("SELECT block FROM search_index_data").fetchall()
    assert not [block for (block,) in blocks if b"zanzibarplum" in bytes(block)]
