"""What the print screen shows, read in one go; frozen, and free of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from coordinator_app.consent.handing import kept_of
from coordinator_app.consent.model import FormTemplate, PrintedForm
from coordinator_app.consent.noting import refusals
from coordinator_app.consent.orders import FillIn, form_order, language_of
from coordinator_app.consent.whereabouts import KeptFrom
from coordinator_app.core.gates import Reason
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.organisations.model import School
from coordinator_app.pupils.actions import carers_of
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.rights.restricting import demand_usable
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import in_force
from coordinator_app.wording.model import BlankForm
from coordinator_app.wording.said import unsaid
from coordinator_app.wording.shipped import english_name

PRINTED = (
    FormTemplate.PARENT_STATEMENT,
    FormTemplate.CONSENT_FORM,
    FormTemplate.CHILD_STATEMENT,
    FormTemplate.REFERRAL_FORM,
    FormTemplate.SCHOOL_STATEMENT,
)
"""The forms that the print screen offers, in its order."""
FAMILY_PACK = (FormTemplate.PARENT_STATEMENT, FormTemplate.CONSENT_FORM, FormTemplate.CHILD_STATEMENT)
"""What a family is given before a programme: two to keep and one to sign (003-4.3, 7.3)."""
RESTS_ON = frozenset(
    {
        "pupil",
        "carer",
        "court_order",
        "partnership",
        "school",
        "officer",
        "form_wording",
        "programme",
        "programme_day",
        "provider",
        "optional_extra",
    }
)
"""The kinds of record that stand on the forms."""
_WITH_LISTS = frozenset({FormTemplate.PARENT_STATEMENT, FormTemplate.SCHOOL_STATEMENT})


@dataclass(frozen=True, slots=True)
class PrintFacts:
    """Whom the forms are for (nobody: blank ones), who may sign, and the order of each form without a reference.

    `in_english` are the forms that are not there in the language wanted, `unchecked` those whose translation nobody
    has checked, `unsaid` the lines of a statement that are not translated; `language_name` is the English name.
    `kept` are those who must not see where the pupil is, `refused` the forms that are not to be handed to the one chosen.
    """

    about: str
    pupil_id: str
    carers: tuple[Carer, ...]
    orders: dict[FormTemplate, PrintOrder]
    language_name: str = ""
    in_english: frozenset[FormTemplate] = frozenset()
    unchecked: frozenset[FormTemplate] = frozenset()
    unsaid: tuple[str, ...] = ()
    kept: tuple[KeptFrom, ...] = ()
    refused: Mapping[FormTemplate, Reason] = field(default_factory=dict)

    def why_not(self, forms: tuple[FormTemplate, ...]) -> str:
        """Why these forms may not be handed to the one chosen, each reason once; "" if they may."""
        reasons = dict.fromkeys(self.refused[one] for one in forms if one in self.refused)
        return " ".join(one.sentence() for one in reasons)

    def lines_unsaid(self, forms: tuple[FormTemplate, ...]) -> int:
        """How many lines of these forms would stand in English on a page in another language."""
        told = _WITH_LISTS & set(forms) - self.in_english
        return len(self.unsaid) if told else 0


def read_print(session: Session, pupil_id: str, fill: FillIn, *, practice: bool) -> PrintFacts:
    """The orders for the preview. NotFound if the pupil is not there."""
    pupil = session.get(Pupil, pupil_id) if pupil_id else None
    used = {one: language_of(one, fill.language) for one in PRINTED}
    facts = PrintFacts(
        about="Blank forms, for nobody in particular",
        pupil_id="",
        carers=(),
        orders={one: form_order(session, one, pupil, practice=practice, fill=fill) for one in PRINTED},
        language_name=english_name(fill.language),
        in_english=frozenset(one for one, language in used.items() if language != fill.language),
        unchecked=frozenset(
            one for one, language in used.items() if in_force(session, one.value, language).unchecked
        ),
        unsaid=unsaid(session, fill.language),
    )
    if pupil is None:
        return facts
    school = session.find(School, pupil.school_id)
    year = f"Year {pupil.year_group}" if pupil.year_group else ""
    about = ", ".join(part for part in (pupil.called, year, school.name if school else "") if part)
    return replace(
        facts,
        about=about,
        pupil_id=pupil.id,
        carers=tuple(carers_of(session, pupil.id)),
        kept=kept_of(session, pupil.id),
        refused=refusals(session, pupil, facts.orders, fill),
    )


def read_orders(
    session: Session,
    pupil_id: str,
    forms: tuple[PrintedForm, ...] | tuple[BlankForm, ...],
    fill: FillIn,
    *,
    practice: bool,
) -> tuple[PrintOrder, ...]:
    """The orders of forms that are noted as printed, each with its reference for the code; blank without a pupil.

    GateShut for a pupil whose record is restricted.
    """
    demand_usable(session, pupil_id)
    pupil = session.get(Pupil, pupil_id) if pupil_id else None
    return tuple(
        form_order(session, form.template, pupil, practice=practice, reference=form.reference, fill=fill)
        for form in forms
        if form.template is not None
    )
