"""The letter that goes back to the school with an incomplete form: it lists what is missing (003-4.1, 4.2)."""

from __future__ import annotations

from dataclasses import replace

from coordinator_app.core.dates import say
from coordinator_app.core.ids import new_reference
from coordinator_app.core.print_order import PrintOrder, listed
from coordinator_app.organisations.letterhead import house
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.checklist import CheckLine, checklist
from coordinator_app.referrals.model import Referral
from coordinator_app.referrals.statements import TEMPLATE as STATEMENT
from coordinator_app.rights.restricting import demand_usable
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import in_force

TEMPLATE = "letter-form-back"
_OWN = ("school responsible",)  # a question to two schools, not something the form lacks


def form_back_order(session: Session, referral: Referral, *, practice: bool) -> PrintOrder:
    """The letter about one referral. Nothing of the guarded compartment is printed on it; GateShut for a restricted record."""
    demand_usable(session, referral.pupil_id)
    pupil = session.get(Pupil, referral.pupil_id)
    school = session.find(School, referral.school_id)
    ours = house(session, practice=practice)
    statement = in_force(session, STATEMENT)
    head = school.head if school else ""
    values = {
        "school_contact_name": referral.signed_by or head,
        "child_name": f"{pupil.given_names} {pupil.family_name}",
        "received_date": say(referral.received_on) if referral.received_on else "",
        "statement_name": statement.name,
        **{name: ours.values.get(name, "") for name in _OURS},
    }
    address = school.address.splitlines() if school else []
    to = (referral.signed_by or head, school.name if school else "", *address)
    return PrintOrder(
        template=TEMPLATE,
        head=replace(
            ours.head,
            recipient_lines=tuple(line for line in to if line),
            date=say(session.clock.today()),
            reference=new_reference(),
        ),
        values={name: words for name, words in values.items() if words},
        gaps={name: words for name, words in ours.gaps.items() if name in _OURS} | _GAPS,
        parts={"what_is_missing": listed(_missing(checklist(referral, pupil.school_id)))},
        choices=("acknowledged" if referral.statement_acknowledged else "not_acknowledged",),
        is_letter=True,
        wording=in_force(session, TEMPLATE).text,
    )


_OURS = ("coordinator_name", "coordinator_role", "coordinator_contact")
_GAPS = {
    "school_contact_name": "name of the head of the school",
    "received_date": "day on which it came",
}


def _missing(lines: tuple[CheckLine, ...]) -> list[str]:
    """What must be there and is not, then what would help; in the words of the form."""
    must = [one for one in lines if one.needed and not one.has and one.title.lower() not in _OWN]
    help_us = [one for one in lines if one.field in _ASKED and not one.has]
    found = [one.title for one in must] + [f"{one.title}, if you can tell us" for one in help_us]
    return found or ["Nothing is missing: look at the form with us."]


_ASKED = frozenset({"signatory_job", "reason", "risk_named"})
