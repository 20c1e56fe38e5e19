"""Stage 1, Received: what was asked, the three clocks, the acknowledgement, and the questions that stop a clock."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.ends import ended_words
from coordinator_app.access_requests.model import Channel, LetterKind, RequestPause, RequestSort
from coordinator_app.access_requests.page import questions
from coordinator_app.access_requests.page.blocks import Columns, Entry, buttons_row, facts_card, head_row
from coordinator_app.access_requests.page.clock_words import pause_words
from coordinator_app.access_requests.page.clocks_panel import ClocksPanel
from coordinator_app.access_requests.page.closing_box import ask_close
from coordinator_app.access_requests.page.form_dialog import FormDialog, Values, ask, day_input
from coordinator_app.access_requests.page.letter_panel import LetterPanel
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.page.stage import Frame, Stage
from coordinator_app.access_requests.sorting import explained, is_about_a_person, sorts_for
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say_day, say_range
from coordinator_app.core.deadlines import chase
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import label

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_LETTER = (
    "It says when the request arrived, the dates you work to, and how to complain. Send it the same day."
)
_REMIND = "Remind them, then record it. After a month without an answer the request can be closed."
_LEDGER = "A question stops the legal month and the target until the answer. The 15 school days run on."
_PLAIN_LEDGER = "A question stops the legal month until the answer. The 15 school days and the target run on."


class ReceivedStage(Stage):
    """Facts on the left, the letter on the right, the clocks above."""

    def __init__(self, services: Services, frame: Frame) -> None:
        super().__init__(services, frame)
        self.clocks = ClocksPanel(services)
        self.letter = LetterPanel(self, LetterKind.ACKNOWLEDGEMENT, _LETTER)
        self.change = button("Change", small=True, accessible="Change what was asked")
        self.pause = button("Ask a question", icon="pause", small=True)
        self.next = button("Next: Identity", "primary")
        self._finish = button("Close it as answered or passed on", "primary")
        self._finish.clicked.connect(self._close)
        self._facts = layout.column(space=0)
        self._ledger = CardList()
        self._rule = label("", "small", "text-2", wrap=True)
        self._none = label("No question was asked. All clocks run.", "body", "text-2", wrap=True)
        self._lay_out()
        self.change.clicked.connect(self._change)
        self.pause.clicked.connect(self._pause)
        self.next.clicked.connect(lambda: frame.go_to("identity"))

    def show_case(self, case: CaseFacts) -> None:
        """Show the request as it now stands."""
        super().show_case(case)
        self.clocks.show_case(case)
        self.letter.show_case(case)
        layout.clear(self._facts)
        self._facts.addWidget(facts_card(_facts(case)))
        self._rule.setText(_LEDGER if case.settings.pauses_stop_target else _PLAIN_LEDGER)
        self._show_ledger(case)
        self.change.setVisible(not case.is_closed)
        self.next.setVisible(not case.is_closed and is_about_a_person(case.request.sort))
        self._finish.setVisible(not case.is_closed and not is_about_a_person(case.request.sort))
        self.pause.setVisible(not case.is_closed and case.open_pause is None)

    def _lay_out(self) -> None:
        lines = layout.column(self, space=20)
        columns = Columns()
        layout.add_all(columns.left, head_row("What was asked", self.change), self._facts)
        columns.left.addSpacing(8)
        layout.add_all(
            columns.left, head_row("Questions to them", self.pause), self._rule, self._none, self._ledger
        )
        columns.right.addWidget(self.letter)
        columns.end()
        layout.add_all(lines, self.clocks, columns, buttons_row(self.next, self._finish), None)

    def _show_ledger(self, case: CaseFacts) -> None:
        self._ledger.clear()
        self._none.setVisible(not case.pauses)
        self._ledger.setVisible(bool(case.pauses))
        for one in case.pauses:
            self._ledger.add(self._pause_row(one, case.today, closed=case.is_closed))

    def _pause_row(self, one: RequestPause, today: date, *, closed: bool) -> Entry:
        if one.answered_on is not None and one.asked_on is not None:
            chip = StatusChip(
                "neutral", "history", f"Paused {say_range(one.asked_on, one.answered_on, year=False)}"
            )
            return Entry(one.question, pause_words(one), chip)
        last = one.chased_on or one.asked_on or today
        late = not closed and today >= chase(last).remind_on
        since = f"{pause_words(one)} {_REMIND if late else 'Waiting for the answer.'}".strip()
        quiet = f"No answer for {(today - (one.asked_on or today)).days} days"
        chip = StatusChip("soon" if late else "pause", None, quiet if late else "Waiting for an answer")
        if closed:
            return Entry(one.question, since, chip)
        remind = button("Record a reminder", small=True)
        remind.clicked.connect(partial(questions.ask_reminded, self.services, one))
        answer = button("Record the answer", small=True)
        answer.clicked.connect(partial(questions.ask_answer, self.services, one))
        return Entry(one.question, since, chip, remind, answer)

    def _pause(self) -> None:
        if self.case is not None:
            questions.ask_pause(self.services, self.case)

    def _close(self) -> None:
        if self.case is not None:
            ask_close(self.services, self.case)

    def _change(self) -> None:
        if self.case is not None:
            ask_change(self.services, self.case)


def _facts(case: CaseFacts) -> list[tuple[str, str]]:
    one = case.request
    how = one.channel.label.lower() if one.channel else ""
    arrived = f"{say_day(one.received_on)}, by {how}" if one.received_on else ""
    if one.channel is Channel.IN_PERSON:
        arrived = arrived.replace("by in person", "in person")
    taken = f", taken by {one.taken_by}" if one.taken_by else ""
    return [
        ("Arrived", f"{arrived}{taken}"),
        ("Typed in", say_day(one.typed_on) if one.typed_on else ""),
        ("Asked by", f"{one.requester}. {one.requester_kind.label if one.requester_kind else ''}".strip()),
        *_sorted(case),
        ("What they want to see", one.wanted),
        ("Address for the reply", one.requester_address),
        ("School on roll on that day", case.school.name if case.school else ""),
    ]


def _sorted(case: CaseFacts) -> list[tuple[str, str]]:
    """What is asked for and what that means; what was asked in before; how it ended."""
    one, facts = case.request, []
    if one.sort is not None:
        means = explained(one.sort, bound=case.bound)
        facts.append(("What they ask for", f"{one.sort.label}. {means.clocks}"))
    if one.about_staff:
        facts.append(("About", f"{one.about_staff}, a member of staff"))
    if case.repeats:
        facts.append(("Asked before in", case.repeats))
    if one.closed_on is not None:
        facts.append(("Closed", f"{ended_words(one)}. {one.closed_because}".strip()))
    return facts


_CHANNELS = tuple((one, one.label) for one in Channel)


def ask_change(services: Services, case: CaseFacts) -> FormDialog:
    """Put right what was taken down; the day it arrived moves every clock."""
    one = case.request
    rows = {
        "requester": FormRow("Who asked?", "", TextInput(one.requester)),
        "requester_address": FormRow(
            "Address for the reply", "", LongText(one.requester_address), optional=True
        ),
        "channel": FormRow("How did it arrive?", "", ChoiceBoxes(_CHANNELS, vertical=True, plain=True)),
        "received_on": FormRow("Date it arrived", "Every clock moves with it.", day_input(services)),
        "wanted": FormRow("What do they want to see?", "", LongText(one.wanted), optional=True),
        "taken_by": FormRow("Who took it?", "", TextInput(one.taken_by), optional=True),
    }
    if case.subject.is_somebody and one.sort is not None:
        may = [*sorts_for(one.requester_kind), RequestSort.FREEDOM_OF_INFORMATION]
        kinds = tuple((sort, sort.label) for sort in may)
        rows["sort"] = FormRow(
            "What do they ask for?", "The clocks follow.", ChoiceBoxes(kinds, vertical=True)
        )
        rows["sort"].input.set_value(one.sort)
    rows["channel"].input.set_value(one.channel)
    rows["received_on"].input.set_value(one.received_on)
    dialog = FormDialog("Change what was asked", "", "Save", rows)

    def work(session: Session, values: Values) -> Saved[Any]:
        return intake.change_request(session, case.request, **values)

    place = DraftOf("change_request", one.id)
    ask(services, dialog, work, "The request is changed.", place=place)
    return dialog
