"""The row of the pack: the floor and ours are real files of as many pages, and the peak of memory is said."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf

from coordinator_app.bench import pack_rows
from coordinator_app.bench.pack_size import PackSize
from coordinator_app.pdf.pdf_file import PdfFile
from coordinator_app.pdf.pdf_lock import Lock

SMALL = PackSize(4, 12)


def test_floor_and_ours_are_packs_of_the_same_pages() -> None:
    picture = pack_rows.scan()
    out = io.BytesIO()
    pack_rows.floor(SMALL, picture, PdfFile(out.write, Lock("BENCH-BENCH", "bench")))
    with pikepdf.open(io.BytesIO(out.getvalue()), password="BENCH-BENCH") as bare:
        assert len(bare.pages) == 16
    whole = io.BytesIO()
    pages = pack_rows.ours(pack_rows.content(SMALL, picture), whole.write)
    with pikepdf.open(io.BytesIO(whole.getvalue()), password="BENCH-BENCH") as locked:
        assert len(locked.pages) == pages >= 16


def test_a_small_pack_has_no_goal_and_says_its_peak(tmp_path: Path) -> None:
    made = pack_rows.pack_row(SMALL, 1, tmp_path)
    assert made.met is None
    assert "locked alike" in made.note
    assert "MB of 300" in made.note
    assert list(tmp_path.iterdir()) == []
