"""Files that cannot be taken, or are not what they say, chosen on the page: looked at in the child, told in the window.

Each ends in whole sentences; nothing of it is in the vault, and the next file is taken as if it had not been.
"""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import BadFile, Trouble
from coordinator_app.documents.editor import DocumentBox
from coordinator_app.documents.model import Document
from coordinator_app.documents.page.tab import DocumentsTab
from coordinator_app.store.sql import row
from tests.documents.looking import made
from tests.faults import hostile
from tests.pdf import foreign
from tests.pupils.screens import Desk
from tests.vaults import House

MOST_MEMORY = 700_000_000
"""Bytes of the largest child that ever ran: the limit of a child is a gigabyte of addresses."""

PROJECT = Path(__file__).parents[2]
LOOKS = """
import resource, subprocess, sys
from pathlib import Path
from coordinator_app.core.errors import Trouble
from coordinator_app.documents.reading_jobs import LOOK, FileGiven
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.jobs.jobs import no_session
made, place = InlineJobs(no_session), Path(sys.argv[1])
try:
    made.child(LOOK, FileGiven(place.name, place.read_bytes())).result()
except Trouble:
    pass
made.stop()
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A small process that has a file looked at by a child, and says how many kilobytes the child had at most."""


@pytest.fixture
def tab(qtbot: QtBot, at_desk: Desk, consented: House) -> DocumentsTab:
    shown = DocumentsTab(at_desk.services, consented.pupil.id)
    qtbot.addWidget(shown)
    shown.resize(1162, 600)
    shown.show()
    QApplication.processEvents()
    return shown


def many_pages(count: int = 10_000) -> bytes:
    """So many pages that say something, in less than two megabytes."""
    with pikepdf.new() as pdf:
        said = pdf.make_stream(b"BT /F1 12 Tf 20 150 Td (Marigold was late again) Tj ET")
        font = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )
        for _ in range(count):
            page = pdf.add_blank_page(page_size=(200, 200))
            page.obj.Resources, page.obj.Contents = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)), said
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def many_objects(count: int = 1_000_000) -> bytes:
    return b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n<<>>\nendobj\n" % number for number in range(10, count))


def web_page_as_word() -> bytes:
    return b"<html><body><p>Kit was late again.</p></body></html>"


def packed_folder() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        folder.writestr("letter.txt", "late")
    return out.getvalue()


BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "ten thousand pages": ("file.pdf", many_pages, "10,000 pages"),
    "two hundred million points": ("scan.png", lambda: hostile.png(20_000, 10_000), "too large"),
    "nothing": ("letter.pdf", lambda: b"", "empty"),
    "a lock": ("letter.pdf", foreign.locked, "locked with a password"),
    "half a file": ("letter.pdf", lambda: foreign.page(foreign.note)[:400], "damaged"),
    "a PDF that swells": ("letter.pdf", hostile.pdf_bomb, ""),
    "a million things": ("letter.pdf", many_objects, ""),
    "pages that go round": (
        "letter.pdf",
        lambda: hostile.pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"),
        "",
    ),
    "Word that swells": ("letter.docx", lambda: hostile.word(b" " * 150_000_000), "swells"),
    "a PDF that is Word": ("letter.pdf", made.word, "it is a Word document"),
    "Word that is a web page": ("letter.docx", web_page_as_word, "it is a web page"),
    "messages fifty deep": ("note.eml", lambda: hostile.nested_messages(50), ""),
    "parts that never end": (
        "note.eml",
        lambda: hostile.nested_parts(50) + b"--b3\n--b3\n=?utf-8?b?4pyT",
        "",
    ),
    "half of a coded letter": (
        "note.eml",
        lambda: hostile.mail(
            "Content-Transfer-Encoding: base64\n", "JVBERi0xLjcK%%%", "application/pdf; name=a.pdf"
        ),
        "",
    ),
    "a packed folder": ("letters.zip", packed_folder, "packed"),
    "a PDF that is a folder": (
        "letter.docx",
        lambda: foreign.page(foreign.note) + made.word(),
        "it is a PDF",
    ),
}


def files_in(house: House) -> int:
    counted = (
        row(house.session.databases.connection(one), "SELECT count(*) FROM blob")
        for one in house.session.databases.held
    )
    return sum(found[0] for found in counted if found)


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_cannot_be_taken_is_told_and_leaves_nothing(
    what: str, consented: House, tab: DocumentsTab, at_desk: Desk, tmp_path: Path
) -> None:
    name, make, says = BAD[what]
    place = tmp_path / name
    place.write_bytes(make())
    before = files_in(consented)
    tab.add([place])
    boxes = [box for box in at_desk.dialogs.shown if isinstance(box, DocumentBox)]
    if boxes:  # read as far as it goes, and asked about: nothing is kept before somebody says so
        assert not says
    else:
        (told,) = [error for error in at_desk.dialogs.questions if isinstance(error, Trouble)]
        assert isinstance(told, BadFile) or not says
        assert says in told.happened
        assert told.next_step.endswith(".")
    assert consented.session.list(Document) == []
    assert files_in(consented) == before
    assert all(verdict.is_whole for verdict in consented.session.verify_audit())


def memory_of_the_child(place: Path) -> int:
    """Bytes that looking at a file took at most, seen from a small process of its own.

    What the system counts for a child begins with what its parent held: under this process, which has run
    thousands of tests, every child would look as large as they are together.
    """
    ran = subprocess.run(
        [sys.executable, "-c", LOOKS, str(place)], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    return int(ran.stdout) * 1024


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_cannot_be_taken_takes_no_more_memory_than_a_child_may(what: str, tmp_path: Path) -> None:
    name, make, _ = BAD[what]
    place = tmp_path / name
    place.write_bytes(make())
    assert memory_of_the_child(place) < MOST_MEMORY


def test_planted_fault_a_child_that_takes_much_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    takes = "subprocess.run([sys.executable, '-c', 'bytearray(range(200)) * 4_000_000']); made.child("
    greedy = LOOKS.replace("made.child(", takes)
    monkeypatch.setattr(sys.modules[__name__], "LOOKS", greedy)
    place = tmp_path / "letter.txt"
    place.write_bytes(b"Kit was late again.")
    assert memory_of_the_child(place) > MOST_MEMORY


def test_a_file_of_ten_thousand_pages_comes_in_by_its_parts(
    consented: House, tab: DocumentsTab, at_desk: Desk, tmp_path: Path
) -> None:
    whole, part = tmp_path / "file.pdf", tmp_path / "pages 1 to 500.pdf"
    whole.write_bytes(many_pages())
    part.write_bytes(many_pages(500))
    tab.add([whole])
    (told,) = at_desk.dialogs.questions
    assert told.happened.endswith("Nothing of it was added.")
    assert "pages 1 to 5,000 to a PDF, then pages 5,001 to 10,000" in told.next_step
    tab.add([part])
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, DocumentBox)
    assert box.candidate.looked.page_count == 500
    assert box.candidate.looked.words.count("late") == 500
    assert consented.session.list(Document) == []
