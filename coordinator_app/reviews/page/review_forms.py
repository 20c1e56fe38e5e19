"""The questions of a review, a short form for each step, and the record that their answers make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from coordinator_app.core.dates import read_date
from coordinator_app.core.errors import InvalidInput
from coordinator_app.reviews.attended import Attended
from coordinator_app.reviews.model import PERCENT_ASKED, Review, read_percent
from coordinator_app.ui import form_draft
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.step_screen import StepPage

STEPS = (
    StepPage("meeting", "Meeting", "When, where and who", "When was it, and who was there?"),
    StepPage("attendance", "Attendance", "Since the last review", "How was attendance?"),
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
        "meeting": _meeting(today),
        "attendance": _attendance(),
        "feedback": _feedback(),
        "views": _views(),
        "share": _share(today),
    }


_FEEDBACK = "Type or paste what they sent, without the names of other pupils."


def _meeting(today: Today) -> Form:
    form = Form()
    held = FormRow("Date it was held", "For example, today or 18 November.", day_input(today))
    form.add("held_on", held)
    form.add_beside(
        {
            "due_on": FormRow("Planned for", "", day_input(today)),
            "starts_at": FormRow("Time", "", TextInput(longest=40, hint="14:30"), optional=True),
        }
    )
    place = "It stands on the invitations. In the calendar file only if it names nobody."
    form.add("where_held", FormRow("Where", place, TextInput(longest=200), optional=True))
    return form


def _attendance() -> Form:
    form = Form()
    form.add("attendance_percent", FormRow("Attendance, per cent", "", PercentInput(), optional=True))
    words = "In words that a family reads. Put right what the numbers do not tell."
    form.add("attendance_words", FormRow("About attendance", words, LongText(lines=3), optional=True))
    return form


def _feedback() -> Form:
    form = Form()
    form.add(
        "provider_words",
        FormRow("Feedback from the provider", _FEEDBACK, LongText(lines=7), optional=True),
    )
    without = "Only if nothing has come. The family reads that there is none, not why."
    form.add(
        "without_feedback",
        FormRow("Why does it go on without feedback?", without, TextInput(longest=300), optional=True),
    )
    return form


def _views() -> Form:
    form = Form()
    pupil = "Ask: what goes well? What is hard? What would help? In the pupil’s own words: they come first in print."
    family = "Ask: how is it at home? What do you want us to know? In their own words, also what they do not agree with."
    form.add("pupil_words", FormRow("What the pupil says", pupil, LongText(lines=4), optional=True))
    form.add("family_words", FormRow("What the family says", family, LongText(lines=4), optional=True))
    return form


def _share(today: Today) -> Form:
    form = Form()
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
    held, due = found["held_on"], found["due_on"]
    return replace(
        review,
        due_on=due if isinstance(due, date) else review.due_on,
        held_on=held if isinstance(held, date) else None,
        attendance_percent=percent.percent() if isinstance(percent, PercentInput) else "",
        starts_at=str(found["starts_at"]),
        where_held=str(found["where_held"]),
        attendance_words=str(found["attendance_words"]),
        provider_words=str(found["provider_words"]),
        pupil_words=str(found["pupil_words"]),
        family_words=str(found["family_words"]),
        without_feedback=str(found["without_feedback"]),
    )


_ASKS = {
    "meeting": ("held_on",),
    "attendance": ("attendance_percent", "attendance_words"),
    "feedback": ("provider_words", "without_feedback"),
    "views": ("pupil_words", "family_words"),
}


def answered(forms: dict[str, Form]) -> set[str]:
    """The steps with a form whose own question is answered."""
    found = set()
    for step, names in _ASKS.items():
        values = [bool(forms[step].row(name).value()) for name in names]
        if any(values):
            found.add(step)
    return found


def next_on(forms: dict[str, Form]) -> date | None:
    """The day chosen for the next review."""
    value = forms["share"].row("next_on").value()
    return value if isinstance(value, date) else None


def missing(review: Review) -> dict[str, str]:
    """What the first step still needs before a review can be finished (003-5.3)."""
    return {"held_on": "Type the date it was held."} if review.held_on is None else {}


def fill_in(forms: dict[str, Form], found: Attended) -> None:
    """Attendance as the weeks have it, where nothing was written yet."""
    form = forms["attendance"]
    if not any(form.values().values()):
        form.set_values({"attendance_percent": found.percent, "attendance_words": found.words})


def draft(forms: dict[str, Form]) -> dict[str, object]:
    """What is typed, as plain values."""
    kept: dict[str, object] = {}
    for form in forms.values():
        kept |= {name: value for name, value in form_draft.typed(form).items() if value not in {"", None}}
    return kept


def put_back(forms: dict[str, Form], kept: dict[str, object]) -> None:
    """A draft again, the cursor of each long text behind its last letter."""
    for form in forms.values():
        form_draft.put_back(form, {name: value for name, value in kept.items() if name in form.rows()})


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
