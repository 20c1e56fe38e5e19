"""The answer to a question about one worry counts for that worry, whatever is in hand when the officer rings back (003-5.2)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desks import Desk, desk_of

from coordinator_app.access_requests.actions import decide
from coordinator_app.access_requests.decisions import sharing_advised
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.model import SafeguardingAdvice
from coordinator_app.access_requests.page.advice import About, ask_advice
from coordinator_app.chronology.model import Category
from tests.vaults import House, add, gathered, item_for, ready_request

ANSWERED = {"given_on": date(2026, 11, 24), "advice": "It may be shared.", "may_be_shared": True}


@pytest.fixture
def desk(qapp: Any, consented: House, tmp_path: Path) -> Desk:
    return desk_of(consented, tmp_path)


@pytest.fixture
def two(desk: Desk) -> tuple[RequestItem, RequestItem]:
    """Two worries; the officer was asked about the first."""
    house, kind = desk.house, Category.SAFEGUARDING
    first = add(house, "He sleeps in a shed.", category=kind, happened_on=date(2026, 10, 1))
    second = add(house, "His uncle was named.", category=kind, happened_on=date(2026, 10, 2))
    items = gathered(house, ready_request(house))
    one, other = item_for(items, first), item_for(items, second)
    question = SafeguardingAdvice(
        request_id=one.request_id, officer="Dilys Thimblewick", asked_on=date(2026, 11, 20), about=one.id
    )
    decide.record_advice(house.session, question)
    return one, other


def answered(desk: Desk, in_hand: About, request_id: str, **values: Any) -> tuple[SafeguardingAdvice, ...]:
    known = tuple(decide.advice_of(desk.house.session, request_id))
    ask_advice(desk.services, request_id, known, "Dilys Thimblewick", in_hand)
    desk.answer(**(ANSWERED | values))
    return tuple(decide.advice_of(desk.house.session, request_id))


def test_the_answer_about_one_worry_does_not_open_another(
    desk: Desk, two: tuple[RequestItem, RequestItem]
) -> None:
    one, other = two
    advice = answered(desk, About(other, (one.id, other.id)), one.request_id)
    assert [each.given_on for each in advice] == [ANSWERED["given_on"]]
    assert sharing_advised(advice, one.id)
    assert not sharing_advised(advice, other.id)


def test_with_nothing_restricted_in_hand_it_does_not_become_advice_on_everything(
    desk: Desk, two: tuple[RequestItem, RequestItem]
) -> None:
    one, _other = two
    [advice] = answered(desk, About(), one.request_id)
    assert advice.about == one.id


def test_a_question_about_another_worry_is_another_question(
    desk: Desk, two: tuple[RequestItem, RequestItem]
) -> None:
    one, other = two
    new = {"about": "new", "officer": "Dilys Thimblewick", "asked_on": date(2026, 11, 24)}
    advice = answered(desk, About(other), one.request_id, **new)
    assert {(each.about, each.given_on is None) for each in advice} == {(one.id, True), (other.id, False)}
    assert sharing_advised(advice, other.id)


def test_what_was_asked_about_is_said(two: tuple[RequestItem, RequestItem]) -> None:
    one, other = two
    both = f"{one.id}\n{other.id}"

    def said(about: str, item: RequestItem | None) -> str:
        return About(item, (), SafeguardingAdvice(about=about)).options()[0][1]

    assert said(one.id, one).endswith(": Safeguarding, 1 October 2026")
    assert said(one.id, other).endswith(": another item")
    assert said(both, None).endswith(": 2 other items")
    assert said(both, one).endswith(": 2 items, this one among them")
    assert said("", one).endswith(": the request as a whole")
