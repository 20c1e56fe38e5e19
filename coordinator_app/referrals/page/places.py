"""The places of a referral, in words: the steps at the left, the question above, the button below. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coordinator_app.core.dates import say
from coordinator_app.referrals.model import Referral, ReferralState
from coordinator_app.referrals.page.reading import ReferralFacts


class Place(StrEnum):
    """One group of questions."""

    DISCUSSION = "discussion"
    PUPIL = "pupil"
    FORM = "form"
    CONSENT = "consent"
    PROGRAMME = "programme"


ORDER = (Place.DISCUSSION, Place.PUPIL, Place.FORM, Place.CONSENT)
"""The groups of questions on this screen; a programme has a screen of its own."""


@dataclass(frozen=True, slots=True)
class Said:
    """What stands above and below a group: "Step 2 of 4", the question, and the words of the primary button."""

    caption: str
    question: str
    act: str


SAID = {
    Place.DISCUSSION: Said(
        "Step 1 of 4", "What did the school say on first contact?", "Continue to referral"
    ),
    Place.PUPIL: Said("Step 2 of 4, who it is about", "Who is the pupil?", "Continue"),
    Place.FORM: Said("Step 2 of 4", "Has the school made a formal referral?", "Continue to consent"),
    Place.CONSENT: Said("Step 3 of 4", "Who can consent for the pupil?", "Finish"),
}


TO_PROGRAMME = "Continue to programme"
"""The act of the consent's group once a programme may start."""
REFER_AGAIN = "Begin a new referral"
"""The act of the form's group of a referral that was declined or withdrawn."""
KEEP_ONLY = "Keep as received"
"""The act of the form's group while the school has not ticked: there is no going on to consent."""


@dataclass(frozen=True, slots=True)
class StepSaid:
    """One step at the left: where its press leads, its words, and whether it is done, current, later or locked."""

    place: Place
    title: str
    state: str
    caption: str


def steps(facts: ReferralFacts, here: Place) -> tuple[StepSaid, ...]:
    """The four steps as they stand."""
    return (_first(facts, here), _second(facts, here), _third(facts, here), _fourth(facts))


def act(facts: ReferralFacts | None, place: Place, *, unticked: bool) -> str:
    """The words of the primary button."""
    if place is Place.FORM and facts is not None and facts.ended:
        return REFER_AGAIN
    if place is Place.CONSENT and facts is not None and facts.starting.is_open:
        return TO_PROGRAMME
    return KEEP_ONLY if unticked else SAID[place].act


def first_place(facts: ReferralFacts) -> Place:
    """Where to go on with what is kept."""
    if facts.keeps and facts.referral and facts.referral.state is ReferralState.ACCEPTED:
        return Place.CONSENT
    if facts.referral is not None:
        return Place.FORM
    return Place.PUPIL if facts.discussion or facts.pupil else Place.DISCUSSION


def may_go(facts: ReferralFacts, place: Place) -> bool:
    """Whether a place can be gone to: step 3 only after a complete referral (003-4.2), step 4 after consent (4.3)."""
    if place is Place.PROGRAMME:
        return facts.starting.is_open
    return place is not Place.CONSENT or facts.keeps


def _first(facts: ReferralFacts, here: Place) -> StepSaid:
    talk = facts.discussion
    caption = f"Notes, {say(talk.held_on)}" if talk and talk.held_on else "Notes only"
    state = "current" if here is Place.DISCUSSION else "done"
    if state == "done" and talk is None:
        caption = "No notes kept"
    return StepSaid(Place.DISCUSSION, "Initial discussion", state, caption)


def _second(facts: ReferralFacts, here: Place) -> StepSaid:
    if here in {Place.PUPIL, Place.FORM}:
        return StepSaid(Place.PUPIL, "Formal referral", "current", "Form and acknowledgement")
    referral = facts.referral
    if referral is None:
        return StepSaid(Place.PUPIL, "Formal referral", "later", "Form and acknowledgement")
    return StepSaid(Place.FORM, "Formal referral", "done", state_words(referral))


def title_of(referral: Referral | None) -> str:
    """What the screen is called: by where the referral stands, once there is one."""
    return "New referral" if referral is None or referral.state is None else _TITLES[referral.state]


_TITLES = {
    ReferralState.DRAFTED: "Referral being written",
    ReferralState.SENT: "Referral form sent",
    ReferralState.RECEIVED: "Referral received",
    ReferralState.INCOMPLETE: "Incomplete referral",
    ReferralState.ACCEPTED: "Accepted referral",
    ReferralState.DECLINED: "Declined referral",
    ReferralState.WITHDRAWN: "Withdrawn referral",
}


def state_words(referral: Referral) -> str:
    """Where a referral stands, with its day: "Accepted 17 November 2026"."""
    state = referral.state or ReferralState.DRAFTED
    days = {
        ReferralState.ACCEPTED: referral.decided_on,
        ReferralState.DECLINED: referral.decided_on,
        ReferralState.WITHDRAWN: referral.withdrawn_on,
        ReferralState.SENT: referral.sent_on,
        ReferralState.RECEIVED: referral.received_on,
    }
    if state is ReferralState.INCOMPLETE and referral.sent_back_on:
        return f"Sent back {say(referral.sent_back_on)}"
    day = days.get(state)
    words = _SHORT.get(state, state.label)
    return f"{words} {say(day)}" if day else words


_SHORT = {
    ReferralState.SENT: "Form sent",
    ReferralState.RECEIVED: "Received",
    ReferralState.INCOMPLETE: "Not complete",
}


def _third(facts: ReferralFacts, here: Place) -> StepSaid:
    if not facts.keeps:
        return StepSaid(Place.CONSENT, "Parental consent", "locked", "Opens after step 2")
    if here is Place.CONSENT:
        return StepSaid(Place.CONSENT, "Parental consent", "current", "Print, sign, record")
    words = facts.consent.state.label if facts.consent else "Print, sign, record"
    return StepSaid(Place.CONSENT, "Parental consent", "done" if facts.starting.is_open else "open", words)


def _fourth(facts: ReferralFacts) -> StepSaid:
    if facts.starting.is_open:
        return StepSaid(Place.PROGRAMME, "Programme", "open", "Provider, days, targets")
    return StepSaid(Place.PROGRAMME, "Programme", "locked", "Opens after step 3")
