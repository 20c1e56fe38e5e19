"""A pack is kept, approved and sent as it stands: none that is stale, none before its day (003-5.2)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

import papers
import pytest

from coordinator_app.access_requests.actions import decide, gather, order, pack, sending
from coordinator_app.access_requests.actions.pack_spool import PackSpool
from coordinator_app.access_requests.items import Outcome, Pack
from coordinator_app.access_requests.model import AccessRequest, Exemption
from coordinator_app.access_requests.pack_order import BuiltVolume
from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.store.sql import rows
from tests.vaults import House, add, gathered, ready_request, share_the_rest

PAGES = b"he had slept in the shed"


@pytest.fixture
def case(consented: House) -> papers.Case:
    return papers.decided_case(consented)


def withhold_one(case: papers.Case) -> None:
    session = case.house.session
    item = next(one for one in gather.items_of(session, case.request.id) if one.outcome is Outcome.SHARE)
    decide.decide(
        session,
        replace(item, outcome=Outcome.WITHHOLD, exemption=Exemption.THIRD_PARTY, reason="It is Otis's."),
    )


def test_a_pack_ordered_before_a_change_does_not_push_the_newer_one_out(case: papers.Case) -> None:
    session = case.house.session
    _, old_mark = case.order()
    withhold_one(case)
    good = case.keep()
    with pytest.raises(GateShut, match="changed while the pack was built"):
        pack.keep_pack(session, case.now, papers.BUILT, old_mark)
    assert [one.id for one in pack.packs_of(session, case.request.id)] == [good.id]


def test_a_record_that_becomes_guarded_while_the_pack_is_built_leaves_no_pages_in_the_open_store(
    referred: House,
) -> None:
    session, entry = referred.session, add(referred, "Kit said that he had slept in the shed again.")
    request = ready_request(referred)
    gathered(referred, request)
    share_the_rest(referred, request)
    _, mark = order.pack_order(session, session.get(AccessRequest, request.id), "pw", practice=True)
    spool = PackSpool(guarded=pack.is_guarded(session, request.id))
    spool.take(session, 1, PAGES)
    chronology.correct_entry(session, entry, "It is a worry.", category=Category.SAFEGUARDING)
    volume = BuiltVolume(1, 1, 3, len(PAGES), hashlib.sha256(PAGES).hexdigest())
    built = replace(papers.BUILT, locked=b"", readable=b"", volumes=(volume,))
    now = session.get(AccessRequest, request.id)
    with pytest.raises(GateShut, match="build it again"):
        pack.keep_pack(session, now, built, mark, spool)
    assert blobs(referred) == []
    open_one, same = PackSpool(guarded=False), pack.current_mark(session, request.id)
    with pytest.raises(GateShut):  # also where only the place differs
        pack.keep_pack(session, now, built, same, open_one)
    assert session.list(Pack, where={"request_id": request.id}, trashed=None) == []


def blobs(house: House) -> list[object]:
    connection = house.session.databases.connection(Compartment.GENERAL)
    return list(rows(connection, "SELECT id FROM blob", ()))


def test_without_that_check_its_pages_would_lie_in_the_open_store(referred: House) -> None:
    """The planted fault: nobody drops what came."""
    PackSpool(guarded=False).take(referred.session, 1, PAGES)
    assert len(blobs(referred)) == 1


def test_it_was_not_sent_before_it_was_approved(case: papers.Case) -> None:
    session, first = case.house.session, case.house.session.clock.today()
    kept = case.keep()
    case.settle(kept)
    case.house.clock.at += timedelta(days=3)
    later = session.clock.today()
    pack.approve(session, case.now, "Dana Placeholder", "There is no second user", later)
    with pytest.raises(InvalidInput, match="the day it was approved"):
        sending.record_sent(session, case.now, kept, DeliveryMethod.IN_PERSON, first)
    sending.record_sent(session, case.now, kept, DeliveryMethod.IN_PERSON, later)


def test_it_was_not_approved_before_the_last_decision(case: papers.Case) -> None:
    session, first = case.house.session, case.house.session.clock.today()
    case.house.clock.at += timedelta(days=3)
    withhold_one(case)
    with pytest.raises(InvalidInput, match="the last decision"):
        pack.approve(session, case.now, "Dana Placeholder", "There is no second user", first)
