"""Fill in the printed forms for a pupil, or blank (003-4.2, 4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coordinator_app.consent.handing import leaves_out_for
from coordinator_app.consent.model import FormTemplate
from coordinator_app.consent.terms import OptionalExtra
from coordinator_app.consent.whereabouts import NOT_ON_THIS_COPY, PROVIDER_NOT_NAMED, left_out
from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.print_order import PrintOrder, PrintPart, ticks
from coordinator_app.core.privacy import PUPIL_FILE
from coordinator_app.organisations.letterhead import House, house
from coordinator_app.organisations.model import School
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.actions import days_of, programmes_of
from coordinator_app.programmes.model import ProgrammeState
from coordinator_app.programmes.timetable import week_words
from coordinator_app.pupils.actions import carers_of
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.referrals.actions import referrals_of
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import in_force
from coordinator_app.wording.model import ENGLISH
from coordinator_app.wording.said import contact_said, day_said, holdings_said, keeping_said, said
from coordinator_app.wording.shipped import languages_of

STATEMENT_VERSION = "statement_version"


@dataclass(frozen=True, slots=True)
class FillIn:
    """What to fill in, and how large.

    `carer_id` names whose name stands as the parent's; without it only the one holder of responsibility is printed.
    `handed_to` is who will be handed the pages: a carer's id, or one of those that `whereabouts` names. `contact_because`
    says why the telephone of somebody stands on the form whose address is confidential; without it nothing does.
    """

    child: bool = True
    carer: bool = False
    carer_id: str = ""
    large_print: bool = False
    language: str = ENGLISH
    handed_to: str = ""
    contact_because: str = ""


def language_of(template: FormTemplate, wanted: str) -> str:
    """The language in which a form is printed: the one that is wanted, or English where the form lacks it."""
    return wanted if wanted in languages_of(template.value) else ENGLISH


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

    Where it must be kept from somebody where the pupil is, that stands only on what is handed to one who may know it.
    InvalidInput for a summary: it is printed from its review or programme (`reviews.orders`), not filled in here.
    """
    if template not in _KNOWN:
        raise InvalidInput.one("template", f"{template.label} is printed from the record that it is about.")
    wanted = fill or FillIn()
    language = language_of(template, wanted.language)
    ours = house(session, practice=practice)
    values = {**ours.values, **_of_us(language)}
    if pupil and wanted.child:
        values |= _child(session, pupil, language)
    if pupil and wanted.carer:
        values |= _carer(template, carers_of(session, pupil.id), wanted)
    if template in _STATEMENT_OF:
        values[STATEMENT_VERSION] = _version(session, _STATEMENT_OF[template], language)
    known = _KNOWN[template]
    if "provider_name" in known and template is not FormTemplate.CONSENT_FORM:
        values["provider_name"] = values.get("provider_name") or said(language, _PROVIDER)
    values = {name: words for name, words in values.items() if name in known and words}
    if pupil and leaves_out_for(session, pupil.id, wanted.handed_to):
        values = left_out(values, known, said(language, NOT_ON_THIS_COPY), said(language, PROVIDER_NOT_NAMED))
    contact = contact_said(language, ours.head.contact)
    return PrintOrder(
        template=template.value,
        head=replace(ours.head, contact=contact, reference=reference, large_print=wanted.large_print),
        values=values,
        gaps={name: said(language, words) for name, words in _gaps(ours, known).items()},
        parts=_parts(session, template, language),
        wording=in_force(session, template.value, language).text,
    )


_PROVIDER = "the provider named on the consent form"


def _of_us(language: str) -> dict[str, str]:
    # said to the child, not of it
    return {"kept_until": said(language, PUPIL_FILE.words.replace("your child is", "you are"))}


def _version(session: Session, statement: FormTemplate, language: str) -> str:
    """The statement that a form speaks of, as its own pages name it: "version 2, ab12cd34"."""
    name = in_force(session, statement.value, language_of(statement, language)).name
    return name.replace("version", said(language, "version"), 1)


