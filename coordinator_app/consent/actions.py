"""Forms printed and returned, consent signed and withdrawn (003-4.3, 7.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coordinator_app.consent.model import (
    Consent,
    ConsentStanding,
    FormTemplate,
    PrintedForm,
    may_share,
    standing,
)
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.gates import Decision
from coordinator_app.core.ids import new_reference
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.pupils.actions import carers_of, save_carer
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.referrals.actions import keeping
from coordinator_app.store.session import Session


def forms_printed(
    session: Session,
    pupil_id: str,
    templates: tuple[tuple[FormTemplate, int, str], ...],
    *,
    large_print: bool = False,
    references: tuple[str, ...] = (),
) -> tuple[Saved[PrintedForm], ...]:
    """Note forms as printed; each (template, version, hash) gets a reference of its own for the QR code.

    `references` are those that the caller has drawn by `new_reference`, one for each form; else they are drawn here.
    """
    drawn = references or tuple(new_reference() for _ in templates)
    session.get(Pupil, pupil_id)
    saved = []
    with session.write() as work:
        for (template, version, wording), reference in zip(templates, drawn, strict=True):
            form = PrintedForm(
                pupil_id=pupil_id,
                template=template,
                template_version=version,
                template_hash=wording,
                reference=reference,
                printed_on=session.clock.today(),
                large_print=large_print,
            )
            saved.append(work.add(form))
    return tuple(Saved(form, work.change_id) for form in saved)


def forms_of(session: Session, pupil_id: str) -> list[PrintedForm]:
    """The forms printed for a pupil, newest first."""
    return session.list(PrintedForm, where={"pupil_id": pupil_id}, newest=True)


def record_consent(session: Session, consent: Consent) -> Saved[Consent]:
    """Keep a signed form as it was signed, valid or not; what it opens is `standing_of`'s to say (003-7.3).

    GateShut before the school has referred the pupil. InvalidInput for impossible dates.
    """
    today = session.clock.today()
    refuse(
        (
            missing("carer_id", consent.carer_id, "Say who signed the form."),
            missing("signed_on", consent.signed_on, "Type the date on the form."),
            in_future("signed_on", consent.signed_on, today),
            _another_childs(session, consent),
        )
    )
    keeping(session, consent.pupil_id).demand()
    with session.write() as work:
        kept = work.put(consent)
        for form in _printed(session, consent):
            work.change(form, returned_on=today)
    return Saved(kept, work.change_id)


def record_signed_form(session: Session, carer: Carer, consent: Consent) -> Saved[Consent]:
    """Keep what was seen of parental responsibility with the carer, then the form that he or she signed (003-7.3a)."""
    today = session.clock.today()
    seen = carer.evidence if carer.has_responsibility else "not needed"
    refuse(
        (
            missing("evidence", seen, "Choose how parental responsibility was seen."),
            missing("signed_on", consent.signed_on, "Type the date on the form."),
            in_future("signed_on", consent.signed_on, today),
            _another_childs(session, consent),
            before(
                "signed_on", consent.signed_on, _printed_on(session, consent), "the day the form was printed"
            ),
        )
    )
    keeping(session, consent.pupil_id).demand()
    kept = session.find(Carer, carer.id) if carer.id else None
    who = carer if kept == carer else save_carer(session, carer).record
    return record_consent(session, replace(consent, carer_id=who.id))


def _printed(session: Session, consent: Consent) -> list[PrintedForm]:
    """The form that was signed, as it was printed; none for a form whose reference we do not know."""
    reference = consent.form_reference
    return session.list(PrintedForm, where={"reference": reference}) if reference else []


def _another_childs(session: Session, consent: Consent) -> FieldProblem | None:
    if all(form.pupil_id == consent.pupil_id for form in _printed(session, consent)):
        return None
    words = "The form with this reference was printed for another pupil. Compare it with the form."
    return FieldProblem("form_reference", words)


def _printed_on(session: Session, consent: Consent) -> date | None:
    return next((form.printed_on for form in _printed(session, consent)), None)


def withdraw_consent(session: Session, consent: Consent, words: str) -> Saved[Consent]:
    """Note that consent was withdrawn today: the programme and sharing close, the record stays (decision 4)."""
    if consent.withdrawn_on is not None:
        raise GateShut((f"This consent was withdrawn already, on {say(consent.withdrawn_on)}.",))
    today = session.clock.today()
    refuse((before("withdrawn_on", today, consent.signed_on, "the date the form was signed"),))
    with session.write() as work:
        kept = work.change(consent, withdrawn_on=today, withdrawn_words=words)
    return Saved(kept, work.change_id)


def consents_of(session: Session, pupil_id: str) -> list[Consent]:
    """A pupil's consents, newest first."""
    return session.list(Consent, where={"pupil_id": pupil_id}, order="signed_on", newest=True)


def standing_of(session: Session, pupil_id: str) -> ConsentStanding:
    """Where a pupil's consent stands now: the banner, the gates and the next step rest on it."""
    return standing(keeping(session, pupil_id), consents_of(session, pupil_id), carers_of(session, pupil_id))


def sharing_gate(session: Session, pupil_id: str) -> Decision:
    """Whether information about this pupil may go to providers and agencies (003-7.2)."""
    return may_share(standing_of(session, pupil_id))


def programme_gate(session: Session, pupil_id: str) -> Decision:
    """Whether consent lets a programme start (003-4.3): someone with responsibility agreed to it."""
    return may_share(standing_of(session, pupil_id))


def blank(consent: Consent) -> Consent:
    """A copy to be signed anew: the answers cleared, the pupil and carer kept."""
    return replace(Consent(), pupil_id=consent.pupil_id, carer_id=consent.carer_id)
