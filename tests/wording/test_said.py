from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from coordinator_app.consent.model import FormTemplate
from coordinator_app.consent.orders import FillIn, form_order
from coordinator_app.core.printable import unprintable
from coordinator_app.core.unprinted import unprinted
from coordinator_app.organisations.letterhead import holdings_part
from coordinator_app.pdf import said as pdf_said
from coordinator_app.pdf.print_job import print_order
from coordinator_app.resources import form_file
from coordinator_app.wording.said import contact_said, day_said, holdings_said, keeping_said, said, unsaid
from coordinator_app.wording.shipped import english_name, shipped, translations
from tests.pdf.readers import pdf_text
from tests.vaults import House


def test_english_is_said_as_it_is() -> None:
    assert said("en", "Page") == "Page"
    assert day_said("en", date(2012, 5, 3)) == "3 May 2012"
    assert day_said("pl", None) == ""
    assert english_name("pl") == "Polish"


def test_dates_and_the_line_at_the_foot_are_said_in_the_language() -> None:
    assert day_said("pl", date(2012, 5, 3)) == "3 maja 2012"
    assert contact_said("pl", "Questions? Ring 01632 960118 or write to x@y.example") == (
        "Pytania? Zadzwoń: 01632 960118 lub napisz: x@y.example"
    )
    assert contact_said("en", "Questions? Ring 1") == "Questions? Ring 1"


def test_the_lists_made_from_the_catalogue_are_said_in_the_language(house: House) -> None:
    session = house.session
    assert holdings_said(session, "en") == holdings_part(session)
    kept = [row[0] for row in keeping_said(session, "en").rows]
    assert kept[-1] == "Everything else: until your child is 25"
    assert any(one.endswith("until your child is 25, then looked at again") for one in kept)
    polish = [row[0] for row in holdings_said(session, "pl").rows]
    assert len(polish) == len(holdings_part(session).rows)
    assert "Listy, raporty i formularze dotyczące dziecka" in polish
    kept = " ".join(row[0] for row in keeping_said(session, "pl").rows)
    assert "do ukończenia przez dziecko 25 lat" in kept
    assert "until your child is 25" not in kept


def test_a_line_that_nobody_translated_stands_in_english_and_is_told(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "Letters, reports and forms about your child"
    less = {english: polish for english, polish in translations("pl").items() if english != line}
    monkeypatch.setattr(
        "coordinator_app.wording.said.translations", lambda language: less if language == "pl" else {}
    )
    assert line in [row[0] for row in holdings_said(house.session, "pl").rows]
    assert line in unsaid(house.session, "pl")
    assert unsaid(house.session, "en") == ()


def test_every_letter_of_a_translation_can_be_printed() -> None:
    for path in form_file("pl").iterdir():
        assert unprintable(path.read_text(encoding="utf-8")) == (), path.name
    assert set(json.loads(form_file("pl", "language.json").read_text(encoding="utf-8"))) == {
        "name",
        "english_name",
        "words",
    }


@pytest.mark.parametrize(
    "template", [FormTemplate.PARENT_STATEMENT, FormTemplate.CHILD_STATEMENT, FormTemplate.CONSENT_FORM]
)
def test_a_polish_form_prints_whole(referred: House, template: FormTemplate, tmp_path: Path) -> None:
    order = form_order(referred.session, template, referred.pupil, practice=True, fill=FillIn(language="pl"))
    assert unprinted([order]) == ()
    text = " ".join(pdf_text(print_order(order).pdf, tmp_path).split())
    assert "Strona 1 z" in text
    assert f"Wersja {shipped(template.value).version}, " in text
    assert "Zadzwoń" in text
    assert "Kit Puddlecombe" in text
    assert "[?]" not in text
    assert "Page 1" not in text


def test_the_frame_of_a_language_that_is_not_there_is_english() -> None:
    assert pdf_said.said("xx-XX", "Page") == "Page"
    assert pdf_said.said("../en", "Page") == "Page"
