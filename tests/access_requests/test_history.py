"""Every decision of a request can be taken back to the first and done again to the last, also after a restart."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.access_requests.actions import decide, gather, history
from coordinator_app.access_requests.gathering import copies
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.store.undo import CannotUndo
from tests.vaults import House, add, cover, gathered, item_for, ready_request, share_the_rest


def outcome(house: House, item: RequestItem) -> Outcome | None:
    return house.session.get(RequestItem, item.id).outcome


def back(house: House, request: AccessRequest) -> None:
    history.take_back(house.session, request.id, history.decision_chain(house.session, request.id).done[-1])


def again(house: House, request: AccessRequest) -> None:
    history.take_back(house.session, request.id, history.decision_chain(house.session, request.id).undone[-1])


def test_decisions_are_taken_back_to_the_first_and_done_again_to_the_last(referred: House) -> None:
    entry, other = add(referred, "Otis and Wren were there."), add(referred, "Kit came in on time.")
    request = ready_request(referred)
    items = gathered(referred, request)
    first, second = item_for(items, entry), item_for(items, other)
    once = cover(referred, first, entry, "Otis")
    cover(referred, once, entry, "Wren")
    decide.decide(referred.session, replace(second, outcome=Outcome.SHARE))
    chain = history.decision_chain(referred.session, request.id)
    assert [step.item_ids for step in chain.done] == [(first.id,), (first.id,), (second.id,)]
    back(referred, request)
    assert outcome(referred, second) is Outcome.UNDECIDED
    back(referred, request)
    assert [one.covered_words for one in decide.redactions_of(referred.session, first.id)] == ["Otis"]
    back(referred, request)
    assert outcome(referred, first) is Outcome.UNDECIDED
    assert decide.redactions_of(referred.session, first.id) == []
    assert history.decision_chain(referred.session, request.id).done == ()
    for _ in range(3):
        again(referred, request)
    assert history.decision_chain(referred.session, request.id).undone == ()
    assert [one.covered_words for one in decide.redactions_of(referred.session, first.id)] == ["Wren"]
    assert outcome(referred, second) is Outcome.SHARE
    for _ in range(3):  # and all of it once more
        back(referred, request)
    assert outcome(referred, first) is Outcome.UNDECIDED


def test_a_new_decision_ends_what_could_be_done_again(referred: House) -> None:
    entry = add(referred, "Kit came in on time.")
    request = ready_request(referred)
    item = item_for(gathered(referred, request), entry)
    decide.decide(referred.session, replace(item, outcome=Outcome.SHARE))
    back(referred, request)
    now = referred.session.get(RequestItem, item.id)
    decide.decide(referred.session, replace(now, outcome=Outcome.SHARE))
    chain = history.decision_chain(referred.session, request.id)
    assert (len(chain.done), chain.undone) == (1, ())


def test_what_was_gathered_anew_since_is_not_taken_back_behind_the_record(referred: House) -> None:
    entry, other = add(referred, "Kit came in late."), add(referred, "Kit came in on time.")
    request = ready_request(referred)
    items = gathered(referred, request)
    for one in (entry, other):
        decide.decide(referred.session, replace(item_for(items, one), outcome=Outcome.SHARE))
    now = referred.session.get(ChronologyEntry, entry.id)
    chronology.correct_entry(referred.session, now, "Misheard", words="Kit came in very late.")
    gather.gather(referred.session, referred.session.get(AccessRequest, request.id))
    chain = history.decision_chain(referred.session, request.id)
    assert [step.item_ids for step in chain.done] == [(item_for(items, other).id,)]


def test_guarded_and_open_decisions_are_one_chain(referred: House) -> None:
    entry = add(referred, "Kit came in on time.")
    worry = add(referred, "Worry about late nights.", category=Category.SAFEGUARDING)
    request = ready_request(referred)
    items = gathered(referred, request)
    decide.decide(referred.session, replace(item_for(items, worry), outcome=Outcome.SHARE, note="They know"))
    decide.decide(referred.session, replace(item_for(items, entry), outcome=Outcome.SHARE))
    wanted = [(item_for(items, worry).id,), (item_for(items, entry).id,)]
    assert [step.item_ids for step in history.decision_chain(referred.session, request.id).done] == wanted
    back(referred, request)
    back(referred, request)
    assert outcome(referred, item_for(items, worry)) is Outcome.UNDECIDED


def test_a_step_that_was_overtaken_is_refused(referred: House) -> None:
    entry = add(referred, "Kit came in on time.")
    request = ready_request(referred)
    item = item_for(gathered(referred, request), entry)
    kept = decide.decide(referred.session, replace(item, outcome=Outcome.SHARE)).record
    step = history.decision_chain(referred.session, request.id).done[-1]
    decide.undecide(referred.session, kept)
    with pytest.raises(CannotUndo, match="changed again"):
        history.take_back(referred.session, request.id, step)


def copied(house: House) -> tuple[AccessRequest, RequestItem, RequestItem]:
    """Two decided entries that say the same, as the comparison of copies finds them."""
    request = ready_request(house)
    entries = [add(house, "Kit came in on time.", happened_on=date(2026, 10, day)) for day in (8, 9)]
    items = gathered(house, request)
    share_the_rest(house, request)
    one, other = (item_for(items, entry) for entry in entries)
    return request, one, other


def test_finding_copies_is_no_step_to_take_back_and_leaves_the_steps_that_are(referred: House) -> None:
    request, one, other = copied(referred)
    before = history.decision_chain(referred.session, request.id)
    found = (copies.Found(one.id, other.id, 95, ""), copies.Found(other.id, "", None, "t"))
    copies.keep(referred.session, request.id, found)
    assert referred.session.get(RequestItem, one.id).duplicate_of_id == other.id
    assert history.decision_chain(referred.session, request.id) == before


def test_a_decision_is_taken_back_and_done_again_over_what_a_gathering_found_since(referred: House) -> None:
    """It was listed as a step, and refused: nothing before it could be taken back either."""
    request, one, other = copied(referred)
    steps = len(history.decision_chain(referred.session, request.id).done)
    found = (copies.Found(one.id, other.id, 95, ""), copies.Found(other.id, "", None, "t"))
    copies.keep(referred.session, request.id, found)
    for _ in range(steps):
        back(referred, request)
    assert (outcome(referred, one), outcome(referred, other)) == (Outcome.UNDECIDED, Outcome.UNDECIDED)
    copies.keep(referred.session, request.id, (copies.Found(one.id), copies.Found(other.id)))
    for _ in range(steps):
        again(referred, request)
    assert (outcome(referred, one), outcome(referred, other)) == (Outcome.SHARE, Outcome.SHARE)
    assert referred.session.get(RequestItem, one.id).duplicate_of_id == "", "as it was found last"


def test_finding_copies_of_what_is_still_to_be_decided_leaves_the_steps_too(referred: House) -> None:
    request, one, _other = copied(referred)
    before = history.decision_chain(referred.session, request.id)
    entry = add(referred, "Kit came in on time.", happened_on=date(2026, 10, 7))
    new = item_for(gathered(referred, request), entry)
    copies.keep(
        referred.session,
        request.id,
        (copies.Found(one.id, new.id, 100, ""), copies.Found(new.id, "", None, "t")),
    )
    assert history.decision_chain(referred.session, request.id).done == before.done


def test_a_clock_that_is_put_back_between_a_decision_and_its_undo_changes_nothing(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = ready_request(referred)
    entry = add(referred, "Kit came in on time.")
    item = item_for(gathered(referred, request), entry)
    decide.decide(referred.session, replace(item, outcome=Outcome.SHARE))
    right = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: right() - 5 * 10**9)
    back(referred, request)
    chain = history.decision_chain(referred.session, request.id)
    assert (len(chain.done), len(chain.undone)) == (0, 1)
    again(referred, request)
    chain = history.decision_chain(referred.session, request.id)
    assert (len(chain.done), len(chain.undone)) == (1, 0)
    assert outcome(referred, item) is Outcome.SHARE
