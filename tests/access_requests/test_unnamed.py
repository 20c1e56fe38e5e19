"""What is held back of the guarded papers: the reason at most, never what it is, nor its day, nor its place among others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.access_requests.actions import decide, order
from coordinator_app.access_requests.items import Outcome
from coordinator_app.access_requests.model import AccessRequest, Exemption
from coordinator_app.access_requests.pack_items import item_of
from coordinator_app.chronology.model import Category
from coordinator_app.pdf.pack_content import TextItem
from tests.vaults import House, add, fill_in_the_letter, gathered, item_for, ready_request, share_the_rest


def index_of(house: House, request: AccessRequest) -> list[tuple[date | None, str]]:
    """The lines of the index, in their order."""
    now = house.session.get(AccessRequest, request.id)
    made = order.pack_order(house.session, now, "pw", practice=True)[0]
    lines = [item_of(one, None) for one in made.items]
    return [(one.when, one.title) for one in lines if isinstance(one, TextItem)]


def asked(house: House) -> AccessRequest:
    """A request with a worry of 6 November withheld because it is about somebody else, between two entries."""
    add(house, "Kit came in on time.", happened_on=date(2026, 11, 5))
    worry = add(house, "A neighbour rang.", category=Category.SAFEGUARDING, happened_on=date(2026, 11, 6))
    add(house, "Kit left on time.", happened_on=date(2026, 11, 7))
    request = ready_request(house)
    item = item_for(gathered(house, request), worry)
    third = replace(item, outcome=Outcome.WITHHOLD, exemption=Exemption.THIRD_PARTY, reason="The neighbour")
    decide.decide(house.session, third)
    share_the_rest(house, request)
    fill_in_the_letter(house)
    return request


def test_only_the_reason_is_said_and_it_stands_last(consented: House) -> None:
    lines = index_of(consented, asked(consented))
    assert lines[-1] == (None, "A record (held back: it is about someone else)")
    assert date(2026, 11, 6) not in [day for day, _ in lines]


def test_without_the_rule_a_worry_would_be_told_by_its_kind_and_its_day(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = asked(consented)
    monkeypatch.setattr(order, "_is_unnamed", lambda _: False)
    days = dict(index_of(consented, request))
    assert "Safeguarding" in days[date(2026, 11, 6)]
