"""A call about a child whom nobody knows yet is kept, guarded, asked for on Today, and becomes an entry (003-6.4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coordinator_app.chronology.actions import entries_of
from coordinator_app.chronology.model import Category
from coordinator_app.core.errors import InvalidInput, StaleRecord
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import unplaced_calls
from coordinator_app.referrals.due import due_items
from coordinator_app.referrals.unplaced import UnplacedCall
from coordinator_app.referrals.unplaced_calls import (
    begin_record,
    close_call,
    correct_call,
    keep_call,
    place_call,
    waiting_calls,
)
from coordinator_app.store.sql import rows
from tests.vaults import House, new_pupil

SAID = "He says that he sleeps in a barn."


def rung(house: House, **more: object) -> UnplacedCall:
    values: dict[str, object] = {"happened_on": house.clock.today(), "words": SAID, "given_names": "Idris"}
    return keep_call(house.session, UnplacedCall(**(values | more))).record


def asked(house: House) -> list[str]:
    return [one.title for one in due_items(house.session) if one.key.startswith("unplaced-call")]


def test_a_call_of_which_nothing_but_the_words_is_known_is_kept_and_asked_for(house: House) -> None:
    rung(house, given_names="")
    assert asked(house) == ["Safeguarding call: whose is it?"]


def test_today_names_nobody_of_it(house: House) -> None:
    rung(house, family_name="Moonbeck")
    (item,) = [one for one in due_items(house.session) if one.key.startswith("unplaced-call")]
    assert "Moonbeck" not in repr(item)
    assert "barn" not in repr(item)


def test_no_word_of_it_lies_in_the_general_database(house: House) -> None:
    rung(house, family_name="Moonbeck")
    connection = house.session.databases.connection(Compartment.GENERAL)
    tables = [name for (name,) in rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    everything = repr([rows(connection, f'SELECT * FROM "{name}"') for name in tables])
    assert "barn" not in everything
    assert "Moonbeck" not in everything


def test_put_on_a_record_it_is_a_safeguarding_entry_and_is_asked_for_no_longer(referred: House) -> None:
    entry = place_call(referred.session, rung(referred), referred.pupil.id).record
    assert (entry.category, entry.words) == (Category.SAFEGUARDING, SAID)
    assert [one.id for one in entries_of(referred.session, referred.pupil.id)] == [entry.id]
    assert waiting_calls(referred.session) == []


def test_an_undo_takes_the_entry_off_the_record_and_asks_again(referred: House) -> None:
    saved = place_call(referred.session, rung(referred), referred.pupil.id)
    referred.session.undo(saved.change_id)
    assert entries_of(referred.session, referred.pupil.id) == []
    assert asked(referred)


def test_an_access_request_finds_the_entry_and_the_call_that_it_came_from(referred: House) -> None:
    call = rung(referred)
    entry = place_call(referred.session, call, referred.pupil.id).record
    found = {one.record.id for one in referred.session.gather("pupil", referred.pupil.id)}
    assert {call.id, entry.id} <= found


def test_a_record_begins_with_it_once_the_child_is_known(house: House) -> None:
    pupil = new_pupil(house, given_names="Idris", family_name="Moonbeck")
    entry = begin_record(house.session, rung(house), pupil).record
    assert house.session.get(Pupil, entry.pupil_id).called == "Idris Moonbeck"
    assert asked(house) == []


def test_a_call_is_never_put_on_two_records(referred: House) -> None:
    call = rung(referred)
    place_call(referred.session, call, referred.pupil.id)
    with pytest.raises(StaleRecord):
        place_call(referred.session, call, referred.pupil.id)
    settled = referred.session.get(UnplacedCall, call.id)
    for again in (
        lambda: place_call(referred.session, settled, referred.pupil.id),
        lambda: begin_record(referred.session, call, new_pupil(referred)),
        lambda: close_call(referred.session, settled, "Passed on."),
    ):
        with pytest.raises(InvalidInput):
            again()
    assert len(entries_of(referred.session, referred.pupil.id)) == 1


def test_a_record_is_not_begun_for_a_call_that_is_settled(referred: House) -> None:
    call = rung(referred)
    place_call(referred.session, call, referred.pupil.id)
    before = referred.session.count(Pupil)
    with pytest.raises(InvalidInput):
        begin_record(referred.session, call, new_pupil(referred, family_name="Moonbeck"))
    assert referred.session.count(Pupil) == before


def test_closed_for_a_reason_it_stays_and_is_asked_for_no_longer(house: House) -> None:
    with pytest.raises(InvalidInput):
        close_call(house.session, rung(house), " ")
    (call,) = waiting_calls(house.session)
    closed = close_call(house.session, call, "Passed on to the safeguarding lead of the school.").record
    assert (closed.closed_on, asked(house)) == (house.clock.today(), [])
    assert house.session.get(UnplacedCall, call.id).words == SAID


def test_corrected_words_leave_the_old_ones_in_the_history(house: House) -> None:
    call = rung(house)
    correct_call(house.session, call, words="He sleeps at his aunt's.")
    assert [one.version for one in house.session.history(call.id)] == [1, 2]
    assert house.session.get(UnplacedCall, call.id).words == "He sleeps at his aunt's."


@pytest.mark.parametrize(
    "wrong", [{"words": ""}, {"happened_on": None}, {"happened_on": date(2026, 11, 24) + timedelta(days=1)}]
)
def test_words_and_a_day_that_is_not_ahead_are_all_that_is_needed(
    house: House, wrong: dict[str, object]
) -> None:
    with pytest.raises(InvalidInput):
        rung(house, **wrong)


def test_a_settled_call_that_could_be_used_again_would_be_found(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(unplaced_calls, "_demand_open", lambda _call: None)
    before = referred.session.count(Pupil)
    with pytest.raises(StaleRecord):
        test_a_record_is_not_begun_for_a_call_that_is_settled(referred)
    assert referred.session.count(Pupil) == before + 1, "a record of nobody stays behind"
