"""A form that was printed blank comes back: its code is known, and it is the pupil's whom the user names."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from coordinator_app.consent import actions as consent
from coordinator_app.consent.model import FormTemplate, PrintedForm
from coordinator_app.core.errors import GateShut
from coordinator_app.core.ids import new_reference
from coordinator_app.documents.actions import documents_of
from coordinator_app.documents.model import DocumentKind
from coordinator_app.scan_in import actions, filing
from coordinator_app.scan_in.matching import Match, Matched, blank_by_letters, forms_out, matched
from coordinator_app.scan_in.model import PageMark, ScannedForm
from coordinator_app.scan_in.page.tray_reading import find_pupils, read_tray
from coordinator_app.wording.blank import belongs_to, blanks_printed, find_blank
from coordinator_app.wording.model import BlankForm
from tests.scan_in.made import bare, built, drop, ours, tray
from tests.scan_in.paper import Make
from tests.vaults import House, new_consent


def blank(house: House, template: FormTemplate = FormTemplate.CONSENT_FORM) -> BlankForm:
    return blanks_printed(house.session, ((template, 1, "ab"),), language="en")[0].record


def known(house: House, form: ScannedForm) -> Matched:
    pages = actions.pages_of(house.session, form)
    return matched(house.session, form, pages, forms_out(house.session), "scan", None)


def filed(house: House, form: ScannedForm) -> ScannedForm:
    chosen = actions.choose_pupil(house.session, form, house.pupil.id).record
    return filing.file_form(house.session, chosen, built(house, chosen)).record


def test_a_blank_form_that_comes_back_is_no_forgery(referred: House) -> None:
    drop(referred, ours(blank(referred).reference, 1), ours(blank(referred).reference, 2))
    found = known(referred, tray(referred)[0])
    assert (found.match, found.pupil, found.offers) == (Match.NONE, None, ())
    assert found.why == (
        "Parent or carer consent, printed 24 November 2026. It was printed blank, so its code names nobody. "
        "Say whose it is."
    )
    assert "Parent or carer consent" in read_tray(referred.session).lines[0].second


def test_it_is_filed_for_the_pupil_who_is_named_and_its_code_is_used(referred: House) -> None:
    form = blank(referred)
    drop(referred, ours(form.reference, 1, 1))
    (scan,) = tray(referred)
    chosen = actions.choose_pupil(referred.session, scan, referred.pupil.id).record
    found = known(referred, chosen)
    assert (found.match, found.blank) == (Match.CHOSEN, form)
    assert referred.session.list(PrintedForm) == [], "it is nobody's until it is filed"
    done = filed(referred, chosen)
    (its,) = referred.session.list(PrintedForm)
    assert (its.pupil_id, its.reference, its.returned_on) == (
        referred.pupil.id,
        form.reference,
        date(2026, 11, 24),
    )
    assert done.printed_form_id == its.id
    assert filing.reference_of(referred.session, done) == form.reference
    assert documents_of(referred.session, referred.pupil.id)[0].kind_of_document is DocumentKind.CONSENT_FORM
    used = find_blank(referred.session, form.reference)
    assert used is not None
    assert used.used_on == date(2026, 11, 24)


def test_its_next_page_is_matched_by_the_code(referred: House) -> None:
    form = blank(referred)
    drop(referred, ours(form.reference, 1))
    filed(referred, tray(referred)[0])
    drop(referred, ours(form.reference, 2), name="late.pdf")
    assert known(referred, tray(referred)[0]).match is Match.CODE


@pytest.mark.parametrize("way", ["undone", "brought back"])
def test_a_blank_form_taken_back_to_the_tray_is_nobodys_again(referred: House, way: str) -> None:
    form = blank(referred)
    drop(referred, ours(form.reference, 1, 1))
    (scan,) = tray(referred)
    chosen = actions.choose_pupil(referred.session, scan, referred.pupil.id).record
    saved = filing.file_form(referred.session, chosen, built(referred, chosen))
    if way == "undone":
        referred.session.undo(saved.change_id)
    else:
        filing.bring_back(referred.session, saved.record)
    (back,) = tray(referred)
    assert referred.session.list(PrintedForm) == []
    assert known(referred, back).blank is not None
    filed(referred, back)
    assert len(referred.session.list(PrintedForm)) == 1


def test_what_is_recorded_from_it_keeps_it_filed(referred: House) -> None:
    form = blank(referred)
    drop(referred, ours(form.reference, 1, 1))
    done = filed(referred, tray(referred)[0])
    consent.record_consent(
        referred.session,
        new_consent(referred, signed_on=date(2026, 11, 24), form_reference=form.reference),
    )
    with pytest.raises(GateShut, match="recorded"):
        filing.bring_back(referred.session, done)


def test_the_letters_below_a_torn_code_find_a_blank_form(page: Make, referred: House) -> None:
    form = blank(referred)
    drop(referred, bare(PageMark.TORN))
    made = page()
    made.panel.look_for()
    finder = made.panel.finder
    finder.input.setText(form.reference.lower().replace("-", " "))
    finder._search()
    finder.input.returnPressed.emit()
    made.refresh()
    assert finder.isVisible(), "now it is asked whose it is"
    finder.input.setText("puddle")
    finder._search()
    finder.input.returnPressed.emit()
    made.refresh()
    (line,) = made.tray.lines
    assert (line.form.reference, line.ticked) == (form.reference, True)
    made.file.click()
    assert blank_by_letters(referred.session, form.reference) is None


def test_a_scan_that_waited_while_its_blank_form_was_used_is_told_so(referred: House) -> None:
    form = blank(referred)
    drop(referred, ours(form.reference, 1))
    belongs_to(referred.session, form, referred.pupil.id)
    found = known(referred, tray(referred)[0])
    assert (found.match, found.pupil) == (Match.NONE, None)
    assert found.why.startswith("This form was filed for a pupil after the scan was dropped.")


def test_a_code_of_letters_only_is_found_as_well_as_one_with_digits(referred: House) -> None:
    """One reference in thirty has no digit, and looks like a name."""
    rng = Random(5)
    reference = next(one for one in iter(lambda: new_reference(rng), "") if one.replace("-", "").isalpha())
    form = blank(referred)
    with referred.session.write() as work:
        work.change(form, reference=reference)
    (row,) = find_pupils(referred.session, reference.lower().replace("-", " ")).rows
    assert row.blank is not None
