"""What one form on record comes to beside all the others: it never says more than where consent stands. No Qt."""

from __future__ import annotations

from coordinator_app.consent.model import Consent, ConsentStanding, ConsentState
from coordinator_app.consent.page.reading import ConsentFacts
from coordinator_app.consent.page.words import Tone, verdict
from coordinator_app.core.dates import say
from coordinator_app.pupils.model import Carer

FormState = tuple[Tone, str]
"""The colours of a chip and its words."""
REPLACED = "Replaced by a later form"


def state_of(facts: ConsentFacts, consent: Consent) -> FormState:
    """What stands beside a form on record."""
    newest = consent in facts.counted
    return form_state(consent, facts.carer(consent.carer_id), facts.standing, newest=newest)


def form_state(consent: Consent, carer: Carer | None, stands: ConsentStanding, *, newest: bool) -> FormState:
    """A form that is not whole says so itself; a whole one is in place only where consent is, and rests on it too."""
    if consent.withdrawn_on is not None:
        return "over", "Consent withdrawn"
    own = verdict(consent, carer)
    if own.state is not ConsentState.IN_PLACE:
        return own.tone, own.state.label
    if not newest:
        return "info", REPLACED
    if consent.id not in {one.id for one in stands.agreeing}:
        return "soon", ConsentState.EXPIRED.label
    if stands.state is ConsentState.IN_PLACE:
        return own.tone, own.state.label
    return "over", f"Agrees, but shut: {stands.state.label[0].lower()}{stands.state.label[1:]}"


def on_record(facts: ConsentFacts, consent: Consent) -> tuple[str, str]:
    """The line of a form that is kept: who and when, and what it comes to."""
    carer = facts.carer(consent.carer_id)
    who = carer.name if carer else "Someone no longer on the list"
    signed = f"signed {say(consent.signed_on)}" if consent.signed_on else "not dated"
    if consent.withdrawn_on is not None:
        return f"{who}, {signed}", f"Withdrawn {say(consent.withdrawn_on)}."
    return f"{who}, {signed}", f"{state_of(facts, consent)[1]}."
