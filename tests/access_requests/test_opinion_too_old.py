"""A health professional's opinion is six months old at most on the day it is relied on: that of the answer (schedule 3, paragraph 6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from coordinator_app.access_requests.actions import decide, ready
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import (
    AccessRequest,
    Exemption,
    HealthOpinion,
    SafeguardingAdvice,
)
from coordinator_app.access_requests.page.review_reading import read_board
from coordinator_app.chronology.model import Category
from coordinator_app.core.gates import Decision
from tests.vaults import House, add, gathered, item_for, ready_request, share_the_rest

TODAY = date(2026, 11, 24)


def opinion(item: RequestItem, on: date) -> HealthOpinion:
    return HealthOpinion(
        request_id=item.request_id, professional="Dr Reed", asked_on=on, given_on=on,
        opinion="It would harm.", would_harm=True, about=item.id,
    )  # fmt: skip


def withheld(house: House) -> RequestItem:
    """An entry about health that is withheld on an opinion of today."""
    session = house.session
    entry = add(house, "The nurse says that it bled.", category=Category.SAFEGUARDING)
    request = ready_request(house)
    item = item_for(gathered(house, request), entry)
    decide.record_opinion(session, opinion(item, TODAY))
    advice = SafeguardingAdvice(
        request_id=request.id, officer="T. Inkwell", asked_on=TODAY, given_on=TODAY, advice="Withhold it."
    )
    decide.record_advice(session, advice)
    harm = {"exemption": Exemption.SERIOUS_HARM_HEALTH, "reason": "It would harm"}
    kept = decide.decide(session, replace(item, outcome=Outcome.WITHHOLD, **harm)).record
    share_the_rest(house, request)
    return kept


def gate(house: House, item: RequestItem) -> Decision:
    return ready.build_gate(house.session, house.session.get(AccessRequest, item.request_id))


def settled(house: House, item: RequestItem) -> bool:
    lines = read_board(house.session, item.request_id).lines
    return next(line.settled for line in lines if line.item.id == item.id)


def test_what_an_opinion_held_back_goes_before_a_person_once_it_is_too_old(consented: House) -> None:
    item = withheld(consented)
    assert gate(consented, item).is_open
    consented.clock.at += timedelta(days=181)  # 24 May: the last day of six months
    assert gate(consented, item).is_open
    assert settled(consented, item)
    consented.clock.at += timedelta(days=1)
    assert any("not decided" in reason.why for reason in gate(consented, item).reasons)
    assert not settled(consented, item), "Review shows which it is"
    decide.record_opinion(consented.session, opinion(item, consented.clock.today()))
    assert gate(consented, item).is_open, "a new opinion is enough"
    assert settled(consented, item)
