"""A scan in the tray is held about the pupil: no pack is whole without its pages (003-5.1)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coordinator_app.access_requests.actions import order, places
from coordinator_app.access_requests.actions.places import PlaceAnswer
from coordinator_app.access_requests.gathering import gates, tray
from coordinator_app.access_requests.gathering.gates import gathering_gate
from coordinator_app.access_requests.model import AccessRequest, RequesterKind
from coordinator_app.core.errors import GateShut
from coordinator_app.core.gates import OPEN
from coordinator_app.documents.model import DocumentKind
from coordinator_app.scan_in import actions as scans
from coordinator_app.scan_in import filing
from coordinator_app.scan_in.model import ScannedForm
from tests.scan_in.made import bare, built, drop
from tests.scan_in.made import tray as in_tray
from tests.vaults import House, gathered, new_pupil, ready_request, share_the_rest


def now(house: House, request: AccessRequest) -> AccessRequest:
    return house.session.get(AccessRequest, request.id)


def theirs(house: House) -> ScannedForm:
    drop(house, bare())
    (scan,) = in_tray(house)
    kept = scans.choose_pupil(house.session, scan, house.pupil.id).record
    house.clock.at += timedelta(minutes=1)
    return kept


def decided(house: House) -> AccessRequest:
    request = ready_request(house)
    gathered(house, request)
    share_the_rest(house, request)
    return now(house, request)


def called(house: House, request: AccessRequest) -> list[str]:
    places.propose(house.session, request)
    return [one.called for one in places.places_of(house.session, request.id)]


def test_no_pack_is_ordered_while_a_scan_of_theirs_waits_to_be_filed(consented: House) -> None:
    session, scan = consented.session, theirs(consented)
    request = decided(consented)
    with pytest.raises(GateShut, match="1 scan of theirs lies in the tray, and no pack holds its pages"):
        order.pack_order(session, request, "pw", practice=True)
    said = scans.describe(
        session,
        scan,
        title="Letter",
        kind_of_document=DocumentKind.FAMILY_LETTER,
        dated=consented.clock.today(),
        source="",
    ).record
    filed = filing.file_form(session, said, built(consented, said)).record
    gathered(consented, request)
    share_the_rest(consented, request)
    made, _ = order.pack_order(session, now(consented, request), "pw", practice=True)
    assert [one.document_id for one in made.items if one.document_id], filed


def test_planted_fault_without_the_gate_the_pages_are_in_no_item(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs(consented)
    request = decided(consented)
    monkeypatch.setattr(gates, "tray_gate", lambda *_: OPEN)
    made, _ = order.pack_order(consented.session, request, "pw", practice=True)
    assert not [one.document_id for one in made.items if one.document_id]


def test_what_comes_after_the_gathering_and_what_is_anothers_shuts_nothing(consented: House) -> None:
    request = decided(consented)
    consented.clock.at = consented.clock.at.replace(hour=10)
    theirs(consented)
    assert tray.tray_gate(consented.session, request).is_open
    with consented.session.write() as work:
        other = work.add(new_pupil(consented, given_names="Otis", family_name="Bramblewick"))
        (scan,) = in_tray(consented)
        work.change(scan, pupil_id=other.id)
    assert not tray.may_hold_more(consented.session, request)


def test_before_the_referral_it_is_a_place_to_look_in_for_it_cannot_be_filed(house: House) -> None:
    with house.session.write() as work:
        house.pupil = work.add(new_pupil(house))
    theirs(house)
    request = ready_request(house, requester_kind=RequesterKind.PUPIL, requester="Kit Puddlecombe")
    gathered(house, request)
    assert tray.tray_gate(house.session, now(house, request)).is_open
    assert tray.TRAY in called(house, request)


def test_scans_that_name_nobody_are_a_place_to_look_in_and_have_to_be_settled(consented: House) -> None:
    session = consented.session
    request = decided(consented)
    assert tray.TRAY not in called(consented, request)
    drop(consented, bare())
    assert tray.TRAY in called(consented, request)
    for one in places.places_of(session, request.id):
        assert not gathering_gate(session, request).is_open
        places.answered(session, one, PlaceAnswer(consented.clock.today(), found=False))
    assert gathering_gate(session, request).is_open


def test_of_a_member_of_staff_any_scan_may_tell(consented: House) -> None:
    theirs(consented)
    staff = AccessRequest(about_staff="Dr Lavender Quill", requester_kind=RequesterKind.STAFF)
    assert tray.may_hold_more(consented.session, staff)
    assert tray.tray_gate(consented.session, staff).is_open
