"""Forms for a kitchen table: a loose page says whose it is, large print is large throughout, no page is half empty."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from coordinator_app.consent.model import FormTemplate
from coordinator_app.consent.orders import FillIn, form_order
from coordinator_app.core.page_blocks import Heading, Paragraph, SignOff, Tick, plain
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.pdf import flow, print_job
from coordinator_app.pdf.flow import Look, story
from coordinator_app.pdf.print_job import print_order
from coordinator_app.wording.shipped import shipped
from tests.pdf.readers import pdf_text
from tests.vaults import House
from tests.wording.test_printed_pages import EACH, printed

ARABIC = "علي المنصوري"
LEAST = 16
FAMILY = (FormTemplate.PARENT_STATEMENT, FormTemplate.CHILD_STATEMENT, FormTemplate.CONSENT_FORM)
MOST_EMPTY = {True: 0.25, False: 0.4}
"""White above the foot as a share of a page's height, for a family and for a school, which signs in one block."""


def order_of(house: House, form: FormTemplate, **fill: object) -> PrintOrder:
    wanted = FillIn(carer=True, carer_id=house.carer.id, **fill)  # type: ignore[arg-type]  # large print or a language
    return form_order(
        house.session, form, house.pupil, practice=False, reference="7QK4-M2ZD-9XA6", fill=wanted
    )


def letters(pdf: bytes) -> Iterator[tuple[str, float]]:
    """Every visible character and its size in points."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        for page in document:
            text = page.get_textpage()
            for at in range(pdfium.FPDFText_CountChars(text)):
                char = chr(pdfium.FPDFText_GetUnicode(text, at))
                if not char.isspace() and not pdfium.FPDFText_IsGenerated(text, at):
                    yield char, pdfium.FPDFText_GetFontSize(text, at)
            text.close()


def emptiness(pdf: bytes) -> list[float]:
    """Of each page but the last the white between its words and its foot, as a share of the height."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        pages = [page.render(scale=0.5).to_pil().convert("L") for page in document]
    found = []
    for page in pages[:-1]:
        rows = [page.crop((0, row, page.width, row + 1)).getextrema()[0] < 200 for row in range(page.height)]
        inked = [row for row, ink in enumerate(rows) if ink]
        gaps = [later - row for row, later in pairwise(inked)]
        found.append(max(gaps) / page.height)
    return found


@pytest.mark.parametrize(("form", "language", "large"), EACH)
def test_no_page_but_the_last_is_half_empty(
    referred: House, form: FormTemplate, language: str, large: bool
) -> None:
    shares = emptiness(printed(referred, form, language, large=large, reference="7QK4-M2ZD-9XA6"))
    assert max(shares, default=0) < MOST_EMPTY[form in FAMILY], shares


def test_boxes_that_are_kept_together_would_leave_a_page_half_empty(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "_stays_with_next", lambda _block, following: bool(following))
    pdf = printed(referred, FormTemplate.CONSENT_FORM, "en", large=True, reference="7QK4-M2ZD-9XA6")
    assert max(emptiness(pdf)) > MOST_EMPTY[True]


@pytest.mark.parametrize(("form", "language", "large"), [one for one in EACH if one.values[2]])
def test_nothing_in_large_print_is_small(
    referred: House, form: FormTemplate, language: str, large: bool
) -> None:
    pdf = printed(referred, form, language, large=large, reference="7QK4-M2ZD-9XA6")
    assert min(size for _char, size in letters(pdf)) >= LEAST - 0.01


def test_a_small_foot_would_be_found(referred: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "LEAST_LARGE", 0)
    pdf = printed(referred, FormTemplate.CONSENT_FORM, "en", large=True, reference="7QK4-M2ZD-9XA6")
    assert min(size for _char, size in letters(pdf)) < LEAST


@pytest.mark.parametrize("large", [False, True])
def test_every_page_says_whose_it_is_and_a_blank_one_names_nobody(
    referred: House, tmp_path: Path, large: bool
) -> None:
    made = print_order(order_of(referred, FormTemplate.CONSENT_FORM, large_print=large))
    for page in range(1, made.pages + 1):
        assert "Kit Puddlecombe" in pdf_text(made.pdf, tmp_path, page=page), page
    blank = form_order(referred.session, FormTemplate.CONSENT_FORM, None, practice=False)
    assert "Puddlecombe" not in pdf_text(print_order(blank).pdf, tmp_path)


