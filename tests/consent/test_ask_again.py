"""The day that is offered to ask again is a working day: no Sunday, no bank holiday (deadline rules of `core`)."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.consent import chase
from coordinator_app.consent.chase import ask_again_on
from coordinator_app.consent.chasing import ChaseReason
from coordinator_app.consent.page.chase_reading import read_letter
from tests.consent.test_page_chase import grandmother_signs, letter, opened
from tests.referrals.driving import press
from tests.referrals.page_desk import Desk
from tests.vaults import House

CASES = [
    (datetime(2026, 11, 24, 9, 0), date(2026, 12, 1)),  # a Tuesday
    (datetime(2026, 11, 22, 9, 0), date(2026, 11, 30)),  # a Sunday: not the Sunday after
    (datetime(2026, 12, 18, 9, 0), date(2026, 12, 29)),  # Christmas Day, the weekend, Boxing Day's Monday
]


@pytest.mark.parametrize(("today", "offered"), CASES)
def test_the_day_is_in_a_week_or_the_working_day_after_it(
    house: House, today: datetime, offered: date
) -> None:
    house.clock.at = today
    assert ask_again_on(house.session) == offered


def test_without_the_table_of_bank_holidays_christmas_would_be_offered(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chase, "is_working_day", lambda _day, _bank: True)
    house.clock.at = datetime(2026, 12, 18, 9, 0)
    assert ask_again_on(house.session) == date(2026, 12, 25)


def test_box_and_letter_offer_that_day(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    grandmother_signs(referred)
    referred.clock.at = datetime(2026, 11, 29, 9, 0)
    page = opened(qtbot, at_desk)
    press(page, "Note a call")
    box = at_desk.dialogs.shown[-1]
    assert box.form.row("next_on").value() == date(2026, 12, 7)
    assert read_letter(referred.session, referred.pupil.id, ChaseReason.NOT_BACK).again == date(2026, 12, 7)
    written = letter(qtbot, at_desk, referred.pupil.id, "not_back")
    assert written.form.row("next_on").value() == date(2026, 12, 7)
