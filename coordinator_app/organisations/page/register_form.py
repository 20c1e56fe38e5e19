"""The form of a register's entry, made from the catalogue: each field becomes the input that fits what it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from coordinator_app.core.catalogue import FieldSpec, FieldType, Record, record_type
from coordinator_app.core.dates import read_date
from coordinator_app.core.identifiers import check_telephone, check_urn
from coordinator_app.organisations.page import fields
from coordinator_app.organisations.page.register_shapes import Choices
from coordinator_app.organisations.register_rules import LONGEST_LINE, LONGEST_NAME, check_email, check_ukprn
from coordinator_app.organisations.registers import Part, Register
from coordinator_app.services import Services
from coordinator_app.ui.checked_input import CheckedInput
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import Input, LongText, TextInput

R = TypeVar("R", bound=Record)
_FEW = 4  # design 4.8: two to four choices are boxes, more a list
_CHECKED = {
    "urn": (check_urn, 160),
    "ukprn": (check_ukprn, 160),
    "telephone": (check_telephone, 236),
    "dpo_telephone": (check_telephone, 236),
    "email": (check_email, None),
    "dpo_email": (check_email, None),
}
_HELP = {
    ("officer", "from_day"): "Leave it empty if you do not know since when.",
    ("officer", "to_day"): "The last day. Leave it empty while it goes on.",
    ("steering_member", "to_day"): "The last day. Leave it empty while it goes on.",
    ("fund_agreement", "to_day"): "The last day. Leave it empty if it has no end.",
    ("provider_check", "valid_until"): "The last day. Leave it empty if it has no end.",
    ("policy_issue", "answer_by"): "Leave it empty for 6 weeks from the day the group got it.",
    ("policy_issue", "to_chair_on"): "The policy sends every problem to the group through the Chair.",
    ("policy_issue", "clause"): "For example 5.1, or the words of the policy.",
    ("school", "dpo_cover"): "Only while the officer is away.",
}


def fill_form(form: Form, about: Register, choices: Choices, services: Services) -> None:
    """Put the questions of a register into a form, in their groups."""
    described = record_type(about.cls)
    for group in about.groups:
        form.add_group(group.title)
        for name in group.fields:
            form.add(name, make_row(described.kind, described.field(name), choices, services))


def fill_part(form: Form, part: Part, services: Services) -> None:
    """Put the questions of a check or a cover into a form."""
    described = record_type(part.cls)
    for name in part.fields:
        form.add(name, make_row(described.kind, described.field(name), Choices(), services))


def make_row(kind: str, spec: FieldSpec, choices: Choices, services: Services) -> FormRow:
    """One question: its label, its help, and the input for what it holds."""
    if spec.name == "school_type":
        return fields.school_type()
    if spec.name == "laestab":
        return fields.laestab()
    help_text = _HELP.get((kind, spec.name), spec.help)
    made: QWidget = _input(spec, choices, services)
    assert isinstance(made, Input)
    return FormRow(spec.label, help_text, made, optional=not spec.required)


def _input(spec: FieldSpec, choices: Choices, services: Services) -> QWidget:
    if spec.name in _CHECKED:
        check, width = _CHECKED[spec.name]
        return CheckedInput(check, width=width)
    if spec.holds is FieldType.CHOICE:
        return _choice([(one, one.label) for one in spec.choices or ()], required=spec.required)
    if spec.holds is FieldType.LINK:
        return ChoiceList(choices.links.get(spec.name, ()), none="None yet")
    if spec.holds is FieldType.DATE:
        today = services.clock.today
        return DateInput(lambda text: read_date(text, today()).value, today=today)
    if spec.holds is FieldType.LONG_TEXT:
        return LongText(lines=4, sensitive=spec.personal)
    longest = LONGEST_NAME if spec.name in {"name", "title"} else LONGEST_LINE
    return TextInput(longest=longest, sensitive=spec.personal)


def _choice(options: Iterable[tuple[object, str]], *, required: bool) -> QWidget:
    found = list(options)
    if len(found) <= _FEW and required:
        return ChoiceBoxes(found, vertical=True)
    return ChoiceList(found, none="Choose one" if required else "Not said")


def shown(form: Form, record: Record) -> None:
    """Show a record's answers."""
    form.set_values({name: getattr(record, name) for name in form.rows()})


def answered(form: Form, record: R) -> R:
    """The record with the answers of the form."""
    described, values = record_type(record), form.values()
    given: dict[str, Any] = {}
    for name, value in values.items():
        empty = (
            ""
            if described.field(name).holds in {FieldType.LINK, FieldType.TEXT, FieldType.LONG_TEXT}
            else None
        )
        given[name] = empty if value is None else value
    return replace(record, **given)
