"""What comes out of the printer: readable by other programs, its code by a scanner, its boxes and lines large enough."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from coordinator_app.consent.model import FormTemplate
from coordinator_app.consent.orders import FillIn, form_order
from coordinator_app.core.ids import new_reference
from coordinator_app.core.page_blocks import Heading, Paragraph, Signature, Tick, plain, words_of
from coordinator_app.core.template_use import used
from coordinator_app.pdf.flow import Look, story
from coordinator_app.pdf.print_job import print_order
from coordinator_app.pdf.qr import read_page_code
from coordinator_app.wording.shipped import languages_of, shipped
from tests.pdf.readers import pdf_info, pdf_text
from tests.vaults import House

FORMS = [one for one in FormTemplate if not one.value.endswith("-summary")]
EACH = [
    pytest.param(form, language, large, id=f"{form.value}-{language}-{'large' if large else 'standard'}")
    for form in FORMS
    for language in languages_of(form.value)
    for large in (False, True)
]


def printed(house: House, form: FormTemplate, language: str, *, large: bool, reference: str) -> bytes:
    fill = FillIn(language=language, large_print=large, carer=True, carer_id=house.carer.id)
    order = form_order(house.session, form, house.pupil, practice=False, reference=reference, fill=fill)
    return print_order(order).pdf


def scans(pdf: bytes, dpi: int, degrees: float) -> list[Image.Image]:
    """Each page as a scanner would see it that was fed askew."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        pages = [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    return [
        page.rotate(degrees, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255) for page in pages
    ]


@pytest.mark.parametrize(("form", "language", "large"), EACH)
def test_every_page_is_read_by_other_programs_and_its_code_when_fed_askew(
    referred: House, form: FormTemplate, language: str, large: bool, tmp_path: Path
) -> None:
    reference = new_reference()
    pdf = printed(referred, form, language, large=large, reference=reference)
    pages = int(pdf_info(pdf, tmp_path)["Pages"])
    assert "[?]" not in pdf_text(pdf, tmp_path)
    found = [read_page_code(zxingcpp.read_barcodes(page)[0].text) for page in scans(pdf, 150, 5)]
    assert [(code.reference, code.page, code.pages) for code in found if code] == [
        (reference, number, pages) for number in range(1, pages + 1)
    ]


@pytest.mark.parametrize(("form", "language", "large"), EACH)
def test_no_page_ends_with_a_heading(
    referred: House, form: FormTemplate, language: str, large: bool, tmp_path: Path
) -> None:
    reference = new_reference()
    pdf = printed(referred, form, language, large=large, reference=reference)
    blocks = used(shipped(form.value, language).body).blocks
    headings = {words_of(one.text) for one in blocks if isinstance(one, Heading)}
    assert headings
    for page in range(1, int(pdf_info(pdf, tmp_path)["Pages"]) + 1):
        lines = [line.strip() for line in pdf_text(pdf, tmp_path, page=page).splitlines() if line.strip()]
        foot = next(place for place, line in enumerate(lines) if re.search(r"(Page|Strona) \d", line))
        assert lines[foot - 1] not in headings, page


def test_what_is_asked_stays_with_where_it_is_answered() -> None:
    flow = story([Paragraph(plain("Tick one.")), Tick("a", plain("A")), Tick("b", plain("B"))], Look(12, 480))
    assert [bool(one.getKeepWithNext()) for one in flow] == [True, True, False]


@pytest.mark.parametrize("size", [12, 18])
def test_boxes_are_large_enough_for_a_pen_and_lines_for_a_hand(size: int) -> None:
    box, line = story([Tick("a", plain("A")), Signature(("Signature", "Date"))], Look(size, 480))
    millimetre = 72 / 25.4
    box.wrap(480, 800)
    assert box._box >= 4.5 * millimetre
    assert line.wrap(480, 800)[1] >= 24 * millimetre


def test_extras_of_the_partnership_stand_as_boxes_of_their_own(referred: House, tmp_path: Path) -> None:
    from coordinator_app.consent.terms import OptionalExtra

    with referred.session.write() as work:
        work.add(OptionalExtra(name="Swimming", words="My child may go swimming with the programme."))
        work.add(OptionalExtra(name="Old", words="No longer asked.", in_use=False))
    order = form_order(referred.session, FormTemplate.CONSENT_FORM, referred.pupil, practice=False)
    text = " ".join(pdf_text(print_order(order).pdf, tmp_path).split())
    assert "My child may go swimming with the programme." in text
    assert "No longer asked." not in text
    none = print_order(replace(order, parts={})).pdf
    assert "Nothing is recorded." not in pdf_text(none, tmp_path)
