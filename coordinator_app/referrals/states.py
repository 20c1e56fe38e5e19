"""Where a referral may go from where it stands, and why it ended: pure rules (003-4.1, 7.2)."""

from __future__ import annotations

from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.core.privacy import Choice


class ReferralState(Choice):
    """Where a referral stands."""

    DRAFTED = "drafted", "Being written"
    SENT = "sent", "Form sent to the school"
    RECEIVED = "received", "Received from the school"
    INCOMPLETE = "incomplete", "Incomplete"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class DeclineReason(Choice):
    """Why the partnership declines a referral."""

    NO_PLACE = "no_place", "No place is free"
    NOT_SUITABLE = "not_suitable", "Another service fits better"
    SCHOOL_FIRST = "school_first", "The school has more to try first"
    NO_CONSENT = "no_consent", "The parent or carer does not agree"
    NEVER_COMPLETE = "never_complete", "The form never came back complete"
    OTHER_AREA = "other_area", "The school belongs to another partnership"
    TWICE = "twice", "The same referral came twice"
    OTHER = "other", "Other"


class WithdrawnBy(Choice):
    """Who took a referral back."""

    SCHOOL = "school", "The school"
    PARENT = "parent", "A parent or carer"
    PUPIL = "pupil", "The pupil"
    LEFT = "left", "Nobody: the pupil moved away"


_S = ReferralState
MOVES: dict[ReferralState, frozenset[ReferralState]] = {
    _S.DRAFTED: frozenset({_S.SENT, _S.RECEIVED, _S.INCOMPLETE, _S.WITHDRAWN}),
    _S.SENT: frozenset({_S.DRAFTED, _S.RECEIVED, _S.INCOMPLETE, _S.WITHDRAWN}),
    _S.RECEIVED: frozenset({_S.INCOMPLETE, _S.ACCEPTED, _S.DECLINED, _S.WITHDRAWN}),
    _S.INCOMPLETE: frozenset({_S.RECEIVED, _S.ACCEPTED, _S.DECLINED, _S.WITHDRAWN}),
    _S.ACCEPTED: frozenset({_S.RECEIVED, _S.INCOMPLETE, _S.WITHDRAWN}),
    _S.DECLINED: frozenset(),
    _S.WITHDRAWN: frozenset(),
}
"""From each state to those it may be followed by. SENT back to DRAFTED: it was not sent after all."""
BEGINNINGS = frozenset({_S.DRAFTED, _S.RECEIVED, _S.INCOMPLETE})
"""How a referral may begin: nothing is accepted or declined that was never received."""
ENDED = frozenset({_S.DECLINED, _S.WITHDRAWN})
OPEN_STATES = (_S.DRAFTED, _S.SENT, _S.RECEIVED, _S.INCOMPLETE)
"""Those that wait for somebody to do something."""


def may_move(now: ReferralState | None, wanted: ReferralState | None) -> Decision:
    """Whether a referral that stands at `now` (None for a new one) may be kept as `wanted`; the same is always right."""
    if now is wanted and now is not None:
        return OPEN
    if wanted in (BEGINNINGS if now is None else MOVES[now]):
        return OPEN
    if now in ENDED:
        return Decision(
            (Reason(f"This referral was {_DONE[now]}.", "Begin a new referral instead.", "003-4.1"),)
        )
    return Decision((Reason(_why(now, wanted), _OPENS[wanted], "003-4.1"),))


_DONE = {_S.DECLINED: "declined", _S.WITHDRAWN: "withdrawn"}
_OPENS: dict[ReferralState | None, str] = {
    _S.DRAFTED: "Keep it as it stands, or withdraw it.",
    _S.SENT: "Only a form that is being written can be noted as sent.",
    _S.RECEIVED: "Record the form that came.",
    _S.INCOMPLETE: "Record the form that came.",
    _S.ACCEPTED: "Record the signed form first.",
    _S.DECLINED: "Record the signed form first, or withdraw the referral.",
    _S.WITHDRAWN: "Record the form that came.",
    None: "Choose where the referral stands.",
}


def _why(now: ReferralState | None, wanted: ReferralState | None) -> str:
    stands = f"This referral stands at “{now.label}”" if now else "This referral is new"
    return f"{stands} and cannot become “{wanted.label}”." if wanted else f"{stands} and needs a state."
