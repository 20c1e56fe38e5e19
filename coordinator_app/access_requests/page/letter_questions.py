"""The questions over a letter that was sent: that it was chased, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coordinator_app.access_requests.actions import letters
from coordinator_app.access_requests.model import Channel, LetterKind, RequestLetter, letter_compartment
from coordinator_app.access_requests.page.form_dialog import FormDialog, Values, ask, today_row
from coordinator_app.access_requests.persons import ConsentAnswer
from coordinator_app.core.changes import Saved
from coordinator_app.services import Services
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

ANSWERED = frozenset(
    {
        LetterKind.IDENTITY,
        LetterKind.AUTHORITY,
        LetterKind.CLARIFICATION,
        LetterKind.SAFEGUARDING_ADVICE,
        LetterKind.HEALTH_OPINION,
        LetterKind.THIRD_PARTY,
    }
)
"""Letters that wait for an answer; that of the school on roll is recorded with its consultation."""


def ask_chased(services: Services, letter: RequestLetter) -> FormDialog:
    """They were reminded, by whatever way."""
    dialog = FormDialog(
        "Record that you reminded them",
        "A reminder moves no clock.",
        "Record the reminder",
        {"chased_on": today_row(services, "Reminded on")},
    )
    ask(
        services,
        dialog,
        lambda session, values: letters.chase_letter(session, letter, values["chased_on"]),
        "The reminder is recorded.",
    )
    return dialog


def ask_answered(services: Services, letter: RequestLetter) -> FormDialog:
    """What they answered; a question's clock runs again with it."""
    rows = {"replied_on": today_row(services, "Answered on")}
    if letter.letter is LetterKind.CLARIFICATION:
        rows["how"] = FormRow("How did the answer come?", "", ChoiceBoxes(_WAYS), optional=True)
    if letter.letter is LetterKind.THIRD_PARTY:
        rows["consent"] = FormRow(
            "What do they wish?", "", ChoiceBoxes(_WISHES, vertical=True), optional=True
        )
    if letter.letter is LetterKind.HEALTH_OPINION:
        rows["would_harm"] = FormRow("Would seeing it cause serious harm?", "", ChoiceBoxes(_YES_NO))
    rows["reply"] = FormRow("What did they say?", _NOTES.get(letter.letter, ""), LongText(lines=3))
    dialog = FormDialog("Record the answer", "", "Record the answer", rows)

    def work(session: Session, values: Values) -> Saved[Any]:
        return letters.letter_answered(
            session,
            letter,
            values["replied_on"],
            str(values["reply"]),
            how=values.get("how"),
            consent=values.get("consent"),
            would_harm=values.get("would_harm"),
        )

    place = DraftOf("letter_answer", letter.id, letter_compartment(letter))
    ask(services, dialog, work, "The answer is recorded.", place=place)
    return dialog


_WAYS = tuple((one, one.label) for one in Channel)
_WISHES = tuple((one, one.label) for one in ConsentAnswer)
_YES_NO = ((True, "Yes"), (False, "No"))
_NOTES: dict[LetterKind | None, str] = {
    LetterKind.IDENTITY: "Record what was seen under Identity: the month starts with that.",
    LetterKind.AUTHORITY: "Record what was seen under Identity: the month starts with that.",
    LetterKind.CLARIFICATION: "The clock runs again from this day.",
}
