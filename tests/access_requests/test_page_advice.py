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
from coordinator_app.access_requests.model import HealthOpinion, SafeguardingAdvice
from coordinator_app.access_requests.opinions import opinion_given
from coordinator_app.access_requests.page.advice import About, ask_advice, ask_opinion, read_opinions
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


# -- opinions of health professionals ---------------------------------------------------------------------------------

HARM = {"given_on": date(2026, 11, 24), "opinion": "It would.", "would_harm": True}


def thought(desk: Desk, in_hand: About, request_id: str, **values: Any) -> tuple[HealthOpinion, ...]:
    known = tuple(decide.opinions_of(desk.house.session, request_id))
    ask_opinion(desk.services, request_id, known, "Dr Fennel", in_hand)
    desk.answer(**(HARM | values))
    return tuple(decide.opinions_of(desk.house.session, request_id))


def test_an_opinion_holds_for_the_item_in_hand_and_for_no_other(
    desk: Desk, two: tuple[RequestItem, RequestItem]
) -> None:
    one, other = two
    opinions = thought(desk, About(one, (one.id, other.id)), one.request_id)
    day = HARM["given_on"]
    assert opinion_given(opinions, one.id, day)
    assert not opinion_given(opinions, other.id, day)
    both = thought(desk, About(other, (one.id, other.id)), one.request_id, about="restricted")
    assert opinion_given(both[1:], one.id, day)
    assert opinion_given(both[1:], other.id, day)


def test_an_opinion_that_came_by_letter_opens_nothing_until_it_is_said_what_it_is_about(
    desk: Desk, two: tuple[RequestItem, RequestItem]
) -> None:
    one, other = two
    session = desk.house.session
    letter = HealthOpinion(
        request_id=one.request_id, professional="Dr Fennel", asked_on=date(2026, 11, 20), letter_id="a-letter",
        given_on=date(2026, 11, 23), would_harm=True, opinion="It would.",
    )  # fmt: skip
    decide.record_opinion(session, letter)
    kept = tuple(decide.opinions_of(session, one.request_id))
    assert not any(opinion_given(kept, item.id, date(2026, 11, 24)) for item in two)
    [said] = thought(desk, About(one, (one.id, other.id)), one.request_id, given_on=date(2026, 11, 23))
    assert (said.about, said.letter_id) == (one.id, "a-letter"), "it is completed, not asked again"
    assert opinion_given((said,), one.id, date(2026, 11, 24))


def test_the_answer_about_one_item_is_not_taken_for_another_in_hand(
    desk: Desk, two: tuple[RequestItem, RequestItem]
) -> None:
    one, other = two
    question = HealthOpinion(
        request_id=one.request_id, professional="Dr Fennel", asked_on=date(2026, 11, 20), about=one.id
    )
    decide.record_opinion(desk.house.session, question)
    opinions = thought(desk, About(other, (one.id, other.id)), one.request_id)
    assert [(each.about, each.given_on) for each in opinions] == [(one.id, HARM["given_on"])]
    assert not opinion_given(opinions, other.id, HARM["given_on"])


def test_without_an_item_in_hand_an_opinion_can_be_about_everything_restricted_or_nothing_yet(
    desk: Desk, two: tuple[RequestItem, RequestItem]
) -> None:
    one, other = two
    found, about = read_opinions(desk.house.session, one.request_id)
    assert (found, set(about.restricted)) == ((), {one.id, other.id})
    options = dict(about.of_health().options())
    assert options["request"] == "Not said yet: it opens nothing"
    assert options["restricted"] == "Everything restricted in this request, which they were told of"
    [kept] = thought(desk, about, one.request_id)
    assert kept.about == ""
