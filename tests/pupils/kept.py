"""Pupils that are kept in a test: referred by their school, or known by a safeguarding call alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import take_referral
from coordinator_app.referrals.safeguarding import record_call
from tests.vaults import House, new_pupil, new_referral


def taken(house: House, **more: Any) -> Pupil:
    """A pupil whom the school has referred, with the statement acknowledged."""
    return take_referral(house.session, new_pupil(house, **more), new_referral(house)).pupil


def known_by_a_call(house: House, **more: Any) -> Pupil:
    """A pupil who is on the list by a safeguarding call alone."""
    call = ChronologyEntry(happened_on=date(2026, 11, 1), words="She rang.", source="School")
    kept = record_call(house.session, new_pupil(house, **more), call).record
    return house.session.get(Pupil, kept.pupil_id)
