"""Where consent stands, in words: what it is, why, and what to do next. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coordinator_app.consent.model import Consent, ConsentState, consent_problems
from coordinator_app.core.dates import say
from coordinator_app.pupils.model import Carer

Tone = Literal["over", "soon", "safe", "info"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a form as answered amounts to: state, tone, one sentence, then every reason with what to do."""

    state: ConsentState
    tone: Tone
    lead: str
    lines: tuple[str, ...]


def verdict(consent: Consent, carer: Carer | None) -> Verdict:
    """What this form opens or keeps shut, if it is recorded as it stands (003-7.3)."""
    problems = consent_problems(consent, carer)
    if problems:
        return Verdict(
            ConsentState.NOT_VALID,
            "over",
            "This is not a valid consent.",
            tuple(problem.sentence() for problem in problems),
        )
    if consent.agrees_programme is not True:
        return Verdict(
            ConsentState.PART,
            "soon",
            "This is consent in part.",
            (
                "They have read the statement and are content with it, but have not agreed to the programme.",
                "Talk it through with them. Sharing and the programme stay shut until they agree.",
            ),
        )
    return Verdict(
        ConsentState.IN_PLACE,
        "safe",
        "This is a valid consent.",
        ("Sharing with providers and agencies opens once it is recorded.", _extras(consent)),
    )


NOT_VALID_YET = "Record it all the same once it is complete: it shows that you asked."
"""Stands below the reasons until the form is recorded."""


def can_be_withdrawn(consent: Consent, carer: Carer | None) -> bool:
    """Whether there is anything to withdraw: a form that was not valid opened nothing."""
    return consent.withdrawn_on is None and verdict(consent, carer).state is not ConsentState.NOT_VALID


def _extras(consent: Consent) -> str:
    extras = {
        "photographs": consent.allows_photographs,
        "trips": consent.allows_trips,
        "online accounts": consent.allows_online,
    }
    refused = [name for name, allowed in extras.items() if allowed is not True]
    if not refused:
        return "All extras are agreed to."
    if len(refused) == len(extras):
        return "No extras: no photographs, no trips, no online accounts."
    return f"Not agreed to: {' and '.join(refused)}."


def on_record(consent: Consent, carer: Carer | None) -> tuple[str, str]:
    """The line of a consent that is kept: who and when, and where it stands."""
    who = carer.name if carer else "Someone no longer on the list"
    signed = f"signed {say(consent.signed_on)}" if consent.signed_on else "not dated"
    if consent.withdrawn_on is not None:
        return f"{who}, {signed}", f"Withdrawn {say(consent.withdrawn_on)}."
    return f"{who}, {signed}", f"{verdict(consent, carer).state.label}."
