"""Pages are put in a new order by a child process: the same order gives the same file, and only pages go into it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.core.errors import BadFile
from coordinator_app.documents import pages_child
from coordinator_app.documents.reading_jobs import NewOrder, PageTaken, Rearranging


def pages(*words: str) -> bytes:
    """A PDF with a page for each word."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 400))
    for word in words:
        canvas.drawString(50, 200, word)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture(kind: str, frames: int = 1) -> bytes:
    out = io.BytesIO()
    drawn = [Image.new("RGB", (80, 120), "white") for _ in range(frames)]
    drawn[0].save(out, kind, **({"save_all": True, "append_images": drawn[1:]} if frames > 1 else {}))
    return out.getvalue()


def words_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as read:
        return [page.get_textpage().get_text_bounded().strip() for page in read]


def made(contents: Sequence[bytes], *orders: Sequence[tuple[int, int, int]]) -> tuple[bytes, ...]:
    asked = tuple(NewOrder(tuple(PageTaken(*one) for one in order)) for order in orders)
    return pages_child.rearrange(Rearranging(tuple(contents), asked)).pdfs


def test_pages_come_out_in_the_order_asked_for_and_turned() -> None:
    (pdf,) = made([pages("one", "two", "three")], [(0, 2, 0), (0, 0, 90)])
    assert words_of(pdf) == ["three", "one"]
    with pikepdf.Pdf.open(io.BytesIO(pdf)) as read:
        assert [int(page.obj.get("/Rotate", 0)) for page in read.pages] == [0, 90]
        assert read.check_pdf_syntax() == [] if hasattr(read, "check_pdf_syntax") else read.check() == []


def test_one_document_is_split_and_two_are_put_together() -> None:
    first, second = made([pages("one", "two", "three")], [(0, 0, 0)], [(0, 1, 0), (0, 2, 0)])
    assert (words_of(first), words_of(second)) == (["one"], ["two", "three"])
    (both,) = made([first, second], [(1, 1, 0), (0, 0, 0)])
    assert words_of(both) == ["three", "one"]


def test_the_same_order_gives_the_same_file() -> None:
    given = pages("one", "two")
    assert made([given], [(0, 1, 180)]) == made([given], [(0, 1, 180)])


@pytest.mark.parametrize(("kind", "frames"), [("PNG", 1), ("JPEG", 1), ("TIFF", 2)])
def test_a_picture_is_turned_and_put_with_a_letter(kind: str, frames: int) -> None:
    order = [(0, 0, 0), *((1, number, 90) for number in range(frames))]
    (pdf,) = made([pages("letter"), picture(kind, frames)], order)
    assert len(words_of(pdf)) == 1 + frames


def test_what_runs_by_itself_does_not_come_along() -> None:
    source = pikepdf.Pdf.open(io.BytesIO(pages("one")))
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('x')")
    source.Root.OpenAction = script
    source.pages[0].obj.AA = pikepdf.Dictionary(O=script)
    out = io.BytesIO()
    source.save(out)
    assert b"JavaScript" in out.getvalue()
    (pdf,) = made([out.getvalue()], [(0, 0, 0)])
    with pikepdf.Pdf.open(io.BytesIO(pdf)) as read:
        assert "/OpenAction" not in read.Root
        assert "/AA" not in read.pages[0].obj


@pytest.mark.parametrize("content", [b"From: somebody\n\nhello", b"%PDF-1.7 broken", pages("one")[:400]])
def test_what_has_no_pages_of_its_own_is_refused_in_plain_words(content: bytes) -> None:
    with pytest.raises(BadFile) as told:
        made([content], [(0, 0, 0)])
    assert "The document is as it was." in told.value.sentences()


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadFile):
        made([pages("one")], [(0, 1, 0)])


def test_words_are_found_with_their_places_page_by_page() -> None:
    found = pages_child.where(pages("one", "two words"))
    assert [[word.text for word in page.words] for page in found.pages] == [["one"], ["two", "words"]]
    word = found.pages[0].words[0]
    assert 0 < word.left < word.right < 1
    assert 0 < word.top < word.bottom < 1
