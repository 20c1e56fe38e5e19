"""The questions of a review, a short form for each step, and the record that their answers make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from coordinator_app.core.dates import read_date
from coordinator_app.core.errors import InvalidInput
from coordinator_app.reviews.model import PERCENT_ASKED, Review, read_percent
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.step_screen import StepPage

STEPS = (
    StepPage("attendance", "Attendance", "The day and who came", "How was attendance?"),
    StepPage("targets", "Targets", "Results and new ones", "Which targets were met?"),
    StepPage("feedback", "Feedback", "From the provider", "What does the provider say?"),
    StepPage("views", "Views", "Pupil and family", "What do the pupil and the family say?"),
    StepPage("share", "Share", "What the family is told", "What does the family take home?"),
)
Today = Callable[[], date]


class PercentInput(TextInput):
    """A number from 0 to 100 with one decimal at most, as schools report attendance, or nothing."""

    def __init__(self) -> None:
        super().__init__(width=100, longest=12)

    def problem(self) -> str:
        """What is wrong with it, or ""."""
        typed = super().value()
        return PERCENT_ASKED if typed and read_percent(typed) is None else ""

    def percent(self) -> str:
        """The number as it is kept, "" for none."""
        return read_percent(super().value()) or ""


def day_input(today: Today, *, future: bool = True) -> DateInput:
    """A date typed as one likes."""
    return DateInput(lambda typed: read_date(typed, today(), future=future).value, today=today)


def forms_for(today: Today) -> dict[str, Form]:
    """The forms by step; targets have a widget of their own."""
    return {
        "attendance": _attendance(today),
        "feedback": _one("provider_words", "Feedback from the provider", _FEEDBACK, lines=8),
        "views": _views(),
        "share": _share(today),
    }


_FEEDBACK = "Type or paste what they sent. Leave it empty if nothing has come: the summary then says so."


def _attendance(today: Today) -> Form:
    form = Form()
    form.add("held_on", FormRow("Date of the review", "For example, today or 18 November.", day_input(today)))
    form.add("who_was_there", FormRow("Who was there?", "Names and what they are.", LongText(lines=2)))
    form.add(
        "attendance_percent",
        FormRow("Attendance, per cent", "As the school gives it.", PercentInput(), optional=True),
    )
    form.add("attendance_words", FormRow("About attendance", "", LongText(lines=3), optional=True))
    return form


def _one(name: str, title: str, help_text: str, *, lines: int) -> Form:
    form = Form()
    form.add(name, FormRow(title, help_text, LongText(lines=lines), optional=True))
    return form


def _views() -> Form:
    form = Form()
    said = "In their own words as far as you can."
    form.add("pupil_words", FormRow("What the pupil says", said, LongText(lines=4), optional=True))
    form.add("family_words", FormRow("What the family says", said, LongText(lines=4), optional=True))
    return form


def _share(today: Today) -> Form:
    form = Form()
    help_text = "If nobody came: who it is posted or sent to. Finish only once it is on its way."
    form.add("copy_given_to", FormRow("Who gets a copy?", help_text, TextInput(longest=200), optional=True))
    form.add("next_on", FormRow("Next review", "", day_input(today), optional=True))
    return form


def show(forms: dict[str, Form], review: Review) -> None:
    """Put what is kept into the forms."""
    for form in forms.values():
        form.set_values({name: getattr(review, name) for name in form.rows() if name != "next_on"})


def written(forms: dict[str, Form], review: Review) -> Review:
    """The review with what is typed."""
    found: dict[str, object] = {}
    for form in forms.values():
        found |= form.values()
    percent = forms["attendance"].row("attendance_percent").input
    held = found["held_on"]
    return replace(
        review,
        held_on=held if isinstance(held, date) else None,
        attendance_percent=percent.percent() if isinstance(percent, PercentInput) else "",
        who_was_there=str(found["who_was_there"]),
        attendance_words=str(found["attendance_words"]),
        provider_words=str(found["provider_words"]),
        pupil_words=str(found["pupil_words"]),
        family_words=str(found["family_words"]),
        copy_given_to=str(found["copy_given_to"]),
    )


_ASKS = {
    "attendance": ("held_on", "who_was_there"),
    "feedback": ("provider_words",),
    "views": ("pupil_words", "family_words"),
    "share": ("copy_given_to",),
}


def answered(forms: dict[str, Form]) -> set[str]:
    """The steps with a form whose own question is answered: all of the first one's, any of the others'."""
    found = set()
    for step, names in _ASKS.items():
        values = [bool(forms[step].row(name).value()) for name in names]
        if all(values) if step == "attendance" else any(values):
            found.add(step)
    return found


def next_on(forms: dict[str, Form]) -> date | None:
    """The day chosen for the next review."""
    value = forms["share"].row("next_on").value()
    return value if isinstance(value, date) else None


def missing(review: Review) -> dict[str, str]:
    """What the first step still needs before a review can be finished (003-5.3)."""
    found = {}
    if review.held_on is None:
        found["held_on"] = "Type the date it was held."
    if not review.who_was_there:
        found["who_was_there"] = "Name those who came."
    return found


def draft(forms: dict[str, Form]) -> dict[str, object]:
    """What is typed, as plain values."""
    kept: dict[str, object] = {}
    for form in forms.values():
        for name, value in form.values().items():
            if value not in {"", None}:
                kept[name] = value.isoformat() if isinstance(value, date) else value
    return kept


def put_back(forms: dict[str, Form], kept: dict[str, object]) -> None:
    """A draft again."""
    for form in forms.values():
        form.set_values({name: value for name, value in kept.items() if name in form.rows()})


def clear(forms: dict[str, Form]) -> None:
    """Empty every form, of its answers and of what was said about them."""
    for form in forms.values():
        form.errors({})
        form.set_values(dict.fromkeys(form.rows()))


def point_out(forms: dict[str, Form], error: InvalidInput) -> str:
    """Say at the first form that asks for it what is wrong; the name of its step, empty if none asks for it."""
    found = {one.field: one.message for one in error.problems}
    for step, form in forms.items():
        here = {name: words for name, words in found.items() if name in form.rows()}
        if here:
            form.errors(here)
            return step
    return ""
