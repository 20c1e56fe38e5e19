"""Journey 4, no parental responsibility: what was signed is kept, counts for nothing, and the list says what to do."""

from __future__ import annotations

from datetime import date, datetime

from coordinator_app.consent.actions import (
    consents_of,
    forms_printed,
    programme_gate,
    sharing_gate,
    standing_of,
)
from coordinator_app.consent.model import ConsentState, FormTemplate
from coordinator_app.referrals.actions import referrals_of
from coordinator_app.referrals.deciding import accept_referral
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from coordinator_app.wording.actions import in_force
from tests.journeys import the_grandmother, the_request
from tests.journeys.driver import Laptop, MovingClock
from tests.vaults import PASSPHRASE, House

FORMS = (FormTemplate.PARENT_STATEMENT, FormTemplate.CONSENT_FORM)


def test_a_grandmother_signs(referred: House, laptop: Laptop, clock: MovingClock) -> None:
    accept_referral(referred.session, referrals_of(referred.session, referred.pupil.id)[0])
    now = [in_force(referred.session, form.value) for form in FORMS]
    printed = [(form, one.version, one.hash) for form, one in zip(FORMS, now, strict=True)]
    forms_printed(referred.session, referred.pupil.id, printed)  # she was handed them that morning
    referred.session.close()
    referred.vault.close()
    clock.put(datetime(2026, 11, 24, 10, 0))
    user = laptop.start(referred.vault.folder)
    the_request.unlock(user)
    the_grandmother.open_the_boy(user)
    the_grandmother.add_the_grandmother(user)
    the_grandmother.record_hers(user)
    the_grandmother.find_the_programme_shut(user)
    the_grandmother.look_at_the_chase_list(user)
    laptop.close()
    she_counts_for_nothing(referred, clock)

    user = laptop.start(referred.vault.folder)
    the_request.unlock(user)
    user.opens("Chase list")
    user.sees("Signed by the wrong person")
    the_grandmother.record_the_mothers(user)
    user.presses("Back to the pupil")
    user.opens("Chase list")
    user.sees("No form needs chasing")
    laptop.close()


def she_counts_for_nothing(house: House, clock: MovingClock) -> None:
    """What she ticked is kept as she ticked it, and every gate stays shut."""
    with unlock(house.vault.folder, PASSPHRASE, clock=clock) as vault:
        session = Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=vault.actor,
            publish=lambda _: None,
        )
        (kept,) = consents_of(session, house.pupil.id)
        assert (kept.signed_on, kept.responsibility_stated) == (date(2026, 11, 24), True)
        assert standing_of(session, house.pupil.id).state is ConsentState.NOT_VALID
        assert not sharing_gate(session, house.pupil.id).is_open
        assert not programme_gate(session, house.pupil.id).is_open
        session.close()
