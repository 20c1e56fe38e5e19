"""A record is given with its parts about whoever asks: a line about another child that hangs on it is that child's (003-5.1)."""

from __future__ import annotations

import pytest

from coordinator_app.access_requests.actions import gather, order
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.breaches.model import Breach
from coordinator_app.breaches.people import Concern, add_person
from coordinator_app.breaches.person import MustBeTold
from coordinator_app.pupils import actions as pupils
from tests.breaches.breached import written
from tests.vaults import House, fill_in_the_letter, gathered, new_pupil, ready_request, share_the_rest

OTHER, THEIR_HOME = "Otis Sorrelby", "9 Weir Cottages"


def concern(house: House, breach: Breach, name: str, home: str) -> None:
    said = Concern(
        name, MustBeTold.YES, told_whom="The family", told_address=home, may_mean="It may be known."
    )
    add_person(house.session, breach, said)


@pytest.fixture
def breach(consented: House) -> Breach:
    fill_in_the_letter(consented)
    pupils.save_pupil(consented.session, new_pupil(consented, given_names="Otis", family_name="Sorrelby"))
    kept = written(consented, pupil_id=consented.pupil.id)
    concern(consented, kept, "Kit Puddlecombe", "4 Mill Lane")
    return kept


def printed(house: House, request: AccessRequest) -> str:
    made, _ = order.pack_order(
        house.session, house.session.get(AccessRequest, request.id), "pw", practice=True
    )
    return "\n".join(line.words for item in made.items for line in item.lines)


@pytest.mark.parametrize("when", ["before it was gathered", "after it was decided"])
@pytest.mark.parametrize("other", [OTHER, "Somebody on no record"])
def test_another_family_of_the_same_breach_is_in_no_pack(
    consented: House, breach: Breach, when: str, other: str
) -> None:
    if when.startswith("before"):
        concern(consented, breach, other, THEIR_HOME)
    request = ready_request(consented)
    gathered(consented, request)
    share_the_rest(consented, request)
    if when.startswith("after"):
        concern(consented, breach, other, THEIR_HOME)
    said = printed(consented, request)
    assert "4 Mill Lane" in said
    assert other not in said
    assert THEIR_HOME not in said


def parts_of(holding: gather.Holding) -> set[tuple[str, int]]:
    return {(part.id, part.version) for part in holding.parts}


def test_what_is_shown_and_printed_of_an_item_is_what_was_gathered(consented: House, breach: Breach) -> None:
    """Its fingerprint is made of the one; a part that only the other has could come in unseen after the decision."""
    concern(consented, breach, OTHER, THEIR_HOME)
    request = ready_request(consented)
    items: list[RequestItem] = gathered(consented, request)
    held = {one.key: one for one in gather.holdings(consented.session, request)}
    checked = [item for item in items if gather._key(item) in held]
    assert [item for item in checked if item.item_kind == "breach"]
    for item in checked:
        shown = gather.holding_of(consented.session, item)
        assert parts_of(shown) == parts_of(held[gather._key(item)]), item.item_kind
