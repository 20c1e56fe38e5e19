"""One quiet line on Today: weeks that are not filled in."""

from __future__ import annotations

from datetime import date, datetime

from coordinator_app.attendance import palette
from coordinator_app.attendance.due import due_items, not_filled
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.model import ProgrammeState
from coordinator_app.pupils import actions as pupils
from coordinator_app.registry import CAPABILITIES
from tests.attendance.conftest import MONDAY, another_pupil, at, keep, new_provider, on_programme
from tests.vaults import House

FILLED = "/ \\ / \\ / \\ . . . ."


def test_weeks_with_a_missing_mark_are_one_line_with_a_count(referred: House, provider: Provider) -> None:
    on_programme(referred, provider)
    second = another_pupil(referred)
    on_programme(referred, provider, second)
    keep(referred, at(provider), FILLED)
    keep(referred, at(provider), "/ \\ / . / \\ . . . .", monday=date(2026, 11, 9))
    (line,) = due_items(referred.session)
    assert line.title == "7 weeks of attendance are not filled in"
    assert line.second_line == "Of 2 pupils on a programme, in the 4 weeks up to 20 November 2026."
    assert line.params == (("provider_id", provider.id), ("week", "2026-11-09"))
    assert line.tone == "neutral"


def test_nothing_is_asked_where_every_session_of_the_programme_has_a_mark(
    referred: House, provider: Provider
) -> None:
    on_programme(referred, provider)
    for day in (MONDAY, date(2026, 11, 9), date(2026, 11, 2), date(2026, 10, 26)):
        keep(referred, at(provider), FILLED, monday=day)
    assert due_items(referred.session) == []


def test_one_week_of_one_pupil_is_said_in_the_singular(referred: House, provider: Provider) -> None:
    on_programme(referred, provider, start_on=MONDAY)
    keep(referred, at(provider), ". " * 9 + "#")
    (line,) = due_items(referred.session)
    assert line.title == "1 week of attendance is not filled in"
    assert line.second_line.startswith("Of 1 pupil on a programme")


def test_who_never_keeps_attendance_of_a_provider_is_not_asked_for_it(
    referred: House, provider: Provider
) -> None:
    on_programme(referred, provider)
    keep(referred, at(new_provider(referred.session, "Otter Lane Farm")))
    assert not_filled(referred.session).weeks == ()


def test_holidays_closed_records_and_programmes_that_do_not_run_are_not_asked_for(
    referred: House, provider: Provider
) -> None:
    keep(referred, at(provider), ". " * 9 + "#", monday=date(2026, 10, 5))
    closed = another_pupil(referred)
    on_programme(referred, provider, closed)
    pupils.close_pupil(referred.session, closed, "Moved away")
    on_programme(referred, provider, state=ProgrammeState.ENDED, ended_on=date(2026, 11, 20))
    assert due_items(referred.session) == []
    on_programme(referred, provider, start_on=date(2026, 10, 5))
    referred.clock.at = datetime(2026, 10, 27, 9, 0)
    assert {monday for _, _, monday in not_filled(referred.session).weeks} == {
        date(2026, 10, 5),
        date(2026, 10, 12),  # the week after it is half term
    }


def test_of_a_paused_programme_the_weeks_before_the_pause_are_asked_for_and_none_after_it(
    referred: House, provider: Provider
) -> None:
    on_programme(referred, provider, state=ProgrammeState.PAUSED, paused_on=date(2026, 11, 9))
    keep(referred, at(provider), FILLED, monday=date(2026, 10, 26))
    assert [monday for _, _, monday in not_filled(referred.session).weeks] == [date(2026, 11, 2)]


def test_the_palette_leads_to_a_week_and_to_each_provider_with_pupils(
    referred: House, provider: Provider
) -> None:
    new_provider(referred.session, "Alder Farm")
    on_programme(referred, provider)
    found = palette.palette(referred.session)
    assert [one.title for one in found] == [
        "Fill in attendance for a week",
        "Bring in attendance from a file",
        "Attendance at Kingfisher Workshop",
    ]
    assert found[0].new
    assert found[1].opens.page == "bring_in_attendance"
    assert found[2].opens.params == {"provider_id": provider.id}


def test_the_registry_names_the_tab_the_page_and_the_hooks() -> None:
    one = next(each for each in CAPABILITIES if each.name == "attendance")
    assert next(name for name, _ in one.pages) == "attendance_week"
    assert [tab.name for tab in one.pupil_tabs] == ["attendance"]


def test_of_all_the_weeks_kept_only_those_of_pupils_on_a_programme_are_read(
    referred: House, provider: Provider
) -> None:
    on_programme(referred, provider)
    keep(referred, at(provider), FILLED)
    keep(referred, at(provider), FILLED, pupil_id=another_pupil(referred).id)
    connection, seen = referred.session.databases.connection(Compartment.GENERAL), list[str]()
    connection.set_trace_callback(seen.append)
    not_filled(referred.session)
    connection.set_trace_callback(None)
    (weeks,) = [sql for sql in seen if "monday IN" in sql]
    assert [one for one, *_ in connection.execute(weeks)] == [referred.pupil.id]
    plan = [str(step[3]) for step in connection.execute(f"EXPLAIN QUERY PLAN {weeks}").fetchall()]
    assert any("attendance_week__pupil_id (pupil_id=?" in step for step in plan)
    # planted fault: asked by weeks alone, everybody's are read
    everybody = weeks.replace(" AND pupil_id IN", " AND monday IS NOT NULL OR pupil_id IN")
    assert len(connection.execute(everybody).fetchall()) > 1
