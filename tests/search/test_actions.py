"""Searches kept by name: each in its compartment, by a name of its own, and back by Undo."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.search.actions import (
    asked_of,
    count_guarded,
    keep_search,
    kept_searches,
    remove_search,
    rename_search,
)
from coordinator_app.search.model import SavedView
from coordinator_app.search.view import GUARDED, Asked
from tests.vaults import House

WHOLE = Asked(
    "“late” -bus", "entries", "someone", date(2026, 9, 1), date(2026, 9, 30), "ordinary", True, True
)


def test_a_kept_search_looks_for_the_same_again(house: House) -> None:
    kept = keep_search(house.session, "  Late \n buses ", WHOLE).record
    assert kept.title == "Late buses"
    assert asked_of(kept) == WHOLE
    assert asked_of(SavedView()) == Asked()


def test_names_are_needed_and_are_not_taken_twice(house: House) -> None:
    kept = keep_search(house.session, "Late", Asked("late")).record
    for title in ("", "   ", "LATE"):
        with pytest.raises(InvalidInput):
            keep_search(house.session, title, Asked("late"))
    other = keep_search(house.session, "Early", Asked("early")).record
    with pytest.raises(InvalidInput):
        rename_search(house.session, other, "late")
    assert rename_search(house.session, kept, "Lâte").record.title == "Lâte"


def test_what_was_looked_for_among_guarded_records_is_kept_among_them(house: House) -> None:
    keep_search(house.session, "The aunt", Asked("aunt", guarded_words=True))
    keep_search(house.session, "All worries", Asked("worry", place=GUARDED))
    keep_search(house.session, "Late", Asked("late"))
    level_two = house.as_user(Compartment.GENERAL)
    assert [one.title for one in kept_searches(level_two)] == ["Late"]
    assert [one.title for one in kept_searches(house.session, guarded_words=False)] == ["Late"]
    assert count_guarded(house.session) == 2
    assert "guarded_words" not in kept_searches(house.session)[0].filters
    general = house.session.databases.connection(Compartment.GENERAL)
    for table in ("saved_view", "history", "draft", "setting"):
        assert "aunt" not in str(general.execute(f'SELECT * FROM "{table}"').fetchall())


def test_renaming_and_removing_are_undone(house: House) -> None:
    kept = keep_search(house.session, "Late", Asked("late")).record
    renamed = rename_search(house.session, kept, "Lateness")
    house.session.undo(renamed.change_id)
    (back,) = kept_searches(house.session)
    assert back.title == "Late"
    gone = remove_search(house.session, back)
    assert kept_searches(house.session) == []
    house.session.undo(gone.change_id)
    assert [one.title for one in kept_searches(house.session)] == ["Late"]
