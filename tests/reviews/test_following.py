"""Why something was not shared goes with it into the guarded compartment: no word of it stays in the open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.chronology.actions import correct_entry
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.core.privacy import Compartment
from coordinator_app.registry import CATALOGUE
from coordinator_app.reviews import actions, following
from coordinator_app.reviews.model import ReviewItem
from tests.store.looking import tables_with
from tests.vaults import House, add

WHY = "The stepfather hits him and must not know."


def held_back(house: House) -> ChronologyEntry:
    """An open entry that was not shared at a finished review, with the reason; and one that was."""
    entry, other = add(house, "He came late."), add(house, "He came early.")
    review = actions.plan_review(house.session, house.pupil.id, date(2026, 10, 9)).record
    held = replace(review, held_on=date(2026, 11, 20), who_was_there="His mother")
    held = actions.save_review(house.session, held).record
    told = [actions.Told(entry, shared=False, why_not=WHY), actions.Told(other, shared=True)]
    actions.finish_review(house.session, held, told)
    return entry


def turns_guarded(house: House, entry: ChronologyEntry) -> None:
    correct_entry(house.session, entry, "It is a worry.", category=Category.SAFEGUARDING)


def in_the_open(house: House) -> set[str]:
    return tables_with(house.session.databases.connection(Compartment.GENERAL), "stepfather")


def reasons(house: House) -> list[tuple[str, bool]]:
    return sorted((one.why_not, one.is_guarded) for one in house.session.list(ReviewItem))


def test_why_an_entry_was_not_shared_goes_with_it_when_it_turns_out_to_be_guarded(consented: House) -> None:
    entry = held_back(consented)
    assert in_the_open(consented) == {"review_item", "history"}
    turns_guarded(consented, entry)
    assert in_the_open(consented) == set()
    assert reasons(consented) == [("", False), (WHY, True)]


def test_a_reason_that_was_left_behind_follows_after_the_next_unlock_with_the_key(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = held_back(consented)
    with monkeypatch.context() as cut_off:
        cut_off.setattr(CATALOGUE, "moved", None)
        turns_guarded(consented, entry)
    assert in_the_open(consented)
    level_two = consented.as_user(Compartment.GENERAL)
    following.upkeep(level_two)
    level_two.close()
    assert in_the_open(consented)
    following.upkeep(consented.session)
    assert in_the_open(consented) == set()
    assert reasons(consented) == [("", False), (WHY, True)]
