"""Where somebody was written to may be where they hide: a refuge stands in a breach, and on no record of hers (003-6.4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator_app.access_requests.actions import confidential, decide, leaving
from coordinator_app.access_requests.items import Outcome, Pack
from coordinator_app.access_requests.model import AccessRequest, Channel, RequesterKind
from coordinator_app.breaches.model import Breach
from coordinator_app.breaches.people import Concern, add_person
from coordinator_app.breaches.person import MustBeTold
from coordinator_app.core.catalogue import Record
from coordinator_app.core.errors import GateShut
from coordinator_app.corrections.model import CorrectionClaim, CorrectionNotice
from coordinator_app.documents import actions as documents
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.pupils.model import Carer
from coordinator_app.registry import CATALOGUE
from coordinator_app.rights.model import RightsKind, RightsRequest
from coordinator_app.rights.parts import RightsNotice
from tests.access_requests.test_confidential import asked_by_another
from tests.breaches.breached import written
from tests.vaults import House, gathered, item_for

ON = date(2026, 11, 10)
REFUGE = "9 Otter Passage\nHazelmoor\nHZ9 9ZZ"
OTHERWISE = {
    "carer": "the record of the carer is read field by field (pupils/confidential.py)",
    "request_mishap": "it is where the request says, in this or an earlier wording, that its pack went",
    "court_order": "whether it hides an address, and none",
}


@pytest.fixture
def hidden(consented: House) -> House:
    """Where the mother lives nobody may be told; her record does not know of the refuge."""
    with consented.session.write() as work:
        now = consented.session.get(Carer, consented.carer.id)
        consented.carer = work.change(now, address="4 Weir Cottages", address_is_confidential=True)
    return consented


def breach(house: House) -> Record:
    kept = written(house, pupil_id=house.pupil.id)
    with house.session.write() as work:
        return work.change(
            house.session.get(Breach, kept.id), told_whom=house.carer.name, told_address=REFUGE
        )


def concerned(house: House) -> Record:
    kept = written(house, pupil_id=house.pupil.id)
    name = f"{house.pupil.given_names} {house.pupil.family_name}"
    add_person(
        house.session,
        kept,
        Concern(
            name, MustBeTold.YES, told_whom=house.carer.name, told_address=REFUGE, may_mean="It is known."
        ),
    )
    return kept


def notice_of_a_right(house: House) -> Record:
    with house.session.write() as work:
        asked = work.add(
            RightsRequest(
                request_number=1,
                pupil_id=house.pupil.id,
                kind_asked=RightsKind.ERASURE,
                asked_by="Nain Puddlecombe",
                asker_kind=RequesterKind.OTHER_CARER,
                channel=Channel.LETTER,
                typed_on=ON,
                received_on=ON,
                says="Erase it.",
            )
        )
        work.add(RightsNotice(request_id=asked.id, recipient=house.carer.name, address=REFUGE))
    return asked


def notice_of_a_correction(house: House) -> Record:
    with house.session.write() as work:
        claim = work.add(
            CorrectionClaim(
                pupil_id=house.pupil.id,
                item_kind="pupil",
                item_id=house.pupil.id,
                field_label="Name",
                asked_by="Nain Puddlecombe",
                asked_on=ON,
                says="It is wrong.",
            )
        )
        work.add(CorrectionNotice(claim_id=claim.id, recipient=house.carer.name, address=REFUGE))
    return claim


@pytest.mark.parametrize("made", [breach, concerned, notice_of_a_right, notice_of_a_correction])
def test_where_a_mother_in_a_refuge_was_written_to_is_not_told_to_another_who_asks(
    hidden: House, made: Callable[[House], Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = made(hidden)
    request = asked_by_another(hidden)
    item = item_for(gathered(hidden, request), record)
    with pytest.raises(GateShut, match="address is confidential"):
        decide.decide(hidden.session, replace(item, outcome=Outcome.SHARE))
    # planted fault: without these, only the record of the carer tells where she is
    monkeypatch.setattr(confidential, "_GAVE", ())
    decide.decide(hidden.session, replace(item, outcome=Outcome.SHARE))


@pytest.mark.parametrize("made", [breach, concerned, notice_of_a_right, notice_of_a_correction])
def test_a_pack_with_pictures_is_built_again_once_the_refuge_is_learnt(
    hidden: House, made: Callable[[House], Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its pictures were gone through for what was known then; her own record is as it was."""
    session = hidden.session
    paper = Document(
        pupil_id=hidden.pupil.id, title="Envelope", kind_of_document=DocumentKind.OTHER, dated=ON
    )
    documents.attach(session, paper, b"%PDF-1.7", Looked("application/pdf", 1, "Nothing that could be read"))
    request = asked_by_another(hidden)
    gathered(hidden, request)
    request = session.get(AccessRequest, request.id)
    built = Pack(request_id=request.id, built_at=hidden.clock.now())
    hidden.clock.at += timedelta(minutes=1)
    assert leaving.hidden_since_gate(session, request, built).is_open
    made(hidden)
    [reason] = leaving.hidden_since_gate(session, request, built).reasons
    assert "pictures were not looked through" in reason.why
    assert leaving.hidden_since_gate(session, request, replace(built, built_at=hidden.clock.now())).is_open
    # planted fault: by the record of the carer alone nothing changed
    monkeypatch.setattr(confidential, "_GAVE", ())
    assert leaving.hidden_since_gate(session, request, built).is_open


def test_every_kind_that_says_where_somebody_was_written_to_is_looked_at() -> None:
    """A new kind with an address of its own has to be named here or there."""
    known = {(kind, name) for kind, _who, names in confidential._GAVE for name in names}
    left_out = {
        (one.kind, spec.name)
        for one in CATALOGUE.about("pupil")
        for spec in one.fields
        if spec.released and ("address" in spec.name or spec.name == "sent_to")
        if (one.kind, spec.name) not in known and one.kind not in OTHERWISE and spec.name != "addressed_to"
    }
    assert left_out == set()
