"""Fill in the printed forms for a pupil, or blank (003-4.2, 4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coordinator_app.consent.model import FormTemplate
from coordinator_app.core.dates import say
from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.organisations.letterhead import House, holdings_part, house, keeping_part
from coordinator_app.organisations.model import School
from coordinator_app.pupils.actions import carers_of
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.referrals.actions import referrals_of
from coordinator_app.store.session import Session

STATEMENT_VERSION = "statement_version"


@dataclass(frozen=True, slots=True)
class FillIn:
    """What to fill in, and how large.

    `carer_id` names whose name stands as the parent's; without it only the one holder of responsibility is printed.
    """

    child: bool = True
    carer: bool = False
    carer_id: str = ""
    large_print: bool = False


def form_order(
    session: Session,
    template: FormTemplate,
    pupil: Pupil | None,
    *,
    practice: bool,
    reference: str = "",
    fill: FillIn | None = None,
) -> PrintOrder:
    """The order for one form; `pupil` None prints it blank.

    InvalidInput for the summary of a review: it is printed from its review (`reviews.orders`), not filled in here.
    """
    if template not in _KNOWN:
        raise InvalidInput.one("template", f"{template.label} is printed from the review that it is about.")
    wanted = fill or FillIn()
    ours = house(session, practice=practice)
    values = {**ours.values, **(_child(session, pupil) if pupil and wanted.child else {})}
    if pupil and wanted.carer:
        values |= _carer(template, carers_of(session, pupil.id), wanted.carer_id)
    known = _KNOWN[template]
    parts = {"what_we_hold": holdings_part(session), "how_long_we_keep": keeping_part(session)}
    if "provider_name" in known and template is FormTemplate.PARENT_STATEMENT:
        # the programme's own record comes with a later capability; until then the signed form names the provider
        values.setdefault("provider_name", "the provider named on the consent form")
    return PrintOrder(
        template=template.value,
        head=replace(ours.head, reference=reference, large_print=wanted.large_print),
        values={name: words for name, words in values.items() if name in known and words},
        gaps=_gaps(ours, known),
        parts=parts if template in _STATEMENTS else {},
    )


_STATEMENTS = frozenset({FormTemplate.SCHOOL_STATEMENT, FormTemplate.PARENT_STATEMENT})
_WHO = {
    "partnership_name",
    "fund_holding_school",
    "coordinator_name",
    "coordinator_contact",
    "school_dpo",
    "joint_dpo",
    "school_name",
}
_KNOWN: dict[FormTemplate, frozenset[str]] = {
    FormTemplate.SCHOOL_STATEMENT: frozenset({*_WHO, "pupil_name"}),
    FormTemplate.PARENT_STATEMENT: frozenset({*_WHO, "child_name", "provider_name"}),
    FormTemplate.CONSENT_FORM: frozenset(
        {
            "child_name",
            "child_birth_date",
            "school_name",
            "provider_name",
            "programme_summary",
            "carer_name",
            STATEMENT_VERSION,
        }
    ),
    FormTemplate.REFERRAL_FORM: frozenset(
        {
            "partnership_name",
            "school_name",
            "school_contact",
            "child_name",
            "child_birth_date",
            "child_year_group",
            "child_upn",
            "carer_name",
            "carer_contact",
            "reason_for_referral",
            STATEMENT_VERSION,
        }
    ),
}


def _gaps(ours: House, known: frozenset[str]) -> dict[str, str]:
    return {name: words for name, words in ours.gaps.items() if name in known}


def _child(session: Session, pupil: Pupil) -> dict[str, str]:
    school = session.find(School, pupil.school_id)
    newest = next(iter(referrals_of(session, pupil.id)), None)
    name = f"{pupil.given_names} {pupil.family_name}"
    return {
        "child_name": name,
        "pupil_name": name,
        "child_birth_date": say(pupil.birth_date) if pupil.birth_date else "",
        "child_year_group": f"Year {pupil.year_group}" if pupil.year_group else "",
        "child_upn": pupil.upn,
        "school_name": school.name if school else "",
        "reason_for_referral": newest.school_words if newest else "",
        "school_contact": f"{newest.signed_by}, {newest.signatory_job}".strip(", ") if newest else "",
    }


def takes_carer(template: FormTemplate) -> bool:
    """Whether a form has a place for the name of a parent or carer."""
    return "carer_name" in _KNOWN.get(template, ())


def only_holder(carers: Sequence[Carer]) -> Carer | None:
    """The one carer who is known to hold parental responsibility; None where there are several, or none."""
    holders = [carer for carer in carers if carer.has_responsibility]
    return holders[0] if len(holders) == 1 else None


def _carer(template: FormTemplate, carers: list[Carer], chosen_id: str) -> dict[str, str]:
    chosen = next((carer for carer in carers if carer.id == chosen_id), None) or only_holder(carers)
    if chosen is None:
        return {}  # never a guess: the line is left to be written on
    if template is FormTemplate.CONSENT_FORM and chosen.has_responsibility is False:
        return {}  # who is known not to hold it cannot sign (003-7.3)
    # a confidential address is never printed on a form that others handle
    contact = (
        chosen.telephone
        if chosen.address_is_confidential
        else ", ".join(part for part in (chosen.telephone, " ".join(chosen.address.splitlines())) if part)
    )
    return {"carer_name": chosen.name, "carer_contact": contact}
