"""The list of reviews as it leaves the vault: what the list shows, in its order, with days as days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.reviews import actions
from coordinator_app.reviews.page import table_reading
from coordinator_app.reviews.page.list import ReviewsPage
from coordinator_app.reviews.page.list_reading import View, Wanted, When, read_page
from coordinator_app.reviews.page.table_reading import read_table
from coordinator_app.ui import theme
from tests.organisations.desk import Desk, desk_on, words_of
from tests.vaults import House, add


@pytest.fixture
def held(consented: House) -> House:
    session = consented.session
    first = actions.plan_review(session, consented.pupil.id, date(2026, 10, 7)).record
    known = replace(first, held_on=date(2026, 10, 7), who_was_there="M. Parchment", attendance_percent="88.5")
    actions.finish_review(session, actions.save_review(session, known).record, [])
    return consented


def test_the_table_shows_what_the_list_shows_in_its_order(held: House) -> None:
    for view in (View.TO_HOLD, View.HELD):
        shown = read_page(held.session, Wanted(view), None, 50).rows
        table = read_table(held.session, Wanted(view))
        assert [row[0] for row in table.rows] == [one.title for one in shown]
        assert [row[-1] for row in table.rows] == [one.chip for one in shown]
    name = held.pupil.called
    assert table.rows == (
        (name, 10, held.school.name, 1, table.rows[0][4], "", date(2026, 10, 7), 88.5, table.rows[0][-1]),
    )
    assert table.about == ("Reviews that were held.",)


def test_a_share_that_is_no_number_stays_as_it_was_typed() -> None:
    assert table_reading._percent("about half") == "about half"


@pytest.fixture
def desk(held: House, tmp_path: Path) -> Iterator[Desk]:
    with desk_on(held.vault, held.clock, tmp_path) as made:
        yield made


def test_the_button_exports_the_side_that_is_chosen(desk: Desk, qtbot: QtBot) -> None:
    page = ReviewsPage(desk.services)
    qtbot.addWidget(page)
    page.open()
    assert page._table()(desk.session).about == ("Reviews to hold.",)
    page.which.set_value(View.HELD)
    assert page._table()(desk.session).about == ("Reviews that were held.",)


def test_only_those_due_by_a_day_are_listed_and_exported(held: House) -> None:
    session = held.session
    late = actions.plan_review(session, held.pupil.id, date(2026, 10, 9)).record
    actions.plan_review(session, held.pupil.id, date(2026, 11, 2))
    overdue = Wanted(View.TO_HOLD, When.OVERDUE)
    assert [one.id for one in read_page(session, overdue, None, 50).rows] == [late.id]
    assert len(read_table(session, overdue).rows) == 1
    assert len(read_page(session, Wanted(View.TO_HOLD, When.MONTH), None, 50).rows) == 2
    assert read_page(session, Wanted(View.TO_HOLD, school_id="another"), None, 50).rows == ()
    assert len(read_page(session, Wanted(View.TO_HOLD, school_id=held.school.id), None, 1).rows) == 1


def test_by_day_a_review_is_told_by_its_day_its_time_and_its_week(held: House) -> None:
    session = held.session
    for start in (date(2026, 10, 9), date(2026, 10, 15), date(2026, 10, 22), date(2026, 11, 2)):
        planned = actions.plan_review(session, held.pupil.id, start).record
        actions.save_review(session, replace(planned, starts_at="9.00", where_held="Room 2"))
    rows = read_page(session, Wanted(View.CALENDAR), None, 50).rows
    assert [one.chip for one in rows] == ["Overdue", "This week", "Next week", "Week of 14 December 2026"]
    assert rows[1].title == "Thursday 26 November 2026, 9am"
    assert rows[1].second == f"{held.pupil.called}, review 3. Room 2"


def test_what_was_never_shared_is_listed_by_pupil_and_exported(held: House) -> None:
    add(held, "Kit finished the small engine unit.")
    wanted = Wanted(View.NEVER_SHARED)
    (row,) = read_page(held.session, wanted, None, 50).rows
    assert (row.id, row.chip) == (held.pupil.id, "1 never shared")
    assert row.second.startswith("1 of 1 entries and documents, the oldest from 1 November 2026. Year 10")
    table = read_table(held.session, wanted)
    assert table.rows == ((held.pupil.called, 10, held.school.name, 1, 1, date(2026, 11, 1)),)
    assert read_page(held.session, Wanted(View.NEVER_SHARED, school_id="another"), None, 50).rows == ()


def test_the_page_says_the_partnerships_number_and_leads_to_the_pupil(
    desk: Desk, qtbot: QtBot, held: House
) -> None:
    add(held, "Kit finished the small engine unit.")
    page = ReviewsPage(desk.services)
    qtbot.addWidget(page)
    page.open(view="never_shared")
    assert page.standing.text() == (
        "Held but never shared with the family: 1 of 1 entries and documents (100 per cent). "
        "Restricted entries are not counted."
    )
    (row,) = page.list.rows()
    page.list.opened.emit(row.key)
    assert desk.told.went == [("pupil", {"pupil_id": held.pupil.id, "tab": "chronology"})]
    assert page.where() == {"view": "never_shared"}


def test_a_calendar_file_is_saved_after_the_passphrase(
    desk: Desk, qtbot: QtBot, held: House, tmp_path: Path
) -> None:
    actions.plan_review(held.session, held.pupil.id, date(2026, 10, 15))
    page = ReviewsPage(desk.services)
    qtbot.addWidget(page)
    page.open()
    desk.dialogs.will_answer(tmp_path / "reviews.ics")
    page.calendar.click()
    assert desk.told.toasts == ["Saved 1 review as reviews.ics"]
    assert b"SUMMARY:Review\r\n" in (tmp_path / "reviews.ics").read_bytes()
    page.when.set_value(When.OVERDUE)
    page.when.edited.emit()
    assert "Nothing fits these filters" in words_of(page)


def test_without_a_planned_review_there_is_no_calendar_to_save(desk: Desk, qtbot: QtBot) -> None:
    page = ReviewsPage(desk.services)
    qtbot.addWidget(page)
    page.open()
    page.calendar.click()
    assert desk.told.toasts == ["No review is planned: nothing to save"]
    assert page.calendar.isEnabled()


def test_the_page_is_no_wider_than_its_window_at_any_text_size(
    desk: Desk, qtbot: QtBot, look: theme.Theme
) -> None:
    page = ReviewsPage(desk.services)
    qtbot.addWidget(page)
    look.change(scale=2.0)
    page.resize(1166, 720)
    page.open()
    page.show()
    assert page.width() == 1166
    assert page.minimumSizeHint().width() <= 1166
