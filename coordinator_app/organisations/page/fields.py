"""Typed answers that check themselves: telephone, email, school number; and the words on what a type of school means."""

from __future__ import annotations

from coordinator_app.core.identifiers import check_laestab, check_telephone
from coordinator_app.organisations.model import SchoolType
from coordinator_app.organisations.register_rules import check_email
from coordinator_app.ui.checked_input import CheckedInput
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.form_row import FormRow

BOUND = "By law this school gives parents its records within 15 school days. That day is counted beside the others."
NOT_BOUND = (
    "The law of 15 school days does not bind this school. The one month that binds everyone still does."
)


def telephone(*, optional: bool = True) -> FormRow:
    """A telephone number."""
    return FormRow("Telephone", "", CheckedInput(check_telephone, width=236), optional=optional)


def email(*, optional: bool = True) -> FormRow:
    """An email address."""
    return FormRow("Email", "", CheckedInput(check_email), optional=optional)


def laestab() -> FormRow:
    """The school's number."""
    help_text = "The seven numbers of the Department for Education, such as 855/4000."
    return FormRow("LAESTAB number", help_text, CheckedInput(check_laestab, width=160), optional=True)


def school_type() -> FormRow:
    """The type, which decides whether the fifteen school days are law."""
    help_text = "It decides whether the law gives parents the school's own records within 15 school days."
    boxes = ChoiceBoxes([(one, one.label) for one in SchoolType], vertical=True)
    return FormRow("What type of school is it?", help_text, boxes)


def type_words(value: object) -> str:
    """What the chosen type means for the 15 school days, or "" while none is chosen."""
    if not isinstance(value, SchoolType):
        return ""
    return BOUND if value.bound_by_pupil_information_regulations else NOT_BOUND
