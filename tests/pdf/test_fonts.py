from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.core.print_letters import RANGES
from coordinator_app.core.printable import packed, unprintable
from coordinator_app.pdf import fonts
from coordinator_app.resources import form_file


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
    assert unprintable(name) == ()


def test_characters_without_a_glyph_are_reported_once_and_drawn_as_a_visible_mark() -> None:
    assert unprintable("محمد and م\ud800") == ("م", "ح", "د", "\ud800")
    assert fonts.runs("aمb") == [("Inter", "a[?]b")]


def test_chinese_and_japanese_names_are_drawn_in_their_own_face() -> None:
    assert unprintable("李明 王小芳 さくら ユイ") == ()
    assert fonts.runs("李b") == [("DroidSansFallback", "李"), ("Inter", "b")]


@pytest.mark.parametrize("text", ["देव", "שרה", "ไทย", "\ue000", "\U0001d538", "\ufb2a"])
def test_what_would_come_out_wrong_is_marked_even_where_a_face_has_the_shapes(text: str) -> None:
    assert unprintable(text) == tuple(dict.fromkeys(fonts.clean(text)))
    assert {face for face, _ in fonts.runs(text)} == {"Inter"}
    assert fonts.runs(text)[0][1] == "[?]" * len(text)


def test_a_mark_is_drawn_with_its_letter_in_the_face_that_puts_it_over_the_letter() -> None:
    assert fonts.runs("ay\u030cb") == [("Inter", "a"), ("NotoSans", "y\u030c"), ("Inter", "b")]
    assert fonts.runs("x\u0323\u0302", fonts.SEMIBOLD) == [("NotoSans-Bold", "x\u0323\u0302")]


def test_the_table_that_the_window_asks_is_what_the_faces_can_draw() -> None:
    assert set(RANGES.split()) == set(packed(fonts.drawable()).split())
    for face in (fonts.MEDIUM, fonts.SEMIBOLD, fonts.BOLD):
        assert all(fonts._faces(chr(code), face) for code in fonts.drawable())


def test_a_planted_fault_in_the_table_is_found() -> None:
    doctored = fonts.drawable() - {ord("ŷ")} | {ord("ع")}
    assert set(RANGES.split()) != set(packed(doctored).split())


def test_every_wording_that_comes_with_the_app_can_be_printed() -> None:
    files = sorted(form_file("en").glob("*.md"))
    assert files
    assert {path.name: unprintable(path.read_text(encoding="utf-8")) for path in files} == {
        path.name: () for path in files
    }


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
