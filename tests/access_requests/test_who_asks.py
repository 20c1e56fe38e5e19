"""Who asked is put right: a name may be, another person takes nothing over from the one who was written down (003-6.4)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.access_requests.actions import confidential, decide, identifying, intake
from coordinator_app.access_requests.items import Outcome
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.chronology.model import Category
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Carer, Relationship
from tests.vaults import House, add, gathered, item_for, ready_request


@pytest.fixture
def asked(consented: House) -> AccessRequest:
    """The mother, whose address is confidential, is written down as who asks; she is known."""
    values = {"address": "4 Otter Passage\nHazelmoor\nHZ9 9ZZ", "address_is_confidential": True}
    with consented.session.write() as work:
        consented.carer = work.change(consented.session.get(Carer, consented.carer.id), **values)
        father = Carer(
            pupil_id=consented.pupil.id, name="Rowan Puddlecombe", relationship=Relationship.FATHER
        )
        work.add(father)
    return ready_request(consented, requester_address="1 Mill Lane")


@pytest.mark.parametrize("name", ["Rowan Puddlecombe", "Nain Thistle"])
def test_where_she_is_stays_hidden_when_it_was_somebody_else_who_asked(
    consented: House, asked: AccessRequest, name: str
) -> None:
    session = consented.session
    assert confidential.secrets_of(session, asked) == ()
    now = intake.change_request(session, asked, requester=name).record
    assert now.carer_id != consented.carer.id
    assert (now.identity_known, now.identity_reason) == (None, "")
    assert not identifying.asker_gate(session, now).is_open
    item = item_for(gathered(consented, now), consented.carer)
    with pytest.raises(GateShut, match="address is confidential"):
        decide.decide(session, replace(item, outcome=Outcome.SHARE))
    now = session.get(AccessRequest, asked.id)
    back = intake.change_request(session, now, requester=consented.carer.name).record
    assert back.carer_id == consented.carer.id
    assert back.identity_known is None, "who she is was said of the other since"


@pytest.mark.parametrize("name", ["Marigold  Puddlecombe", "Marigold Pudlecombe", "Ms Marigold Puddlecombe"])
def test_a_name_is_put_right_and_all_stays(consented: House, asked: AccessRequest, name: str) -> None:
    entry = add(consented, "Kit fed the hens.")
    decide.decide(
        consented.session, replace(item_for(gathered(consented, asked), entry), outcome=Outcome.SHARE)
    )
    now = consented.session.get(AccessRequest, asked.id)
    now = intake.change_request(consented.session, now, requester=name).record
    assert (now.carer_id, now.identity_known) == (consented.carer.id, True)


def test_what_was_decided_for_the_mother_is_not_taken_over_by_the_father(
    consented: House, asked: AccessRequest
) -> None:
    entry = add(consented, "Kit says that mum cries at night.")
    item = item_for(gathered(consented, asked), entry)
    decide.decide(consented.session, replace(item, outcome=Outcome.SHARE))
    now = consented.session.get(AccessRequest, asked.id)
    with pytest.raises(InvalidInput, match="log a new one"):
        intake.change_request(consented.session, now, requester="Rowan Puddlecombe")
    assert (
        intake.change_request(consented.session, now, wanted="All of it").record.carer_id
        == consented.carer.id
    )


def test_without_the_key_nobody_else_is_written_in_once_all_was_gathered(
    consented: House, asked: AccessRequest
) -> None:
    """What lies apart may have been decided for the mother, and this user would not see it."""
    worry = add(consented, "Kit says that mum hides him.", category=Category.SAFEGUARDING)
    item = item_for(gathered(consented, asked), worry)
    decide.decide(consented.session, replace(item, outcome=Outcome.SHARE, note="It is hers."))
    session = consented.as_user(Compartment.GENERAL)
    now = session.get(AccessRequest, asked.id)
    with pytest.raises(InvalidInput, match="log a new one"):
        intake.change_request(session, now, requester="Rowan Puddlecombe")
