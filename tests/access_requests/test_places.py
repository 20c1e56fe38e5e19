from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.access_requests import due
from coordinator_app.access_requests.actions import intake, order, pack, places, where_looked
from coordinator_app.access_requests.actions.places import PlaceAnswer, PlaceState
from coordinator_app.access_requests.gathering import keeping, mentions, terms
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.searching import PlaceKind, RequestPlace, RequestSearch
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pupils.parts import SchoolOnRoll
from tests.vaults import House, add, gathered, ready_request, share_the_rest

ASKED, TODAY = date(2026, 11, 10), date(2026, 11, 24)


def proposed(house: House) -> tuple[AccessRequest, dict[str, RequestPlace]]:
    request = ready_request(house)
    places.propose(house.session, request)
    return request, {one.called: one for one in places.places_of(house.session, request.id)}


def test_the_places_are_proposed_from_the_record_and_not_twice(referred: House) -> None:
    session = referred.session
    with session.write() as work:
        earlier = work.add(School(name="Nettlecombe School", school_type=SchoolType.ACADEMY))
        for school, name in ((earlier, "Nettlecombe School"), (referred.school, referred.school.name)):
            roll = SchoolOnRoll(pupil_id=referred.pupil.id, school_id=school.id, school_name=name)
            work.add(roll)
    request, found = proposed(referred)
    assert "Nettlecombe School" in found
    assert referred.school.name not in found  # it is the school consulted
    assert {PlaceKind.MAILBOX, PlaceKind.PAPER, PlaceKind.PHONE, PlaceKind.SHARED_DRIVE} <= {
        one.place_kind for one in found.values()
    }
    places.take_off(session, found["Nettlecombe School"])
    assert places.propose(session, request) == 0


def test_a_place_goes_from_asked_to_answered_to_the_record(referred: House) -> None:
    session = referred.session
    request, found = proposed(referred)
    place = found["Mailbox of the Co-ordinator"]
    assert places.state_of(place) is PlaceState.TO_ASK
    place = places.asked(session, place, ASKED, "Pat Samplewell").record
    assert [one.id for one in places.unanswered_places(session, request)] == [place.id]
    assert places.is_late(place, TODAY)
    place = places.chased(session, place, TODAY, "").record
    assert (place.asked_who, places.is_late(place, TODAY)) == ("Pat Samplewell", False)
    place = places.answered(session, place, PlaceAnswer(TODAY, found=True, words="Three emails")).record
    assert places.state_of(place) is PlaceState.FOUND
    place = places.attached(session, place).record
    assert places.state_of(place) is PlaceState.ATTACHED
    assert places.unanswered_places(session, request) == []
    assert places.told_of(place) == (
        "Asked 10 November 2026, Pat Samplewell. Chased 24 November 2026. "
        "Answered 24 November 2026. Three emails"
    )


def test_what_was_found_and_put_on_the_record_in_one_go_is_settled(referred: House) -> None:
    _, found = proposed(referred)
    answer = PlaceAnswer(TODAY, found=True, words="One letter", attached=True)
    place = places.answered(referred.session, found["Paper files of the Partnership"], answer).record
    assert (places.state_of(place), place.asked_on) == (PlaceState.ATTACHED, TODAY)


def test_impossible_days_and_answers_without_words_are_refused(referred: House) -> None:
    session = referred.session
    _, found = proposed(referred)
    place = found["Paper files of the Partnership"]
    with pytest.raises(InvalidInput):
        places.asked(session, place, date(2026, 11, 25), "")
    with pytest.raises(InvalidInput):
        places.asked(session, place, date(2026, 11, 8), "")  # before the request
    with pytest.raises(InvalidInput):
        places.answered(session, place, PlaceAnswer(TODAY, found=None))
    with pytest.raises(InvalidInput):
        places.answered(session, place, PlaceAnswer(TODAY, found=True))
    with pytest.raises(InvalidInput):
        places.leave_out(session, place, " ")
    with pytest.raises(GateShut):
        places.chased(session, place, TODAY, "")
    with pytest.raises(GateShut):
        places.attached(session, place)
    asked = places.asked(session, place, ASKED, "").record
    with pytest.raises(InvalidInput):
        places.answered(session, asked, PlaceAnswer(date(2026, 11, 9), found=False))
    with pytest.raises(GateShut):
        places.take_off(session, asked)


