"""The questions about somebody in the papers: what is done, what they said when asked, and the balance (paragraph 16)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coordinator_app.access_requests.actions import persons
from coordinator_app.access_requests.model import LetterKind
from coordinator_app.access_requests.page.blocks import buttons_row
from coordinator_app.access_requests.page.form_dialog import FormDialog, Values, ask, day_input
from coordinator_app.access_requests.page.people_reading import PersonLine
from coordinator_app.access_requests.persons import (
    ConsentAnswer,
    PersonDecision,
    PersonKind,
    RequestPerson,
)
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.changes import Saved
from coordinator_app.services import Services
from coordinator_app.ui.box_draft import BoxDraft
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_TEXT = (
    "One decision holds for every item and page. To show what is about another person, weigh their rights against "
    "those of whoever asks, and write down how."
)
_LEFT = -1  # neither kept nor thrown away
_NAMES = (
    "decision", "person_kind", "reason", "kind_of_information", "confidence", "steps_taken", "asked_on", "answer",
    "answered_on",
)  # fmt: skip


def ask_person(services: Services, line: PersonLine, again: Collection[str], then: Any) -> FormDialog:
    """Open the questions about somebody who was begun; `again` are the items decided by hand that are put back to be looked at."""
    known = line.person
    title = "Decide for this person" if known.item_kind != persons.WORDS else "Decide for these words"
    dialog = FormDialog(f"{title}: {known.called}", _TEXT, "Keep the decision", _rows(services))
    dialog.form.set_values({name: getattr(known, name) for name in _NAMES})

    def work(session: Session, values: Values) -> Saved[Any]:
        wanted = {name: _read(name, values.get(name)) for name in _NAMES}
        return persons.decide_person(session, replace(known, **wanted), again)

    place = DraftOf("request_person", known.id, record_type(known).compartment_of(known))
    if known.item_kind != persons.WORDS:
        _lead_to_letter(services, dialog, known)
    ask(services, dialog, work, "Decision kept", then, place)
    return dialog


def _lead_to_letter(services: Services, dialog: FormDialog, person: RequestPerson) -> None:
    """A way to the letter that asks them; what is typed here stays as a draft and is back when the box is opened again."""
    write = button("Write to them", "quiet", "mail", small=True, accessible=f"Write to {person.called}")
    write.setAutoDefault(False)
    dialog.body.insertWidget(dialog.body.count() - 2, buttons_row(write))

    def go() -> None:
        draft = dialog.findChild(BoxDraft)
        if draft is not None:
            draft.keep()
        dialog.done(_LEFT)
        services.go.to(
            "request_letters",
            request_id=person.request_id,
            kind=LetterKind.THIRD_PARTY.value,
            person_id=person.id,
        )

    write.clicked.connect(go)


def _read(name: str, value: Any) -> Any:
    kinds: dict[str, Any] = {"decision": PersonDecision, "person_kind": PersonKind, "answer": ConsentAnswer}
    if name in kinds:
        return kinds[name](str(value)) if value else None
    return value


def _rows(services: Services) -> dict[str, FormRow]:
    return {
        "decision": FormRow("What to do", "", ChoiceList([(one, one.label) for one in PersonDecision])),
        "person_kind": FormRow("Who they are", "", ChoiceList([(one, one.label) for one in PersonKind])),
        "reason": FormRow("Reason in your words", "", LongText(lines=2), optional=True),
        "kind_of_information": FormRow(
            "What kind of information it is",
            "Such as: only that they were there.",
            LongText(lines=2),
            optional=True,
        ),
        "confidence": FormRow("Whether it was told in confidence", "", LongText(lines=2), optional=True),
        "steps_taken": FormRow("What was done to ask them", "", LongText(lines=2), optional=True),
        "asked_on": FormRow("Asked on", "", day_input(services), optional=True),
        "answer": FormRow(
            "What they said",
            "",
            ChoiceList([(one, one.label) for one in ConsentAnswer], none="Not answered yet"),
            optional=True,
        ),
        "answered_on": FormRow("Answered on", "", day_input(services), optional=True),
    }
