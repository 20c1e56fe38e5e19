from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from coordinator_app.chronology import due, store, suspending, things_to_do
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.chronology.suspension import ExclusionKind
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations import actions as organisations
from coordinator_app.pupils import actions as pupils
from coordinator_app.today.model import DueItem
from tests.chronology.made import new
from tests.vaults import House, add

PERMANENT = ExclusionKind.PERMANENT


def lines(house: House, begins: str = "chronology") -> list[DueItem]:
    return [one for one in due.due_items(house.session) if one.key.startswith(begins)]


def suspended(house: House, first: date, half_days: int | None, **more: object) -> list[DueItem]:
    suspending.record(house.session, new(house, first_on=first, half_days=half_days, **more))
    return lines(house, "chronology-suspension-six")


def to_do(house: House, entry: ChronologyEntry, day: date, what: str = "Ring the school") -> EntryAction:
    thing = EntryAction(entry_id=entry.id, what=what, who="Pat Samplewell", due_on=day)
    return things_to_do.add(house.session, thing).record


def test_a_long_suspension_without_education_arranged_is_on_today_until_it_is(referred: House) -> None:
    (line,) = suspended(referred, date(2026, 11, 19), 14)
    assert line.title == "No education arranged from day 6, Kit Puddlecombe"
    assert line.second_line == (
        "Suspended from 19 November 2026. Full-time education is due from Thursday 26 November 2026, "
        "arranged by the school."
    )
    assert (line.tone, line.chip, line.due) == ("soon", "Day 6: 26 Nov", date(2026, 11, 26))
    assert dict(line.params) == {"pupil_id": referred.pupil.id, "tab": "chronology"}
    (kept,) = suspending.suspensions_of(referred.session, referred.pupil.id)
    suspending.arrange(referred.session, kept, date(2026, 11, 26), "Kingfisher Workshop")
    assert lines(referred, "chronology-suspension-six") == []


def test_the_line_leads_to_the_entry_of_the_suspension(referred: House) -> None:
    kept = suspending.record(
        referred.session, new(referred, first_on=date(2026, 11, 19), half_days=14), with_entry=True
    ).record
    (line,) = lines(referred, "chronology-suspension-six")
    assert dict(line.params)["entry"] == kept.entry_id


def test_once_day_six_has_passed_it_is_late_and_ends_with_the_suspension(referred: House) -> None:
    (line,) = suspended(referred, date(2026, 11, 12), 20)
    assert (line.tone, line.chip) == ("over", "Was due 19 Nov")
    assert line.title == "No education since day 6, Kit Puddlecombe"
    referred.clock.at = datetime(2026, 11, 26, 9, 0)
    assert lines(referred, "chronology-suspension-six") == []


def test_five_days_call_for_nothing(referred: House) -> None:
    assert suspended(referred, date(2026, 11, 19), 10) == []


def test_education_that_begins_after_day_six_is_said(referred: House) -> None:
    (line,) = suspended(referred, date(2026, 11, 19), 14, arranged_from=date(2026, 11, 30))
    assert line.second_line == (
        "It is due from Thursday 26 November 2026 and arranged from Monday 30 November 2026 only."
    )
    referred.clock.at = datetime(2026, 11, 26, 9, 0)
    assert [one.tone for one in lines(referred, "chronology-suspension-six")] == ["over"]
    referred.clock.at = datetime(2026, 11, 30, 9, 0)
    assert lines(referred, "chronology-suspension-six") == []


def test_suspensions_that_follow_each_other_make_one_line(referred: House) -> None:
    assert suspended(referred, date(2026, 11, 19), 4) == []
    (line,) = suspended(referred, date(2026, 11, 23), 10)
    assert line.due == date(2026, 11, 26)


def test_a_permanent_exclusion_stays_until_education_is_arranged(referred: House) -> None:
    (line,) = suspended(referred, date(2026, 6, 1), None, exclusion_kind=PERMANENT)
    assert line.tone == "over"
    assert "arranged by the local authority" in line.second_line
    assert line.second_line.startswith("Permanently excluded from 1 June 2026.")


def test_without_term_dates_the_sixth_day_is_said_to_be_unknown(referred: House) -> None:
    school = referred.school
    organisations.save(referred.session, replace(school, term_calendar_id=""))
    (line,) = suspended(referred, date(2026, 11, 19), 14)
    assert (line.title, line.chip) == ("Day 6 cannot be counted, Kit Puddlecombe", "Not known")
    assert "add term dates" in line.second_line


