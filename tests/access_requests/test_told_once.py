"""A safeguarding call that became an entry is gathered once, and whatever it says besides is gathered too."""

from __future__ import annotations

import pytest

from coordinator_app.access_requests.actions.gather import Holding, holdings
from coordinator_app.access_requests.gathering import holdings as reading
from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.derived import record_lines
from coordinator_app.referrals.unplaced import UnplacedCall
from coordinator_app.referrals.unplaced_calls import correct_call, keep_call, place_call
from tests.vaults import House, ready_request

WORDS = "He sleeps in a barn."


def kept(house: House, **values: object) -> UnplacedCall:
    call = UnplacedCall(
        happened_on=house.clock.today(), source="T. Inkwell, head of year", words=WORDS, **values
    )
    return keep_call(house.session, call).record


def saying(house: House, words: str = WORDS) -> list[Holding]:
    found = holdings(house.session, ready_request(house))
    return [one for one in found if words in [said for _label, said in record_lines(one.record)]]


def test_a_call_that_became_an_entry_is_gathered_once(consented: House) -> None:
    pupil = consented.pupil
    call = kept(consented, given_names=pupil.given_names, birth_date=pupil.birth_date)
    entry = place_call(consented.session, call, pupil.id).record
    assert [one.record.id for one in saying(consented)] == [entry.id]


def test_without_the_rule_it_would_be_gathered_twice(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    place_call(consented.session, kept(consented), consented.pupil.id)
    monkeypatch.setattr(reading, "is_told_elsewhere", lambda *_: False)  # the planted fault
    assert len(saying(consented)) == 2


def test_a_name_that_was_misheard_is_given_all_the_same(consented: House) -> None:
    place_call(consented.session, kept(consented, given_names="Idriss"), consented.pupil.id)
    assert len(saying(consented)) == 2
    assert saying(consented, "Idriss")


def test_words_that_were_corrected_before_and_after_are_all_there(consented: House) -> None:
    session = consented.session
    call = correct_call(session, kept(consented), words="He sleeps in a shed.").record
    entry = place_call(session, call, consented.pupil.id).record
    chronology.correct_entry(session, entry, "Misheard.", words="He sleeps in a tent.")
    for words in ("He sleeps in a tent.", "He sleeps in a shed."):
        assert saying(consented, words), words
    assert isinstance(saying(consented, "He sleeps in a tent.")[0].record, ChronologyEntry)


def test_a_call_whose_entry_was_deleted_is_there_once_with_it(consented: House) -> None:
    session = consented.session
    entry = place_call(session, kept(consented), consented.pupil.id).record
    chronology.delete_entry(session, entry, "Typed twice.")
    assert {one.record.id for one in saying(consented)} == {entry.id}
