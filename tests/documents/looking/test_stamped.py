"""Scans with a stamp on them: the words of the stamp are not what the page says, so it counts as not read."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.access_requests.page.page_loader import wordless
from coordinator_app.core.page_images import PagesWanted
from coordinator_app.documents.looking import look
from coordinator_app.documents.looking.machine import read
from coordinator_app.documents.looking.opening import open_any
from coordinator_app.documents.reading_jobs import FileGiven, WordsWanted
from coordinator_app.pdf.page_pictures import pages_shown

LETTER = b"Dear Mrs Puddlecombe,\n\nMarigold was seen by the school nurse on Tuesday.\n"
STAMP = "Received by fax 12/11/2026 10:22 page 1 of 1"


def page() -> Image.Image:
    with open_any(LETTER) as source:
        return source.picture(0, 200).convert("L")


def paper(draw: Callable[[Canvas], None]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def stamped(canvas: Canvas, words: str = STAMP) -> None:
    canvas.drawImage(ImageReader(page()), 0, 0, 595, 842)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(20, 820, words)


def in_strips(canvas: Canvas) -> None:
    whole = page()
    for at in range(10):
        top, bottom = whole.height * at // 10, whole.height * (at + 1) // 10
        strip = ImageReader(whole.crop((0, top, whole.width, bottom)))
        canvas.drawImage(strip, 0, 842 - 84.2 * (at + 1), 595, 84.2)
    canvas.drawString(20, 820, STAMP)


def in_a_drawing(canvas: Canvas) -> None:
    canvas.beginForm("scan", 0, 0, 595, 842)
    canvas.drawImage(ImageReader(page()), 0, 0, 595, 842)
    canvas.endForm()
    canvas.doForm("scan")
    canvas.drawString(20, 820, STAMP)


def turned(content: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.pages[0].Rotate = 90
        pdf.save(out)
    return out.getvalue()


def unread(content: bytes) -> list[int]:
    with open_any(content) as source:
        shown = pages_shown(source, PagesWanted(content), words=True)
    return wordless({one.number - 1: one for one in shown.pages})


@pytest.mark.parametrize(
    "content", [paper(stamped), paper(in_strips), paper(in_a_drawing), turned(paper(stamped))]
)
def test_a_scan_with_a_stamp_counts_as_not_read(content: bytes) -> None:
    assert look(FileGiven("a.pdf", content)).pages_without_words == 1
    assert unread(content) == [1]


def test_a_scan_with_a_stamp_is_read_by_the_machine_and_keeps_the_words_of_the_stamp() -> None:
    found = read(WordsWanted(paper(stamped)))
    assert found.pages_read == 1
    assert "school nurse" in found.words
    assert STAMP in found.words


def small_picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(page()), 20, 700, 200, 120)
    canvas.drawString(20, 500, STAMP)


def words_of_a_scanner(canvas: Canvas) -> None:
    stamped(canvas)
    for line in range(10):
        canvas.drawString(20, 600 - 20 * line, "Marigold was seen by the nurse")


@pytest.mark.parametrize("draw", [small_picture, words_of_a_scanner])
def test_a_letterhead_or_a_scan_with_its_own_words_counts_as_read(draw: Callable[[Canvas], None]) -> None:
    content = paper(draw)
    assert look(FileGiven("a.pdf", content)).pages_without_words == 0
    assert unread(content) == []
    assert read(WordsWanted(content)).pages_read == 0


def hair_line(canvas: Canvas) -> None:
    canvas.setLineWidth(0.05)
    canvas.setStrokeGray(0.98)
    canvas.line(100, 100, 140, 180)


def white_picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (10, 10), "white")), 20, 700, 200, 120)


def test_an_empty_page_is_not_one_that_nobody_could_read() -> None:
    content = paper(lambda canvas: canvas.setFont("Helvetica", 9))
    assert look(FileGiven("a.pdf", content)).pages_without_words == 0
    assert unread(content) == []


@pytest.mark.parametrize(
    "draw",
    [
        hair_line,
        lambda canvas: canvas.drawString(20, 500, "Wren"),
        lambda canvas: canvas.bezier(9, 9, 80, 200, 90, 9, 300, 300),
    ],
)
def test_a_page_with_anything_on_it_but_words_waits_for_a_reader(draw: Callable[[Canvas], None]) -> None:
    assert look(FileGiven("a.pdf", paper(draw))).pages_without_words == 1


def test_a_page_with_a_picture_is_judged_where_it_is_read_by_machine() -> None:
    assert look(FileGiven("a.pdf", paper(white_picture))).pages_without_words == 1
    assert read(WordsWanted(paper(white_picture))).pages_left == ()
