"""Forms are noted as printed before they are: for a pupil, or blank ones under codes of their own (003-4.3)."""

from __future__ import annotations

from collections.abc import Mapping

from coordinator_app.consent.actions import forms_printed
from coordinator_app.consent.handing import kept_of
from coordinator_app.consent.model import FormTemplate, PrintedForm
from coordinator_app.consent.orders import FillIn, form_order, named_carer
from coordinator_app.consent.whereabouts import why_not
from coordinator_app.core.changes import Saved
from coordinator_app.core.gates import Decision, Reason
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.organisations.model import School
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.actions import programmes_of
from coordinator_app.pupils.actions import carers_of
from coordinator_app.pupils.confidential import hidden_gate
from coordinator_app.pupils.model import Pupil
from coordinator_app.rights.restricting import restriction_gate
from coordinator_app.store.session import Session
from coordinator_app.wording.blank import MOST_COPIES, blanks_printed
from coordinator_app.wording.model import BlankForm
from coordinator_app.wording.shipped import languages

COPIES = (1, 2, 5, 10, 20, MOST_COPIES)
"""How many of each blank form are offered."""
Noted = Saved[PrintedForm] | Saved[BlankForm]


def note_printed(
    session: Session,
    pupil_id: str,
    forms: tuple[tuple[FormTemplate, int, str], ...],
    fill: FillIn,
    references: tuple[str, ...] = (),
    *,
    copies: int = 1,
) -> tuple[Noted, ...]:
    """Note each (template, version, hash) as printed today; without a pupil as blank forms, `copies` of each.

    GateShut for a form that may not be handed to the one for whom it is, and for a record that is restricted.
    """
    if pupil_id:
        pupil = session.get(Pupil, pupil_id)
        orders = {one: form_order(session, one, pupil, practice=False, fill=fill) for one, *_more in forms}
        Decision(tuple(dict.fromkeys(refusals(session, pupil, orders, fill).values()))).demand()
        return forms_printed(
            session,
            pupil_id,
            forms,
            large_print=fill.large_print,
            references=references,
            contact_because=_because(session, pupil_id, fill),
        )
    return blanks_printed(session, forms * copies, language=fill.language, large_print=fill.large_print)


def _because(session: Session, pupil_id: str, fill: FillIn) -> str:
    """Why the telephone of a carer is printed whose address is confidential; "" where no such number is."""
    carer = named_carer(carers_of(session, pupil_id), fill)
    hidden = carer is not None and carer.address_is_confidential and carer.telephone
    return fill.contact_because.strip() if hidden else ""


def languages_offered() -> list[tuple[str, str]]:
    """Code and own name of each language in which there are forms, English first."""
    return list(languages().items())


def refusals(
    session: Session, pupil: Pupil, orders: Mapping[FormTemplate, PrintOrder], fill: FillIn
) -> dict[FormTemplate, Reason]:
    """Why some of these forms may not be handed to the one for whom they are: none while nothing is to be kept.

    None of them while the record is restricted: filled in for the pupil they are a use of it, blank ones are not.
    """
    shut = restriction_gate(session, pupil.id)
    if not shut.is_open:
        return dict.fromkeys(orders, shut.reasons[0])
    kept, carers = kept_of(session, pupil.id), carers_of(session, pupil.id)
    telling = _telling(session, orders)
    if not kept:
        return telling
    secrets = _where_they_are(session, pupil)
    found = {
        template: why_not(kept, carers, fill.handed_to, template, _told(order), secrets)
        for template, order in orders.items()
    }
    return telling | {template: reason for template, reason in found.items() if reason is not None}


def _telling(session: Session, orders: Mapping[FormTemplate, PrintOrder]) -> dict[FormTemplate, Reason]:
    """Forms on which a school's words tell where somebody is whose address is confidential."""
    gates = {
        one: hidden_gate(session, (order.values.get(_SCHOOLS_WORDS, ""),)) for one, order in orders.items()
    }
    return {one: gate.reasons[0] for one, gate in gates.items() if not gate.is_open}


_SCHOOLS_WORDS = "reason_for_referral"


def _where_they_are(session: Session, pupil: Pupil) -> tuple[str, ...]:
    """The names of the pupil's school and of every provider of theirs."""
    school = session.find(School, pupil.school_id)
    ids = {one.provider_id for one in programmes_of(session, pupil.id) if one.provider_id}
    providers = (session.find(Provider, one) for one in sorted(ids))
    return tuple(one.name for one in (school, *providers) if one is not None)


def _told(order: PrintOrder) -> tuple[str, ...]:
    head = order.head
    return (*order.values.values(), head.partnership, head.contact, *head.sender_lines, order.wording)
