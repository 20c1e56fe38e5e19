from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from coordinator_app.chronology import suspending
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.suspension import ExclusionKind, ExclusionReason, Suspension
from coordinator_app.core.errors import GateShut, InvalidInput, NotFound, StaleRecord
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations import actions as organisations
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pupils import actions as pupils
from coordinator_app.sharing import actions as sharing
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from tests.chronology.made import new
from tests.vaults import House, new_pupil


def entries(house: House) -> list[ChronologyEntry]:
    return house.session.list(ChronologyEntry, where={"pupil_id": house.pupil.id})


def fields(told: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [one.field for one in told.value.problems]


def test_a_suspension_is_kept_with_an_entry_that_tells_the_facts_alone_and_both_are_undone(
    referred: House,
) -> None:
    saved = suspending.record(referred.session, new(referred), with_entry=True)
    (entry,) = entries(referred)
    assert (saved.record.entry_id, entry.category) == (entry.id, Category.SUSPENSION)
    assert (entry.happened_on, entry.source) == (date(2026, 11, 9), "Foxglove Hill School")
    assert entry.words == (
        "Suspension, 3 days from 9 November 2026, by Foxglove Hill School. "
        "Reason given: Persistent or general disruptive behaviour."
    )
    assert "three lessons" not in entry.words
    referred.session.undo(saved.change_id)
    assert entries(referred) == []
    assert suspending.suspensions_of(referred.session, referred.pupil.id) == []


def test_one_that_begins_later_has_its_entry_on_the_day_it_was_told(referred: House) -> None:
    suspending.record(referred.session, new(referred, first_on=date(2026, 11, 30)), with_entry=True)
    assert [one.happened_on for one in entries(referred)] == [date(2026, 11, 24)]


def test_without_an_entry_or_for_one_that_is_there_none_is_made(referred: House) -> None:
    suspending.record(referred.session, new(referred))
    assert entries(referred) == []
    suspending.record(
        referred.session, new(referred, first_on=date(2026, 11, 16), entry_id="its-own"), with_entry=True
    )
    assert entries(referred) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"exclusion_kind": None}, "exclusion_kind"),
        ({"first_on": None}, "first_on"),
        ({"first_on": date(2027, 3, 1)}, "first_on"),
        ({"school_id": ""}, "school_id"),
        ({"reason": None}, "reason"),
        ({"half_days": None}, "half_days"),
        ({"half_days": 0}, "half_days"),
        ({"half_days": 200}, "half_days"),
        ({"arranged_from": date(2026, 11, 6)}, "arranged_from"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(
    referred: House, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as told:
        suspending.record(referred.session, new(referred, **values))
    assert fields(told) == [field]


def test_days_that_overlap_are_refused_and_the_other_is_named(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    suspending.record(referred.session, new(referred))
    twice = new(referred, first_on=date(2026, 11, 11), half_days=2)
    with pytest.raises(InvalidInput) as told:
        suspending.record(referred.session, twice)
    assert fields(told) == ["first_on"]
    assert "suspension from 9 November 2026" in told.value.problems[0].message
    permanent = new(referred, first_on=date(2026, 11, 11), exclusion_kind=ExclusionKind.PERMANENT)
    assert suspending.record(referred.session, permanent).record.half_days is None
    monkeypatch.setattr(suspending, "overlapping", lambda _span, _others: None)  # the planted fault
    assert suspending.record(referred.session, twice).record.version == 1


def test_before_a_referral_and_for_nobody_none_is_kept(house: House) -> None:
    house.pupil = pupils.save_pupil(house.session, new_pupil(house)).record
    with pytest.raises(GateShut):
        suspending.record(house.session, new(house))
    with pytest.raises(NotFound):
        suspending.record(house.session, new(house, pupil_id="nobody"))


def test_the_entry_is_corrected_with_it_and_keeps_the_old_words(referred: House) -> None:
    session = referred.session
    kept = suspending.record(session, new(referred), with_entry=True).record
    changed = suspending.change(session, kept, half_days=10)
    (entry,) = entries(referred)
    assert "5 days from 9 November" in entry.words
    assert entry.correction_reason == suspending.CHANGED
    assert "3 days from" in session.at_version(ChronologyEntry, entry.id, 1).words
    assert session.at_version(Suspension, kept.id, 1).half_days == 6
    session.undo(changed.change_id)
    assert "3 days from" in entries(referred)[0].words
    with pytest.raises(StaleRecord):
        suspending.change(session, kept, half_days=8)


def test_what_the_school_said_and_where_education_is_leave_the_entry_alone(referred: House) -> None:
    session = referred.session
    kept = suspending.record(session, new(referred), with_entry=True).record
    there = suspending.arrange(session, kept, date(2026, 11, 16), " Kingfisher Workshop ").record
    assert (there.arranged_from, there.arranged_where) == (date(2026, 11, 16), "Kingfisher Workshop")
    assert [one.version for one in entries(referred)] == [1]


def test_words_that_somebody_put_into_the_entry_are_never_written_over(referred: House) -> None:
    session = referred.session
    kept = suspending.record(session, new(referred), with_entry=True).record
    (entry,) = entries(referred)
    with session.write() as work:
        work.change(entry, words=f"{entry.words} His mother was told by telephone.")
    suspending.change(session, kept, half_days=10)
    assert entries(referred)[0].words.endswith("told by telephone.")
    suspending.remove(session, suspending.suspensions_of(session, referred.pupil.id)[0])
    assert len(entries(referred)) == 1


def test_an_entry_that_was_moved_apart_is_not_touched(referred: House) -> None:
    session = referred.session
    kept = suspending.record(session, new(referred), with_entry=True).record
    session.move(entries(referred)[0], Compartment.GUARDED, category=Category.SAFEGUARDING)
    suspending.change(session, kept, half_days=10)
    assert [(one.category, one.version) for one in entries(referred)] == [(Category.SAFEGUARDING, 2)]


def test_nothing_new_is_refused_and_a_permanent_exclusion_loses_its_length(referred: House) -> None:
    kept = suspending.record(referred.session, new(referred)).record
    with pytest.raises(InvalidInput) as told:
        suspending.change(referred.session, kept, half_days=6)
    assert fields(told) == [""]
    permanent = suspending.change(referred.session, kept, exclusion_kind=ExclusionKind.PERMANENT).record
    assert permanent.half_days is None


def test_reasons_stand_in_front_each_once_and_a_lunchtime_has_no_education_to_arrange(
    referred: House,
) -> None:
    kept = suspending.record(
        referred.session,
        new(
            referred,
            exclusion_kind=ExclusionKind.LUNCHTIME,
            half_days=2,
            reason=None,
            second_reason=ExclusionReason.DAMAGE,
            third_reason=ExclusionReason.DAMAGE,
            arranged_from=date(2026, 11, 12),
            arranged_where="Kingfisher Workshop",
        ),
    ).record
    assert kept.reasons == (ExclusionReason.DAMAGE,)
    assert kept.reason is ExclusionReason.DAMAGE
    assert (kept.arranged_from, kept.arranged_where) == (None, "")


def test_one_that_was_never_so_goes_with_its_entry_and_comes_back_with_it(referred: House) -> None:
    session = referred.session
    kept = suspending.record(session, new(referred), with_entry=True).record
    gone = suspending.remove(session, kept)
    assert entries(referred) == []
    session.undo(gone.change_id)
    assert len(entries(referred)) == 1
    assert suspending.suspensions_of(session, referred.pupil.id)[0].id == kept.id


def give(house: House, record: ChronologyEntry | Suspension) -> None:
    told = Disclosure(
        pupil_id=house.pupil.id,
        recipient="Foxglove Hill School",
        recipient_kind=RecipientKind.SCHOOL,
        given_on=date(2026, 11, 20),
        method=DeliveryMethod.TELEPHONE,
        why="Asked",
        description="1 entry",
    )
    sharing.record_disclosure(house.session, told, [sharing.item_of(record)])


def test_an_entry_that_was_given_to_someone_stays_when_the_suspension_goes(consented: House) -> None:
    session = consented.session
    kept = suspending.record(session, new(consented), with_entry=True).record
    give(consented, entries(consented)[0])
    suspending.remove(session, kept)
    assert [one.id for one in entries(consented)] == [kept.entry_id]


def test_a_suspension_that_was_given_to_someone_is_put_right_and_not_taken_away(consented: House) -> None:
    kept = suspending.record(consented.session, new(consented)).record
    give(consented, kept)
    with pytest.raises(GateShut, match="given to someone, so it stays"):
        suspending.remove(consented.session, kept)
    assert suspending.change(consented.session, kept, half_days=8).record.half_days == 8


def test_one_in_the_trash_comes_back_with_the_entry_that_went_with_it_and_no_other(referred: House) -> None:
    session = referred.session
    kept = suspending.record(session, new(referred), with_entry=True).record
    gone = suspending.remove(session, kept).record
    assert suspending.suspensions_of(session, referred.pupil.id, deleted=True) == [gone]
    suspending.put_back(session, gone)
    assert len(entries(referred)) == 1
    with session.write() as work:
        work.trash(entries(referred)[0])
    referred.clock.at = datetime(2026, 11, 25, 9, 0)
    again = suspending.remove(session, suspending.suspensions_of(session, referred.pupil.id)[0]).record
    suspending.put_back(session, again)
    assert entries(referred) == [], "that entry was deleted by itself"
    last = suspending.remove(session, suspending.suspensions_of(session, referred.pupil.id)[0]).record
    suspending.record(session, new(referred))
    with pytest.raises(InvalidInput):
        suspending.put_back(session, last)


def test_each_is_counted_by_the_calendar_of_the_school_that_decided(referred: House) -> None:
    session = referred.session
    other = organisations.save(
        session, School(name="Thornfield School", school_type=SchoolType.ACADEMY, term_calendar_id="")
    ).record
    suspending.record(session, new(referred))
    suspending.record(session, new(referred, school_id=other.id, first_on=date(2026, 11, 16)))
    without, counted = suspending.spans_of(session, suspending.suspensions_of(session, referred.pupil.id))
    assert (without.why_unknown, counted.last) == ("add term dates", date(2026, 11, 11))
