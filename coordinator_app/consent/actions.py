"""Forms printed and returned, consent signed and withdrawn (003-4.3, 7.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from coordinator_app.consent.held import held_by, held_of
from coordinator_app.consent.model import (
    Consent,
    ConsentStanding,
    FormTemplate,
    PrintedForm,
    SigningMethod,
    may_share,
)
from coordinator_app.consent.purposes import PurposeStanding, PurposeState, purposes
from coordinator_app.consent.signing import NO_SIGNATURES, Signatures, signature_document
from coordinator_app.consent.terms import ConsentAnswer, OptionalExtra
from coordinator_app.core.changes import Saved, TakenBack
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.gates import Decision
from coordinator_app.core.ids import new_reference
from coordinator_app.core.names import fold
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.programmes.model import Programme
from coordinator_app.pupils.actions import save_carer
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
    contact_because: str = "",
) -> tuple[Saved[PrintedForm], ...]:
    """Note forms as printed; each (template, version, hash) gets a reference of its own for the QR code.

    `contact_because` says why a confidential telephone stands on the referral form among them, "" where none does.
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
                contact_because=contact_because if template is FormTemplate.REFERRAL_FORM else "",
            )
            kept = work.add(form)
            saved.append(kept)
            if kept.contact_because:
                work.audit("confidential-printed", kept)
    return tuple(Saved(form, work.change_id) for form in saved)


def forms_of(session: Session, pupil_id: str) -> list[PrintedForm]:
    """The forms printed for a pupil, newest first."""
    return session.list(PrintedForm, where={"pupil_id": pupil_id}, newest=True)


def record_consent(
    session: Session,
    consent: Consent,
    answers: Iterable[ConsentAnswer] = (),
    signatures: Signatures = NO_SIGNATURES,
) -> Saved[Consent]:
    """Keep a signed form as it was signed, valid or not; what it opens is `standing_of`'s to say (003-7.3).

    `answers` are its parts, `signatures` what was drawn on the screen: all of it or nothing is kept.
    GateShut before the school has referred the pupil. InvalidInput for impossible dates.
    """
    today, more = session.clock.today(), tuple(answers)
    refuse(
        (
            missing("carer_id", consent.carer_id, "Say who signed the form."),
            missing("signed_on", consent.signed_on, "Type the date on the form."),
            *_of_the_day(session, consent),
            _outlived(consent, session.find(Carer, consent.carer_id) if consent.carer_id else None),
            _another_childs(session, consent),
            *_of_screen(consent, signatures),
            *_of_answers(consent, more),
        )
    )
    keeping(session, consent.pupil_id).demand()
    refuse((_stranger(session, consent),))
    with session.write() as work:
        consent = replace(
            _still_withdrawn(session, consent),
            signature_document_id=signature_document(work, consent, signatures.parent)
            or consent.signature_document_id,
            young_person_signature_id=signature_document(work, consent, signatures.young_person, child=True)
            or consent.young_person_signature_id,
        )
        kept = work.put(consent)
        for answer in more:
            work.put(replace(answer, consent_id=kept.id))
        for form in _printed(session, consent):
            work.change(form, returned_on=today)
    return Saved(kept, work.change_id)


def record_signed_form(
    session: Session,
    carer: Carer,
    consent: Consent,
    answers: Iterable[ConsentAnswer] = (),
    signatures: Signatures = NO_SIGNATURES,
) -> Saved[Consent]:
    """Keep what was seen of parental responsibility with the carer, then the form that he or she signed (003-7.3a)."""
    more = tuple(answers)
    seen = carer.evidence if carer.has_responsibility else "not needed"
    refuse(
        (
            missing("evidence", seen, "Choose how parental responsibility was seen."),
            missing("signed_on", consent.signed_on, "Type the date on the form."),
            *_of_the_day(session, consent),
            _outlived(consent, carer),
            _another_childs(session, consent),
            *_of_screen(consent, signatures),
            *_of_answers(consent, more),
        )
    )
    keeping(session, consent.pupil_id).demand()
    kept = session.find(Carer, carer.id) if carer.id else None
    who = carer if kept == carer else save_carer(session, carer).record
    return record_consent(session, replace(consent, carer_id=who.id), more, signatures)


def _of_the_day(session: Session, consent: Consent) -> tuple[FieldProblem | None, ...]:
    """Nobody signs tomorrow, nor a form that was not printed yet."""
    printed = next((form.printed_on for form in _printed(session, consent)), None)
    return (
        in_future("signed_on", consent.signed_on, session.clock.today()),
        before("signed_on", consent.signed_on, printed, "the day the form was printed"),
    )


def _outlived(consent: Consent, carer: Carer | None) -> FieldProblem | None:
    died = carer.died_on if carer is not None and carer.has_died else None
    if died is None or consent.signed_on is None or consent.signed_on <= died:
        return None
    words = f"The person who signed died on {say(died)}, before this date. Check who signed, and when."
    return FieldProblem("signed_on", words)


def _of_screen(consent: Consent, signatures: Signatures) -> tuple[FieldProblem | None, ...]:
    """A signature on the screen is drawn; a name typed instead needs someone who saw it."""
    if consent.method is SigningMethod.SCREEN:
        drawn = signatures.parent or consent.signature_document_id
        return (missing("signature", drawn or None, "Ask them to sign in the box, or choose another way."),)
    if consent.method is SigningMethod.TYPED:
        return (
            missing("typed_name", consent.typed_name, "Type the name as they typed it."),
            missing("witness", consent.witness, "Say who saw them type the name."),
            _own_witness(consent),
        )
    return ()


