"""Two open requests about one pupil: the work at one sets back nothing that was decided in the other, what is held does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import papers
import pytest

from coordinator_app.access_requests.actions import decide, gather, intake, persons
from coordinator_app.access_requests.actions.closing import close_request
from coordinator_app.access_requests.gathering import holdings as held
from coordinator_app.access_requests.gathering import under_way
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import AccessRequest, ClosedAs, Stage
from coordinator_app.access_requests.persons import PersonDecision, PersonKind, RequestPerson
from coordinator_app.access_requests.requesters import RequesterKind
from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category, ChronologyEntry
from tests.vaults import (
    House,
    add,
    cover,
    gathered,
    item_for,
    ready_request,
    share_the_rest,
    withhold_for_harm,
)


class Two:
    """One request that is worked at, and another about the same pupil that is decided."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.entry = add(house, "Kit came with Otis Bramblewick.")
        self.apart = add(house, "Kit bled.", category=Category.SAFEGUARDING)
        self.one, self.other = ready_request(house), ready_request(house)
        gathered(house, self.one)
        gathered(house, self.other)
        share_the_rest(house, self.other)
        house.clock.at += timedelta(minutes=5)

    def items(self) -> dict[str, RequestItem]:
        return {one.id: one for one in gather.items_of(self.house.session, self.other.id)}

    def again(self) -> gather.GatherResult:
        return gather.gather(self.house.session, self.now(self.other))

    def now(self, request: AccessRequest) -> AccessRequest:
        return self.house.session.get(AccessRequest, request.id)

    def compared(self) -> gather.Compared:
        return gather.compared(self.house.session, self.now(self.other))

    def undecided(self) -> set[str]:
        return {one.item_kind for one in self.items().values() if one.outcome is Outcome.UNDECIDED}

    def work(self) -> Iterator[str]:
        """Every step of the work at the first, one after the other."""
        house, session = self.house, self.house.session
        gathered(house, self.one)
        yield "gathered"
        items = gather.items_of(session, self.one.id)
        cover(house, item_for(items, self.entry), self.entry, "Otis Bramblewick")
        yield "covered"
        withhold_for_harm(house, self.one, item_for(items, self.apart))
        yield "withheld"
        share_the_rest(house, self.one)
        yield "shared"
        somebody = RequestPerson(
            request_id=self.one.id, called="Otis Bramblewick", person_kind=PersonKind.PUPIL,
            decision=PersonDecision.COVER,
        )  # fmt: skip
        persons.decide_person(session, somebody)
        yield "decided for a person"
        papers.Case(house, self.one, self.entry, self.entry, self.apart).keep()
        yield "built"
        decide.undecide(session, gather.items_of(session, self.one.id)[0])
        yield "taken back"


@pytest.fixture
def two(consented: House) -> Two:
    return Two(consented)


NOTHING = gather.Compared(0, 0, 0)


def test_no_step_of_the_work_at_one_sets_back_what_was_decided_in_the_other(two: Two) -> None:
    before = two.items()
    done = []
    for step in two.work():
        assert two.compared() == NOTHING, step
        done.append(step)
    assert done[-1] == "taken back"
    result = two.again()
    assert (result.new, result.reset, result.gone) == (1, 0, 0), "the advice is held on the pupil: it is new"
    after = two.items()
    assert {key: after[key] for key in before} == before
    assert not [one for one in after.values() if one.item_kind in {"request_item", "pack", "request_place"}]


@pytest.mark.parametrize("fault", ["the record", "the steps"])
def test_without_the_rule_each_step_would_set_back_or_add(
    two: Two, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    if fault == "the record":
        monkeypatch.setattr(gather, "was_only_worked_at", lambda *_: False)
    else:
        monkeypatch.setattr(held, "others_open", lambda *_: frozenset())
    seen = [two.compared() for _step in two.work()]
    assert any(one != NOTHING for one in seen)


def test_a_change_of_the_other_request_itself_sets_its_own_item_back_alone(two: Two) -> None:
    list(two.work())
    two.again()
    share_the_rest(two.house, two.other)
    now = two.now(two.one)
    intake.change_request(two.house.session, now, requester_address="9 Beck Row\nOverhazel")
    assert two.compared().changed == 1
    assert two.again().reset == 1
    assert two.undecided() == {"access_request"}


def test_a_changed_record_sets_its_item_back_in_both(two: Two) -> None:
    share_the_rest(two.house, two.one)
    session = two.house.session
    entry = session.get(ChronologyEntry, two.entry.id)
    chronology.correct_entry(session, entry, "He did.", words="Kit came alone.")
    for request in (two.one, two.other):
        gather.gather(session, two.now(request))
        items = gather.items_of(session, request.id)
        said = item_for([one for one in items if not one.state_label], entry)
        assert (said.outcome, bool(said.reset_because)) == (Outcome.UNDECIDED, True)


def test_once_it_is_answered_its_steps_are_held_like_those_of_any_earlier_request(two: Two) -> None:
    gathered(two.house, two.one)
    close_request(
        two.house.session, two.now(two.one), ClosedAs.WITHDRAWN, "They rang.", two.house.session.clock.today()
    )
    assert two.compared().changed == 1
    two.again()
    kinds = {one.item_kind for one in two.items().values()}
    assert "request_item" in kinds, "the item of what lies apart"


def test_what_is_worked_at_says_the_rest_of_it(two: Two) -> None:
    """Whatever a request says but for how far the work has come is a change of it."""
    session = two.house.session
    item = item_for(list(two.items().values()), two.one)
    now = two.now(two.one)
    assert under_way.was_only_worked_at(session, item, replace(now, gathered_at=None, search_words="Kit"))
    for more in (
        {"wanted": "All"},
        {"requester_kind": RequesterKind.SOLICITOR},
        {"sent_on": date(2026, 11, 24)},
    ):
        assert not under_way.was_only_worked_at(session, item, replace(now, **more))


def test_where_somebody_is_named_in_what_is_typed_at_the_work_that_is_no_mere_step(two: Two) -> None:
    """An item that was found there is renewed by nothing else: what is said of the person by now would never be given."""
    session = two.house.session
    found = replace(item_for(list(two.items().values()), two.one), is_mention=True)
    now = two.now(two.one)
    for step in ({"stage": Stage.APPROVE}, {"gathered_at": None}, {"approved_on": date(2026, 11, 24)}):
        assert under_way.was_only_worked_at(session, found, replace(now, **step)), step
    for more in (
        {"search_words": "Kit, the notes"},
        {"approval_reason": "She saw Kit."},
        {"approved_by": "A. Kit"},
    ):
        assert not under_way.was_only_worked_at(session, found, replace(now, **more)), more