@pytest.mark.parametrize("language", ["en", "pl"])
def test_a_fingerprint_stands_at_the_foot_only(referred: House, tmp_path: Path, language: str) -> None:
    order = order_of(referred, FormTemplate.CONSENT_FORM, language=language)
    made = print_order(order)
    statement = order.values["statement_version"].split(", ")[1]
    for page in range(1, made.pages + 1):
        lines = [line for line in pdf_text(made.pdf, tmp_path, page=page).splitlines() if line.strip()]
        above, foot = lines[:-4], " ".join(lines[-4:])
        assert statement in foot, "which statement it is about is on the paper"
        assert made.digest[:8] in foot
        assert not [line for line in above if statement in line or made.digest[:8] in line]


def test_without_the_rule_the_fingerprint_would_stand_in_the_text(
    referred: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(print_job, "_FINGERPRINTED", frozenset())
    order = order_of(referred, FormTemplate.CONSENT_FORM)
    text = " ".join(pdf_text(print_order(order).pdf, tmp_path, page=1).split())
    assert f"{order.values['statement_version']}. We keep" in text


def test_no_form_counts_a_pack_of_which_it_knows_nothing() -> None:
    for form in FormTemplate:
        assert " of 2" not in shipped(form.value).subtitle


def test_a_name_in_letters_that_cannot_be_printed_leaves_a_line_to_write_on(
    referred: House, tmp_path: Path
) -> None:
    order = order_of(referred, FormTemplate.CONSENT_FORM)
    named = replace(order, values=order.values | {"child_name": ARABIC, "carer_name": ARABIC})
    made = print_order(named)
    text = pdf_text(made.pdf, tmp_path)
    assert "[?]" not in text
    assert "Child’s name" in text
    assert "____" in pdf_text(made.pdf, tmp_path, page=2), "the head of a later page has a line for it too"
    assert "____" not in pdf_text(made.pdf, tmp_path, page=1), "a field has a line of its own"


def test_without_the_line_marks_would_stand_for_the_name(
    referred: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(print_job, "by_hand", lambda order: order)
    order = order_of(referred, FormTemplate.CONSENT_FORM)
    made = print_order(replace(order, values=order.values | {"child_name": ARABIC}))
    assert "[?]" in pdf_text(made.pdf, tmp_path)


@pytest.mark.parametrize(
    ("words", "parted"), [("One line.", False), ("A sentence that is said again. " * 9, True)]
)
def test_a_heading_needs_the_beginning_of_a_long_paragraph_and_the_whole_of_a_short_one(
    words: str, parted: bool
) -> None:
    look = Look(18, 480)
    room, heading, text = story([Heading(plain("Head")), Paragraph(plain(words))], look)
    whole = (
        2
        + sum(one.wrap(480, 800)[1] for one in (heading, text))
        + heading.getSpaceBefore()
        + heading.getSpaceAfter()
    )
    assert (room.height < whole - look.body.leading) is parted
    assert not heading.keepWithNext


def test_three_boxes_may_be_parted_but_none_stands_alone() -> None:
    boxes = [Tick(str(one), plain("A")) for one in range(3)]
    flow_of = story([Paragraph(plain("Tick.")), *boxes, Heading(plain("Next"))], Look(18, 480))
    assert [bool(getattr(one, "keepWithNext", False)) for one in flow_of[:4]] == [True, False, True, False]


def test_only_the_end_of_a_long_paragraph_stays_with_the_signature_of_a_letter() -> None:
    look = Look(18, 480)
    closing = SignOff("Yours sincerely", (plain("Pat Samplewell"),))
    long = Paragraph(plain("A sentence that is said again. " * 20))
    first, _kept = story([long, closing], look)
    (whole,) = story([long], look)
    lines = [round(one.wrap(480, 800)[1] / look.body.leading) for one in (first, whole)]
    assert lines[1] - lines[0] == 3
    assert first.spaceAfter == 0, "it goes on at once"
    assert len(story([Paragraph(plain("Short.")), closing], look)) == 1
    assert len(story([closing], look)) == 1
    assert len(story([Tick("a", plain("A")), closing], look)) == 1
