from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import GateShut
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions, scans
from coordinator_app.referrals.actions import referrals_of
from coordinator_app.referrals.model import Referral
from coordinator_app.scan_in import actions as scan_in
from coordinator_app.scan_in.actions import throw_away
from coordinator_app.scan_in.filing import file_form
from coordinator_app.scan_in.model import ScannedForm
from tests.referrals.driving import FORM, answer, at_form, opened
from tests.referrals.page_desk import Desk
from tests.scan_in.made import bare, built, drop, tray
from tests.vaults import House, new_pupil, new_referral


def test_a_scan_that_came_before_the_pupil_is_filed_with_the_referral(house: House) -> None:
    session = house.session
    drop(house, bare(), bare())
    form = tray(house)[0]
    assert scans.waiting_scan(session, form.id) == form
    assert scans.page_count(session, form) >= 1
    given = new_referral(house, form_reference="ABC-1")
    taken = actions.receive_referral(session, new_pupil(house), given, accept=True)
    kept = scans.file_with_referral(session, form.id, taken.pupil.id, built(house, form)).record
    assert kept.form_reference == "ABC-1", "a scan without a code does not take away what was typed"
    document = session.get(Document, kept.scan_document_id)
    assert (document.pupil_id, document.kind_of_document) == (taken.pupil.id, DocumentKind.REFERRAL_FORM)
    assert document.dated == date(2026, 9, 11)
    assert scans.waiting_scan(session, form.id) is None
    assert scans.pages_to_file(session, form.id) is None


class Killed(BaseException):
    """The program is cut off here."""


def stands(house: House, scan_id: str) -> tuple[int, bool, str]:
    """How many documents there are, whether the scan waits, and what the referral calls its scan."""
    session = house.session
    (referral,) = session.list(Referral)
    waits = scans.waiting_scan(session, scan_id) is not None
    return session.count(Document), waits, referral.scan_document_id


@pytest.mark.parametrize("at", ["choose_pupil_in", "_words", "file_in"])
def test_cut_off_anywhere_nothing_of_it_is_filed(
    house: House, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    session = house.session
    drop(house, bare())
    form = tray(house)[0]
    taken = actions.receive_referral(session, new_pupil(house), new_referral(house), accept=True)
    together, whole = built(house, form), getattr(scans, at)

    def done_then_cut_off(*all_: object) -> None:
        whole(*all_)
        raise Killed

    monkeypatch.setattr(scans, at, done_then_cut_off)
    with pytest.raises(Killed):
        scans.file_with_referral(session, form.id, taken.pupil.id, together)
    assert stands(house, form.id) == (0, True, "")
    assert session.get(ScannedForm, form.id) == form
    monkeypatch.undo()
    scans.file_with_referral(session, form.id, taken.pupil.id, together)
    assert stands(house, form.id)[:2] == (1, False)


def test_filed_first_and_tied_afterwards_it_would_be_left_without_its_referral(house: House) -> None:
    session = house.session
    drop(house, bare())
    form = tray(house)[0]
    taken = actions.receive_referral(session, new_pupil(house), new_referral(house), accept=True)
    together = built(house, form)
    form = scan_in.choose_pupil(session, form, taken.pupil.id).record
    words = {"title": "Form", "kind_of_document": DocumentKind.REFERRAL_FORM, "dated": date(2026, 9, 11)}
    form = scan_in.describe(session, form, **words).record
    file_form(session, form, together)
    assert stands(house, form.id) == (1, False, "")


def test_without_the_schools_tick_the_scan_stays_in_the_tray(house: House) -> None:
    session = house.session
    drop(house, bare())
    form = tray(house)[0]
    lacking = new_referral(house, statement_acknowledged=False, statement_version=None)
    taken = actions.receive_referral(session, new_pupil(house), lacking, accept=False)
    with pytest.raises(GateShut):
        scans.file_with_referral(session, form.id, taken.pupil.id, built(house, form))
    assert session.list(Document) == []
    assert scans.waiting_scan(session, form.id) is not None


def test_a_scan_that_was_thrown_away_does_not_wait(house: House) -> None:
    drop(house, bare())
    form = tray(house)[0]
    throw_away(house.session, [form])
    assert scans.waiting_scan(house.session, form.id) is None
    assert scans.waiting_scan(house.session, "") is None


def test_the_form_in_the_tray_is_shown_and_filed_by_the_screen(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    drop(house, bare())
    form = tray(house)[0]
    page = opened(qtbot, at_desk, scan_id=form.id)
    at_form(page, house)
    assert page.scan.isVisibleTo(page)
    page.scan.looking.emit()
    assert at_desk.told.went[-1] == ("scan_in", {"scan_id": form.id})
    answer(page.form, **FORM)
    page.go_on()
    pupil = house.session.list(Pupil)[0]
    kept = referrals_of(house.session, pupil.id)[0]
    assert house.session.get(Document, kept.scan_document_id).pupil_id == pupil.id
    assert at_desk.told.troubles == []
    page.scan.looking.emit()
    assert at_desk.told.went[-1][0] == "pupil"


def test_a_document_that_was_filed_before_is_tied_to_the_referral(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    session = house.session
    drop(house, bare())
    form = tray(house)[0]
    taken = actions.receive_referral(session, new_pupil(house), new_referral(house), accept=False)
    filed = scans.file_with_referral(session, form.id, taken.pupil.id, built(house, form)).record
    with session.write() as work:
        work.change(filed, scan_document_id="")
    page = opened(
        qtbot,
        at_desk,
        pupil_id=taken.pupil.id,
        document_id=filed.scan_document_id,
        form_reference="ABC-12",
    )
    assert page.facts.form is not None
    page.go_on()
    kept = referrals_of(session, taken.pupil.id)[0]
    assert (kept.scan_document_id, kept.form_reference) == (filed.scan_document_id, "ABC-12")
