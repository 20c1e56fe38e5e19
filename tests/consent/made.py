"""What several tests of consent are made of: a father, a disagreement, how it was settled, something given out."""

from __future__ import annotations

from datetime import date

from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.consent import actions as consent
from coordinator_app.consent.model import Consent
from coordinator_app.consent.terms import ConsentResolution
from coordinator_app.pupils.actions import save_carer
from coordinator_app.pupils.model import Carer, Relationship, ResponsibilityEvidence
from coordinator_app.sharing.actions import item_of, record_disclosure
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from tests.vaults import House, new_consent

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def a_father(house: House) -> Carer:
    father = Carer(
        pupil_id=house.pupil.id,
        name="Rowan Puddlecombe",
        relationship=Relationship.FATHER,
        has_responsibility=True,
        evidence=ResponsibilityEvidence.BIRTH_CERTIFICATE,
    )
    return save_carer(house.session, father).record


def in_dispute(house: House) -> Consent:
    """The mother agrees, the father does not."""
    consent.record_consent(house.session, new_consent(house))
    no = new_consent(house, carer_id=a_father(house).id, agrees_programme=False)
    return consent.record_consent(house.session, no).record


def settlement(house: House, **more: object) -> ConsentResolution:
    values = {
        "pupil_id": house.pupil.id,
        "decided_on": date(2026, 11, 24),
        "goes_ahead": True,
        "words": "Both spoke with the head.",
        "decided_by": "P. Samplewell, Co-ordinator",
        "review_on": date(2027, 1, 5),
    }
    return ConsentResolution(**(values | more))  # type: ignore[arg-type]  # fields told by name


def give_to_a_provider(house: House, entry: ChronologyEntry) -> None:
    record_disclosure(
        house.session,
        Disclosure(
            pupil_id=house.pupil.id,
            recipient="Kingfisher Workshop",
            recipient_kind=RecipientKind.PROVIDER,
            given_on=date(2026, 11, 24),
            method=DeliveryMethod.IN_PERSON,
            why="The programme begins.",
            description="An entry",
        ),
        (item_of(entry),),
    )
