"""Journey 7, the request: a call on Saturday evening, logged on Monday, and taken as far as everything held."""

from __future__ import annotations

from datetime import date, datetime

from tests.journeys import the_request
from tests.journeys.driver import Laptop, MovingClock
from tests.journeys.the_logged_request import kept_in_the_vault
from tests.vaults import House, add


def test_a_call_on_saturday_becomes_a_request_that_explains_its_dates(
    consented: House, laptop: Laptop, clock: MovingClock
) -> None:
    add(consented, "Kit came in on time.", happened_on=date(2026, 2, 3))
    folder = consented.vault.folder
    consented.session.close()
    consented.vault.close()
    clock.put(datetime(2026, 3, 2, 9, 0))
    user = laptop.start(folder)
    the_request.unlock(user)
    the_request.log(user)
    the_request.three_dates(user)
    the_request.acknowledge(user)
    the_request.known(user)
    the_request.school(user)
    clock.put(datetime(2026, 3, 4, 9, 0))
    the_request.ask(user)
    clock.put(datetime(2026, 3, 11, 9, 0))
    the_request.answer(user)
    the_request.moved(user)
    the_request.chase(user)
    clock.put(datetime(2026, 3, 12, 9, 0))
    the_request.reply(user)
    laptop.close()

    kept_in_the_vault(folder, clock)
