from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pikepdf
import print_samples as samples
import pytest
import readers
from pypdf import PdfReader

from coordinator_app.core.ids import new_reference
from coordinator_app.core.page_blocks import (
    FormSheet,
    Heading,
    Items,
    LetterSheet,
    Paragraph,
    Signature,
    SignOff,
    Table,
    plain,
)
from coordinator_app.pdf.flow import Look, story
from coordinator_app.pdf.frame import print_form, print_letter
from coordinator_app.pdf.template import shipped

SHEET = FormSheet("Hazelmoor Partnership", "A form", new_reference(), "Ring us", 1, "ab12cd34ef")


@pytest.mark.parametrize("size", [12, 18])
@pytest.mark.parametrize("name", samples.FORMS)
def test_each_form_prints_with_code_version_and_page_on_every_page(
    name: str, size: int, tmp_path: Path
) -> None:
    pdf = samples.sample_form(name, size, samples.VALUES)
    pages = int(readers.pdf_info(pdf, tmp_path)["Pages"])
    for page in range(1, pages + 1):
        text = readers.pdf_text(pdf, tmp_path, page=page)
        assert f"Page {page} of {pages}" in text
        assert samples.PARTNERSHIP.split()[0] in text
        assert f"Version {shipped(name).version}, " in text
        assert text.count("-") >= 4
    readers.qpdf(pdf, tmp_path, "--check")


def test_a_printed_file_says_nothing_of_itself_but_its_reference(tmp_path: Path) -> None:
    pdf = samples.sample_form("consent-form", 12, samples.VALUES)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert list(opened.docinfo.keys()) == ["/Title"]
        assert "/Metadata" not in opened.Root
        assert str(opened.Root.Lang) == "en-GB"
        assert "Tumbledale" not in str(opened.docinfo["/Title"])


def test_names_print_as_they_are_typed_and_gaps_are_seen(tmp_path: Path) -> None:
    pdf = samples.sample_form("consent-form", 12, samples.VALUES | samples.ODD)
    text = " ".join(readers.pdf_text(pdf, tmp_path).split())
    assert "Maximilíana-Rosé Łukaszewska-Featherstonehaugh **<b>{x}</b>** of the Very Long Lane" in text
    gaps = readers.pdf_text(samples.sample_form("privacy-statement-parent", 12, samples.VALUES), tmp_path)
    assert "[joint data protection officer: not yet appointed]" in gaps


def test_a_practice_page_says_so_on_every_page_and_a_copy_its_number(tmp_path: Path) -> None:
    pdf = samples.sample_form("consent-form", 12, samples.VALUES, practice=True)
    for page in (1, 2):
        text = readers.pdf_text(pdf, tmp_path, page=page)
        assert "PRACTICE VAULT" in text
        assert "Copy 3" in text
    assert "PRACTICE" not in readers.pdf_text(
        samples.sample_form("consent-form", 12, samples.VALUES), tmp_path
    )


def test_a_letter_has_address_date_reference_and_sign_off_in_reading_order(tmp_path: Path) -> None:
    text = readers.pdf_text(samples.sample_letter("letter-reply", 12), tmp_path)
    order = [
        "4 Weir Cottages",
        "21 November 2026",
        "Our reference: Request 14",
        "Dear Marigold",
        "Yours sincerely",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_a_signature_has_24_mm_of_clear_space_in_both_sizes() -> None:
    for size in (12, 18):
        (row,) = story([Signature(("Signature", "Full name"))], Look(size, 480))
        _, height = row.wrap(480, 800)
        assert height >= 24 / 25.4 * 72


@pytest.mark.parametrize("size", [12, 18])
def test_a_body_of_thirty_pages_and_a_cell_taller_than_a_page_are_printed_whole(size: int) -> None:
    long = Paragraph(plain("A sentence that is said again and again. " * 60))
    tall = Table(((plain("Long"), plain("word " * 1500)),))
    body = [long] * 42 + [tall, Paragraph(plain("The very end."))]
    pages = PdfReader(io.BytesIO(print_form(dataclasses.replace(SHEET, size=size), body))).pages
    assert len(pages) >= 30
    assert "The very end." in pages[-1].extract_text()


def test_long_letterheads_long_contacts_and_empty_bodies_print() -> None:
    letter = LetterSheet(
        "The Very Long Partnership of Many Schools " * 4,
        tuple(f"Line {line} of an address" for line in range(9)),
        ("Somebody", "", "Somewhere"),
        "21 November 2026",
        new_reference(),
        "Ring one of us " * 20,
        size=18,
        practice=True,
        copy_number=2,
    )
    pages = PdfReader(io.BytesIO(print_letter(letter, []))).pages
    assert len(pages) == 1
    assert "Copy 2" in pages[0].extract_text()
    assert len(PdfReader(io.BytesIO(print_form(SHEET, []))).pages) == 1


@pytest.mark.parametrize("lines", range(20, 36))
def test_no_page_ends_with_a_heading_and_the_words_that_lead_to_a_list(lines: int) -> None:
    body = [Paragraph(plain("A sentence that stands for a paragraph.")) for _ in range(lines)]
    led = [
        Heading(plain("What we shared")),
        Paragraph(plain("We told you of these.")),
        Items((plain("Item one"),)),
    ]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(print_form(SHEET, [*body, *led]))).pages]
    assert [
        ["What we shared" in one, "told you" in one, "Item one" in one] for one in pages if "Item one" in one
    ] == [[True, True, True]]


@pytest.mark.parametrize("lines", range(14, 34))
def test_nobody_signs_a_page_without_a_word_of_the_letter(lines: int) -> None:
    sheet = LetterSheet("Hazelmoor", ("1 Elm Row",), ("A. Reader",), "1 May 2026", new_reference(), "Ring us")
    body = [Paragraph(plain("A sentence that stands for a paragraph.")) for _ in range(lines)]
    pdf = print_letter(sheet, [*body, SignOff("Yours sincerely", (plain("Pat Samplewell"),))])
    last = PdfReader(io.BytesIO(pdf)).pages[-1].extract_text()
    assert "Yours sincerely" in last
    assert "A sentence that stands" in last
