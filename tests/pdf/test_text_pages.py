from __future__ import annotations

import io
import random
from datetime import date
from pathlib import Path

import pytest
import readers
from pypdf import PdfReader

from coordinator_app.pdf import fonts
from coordinator_app.pdf.pack_content import Part, TextItem
from coordinator_app.pdf.text_pages import BODY, MEASURE, TextFlow, day_in_words, print_items, wrapped


def printed(*items: TextItem) -> bytes:
    out = io.BytesIO()
    print_items(out, items, title="Request 14", footer=lambda page: f"page {page}")
    return out.getvalue()


def note(text: str) -> TextItem:
    return TextItem("k", date(2026, 11, 4), "Note", "in full", (Part("What was said", text),))


def test_wrapped_lines_fit_and_lose_nothing() -> None:
    rng = random.Random(4)
    text = " ".join("x" * rng.randint(1, 30) for _ in range(400))
    lines = list(wrapped(text, BODY, MEASURE))
    assert " ".join(lines) == text
    assert all(fonts.width(line, BODY.face, BODY.size) <= MEASURE + 0.01 for line in lines)


@pytest.mark.parametrize("width", [MEASURE, 200.0])
def test_each_line_holds_as_many_words_as_fit(width: float) -> None:
    rng = random.Random(5)
    words = ["n" * rng.choice([0, 1, 3, 8, 8, 28]) for _ in range(600)]
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if fonts.width(longer, BODY.face, BODY.size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    assert list(wrapped(" ".join(words), BODY, width)) == lines


def test_what_follows_a_word_that_is_cut_stands_on_the_line_of_its_end() -> None:
    lines = list(wrapped("a " + "W" * 60 + " and more" * 30, BODY, MEASURE))
    assert any("W and more" in line for line in lines)
    assert all(fonts.width(line, BODY.face, BODY.size) <= MEASURE for line in lines)


def test_a_word_longer_than_the_line_is_cut_and_newlines_are_kept() -> None:
    lines = list(wrapped("a\n\n" + "W" * 300 + " end", BODY, MEASURE))
    assert lines[:2] == ["a", ""]
    assert "".join(lines[2:]).replace(" ", "") == "W" * 300 + "end"
    assert all(fonts.width(line, BODY.face, BODY.size) <= MEASURE for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "Łukasz (they) said \\ and )(",
        "Σοφία Жанна Ạnh “quoted” – 50 %",
        "李明 met 王小芳 and y\u030c",
        "ع has no glyph",
    ],
)
def test_two_independent_readers_see_the_text_as_it_was(text: str, tmp_path: Path) -> None:
    shown = text.replace("ع", "[?]")
    pdf = printed(note(text))
    assert shown in " ".join(readers.pdf_text(pdf, tmp_path).split())
    assert shown in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    readers.qpdf(pdf, tmp_path, "--check")


def test_a_long_chronology_flows_over_pages_each_with_its_foot(tmp_path: Path) -> None:
    pdf = printed(*(note("word " * 300) for _ in range(30)))
    pages = int(readers.pdf_info(pdf, tmp_path)["Pages"])
    assert pages > 10
    for page in range(1, pages + 1):
        assert f"page {page}" in readers.pdf_text(pdf, tmp_path, page=page)


def test_no_items_make_one_empty_page(tmp_path: Path) -> None:
    assert readers.pdf_info(printed(), tmp_path)["Pages"] == "1"


def test_a_row_is_not_parted_by_the_end_of_a_page() -> None:
    flow = TextFlow()
    for _ in range(60):
        flow.row([("two lines " * 12, 50, 100, BODY), ("one", 200, 100, BODY)])
    for page in flow.pages:
        assert len([line for line in page if line.text == "one"]) * len(
            list(wrapped("two lines " * 12, BODY, 100))
        ) == len([line for line in page if line.text != "one"])


def test_days_are_in_words() -> None:
    assert day_in_words(date(2026, 11, 4)) == "4 November 2026"
    assert day_in_words(None) == "no date"
