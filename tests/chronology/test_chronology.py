from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category, ChronologyEntry, Standing, entry_compartment
from coordinator_app.core.errors import GateShut, InvalidInput, NotFound, StaleRecord
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils import actions as pupils
from coordinator_app.store.unit_of_work import WrongCompartment
from tests.vaults import House, add, new_entry, new_pupil


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
    corrected = chronology.correct_entry(session, entry, "Misheard.", words="Kit was on time.").record
    assert session.at_version(ChronologyEntry, entry.id, 1).words == "Kit was late."
    with pytest.raises(StaleRecord):
        chronology.correct_entry(session, entry, "Misheard.", words="Kit was very late.")
    with pytest.raises(InvalidInput):
        chronology.correct_entry(session, corrected, "Misheard.", words="")
    guarded = add(referred, "A worry.", category=Category.SAFEGUARDING)
    assert chronology.correct_entry(session, guarded, "Misheard.", words="A small worry.").record.version == 2


def test_every_field_of_an_entry_can_be_corrected_for_a_reason(referred: House) -> None:
    session = referred.session
    entry = add(referred, "Kit was late.", happened_on=date(2026, 2, 3))
    right = {
        "happened_on": date(2026, 3, 2),
        "category": Category.ATTENDANCE,
        "source": "the register",
        "standing": Standing.OPINION,
        "words": "Kit was on time.",
    }
    kept = chronology.correct_entry(session, entry, " Misread. ", **right).record
    assert {name: getattr(kept, name) for name in right} == right
    assert kept.correction_reason == "Misread."
    assert kept.created_at == entry.created_at
    assert session.at_version(ChronologyEntry, entry.id, 1).happened_on == date(2026, 2, 3)


@pytest.mark.parametrize(
    ("why", "values", "field"),
    [
        ("", {"words": "Other."}, "why"),
        ("Misread.", {}, ""),
        ("Misread.", {"happened_on": date(2026, 11, 25)}, "happened_on"),
        ("Misread.", {"happened_on": None}, "happened_on"),
        ("Misread.", {"category": None}, "category"),
    ],
)
def test_a_correction_that_cannot_be_right_is_refused(
    referred: House, why: str, values: dict, field: str
) -> None:
    entry = add(referred, "Kit was late.")
    with pytest.raises(InvalidInput) as told:
        chronology.correct_entry(referred.session, entry, why, **values)
    assert [one.field for one in told.value.problems] == [field]
    assert referred.session.get(ChronologyEntry, entry.id) == entry


def test_an_entry_corrected_to_safeguarding_moves_apart_with_all_it_has_said(referred: House) -> None:
    session = referred.session
    entry = add(referred, "Unruly at the table.")
    saved = chronology.correct_entry(session, entry, "It is a worry.", category=Category.SAFEGUARDING)
    assert saved.change_id == ""
    found = session.find_with_place(ChronologyEntry, entry.id)
    assert found is not None
    assert found[1] is Compartment.GUARDED
    assert [one.version for one in session.history(entry.id)] == [1, 2]
    general = referred.as_user(Compartment.GENERAL)
    assert chronology.entries_of(general, referred.pupil.id) == []
    assert general.history(entry.id) == []
    assert general.search("unruly") == []
    general.close()


def test_what_was_kept_apart_is_never_opened_by_a_correction(referred: House) -> None:
    session = referred.session
    entry = add(referred, "He does not want to go home.", category=Category.SAFEGUARDING)
    with pytest.raises(InvalidInput) as told:
        chronology.correct_entry(session, entry, "Mistyped.", category=Category.BEHAVIOUR)
    assert [one.field for one in told.value.problems] == ["category"]
    assert "Record it anew as “Behaviour”" in told.value.problems[0].message
    moved = chronology.correct_entry(session, entry, "Mistyped.", category=Category.HEALTH).record
    assert moved.category is Category.HEALTH


def test_without_that_refusal_the_words_would_lie_open(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = add(referred, "He does not want to go home.", category=Category.SAFEGUARDING)
    monkeypatch.setattr(chronology, "_cannot_move", lambda *_: None)  # the planted fault
    chronology.correct_entry(referred.session, entry, "Mistyped.", category=Category.BEHAVIOUR)
    general = referred.as_user(Compartment.GENERAL)
    assert general.history(entry.id)[0].after is not None
    general.close()


def test_level_two_cannot_move_an_entry_to_where_it_cannot_see(referred: House) -> None:
    entry = add(referred, "Unruly at the table.")
    general = referred.as_user(Compartment.GENERAL)
    with pytest.raises(InvalidInput) as told:
        chronology.correct_entry(general, entry, "It is a worry.", category=Category.SAFEGUARDING)
    assert "Ask the safeguarding lead" in told.value.problems[0].message
    general.close()


def test_a_call_taken_before_any_referral_cannot_become_a_health_entry(house: House) -> None:
    house.pupil = pupils.save_pupil(house.session, new_pupil(house)).record
    call = add(house, "A worry.", category=Category.SAFEGUARDING)
    with pytest.raises(GateShut):
        chronology.correct_entry(house.session, call, "Mistyped.", category=Category.HEALTH)
    assert (
        chronology.correct_entry(house.session, call, "Misheard.", words="A small worry.").record.version == 2
    )
