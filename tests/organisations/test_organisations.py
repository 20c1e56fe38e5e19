from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.core.calendar import bank_holidays_json
from coordinator_app.core.errors import InvalidInput, StaleRecord
from coordinator_app.organisations import actions as organisations
from coordinator_app.organisations.due import due_items
from coordinator_app.organisations.letterhead import holdings_part, keeping_part
from coordinator_app.organisations.letterhead import house as letterhead
from coordinator_app.organisations.model import (
    ExceptionKind,
    Office,
    Officer,
    School,
    SchoolType,
    TermBlock,
    TermCalendarRecord,
    TermException,
    find_gaps,
    number_taken,
)
from tests.vaults import House

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("kind", list(SchoolType))
def test_the_school_days_are_law_for_maintained_and_special_schools_only(kind: SchoolType) -> None:
    bound = kind in {SchoolType.MAINTAINED, SchoolType.SPECIAL}
    assert kind.bound_by_pupil_information_regulations is bound


def test_set_up_leaves_gaps_where_nobody_is_named(house: House) -> None:
    words = [gap.words for gap in organisations.gaps(house.session, TODAY)]
    assert "No joint data protection officer is named." in words
    assert not any("Co-ordinator" in one for one in words)


def test_an_officer_holds_the_office_from_and_to_its_dates(house: House) -> None:
    session = house.session
    future = Officer(office=Office.CHAIR, name="Rowan Inkpen", from_day=date(2026, 12, 1))
    organisations.save(session, future)
    assert Office.CHAIR not in organisations.officers(session, TODAY)
    assert Office.CHAIR in organisations.officers(session, date(2026, 12, 1))


def test_every_form_names_the_partnership_and_shows_what_is_open(house: House) -> None:
    ours = letterhead(house.session, practice=True)
    assert ours.values["partnership_name"] == "Eastmere Partnership"
    assert ours.values["controller_name"] == "Foxglove Hill School"
    assert ours.gaps["joint_dpo"] == "joint data protection officer: not yet appointed"
    assert ours.head.contact == "Questions? Ring 01632 960118 or write to office@eastmere.example"
    assert ours.head.practice


def test_a_partnership_without_anything_still_prints_with_gaps(house: House) -> None:
    session = house.session
    with session.write() as work:
        work.change(
            organisations.partnership(session),
            telephone="",
            email="",
            address="",
            fund_holding_school_id="",
        )
        for officer in session.list(Officer):
            work.trash(officer)
    ours = letterhead(session, practice=False)
    assert set(ours.gaps) >= {
        "fund_holding_school",
        "controller_name",
        "coordinator_name",
    }
    assert ours.head.contact == ""


def test_an_officers_own_number_and_name_are_printed(house: House) -> None:
    session = house.session
    organisations.save(
        session, Officer(office=Office.JOINT_DPO, name="Rowan Inkpen", telephone="01632 960144")
    )
    assert letterhead(session, practice=True).values["joint_dpo"] == "Rowan Inkpen, 01632 960144"


def test_what_we_hold_and_for_how_long_come_from_the_catalogue(house: House) -> None:
    lines = [row[0] for row in holdings_part(house.session).rows]
    assert len(lines) == len(set(lines)) > 8
    keeping = [row[0] for row in keeping_part(house.session).rows]
    assert keeping[-1].startswith("Everything else: ")
    assert not any(line.startswith("Everything else") for line in keeping[:-1])


def test_closures_of_one_school_and_of_its_calendar_are_no_school_days(house: House) -> None:
    session = house.session
    calendar = session.list(TermCalendarRecord)[0]
    closed, inset = date(2026, 11, 25), date(2026, 11, 26)
    with session.write() as work:
        for day, kind, school in (
            (inset, ExceptionKind.INSET, ""),
            (closed, ExceptionKind.CLOSURE, house.school.id),
        ):
            work.add(
                TermException(term_calendar_id=calendar.id, school_id=school, on_day=day, kind_of_day=kind)
            )
        other = work.add(
            School(name="Thistledown", school_type=SchoolType.ACADEMY, term_calendar_id=calendar.id)
        )
    own = organisations.school_days(session, house.school.id)
    theirs = organisations.school_days(session, other.id)
    assert [own.counts(day) for day in (TODAY, closed, inset)] == [True, False, False]
    assert [theirs.counts(day) for day in (TODAY, closed, inset)] == [True, True, False]


