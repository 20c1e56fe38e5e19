"""What somebody is called every day finds him in what is held about others, also where the search index does not look."""

from __future__ import annotations

from typing import Any

import pytest

from coordinator_app.access_requests.finding import lone
from coordinator_app.access_requests.gathering import mentions, terms
from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.referrals import actions as referrals
from tests.vaults import House, new_entry, new_pupil, new_referral, ready_request


def entry_of_another(house: House, words: str) -> ChronologyEntry:
    pupil = new_pupil(house, given_names="Otis", family_name="Bramblewick")
    pupil = referrals.take_referral(house.session, pupil, new_referral(house)).pupil
    return chronology.add_entry(house.session, new_entry(house, words, pupil_id=pupil.id)).record


def found(house: House, name: str) -> set[str]:
    session, request = house.session, ready_request(house)
    wanted = terms.read_terms((*terms.proposed(session, request), name))
    return {hit.record_id for hit in mentions.look(session, request, wanted).hits}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Benjamin Puddlecombe", "Ben pushed Otis over."),
        ("Benjamin Puddlecombe", "Otis said that ben pushed him."),
        ("Mohammed Puddlecombe", "Otis sat beside Mo at lunch."),
        ("Mary-Jane Puddlecombe", "MJ pushed Otis over."),
    ],
)
def test_a_short_name_finds_them(referred: House, name: str, said: str) -> None:
    entry = entry_of_another(referred, said)
    assert entry.id in found(referred, name)


def test_a_short_name_finds_them_in_the_trash_and_in_what_a_record_said_before(referred: House) -> None:
    session = referred.session
    thrown = entry_of_another(referred, "Benny pushed Otis over.")
    with session.write() as work:
        work.trash(thrown)
    changed = entry_of_another(referred, "Benny laughed at Otis.")
    chronology.correct_entry(session, changed, "It was not him", words="Somebody laughed at Otis.")
    assert {thrown.id, changed.id} <= found(referred, "Benjamin Puddlecombe")


def test_a_short_name_that_also_stands_before_family_names_is_missed_without_the_table(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = entry_of_another(referred, "Ben pushed Otis over.")
    never: Any = lambda *_: False  # noqa: E731  (a planted fault)
    monkeypatch.setattr(lone.LoneWords, "_is_given", never)
    assert entry.id not in found(referred, "Benjamin Puddlecombe")
