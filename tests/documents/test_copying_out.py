"""A copy leaves the vault for a purpose, readable by its owner, and the audit keeps that it did."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.privacy import Compartment, Purpose
from coordinator_app.documents import actions, copying_out
from coordinator_app.documents.copying_out import AUDITED, CopyNotSaved
from coordinator_app.documents.looking import kinds
from coordinator_app.documents.model import Document
from tests.documents.papers import paper
from tests.vaults import House


@pytest.mark.parametrize("guarded", [False, True])
def test_the_copy_is_the_file_as_it_came_and_stands_in_the_audit(
    consented: House, tmp_path: Path, guarded: bool
) -> None:
    session = consented.session
    kept = paper(consented, is_guarded=guarded)
    place = tmp_path / copying_out.suggested_name(kept)
    copying_out.copy_out(session, kept, place, Purpose.RIGHTS)
    assert place.read_bytes() == actions.content_of(session, kept)
    assert place.name == "document.pdf"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    side = Compartment.GUARDED if guarded else Compartment.GENERAL
    (row,) = [row for row in session.audit_rows(limit=1000, compartment=side) if row.entry.action == AUDITED]
    assert (row.entry.record_id, row.entry.note_code) == (kept.id, "rights.open")


def test_every_kind_that_is_taken_has_its_ending_and_nobodys_name() -> None:
    names = {copying_out.suggested_name(Document(media_type=kind, title="Kit")) for kind in kinds.CALLED}
    assert len(names) == len(kinds.CALLED)
    assert all(name.startswith("document.") and name.partition(".")[2] in kinds.ENDINGS for name in names)


def test_without_a_purpose_nothing_leaves(consented: House, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        copying_out.copy_out(consented.session, paper(consented), tmp_path / "copy.pdf", None)
    assert list(tmp_path.glob("*.pdf*")) == []


def test_where_it_cannot_be_written_no_line_and_no_part_is_left(consented: House, tmp_path: Path) -> None:
    with pytest.raises(CopyNotSaved):
        copying_out.copy_out(
            consented.session, paper(consented), tmp_path / "gone" / "copy.pdf", Purpose.RIGHTS
        )
    rows = consented.session.audit_rows(limit=1000)
    assert all(row.entry.action != AUDITED for row in rows)
