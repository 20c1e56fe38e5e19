"""The questions over a request: pause and answer, the school asked and its reply, a letter sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from coordinator_app.access_requests.actions import intake, letters
from coordinator_app.access_requests.actions.identifying import ask_by_hand
from coordinator_app.access_requests.actions.pausing import pause_by_hand
from coordinator_app.access_requests.model import (
    AccessRequest,
    Channel,
    Consultation,
    LetterKind,
    RequestLetter,
    RequestPause,
)
from coordinator_app.access_requests.page.form_dialog import FormDialog, Values, ask, today_row
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.deadlines import PROMPT_DAYS, is_prompt
from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.plausible import before, missing, refuse
from coordinator_app.services import Services
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

QUESTION, IDENTITY = "question", "identity"
_WHY = "We hold a lot, and their answer lets us find what matters to them."
_REASONS = ((QUESTION, "To ask what they want"), (IDENTITY, "To ask for proof of identity"))


_WAYS = tuple((one, one.label) for one in Channel)
_LETTER_WAYS = (
    (DeliveryMethod.POST, DeliveryMethod.POST.label),
    (DeliveryMethod.RECORDED_DELIVERY, DeliveryMethod.RECORDED_DELIVERY.label),
    (DeliveryMethod.SECURE_EMAIL, DeliveryMethod.SECURE_EMAIL.label),
    (DeliveryMethod.IN_PERSON, "By hand"),
)
_TO_WHOM = "If more than one got it, or it went to an email address, write that too."


def ask_pause(services: Services, case: CaseFacts) -> FormDialog:
    """Why the clock stops: a question about what they want, or proof of identity (decision 1)."""
    reason = FormRow("Why do you need to wait?", "", ChoiceBoxes(_REASONS, vertical=True))
    reason.input.set_value(QUESTION)
    question = FormRow("What do you ask?", "The letter to them says it in these words.", LongText(lines=3))
    why = FormRow(
        "Why do you have to ask?",
        "Kept beside the question, should anybody doubt the pause.",
        TextInput(_WHY),
    )
    how = FormRow(
        "How did you ask?",
        "For example: by telephone, by Ms Inkwell, on the number on the record. It is kept, for no letter of ours shows it.",
        TextInput(),
    )
    dialog = FormDialog(
        "Pause the clock of this request",
        "A question stops the legal month until the answer. Proof of identity moves its start, if you ask "
        f"within {PROMPT_DAYS} days of the request. "
        "The 15 school days run on either way. A letter that asks pauses by itself once it is recorded as sent.",
        "Pause the clock",
        {
            "reason": reason,
            "asked_on": today_row(services, "Asked on"),
            "question": question,
            "why": why,
            "asked_how": how,
        },
    )

    def show_what_counts() -> None:
        for one in (question, why):
            one.setVisible(reason.value() == QUESTION)

    reason.edited.connect(show_what_counts)
    ask(
        services,
        dialog,
        lambda session, values: _pause(session, case.request, values),
        "Recorded. The clocks say what it changes.",
        place=DraftOf("pause_request", case.request.id),
    )
    return dialog


def _pause(session: Session, request: AccessRequest, values: Values) -> Saved[Any]:
    if values["reason"] == IDENTITY:
        return ask_by_hand(session, request, values["asked_on"], str(values["asked_how"] or ""))
    refuse((missing("asked_on", values["asked_on"], "Type the day you asked."),))
    typed = (str(values[name] or "") for name in ("question", "why", "asked_how"))
    return pause_by_hand(session, request, values["asked_on"], *typed)


def ask_answer(services: Services, pause: RequestPause) -> FormDialog:
    """The answer to our question: the clock runs again."""
    answer = FormRow("What did they say?", "", LongText(lines=3))
    how = FormRow("How did the answer come?", "", ChoiceBoxes(_WAYS), optional=True)
    dialog = FormDialog(
        "Record the answer",
        f"You asked: {pause.question}",
        "Record the answer",
        {"answered_on": today_row(services, "Answered on"), "answer": answer, "how": how},
    )

    def work(session: Session, values: Values) -> Saved[Any]:
        refuse(
            (
                missing("answered_on", values["answered_on"], "Type the day they answered."),
                missing("answer", values["answer"], "Write what they said."),
            )
        )
        said = str(values["answer"])
        return intake.answer(session, pause, values["answered_on"], said, how=values["how"])

    place = DraftOf("request_answer", pause.request_id)
    ask(services, dialog, work, "The clock runs again.", place=place)
    return dialog


def ask_reminded(services: Services, pause: RequestPause) -> FormDialog:
    """They were reminded of our question, by whatever way."""
    dialog = FormDialog(
        "Record that you reminded them",
        f"You asked: {pause.question}\nThe clock stands until they answer.",
        "Record the reminder",
        {"chased_on": today_row(services, "Reminded on")},
    )
    ask(
        services,
        dialog,
        lambda session, values: intake.remind(session, pause, values["chased_on"]),
        "The reminder is recorded.",
    )
    return dialog


def ask_reply(services: Services, one: Consultation) -> FormDialog:
    """What the school said."""
    reply = FormRow(
        "What did the school say?", "Its wishes, and anything that it asks you to hold back.", LongText()
    )
    dialog = FormDialog(
        "Record the school's reply",
        "",
        "Record the reply",
        {"replied_on": today_row(services, "Replied on"), "reply": reply},
    )

    def work(session: Session, values: Values) -> Saved[Any]:
        refuse(
            (
                missing("replied_on", values["replied_on"], "Type the day the school replied."),
                missing("reply", values["reply"], "Write what the school said."),
            )
        )
        return intake.school_replied(session, one, values["replied_on"], str(values["reply"]))

    place = DraftOf("school_reply", one.id)
    ask(services, dialog, work, "The school's reply is recorded.", place=place)
    return dialog


def ask_chased(services: Services, one: Consultation) -> FormDialog:
    """The school was chased for its reply, by whatever way."""
    dialog = FormDialog(
        "Record that you chased the school",
        "No clock stops while you wait for the school.",
        "Record the chase",
        {
            "chased_on": today_row(services, "Chased on"),
            "chased_who": FormRow(
                "Who did you speak or write to?", "", TextInput(one.asked_who), optional=True
            ),
        },
    )

    def work(session: Session, values: Values) -> Saved[Any]:
        refuse((missing("chased_on", values["chased_on"], "Type the day you chased the school."),))
        return intake.chase_school(session, one, values["chased_on"], str(values["chased_who"]))

    ask(services, dialog, work, "The chase is recorded.")
    return dialog


def ask_consulted(services: Services, case: CaseFacts) -> FormDialog:
    """The school asked without our letter: by telephone or in person."""
    who = FormRow("Who did you ask?", "", TextInput(case.school.head if case.school else ""))
    dialog = FormDialog(
        "Record that you asked the school",
        "For a call or a visit. No clock stops while you wait for the school.",
        "Record it",
        {"asked_on": today_row(services, "Asked on"), "asked_who": who},
    )

    def work(session: Session, values: Values) -> Saved[Any]:
        refuse((missing("asked_on", values["asked_on"], "Type the day you asked."),))
        return intake.consult_school(session, case.request, values["asked_on"], str(values["asked_who"]))

    ask(services, dialog, work, "Recorded: the school was asked.")
    return dialog


def _went_before(case: CaseFacts, letter: RequestLetter) -> DeliveryMethod | None:
    """The way that the last letter to the same person went; None for the first."""
    to = [one for one in case.letters if one.sent_how and one.addressed_to == letter.addressed_to]
    return max(to, key=lambda one: one.sent_on or date.min).sent_how if to else None


def _true_until(case: CaseFacts, letter: RequestLetter) -> str:
    """Of a letter that asks for proof and lay too long: till when what it says of the month was true; "" where it still is."""
    request, asked = case.request, _ASKED.get(letter.letter) if letter.letter else None
    received, written = request.received_on, letter.written_on
    if asked is None or received is None or not (case.clocks.has_target and case.clocks.has_legal):
        return ""
    lay = is_prompt(received, written) and not is_prompt(received, case.today)
    if not lay or getattr(request, asked) is not None:
        return ""
    return (
        f"It says that the legal month starts when the proof comes. That is so if it went by {say(received + timedelta(days=PROMPT_DAYS))}. "
        "If it goes later, the month runs already: leave this box, make the letter anew, and send that one."
    )


_ASKED = {LetterKind.IDENTITY: "identity_asked_on", LetterKind.AUTHORITY: "authority_asked_on"}


def ask_sent(
    services: Services, case: CaseFacts, letter: RequestLetter, *, consults: bool = False
) -> FormDialog:
    """How a letter went out, to whom and when; with `consults` it is the letter that asks the school (003-5.1c)."""
    rows = {
        "sent_how": FormRow("How did it go?", "", ChoiceBoxes(_LETTER_WAYS, vertical=True)),
        "sent_to": FormRow("To whom?", _TO_WHOM, TextInput(longest=200)),
        "sent_on": today_row(services, "Sent on"),
    }
    dialog = FormDialog("Record the letter as sent", _true_until(case, letter), "Record as sent", rows)
    rows["sent_to"].input.set_value(letter.addressed_to)
    rows["sent_how"].input.set_value(_went_before(case, letter))
    dialog.take_stock()

    def work(session: Session, values: Values) -> Saved[Any]:
        sent_on, how, to = values["sent_on"], values["sent_how"], str(values["sent_to"] or "")
        # before anything is written: asking the school and the letter are two writes
        written = before("sent_on", sent_on, letter.written_on, "the day it was written")
        refuse(
            (
                missing("sent_how", how, "Choose how it went."),
                missing("sent_to", to.strip(), "Say to whom it went."),
                missing("sent_on", sent_on, "Type the day it was sent."),
                written,
            )
        )
        if not consults:
            return letters.letter_sent(session, letter, sent_on, how, to)
        known = case.school.head or case.school.name if case.school else ""
        try:
            asked = intake.consult_school(session, case.request, sent_on, known)
        except InvalidInput as error:
            raise InvalidInput(*(replace(one, field="sent_on") for one in error.problems)) from error
        letters.letter_sent(session, letter, sent_on, how, to)
        return asked

    ask(services, dialog, work, "The letter is recorded as sent.")
    return dialog
