"""Figures of access requests: on time, days, pages, hours, reasons; no names, no small numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests import figures
from coordinator_app.access_requests.actions import working_time
from coordinator_app.access_requests.items import Outcome, Pack, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest, ClosedAs, Exemption, RequesterKind
from coordinator_app.access_requests.page.figures import FiguresPage
from coordinator_app.access_requests.page.time_box import read_minutes
from coordinator_app.access_requests.searching import RequestWork
from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.pdf.print_job import print_order
from tests.pdf.readers import pdf_text
from tests.pupils.conftest import at_desk
from tests.pupils.screens import Desk
from tests.vaults import House, new_request

__all__ = ["at_desk"]

ARRIVED = date(2026, 9, 7)


def many(house: House, number: int, *, late: int = 0, arrived: date = ARRIVED) -> list[AccessRequest]:
    """Requests that were answered in ten days, and some after ninety."""
    made = []
    with house.session.write() as work:
        for place in range(number):
            day = date(2026, 12, 7) if place < late else date(2026, 9, 17)
            asked = new_request(house, requester_kind=RequesterKind.PARENT, received_on=arrived)
            made.append(work.add(filled(asked, work.next_number("figures"), arrived, day)))
    return made


def filled(asked: AccessRequest, number: int, arrived: date, sent: date) -> AccessRequest:
    return replace(asked, request_number=number, typed_on=arrived, sent_on=sent)


def shown(house: House) -> dict[str, str]:
    (year,) = figures.read(house.session)
    assert year.name == "2026 to 2027"
    return dict(year.figures)


def test_small_numbers_are_hidden_and_so_is_what_would_tell_them() -> None:
    assert [figures.hidden(one) for one in (0, 1, 4, 5, 12)] == ["0", "[c]", "[c]", "5", "12"]
    assert figures.share(12, 12) == "12 of 12"
    assert figures.share(12, 20) == "12 of 20"
    assert figures.share(10, 12) == "[c]"  # two were late
    assert figures.share(3, 30) == "[c]"
    assert figures.middle([]) == "none"
    assert figures.middle([3, 4]) == "[c]"
    assert figures.middle([10, 20, 30, 40, 50]) == "30"


def test_a_year_counts_what_was_answered_and_how_soon(consented: House) -> None:
    many(consented, 12, late=6)
    with consented.session.write() as work:
        gone = new_request(consented, received_on=ARRIVED)
        ended = filled(gone, 90, ARRIVED, ARRIVED)
        ended = replace(ended, sent_on=None, closed_on=ARRIVED, closed_as=ClosedAs.WITHDRAWN)
        work.add(ended)
    found = shown(consented)
    assert found["Requests that arrived"] == "[c]"  # 13 and 12 would tell the 1
    assert found["Answered with a pack"] == "12"
    assert found["Ended otherwise"] == "[c]"
    in_time = [figure for name, figure in found.items() if name.startswith("On time")]
    assert sorted(set(in_time)) == ["0 of 12", "6 of 12"]
    assert found["Days from arrival to answer, median"] == "50.5"
    assert found["Hours spent together"] == "none noted"


def test_hours_pages_reasons_and_what_was_revealed_are_counted(consented: House) -> None:
    for place, request in enumerate(many(consented, 6)):
        working_time.note_time(consented.session, request, 60 + place, ARRIVED, "Reading")
        working_time.note_time(consented.session, request, 30, ARRIVED)
        with consented.session.write() as work:
            item = RequestItem(
                request_id=request.id, item_kind="chronology_entry", item_id=f"e{place}", item_version=1
            )
            covered = work.add(fill(item, Outcome.REDACT))
            work.add(Redaction(request_item_id=covered.id, exemption=Exemption.THIRD_PARTY))
            work.add(fill(item, Outcome.WITHHOLD, exemption=Exemption.THIRD_PARTY))
            work.add(a_pack(request, 10 * place + 2))
        if place == 0:
            with consented.session.write(Compartment.GUARDED) as work:
                apart = fill(item, Outcome.WITHHOLD, exemption=Exemption.CHILD_ABUSE, is_guarded=True)
                work.add(apart)
    found = shown(consented)
    assert found["Hours spent together"] == "9.2"
    assert found["Hours spent on one, median"] == "1.5"
    assert found["Pages of a pack, median"] == "27"
    assert found["Records revealed that were never shared before"] == "6"
    (year,) = figures.read(consented.session)
    assert dict(year.reasons) == {
        Exemption.THIRD_PARTY.label: "12",
        Exemption.CHILD_ABUSE.label: "[c]",
    }
    assert working_time.minutes_of(consented.session, many(consented, 1)[0].id) == 0


def test_what_many_decisions_of_one_family_add_up_to_is_hidden(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    (request,) = many(consented, 1)
    with consented.session.write(Compartment.GUARDED) as work:
        for place in range(7):
            item = RequestItem(
                request_id=request.id, item_kind="chronology_entry", item_id=f"e{place}", item_version=1
            )
            work.add(fill(item, Outcome.WITHHOLD, exemption=Exemption.CHILD_ABUSE, is_guarded=True))
    (year,) = figures.read(consented.session)
    assert dict(year.reasons) == {Exemption.CHILD_ABUSE.label: "[c]"}
    monkeypatch.setattr(figures, "behind", lambda found: figures.hidden(found.total()))  # the planted fault
    (year,) = figures.read(consented.session)
    assert dict(year.reasons) == {Exemption.CHILD_ABUSE.label: "7"}


def test_a_clock_that_held_for_all_but_one_tells_nothing_of_that_one() -> None:
    assert figures._met(12, 12, 12) == "12 of 12"
    assert figures._met(11, 11, 12) == "[c]"


def fill(item: RequestItem, outcome: Outcome, **more: Any) -> RequestItem:
    return replace(item, outcome=outcome, **more)


def a_pack(request: AccessRequest, pages: int) -> Pack:
    return Pack(
        request_id=request.id,
        built_at=datetime(2026, 9, 16, 9, 0, tzinfo=UTC),
        pages=pages,
        sha256="ab",
        content_id="none",
        decisions_mark="ab",
    )


def test_without_the_rule_a_single_family_could_be_made_out(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(consented, 3)
    assert set(shown(consented).values()) <= {"[c]", "0", "none", "none noted"}
    monkeypatch.setattr(figures, "FEWEST", 0)  # the planted fault
    assert shown(consented)["Requests that arrived"] == "3"


def test_no_name_stands_in_what_is_exported_or_printed(consented: House, tmp_path: Path) -> None:
    many(consented, 6)
    table = figures.table(consented.session)
    printed = print_order(figures.order(consented.session, practice=True))
    words = pdf_text(printed.pdf, tmp_path) + str(table.rows)
    assert "Requests that arrived" in words
    for name in ("Puddlecombe", "Marigold", "Kit"):
        assert name not in words


def test_a_vault_without_requests_has_no_figures(house: House, tmp_path: Path) -> None:
    assert figures.read(house.session) == ()
    printed = print_order(figures.order(house.session, practice=True))
    assert "None so far." in pdf_text(printed.pdf, tmp_path)


@pytest.mark.parametrize(
    ("typed", "minutes"), [("90", 90), ("1:30", 90), (" 5 ", 5), ("1:75", None), ("half", None), ("", None)]
)
def test_time_is_read_as_minutes_or_hours_and_minutes(typed: str, minutes: int | None) -> None:
    assert read_minutes(typed) == minutes


def test_time_that_cannot_be_is_refused(consented: House) -> None:
    (request,) = many(consented, 1)
    wrong = ((None, ARRIVED), (0, ARRIVED), (1441, ARRIVED), (5, None))
    for minutes, day in (*wrong, (5, date(2027, 1, 1)), (5, date(2026, 9, 1))):
        with pytest.raises(InvalidInput):
            working_time.note_time(consented.session, request, minutes, day)
    assert consented.session.count(RequestWork) == 0


def test_the_page_shows_a_table_for_each_year(qtbot: QtBot, at_desk: Desk, consented: House) -> None:
    page = FiguresPage(at_desk.services)
    qtbot.addWidget(page)
    page.show()
    page.open()
    QApplication.processEvents()
    assert page.tables == ()
    many(consented, 6)
    page.refresh()
    QApplication.processEvents()
    (table,) = page.tables
    assert table.rows.rowCount() >= 9
    page.retheme(None)
    page.print.click()
    assert at_desk.told.went[-1] == ("print_request_figures", {})
