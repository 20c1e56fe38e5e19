"""What the tab and the week's screen show: which weeks, which cells are asked for, and what is shut."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coordinator_app.attendance import drafts
from coordinator_app.attendance.actions import Typed
from coordinator_app.attendance.model import Place
from coordinator_app.attendance.page import tab_reading, week_reading
from coordinator_app.attendance.sheet import Asks, Cell
from coordinator_app.organisations import actions as organisations
from coordinator_app.organisations.model import ExceptionKind, School, TermException
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.model import ProgrammeState, Weekday
from coordinator_app.pupils import actions as pupils
from tests.attendance.conftest import MONDAY, another_pupil, at, at_school, keep, new_provider, on_programme
from tests.vaults import House, new_pupil

HALF_TERM = date(2026, 10, 19)


def asked(cells: Iterable[Cell]) -> str:
    return "".join({Asks.ASKED: "a", Asks.OPEN: "o", Asks.SHUT: "-"}[one.asks] for one in cells)


def test_the_tab_shows_the_school_and_the_providers_newest_week_first(
    referred: House, provider: Provider
) -> None:
    on_programme(referred, provider)
    keep(referred, at(provider))
    shown = tab_reading.read_tab(referred.session, referred.pupil.id)
    assert [one.name for one in shown.places] == ["Foxglove Hill School", "Kingfisher Workshop"]
    assert [row.title for row in shown.places[1].rows] == [
        "23 November 2026",
        "16 November 2026",
        "9 November 2026",
        "2 November 2026",
        "26 October 2026",
    ]
    assert shown.places[0].rows[0].second == "This week"
    assert shown.has_more
    assert shown.gate.is_open
    assert [one.monday for one in shown.chart] == [MONDAY]


def test_only_the_sessions_of_the_programme_are_asked_for_and_days_to_come_are_shut(
    referred: House, provider: Provider
) -> None:
    on_programme(referred, provider, weekdays=(Weekday.MONDAY, Weekday.THURSDAY))
    rows = tab_reading.read_tab(referred.session, referred.pupil.id).places[1].rows
    assert asked(rows[0].cells) == "aaoo------"
    assert asked(rows[1].cells) == "aaooooaaoo"
    assert rows[1].cells[2].why == "no session of the programme"


def test_nothing_is_asked_before_a_programme_starts_after_it_ends_or_while_it_is_paused(
    referred: House, provider: Provider
) -> None:
    on_programme(referred, provider, start_on=date(2026, 11, 17), ended_on=date(2026, 11, 17),
                 state=ProgrammeState.ENDED)  # fmt: skip
    rows = tab_reading.read_tab(referred.session, referred.pupil.id).places[1].rows
    assert [(row.title, asked(row.cells)) for row in rows] == [("16 November 2026", "ooaaoooooo")]
    paused = new_provider(referred.session, "Otter Lane Farm")
    on_programme(referred, paused, state=ProgrammeState.PAUSED, paused_on=date(2026, 11, 18))
    places = tab_reading.read_tab(referred.session, referred.pupil.id).places
    there = next(one for one in places if one.name == "Otter Lane Farm")
    assert asked(there.rows[0].cells) == "aaaaoooooo"


def test_a_planned_programme_asks_for_nothing(referred: House, provider: Provider) -> None:
    on_programme(referred, provider, state=ProgrammeState.PLANNED)
    assert len(tab_reading.read_tab(referred.session, referred.pupil.id).places) == 1


def test_holidays_and_closed_days_of_the_school_are_shut_and_say_why(
    referred: House, provider: Provider
) -> None:
    with referred.session.write() as work:
        work.add(
            TermException(
                term_calendar_id=referred.school.term_calendar_id,
                school_id=referred.school.id,
                on_day=date(2026, 11, 18),
                kind_of_day=ExceptionKind.INSET,
                title="Staff training day",
            )
        )
    on_programme(referred, provider, start_on=date(2026, 10, 5))
    shown = tab_reading.read_tab(referred.session, referred.pupil.id)
    school = {row.monday: row for row in shown.places[0].rows}
    assert asked(school[MONDAY].cells) == "aaaa--aaaa"
    assert school[MONDAY].cells[4].why == "Staff training day"
    assert asked(school[HALF_TERM].cells) == "----------"
    assert school[HALF_TERM].cells[0].why == "school holiday"
    assert school[HALF_TERM].second == "School holiday"
    workshop = {row.monday: row for row in shown.places[1].rows}
    assert (
        asked(workshop[MONDAY].cells) == "aaaaoooooo"
    )  # a provider may be open: nothing is shut, nothing asked
    assert workshop[HALF_TERM].cells[0].why == "school holiday"


def test_what_is_kept_on_a_closed_day_can_be_put_right(referred: House) -> None:
    keep(referred, at_school(referred), "/ \\ . . . . . . . .", monday=HALF_TERM)
    row = next(
        one
        for one in tab_reading.read_tab(referred.session, referred.pupil.id).places[0].rows
        if one.monday == HALF_TERM
    )
    assert asked(row.cells) == "oo--------"


def test_without_term_dates_nothing_is_shut_and_the_tab_says_which_school(house: House) -> None:
    school = organisations.save(
        house.session, School(name="Otter Lane School", school_type=house.school.school_type)
    ).record
    house.school = school
    pupil = another_pupil(house)
    shown = tab_reading.read_tab(house.session, pupil.id)
    assert shown.dates_missing == "Otter Lane School"
    assert asked(shown.places[0].rows[1].cells) == "aaaaaaaaaa"


def test_earlier_weeks_are_shown_on_demand(referred: House, provider: Provider) -> None:
    keep(referred, at(provider), monday=date(2026, 7, 6))
    assert at(provider) not in [
        one.place for one in tab_reading.read_tab(referred.session, referred.pupil.id).places
    ]
    shown = tab_reading.read_tab(referred.session, referred.pupil.id, 30)
    assert [row.title for row in shown.places[1].rows] == ["6 July 2026"]
    assert not shown.has_more


def test_a_pupil_whom_no_school_has_referred_has_a_shut_tab(house: House) -> None:
    pupil = pupils.save_pupil(house.session, new_pupil(house)).record
    assert not tab_reading.read_tab(house.session, pupil.id).gate.is_open


def test_a_week_of_a_provider_has_all_its_pupils_by_name(referred: House, provider: Provider) -> None:
    second = another_pupil(referred)
    third = another_pupil(referred, given_names="Ash", family_name="Brindlecote")
    another_pupil(referred, given_names="Moss", family_name="Nobody")
    on_programme(referred, provider)
    on_programme(referred, provider, second, weekdays=(Weekday.FRIDAY,))
    keep(referred, at(provider), pupil_id=third.id)
    shown = week_reading.read_week(referred.session, at(provider), MONDAY)
    assert [row.title for row in shown.rows] == ["Ash Brindlecote", "Kit Puddlecombe", "Wren Thimblewick"]
    assert [asked(row.cells) for row in shown.rows] == ["oooooooooo", "aaaaaaoooo", "ooooooooaa"]
    assert shown.rows[0].marks[0] == "/"
    assert shown.name == "Kingfisher Workshop"


def test_a_week_of_a_school_has_who_is_on_roll_and_leaves_out_who_was_not_referred(referred: House) -> None:
    pupils.save_pupil(referred.session, new_pupil(referred, given_names="Moss", birth_date=date(2010, 1, 2)))
    closed = another_pupil(referred)
    pupils.close_pupil(referred.session, closed, "Moved away")
    shown = week_reading.read_week(referred.session, at_school(referred), MONDAY)
    assert [row.title for row in shown.rows] == ["Kit Puddlecombe"]
    assert shown.left_out == 1


def test_the_places_to_choose_are_providers_with_pupils_then_the_others_then_schools(
    referred: House, provider: Provider
) -> None:
    new_provider(referred.session, "Alder Farm")
    on_programme(referred, provider)
    names = [one.name for one in week_reading.choices(referred.session)]
    assert names == ["Kingfisher Workshop", "Alder Farm", "Foxglove Hill School"]


def test_a_draft_is_of_one_pupil_and_says_in_words_what_was_typed(
    referred: House, provider: Provider
) -> None:
    second = another_pupil(referred)
    typed = [
        Typed(referred.pupil.id, at(provider), MONDAY, {0: "/", 3: "I"}),
        Typed(second.id, at(provider), MONDAY, {0: "O"}),
    ]
    with referred.session.write() as work:
        drafts.write(referred.session, work, typed, {"_params": {"week": "x"}}, [])
    assert drafts.find(referred.session, [referred.pupil.id]) == (typed[0],)
    body = next(one.body for one in referred.session.drafts() if one.record_id == referred.pupil.id)
    assert body["marks_typed"][1] == "Tuesday afternoon, 17 November 2026: illness"
    assert second.id not in str(body)
    with referred.session.write() as work:
        drafts.write(referred.session, work, [typed[1]], {}, [(typed[0].key, 0)])
    left = Typed(referred.pupil.id, at(provider), MONDAY, {3: "I"})
    assert drafts.find(referred.session, [referred.pupil.id]) == (left,)
    body = next(one.body for one in referred.session.drafts() if one.record_id == referred.pupil.id)
    assert body["_params"] == {"week": "x"}  # what is left leads to where it was typed
    assert body["marks_typed"] == ["Tuesday afternoon, 17 November 2026: illness"]
    with referred.session.write() as work:
        drafts.write(referred.session, work, [], {}, [(typed[0].key, 3)])
    assert [one.record_id for one in referred.session.drafts()] == [second.id]


def test_a_part_of_a_draft_that_cannot_be_read_is_left_out() -> None:
    lines = [
        ["", "q", "2026-11-16", 0, "/"],
        ["", "q", "2026-11-16", 12, "/"],
        ["q"],
        ["", "q", "soon", 1, "/"],
    ]
    found = drafts.read_body("p", {"_marks": lines})
    assert found == (Typed("p", Place(provider_id="q"), MONDAY, {0: "/"}),)
    assert drafts.read_body("p", {}) == ()
