"""A filed scan that turns out to be another child's follows its document, and ticks off the right form."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.access_requests.actions import gather
from coordinator_app.consent.model import FormTemplate, PrintedForm
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import another_child
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions as referrals
from coordinator_app.scan_in import actions, filing
from coordinator_app.scan_in.model import ScannedForm
from coordinator_app.scan_in.moving import scans_of
from coordinator_app.wording.blank import blanks_printed, find_blank
from tests.scan_in.made import bare, built, drop, ours, printed, tray
from tests.vaults import House, gathered, new_pupil, new_referral, ready_request

WHY = "The name at the top is another one."


@pytest.fixture
def other(referred: House) -> Pupil:
    child = new_pupil(referred, given_names="Otis", family_name="Bramblewick")
    return referrals.take_referral(referred.session, child, new_referral(referred)).pupil


def filed(house: House, pupil_id: str = "") -> tuple[Document, ScannedForm]:
    form = tray(house)[0]
    if pupil_id:
        form = actions.choose_pupil(house.session, form, pupil_id).record
    words = {"title": "Consent", "kind_of_document": DocumentKind.CONSENT_FORM, "dated": date(2026, 11, 20)}
    form = actions.describe(house.session, form, **words).record
    done = filing.file_form(house.session, form, built(house, form)).record
    return house.session.get(Document, done.document_id), done


def test_the_form_of_the_first_child_is_out_again(referred: House, other: Pupil) -> None:
    form = printed(referred)
    drop(referred, ours(form.reference, 1, 1))
    document, scan = filed(referred)
    assert referred.session.get(PrintedForm, form.id).returned_on is not None
    moved = another_child.move(referred.session, document, other.id, WHY)
    now = referred.session.get(ScannedForm, scan.id)
    assert (now.pupil_id, now.printed_form_id, now.filed_on) == (other.id, "", scan.filed_on)
    assert referred.session.get(PrintedForm, form.id).returned_on is None
    referred.session.undo(moved.change_id)
    assert referred.session.get(PrintedForm, form.id).returned_on == scan.filed_on
    assert referred.session.get(ScannedForm, scan.id).printed_form_id == form.id


def test_the_form_whose_code_names_the_other_child_counts_as_back(referred: House, other: Pupil) -> None:
    form = printed(referred, pupil_id=other.id)
    drop(referred, ours(form.reference, 1, 1))
    document, scan = filed(referred, referred.pupil.id)
    assert referred.session.get(PrintedForm, form.id).returned_on is None
    another_child.move(referred.session, document, other.id, WHY)
    assert referred.session.get(PrintedForm, form.id).returned_on == scan.filed_on
    assert filing.reference_of(referred.session, referred.session.get(ScannedForm, scan.id)) == form.reference


def test_a_form_that_was_printed_blank_is_the_other_childs_under_its_code(
    referred: House, other: Pupil
) -> None:
    (saved,) = blanks_printed(referred.session, ((FormTemplate.CONSENT_FORM, 1, "ab"),), language="en")
    reference = saved.record.reference
    drop(referred, ours(reference, 1, 1))
    document, scan = filed(referred, referred.pupil.id)
    another_child.move(referred.session, document, other.id, WHY)
    (its,) = referred.session.list(PrintedForm, where={"reference": reference})
    assert (its.pupil_id, its.returned_on) == (other.id, scan.filed_on)
    blank = find_blank(referred.session, reference)
    assert blank is not None
    assert blank.used_on is not None


def test_a_form_with_another_scan_on_the_record_stays_back(referred: House, other: Pupil) -> None:
    form = printed(referred)
    for name in ("a.pdf", "b.pdf"):
        drop(referred, ours(form.reference, 1, 1 if name == "a.pdf" else 2), name=name)
        document, _scan = filed(referred)
        with referred.session.write() as work:
            work.change(document, sha256=name)  # the same page twice would be refused as the same file
    another_child.move(referred.session, referred.session.get(Document, document.id), other.id, WHY)
    assert referred.session.get(PrintedForm, form.id).returned_on is not None


def test_in_a_request_the_scan_goes_with_its_paper_and_one_note_stands_for_both(
    referred: House, other: Pupil
) -> None:
    drop(referred, bare())
    document, scan = filed(referred, referred.pupil.id)
    request = ready_request(referred)
    before = {one.item_id for one in gathered(referred, request)}
    assert {document.id, scan.id} <= before
    another_child.move(referred.session, document, other.id, WHY)
    after = gather.items_of(referred.session, request.id)
    assert not {document.id, scan.id} & {one.item_id for one in after}
    assert len(after) == len(before) - 1
    again = gathered(referred, request)
    assert [one.item_kind for one in again].count("paper_taken_out") == 1
    theirs = {one.record.id: one for one in referred.session.gather("pupil", other.id)}
    assert {document.id, scan.id} <= set(theirs)
    assert theirs[scan.id].superseded_versions == (1,), "from before anybody said whose it was"


def test_a_restricted_paper_takes_its_scan_along(referred: House, other: Pupil) -> None:
    drop(referred, bare())
    document, scan = filed(referred, referred.pupil.id)
    request = ready_request(referred)
    kept = referred.session.move(document, Compartment.GUARDED, is_guarded=True)
    gathered(referred, request)
    another_child.move(referred.session, kept, other.id, WHY)
    assert referred.session.get(ScannedForm, scan.id).pupil_id == other.id
    kinds = [one.item_kind for one in gather.items_of(referred.session, request.id)]
    assert kinds.count("paper_taken_out") == 1
    assert not {"document", "scanned_form"} & set(kinds)


def test_a_document_that_was_never_scanned_has_no_scan(referred: House) -> None:
    assert scans_of(referred.session, "") == []