def test_a_place_of_ones_own_has_a_name_and_stands_once(referred: House) -> None:
    session = referred.session
    request, found = proposed(referred)
    own = RequestPlace(request_id=request.id, place_kind=PlaceKind.OTHER, called="The minibus log")
    assert places.add_place(session, own).record.called == "The minibus log"
    for wrong in (own, RequestPlace(request_id=request.id, called="")):
        with pytest.raises(InvalidInput):
            places.add_place(session, wrong)
    assert found


def settle(house: House, request: AccessRequest) -> None:
    for place in places.places_of(house.session, request.id):
        places.answered(house.session, place, PlaceAnswer(TODAY, found=False))


def test_no_pack_is_built_before_every_place_is_settled(referred: House) -> None:
    session = referred.session
    add(referred, "Kit came in on time.")
    request, found = proposed(referred)
    gathered(referred, request)
    share_the_rest(referred, request)
    now = session.get(AccessRequest, request.id)
    said = [reason.why for reason in pack.build_gate(session, now).reasons]
    assert said == ["4 places to look in are not settled."]
    places.leave_out(session, found.popitem()[1], "Nobody has used it since 2019")
    for place in found.values():
        places.answered(session, place, PlaceAnswer(TODAY, found=False))
    assert pack.build_gate(session, session.get(AccessRequest, request.id)).is_open


def test_the_reply_says_where_was_looked_and_why_not_and_nothing_guarded(referred: House) -> None:
    session = referred.session
    request, found = proposed(referred)
    places.leave_out(session, found.pop("Folders outside this vault"), "The folders were emptied in May")
    for place in found.values():
        answer = PlaceAnswer(TODAY, found=True, words="An email about Otis Bramblewick", attached=True)
        places.answered(session, place, answer)
    wanted = terms.read_terms((*terms.proposed(session, request), "Kitty"))
    keeping.keep(session, request, mentions.look(session, request, wanted))
    with session.write(Compartment.GUARDED) as work:
        guarded = RequestSearch(
            request_id=request.id,
            is_guarded=True,
            terms="The hidden word",
            where="Somewhere",
            hits=1,
            searched_at=session.clock.now(),
        )
        work.add(guarded)
    intake.change_request(session, request, search_words="We rang the caretaker too.")
    told = where_looked.where_we_looked(session, session.get(AccessRequest, request.id))
    assert told == (
        "All records and documents that the partnership keeps. We looked for: Kit Puddlecombe; Kitty.",
        (
            "We also looked, or asked others to look, in these places: Foxglove Hill School (asked 10 November); "
            "Mailbox of the Co-ordinator; Paper files of the Partnership; "
            "Phones of the Partnership: calls and messages."
        ),
        "We did not look in this place: Folders outside this vault. The folders were emptied in May.",
        "We rang the caretaker too.",
    )


def test_without_a_search_the_reply_says_what_was_typed_or_that_everything_was_looked_through(
    referred: House,
) -> None:
    session, request = referred.session, ready_request(referred)
    assert where_looked.where_we_looked(session, request) == (where_looked.EVERYTHING,)
    typed = intake.change_request(session, request, search_words="The blue folder").record
    assert where_looked.where_we_looked(session, typed) == ("The blue folder",)


def test_a_place_settled_after_the_pack_was_built_makes_it_out_of_date(referred: House) -> None:
    session = referred.session
    add(referred, "Kit came in on time.")
    request, _ = proposed(referred)
    settle(referred, request)
    gathered(referred, request)
    share_the_rest(referred, request)
    now = session.get(AccessRequest, request.id)
    _, mark = order.pack_order(session, now, "pw", practice=True)
    place = places.places_of(session, request.id)[0]
    places.leave_out(session, place, "It was lost")
    assert pack.current_mark(session, request.id) != mark


def test_a_place_that_has_not_answered_waits_on_today_until_it_has(referred: House) -> None:
    session = referred.session
    _, found = proposed(referred)
    place = places.asked(session, found["Mailbox of the Co-ordinator"], ASKED, "Pat Samplewell").record

    def waits() -> list[str]:
        return [one.title for one in due.due_items(session) if place.id in one.key]

    assert waits() == ["Chase: What was found: Mailbox of the Co-ordinator"]
    places.answered(session, place, PlaceAnswer(TODAY, found=False))
    assert waits() == []
