"""The questions about a place to look in: asked, chased, what was found, left out, another place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coordinator_app.access_requests.actions import places
from coordinator_app.access_requests.actions.places import PlaceAnswer
from coordinator_app.access_requests.page.form_dialog import FormDialog, Values, ask, today_row
from coordinator_app.access_requests.searching import PlaceKind, RequestPlace
from coordinator_app.core.changes import Saved
from coordinator_app.services import Services
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

NOTHING, FOUND, ATTACHED = "nothing", "found", "attached"
_ANSWERS = (
    (NOTHING, "Nothing about them"),
    (ATTACHED, "Something, and all of it is on their record now"),
    (FOUND, "Something, still to be put on their record"),
)


def ask_place(services: Services, request_id: str) -> FormDialog:
    """Another place to look in."""
    kinds = [(one.value, one.label) for one in PlaceKind]
    dialog = FormDialog(
        "Add a place to look in",
        "A mailbox, a folder, a person who may have kept something.",
        "Add it",
        {
            "place_kind": FormRow("What is it?", "", ChoiceList(kinds)),
            "called": FormRow("Which one?", "As the reply will name it.", TextInput()),
        },
    )

    def work(session: Session, values: Values) -> Saved[Any]:
        kind = PlaceKind(values["place_kind"]) if values["place_kind"] else None
        place = RequestPlace(request_id=request_id, place_kind=kind, called=str(values["called"]).strip())
        return places.add_place(session, place)

    ask(services, dialog, work, "The place is added.")
    return dialog


def ask_asked(services: Services, place: RequestPlace) -> FormDialog:
    """Somebody was asked to look there."""
    dialog = FormDialog(
        "Record that you asked",
        f"{place.called}. No clock stops while you wait.",
        "Record it",
        {
            "asked_on": today_row(services, "Asked on"),
            "asked_who": FormRow("Who did you ask?", "", TextInput(place.asked_who), optional=True),
        },
    )

    def work(session: Session, values: Values) -> Saved[Any]:
        return places.asked(session, place, values["asked_on"], str(values["asked_who"]))

    ask(services, dialog, work, "Recorded: they were asked to look.")
    return dialog


def ask_chased_place(services: Services, place: RequestPlace) -> FormDialog:
    """They were asked once more."""
    dialog = FormDialog(
        "Record that you chased them",
        f"{place.called}. No clock stops while you wait.",
        "Record the chase",
        {
            "chased_on": today_row(services, "Chased on"),
            "asked_who": FormRow(
                "Who did you speak or write to?", "", TextInput(place.asked_who), optional=True
            ),
        },
    )

    def work(session: Session, values: Values) -> Saved[Any]:
        return places.chased(session, place, values["chased_on"], str(values["asked_who"]))

    ask(services, dialog, work, "The chase is recorded.")
    return dialog


def ask_answered(services: Services, place: RequestPlace) -> FormDialog:
    """What was found there, by whoever looked."""
    found = FormRow("What was found?", "", ChoiceBoxes(_ANSWERS, vertical=True))
    words = FormRow(
        "Say what it was",
        "Not given to whoever asks. What it says is put on the record as documents.",
        LongText(lines=3),
        optional=True,
    )
    dialog = FormDialog(
        "Record what was found",
        place.called,
        "Record it",
        {"found": found, "answered_on": today_row(services, "Looked on"), "answer": words},
    )

    def work(session: Session, values: Values) -> Saved[Any]:
        said = values["found"]
        answer = PlaceAnswer(
            values["answered_on"],
            None if not said else said != NOTHING,
            str(values["answer"]),
            attached=said == ATTACHED,
        )
        return places.answered(session, place, answer)

    ask(
        services,
        dialog,
        work,
        "What was found is recorded.",
        place=DraftOf("place_answer", place.id),
    )
    return dialog


def ask_left_out(services: Services, place: RequestPlace) -> FormDialog:
    """Why it is not looked in."""
    dialog = FormDialog(
        "Leave this place out",
        f"{place.called}. The reply says that you did not look there, and why.",
        "Leave it out",
        {"left_out": FormRow("Why?", "A reasonable and proportionate search is enough.", LongText(lines=3))},
    )

    def work(session: Session, values: Values) -> Saved[Any]:
        return places.leave_out(session, place, str(values["left_out"]))

    ask(services, dialog, work, "The place is left out.", place=DraftOf("place_left_out", place.id))
    return dialog
