"""The list of programmes and the tab on the pupil's record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.bench.store_rows import captured
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes import actions
from coordinator_app.programmes.model import Programme, ProgrammeState, ProgrammeType
from coordinator_app.programmes.page.list import ProgrammesPage
from coordinator_app.programmes.page.list_reading import Chosen, count, read_page, table
from coordinator_app.programmes.page.tab import ProgrammesTab
from tests.organisations.desk import Desk, desk_on, press, words_of
from tests.programmes.conftest import new_programme, new_provider, week
from tests.vaults import House


@pytest.fixture
def programme(consented: House, provider: Provider) -> Programme:
    return actions.start(consented.session, new_programme(consented, provider), week(), ()).record


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ProgrammesPage:
    made = ProgrammesPage(desk.services)
    qtbot.addWidget(made)
    made.open()
    made.show()
    return made


def test_the_list_shows_those_under_way_and_opens_one(
    consented: House, desk: Desk, programme: Programme, page: ProgrammesPage
) -> None:
    (row,) = page.list.rows()
    assert row.title == "Kit Puddlecombe"
    assert row.subtitle == (
        "Part-time programme at Kingfisher Workshop, Monday to Wednesday. Year 10, Foxglove Hill School"
    )
    assert row.chip_text == "Starts 30 Nov"
    page.list.opened.emit(row.key)
    assert desk.told.went == [("programme", {"programme_id": programme.id})]


def test_the_filters_ask_the_store_and_say_when_nothing_is_there(
    consented: House, desk: Desk, programme: Programme, page: ProgrammesPage
) -> None:
    page.which.set_value("ended")
    page.refresh()
    assert "No programme has ended yet" in words_of(page)
    other = new_provider(consented.session, "Old Mill")
    page.open(which="under_way", provider_id=other.id)
    assert "No programme is under way at this provider" in words_of(page)
    assert page.where() == {"which": "under_way", "provider_id": other.id}
    press(page, "Open pupils")
    assert desk.told.went == [("pupils", {})]


def test_page_and_export_ask_the_database_as_often_for_many_as_for_few(
    consented: House, programme: Programme, provider: Provider
) -> None:
    session = consented.session
    general = session.databases.connection(Compartment.GENERAL)

    def asked() -> tuple[int, int]:
        page = captured(general, lambda: read_page(session, Chosen(), None, 100))
        return len(page), len(captured(general, lambda: table(session, Chosen())))

    few = asked()
    with session.write() as work:
        for _ in range(30):
            more = work.add(new_programme(consented, provider, state=ProgrammeState.RUNNING))
            for day in week():
                work.add(replace(day, programme_id=more.id))
    assert asked() == few
    assert {row[5] for row in table(session, Chosen()).rows} == {"Monday to Wednesday"}


def test_the_ended_are_paged_by_their_last_day_and_nothing_that_runs_is_among_them(
    consented: House, programme: Programme, provider: Provider
) -> None:
    session, last = consented.session, [date(2026, 11, day) for day in range(1, 8)]
    with session.write() as work:
        for day in last:
            ended = new_programme(consented, provider, state=ProgrammeState.ENDED, start_on=day)
            work.add(replace(ended, ended_on=day))
        work.add(new_programme(consented, provider, state=ProgrammeState.PLANNED))
    for chosen in (Chosen("ended"), Chosen("ended", provider.id)):
        found, mark, first = [], None, True
        while first or mark is not None:
            page = read_page(session, chosen, mark, 3)
            found, mark, first = [*found, *page.rows], page.next, False
        days = [session.get(Programme, row.id).ended_on for row in found]
        assert days == sorted(last, reverse=True)
        assert {row.chip for row in found} == {"Ended"}


@pytest.mark.parametrize(
    ("which", "index"),
    [("under_way", "programme__state"), ("planned", "programme__state"), ("ended", "programme__ended_on")],
)
def test_each_list_is_found_by_an_index_and_the_long_one_is_never_sorted(
    consented: House, programme: Programme, which: str, index: str
) -> None:
    general = consented.session.databases.connection(Compartment.GENERAL)
    asked = captured(general, lambda: read_page(consented.session, Chosen(which), None, 50))
    lists = next(sql for sql in asked if 'FROM "programme" ' in sql)
    steps = [str(step[3]) for step in general.execute(f"EXPLAIN QUERY PLAN {lists}").fetchall()]
    assert any(index in step for step in steps)
    if which == "ended":
        assert not any("TEMP B-TREE" in step for step in steps)


def test_the_export_has_what_the_list_shows(consented: House, programme: Programme) -> None:
    found = table(consented.session, Chosen("under_way", programme.provider_id))
    assert found.about == ("Only programmes that are under way.", "Only at Kingfisher Workshop.")
    (row,) = found.rows
    assert row[:6] == (
        "Kit Puddlecombe",
        10,
        "Foxglove Hill School",
        "Part-time programme",
        "Kingfisher Workshop",
        "Monday to Wednesday",
    )
    assert row[7] == date(2026, 11, 30)
    assert table(consented.session, Chosen("ended")).rows == ()


def test_the_tab_leads_to_a_plan_and_to_each_programme(
    consented: House, desk: Desk, programme: Programme, qtbot: QtBot
) -> None:
    tab = ProgrammesTab(desk.services, consented.pupil.id)
    qtbot.addWidget(tab)
    tab.show()
    said = words_of(tab)
    assert "Part-time programme at Kingfisher Workshop, Monday to Wednesday" in said
    press(tab, "Plan a programme")
    press(tab, "Open")
    assert desk.told.went == [
        ("programme", {"pupil_id": consented.pupil.id}),
        ("programme", {"programme_id": programme.id}),
    ]
    assert count(desk.session, consented.pupil.id) == 1


def test_the_tab_goes_on_with_a_plan_that_is_there(consented: House, desk: Desk, qtbot: QtBot) -> None:
    plan = new_programme(consented, None, programme_type=ProgrammeType.ADVICE, start_on=None)
    actions.save_plan(consented.session, plan, (), ())
    tab = ProgrammesTab(desk.services, consented.pupil.id)
    qtbot.addWidget(tab)
    tab.show()
    assert "Go on with the plan" in words_of(tab)
    assert "No first day yet" in words_of(tab)


def test_the_tab_of_a_pupil_without_a_referral_says_what_opens_it(
    house: House, tmp_path: Path, qtbot: QtBot
) -> None:
    from tests.vaults import new_pupil

    with house.session.write() as work:
        pupil = work.add(new_pupil(house))
    with desk_on(house.vault, house.clock, tmp_path) as desk:
        tab = ProgrammesTab(desk.services, pupil.id)
        qtbot.addWidget(tab)
        tab.show()
        assert "No programme can be kept yet." in words_of(tab)
        press(tab, "Record the referral")
        assert desk.told.went == [("referral", {"pupil_id": pupil.id})]


def test_the_marks_of_the_provider_that_is_chosen_are_one_press_away(desk: Desk, qtbot: QtBot) -> None:
    page = ProgrammesPage(desk.services)
    qtbot.addWidget(page)
    page.open()
    page.week.click()
    assert desk.told.went[-1] == ("attendance_week", {"provider_id": ""})