def _parts(session: Session, template: FormTemplate, language: str) -> dict[str, PrintPart]:
    if template is FormTemplate.CONSENT_FORM:
        extras = session.list(OptionalExtra, where={"in_use": True})
        return {"more_extras": ticks((f"extra_{place}", one.words) for place, one in enumerate(extras, 1))}
    if template in _STATEMENTS:
        return {
            "what_we_hold": holdings_said(session, language),
            "how_long_we_keep": keeping_said(session, language),
        }
    return {}


_STATEMENTS = frozenset({FormTemplate.SCHOOL_STATEMENT, FormTemplate.PARENT_STATEMENT})
_STATEMENT_OF = {
    FormTemplate.CONSENT_FORM: FormTemplate.PARENT_STATEMENT,
    FormTemplate.REFERRAL_FORM: FormTemplate.SCHOOL_STATEMENT,
}
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
    FormTemplate.CHILD_STATEMENT: frozenset(
        {*_WHO, "child_name", "provider_name", "kept_until"} - {"joint_dpo"}
    ),
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


def _child(session: Session, pupil: Pupil, language: str) -> dict[str, str]:
    school = session.find(School, pupil.school_id)
    newest = next(iter(referrals_of(session, pupil.id)), None)
    name = f"{pupil.given_names} {pupil.family_name}"
    return {
        "child_name": name,
        "pupil_name": name,
        "child_birth_date": day_said(language, pupil.birth_date),
        "child_year_group": f"Year {pupil.year_group}" if pupil.year_group else "",
        "child_upn": pupil.upn,
        "school_name": school.name if school else "",
        "reason_for_referral": newest.school_words if newest else "",
        "school_contact": f"{newest.signed_by}, {newest.signatory_job}".strip(", ") if newest else "",
        **_programme(session, pupil),
    }


def _programme(session: Session, pupil: Pupil) -> dict[str, str]:
    """The provider and the programme that was planned or runs; nothing where none is, or it has ended."""
    here = (one for one in programmes_of(session, pupil.id) if one.state is not ProgrammeState.ENDED)
    programme = next(here, None)
    if programme is None:
        return {}
    provider = session.find(Provider, programme.provider_id) if programme.provider_id else None
    parts = (programme.called, programme.site, week_words(days_of(session, programme.id)))
    return {
        "provider_name": provider.name if provider else "",
        "programme_summary": ", ".join(part for part in parts if part),
    }


def is_filled_in(template: FormTemplate) -> bool:
    """Whether a form is filled in here; the others are printed from the record that they are about."""
    return template in _KNOWN


def takes_carer(template: FormTemplate) -> bool:
    """Whether a form has a place for the name of a parent or carer."""
    return "carer_name" in _KNOWN.get(template, ())


def only_holder(carers: Sequence[Carer]) -> Carer | None:
    """The one carer who is known to hold parental responsibility; None where there are several, or none."""
    holders = [carer for carer in carers if carer.has_responsibility]
    return holders[0] if len(holders) == 1 else None


def named_carer(carers: Sequence[Carer], fill: FillIn) -> Carer | None:
    """Whose name stands as the parent's: the one chosen, else the one holder of responsibility; None for nobody."""
    if not fill.carer:
        return None
    return next((carer for carer in carers if carer.id == fill.carer_id), None) or only_holder(carers)


def _carer(template: FormTemplate, carers: list[Carer], fill: FillIn) -> dict[str, str]:
    chosen = named_carer(carers, fill)
    if chosen is None:
        return {}  # never a guess: the line is left to be written on
    if template is FormTemplate.CONSENT_FORM and chosen.has_responsibility is False:
        return {}  # who is known not to hold it cannot sign (003-7.3)
    return {"carer_name": chosen.name, "carer_contact": _contact(chosen, fill)}


def _contact(carer: Carer, fill: FillIn) -> str:
    """How to reach them. Of whoever is kept confidential nothing, on a form that others handle; the number with a reason alone."""
    if carer.address_is_confidential:
        return carer.telephone if fill.contact_because.strip() else ""
    return ", ".join(part for part in (carer.telephone, " ".join(carer.address.splitlines())) if part)
