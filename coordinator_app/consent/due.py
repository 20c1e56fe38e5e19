"""What consent brings to Today: forms to print, forms that are not back, consents that are not valid."""

from __future__ import annotations

from datetime import date

from coordinator_app.consent.model import Consent, FormTemplate, PrintedForm, consent_problems
from coordinator_app.core.dates import say
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.referrals.model import Referral, ReferralState
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem

CHASE_AFTER_DAYS = 7
_MOST = 100
_HOLDER = Carer(has_responsibility=True)


def due_items(session: Session) -> list[DueItem]:
    """One line for each pupil whose consent needs a hand; the newest signed form counts."""
    latest = _latest(session)
    unsigned = _unsigned(session, latest)
    invalid = _invalid(session, latest)
    to_print = _to_print(session, {*latest, *unsigned})
    ids = tuple({*unsigned, *invalid, *to_print})
    pupils = {one.id: one for one in session.list(Pupil, where={"id": ids})} if ids else {}
    today = session.clock.today()
    return [
        *(_line_unsigned(pupils[key], form, today) for key, form in unsigned.items() if key in pupils),
        *(_line_invalid(pupils[key], words) for key, words in invalid.items() if key in pupils),
        *(_line_print(pupils[key]) for key in to_print if key in pupils),
    ]


def _latest(session: Session) -> dict[str, Consent]:
    """The newest consent of each pupil, as `model.standing` chooses it."""
    found: dict[str, Consent] = {}
    for consent in session.list(Consent):
        before = found.get(consent.pupil_id)
        if before is None or _when(consent) >= _when(before):
            found[consent.pupil_id] = consent
    return found


def _when(consent: Consent) -> tuple[date, int]:
    return (consent.signed_on or date.min, consent.key)


def _unsigned(session: Session, latest: dict[str, Consent]) -> dict[str, PrintedForm]:
    """The newest consent form of each pupil that is not back, unless one was signed since."""
    found: dict[str, PrintedForm] = {}
    where = {"template": FormTemplate.CONSENT_FORM, "returned_on": None}
    for form in session.list(PrintedForm, where=where):
        signed = latest.get(form.pupil_id)
        since = signed is not None and (signed.signed_on or date.min) >= (form.printed_on or date.min)
        if not since:
            found[form.pupil_id] = form
    return found


def _invalid(session: Session, latest: dict[str, Consent]) -> dict[str, str]:
    """Why the newest consent of a pupil is not valid, with what to do."""
    if not latest:
        return {}
    lacking = {
        carer.id: carer
        for held in (False, None)
        for carer in session.list(Carer, where={"has_responsibility": held})
    }
    found = {}
    for pupil_id, consent in latest.items():
        problems = consent_problems(consent, lacking.get(consent.carer_id, _HOLDER))
        if problems and consent.withdrawn_on is None:
            found[pupil_id] = problems[0].sentence()
    return found


def _to_print(session: Session, known: set[str]) -> tuple[str, ...]:
    """Pupils whose referral was accepted and for whom no consent form has been printed or signed yet."""
    accepted = session.list(Referral, where={"state": ReferralState.ACCEPTED}, newest=True, limit=_MOST)
    new = [one.pupil_id for one in accepted if one.pupil_id not in known]
    if not new:
        return ()
    where = {"pupil_id": tuple(new), "template": FormTemplate.CONSENT_FORM}
    printed = {form.pupil_id for form in session.list(PrintedForm, where=where)}
    return tuple(pupil_id for pupil_id in new if pupil_id not in printed)


def _line_unsigned(pupil: Pupil, form: PrintedForm, today: date) -> DueItem:
    printed = form.printed_on or today
    days = (today - printed).days
    late = days >= CHASE_AFTER_DAYS
    return DueItem(
        key=f"consent-{pupil.id}",
        title=f"Consent not signed, {pupil.called}",
        second_line=f"Form printed {say(printed)}. Nothing can be shared until it is back.",
        icon="pen-line",
        page="record_consent",
        params=(("pupil_id", pupil.id),),
        action="Record",
        tone="soon" if late else "neutral",
        chip=f"Out for {days} days" if late else "",
        due=printed,
        pupil_id=pupil.id,
    )


def _line_invalid(pupil: Pupil, words: str) -> DueItem:
    return DueItem(
        key=f"consent-{pupil.id}",
        title=f"Consent not valid, {pupil.called}",
        second_line=words,
        icon="file-check",
        page="record_consent",
        params=(("pupil_id", pupil.id),),
        action="See what to do",
        tone="over",
        chip="Not valid",
        pupil_id=pupil.id,
    )


def _line_print(pupil: Pupil) -> DueItem:
    return DueItem(
        key=f"consent-print-{pupil.id}",
        title=f"Consent forms to print, {pupil.called}",
        second_line="The referral is accepted. The family needs the statement and the form to sign.",
        icon="printer",
        page="print_forms",
        params=(("pupil_id", pupil.id),),
        action="Print",
        pupil_id=pupil.id,
    )
