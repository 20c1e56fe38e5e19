"""The five answers to what is asked for, and that none is given where it cannot be (domain 1.1, 1.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.access_requests.actions import gather, intake
from coordinator_app.access_requests.ends import is_open
from coordinator_app.access_requests.model import AccessRequest, Channel, ClosedAs, RequesterKind, RequestSort
from coordinator_app.access_requests.repeats import asked_by, earlier_about, repeat_words
from coordinator_app.access_requests.sorting import explained, is_about_a_person, sort_problem, sorts_for
from coordinator_app.core.errors import GateShut, InvalidInput
from tests.vaults import House, new_pupil, new_request, ready_request

WITHOUT_THE_RIGHT = [RequesterKind.PUPIL, RequesterKind.THIRD_PARTY, RequesterKind.STAFF, RequesterKind.OTHER]


def test_every_sort_says_what_it_is_which_clocks_count_and_what_comes_next() -> None:
    for sort in RequestSort:
        for bound in (None, True, False):
            words = explained(sort, bound=bound)
            assert all(part.endswith(".") for part in (words.what, words.clocks, words.then))
            assert words.what in words.words


def test_the_educational_record_is_law_in_a_maintained_school_and_policy_elsewhere() -> None:
    assert (
        "law where a parent asks in writing" in explained(RequestSort.EDUCATIONAL_RECORD, bound=True).clocks
    )
    assert "our policy" in explained(RequestSort.EDUCATIONAL_RECORD, bound=False).clocks


def test_of_the_educational_record_it_is_said_what_is_no_part_of_it() -> None:
    said = explained(RequestSort.EDUCATIONAL_RECORD, bound=True).words
    assert "no part of the record: notes about possible abuse" in said
    assert "no part of the record" not in explained(RequestSort.SUBJECT_ACCESS).words


@pytest.mark.parametrize("kind", WITHOUT_THE_RIGHT)
def test_only_a_parent_is_offered_the_educational_record(kind: RequesterKind) -> None:
    assert sorts_for(kind) == (RequestSort.SUBJECT_ACCESS,)
    request = AccessRequest(pupil_id="p", requester_kind=kind, sort=RequestSort.EDUCATIONAL_RECORD)
    assert sort_problem(request) is not None
    assert sort_problem(replace(request, sort=RequestSort.BOTH)) is not None
    about_pupil = sort_problem(replace(request, sort=RequestSort.SUBJECT_ACCESS))
    assert (about_pupil is None) is (kind is not RequesterKind.OTHER), "who asks has to say who they are"


@pytest.mark.parametrize("kind", [one for one in RequesterKind if one is not RequesterKind.STAFF])
def test_only_the_member_of_staff_asks_what_is_held_about_them(kind: RequesterKind) -> None:
    request = AccessRequest(about_staff="Dr Quill", requester_kind=kind, sort=RequestSort.SUBJECT_ACCESS)
    assert sort_problem(request) is not None
    own = replace(request, requester_kind=RequesterKind.STAFF)
    assert sort_problem(own) is None
    both = sort_problem(replace(own, pupil_id="p"))
    assert both is not None
    assert both.field == "pupil_id"


def test_a_parent_is_offered_all_three_and_nobody_is_asked_about_the_record_of_staff() -> None:
    assert len(sorts_for(RequesterKind.PARENT)) == 3
    request = AccessRequest(
        about_staff="Dr Quill", requester_kind=RequesterKind.PARENT, sort=RequestSort.BOTH
    )
    assert sort_problem(request) is not None


def test_what_asks_about_a_person_names_the_person() -> None:
    problem = sort_problem(AccessRequest(sort=RequestSort.SUBJECT_ACCESS))
    assert problem is not None
    assert problem.field == "pupil_id"
    assert sort_problem(AccessRequest(sort=RequestSort.FREEDOM_OF_INFORMATION)) is None
    assert not is_about_a_person(RequestSort.NOT_A_REQUEST)


def test_a_request_about_our_work_needs_no_pupil(referred: House) -> None:
    request = AccessRequest(
        sort=RequestSort.FREEDOM_OF_INFORMATION,
        requester="Tansy Otterburn",
        requester_kind=RequesterKind.OTHER,
        channel=Channel.EMAIL,
        received_on=date(2026, 11, 9),
    )
    kept = intake.log_request(referred.session, request).record
    assert (kept.request_number, kept.school_id, is_open(kept)) == (1, "", True)


def test_what_is_no_request_is_kept_and_closed_with_its_reason(referred: House) -> None:
    session = referred.session
    none = replace(new_request(referred), pupil_id="", sort=RequestSort.NOT_A_REQUEST)
    with pytest.raises(InvalidInput, match="Say why it is none"):
        intake.log_request(session, none)
    kept = intake.log_request(session, replace(none, closed_because="Wants a meeting")).record
    assert (kept.closed_as, kept.closed_on) == (ClosedAs.NOT_A_REQUEST, session.clock.today())
    assert intake.open_requests(session) == []


def test_a_sort_is_changed_while_the_request_is_open(referred: House) -> None:
    session = referred.session
    request = intake.log_request(session, new_request(referred, sort=RequestSort.BOTH)).record
    kept = intake.change_request(session, request, sort=RequestSort.FREEDOM_OF_INFORMATION).record
    assert kept.sort is RequestSort.FREEDOM_OF_INFORMATION
    with pytest.raises(GateShut, match="Close the request"):
        intake.change_request(session, kept, sort=RequestSort.NOT_A_REQUEST)
    with pytest.raises(InvalidInput, match="Only a parent"):
        intake.change_request(session, kept, sort=RequestSort.BOTH, requester_kind=RequesterKind.THIRD_PARTY)


def test_what_was_gathered_is_never_left_behind_by_a_change_of_sort(referred: House) -> None:
    session = referred.session
    request = ready_request(referred, sort=RequestSort.BOTH)
    gather.gather(session, request)
    now = session.get(AccessRequest, request.id)
    with pytest.raises(GateShut, match="gathered"):
        intake.change_request(session, now, sort=RequestSort.FREEDOM_OF_INFORMATION)


# asked again


def test_a_link_to_an_earlier_request_skips_no_check(referred: House) -> None:
    session = referred.session
    first = ready_request(referred, sort=RequestSort.SUBJECT_ACCESS)
    again = intake.log_request(
        session, new_request(referred, sort=RequestSort.SUBJECT_ACCESS, repeats_id=first.id)
    ).record
    assert again.repeats_id == first.id
    carried = [
        name
        for name in ("identity_known", "identity_reason", "court_order", "child_understands", "gathered_at")
        if getattr(again, name)
    ]
    assert carried == [], "what was settled then is not settled now"
    assert intake.consultations_of(session, again.id) == []


def test_a_link_to_a_request_about_somebody_else_is_refused(referred: House) -> None:
    session = referred.session
    first = ready_request(referred)
    with session.write() as work:
        other = work.add(new_pupil(referred, given_names="Idris"))
    with pytest.raises(InvalidInput, match="somebody else"):
        intake.log_request(session, new_request(referred, pupil_id=other.id, repeats_id=first.id))
    with pytest.raises(InvalidInput, match="somebody else"):
        intake.log_request(session, new_request(referred, repeats_id="no-such-request"))


def test_earlier_requests_of_the_same_person_are_found_and_two_of_one_name_are_told_apart(
    referred: House,
) -> None:
    session = referred.session
    first = ready_request(referred, carer_id=referred.carer.id)
    assert [one.id for one in earlier_about(session, referred.pupil.id)] == [first.id]
    assert asked_by(first, referred.carer.id, "")
    assert not asked_by(first, "another-carer", first.requester), "a namesake on the record is another person"
    assert asked_by(first, "", first.requester.upper())
    assert not asked_by(first, "", "")
    assert repeat_words(first) == "Request 1, arrived 9 November 2026, still open"


def test_earlier_requests_of_staff_are_found_by_name_and_nobody_has_none(referred: House) -> None:
    session = referred.session
    own = new_request(
        referred,
        pupil_id="",
        about_staff="Dr Quill",
        requester="Dr Quill",
        requester_kind=RequesterKind.STAFF,
    )
    kept = intake.log_request(session, own).record
    assert [one.id for one in earlier_about(session, "", "dr quill")] == [kept.id]
    assert earlier_about(session, "") == ()


SETTLED = (
    "identity_known",
    "identity_reason",
    "identity_seen_on",
    "authority_seen_on",
    "court_order",
    "child_understands",
)


def carried_over(again: AccessRequest) -> list[str]:
    """What of the earlier checks stands in a request that was linked to it."""
    return [name for name in SETTLED if getattr(again, name)]


def test_a_link_that_carried_a_check_over_would_be_seen(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = referred.session
    first = ready_request(referred)
    wanted = new_request(referred, repeats_id=first.id)
    assert carried_over(intake.log_request(session, wanted).record) == []
    whole = replace

    def careless(request: AccessRequest, **values: Any) -> AccessRequest:
        return whole(
            request, identity_known=first.identity_known, identity_reason=first.identity_reason, **values
        )

    monkeypatch.setattr(intake, "replace", careless)
    assert carried_over(intake.log_request(session, wanted).record) == ["identity_known", "identity_reason"]


def test_what_was_asked_about_a_pupil_does_not_become_a_staff_file_beside_it(referred: House) -> None:
    request = ready_request(referred, sort=RequestSort.SUBJECT_ACCESS)
    with pytest.raises(InvalidInput) as told:
        intake.change_request(referred.session, request, about_staff="Pat Samplewell")
    assert [one.field for one in told.value.problems] == ["pupil_id"]
