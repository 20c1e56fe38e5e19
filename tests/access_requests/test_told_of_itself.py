"""What was complained of about a request, and what went wrong with its pack, tells of the pupil too: it is gathered (003-5.1a)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.complaints import actions as complaints
from coordinator_app.complaints.model import Complaint, ComplaintAbout, ComplaintChannel
from coordinator_app.core.catalogue import Record
from tests.breaches.breached import written
from tests.vaults import House, gathered, ready_request


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
