"""Whether one signed form is valid, and which form of each who signed counts (003-7.3). Pure rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from coordinator_app.consent import reasons
from coordinator_app.consent.terms import ConsentPurpose
from coordinator_app.core.gates import Reason
from coordinator_app.pupils.model import Carer

if TYPE_CHECKING:  # the model rests on these rules
    from coordinator_app.consent.model import Around, Consent


def consent_problems(consent: Consent, carer: Carer | None) -> tuple[Reason, ...]:
    """Why a signed form is not a valid consent: responsibility and the three statements (003-7.3)."""
    died = carer is not None and carer.has_died
    checks = (
        (died, reasons.DIED),
        (not died and not holds(carer), reasons.WRONG_PERSON),
        (not consent.signature_seen, reasons.NOT_SEEN),
        (consent.has_read is not True, reasons.NOT_READ),
        (consent.understands is not True, reasons.NOT_UNDERSTOOD),
        (consent.is_content is not True, reasons.NOT_CONTENT),
    )
    return tuple(reason for wrong, reason in checks if wrong)


def holds(carer: Carer | None) -> bool:
    """Whether this person is known to hold parental responsibility, by evidence that is recorded (003-7.3a).

    It ends with death (Children Act 1989, section 2).
    """
    return claims(carer) and carer is not None and carer.evidence is not None and not carer.has_died


def claims(carer: Carer | None) -> bool:
    """Whether this person is said to hold it: enough for a no to count, and never enough for a yes."""
    return carer is not None and carer.has_responsibility is True


def agrees(consent: Consent, carer: Carer | None, around: Around) -> bool:
    """Whether this form is a valid agreement to the programme that still runs."""
    if consent.withdrawn_on is not None or consent.agrees_programme is not True:
        return False
    return not consent_problems(consent, carer) and not has_run_out(consent, around)


def objects(consent: Consent) -> bool:
    """Whether whoever signed does not want the programme, or took it back; a missing signature takes nothing from a no."""
    return (
        consent.withdrawn_on is not None or consent.agrees_programme is False or consent.is_content is False
    )


def has_run_out(consent: Consent, around: Around) -> bool:
    """Whether the agreement to the programme had an end that is past."""
    ends = [
        one.expires_on
        for one in around.answers
        if one.consent_id == consent.id and one.purpose is ConsentPurpose.PROGRAMME and one.expires_on
    ]
    return any(end < around.today for end in ends)


def counting(consents: Iterable[Consent], carers: Iterable[Carer]) -> list[Consent]:
    """The form of each who signed that counts, the newest of all first: what each of them says now.

    What was withdrawn takes every form back that the same person signed on or before that day, whichever was
    recorded last. A no, or a withdrawal, stands until the same person says yes on a later form that is valid: an
    empty form, or one whose signature was not seen, takes nothing back. Of two of one day the one recorded last counts.
    """
    by_id = {carer.id: carer for carer in carers}
    told: dict[str, list[Consent]] = defaultdict(list)
    for consent in sorted(consents, key=_last_said, reverse=True):
        told[consent.carer_id].append(consent)
    return sorted(
        (_word_of(forms, by_id.get(whose)) for whose, forms in told.items()), key=_when, reverse=True
    )


def _word_of(forms: Sequence[Consent], carer: Carer | None) -> Consent:
    """What one person says by these forms, the newest first: the newest form, unless an earlier no still stands."""
    for form in forms:
        if objects(form):
            return form
        if takes_back(form, carer):
            break
    return forms[0]


def takes_back(consent: Consent, carer: Carer | None) -> bool:
    """Whether this form takes back an earlier no of the same person: a valid yes, though it ran out or they died since."""
    if consent.withdrawn_on is not None or consent.agrees_programme is not True:
        return False
    return set(consent_problems(consent, carer)) <= {reasons.DIED}


def _last_said(consent: Consent) -> tuple[date, bool, date, int]:
    """The day of the signature, or of its withdrawal, which goes first on the same day."""
    gone = consent.withdrawn_on
    signed, key = _when(consent)
    return (max(signed, gone or signed), gone is not None, signed, key)


def _when(consent: Consent) -> tuple[date, int]:
    return (consent.signed_on or date.min, consent.key)
