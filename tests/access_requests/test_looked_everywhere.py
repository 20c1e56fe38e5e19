"""No pack is built before somebody with the guarded key has looked for mentions in what is about others (003-5.1)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coordinator_app.access_requests.actions import gather, pack
from coordinator_app.access_requests.gathering import gates, keeping, mentions
from coordinator_app.access_requests.gathering.terms import Terms, proposed, read_terms
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.searching import RequestSearch
from coordinator_app.chronology.model import Category
from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.referrals import actions as referrals
from coordinator_app.store.session import Session
from tests.vaults import (
    House,
    add,
    gathered,
    looked_elsewhere,
    new_pupil,
    new_referral,
    ready_request,
    share_the_rest,
)

NAMED = "Otis said that Kit Puddlecombe had hit him."


def look(session: Session, request: AccessRequest) -> list[str]:
    """Gather and search as the button does, as whoever this session belongs to; the records that were found."""
    gather.gather(session, session.get(AccessRequest, request.id))
    now = session.get(AccessRequest, request.id)
    looked = mentions.look(session, now, read_terms(proposed(session, now)))
    keeping.keep(session, now, looked)
    return [hit.record_id for hit in looked.hits]


@pytest.fixture
def request_(referred: House) -> AccessRequest:
    """Another pupil's safeguarding entry names the child who is asked about."""
    other = new_pupil(referred, given_names="Otis", family_name="Bramblewick")
    otis = referrals.take_referral(referred.session, other, new_referral(referred)).pupil
    add(referred, NAMED, pupil_id=otis.id, category=Category.SAFEGUARDING)
    add(referred, "Kit came in.")
    return ready_request(referred)


def is_open(house: House, request: AccessRequest) -> bool:
    return pack.build_gate(house.session, house.session.get(AccessRequest, request.id)).is_open


def test_a_search_without_the_guarded_key_does_not_let_the_pack_be_built(
    referred: House, request_: AccessRequest
) -> None:
    assert look(referred.as_user(Compartment.GENERAL), request_) == []
    share_the_rest(referred, request_)
    assert not is_open(referred, request_)
    assert len(look(referred.session, request_)) == 1  # the Co-ordinator finds the entry
    share_the_rest(referred, request_)
    assert is_open(referred, request_)


def test_a_pack_without_any_search_for_mentions_is_not_built(
    referred: House, request_: AccessRequest
) -> None:
    """Stop pressed, or a lock, after the first step of gathering."""
    gather.gather(referred.session, request_)
    share_the_rest(referred, request_)
    gate = pack.build_gate(referred.session, referred.session.get(AccessRequest, request_.id))
    [reason] = gate.reasons
    assert reason.why.startswith("Nobody has looked through all other records")
    assert "Co-ordinator" in reason.opens


def test_a_search_of_an_earlier_gathering_does_not_count_for_a_later_one(
    referred: House, request_: AccessRequest
) -> None:
    gathered(referred, request_)
    share_the_rest(referred, request_)
    assert is_open(referred, request_)
    referred.clock.at += timedelta(hours=1)
    gather.gather(referred.session, referred.session.get(AccessRequest, request_.id))
    assert not is_open(referred, request_)
    looked_elsewhere(referred, request_)
    assert is_open(referred, request_)


def test_a_search_for_no_words_is_no_search(referred: House, request_: AccessRequest) -> None:
    gather.gather(referred.session, request_)
    now = referred.session.get(AccessRequest, request_.id)
    with pytest.raises(InvalidInput):
        keeping.keep(referred.session, now, mentions.Looked(Terms((), ())))
    assert len(keeping.not_looked_in(referred.session, now)) == 2


def test_a_search_with_no_hits_is_kept_in_both_compartments_and_says_its_words_in_the_open_one_alone(
    referred: House, request_: AccessRequest
) -> None:
    gathered(referred, request_)
    made = referred.session.list(RequestSearch, where={"request_id": request_.id})
    assert sorted(one.is_guarded for one in made) == [False, True]
    assert [one.terms for one in made if one.is_guarded] == [keeping.SAME_WORDS]
    two = referred.as_user(Compartment.GENERAL)
    assert keeping.not_looked_in(two, two.get(AccessRequest, request_.id)) == ()


def test_without_the_gate_the_entry_would_be_missed(
    referred: House, request_: AccessRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(referred.as_user(Compartment.GENERAL), request_)
    share_the_rest(referred, request_)
    monkeypatch.setattr(gates, "not_looked_in", lambda _session, _request: ())
    assert is_open(referred, request_)
