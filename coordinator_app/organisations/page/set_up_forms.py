"""The questions of the set-up, a short form for each step, and the records that their answers make."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel

from coordinator_app.core.identifiers import check_laestab
from coordinator_app.organisations.actions import SetUp
from coordinator_app.organisations.model import (
    NO_SCHOOL_DPO,
    Gap,
    Office,
    Officer,
    Partnership,
    School,
    SchoolType,
    TermCalendarRecord,
    find_gaps,
)
from coordinator_app.organisations.page import fields
from coordinator_app.organisations.page.terms_input import TermsInput
from coordinator_app.organisations.partners import agreement_gap
from coordinator_app.ui.checked_input import CheckedInput
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.step_screen import StepPage

STEPS = (
    StepPage("partnership", "Partnership", "Name and address", "What is your partnership called?"),
    StepPage("school", "Fund holding school", "The controller", "Which school holds the funds?"),
    StepPage("terms", "Term dates", "Deadlines need them", "When is the school open?"),
    StepPage("people", "Who is who", "Offices of the policy", "Who holds which office?"),
    StepPage("summary", "Look it over", "Then begin", "Is this right?"),
)
REQUIRED = {
    "partnership": {"name": "Type the name of the partnership."},
    "school": {"name": "Type the name of the school.", "school_type": "Choose the type of school."},
}
_HELP = {
    Office.COORDINATOR: "You, or whoever does this work each day.",
    Office.CHAIR: "The headteacher who chairs the partnership.",
    Office.SAFEGUARDING_OFFICER: "Gives the advice that is needed before something is withheld for a child's safety.",
    Office.SCHOOL_DPO: "Answers for data protection at the fund holding school.",
    Office.JOINT_DPO: "Named on every privacy statement.",
}


def partnership_form() -> Form:
    """Name, address, telephone and email."""
    form = Form()
    form.add("name", FormRow("Name of the partnership", "It stands on every letter and form.", TextInput()))
    form.add("address", FormRow("Address", "", LongText(lines=5, sensitive=False), optional=True))
    form.add_beside({"telephone": fields.telephone(), "email": fields.email()})
    return form


def school_form() -> Form:
    """The fund holding school, with what its type means for the 15 school days."""
    form = Form()
    form.add("name", FormRow("Name of the school", "It is the data controller.", TextInput()))
    chosen = form.add("school_type", fields.school_type())
    means = label("", "small", "info-fg", wrap=True)
    form.add_widget(means)
    number = form.add("laestab", fields.laestab())
    odd = label("", "small", "soon-fg", wrap=True)
    odd.hide()
    form.add_widget(odd)
    form.add_beside(
        {
            "head": FormRow("Headteacher", "", TextInput(), optional=True),
            "safeguarding_lead": FormRow("Safeguarding lead", "", TextInput(), optional=True),
        }
    )
    chosen.edited.connect(lambda: means.setText(fields.type_words(chosen.value())))
    number.left.connect(lambda: _warn(odd, number.input))
    return form


def people_form() -> Form:
    """The five offices, each of which may be left open."""
    form = Form()
    for office in Office:
        form.add(office.value, FormRow(office.label, _HELP[office], TextInput(), optional=True))
    return form


def _warn(line: QLabel, answer: object) -> None:
    words = answer.warning() if isinstance(answer, CheckedInput) else ""
    line.setText(words)
    line.setVisible(bool(words))


def missing(step: str, form: Form) -> dict[str, str]:
    """What a step still needs, by field."""
    values = form.values()
    return {name: words for name, words in REQUIRED.get(step, {}).items() if not values[name]}


def plain(form: Form) -> dict[str, object]:
    """The answers of a form as a draft keeps them."""
    return {name: _plain(value) for name, value in form.values().items() if value}


def _plain(value: object) -> object:
    return value.value if isinstance(value, SchoolType) else value


def put_back(form: Form, values: dict[str, object]) -> None:
    """The answers of a draft."""
    for name, value in values.items():
        wanted = _choice(str(value)) if name == "school_type" else value
        form.set_values({name: wanted})
        row = form.rows().get(name)
        if row is not None:
            row.edited.emit()


def _choice(value: str) -> SchoolType | None:
    return SchoolType(value) if value in set(SchoolType) else None


def wanted(forms: dict[str, Form], terms: TermsInput) -> SetUp:
    """Everything answered, as records not yet kept."""
    ours, school, people = (
        form.values() for form in (forms["partnership"], forms["school"], forms["people"])
    )
    chosen = school["school_type"]
    return SetUp(
        Partnership(
            name=str(ours["name"]),
            address=str(ours["address"]),
            telephone=str(ours["telephone"]),
            email=str(ours["email"]),
        ),
        School(
            name=str(school["name"]),
            school_type=chosen if isinstance(chosen, SchoolType) else None,
            laestab=check_laestab(str(school["laestab"])).value or "",
            head=str(school["head"]),
            safeguarding_lead=str(school["safeguarding_lead"]),
            data_protection_officer=str(people[Office.SCHOOL_DPO.value]),
        ),
        TermCalendarRecord(name=f"Term dates of {school['name']}"),
        terms.blocks(),
        terms.exceptions(),
        tuple(
            Officer(office=office, name=str(people[office.value]))
            for office in Office
            if people[office.value]
        ),
    )


def open_ends(plan: SetUp, today: date) -> tuple[Gap, ...]:
    """What the plan leaves open: the same gaps that Today will show. The agreement is recorded later, in Registers."""
    officers = {one.office: one for one in plan.officers if one.office is not None}
    found = find_gaps(plan.partnership, [plan.school], officers, () if plan.blocks else (plan.school,))
    if Office.SCHOOL_DPO not in officers:
        found = (*found, NO_SCHOOL_DPO)
    agreement = agreement_gap((), plan.school.id, today)
    assert agreement is not None
    return (*found, Gap(f"agreement-{agreement.code}", f"{agreement.words}.", second=agreement.second))
