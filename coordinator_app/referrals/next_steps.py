"""What to do next about a referral or a first talk, in a few words: pure rules for lists and Today."""

from __future__ import annotations

from datetime import date, timedelta

from coordinator_app.referrals.checklist import CheckLine, lacking
from coordinator_app.referrals.model import Referral
from coordinator_app.referrals.states import ReferralState

RING_AFTER = timedelta(days=14)
"""After so long without an answer the school is rung."""
_S = ReferralState


def next_step(referral: Referral, lines: tuple[CheckLine, ...], today: date) -> str:
    """What the coordinator does next; "" where nothing waits."""
    waiting = _waits_since(referral)
    if waiting is not None:
        return "Ring the school" if today - waiting > RING_AFTER else "Wait for the school"
    if referral.state is _S.DRAFTED:
        return "Send the form to the school"
    if referral.state in {_S.RECEIVED, _S.INCOMPLETE}:
        return "Send the form back" if lacking(lines) else "Accept or decline it"
    return ""


def is_late(referral: Referral, today: date) -> bool:
    """Whether the school has had the form for so long that it should be rung."""
    waiting = _waits_since(referral)
    return waiting is not None and today - waiting > RING_AFTER


def since(referral: Referral) -> date | None:
    """The day from which a referral's age is counted: it came, or it was sent, or it was begun."""
    began = referral.created_at.date() if referral.created_at else None
    return referral.received_on or referral.sent_on or referral.signed_on or began


def age(day: date | None, today: date) -> str:
    """How old, in days: "today", "1 day old", "12 days old"; "" if it is not known."""
    if day is None:
        return ""
    days = (today - day).days
    return "today" if days <= 0 else "1 day old" if days == 1 else f"{days} days old"


def _waits_since(referral: Referral) -> date | None:
    """Since when the school has the form, if it has."""
    if referral.state is _S.SENT:
        return referral.sent_on
    return referral.sent_back_on if referral.state is _S.INCOMPLETE else None
