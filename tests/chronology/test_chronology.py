from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category, ChronologyEntry, entry_compartment
from coordinator_app.core.errors import InvalidInput, NotFound, StaleRecord
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.unit_of_work import WrongCompartment
from tests.vaults import House, add, new_entry


@pytest.mark.parametrize("category", list(Category))
def test_safeguarding_and_health_lie_in_the_guarded_compartment(category: Category) -> None:
    guarded = category in {Category.SAFEGUARDING, Category.HEALTH}
    home = entry_compartment(ChronologyEntry(category=category))
    assert home is (Compartment.GUARDED if guarded else Compartment.GENERAL)
    assert entry_compartment(ChronologyEntry()) is Compartment.GENERAL


def test_a_guarded_entry_cannot_be_written_among_the_general_ones(referred: House) -> None:
    entry = new_entry(referred, category=Category.HEALTH)
    with pytest.raises(WrongCompartment), referred.session.write() as work:  # the planted fault
        work.add(entry)


def test_entries_are_listed_newest_first_for_who_may_open_them(referred: House) -> None:
    old = add(referred, "Earlier.", happened_on=date(2026, 9, 20))
    new = add(referred, "A worry.", category=Category.SAFEGUARDING, happened_on=date(2026, 11, 2))
    session = referred.session
    assert [one.id for one in chronology.entries_of(session, referred.pupil.id)] == [new.id, old.id]
    assert [one.id for one in chronology.entries_of(session, referred.pupil.id, limit=1)] == [new.id]
    level_two = referred.as_user(Compartment.GENERAL)
    assert [one.id for one in chronology.entries_of(level_two, referred.pupil.id)] == [old.id]
    level_two.close()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"category": None}, "category"),
        ({"happened_on": None}, "happened_on"),
        ({"happened_on": date(2026, 11, 25)}, "happened_on"),
        ({"words": " \n"}, "words"),
    ],
)
def test_an_entry_that_cannot_be_right_is_refused(referred: House, values: dict, field: str) -> None:
    with pytest.raises(InvalidInput) as told:
        chronology.add_entry(referred.session, new_entry(referred, **values))
    assert [one.field for one in told.value.problems] == [field]


def test_an_entry_of_nobody_is_refused(referred: House) -> None:
    with pytest.raises(NotFound):
        chronology.add_entry(referred.session, new_entry(referred, pupil_id="nobody"))


def test_saving_an_entry_drops_its_draft(referred: House) -> None:
    session = referred.session
    with session.write() as work:
        work.save_draft("pupil", referred.pupil.id, {"words": "Kit came"})
    add(referred, "Kit came in on time.")
    assert session.draft("pupil", referred.pupil.id) is None


def test_a_correction_keeps_the_earlier_words_and_refuses_an_older_page(referred: House) -> None:
    session = referred.session
    entry = add(referred, "Kit was late.")
    corrected = chronology.correct_entry(session, entry, "Kit was on time.").record
    assert session.at_version(ChronologyEntry, entry.id, 1).words == "Kit was late."
    with pytest.raises(StaleRecord):
        chronology.correct_entry(session, entry, "Kit was very late.")
    with pytest.raises(InvalidInput):
        chronology.correct_entry(session, corrected, "")
    guarded = add(referred, "A worry.", category=Category.SAFEGUARDING)
    assert chronology.correct_entry(session, guarded, "A small worry.").record.version == 2
