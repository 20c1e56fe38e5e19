"""What is scanned in stands nowhere in clear: not in the vault's files, not in the folders for temporary files."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.documents.actions import documents_of
from coordinator_app.scan_in.page.tray import ScanInPage
from tests.pdf import foreign
from tests.pupils.screens import Desk
from tests.scan_in.made import printed
from tests.vaults import House

MARKER = b"Thorncastle-7f3a"


def in_clear(*folders: Path) -> list[str]:
    """The files under these folders that hold the marker."""
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if MARKER in path.read_bytes()]


def plain_pdf() -> bytes:
    """A PDF whose words and comment can be found by a search of its bytes."""
    return foreign.page(lambda canvas: canvas.drawString(72, 700, MARKER.decode())) + b"\n% " + MARKER


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "scratch"
    made.mkdir()
    for name in ("TMPDIR", "TMP", "TEMP"):
        monkeypatch.setenv(name, str(made))
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


def test_a_scan_is_dropped_read_shown_and_filed_without_a_trace(
    referred: House, at_desk: Desk, qtbot: QtBot, tmp_path: Path, scratch: Path
) -> None:
    outside = tmp_path / "stick"
    outside.mkdir()
    (outside / "scan.pdf").write_bytes(plain_pdf())
    now = referred.clock.now().timestamp()  # scanned after the form was printed, in the test's own time
    os.utime(outside / "scan.pdf", (now, now))
    printed(referred)
    page = ScanInPage(at_desk.services)
    qtbot.addWidget(page)
    page.show()
    page.open(paths=[outside / "scan.pdf"])
    page.confirm(page.list.rows()[0].key)
    page.refresh()
    page.file.click()
    (kept,) = documents_of(referred.session, referred.pupil.id)
    assert MARKER.decode() in kept.words, "it was read and kept"
    assert in_clear(referred.vault.folder, scratch) == []
    assert list(scratch.iterdir()) == []
    assert in_clear(outside) == ["scan.pdf"], "the original is the user's own"


def test_a_page_written_to_a_temporary_file_would_be_found(scratch: Path) -> None:
    (scratch / "page.png").write_bytes(b"x" + MARKER)
    assert in_clear(scratch) == ["page.png"]