def test_the_numbers_of_the_law_are_said_before_and_when_they_are_reached(referred: House) -> None:
    suspending.record(referred.session, new(referred, first_on=date(2026, 9, 14), half_days=4))
    assert lines(referred) == []
    suspending.record(referred.session, new(referred, first_on=date(2026, 11, 17), half_days=5))
    (near,) = lines(referred, "chronology-suspension-five")
    assert (near.title, near.chip) == ("Close to 5 days in one term, Kit Puddlecombe", "Close")
    suspending.record(referred.session, new(referred, first_on=date(2026, 11, 23), half_days=2))
    (reached,) = lines(referred, "chronology-suspension-five")
    assert (reached.title, reached.chip) == ("More than 5 days in one term, Kit Puddlecombe", "Reached")
    assert reached.key != near.key, "a line that was put off comes back when the number is reached"
    referred.clock.at = datetime(2026, 12, 16, 9, 0)
    assert lines(referred) == [], "three weeks after the newest day it is no news any more"


def test_a_new_term_begins_at_nought(referred: House) -> None:
    suspending.record(referred.session, new(referred, first_on=date(2026, 12, 14), half_days=10))
    referred.clock.at = datetime(2026, 12, 30, 9, 0)
    assert [one.chip for one in lines(referred)] == ["Close"]
    referred.clock.at = datetime(2027, 1, 2, 9, 0)
    assert lines(referred) == []


def test_a_closed_record_brings_nothing(referred: House) -> None:
    suspended(referred, date(2026, 11, 19), 14)
    pupils.close_pupil(
        referred.session, referred.session.get(type(referred.pupil), referred.pupil.id), "Moved."
    )
    assert lines(referred) == []


def test_things_to_do_come_a_week_before_their_day_and_stay_when_late(referred: House) -> None:
    entry = add(referred, "Kit was late.")
    soon = to_do(referred, entry, date(2026, 11, 30))
    to_do(referred, entry, date(2026, 12, 2), "Later")
    today = to_do(referred, entry, date(2026, 11, 24), "Write to the school")
    late = to_do(referred, entry, date(2026, 11, 20), "Ask the provider")
    found = {one.key.removeprefix("chronology-to-do-"): one for one in lines(referred, "chronology-to-do")}
    assert list(found) == [late.id, today.id, soon.id]
    assert [(one.tone, one.chip) for one in found.values()] == [
        ("over", "Was due 20 Nov"),
        ("soon", "Today"),
        ("soon", "By 30 Nov"),
    ]
    assert found[soon.id].title == "Ring the school, Kit Puddlecombe"
    assert dict(found[soon.id].params)["entry"] == entry.id
    assert found[soon.id].second_line == "Pat Samplewell, by 30 November 2026."
    things_to_do.settle(referred.session, late)
    things_to_do.settle(referred.session, today, not_needed=True)
    assert [one.key for one in lines(referred, "chronology-to-do")] == [f"chronology-to-do-{soon.id}"]


def test_a_guarded_thing_to_do_has_a_neutral_title_and_is_told_to_whoever_may_open_it(
    referred: House,
) -> None:
    entry = add(referred, "A bruise on his arm.", category=Category.SAFEGUARDING)
    to_do(referred, entry, date(2026, 11, 25), "Ring the duty team about the bruise")
    (line,) = lines(referred, "chronology-to-do")
    assert line.title == "Something to do on an entry that is kept apart, Kit Puddlecombe"
    assert not any(word in f"{line}".lower() for word in ("bruise", "duty", "safeguarding", "health"))
    level_two = referred.as_user(Compartment.GENERAL)
    assert [one for one in due.due_items(level_two) if "to-do" in one.key] == []
    level_two.close()


def test_a_title_that_says_too_much_is_noticed(referred: House, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = add(referred, "A bruise on his arm.", category=Category.SAFEGUARDING)
    to_do(referred, entry, date(2026, 11, 25), "Ring the duty team about the bruise")
    open_ones = store.due_actions(referred.session, date(2026, 12, 1))
    blind = [replace(one, is_guarded=False) for one in open_ones]
    monkeypatch.setattr(store, "due_actions", lambda *_: blind)  # the planted fault
    (line,) = lines(referred, "chronology-to-do")
    assert "bruise" in line.title


def test_of_many_the_most_urgent_are_shown_and_the_rest_is_counted(referred: House) -> None:
    entry = add(referred, "Kit was late.")
    for day in range(1, 13):
        to_do(referred, entry, date(2026, 11, day))
    found = lines(referred, "chronology-to-do")
    assert len(found) == due.MOST_LINES
    assert found[-1].title == "5 more things to do within a week"
    assert (found[-1].key, found[-1].tone) == ("chronology-to-do-more", "over")
    assert len(due.due_of(referred.session, referred.pupil.id)) == 12
    assert due.due_of(referred.session, "nobody") == []


def test_what_is_due_of_a_pupil_in_the_trash_is_left_out(referred: House) -> None:
    entry = add(referred, "Kit was late.", for_others=True)
    to_do(referred, entry, date(2026, 11, 24))
    with referred.session.write() as work:
        work.trash(referred.session.get(type(referred.pupil), referred.pupil.id))
    assert lines(referred) == []
