"""What was complained of about a request, and what went wrong with its pack, tells of the pupil too: it is gathered (003-5.1a)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.model import AccessRequest, RequesterKind, RequestSort
from coordinator_app.breaches.people import Concern, add_person
from coordinator_app.breaches.person import MustBeTold
from coordinator_app.complaints import actions as complaints
from coordinator_app.complaints.model import Complaint, ComplaintAbout, ComplaintChannel
from coordinator_app.core.catalogue import Record
from coordinator_app.pupils import actions as pupils
from tests.access_requests.test_mentions import found
from tests.breaches.breached import written
from tests.vaults import House, gathered, new_pupil, new_request, ready_request


def complained(house: House, request: AccessRequest) -> Record:
    said = Complaint(
        pupil_id=house.pupil.id,
        request_kind="access_request",
        request_id=request.id,
        about=ComplaintAbout.REQUEST,
        complainant="Nain Puddlecombe",
        channel=ComplaintChannel.LETTER,
        received_on=date(2026, 11, 20),
        says="Kit has been left alone since the summer, and you sit on his papers.",
    )
    return complaints.log(house.session, said).record


def went_wrong(house: House, request: AccessRequest) -> Record:
    return written(house, pupil_id=house.pupil.id, request_id=request.id)


@pytest.mark.parametrize("made", [complained, went_wrong])
def test_what_is_held_about_the_pupil_because_of_the_request_goes_before_a_person(
    consented: House, made: Callable[[House, AccessRequest], Record]
) -> None:
    request = ready_request(consented)
    record = made(consented, request)
    assert record.id in {item.item_id for item in gathered(consented, request)}


def test_a_complaint_about_the_request_of_a_member_of_staff_is_found_by_the_name(consented: House) -> None:
    request = intake.log_request(
        consented.session,
        new_request(
            consented,
            pupil_id="",
            requester="Greta Thimblewick",
            requester_kind=RequesterKind.STAFF,
            about_staff="Greta Thimblewick",
            sort=RequestSort.SUBJECT_ACCESS,
        ),
    ).record
    said = Complaint(
        request_kind="access_request",
        request_id=request.id,
        about=ComplaintAbout.REQUEST,
        complainant="Nain Puddlecombe",
        channel=ComplaintChannel.LETTER,
        received_on=date(2026, 11, 20),
        says="Greta Thimblewick was rude on the telephone.",
    )
    record = complaints.log(consented.session, said).record
    assert record.id in found(consented, request)


@pytest.mark.parametrize("about", ["the pupil", "nobody"])
def test_a_line_of_a_breach_that_names_the_pupil_and_leads_to_no_record_is_found_by_the_name(
    consented: House, about: str
) -> None:
    """Two pupils are called so: whose line it is a person has to say."""
    pupils.save_pupil(consented.session, new_pupil(consented))
    breach = written(consented, pupil_id=consented.pupil.id if about == "the pupil" else "")
    said = Concern(
        "Kit Puddlecombe",
        MustBeTold.YES,
        told_whom="The family",
        told_address="1 Mill Lane",
        may_mean="It is known.",
    )
    line = add_person(consented.session, breach, said).record
    assert line.pupil_id == ""
    request = ready_request(consented)
    gathered(consented, request)
    assert line.id in found(consented, request)
