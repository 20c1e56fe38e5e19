"""The calendar of requests: on the screen by keyboard and in words, and as a file that names nobody."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from desks import Desk, desk_of, press, texts
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coordinator_app.access_requests import calendar_file
from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.calendar_file import written
from coordinator_app.access_requests.dates import dates_out, read_dates
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page.calendar import RequestCalendarPage
from coordinator_app.access_requests.page.list import AccessRequestsPage
from coordinator_app.access_requests.page.month_grid import month_before
from coordinator_app.core.deadline_types import Rule
from coordinator_app.ui import theme
from tests.vaults import House, new_request


@pytest.fixture
def desk(consented: House, qtbot: object, tmp_path: Path) -> Desk:
    consented.clock.at = datetime(2026, 11, 18, 9, 0)
    return desk_of(consented, tmp_path)


@pytest.fixture
def request_made(desk: Desk) -> AccessRequest:
    return intake.log_request(desk.house.session, new_request(desk.house)).record


def events(content: bytes) -> list[dict[str, str]]:
    """The events of a calendar file, read line by line as RFC 5545 has it; by nothing that wrote it."""
    found: list[dict[str, str]] = []
    for line in content.decode().replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name not in {"END", "BEGIN"} and value:
            found[-1][name] = value
    return found


def file_of(house: House) -> bytes:
    return written(dates_out(house.session))


def test_a_month_shows_the_dates_of_every_open_request_and_says_each_day_in_words(
    desk: Desk, request_made: AccessRequest
) -> None:
    page = desk.page(RequestCalendarPage)
    assert page.month.text() == "November 2026"
    target = page.grid.cell_of(date(2026, 11, 24)).accessibleName()
    assert target == "Tuesday 24 November 2026, Request 1, Kit Puddlecombe, Partnership target, 6 days left"
    assert page.grid.cell_of(date(2026, 11, 21)).accessibleName() == (
        "Saturday 21 November 2026, weekend, nothing is due"
    )
    assert (
        page.grid.cell_of(date(2026, 11, 18)).accessibleName().startswith("Wednesday 18 November 2026, today")
    )
    assert "Nothing is due on this day." in texts(page)
    page.grid.cell_of(date(2026, 11, 24)).click()
    assert "Partnership target. Work to this: it is the earliest." in texts(page)
    press(page, "Open: Request 1, Kit Puddlecombe, Partnership target")
    assert desk.went.places == [("access_request", {"request_id": request_made.id})]


def test_the_keyboard_goes_from_day_to_day_and_month_to_month(
    desk: Desk, request_made: AccessRequest
) -> None:
    page = desk.page(RequestCalendarPage)
    grid = page.grid

    def key(one: Qt.Key) -> date:
        QTest.keyClick(grid.cell_of(grid.day), one)
        return grid.day

    assert key(Qt.Key.Key_Right) == date(2026, 11, 19)
    assert key(Qt.Key.Key_Down) == date(2026, 11, 26)
    assert key(Qt.Key.Key_Up) == date(2026, 11, 19)
    assert key(Qt.Key.Key_Left) == date(2026, 11, 18)
    assert key(Qt.Key.Key_PageDown) == date(2026, 12, 18)
    assert page.month.text() == "December 2026"
    assert key(Qt.Key.Key_PageUp) == date(2026, 11, 18)
    key(Qt.Key.Key_PageUp)
    assert key(Qt.Key.Key_Home) == date(2026, 11, 18)
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Return)
    assert "Thursday 19 November 2026" in texts(page)
    stops = [cell for cell in grid.cells if cell.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [cell.day for cell in stops] == [grid.day], "one stop for Tab, the arrows do the rest"
    for name in ("The next month", "The month before", "Today"):
        press(page, name)
    assert grid.day == date(2026, 11, 18)
    assert month_before(date(2027, 3, 31)) == date(2027, 2, 28)


def test_a_clock_that_stands_is_listed_without_a_date(desk: Desk, request_made: AccessRequest) -> None:
    intake.pause(desk.house.session, request_made, date(2026, 11, 12), "Which years?")
    page = desk.page(RequestCalendarPage)
    said = texts(page)
    assert "Without a date" in said
    assert "Legal month: Paused, waiting for an answer to our question" in said
    assert "Partnership target: Paused, waiting for an answer to our question" in said


def test_a_date_that_moves_moves_on_the_screen_that_is_open(desk: Desk, request_made: AccessRequest) -> None:
    page = desk.page(RequestCalendarPage)
    page.grid.go_to(date(2026, 12, 9))
    assert "Legal month" in texts(page)
    desk.services.jobs.write(
        lambda session: intake.change_request(
            session,
            session.get(AccessRequest, request_made.id),
            extended_on=date(2026, 11, 18),
            extension_reason="Much of it is on paper",
        )
    )
    assert page.grid.day == date(2026, 12, 9), "the day that is looked at stays"
    assert "Nothing is due on this day." in texts(page)


def test_the_file_names_nobody_and_is_read_by_a_parser_that_did_not_write_it(
    desk: Desk, request_made: AccessRequest, tmp_path: Path
) -> None:
    page = desk.page(RequestCalendarPage)
    desk.dialogs.will_answer(tmp_path / "requests.ics")
    press(page, "Save for another calendar")
    assert desk.said.toasts[-1][0] == "Saved 3 dates as requests.ics"
    content = (tmp_path / "requests.ics").read_bytes()
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    found = events(content)
    assert [(one["DTSTART;VALUE=DATE"], one["DTEND;VALUE=DATE"], one["SUMMARY"]) for one in found] == [
        ("20261124", "20261125", "Request 1: target"),
        ("20261130", "20261201", "Request 1: 15 school days"),
        ("20261209", "20261210", "Request 1: limit of the law"),
    ]
    assert len({one["UID"] for one in found}) == 3
    whole = content.decode().replace("\r\n ", "").casefold()
    pupil = desk.house.pupil
    for name in (pupil.given_names, pupil.family_name, pupil.called, "Marigold", "Foxglove", request_made.id):
        assert name.casefold() not in whole


def test_a_file_that_named_somebody_would_be_caught(
    desk: Desk, request_made: AccessRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doctored = {**calendar_file._WORDS, Rule.POLICY_TARGET: "target for Kit Puddlecombe"}
    monkeypatch.setattr(calendar_file, "_WORDS", doctored)  # the planted fault
    with pytest.raises(AssertionError):
        test_the_file_names_nobody_and_is_read_by_a_parser_that_did_not_write_it(desk, request_made, tmp_path)


def test_a_second_file_moves_the_same_dates_and_doubles_none(desk: Desk, request_made: AccessRequest) -> None:
    first = {one["UID"]: one for one in events(file_of(desk.house))}
    desk.house.clock.at = datetime(2026, 11, 19, 9, 0)
    intake.change_request(
        desk.house.session,
        request_made,
        extended_on=date(2026, 11, 19),
        extension_reason="Much of it is on paper",
    )
    second = {one["UID"]: one for one in events(file_of(desk.house))}
    assert set(first) == set(second)
    assert all(int(second[uid]["SEQUENCE"]) > int(first[uid]["SEQUENCE"]) for uid in first)
    moved = [uid for uid in first if first[uid]["DTSTART;VALUE=DATE"] != second[uid]["DTSTART;VALUE=DATE"]]
    assert [second[uid]["SUMMARY"] for uid in moved] == ["Request 1: limit of the law"]


def test_without_an_open_request_there_is_nothing_to_save(desk: Desk) -> None:
    page = desk.page(RequestCalendarPage)
    press(page, "Save for another calendar")
    assert desk.said.toasts[-1][0] == "No request has a date: nothing to save"
    assert read_dates(desk.house.session).dates == ()


def test_the_list_of_requests_leads_to_the_calendar(desk: Desk, request_made: AccessRequest) -> None:
    page = desk.page(AccessRequestsPage)
    press(page, "Calendar")
    assert desk.went.places == [("request_calendar", {})]


def test_the_calendar_is_no_wider_than_its_window_at_twice_the_text_size(
    desk: Desk, request_made: AccessRequest
) -> None:
    theme.current().change(scale=2.0)
    try:
        page = desk.page(RequestCalendarPage)
        assert page.minimumSizeHint().width() <= 1166
        assert not page.grab().isNull()
    finally:
        theme.current().change(scale=1.0)
