"""Nobody is told that nothing is held before everything was looked through (003-5.1)."""

from __future__ import annotations

import pytest

from coordinator_app.access_requests.actions import closing, gather, intake, places
from coordinator_app.access_requests.actions.letters import letter_order
from coordinator_app.access_requests.actions.places import PlaceAnswer
from coordinator_app.access_requests.gathering import keeping, mentions
from coordinator_app.access_requests.gathering.terms import proposed, read_terms
from coordinator_app.access_requests.model import (
    AccessRequest,
    LetterKind,
    RequesterKind,
    RequestSort,
)
from coordinator_app.chronology import actions as chronology
from coordinator_app.core.errors import GateShut
from coordinator_app.core.gates import OPEN
from coordinator_app.referrals import actions as referrals
from tests.vaults import House, new_entry, new_pupil, new_referral, new_request, ready_request

NAME = "Greta Thimblewick"


def of_staff(house: House) -> AccessRequest:
    asked = new_request(
        house,
        pupil_id="",
        sort=RequestSort.SUBJECT_ACCESS,
        requester=NAME,
        requester_kind=RequesterKind.STAFF,
        about_staff=NAME,
    )
    return intake.log_request(house.session, asked).record


def said_of_her(house: House, words: str) -> None:
    pupil = new_pupil(house, given_names="Otis", family_name="Bramblewick")
    otis = referrals.take_referral(house.session, pupil, new_referral(house)).pupil
    chronology.add_entry(house.session, new_entry(house, words, pupil_id=otis.id))


def now(house: House, request: AccessRequest) -> AccessRequest:
    return house.session.get(AccessRequest, request.id)


def looked(house: House, request: AccessRequest) -> None:
    asked = now(house, request)
    terms = read_terms(proposed(house.session, asked))
    keeping.keep(house.session, asked, mentions.look(house.session, asked, terms))


def letter(house: House, request: AccessRequest) -> object:
    return letter_order(house.session, now(house, request), LetterKind.NOTHING_HELD, practice=True)


def test_of_a_pupil_whose_record_is_here_it_is_not_said_before_anybody_gathered(referred: House) -> None:
    with pytest.raises(GateShut, match="Nobody has gathered"):
        letter(referred, ready_request(referred))


def test_it_is_not_said_before_what_is_about_others_was_looked_through(consented: House) -> None:
    said_of_her(consented, f"Otis hit {NAME}.")
    request = of_staff(consented)
    gather.gather(consented.session, now(consented, request))
    with pytest.raises(GateShut, match="looked through all other records"):
        letter(consented, request)


def test_it_is_not_said_while_a_possible_mention_waits(consented: House) -> None:
    said_of_her(consented, "Otis sat beside Greta.")
    request = of_staff(consented)
    gather.gather(consented.session, now(consented, request))
    looked(consented, request)
    (waits,) = keeping.waiting(consented.session, request.id)
    assert gather.items_of(consented.session, request.id) == []
    with pytest.raises(GateShut, match="has not been looked at"):
        letter(consented, request)
    keeping.leave(consented.session, waits, "A pupil called Greta")
    assert letter(consented, request)


def test_it_is_not_said_while_a_place_is_not_settled(consented: House) -> None:
    session, request = consented.session, of_staff(consented)
    gather.gather(session, now(consented, request))
    looked(consented, request)
    places.propose(session, now(consented, request))
    with pytest.raises(GateShut, match="to look in are not settled"):
        letter(consented, request)
    for one in places.places_of(session, request.id):
        places.answered(session, one, PlaceAnswer(consented.clock.today(), found=False))
    assert letter(consented, request)


def test_planted_fault_by_the_number_of_items_alone_it_would_be_said(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    said_of_her(consented, f"Otis hit {NAME}.")
    request = of_staff(consented)
    monkeypatch.setattr(closing, "_looked_through", lambda *_: OPEN)
    assert letter(consented, request)
