"""Why journey 3 failed now and then: a reading of the empty plan came after the programme had been started."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coordinator_app.programmes.page.programme import ProgrammePage
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
