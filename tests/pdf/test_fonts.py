from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.pdf import fonts


def test_a_character_that_inter_lacks_is_drawn_in_noto_sans() -> None:
    only_noto = next(
        chr(code)
        for code in range(0x100, 0x3000)
        if fonts._covered("NotoSans").__contains__(code) and code not in fonts._covered("Inter")
    )
    assert fonts.runs(f"a{only_noto}b") == [("Inter", "a"), ("NotoSans", only_noto), ("Inter", "b")]


@pytest.mark.parametrize(
    "name", ["Łukasz", "Ștefan", "Nguyễn Thị Ạnh", "Σοφία", "Жанна", "Zoë O’Hara-Ferrán"]
)
def test_names_of_europe_and_vietnam_have_glyphs(name: str) -> None:
    assert fonts.missing_glyphs(name) == []


def test_characters_without_a_glyph_are_reported_once_and_drawn_as_a_visible_mark() -> None:
    assert fonts.missing_glyphs("中文中 and محمد\ud800")[:2] == ["中", "文"]
    assert ("Inter", "a[?]b") in fonts.runs("a中b")


def test_composed_and_decomposed_names_print_alike_and_controls_go() -> None:
    assert fonts.clean("Zoe\u0308\u202e\x00\tB\r\nC") == "Zoë B\nC"


def test_text_in_every_face_can_be_read_back() -> None:
    fonts.register()
    out = io.BytesIO()
    canvas = Canvas(out)
    for row, face in enumerate((fonts.REGULAR, fonts.MEDIUM, fonts.SEMIBOLD, fonts.BOLD)):
        canvas.setFont(face, 12)
        canvas.drawString(50, 700 - 20 * row, f"{face} Łukasz")
    canvas.save()
    text = PdfReader(io.BytesIO(out.getvalue())).pages[0].extract_text()
    assert text.count("Łukasz") == 4


def test_width_adds_up_over_faces() -> None:
    assert fonts.width("ab", fonts.REGULAR, 10) == pytest.approx(
        fonts.width("a", fonts.REGULAR, 10) + fonts.width("b", fonts.REGULAR, 10)
    )
    assert fonts.runs("") == []
