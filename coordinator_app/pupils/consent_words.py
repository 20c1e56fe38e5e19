"""The words of the consent strip, which stands on every tab of a pupil's record in every state (design 8.4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from coordinator_app.consent.model import ConsentStanding, ConsentState
from coordinator_app.core.dates import say
from coordinator_app.referrals.model import Referral, ReferralState, missing_from_referral
from coordinator_app.referrals.states import WithdrawnBy

OLDER = "003-7.3b"
"""The clause of the note that a form was signed for an older statement, which waits for the next review."""
Tone = Literal["over", "soon", "safe", "pause", "info", "neutral"]


@dataclass(frozen=True, slots=True)
class Strip:
    """What the strip says; `page` is where its button leads."""

    tone: Tone
    icon: str
    lead: str
    text: str
    action: str
    page: str


def strip_of(
    stands: ConsentStanding,
    signed_by: str,
    acknowledged_on: date | None,
    referral: Referral | None = None,
    *,
    runs: bool = False,
) -> Strip:
    """The strip for where consent stands; `signed_by` is the carer's name, "" if not known.

    `referral` is the newest referral, `runs` whether a programme runs.
    """
    if stands.state is ConsentState.DISCUSSION and referral is not None and referral.state in _WAITS:
        return _WAITS[referral.state](referral, runs)
    return _MAKERS[stands.state](stands, signed_by, acknowledged_on)


def _discussion(stands: ConsentStanding, _signed_by: str, _acknowledged_on: date | None) -> Strip:
    del stands
    return Strip(
        "neutral",
        "message-square",
        "Initial discussion only.",
        "You can keep notes, nothing else.",
        "Record the referral",
        "referral",
    )


def _referral_withdrawn(referral: Referral, runs: bool) -> Strip:
    who = referral.withdrawn_by.label if referral.withdrawn_by else "The school"
    whose = (
        "A referral was withdrawn"
        if referral.withdrawn_by is WithdrawnBy.LEFT
        else f"{who} withdrew the referral"
    )
    on = f" on {say(referral.withdrawn_on)}" if referral.withdrawn_on else ""
    goes_on = " A programme still runs: end it." if runs else ""
    return Strip(
        "over" if runs else "neutral",
        "octagon-alert" if runs else "info",
        f"{whose}{on}.",
        f"What is on record stays. Nothing new is kept but notes.{goes_on}",
        "See the referral",
        "referral",
    )


def _referral_incomplete(referral: Referral, runs: bool) -> Strip:
    lacking = " ".join(one.why for one in missing_from_referral(referral).reasons)
    goes_on = " A programme still runs." if runs else ""
    text = f"{lacking} You can keep notes, nothing else, until it is whole.{goes_on}".strip()
    return Strip(
        "soon", "triangle-alert", "The referral is incomplete.", text, "See the referral", "referral"
    )


def _waiting(stands: ConsentStanding, _signed_by: str, acknowledged_on: date | None) -> Strip:
    del stands
    text = f"Nothing can be shared yet. {_acknowledged(acknowledged_on)}".strip()
    return Strip("soon", "pen-line", "Consent not signed.", text, "Record consent", "record_consent")


def _not_valid(stands: ConsentStanding, _signed_by: str, _acknowledged_on: date | None) -> Strip:
    text = f"{_reasons(stands)} Nothing can be shared yet."
    return Strip("soon", "triangle-alert", "Consent is not valid.", text, "Record consent", "record_consent")


def _part(stands: ConsentStanding, _signed_by: str, _acknowledged_on: date | None) -> Strip:
    text = f"{_reasons(stands)} Nothing can be shared yet."
    return Strip("soon", "triangle-alert", "Consent in part.", text, "Record consent", "record_consent")


def _refused(stands: ConsentStanding, _signed_by: str, _acknowledged_on: date | None) -> Strip:
    text = f"{_reasons(stands)} Nothing can be shared."
    return Strip("over", "ban", "Consent refused.", text, "See consent", "consent")


def _in_place(stands: ConsentStanding, signed_by: str, acknowledged_on: date | None) -> Strip:
    signed_on = stands.consent.signed_on if stands.consent else None
    signed = (
        f"{signed_by or 'Signed'} {'signed ' if signed_by else ''}on {say(signed_on)}." if signed_on else ""
    )
    text = f"{signed} {_acknowledged(acknowledged_on)}".strip()
    if stands.notes:  # open, but something wants a hand: said at once, in amber
        text = f"{text} {' '.join(one.sentence() for one in stands.notes)}".strip()
    tone: Tone = "soon" if any(one.clause != OLDER for one in stands.notes) else "safe"
    return Strip(tone, "file-check", "Parent or carer has consented.", text, "See consent", "consent")


def _withdrawn(stands: ConsentStanding, _signed_by: str, _acknowledged_on: date | None) -> Strip:
    day = stands.consent.withdrawn_on if stands.consent else None
    lead = f"Consent withdrawn on {say(day)}." if day else "Consent withdrawn."
    text = "Stop sharing. Ask your data protection officer what to keep."
    return Strip("over", "octagon-alert", lead, text, "See consent", "consent")


def _disagreement(stands: ConsentStanding, _signed_by: str, _acknowledged_on: date | None) -> Strip:
    lead = "Settled: the programme does not go ahead." if stands.settled else "Parents do not agree."
    text = f"{_reasons(stands)} Nothing can be shared yet."
    return Strip("over", "split", lead, text, "See consent", "consent")


def _expired(stands: ConsentStanding, _signed_by: str, _acknowledged_on: date | None) -> Strip:
    text = f"{_reasons(stands)} Nothing can be shared until they agree again."
    return Strip("soon", "hourglass", "Consent has run out.", text, "Record consent", "record_consent")


def _older(stands: ConsentStanding, _signed_by: str, _acknowledged_on: date | None) -> Strip:
    text = f"{_reasons(stands)} Nothing can be shared until it is signed again."
    return Strip(
        "soon", "file-text", "Consent to an older statement.", text, "Record consent", "record_consent"
    )


def _acknowledged(day: date | None) -> str:
    return f"School acknowledged on {say(day)}." if day else ""


def _reasons(stands: ConsentStanding) -> str:
    return " ".join(problem.sentence() for problem in stands.problems)


_WAITS: dict[ReferralState | None, Callable[[Referral, bool], Strip]] = {
    ReferralState.WITHDRAWN: _referral_withdrawn,
    ReferralState.INCOMPLETE: _referral_incomplete,
}
_MAKERS: dict[ConsentState, Callable[[ConsentStanding, str, date | None], Strip]] = {
    ConsentState.DISCUSSION: _discussion,
    ConsentState.WAITING: _waiting,
    ConsentState.NOT_VALID: _not_valid,
    ConsentState.PART: _part,
    ConsentState.REFUSED: _refused,
    ConsentState.IN_PLACE: _in_place,
    ConsentState.WITHDRAWN: _withdrawn,
    ConsentState.DISAGREEMENT: _disagreement,
    ConsentState.EXPIRED: _expired,
    ConsentState.OLDER: _older,
}
CHIPS: dict[ConsentState, tuple[Tone, str]] = {
    ConsentState.DISCUSSION: ("neutral", "message-square"),
    ConsentState.WAITING: ("soon", "pen-line"),
    ConsentState.NOT_VALID: ("soon", "triangle-alert"),
    ConsentState.PART: ("soon", "triangle-alert"),
    ConsentState.REFUSED: ("over", "ban"),
    ConsentState.IN_PLACE: ("safe", "file-check"),
    ConsentState.WITHDRAWN: ("over", "octagon-alert"),
    ConsentState.DISAGREEMENT: ("over", "split"),
    ConsentState.EXPIRED: ("soon", "hourglass"),
    ConsentState.OLDER: ("soon", "file-text"),
}
