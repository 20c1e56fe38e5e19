"""Bad files dropped on the tray: each ends in words, nothing is lost, and what becomes of the original is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from coordinator_app.scan_in.matching import Match
from coordinator_app.scan_in.model import ScanBatch
from coordinator_app.scan_in.reading_jobs import AT_ONCE
from tests.pdf import foreign
from tests.pupils.screens import words_of
from tests.scan_in import bad_scans
from tests.scan_in.made import drop, ours
from tests.scan_in.paper import Make, scan
from tests.vaults import House

_LONG = AT_ONCE + 2
REFUSED = {
    "zero.pdf": (b"", "The file is empty."),
    "zero.docx": (
        b"",
        "Ask for it again, or leave it out and write down why.",
    ),
    "holiday.pdf": (b"MZ\x90\x00" + bytes(400), "This is no scan."),
    "notes.tif": (b"PK\x03\x04" + bytes(400), "This is no scan."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_scan_is_refused_in_words_and_left_where_it_is(
    page: Make, referred: House, tmp_path: Path, name: str
) -> None:
    content, happened = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(content)
    made = page()
    made.open(paths=[path])
    words = words_of(made)
    assert f"{name} was not added." in words
    assert happened in words
    assert ("Scan it again." in words) is (name == "zero.pdf")
    assert "The file itself was not touched." in words
    assert path.read_bytes() == content
    assert referred.session.list(ScanBatch) == []


def test_a_strip_of_a_picture_is_shown_or_refused_and_kept_whole(
    page: Make, referred: House, tmp_path: Path
) -> None:
    path = tmp_path / "strip.png"
    Image.new("L", (20_000, 10), 255).save(path)
    made = page()
    made.open(paths=[path])
    (batch,) = referred.session.list(ScanBatch)
    assert referred.session.blob(batch.content_id) == path.read_bytes()
    said = [row.subtitle for row in made.list.rows()]
    assert len(said) == 1
    assert said[0]
    assert made.desk.say.troubles == []  # type: ignore[attr-defined]  # the desk of the test writes them down


def test_a_locked_file_is_kept_and_says_what_to_do(page: Make, referred: House, tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(foreign.locked())
    made = page()
    made.open(paths=[path])
    (batch,) = made.tray.failed
    assert batch.problem.startswith("This file is locked with a password.")
    assert referred.session.blob(batch.content_id) == path.read_bytes()
    assert path.exists()


def test_a_long_scan_is_read_to_its_end_a_portion_at_a_time(
    page: Make, referred: House, tmp_path: Path
) -> None:
    writer = PdfWriter()
    for _ in range(_LONG):
        writer.add_blank_page(595, 842)
    path = tmp_path / "long.pdf"
    writer.write(path)
    made = page()
    made.open(paths=[path])
    (batch,) = referred.session.list(ScanBatch)
    assert (batch.page_count, batch.pages_read) == (_LONG, _LONG)
    (line,) = made.tray.lines
    assert len(line.pages) == _LONG
    assert made.list.rows()[0].subtitle.startswith(f"All {_LONG} pages are blank.")
    assert not line.ticked


def test_the_form_of_another_vault_is_nobodys_and_says_what_it_may_be(
    page: Make, referred: House, tmp_path: Path
) -> None:
    foreigner = "ZZZZ-ZZZZ-ZZZ2"
    made = page()
    made.open(paths=[scan(tmp_path, *bad_scans.pictures(bad_scans.printed(foreigner, "consent-form")))])
    (line,) = made.tray.lines
    assert (line.matched.match, line.ticked) == (Match.NONE, False)
    assert "It may come from another partnership" in words_of(made.panel)


def test_more_warnings_than_one_stay_one_line_for_each_doubt(page: Make, referred: House) -> None:
    drop(referred, *(ours("ZZZZ-ZZZZ-ZZZ2", number, 12) for number in range(1, 13) for _ in "ab"))
    (line,) = page().tray.lines
    assert len(line.checks) == 1
