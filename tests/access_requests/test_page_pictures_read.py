"""Names in the picture of a page: the machine's words are looked through at review, and marks lie where it read them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from desks import Desk, desk_of, texts
from PIL import ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from test_page_review import Bench, letter

from coordinator_app.access_requests.items import Outcome
from coordinator_app.access_requests.page.machine_words import PictureReading
from coordinator_app.access_requests.page.page_loader import PageLoader
from coordinator_app.core.page_images import PageWord, ReadPage
from coordinator_app.documents import actions as documents
from coordinator_app.documents import machine_words
from coordinator_app.documents.looking import look, machine
from coordinator_app.documents.looking.opening import open_any
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.documents.reading_jobs import FileGiven, WordsWanted
from coordinator_app.pupils import actions as pupils
from tests.vaults import House, new_pupil

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
NOTE = b"""Playground, Tuesday

Today there was a fight between two boys near the fence.
Otis Bramblewick was taken home early by his grandmother.
The other one went back to his lesson and was calm again.
"""


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    pupils.save_pupil(consented.session, new_pupil(consented, given_names="Otis", family_name="Bramblewick"))
    made = desk_of(consented, tmp_path)
    yield made
    made.services.jobs.stop()


def scan() -> bytes:
    """A page as a scanner makes it: a picture, and no word beside it."""
    out = io.BytesIO()
    with open_any(NOTE) as source:
        source.picture(0, 200).convert("L").save(out, "PDF", resolution=200)
    return out.getvalue()


def filed(house: House, content: bytes) -> Document:
    """Filed and read by machine, as the tab Documents has it done."""
    made = Document(
        pupil_id=house.pupil.id,
        title="Note of the playground",
        kind_of_document=DocumentKind.PROVIDER_REPORT,
        dated=date(2026, 11, 18),
    )
    kept = documents.attach(house.session, made, content, look(FileGiven("a.pdf", content))).record
    return machine_words.keep_words(house.session, kept, machine.read(WordsWanted(content)))


def key(bench: Bench, pressed: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    bench.stage.items.rows.setFocus()
    QTest.keyClick(bench.stage.items.rows, pressed, held)
    QApplication.processEvents()


def test_a_name_in_a_scan_is_suggested_where_it_stands_and_what_is_covered_cannot_be_read(desk: Desk) -> None:
    content = scan()
    document = filed(desk.house, content)
    assert not document.unread_pages
    bench = Bench(desk)
    bench.go_to(document.id)
    assert "Otis Bramblewick" in [group.label for group in bench.stage.view.groups()]
    assert "read by machine, which may miss a name" in texts(bench.stage.panel.names)
    assert "could not read" not in texts(bench.stage)
    key(bench, Qt.Key.Key_C)
    desk.dialogs.will_answer(True)
    key(bench, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    item = bench.item(document.id)
    boxes = bench.covered(document.id)
    assert item.outcome is Outcome.REDACT
    assert any("Otis Bramblewick" in box.covered_words for box in boxes)  # sought in the finished pack
    with open_any(content) as source, machine.eyes() as seeing:
        picture = source.picture(0, 300).convert("L")
        assert seeing is not None
        assert "Bramblewick" in seeing.words(picture)[0]
        wide, high = picture.size
        for box in boxes:
            edges = (box.left or 0, box.top or 0, box.right or 0, box.bottom or 0)
            sides = (wide, high, wide, high)
            drawn = tuple(edge * side / 100_000 for edge, side in zip(edges, sides, strict=True))
            ImageDraw.Draw(picture).rectangle(drawn, fill=0)
        said = seeing.words(picture)[0]
    assert "Bramblewick" not in said
    assert "two boys near the fence" in said


def test_sharing_a_scan_in_full_that_a_machine_alone_has_read_is_asked_about(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ReadPage(1, (PageWord("fence", 0.1, 0.1, 0.2, 0.12),), sure=True)
    monkeypatch.setattr(PictureReading, "start", lambda own, *_: (own.came.emit(page), own.ended.emit()))
    document = filed(desk.house, scan())
    bench = Bench(desk)
    bench.go_to(document.id)
    desk.dialogs.will_answer(False)
    key(bench, Qt.Key.Key_1)
    key(bench, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.dialogs.asked[-1][1] == "Share in full what only a machine has read?"
    assert bench.item(document.id).outcome is Outcome.UNDECIDED


def test_words_that_the_check_found_are_looked_for_once_the_pages_are_here(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = filed(desk.house, scan())
    bench = Bench(desk)
    begin, waiting = PageLoader._ask, []
    monkeypatch.setattr(PageLoader, "_ask", lambda *asked: waiting.append(asked))
    bench.go_to(document.id)
    bench.stage.view.start_find("otis bramblewick")  # as the errand of the check does, at once
    assert "is not in" not in bench.stage.view._finder._answer.text()
    monkeypatch.setattr(PageLoader, "_ask", begin)
    begin(*waiting[-1])
    QApplication.processEvents()
    assert bench.stage.view._finder._answer.text() == "1 place found."
    assert bench.stage.view.preview.view.boxes()


def test_what_no_machine_could_place_is_said_to_stand_in_a_picture_perhaps(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # also the planted fault of the tests above: without the reading nothing in the picture is suggested
    monkeypatch.setattr(PictureReading, "start", lambda own, *_: own.ended.emit())
    document = filed(desk.house, scan())
    bench = Bench(desk)
    bench.go_to(document.id)
    assert bench.stage.view.groups() == []
    bench.stage.view.start_find("otis bramblewick")
    assert "It may stand in a picture" in bench.stage.view._finder._answer.text()


def test_a_scan_is_read_once_and_what_was_read_is_kept_while_the_workbench_is_open(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, other = filed(desk.house, scan()), filed(desk.house, letter("Nobody."))
    bench = Bench(desk)
    bench.go_to(document.id)
    bench.go_to(other.id)

    def refused(*_: object) -> None:
        raise AssertionError("It is read again.")

    monkeypatch.setattr("coordinator_app.documents.looking.machine_places.places", refused)
    bench.go_to(document.id)
    assert "Otis Bramblewick" in [group.label for group in bench.stage.view.groups()]
