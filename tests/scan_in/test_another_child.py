"""A scan that is given to another pupil than its code names ticks off nobody's form, and says what its code says."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.consent import actions as consent
from coordinator_app.consent.model import PrintedForm
from coordinator_app.core.errors import InvalidInput
from coordinator_app.documents.model import DocumentKind
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions as referrals
from coordinator_app.scan_in import actions, filing
from coordinator_app.scan_in.matching import Match
from coordinator_app.scan_in.model import ScannedForm
from coordinator_app.scan_in.page.tray_reading import read_tray
from coordinator_app.scan_in.sorting import CheckKind
from tests.scan_in.made import built, drop, ours, printed, tray
from tests.vaults import House, new_consent, new_pupil, new_referral


@pytest.fixture
def other(referred: House) -> Pupil:
    child = new_pupil(referred, given_names="Otis", family_name="Bramblewick")
    return referrals.take_referral(referred.session, child, new_referral(referred)).pupil


@pytest.fixture
def form(referred: House) -> PrintedForm:
    made = printed(referred)
    drop(referred, ours(made.reference, 1, 1, signatures="1+"))
    return made


def given_to(house: House, pupil: Pupil) -> ScannedForm:
    return actions.choose_pupil(house.session, tray(house)[0], pupil.id).record


def test_it_is_no_match_by_code_and_asks(referred: House, form: PrintedForm, other: Pupil) -> None:
    scan = given_to(referred, other)
    assert scan.printed_form_id == ""
    (line,) = read_tray(referred.session).lines
    assert (line.matched.match, line.matched.printed, line.ticked) == (Match.CHOSEN, None, False)
    (check,) = [one for one in line.checks if one.kind is CheckKind.OTHER]
    assert (
        check.words
        == "Its code is on a form of Kit Puddlecombe. Is it that of Otis Bramblewick all the same?"
    )


def test_filed_it_ticks_off_no_form_and_is_recorded_under_no_code(
    referred: House, form: PrintedForm, other: Pupil
) -> None:
    given_to(referred, other)
    words = {"title": "Consent", "kind_of_document": DocumentKind.CONSENT_FORM, "dated": date(2026, 11, 20)}
    said = actions.describe(referred.session, tray(referred)[0], **words).record
    done = filing.file_form(referred.session, said, built(referred, said)).record
    assert referred.session.get(PrintedForm, form.id).returned_on is None
    assert filing.reference_of(referred.session, done) == ""
    consent.record_consent(
        referred.session,
        new_consent(referred, signed_on=date(2026, 11, 24), form_reference=form.reference),
    )
    assert not filing.recorded(referred.session, done), "the first child's consent is not the other's"


def test_the_pupil_of_the_code_chosen_again_is_a_match_by_code(
    referred: House, form: PrintedForm, other: Pupil
) -> None:
    given_to(referred, other)
    back = given_to(referred, referred.pupil)
    assert (back.pupil_id, back.printed_form_id) == (referred.pupil.id, form.id)
    given_to(referred, other)
    taken = actions.choose_pupil(referred.session, tray(referred)[0], "").record
    assert (taken.pupil_id, taken.printed_form_id) == (referred.pupil.id, form.id)
    assert read_tray(referred.session).lines[0].matched.match is Match.CODE


def test_a_scan_that_holds_another_childs_form_all_the_same_is_not_filed(
    referred: House, form: PrintedForm, other: Pupil
) -> None:
    with referred.session.write() as work:
        wrong = work.change(tray(referred)[0], pupil_id=other.id)
    (line,) = read_tray(referred.session).lines
    assert line.matched.match is Match.CHOSEN
    with pytest.raises(InvalidInput, match="another pupil"):
        filing.file_form(referred.session, wrong, built(referred, wrong))
    assert referred.session.get(PrintedForm, form.id).returned_on is None


def test_it_is_not_joined_by_the_pages_of_the_child_whose_code_it_bears(
    referred: House, form: PrintedForm, other: Pupil
) -> None:
    """Kit's own form comes in after a sheet with his code was given to Otis, and is a scan of its own."""
    actions.confirm(referred.session, given_to(referred, other), yes=True)
    drop(referred, ours(form.reference, 1), ours(form.reference, 2), name="two.pdf")
    first, second = tray(referred)
    assert {(first.pupil_id, len(actions.pages_of(referred.session, first)))} == {(other.id, 1)}
    assert (second.pupil_id, len(actions.pages_of(referred.session, second))) == (referred.pupil.id, 2)


def test_a_scan_that_gains_a_page_is_no_longer_ticked(referred: House) -> None:
    made = printed(referred)
    drop(referred, ours(made.reference, 1))
    actions.confirm(referred.session, tray(referred)[0], yes=True)
    drop(referred, ours(made.reference, 2), name="two.pdf")
    (scan,) = tray(referred)
    assert (scan.confirmed, len(actions.pages_of(referred.session, scan))) == (None, 2)


def test_saying_what_it_is_does_not_answer_whose_it_is(
    referred: House, form: PrintedForm, other: Pupil
) -> None:
    given_to(referred, other)
    actions.describe(
        referred.session,
        tray(referred)[0],
        title="Letter",
        kind_of_document=DocumentKind.OTHER,
        source="School",
    )
    (line,) = read_tray(referred.session).lines
    assert (line.form.confirmed, line.ticked) == (None, False)