def _own_witness(consent: Consent) -> FieldProblem | None:
    same = consent.witness.strip() and fold(consent.witness) == fold(consent.typed_name)
    return FieldProblem("witness", "The witness must be someone else.") if same else None


def _of_answers(consent: Consent, answers: Sequence[ConsentAnswer]) -> Iterable[FieldProblem | None]:
    """Nothing runs out before it was signed."""
    for answer in answers:
        yield before("expires_on", answer.expires_on, consent.signed_on, "the date on the form")


def _printed(session: Session, consent: Consent) -> list[PrintedForm]:
    """The form that was signed, as it was printed; none for a form whose reference we do not know."""
    reference = consent.form_reference
    return session.list(PrintedForm, where={"reference": reference}) if reference else []


def _still_withdrawn(session: Session, consent: Consent) -> Consent:
    """A form that is changed stays withdrawn as it was: only `withdraw_consent`, and its undoing, say otherwise."""
    kept = session.find(Consent, consent.id) if consent.id else None
    if kept is None:
        return consent
    return replace(
        consent,
        withdrawn_on=kept.withdrawn_on,
        withdrawn_words=kept.withdrawn_words,
        withdrawn_by=kept.withdrawn_by,
    )


def _stranger(session: Session, consent: Consent) -> FieldProblem | None:
    """Who signs for one pupil is among that pupil's people; another child's father opens nothing here."""
    carer = session.find(Carer, consent.carer_id) if consent.carer_id else None
    if carer is None or carer.pupil_id == consent.pupil_id:
        return None
    return FieldProblem("carer_id", "This person is on another pupil's record. Add them to this one first.")


def _another_childs(session: Session, consent: Consent) -> FieldProblem | None:
    if all(form.pupil_id == consent.pupil_id for form in _printed(session, consent)):
        return None
    words = "The form with this reference was printed for another pupil. Compare it with the form."
    return FieldProblem("form_reference", words)


def withdraw_consent(
    session: Session, consent: Consent, words: str, *, on: date | None = None, by: str = ""
) -> Saved[Consent]:
    """Note that a whole consent was withdrawn: the programme, the extras and sharing end, the record stays (decision 4).

    `on` is today unless it was said earlier, `by` who said it. GateShut if it was withdrawn already.
    """
    if consent.withdrawn_on is not None:
        raise GateShut((f"This consent was withdrawn already, on {say(consent.withdrawn_on)}.",))
    day = on or session.clock.today()
    refuse(
        (
            in_future("withdrawn_on", day, session.clock.today()),
            before("withdrawn_on", day, consent.signed_on, "the date the form was signed"),
        )
    )
    with session.write() as work:
        kept = work.change(consent, withdrawn_on=day, withdrawn_words=words, withdrawn_by=by)
    return Saved(kept, work.change_id)


def consents_of(session: Session, pupil_id: str) -> list[Consent]:
    """A pupil's consents, newest first."""
    return session.list(Consent, where={"pupil_id": pupil_id}, order="signed_on", newest=True)


def standing_of(session: Session, pupil_id: str) -> ConsentStanding:
    """Where a pupil's consent stands now: the banner, the gates and the next step rest on it."""
    return held_of(session, pupil_id).standing()


def standings_of(session: Session, pupil_ids: Iterable[str]) -> dict[str, ConsentStanding]:
    """`standing_of` for many pupils, in as many queries as for one: what a list asks for its page."""
    return {one: held.standing() for one, held in held_by(session, pupil_ids).items()}


def standing_if(session: Session, pupil_id: str, taken: Iterable[TakenBack]) -> ConsentStanding:
    """Where consent would stand if these records were put back as they were."""
    return held_of(session, pupil_id).undone(taken).standing()


def standing_on(session: Session, pupil_id: str, day: date) -> ConsentStanding:
    """Where consent stood on a day: what was allowed when something was shared. See `Held.on` for what it takes."""
    return held_of(session, pupil_id).on(day).standing()


def purposes_of(session: Session, pupil_id: str, day: date | None = None) -> tuple[PurposeStanding, ...]:
    """Each purpose as it stands, or as it stood on a day: the programme first, then every extra in use."""
    held = held_of(session, pupil_id)
    held = held if day is None else held.on(day)
    asked = {one.extra_id for one in held.around.answers}
    extras = [one for one in session.list(OptionalExtra) if one.in_use or one.id in asked]
    return purposes(
        held.standing(),
        held.consents,
        held.carers,
        held.around,
        extras,
        ended_on=_last_end(session, pupil_id, held.around.today),
    )


def _last_end(session: Session, pupil_id: str, day: date) -> date | None:
    """The day by which every programme of a pupil had ended; None if there was none, or one has not."""
    ends = [one.ended_on for one in session.list(Programme, where={"pupil_id": pupil_id})]
    known = [end for end in ends if end is not None and end <= day]
    return max(known) if known and len(known) == len(ends) else None


def purpose_standing(session: Session, pupil_id: str, day: date | None = None) -> dict[str, PurposeState]:
    """The state of each purpose, by `ConsentPurpose` or by the id of the partnership's own extra."""
    return {one.about: one.state for one in purposes_of(session, pupil_id, day)}


def sharing_gate(session: Session, pupil_id: str) -> Decision:
    """Whether information about this pupil may go to providers and agencies (003-7.2)."""
    return may_share(standing_of(session, pupil_id))


def programme_gate(session: Session, pupil_id: str) -> Decision:
    """Whether consent lets a programme start (003-4.3): someone with responsibility agreed to it."""
    return may_share(standing_of(session, pupil_id))


def blank(consent: Consent) -> Consent:
    """A copy to be signed anew: the answers cleared, the pupil and carer kept."""
    return replace(Consent(), pupil_id=consent.pupil_id, carer_id=consent.carer_id)
