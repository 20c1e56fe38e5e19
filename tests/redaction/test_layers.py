"""A page of which something is covered keeps no word whose place is only claimed: by a scanner, or by a font."""

from __future__ import annotations

import io

import foreign
import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.pdf.pack_content import Box
from coordinator_app.pdf.redact import rebuild_page
from coordinator_app.pdf.render import open_file

NAME = "Thorncastle"
LINES = (
    "Report of the day",
    "Kit was late again",
    f"He fought {NAME}",
    "Then all was calm",
    "Signed by the head",
)
WIDE, HIGH = 1240, 1754
SCALE = 595.2 / WIDE
ANYWHERE_ELSE = Box(0, 0.1, 0.8, 0.5, 0.9)


def scan(lower_by: float) -> tuple[bytes, Box]:
    """A scan, the words that a scanner's program read `lower_by` points below their lines, and a box on the name."""
    picture = Image.new("RGB", (WIDE, HIGH), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(size=40)
    for number, line in enumerate(LINES):
        draw.text((150, 200 + 60 * number), line, fill="black", font=font)

    def page(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture), 0, 0, 595.2, 841.92)
        layer = canvas.beginText()
        layer.setTextRenderMode(3)
        layer.setFont("Helvetica", 19)
        for number, line in enumerate(LINES):
            layer.setTextOrigin(150 * SCALE, 841.92 - (236 + 60 * number) * SCALE - lower_by)
            layer.textOut(line)
        canvas.drawText(layer)

    left = 150 + draw.textlength("He fought ", font=font)
    right = left + draw.textlength(NAME, font=font)
    return foreign.page(page), Box(0, (left - 6) / WIDE, 318 / HIGH, (right + 6) / WIDE, 372 / HIGH)


@pytest.mark.parametrize("lower_by", [0, 14, 29])
def test_a_name_covered_in_a_scan_is_not_in_the_words_beside_it(lower_by: float) -> None:
    pdf, box = scan(lower_by)
    with open_file(pdf) as source:
        page = rebuild_page(source, 0, [box])
        assert NAME in [word.text for word in source.words(0)]
    assert NAME not in [word.text for word in page.words]


def test_the_words_of_a_scan_of_which_nothing_is_covered_go_on() -> None:
    with open_file(scan(0)[0]) as source:
        page = rebuild_page(source, 0)
    assert NAME in [word.text for word in page.words]


def lying_font(words_below: str) -> bytes:
    """The name in a font that paints 300 points above the place it claims, which is that of other words."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    letters = sorted(set(NAME))
    drawn = b"600 0 0 0 500 700 d1\n100 20000 300 700 re f\n"
    shapes = {f"/g{number}": pikepdf.Stream(pdf, drawn) for number in range(len(letters))}
    signs = [65, *(pikepdf.Name(name) for name in shapes)]
    says = " ".join(f"<{65 + number:02X}> <{ord(letter):04X}>" for number, letter in enumerate(letters))
    told = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        f"1 begincodespacerange <00> <FF> endcodespacerange {len(letters)} beginbfchar {says} endbfchar endcmap end end"
    )
    lying = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3,
        FontBBox=[0, 0, 1000, 30000], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=pikepdf.Dictionary(shapes), Resources=pikepdf.Dictionary(),
        Encoding=pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=pikepdf.Array(signs)),
        FirstChar=65, LastChar=64 + len(letters), Widths=[600] * len(letters),
        ToUnicode=pdf.make_stream(told.encode()),
    )  # fmt: skip
    plain = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(T=pdf.make_indirect(lying), H=pdf.make_indirect(plain))
    )
    code = bytes(65 + letters.index(letter) for letter in NAME).hex()
    page.Contents = pdf.make_stream(
        f"BT /H 15 Tf 100 300 Td ({words_below}) Tj ET BT /T 15 Tf 100 300 Td <{code}> Tj ET".encode()
    )
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_a_font_that_paints_elsewhere_than_it_says_keeps_nothing_on_a_covered_page() -> None:
    with open_file(lying_font("afternoon workshop")) as source:
        page = rebuild_page(source, 0, [Box(0, 0.1, 0.25, 0.5, 0.35)])
        assert NAME in [word.text for word in source.words(0)]
    assert NAME not in [word.text for word in page.words]


def test_plain_words_of_a_covered_page_go_on() -> None:
    with open_file(lying_font("")) as source:
        seen = [word.text for word in rebuild_page(source, 0, [ANYWHERE_ELSE]).words]
    assert seen in ([], [NAME])
    lines = foreign.page(
        lambda canvas: [canvas.drawString(72, 700 - 16 * at, line) for at, line in enumerate(LINES)]
    )
    with open_file(lines) as source:
        page = rebuild_page(source, 0, [ANYWHERE_ELSE])
    assert " ".join(word.text for word in page.words) == " ".join(LINES)
