"""Why journey 3 failed now and then: a reading of the empty plan came after the programme had been started."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from coordinator_app.programmes.page.programme import ProgrammePage
from coordinator_app.ui.offered_list import GONE
from tests.held_jobs import HeldBack
from tests.organisations.desk import Desk, press, words_of
from tests.programmes.conftest import new_provider
from tests.programmes.screens import fill_in
from tests.vaults import House

STARTED = "The programme starts on 30 November 2026."


def start_while_the_plan_is_still_read(
    house: House, desk: Desk, open_page: Any, patched: pytest.MonkeyPatch
) -> ProgrammePage:
    """Start, and let the reading that was asked for before the start answer after it, with the empty plan."""
    page: ProgrammePage = open_page(pupil_id=house.pupil.id)
    fill_in(page, new_provider(house.session))
    held: list[Callable[[], None]] = []

    def late(read: Any, *, done: Any, failed: Any, **_more: Any) -> None:
        found = read(house.session)
        held.append(lambda: done(found))

    with patched.context() as now:
        now.setattr(desk.services.jobs, "read", late)
        page.refresh()
    press(page, "Start the programme")
    assert desk.told.troubles == []
    (answers,) = held
    answers()
    return page


def test_a_reading_from_before_the_start_does_not_put_the_empty_plan_back(
    consented: House, desk: Desk, open_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = start_while_the_plan_is_still_read(consented, desk, open_page, monkeypatch)
    assert STARTED in words_of(page)


def test_a_page_that_forgot_what_it_had_asked_before_would_show_it(
    consented: House, desk: Desk, open_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ProgrammePage, "in_turn", lambda _page, done, failed: (done, failed))
    page = start_while_the_plan_is_still_read(consented, desk, open_page, monkeypatch)
    assert STARTED not in words_of(page)


def test_a_first_review_worked_out_for_another_first_day_is_not_shown(
    consented: House, desk: Desk, open_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page: ProgrammePage = open_page(pupil_id=consented.pupil.id)
    start = page.form.row("start_on").input
    held = HeldBack(desk.services.jobs, monkeypatch, "read")
    for day in (date(2026, 11, 30), date(2027, 1, 11)):
        start.set_value(day)
        page.plan_acts.propose()
    before, after = held.take()
    after()
    words = page.form.why_review.text()
    assert words
    before()
    assert page.form.why_review.text() == words


def test_a_provider_that_is_no_longer_listed_stays_chosen_until_another_plan_is_shown(
    consented: House, desk: Desk, open_page: Any
) -> None:
    page: ProgrammePage = open_page(pupil_id=consented.pupil.id)
    provider = new_provider(consented.session)
    page.refresh()
    fill_in(page, provider)
    assert page.shown is not None
    page.form.provider.offer((), page.shown.today)
    assert (page.form.provider.value(), page.form.provider.list.currentText()) == (
        provider.id,
        f"{provider.name}{GONE}",
    )
    page.form.fill(page.shown)
    assert page.form.provider.value() is None
    assert page.form.provider.list.findText(GONE, Qt.MatchFlag.MatchContains) < 0
