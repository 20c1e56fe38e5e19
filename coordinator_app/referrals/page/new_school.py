"""Add the school that refers without leaving the referral: what is typed there stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from coordinator_app.core.changes import Saved
from coordinator_app.core.identifiers import check_laestab
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.referrals.schools import add_school
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.checked_input import CheckedInput
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label

_TERMS = (
    "Its people and term dates can be added later in the settings. Until then Today says what is missing."
)
_TYPE_HELP = "It decides whether the law gives parents the school's own records within 15 school days."
_NUMBER_HELP = "The seven numbers of the Department for Education, such as 855/4000."


class SchoolBox(FormBox):
    """Name, type and number: what a referral needs of a school."""

    def __init__(self) -> None:
        super().__init__("Add a school", "Add the school")
        types = ChoiceBoxes([(one, one.label) for one in SchoolType], vertical=True)
        number = CheckedInput(check_laestab, width=160)
        self.form.add("name", FormRow("Name of the school", "", TextInput()))
        self.form.add("school_type", FormRow("What type of school is it?", _TYPE_HELP, types))
        self.form.add("laestab", FormRow("LAESTAB number", _NUMBER_HELP, number, optional=True))
        self.form.add_widget(label(_TERMS, "small", "text-2", wrap=True))

    def school(self) -> School:
        """The school as typed, its number in the form that we keep."""
        values: dict[str, Any] = self.form.values()
        values["laestab"] = check_laestab(values["laestab"]).value or ""
        return School(**values)


def ask(services: Services, then: Callable[[Saved[School]], None]) -> None:
    """Ask for a school and keep it; `then` gets what was kept."""
    box = SchoolBox()

    def write(done: Callable[[object], None], failed: Callable[[Exception], None]) -> None:
        school = box.school()
        services.jobs.write(lambda session: add_school(session, school), done=done, failed=failed)

    box.saves(write)
    box.saved.connect(guarded(box, then))
    services.dialogs.show(box)
