"""Taking one purpose of a form back: an extra by itself, or with the programme all of it (003-6.5, 7.3; decision 4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coordinator_app.consent.actions import withdraw_consent
from coordinator_app.consent.model import Consent
from coordinator_app.consent.purposes import answer_of, ticked
from coordinator_app.consent.terms import TICKED_ON, ConsentAnswer, ConsentPurpose
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut
from coordinator_app.core.plausible import before, in_future, refuse
from coordinator_app.store.session import Session


def withdraw_purpose(
    session: Session, consent: Consent, about: str, words: str, *, on: date | None = None, by: str = ""
) -> Saved[Consent]:
    """Take one purpose back; `about` is a `ConsentPurpose` or the id of the partnership's own extra.

    Without the programme nothing of the form is left, so that withdraws the whole of it. GateShut for what was never
    given or is withdrawn already. InvalidInput for an impossible day.
    """
    if about == ConsentPurpose.PROGRAMME:
        return withdraw_consent(session, consent, words, on=on, by=by)
    answer = _answer(session, consent, about)
    if ticked(consent, answer.purpose or ConsentPurpose.OTHER, answer) is not True:
        raise GateShut(("This was not agreed to on the form, so there is nothing to withdraw.",))
    gone = consent.withdrawn_on or answer.withdrawn_on
    if gone is not None:
        raise GateShut((f"This was withdrawn already, on {say(gone)}.",))
    day = on or session.clock.today()
    refuse(
        (
            in_future("withdrawn_on", day, session.clock.today()),
            before("withdrawn_on", day, consent.signed_on, "the date the form was signed"),
        )
    )
    with session.write() as work:
        work.put(replace(answer, withdrawn_on=day, withdrawn_words=words, withdrawn_by=by))
    return Saved(consent, work.change_id)


def _answer(session: Session, consent: Consent, about: str) -> ConsentAnswer:
    """What is kept of one purpose of a form, or a new answer for it."""
    kept = session.list(ConsentAnswer, where={"consent_id": consent.id})
    found = answer_of(kept, consent.id, about)
    if found is not None:
        return found
    known = {one.value: one for one in TICKED_ON}
    purpose = known.get(about, ConsentPurpose.OTHER)
    extra = about if purpose is ConsentPurpose.OTHER else ""
    return ConsentAnswer(consent_id=consent.id, purpose=purpose, extra_id=extra)
