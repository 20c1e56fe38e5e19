"""Who a request is about: the same answer for every screen, letter and search."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.access_requests.ends import ended_on, ended_words, is_open
from coordinator_app.access_requests.model import AccessRequest, Channel, ClosedAs, RequesterKind, RequestSort
from coordinator_app.access_requests.subject import subject_listed, subject_of
from coordinator_app.core.errors import InvalidInput, NotFound
from coordinator_app.pupils.parts import NameKind, PupilName
from coordinator_app.sharing.actions import disclosures_of, named, write_disclosure
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from tests.vaults import House, new_pupil, new_request

LOGGED: dict[str, Any] = {
    "request_number": 1,
    "requester": "Dr Lavender Quill",
    "channel": Channel.EMAIL,
    "received_on": date(2026, 11, 9),
    "typed_on": date(2026, 11, 9),
}
ABOUT_STAFF = AccessRequest(about_staff="Dr Lavender Quill", requester_kind=RequesterKind.STAFF)


def test_a_request_about_a_pupil_knows_every_name_of_the_pupil(referred: House) -> None:
    with referred.session.write() as work:
        work.add(PupilName(pupil_id=referred.pupil.id, name_kind=NameKind.FORMER, family_name="Oatcake"))
    found = subject_of(referred.session, new_request(referred))
    full = f"{referred.pupil.given_names} {referred.pupil.family_name}"
    assert (found.called, found.full_name) == (referred.pupil.called, full)
    assert f"{referred.pupil.given_names} Oatcake" in found.forms
    assert "Oatcake" in found.parts
    assert found.pupil_id == referred.pupil.id
    assert found.is_somebody
    assert not found.is_staff
    assert found.noun == "the pupil"


def test_the_names_of_a_record_that_was_merged_in_are_names_of_the_pupil(referred: House) -> None:
    with referred.session.write() as work:
        other = work.add(new_pupil(referred, family_name="Fennimore", merged_into_id=referred.pupil.id))
        work.trash(other)
    assert "Fennimore" in subject_of(referred.session, new_request(referred)).parts


def test_a_request_of_a_member_of_staff_is_about_them_and_about_no_pupil(referred: House) -> None:
    found = subject_of(referred.session, ABOUT_STAFF)
    assert (found.called, found.pupil, found.pupil_id) == ("Dr Lavender Quill", None, "")
    assert found.usual == ("Dr Lavender Quill", "Dr Lavender Quill")
    assert found.is_staff
    assert found.noun == "the member of staff"


@pytest.mark.parametrize(
    ("sort", "called"),
    [
        (RequestSort.FREEDOM_OF_INFORMATION, "How the Partnership works"),
        (RequestSort.NOT_A_REQUEST, "Not a request"),
        (None, "Nobody named yet"),
    ],
)
def test_what_is_about_nobody_names_nobody(referred: House, sort: RequestSort | None, called: str) -> None:
    found = subject_listed(referred.session, AccessRequest(sort=sort))
    assert (found.called, found.usual, found.is_somebody) == (called, (), False)


def test_one_pupil_who_is_gone_does_not_hide_the_list_and_is_not_guessed(referred: House) -> None:
    gone = new_request(referred, pupil_id="no-such-pupil")
    assert subject_listed(referred.session, gone).called == "A pupil who is no longer listed"
    with pytest.raises(NotFound):
        subject_of(referred.session, gone)


def test_a_list_names_the_pupil_as_the_screens_do(referred: House) -> None:
    found = subject_listed(referred.session, new_request(referred))
    assert (found.called, found.pupil) == (referred.pupil.called, referred.pupil)


DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (AccessRequest(channel=Channel.LETTER), ""),
        (AccessRequest(sent_on=DAY), "Sent 20 November 2026"),
        (AccessRequest(closed_on=DAY, closed_as=ClosedAs.REFUSED), "Refused 20 November 2026"),
        (AccessRequest(closed_on=DAY), "Closed 20 November 2026"),
    ],
)
def test_a_request_is_open_until_its_pack_was_sent_or_it_was_closed(
    request_: AccessRequest, words: str
) -> None:
    assert is_open(request_) is (words == "")
    assert ended_on(request_) == (DAY if words else None)
    assert ended_words(request_) == words


def test_every_way_to_end_has_words() -> None:
    for one in ClosedAs:
        assert ended_words(AccessRequest(closed_on=DAY, closed_as=one)).endswith("20 November 2026")


def test_what_staff_were_given_stands_in_the_ledger_of_their_request_and_of_no_other(referred: House) -> None:
    session = referred.session
    line = Disclosure(
        recipient="Dr Lavender Quill",
        recipient_kind=RecipientKind.OTHER,
        given_on=DAY,
        method=DeliveryMethod.IN_PERSON,
        why="Access request 1",
        description="Pack of 3 pages",
        request_id="a-request",
    )
    with session.write() as work:
        request = work.add(replace(ABOUT_STAFF, **LOGGED))
        told = write_disclosure(session, work, named(replace(line, request_id=request.id), DAY), ())
    assert (told.pupil_id, told.request_id) == ("", request.id)
    assert disclosures_of(session, "") == [], "nobody else is told of it"
    with pytest.raises(InvalidInput, match="whom it is about"):
        named(replace(line, request_id=""), DAY)
