"""Journey 7, the request: a call on Saturday evening, logged on Monday, and taken as far as everything held."""

from __future__ import annotations

from datetime import date, datetime

from coordinator_app.access_requests.model import AccessRequest, Channel, Consultation, RequestPause
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.journeys import the_request
from tests.journeys.driver import Laptop, MovingClock
from tests.vaults import PASSPHRASE, House, add


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
    the_request.chase(user)
    clock.put(datetime(2026, 3, 12, 9, 0))
    the_request.reply(user)
    laptop.close()

    with unlock(folder, PASSPHRASE, clock=clock) as vault:
        session = Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=vault.actor,
            publish=lambda _: None,
        )
        request = session.list(AccessRequest)[0]
        assert (request.received_on, request.channel) == (date(2026, 2, 28), Channel.TELEPHONE)
        assert request.identity_known
        school = session.list(Consultation)[0]
        assert (school.asked_on, school.chased_on) == (date(2026, 3, 2), date(2026, 3, 11))
        assert school.replied_on == date(2026, 3, 12)
        pause = session.list(RequestPause)[0]
        assert (pause.asked_on, pause.answered_on) == (date(2026, 3, 4), date(2026, 3, 11))
        session.close()
