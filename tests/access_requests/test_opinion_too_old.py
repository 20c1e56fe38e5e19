"""A health professional's opinion is six months old at most on the day it is relied on: that of the answer (schedule 3, paragraph 6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator_app.access_requests.actions import decide, ready
from coordinator_app.access_requests.actions.gather import items_of
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import (
    AccessRequest,
    Exemption,
    HealthOpinion,
    SafeguardingAdvice,
)
from coordinator_app.access_requests.opinions import months_before, say_ran_out
from coordinator_app.access_requests.page.pack_reading import read_pack
from coordinator_app.access_requests.page.pack_verdict import verdict
from coordinator_app.access_requests.page.review_reading import ItemLine, read_board
from coordinator_app.chronology.model import Category
from coordinator_app.core.dates import say
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


def line_of(house: House, item: RequestItem) -> ItemLine:
    lines = read_board(house.session, item.request_id).lines
    return next(line for line in lines if line.item.id == item.id)


def settled(house: House, item: RequestItem) -> bool:
    return line_of(house, item).settled


def test_what_an_opinion_held_back_goes_before_a_person_once_it_is_too_old(consented: House) -> None:
    item = withheld(consented)
    assert gate(consented, item).is_open
    consented.clock.at += timedelta(days=181)  # 24 May: the last day of six months
    assert gate(consented, item).is_open
    assert settled(consented, item)
    consented.clock.at += timedelta(days=1)
    assert [reason.why for reason in gate(consented, item).reasons] == [
        "1 decided item rests on a health professional\u2019s opinion that ran out on 24 May 2027."
    ]
    assert "opinion about it ran out on 24 May 2027" in line_of(consented, item).why, "Review shows which"
    said = verdict(read_pack(consented.session, item.request_id))
    assert "ran out on 24 May 2027. Ask for a new opinion" in said.text
    assert "not decided" not in said.text
    decide.record_opinion(consented.session, opinion(item, consented.clock.today()))
    assert gate(consented, item).is_open, "a new opinion is enough"
    assert settled(consented, item)


def test_what_nobody_decided_is_not_said_to_have_run_out(consented: House) -> None:
    item = withheld(consented)
    other = next(one for one in items_of(consented.session, item.request_id) if one.id != item.id)
    decide.undecide(consented.session, other)
    consented.clock.at += timedelta(days=190)
    undecided, old = (reason.why for reason in gate(consented, item).reasons)
    assert undecided == "1 item is not decided."
    assert old.startswith("1 decided item rests on")


@pytest.mark.parametrize(
    "given", [date(2026, 8, 28), date(2026, 8, 31), date(2026, 2, 28), date(2026, 11, 24)]
)
def test_the_last_day_of_an_opinion_is_the_last_on_which_it_may_be_relied_on(given: date) -> None:
    items = [RequestItem(id="i1"), RequestItem(id="i2")]
    old = [opinion(RequestItem(id="i1\ni2"), given)]
    late = given + timedelta(days=400)
    (said,) = say_ran_out(items, old, late)
    last = max(day for n in range(200) if months_before(day := given + timedelta(days=n), 6) <= given)
    assert said.why.startswith("2 decided items rest on ")
    assert said.why.endswith(f"have run out, the first on {say(last)}.")
    assert "decide the items anew" in said.opens


def test_a_clock_that_stands_before_the_opinion_opens_nothing(consented: House) -> None:
    item = withheld(consented)
    consented.clock.at -= timedelta(days=10)
    assert [reason.why for reason in gate(consented, item).reasons] == ["1 item is not decided."]
