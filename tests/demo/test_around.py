"""Everyone round the practice partnership: nothing of it asks for anything on Today, so that the story stands out."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from coordinator_app.demo.around import add_around
from coordinator_app.organisations.due_registers import register_items
from coordinator_app.organisations.partners import OtherPartnership, SteeringMember
from coordinator_app.organisations.providers import Provider, ProviderCheck, checks_in_date
from tests.vaults import House, house

__all__ = ["house"]
LAST = date(2026, 11, 24)


def test_the_registers_of_the_practice_vault_are_full_and_in_date_on_the_last_day(house: House) -> None:
    first = LAST - timedelta(days=90)
    house.clock.at = datetime(first.year, first.month, first.day, 9)
    add_around(house.session, house.school.id, LAST)
    house.clock.at = datetime(2026, 11, 24, 9)
    session = house.session
    assert len(session.list(OtherPartnership)) == 4
    assert len(session.list(SteeringMember)) == 3
    for provider in session.list(Provider):
        checks = session.list(ProviderCheck, where={"provider_id": provider.id})
        assert checks_in_date(provider, checks, LAST).is_open
    asked = {item.key for item in register_items(session)}
    assert asked == {"gap-office-school_dpo"}  # named in the practice vault itself, not in this one
