"""Withdrawing a consent, or one extra of it, from whichever screen shows it (003-7.3)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from coordinator_app.consent.model import Consent
from coordinator_app.consent.page.boxes import WithdrawBox
from coordinator_app.consent.page.reading import ConsentFacts
from coordinator_app.consent.purposes import answer_of, ticked
from coordinator_app.consent.terms import TICKED_ON, ConsentPurpose
from coordinator_app.services import Services


def ask_to_withdraw(
    desk: Services, receiver: QObject, facts: ConsentFacts, consent: Consent, then: Callable[[], None]
) -> None:
    """Ask what is withdrawn and what they said; `then` runs when it is done, unless `receiver` is gone."""
    carer = facts.carer(consent.carer_id)
    names = [carer.name] if carer else []
    names += [one.name for one in facts.carers if one.name not in names]
    people = (*names, f"{facts.pupil.called}, the young person")
    WithdrawBox(desk, consent, given_extras(facts, consent), people, then).ask(receiver)


def withdraw_again(
    desk: Services,
    receiver: QObject,
    facts: ConsentFacts | None,
    consent_id: str,
    then: Callable[[], None],
) -> bool:
    """Ask once more about a form of which it was being asked; False as long as that is not known here."""
    kept = facts.consents if facts is not None else ()
    consent = next((one for one in kept if one.id == consent_id), None)
    if facts is None or consent is None:
        return False
    ask_to_withdraw(desk, receiver, facts, consent, then)
    return True


def given_extras(facts: ConsentFacts, consent: Consent) -> tuple[tuple[str, str], ...]:
    """The extras that this form allows and that are not withdrawn: (key, name)."""
    asked = [(one, one.value, one.label) for one in TICKED_ON if one is not ConsentPurpose.PROGRAMME]
    names = {one.id: one.name for one in facts.extras}
    asked += [
        (ConsentPurpose.OTHER, one.extra_id, names.get(one.extra_id, "an extra that is no longer asked for"))
        for one in facts.answers
        if one.consent_id == consent.id and one.purpose is ConsentPurpose.OTHER
    ]
    found = []
    for purpose, about, name in asked:
        more = answer_of(facts.answers, consent.id, about)
        if ticked(consent, purpose, more) is True and (more is None or more.withdrawn_on is None):
            found.append((about, name))
    return tuple(found)
