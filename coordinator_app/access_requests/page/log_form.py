"""The questions of logging a request: about whom and who asks, then what arrived; and what the answers mean (domain 2.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtWidgets import QWidget

from coordinator_app.access_requests.model import Channel, RequesterKind, RequestSort
from coordinator_app.access_requests.page.form_dialog import day_input
from coordinator_app.access_requests.page.pupil_picker import PupilPicker
from coordinator_app.services import Services
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput


class About(StrEnum):
    """The first question of the sorter: what it is about."""

    PUPIL = "pupil"
    STAFF = "staff"
    WORK = "work"
    OTHER = "other"
    OFFICIAL = "official"
    COMPLAINT = "complaint"
    CORRECTION = "correction"
    RIGHTS = "rights"


_ABOUT = (
    (About.PUPIL, "What is held about a pupil"),
    (About.STAFF, "What is held about themselves, as a member of staff"),
    (About.WORK, "How the Partnership works: policies, figures, money"),
    (About.OFFICIAL, "The police, a court, Ofsted or social care ask about a pupil"),
    (About.COMPLAINT, "They complain about how we handle information"),
    (About.CORRECTION, "Something that we keep about a pupil is wrong"),
    (About.RIGHTS, "To erase what we keep about a pupil, or to stop using it"),
    (About.OTHER, "Something else, such as a meeting"),
)
ELSEWHERE: Mapping[About, str] = {
    About.OFFICIAL: "official_request",
    About.COMPLAINT: "complaints",
    About.CORRECTION: "corrections",
    About.RIGHTS: "rights",
}
"""What has a register of its own, by the page on which it is logged."""
OF_A_PUPIL = frozenset({About.PUPIL, About.OFFICIAL, About.CORRECTION, About.RIGHTS})
"""What cannot be logged without saying which pupil it is about."""
SORTS = (
    (RequestSort.SUBJECT_ACCESS, "Everything that is held about the child"),
    (RequestSort.EDUCATIONAL_RECORD, "Only the child's educational record"),
    (RequestSort.BOTH, "Both, or it is not clear"),
)
_KINDS = (
    RequesterKind.PARENT,
    RequesterKind.OTHER_CARER,
    RequesterKind.SOLICITOR,
    RequesterKind.THIRD_PARTY,
    RequesterKind.LOCAL_AUTHORITY,
)
_DAY_HELP = "Where a clock runs, it starts the day it arrived, even on a weekend."
NEW = "No, it is new"


def who_form(picker: PupilPicker, asker: ChoiceList, said: QWidget) -> Form:
    """Step 1: what it is about, about whom, who asks; `said` stands below the first answer."""
    form = Form()
    kinds = tuple((one, one.label) for one in _KINDS)
    form.add("about", FormRow("What do they ask for?", "", ChoiceBoxes(_ABOUT, vertical=True, plain=True)))
    form.add_widget(said)
    form.add("pupil_id", FormRow("Who is it about?", "Type part of the pupil's name.", picker))
    form.add("asker", FormRow("Who asked?", "", asker))
    form.add("requester", FormRow("Their name", "", TextInput()))
    form.add("requester_kind", FormRow("Who are they?", "", ChoiceBoxes(kinds, vertical=True)))
    form.add("requester_address", FormRow("Address for the reply", "", LongText(lines=3), optional=True))
    return form


def what_form(services: Services, earlier: ChoiceList, said: QWidget) -> Form:
    """Step 2: what arrived and when, which right it is, whether it was asked before; `said` stands below the sort."""
    form = Form()
    channels = tuple((one, one.label) for one in Channel)
    form.add("received_on", FormRow("Date it arrived", _DAY_HELP, day_input(services)))
    form.add("channel", FormRow("How did it arrive?", "", ChoiceBoxes(channels, plain=True)))
    form.add("sort", FormRow("Which of these do they ask for?", "", ChoiceBoxes(SORTS, vertical=True)))
    form.add_widget(said)
    help_text = "A link is all it makes: every check is made anew."
    form.add("repeats_id", FormRow("Have they asked this before?", help_text, earlier))
    form.add("closed_because", FormRow("Why is it no request for information?", "", LongText(lines=2)))
    form.add(
        "wanted",
        FormRow("What do they want to see?", "In their own words.", LongText(lines=3), optional=True),
    )
    form.add(
        "taken_by",
        FormRow(
            "Who took it?", "The one who took the call or opened the letter.", TextInput(), optional=True
        ),
    )
    return form


def sort_of(about: object, chosen: object) -> RequestSort | None:
    """The answer that the questions lead to; None while it is not settled."""
    settled = {
        About.STAFF: RequestSort.SUBJECT_ACCESS,
        About.WORK: RequestSort.FREEDOM_OF_INFORMATION,
        About.OTHER: RequestSort.NOT_A_REQUEST,
    }
    if about in settled:
        return settled[About(str(about))]
    return chosen if isinstance(chosen, RequestSort) else None


def fixed_kind(about: object) -> RequesterKind | None:
    """Who asks where the first answer says it; None where it is asked."""
    kinds = {
        About.STAFF: RequesterKind.STAFF,
        About.WORK: RequesterKind.OTHER,
        About.OTHER: RequesterKind.OTHER,
    }
    return kinds.get(About(str(about))) if about else None


def plain_answers(form: Form) -> dict[str, Any]:
    """What stands in a form, as plain values for a draft."""
    values = {name: row.value() for name, row in form.rows().items()}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def answers_again(draft: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a draft as the forms take them."""
    values = dict(draft)
    kinds = {"channel": Channel, "requester_kind": RequesterKind, "sort": RequestSort, "about": About}
    for name, kind in kinds.items():
        if values.get(name):
            values[name] = kind(values[name])
    return values


def missing_answers(form: Form) -> dict[str, str]:
    """What must be answered in the first step and is not, by the name of the question."""
    needed = {
        "pupil_id": "Choose the pupil.",
        "asker": "Choose who asked.",
        "requester": "Say who asked.",
        "requester_kind": "Say who they are.",
    }
    rows = form.rows()
    return {
        name: words for name, words in needed.items() if not rows[name].isHidden() and not rows[name].value()
    }
