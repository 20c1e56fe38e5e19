from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.access_requests.actions import decide, gather
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest, Exemption, SafeguardingAdvice
from coordinator_app.chronology.model import Category
from coordinator_app.core.errors import GateShut, InvalidInput, StaleRecord
from tests.vaults import House, add, advise, cover, gathered, item_for, ready_request

DAY = date(2026, 11, 12)


@pytest.fixture
def case(referred: House) -> tuple[House, AccessRequest, RequestItem]:
    entry = add(referred, "Worry raised about late nights at home.", category=Category.SAFEGUARDING)
    request = ready_request(referred)
    return referred, request, item_for(gathered(referred, request), entry)


def test_harm_stays_shut_until_the_advice_is_recorded(case: tuple[House, AccessRequest, RequestItem]) -> None:
    house, request, item = case
    wanted = replace(
        item, outcome=Outcome.WITHHOLD, exemption=Exemption.SERIOUS_HARM_EDUCATION, reason="Harm"
    )
    assert not decide.harm_is_open(house.session, wanted)
    with pytest.raises(GateShut, match="Safeguarding Officer's advice"):
        decide.decide(house.session, wanted)
    assert house.session.get(RequestItem, item.id).outcome is Outcome.UNDECIDED
    asked = decide.record_advice(
        house.session, SafeguardingAdvice(request_id=request.id, officer="Dana Placeholder", asked_on=DAY)
    ).record
    with pytest.raises(GateShut):
        decide.decide(house.session, wanted)  # asked is not yet given
    decide.record_advice(house.session, replace(asked, given_on=DAY, advice="Withhold it"))
    assert decide.harm_is_open(house.session, wanted)
    assert decide.decide(house.session, wanted).record.outcome is Outcome.WITHHOLD


def test_a_gate_that_let_harm_through_would_be_caught(
    case: tuple[House, AccessRequest, RequestItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    from coordinator_app.access_requests import decisions

    house, _, item = case
    monkeypatch.setattr(decisions, "advice_given", lambda *_: True)  # the planted fault
    wanted = replace(
        item, outcome=Outcome.WITHHOLD, exemption=Exemption.SERIOUS_HARM_EDUCATION, reason="Harm"
    )
    with pytest.raises(pytest.fail.Exception), pytest.raises(GateShut):
        decide.decide(house.session, wanted)


def test_advice_on_one_worry_opens_no_other(case: tuple[House, AccessRequest, RequestItem]) -> None:
    house, request, item = case
    session, other = house.session, add(house, "Another worry.", category=Category.SAFEGUARDING)
    gather.gather(session, session.get(AccessRequest, request.id))
    second = item_for(gather.items_of(session, request.id), other)
    named = replace(advise(house, request), about=item.id, may_be_shared=True)
    decide.record_advice(session, named)
    item = session.get(RequestItem, item.id)
    assert decide.decide(session, replace(item, outcome=Outcome.SHARE)).record.outcome is Outcome.SHARE
    harm = {"exemption": Exemption.SERIOUS_HARM_EDUCATION, "reason": "Harm"}
    for wanted in ({"outcome": Outcome.SHARE}, {"outcome": Outcome.WITHHOLD, **harm}):
        with pytest.raises(GateShut, match="dvice"):
            decide.decide(session, replace(second, **wanted))
    assert session.get(RequestItem, second.id).outcome is Outcome.UNDECIDED
    # what is written down may always be decided otherwise
    told = replace(second, outcome=Outcome.SHARE, note="He told us so himself.")
    assert decide.decide(session, told).record.outcome is Outcome.SHARE


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"officer": ""}, "officer"),
        ({"asked_on": None}, "asked_on"),
        ({"asked_on": date(2026, 11, 25)}, "asked_on"),
        ({"given_on": date(2026, 11, 25)}, "given_on"),
        ({"given_on": date(2026, 11, 1)}, "given_on"),
        ({"given_on": DAY, "advice": ""}, "advice"),
    ],
)
def test_advice_that_cannot_be_right_is_refused_at_its_field(
    case: tuple[House, AccessRequest, RequestItem], values: dict, field: str
) -> None:
    house, request, _ = case
    advice = SafeguardingAdvice(
        request_id=request.id, officer="Dana Placeholder", asked_on=DAY, advice="Withhold"
    )
    with pytest.raises(InvalidInput) as told:
        decide.record_advice(house.session, replace(advice, **values))
    assert field in [problem.field for problem in told.value.problems]


def test_what_the_family_has_had_is_withheld_only_with_a_note(
    case: tuple[House, AccessRequest, RequestItem],
) -> None:
    house, _, item = case
    with house.session.write(decide.guarded_if_marked(item)) as work:
        item = work.change(item, already_shared_on=date(2026, 11, 5))
    wanted = replace(item, outcome=Outcome.WITHHOLD, exemption=Exemption.THIRD_PARTY, reason="Another child")
    with pytest.raises(GateShut, match="note for the file"):
        decide.decide(house.session, wanted)
    assert decide.decide(house.session, replace(wanted, note="Named him since")).record.note


def test_a_decision_brings_its_redactions_and_replaces_the_earlier_ones(referred: House) -> None:
    session = referred.session
    entry = add(referred, "Otis and Wren were there.")
    request = ready_request(referred)
    item = item_for(gathered(referred, request), entry)
    first = cover(referred, item, entry, "Otis")
    assert [box.start for box in decide.redactions_of(session, item.id)] == [0]
    assert first.decided_at is not None
    second = cover(referred, first, entry, "Wren")
    assert [box.start for box in decide.redactions_of(session, item.id)] == [9]
    assert set(decide.redactions_by_item(session, request.id)) == {item.id}
    shared = decide.decide(
        session, replace(second, outcome=Outcome.SHARE), [Redaction(exemption=Exemption.CRIME)]
    )
    assert decide.redactions_of(session, item.id) == []
    assert decide.redactions_by_item(session, request.id) == {}
    with pytest.raises(StaleRecord):
        decide.decide(session, replace(second, outcome=Outcome.SHARE))
    taken_back = decide.undecide(session, shared.record).record
    assert (taken_back.outcome, taken_back.decided_at) == (Outcome.UNDECIDED, None)


def test_a_decision_taken_back_leaves_its_redactions_as_suggestions(referred: House) -> None:
    entry = add(referred, "Otis and Wren were there.")
    item = item_for(gathered(referred, ready_request(referred)), entry)
    decide.undecide(referred.session, cover(referred, item, entry, "Otis"))
    assert len(decide.redactions_of(referred.session, item.id)) == 1


def test_a_closed_request_takes_no_decision_and_no_advice(
    case: tuple[House, AccessRequest, RequestItem],
) -> None:
    house, request, item = case
    with house.session.write() as work:
        work.change(house.session.get(AccessRequest, request.id), sent_on=date(2026, 11, 24))
    for act in (
        lambda: decide.decide(house.session, replace(item, outcome=Outcome.SHARE)),
        lambda: decide.undecide(house.session, item),
        lambda: advise(house, request),
    ):
        with pytest.raises(GateShut, match="closed"):
            act()
