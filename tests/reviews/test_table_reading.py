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
from coordinator_app.reviews.page.list_reading import read_page
from coordinator_app.reviews.page.table_reading import read_table
from tests.organisations.desk import Desk, desk_on
from tests.vaults import House


@pytest.fixture
def held(consented: House) -> House:
    session = consented.session
    first = actions.plan_review(session, consented.pupil.id, date(2026, 10, 7)).record
    known = replace(first, held_on=date(2026, 10, 7), who_was_there="M. Parchment", attendance_percent="88.5")
    actions.finish_review(session, actions.save_review(session, known).record, [])
    return consented


def test_the_table_shows_what_the_list_shows_in_its_order(held: House) -> None:
    for finished in (False, True):
        shown = read_page(held.session, finished, None, 50).rows
        table = read_table(held.session, finished)
        assert [row[0] for row in table.rows] == [one.title for one in shown]
        assert [row[-1] for row in table.rows] == [one.chip for one in shown]
    name = held.pupil.called
    assert table.rows == (
        (name, 10, held.school.name, 1, table.rows[0][4], date(2026, 10, 7), 88.5, table.rows[0][-1]),
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
    page.which.set_value(True)
    assert page._table()(desk.session).about == ("Reviews that were held.",)