def test_a_calendar_is_saved_with_exactly_its_blocks(house: House) -> None:
    session = house.session
    calendar = session.list(TermCalendarRecord)[0]
    block = TermBlock(title="Spring", first_day=date(2027, 1, 5), last_day=date(2027, 2, 12))
    organisations.save_calendar(session, calendar, (block,), ())
    assert [one.title for one in session.list(TermBlock)] == ["Spring"]


def test_a_partnership_changed_meanwhile_is_not_overwritten(house: House) -> None:
    ours = organisations.partnership(house.session)
    assert ours is not None
    organisations.save(house.session, replace(ours, telephone="01632 960199"))
    with pytest.raises(StaleRecord):
        organisations.save(house.session, replace(ours, telephone="01632 960100"))


def test_before_set_up_the_partnership_itself_is_the_gap() -> None:
    (gap,) = find_gaps(None, [], {})
    assert gap.code == "partnership"


def test_missing_schools_and_term_dates_are_gaps(house: House) -> None:
    ours = organisations.partnership(house.session)
    codes = {gap.code for gap in find_gaps(ours, [], {}, (house.school,))}
    assert {"schools", f"terms-{house.school.id}", "office-chair"} <= codes


def test_a_newly_proclaimed_bank_holiday_may_be_added_in_the_vault(house: House) -> None:
    session = house.session
    bank = organisations.bank_holidays(session)
    day = date(2026, 11, 25)
    assert organisations.school_days(session, house.school.id).counts(day)
    proclaimed = replace(bank, entries=tuple(sorted((*bank.entries, (day, "Proclaimed")))))
    with session.write() as work:
        work.set_setting("bank_holidays", bank_holidays_json(proclaimed))
    assert not organisations.school_days(session, house.school.id).counts(day)


def test_a_term_missing_in_the_middle_stands_on_today_and_no_clock_counts_across_it(house: House) -> None:
    session = house.session
    calendar = session.list(TermCalendarRecord)[0]
    assert not any(one.key.startswith("hole-") for one in due_items(session))
    spring = [one for one in session.list(TermBlock) if one.title == "Spring 1" and one.first_day > TODAY]
    later = TermBlock(
        term_calendar_id=calendar.id,
        title="Summer 1",
        first_day=date(2027, 4, 12),
        last_day=date(2027, 5, 21),
    )
    organisations.save(session, later)
    (line,) = [one for one in due_items(session) if one.key.startswith("hole-")]
    assert line.second_line.startswith("Nothing is known from 12 February 2027 to 12 April 2027.")
    assert spring
    assert organisations.school_days(session, house.school.id).why_unknown(date(2027, 3, 1)) is not None


def test_a_hole_that_no_clock_can_reach_any_more_is_left_alone(house: House) -> None:
    session = house.session
    gone = [one for one in session.list(TermBlock) if one.title == "Spring 2"]
    with session.write() as work:
        for block in gone:
            work.trash(block)
    assert not any(one.key.startswith("hole-") for one in due_items(session))


@pytest.mark.parametrize("name", ["laestab", "urn"])
def test_the_number_of_another_school_is_refused_with_its_name(house: House, name: str) -> None:
    session = house.session
    number = {"laestab": "8554000", "urn": "123456"}[name]
    ours = organisations.save(session, replace(house.school, **{name: number})).record
    organisations.save(session, replace(ours, telephone="01632 960111"))  # its own number is no other's
    other = School(name="Thistledown", school_type=SchoolType.ACADEMY, **{name: number})
    with pytest.raises(InvalidInput) as caught:
        organisations.save(session, other)
    (problem,) = caught.value.problems
    assert (problem.field, problem.message) == (
        name,
        "Foxglove Hill School has this number already. Check both schools.",
    )
    assert session.list(School, where={"name": "Thistledown"}) == []
    organisations.save(session, replace(other, laestab="", urn=""))
    assert len(session.list(School)) == 2


def test_schools_without_numbers_do_not_share_one() -> None:
    named = [School(id="a", name="One"), School(id="b", name="Two")]
    assert number_taken(School(id="c", name="Three"), named) == ()
