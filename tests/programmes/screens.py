"""What the tests of the programme's screen do again and again: answer its questions."""

from __future__ import annotations

from typing import Any

from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.model import Half, ProgrammeType
from coordinator_app.programmes.page.programme import ProgrammePage
from tests.programmes.conftest import MONDAY_TO_WEDNESDAY, START


def fill_in(page: ProgrammePage, provider: Provider, **more: Any) -> None:
    page.form.set_values(
        {
            "programme_type": ProgrammeType.PART_TIME,
            "start_on": START,
            "longest_weeks": "12",
            "target_1": "Arrive by 9:15.",
        }
        | more
    )
    page.form.reveal()
    page.plan_acts.propose()
    page.form.provider.set_value(provider.id)
    for weekday in MONDAY_TO_WEDNESDAY:
        for half in Half:
            page.form.week.ticks[weekday, half].click()
