"""An empty page of a document says in the pack that it is empty, and no page says so on which anything stands."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import foreign
import hidden
import packs
import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.pdf import redact
from coordinator_app.pdf.pack_content import Box, DocumentItem, RebuiltPage
from coordinator_app.pdf.redact import rebuild_page
from coordinator_app.pdf.render import open_file
from coordinator_app.pdf.seal_check import Seal, check_pack

SAID = "This page is empty. Nothing on it was covered or taken out."


def rebuilt(pdf: bytes, *boxes: Box) -> RebuiltPage:
    with open_file(pdf) as source:
        return rebuild_page(source, 0, boxes)


def pack(page: RebuiltPage) -> tuple[str, list[str]]:
    """What stands on the page of the pack, and what the check has to say of it."""
    item = DocumentItem("d", None, "Form", "in full", (page,))
    pdf, built = packs.built(replace(packs.content(), items=(item,)))
    found = check_pack(pdf, packs.PASSWORD, Seal(built, "Request 14", (), read_seconds=0))
    with pypdfium2.PdfDocument(pdf, password=packs.PASSWORD) as opened:
        said = opened[built.index[0].page - 1].get_textpage().get_text_range()
    return said, [one.says for one in found if one.state != "passed" and one.check != "reading"]


def test_an_empty_page_says_so_and_nobody_is_sent_to_read_it() -> None:
    said, told = pack(rebuilt(foreign.page(lambda _: None)))
    assert SAID in said
    assert told == []


def lines(canvas: Canvas) -> None:
    canvas.setLineWidth(0.1)
    canvas.line(100, 100, 101, 100)


def painted(canvas: Canvas) -> None:
    canvas.rect(-10, -10, 700, 900, fill=1)


def scan(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (1240, 1754), 255)), 0, 0, 595, 842)


def noted(kind: str, **more: object) -> bytes:
    """An empty page on which somebody put a note that not every program draws."""
    with pikepdf.open(io.BytesIO(foreign.page(lambda _: None))) as pdf:
        said = {
            "/Type": pikepdf.Name.Annot,
            "/Subtype": pikepdf.Name(f"/{kind}"),
            "/Rect": [100, 700, 400, 740],
        }
        drawn = {f"/{name}": value for name, value in more.items()}
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary({**said, **drawn}))])
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def layered(drawing: bytes) -> bytes:
    """A page whose only drawing lies in a layer that is switched off."""
    with pikepdf.open(io.BytesIO(foreign.page(lambda _: None))) as pdf:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="L"))
        off = pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=off)
        pdf.pages[0].Resources = pikepdf.Dictionary(Properties=pikepdf.Dictionary(L0=layer))
        pdf.pages[0].Contents = pikepdf.Stream(pdf, b"/OC /L0 BDC " + drawing + b" EMC")
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def under_white(canvas: Canvas) -> None:
    canvas.rect(100, 100, 200, 20, fill=1)
    canvas.setFillGray(1)
    canvas.rect(-10, -10, 700, 900, fill=1, stroke=0)


def white_paper(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.rect(0, 0, 595, 842, fill=1, stroke=0)


def test_a_page_that_is_painted_white_and_holds_nothing_else_is_empty() -> None:
    assert rebuilt(foreign.page(white_paper)).empty


PAGES: dict[str, bytes] = {
    "a drawing in a layer that is off": layered(b"0 g 100 100 200 200 re f"),
    "a line in a layer that is off": layered(b"0 G 100 100 m 200 200 l S"),
    "a drawing under white paint": foreign.page(under_white),
    "words typed over it": noted("FreeText", Contents="Otis hit him", DA="/Helv 12 Tf 0 g"),
    "a note stuck on it": noted("Text", Contents="Otis hit him"),
    "a place marked on it": noted("Highlight", QuadPoints=[100, 740, 400, 740, 100, 700, 400, 700]),
    "words": foreign.page(foreign.note),
    "words that nobody sees": foreign.page(
        lambda canvas: (canvas.setFillGray(1), canvas.drawString(72, 500, "white"))
    ),
    "words beside it": foreign.page(lambda canvas: canvas.drawString(-400, 500, "outside")),
    "words under a white box": foreign.page(
        lambda canvas: (canvas.drawString(80, 500, "under"), hidden.white_box(canvas))
    ),
    "a hair line": foreign.page(lines),
    "all painted over": foreign.page(painted),
    "a scan of white paper": foreign.page(scan),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_on_which_anything_stands_does_not(page: str) -> None:
    made = rebuilt(PAGES[page])
    assert not made.empty
    assert SAID not in pack(made)[0]


def test_a_covered_page_does_not() -> None:
    box = Box(0, 0.1, 0.1, 0.9, 0.9)
    assert not rebuilt(foreign.page(lambda _: None), box).empty


def test_a_picture_of_white_paper_is_empty_and_one_with_a_grey_speck_is_not() -> None:
    def png(change: Callable[[Image.Image], None]) -> bytes:
        made, out = Image.new("L", (800, 1100), 255), io.BytesIO()
        change(made)
        made.save(out, "PNG")
        return out.getvalue()

    assert rebuilt(png(lambda _: None)).empty
    assert not rebuilt(png(lambda made: made.putpixel((400, 500), 240))).empty


def test_without_the_look_at_its_pixels_a_hair_line_would_be_called_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # the planted fault: a page without words is called empty
    monkeypatch.setattr(redact, "is_empty_page", lambda source, index, _: not source.words(index))
    assert SAID in pack(rebuilt(PAGES["a hair line"]))[0]
