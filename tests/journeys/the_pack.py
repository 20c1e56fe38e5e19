"""A request that is decided but for one slip, from which its pack can be built."""

from __future__ import annotations

from datetime import date

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.chronology.model import Category
from tests.vaults import (
    House,
    add,
    cover,
    fill_in_the_letter,
    gathered,
    item_for,
    ready_request,
    share_the_rest,
    withhold_for_harm,
)

OTHER = "Otis Bramblewick"
SECRET = "often out late with older boys near the canal"


def decided(house: House) -> AccessRequest:
    """Everything decided, with the other boy's name left in one entry."""
    fill_in_the_letter(house)
    named = add(house, f"A quarrel with {OTHER} over tools.", happened_on=date(2026, 10, 5))
    add(house, f"Worked beside {OTHER} all morning.", happened_on=date(2026, 10, 12))
    worry = add(house, f"Kit is {SECRET}.", category=Category.SAFEGUARDING, happened_on=date(2026, 11, 2))
    request = ready_request(house)
    asked = intake.consultations_of(house.session, request.id)[0]
    intake.school_replied(house.session, asked, date(2026, 11, 16), "Nothing to correct.")
    items = gathered(house, request)
    cover(house, item_for(items, named), named, OTHER)
    withhold_for_harm(house, request, item_for(items, worry))
    share_the_rest(house, request)
    house.session.close()
    house.vault.close()
    return request
