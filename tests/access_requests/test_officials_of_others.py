"""What an official asked about one child and says another's name: that the one family was told is nothing for the other (003-6.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.access_requests.actions import decide, gather
from coordinator_app.access_requests.actions.officials import tells_untold
from coordinator_app.access_requests.gathering import keeping
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest, Exemption
from coordinator_app.core.errors import GateShut
from coordinator_app.core.privacy import Compartment
from coordinator_app.official_requests.model import OfficialKind, OfficialRequest, Power
from coordinator_app.pupils import actions as pupils
from tests.access_requests.test_mentions import look
from tests.vaults import House, gathered, new_pupil, ready_request

ON = date(2026, 11, 10)
WORDS = "Everything about Otis Sorrelby and his friend Kit Puddlecombe."


def asked_about(house: House, pupil_id: str) -> OfficialRequest:
    """The police asked about this child, and that family was told of it."""
    new = OfficialRequest(
        official_number=1,
        pupil_id=pupil_id,
        official_kind=OfficialKind.POLICE,
        organisation="Eastmere Police",
        officer="PC Bracken",
        received_on=ON,
        typed_on=ON,
        asked_for=WORDS,
        power=Power.CRIME,
        family_told=True,
    )
    with house.session.write(Compartment.GUARDED) as work:
        return work.add(new)


def item_of(house: House, request: AccessRequest, record: OfficialRequest) -> RequestItem:
    gathered(house, request)
    now = house.session.get(AccessRequest, request.id)
    keeping.keep(house.session, now, look(house, now))
    return next(one for one in gather.items_of(house.session, request.id) if one.item_id == record.id)


@pytest.mark.parametrize("outcome", [Outcome.SHARE, Outcome.REDACT])
def test_that_the_police_asked_about_another_child_is_told_to_nobody_who_was_not_told(
    consented: House, outcome: Outcome
) -> None:
    otis = pupils.save_pupil(
        consented.session, new_pupil(consented, given_names="Otis", family_name="Sorrelby")
    ).record
    record = asked_about(consented, otis.id)
    item = item_of(consented, ready_request(consented), record)
    assert item.is_mention
    box = Redaction(
        field_name="asked_for",
        start=17,
        end=30,
        exemption=Exemption.THIRD_PARTY,
        covered_words="Otis Sorrelby",
    )
    decided = replace(item, outcome=outcome, note="They know of it.")
    with pytest.raises(GateShut, match="about somebody else"):
        decide.decide(consented.session, decided, [box])
    assert tells_untold(consented.session, item), "what is held back of it is said without its kind and day"
    back = replace(item, outcome=Outcome.WITHHOLD, exemption=Exemption.CRIME, reason="It would tell them.")
    assert decide.decide(consented.session, back).record.outcome is Outcome.WITHHOLD


def test_what_the_family_was_told_of_about_their_own_child_is_theirs(consented: House) -> None:
    item = item_of(consented, ready_request(consented), asked_about(consented, consented.pupil.id))
    assert not item.is_mention
    told = replace(item, outcome=Outcome.SHARE, note="They know of it.")
    assert decide.decide(consented.session, told).record.outcome is Outcome.SHARE
