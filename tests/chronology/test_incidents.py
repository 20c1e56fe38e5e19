"""Several pupils in one incident: a whole entry each, joined by a mark, never by a name (003-3.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.incidents import entries_beside, initials_beside
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.core.errors import GateShut
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions as referrals
from tests.vaults import House, gathered, new_entry, new_pupil, new_referral, ready_request

WORDS = "Pushing in the corridor, another pupil too."


@pytest.fixture
def other(consented: House) -> Pupil:
    pupil = new_pupil(consented, given_names="Bramble", family_name="Sallowfield")
    return referrals.take_referral(consented.session, pupil, new_referral(consented)).pupil


def both(house: House, other: Pupil, **more: object) -> tuple[ChronologyEntry, ChronologyEntry]:
    mine = chronology.add_entry(house.session, new_entry(house, WORDS, **more), (other.id,)).record
    (his,) = entries_beside(house.session, mine)
    return mine, his


def test_each_pupil_has_an_entry_of_his_own_in_one_change(consented: House, other: Pupil) -> None:
    saved = chronology.add_entry(consented.session, new_entry(consented, WORDS), (other.id, other.id))
    (his,) = entries_beside(consented.session, saved.record)
    assert (saved.record.pupil_id, his.pupil_id) == (consented.pupil.id, other.id)
    assert saved.record.incident == his.incident != ""
    assert (his.words, his.happened_on) == (WORDS, date(2026, 11, 1))
    consented.session.undo(saved.change_id)
    assert consented.session.list(ChronologyEntry) == []


def test_an_entry_of_one_pupil_bears_no_mark(consented: House) -> None:
    kept = chronology.add_entry(consented.session, new_entry(consented), (consented.pupil.id,)).record
    assert kept.incident == ""
    assert entries_beside(consented.session, kept) == []
    assert initials_beside(consented.session, [kept]) == {}


def test_each_page_shows_the_other_by_initials_only(consented: House, other: Pupil) -> None:
    mine, his = both(consented, other)
    assert initials_beside(consented.session, [mine]) == {mine.incident: (other.initials,)}
    assert initials_beside(consented.session, [his]) == {mine.incident: (consented.pupil.initials,)}
    for stored in (mine, his):
        assert "Sallowfield" not in repr(stored)
        assert "Puddlecombe" not in repr(stored)


def test_a_request_of_either_child_gathers_his_own_entry_and_not_the_others(
    consented: House, other: Pupil
) -> None:
    mine, his = both(consented, other)
    first = gathered(consented, ready_request(consented))
    assert mine.id in {item.item_id for item in first}
    assert his.id not in {item.item_id for item in first}
    theirs = replace(consented, pupil=other)
    second = gathered(theirs, ready_request(theirs))
    assert his.id in {item.item_id for item in second}
    assert mine.id not in {item.item_id for item in second}


def test_an_incident_about_health_is_kept_apart_for_each(consented: House, other: Pupil) -> None:
    for one in both(consented, other, category=Category.HEALTH):
        found = consented.session.find_with_place(ChronologyEntry, one.id)
        assert found is not None
        assert found[1] is Compartment.GUARDED


def test_a_pupil_who_was_not_referred_is_left_out_and_named_by_initials_only(consented: House) -> None:
    stranger = pupils.save_pupil(
        consented.session, new_pupil(consented, given_names="Tansy", family_name="Whin")
    ).record
    with pytest.raises(GateShut) as shut:
        chronology.add_entry(consented.session, new_entry(consented, WORDS), (stranger.id,))
    said = " ".join(shut.value.reasons)
    assert "Of TW nothing may be kept yet" in said
    assert "write “another pupil”" in said
    assert consented.session.list(ChronologyEntry) == []


def test_a_correction_may_be_made_in_all_entries_of_the_incident_at_once(
    consented: House, other: Pupil
) -> None:
    mine, his = both(consented, other)
    session, day = consented.session, date(2026, 11, 2)
    saved = chronology.correct_entry(session, mine, "Misread.", in_all=True, happened_on=day, words=WORDS)
    assert session.get(ChronologyEntry, his.id).happened_on == day
    session.undo(saved.change_id)
    assert session.get(ChronologyEntry, his.id).happened_on == mine.happened_on
    alone = session.get(ChronologyEntry, mine.id)
    chronology.correct_entry(session, alone, "Misread.", happened_on=day)
    assert session.get(ChronologyEntry, his.id).happened_on == mine.happened_on


def test_all_entries_of_an_incident_that_is_a_worry_move_apart(consented: House, other: Pupil) -> None:
    mine, his = both(consented, other)
    chronology.correct_entry(
        consented.session, mine, "It is a worry.", in_all=True, category=Category.SAFEGUARDING
    )
    for one in (mine, his):
        found = consented.session.find_with_place(ChronologyEntry, one.id)
        assert found is not None
        assert found[1] is Compartment.GUARDED


def test_what_was_corrected_for_one_pupil_alone_is_not_written_over(consented: House, other: Pupil) -> None:
    mine, his = both(consented, other)
    session, day = consented.session, date(2026, 11, 2)
    his = chronology.correct_entry(session, his, "More is known.", words="Only he pushed.").record
    saved = chronology.correct_entry(session, mine, "Misread.", in_all=True, words="Both pushed.")
    assert session.get(ChronologyEntry, his.id).words == "Only he pushed."
    assert getattr(saved, "left", 0) == 1
    again = chronology.correct_entry(session, saved.record, "Misread.", in_all=True, happened_on=day)
    assert session.get(ChronologyEntry, his.id).happened_on == day  # this they still had alike
    assert again.left == 0


def test_a_guarded_entry_of_the_incident_does_not_keep_the_others_from_being_corrected(
    consented: House, other: Pupil
) -> None:
    mine, his = both(consented, other)
    session = consented.session
    apart = chronology.correct_entry(session, his, "It is a worry.", category=Category.SAFEGUARDING).record
    saved = chronology.correct_entry(session, mine, "Misread.", in_all=True, words="Both pushed.")
    assert (saved.record.words, saved.left) == ("Both pushed.", 1)
    moved = chronology.correct_entry(
        session, saved.record, "It is a worry.", in_all=True, category=Category.SAFEGUARDING
    )
    assert (moved.change_id, moved.left) == ("", 1)
    assert session.get(ChronologyEntry, his.id) == apart
