"""The list of access requests as it leaves the vault: the groups in their order, the closed ones where unfolded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from desks import Desk, desk_of
from PySide6.QtWidgets import QApplication

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.model import Stage
from coordinator_app.access_requests.page.list import AccessRequestsPage
from coordinator_app.access_requests.page.table_reading import read_table
from tests.vaults import House, new_request

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    made = desk_of(consented, tmp_path)
    yield made
    made.services.jobs.stop()


def logged(desk: Desk, received: date, sent: date | None = None) -> None:
    session = desk.house.session
    one = intake.log_request(session, new_request(desk.house, received_on=received)).record
    if sent is not None:
        with session.write() as work:
            work.change(one, sent_on=sent, stage=Stage.SENT)


def test_the_table_has_the_groups_in_their_order_and_the_closed_last(desk: Desk) -> None:
    logged(desk, date(2026, 11, 20))
    logged(desk, date(2026, 11, 1))
    for day in range(1, 8):
        logged(desk, date(2026, 9, day), date(2026, 10, day))
    rows = read_table(desk.house.session, with_closed=True).rows
    assert [row[0] for row in rows] == ["Overdue", "On time", *["Closed"] * 7]
    assert rows[0][4] == date(2026, 11, 1)
    assert [row[-1] for row in rows[2:]] == [date(2026, 10, day) for day in range(7, 0, -1)]
    assert len(read_table(desk.house.session, with_closed=False).rows) == 2


def test_the_button_exports_the_closed_ones_when_they_are_unfolded_or_all_there_is(desk: Desk) -> None:
    logged(desk, date(2026, 9, 1), date(2026, 10, 1))
    page = desk.page(AccessRequestsPage)
    assert page._table()(desk.house.session).about == ("Open and closed requests.",)
    logged(desk, date(2026, 11, 20))
    page.refresh()
    assert page._table()(desk.house.session).about == ("Open requests only.",)
    page.fold.click()
    assert page._table()(desk.house.session).about == ("Open and closed requests.",)
    assert page.export.isVisible()
