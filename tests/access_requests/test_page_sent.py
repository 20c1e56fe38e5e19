"""A closed request says whether its pack was sent within what the law gives."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from desks import desk_of, texts
from PySide6.QtWidgets import QApplication

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.model import AccessRequest, Channel, Stage
from coordinator_app.access_requests.page.clock_words import chip_words, late_words
from coordinator_app.access_requests.page.reading import CaseFacts, read_case
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.ui.notes import Note
from tests.vaults import House, ready_request

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def sent(house: House, after: int, clock: str = "legal") -> CaseFacts:
    """A request whose pack went so many days after that clock had run out."""
    session = house.session
    request = ready_request(house, channel=Channel.LETTER)
    due = getattr(intake.clocks(session, request), clock).due
    with session.write() as work:
        on = due + timedelta(days=after)
        work.change(session.get(AccessRequest, request.id), sent_on=on, stage=Stage.SENT)
    return read_case(session, request.id)


def unbound(house: House) -> None:
    with house.session.write() as work:
        work.change(house.session.get(School, house.school.id), school_type=SchoolType.ACADEMY)


def test_on_the_last_day_it_is_in_time(referred: House) -> None:
    unbound(referred)
    case = sent(referred, 0)
    assert late_words(case) == ""
    assert chip_words(case)[0] == "safe"


@pytest.mark.parametrize(("after", "said"), [(1, "Sent 1 day after"), (4, "Sent 4 days after")])
def test_a_pack_sent_late_says_by_how_much(referred: House, after: int, said: str) -> None:
    case = sent(referred, after)
    assert late_words(case) == f"{said} the legal limit, 9 December 2026."
    assert chip_words(case)[0] == "soon"


def test_where_the_school_days_are_law_they_count_as_well(referred: House) -> None:
    case = sent(referred, 2, "school")
    assert case.bound
    assert "2 days after the 15 school days of the law" in late_words(case)
    unbound(referred)
    assert late_words(read_case(referred.session, case.request.id)) == ""


def test_a_request_that_is_open_is_not_yet_late_in_these_words(referred: House) -> None:
    referred.clock.at = referred.clock.at.replace(year=2027)
    case = read_case(referred.session, ready_request(referred).id)
    assert case.clocks.legal.due is not None
    assert case.clocks.legal.due < date(2027, 1, 1)
    assert late_words(case) == ""


def test_the_closed_page_says_it_in_amber_not_in_green(
    referred: House, tmp_path: Path, qapp: QApplication
) -> None:
    case = sent(referred, 4)
    desk = desk_of(referred, tmp_path)
    page = desk.page(AccessRequestPage, request_id=case.request.id, stage="sent")
    assert "Sent 4 days after the legal limit, 9 December 2026. The clocks have stopped." in texts(page)
    assert [one.kind for one in page.findChildren(Note) if one.lead.startswith("Sent ")] == ["soon"]
    desk.services.jobs.stop()
