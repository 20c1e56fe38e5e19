"""All letters of one request: what was written, sent, chased and answered; and a new one of any kind."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from coordinator_app.access_requests.actions import letters
from coordinator_app.access_requests.letter_kinds import CHILD_WORDS, LETTERS, LetterWords
from coordinator_app.access_requests.model import HealthOpinion, LetterKind, RequestLetter
from coordinator_app.access_requests.page import letter_questions, questions
from coordinator_app.access_requests.page.advice import About, ask_advice, ask_opinion, read_opinions
from coordinator_app.access_requests.page.blocks import Entry, buttons_row
from coordinator_app.access_requests.page.letter_panel import LetterPanel
from coordinator_app.access_requests.page.letter_words import lacking, words_form, words_of
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.page.stage import Frame, Stage
from coordinator_app.core.dates import say
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import Button, button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.case_page import midway
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.labels import heading, label

_WHY = "This is about safeguarding or health."
_CHILDS = "The pupil asks, so it is in words for a child. Write your own words for a child, too."
_BY_OTHER_WAYS = frozenset(
    {LetterKind.CLARIFICATION, LetterKind.SAFEGUARDING_ADVICE, LetterKind.HEALTH_OPINION}
)


class LettersStage(Stage):
    """The letters written stand above, the one being written below."""

    def __init__(self, services: Services, frame: Frame) -> None:
        super().__init__(services, frame)
        self.kind: LetterKind | None = None
        self._person_id = ""
        self.panel: LetterPanel | None = None
        self.form: Form | None = None
        self.written = CardList()
        self._none = label("No letter is written yet.", "body", "text-2", wrap=True)
        self._offered = ChoiceList([], none="Choose a letter")
        self.reveal = button("Show letters about restricted entries", icon="lock")
        self.which = FormRow("Which letter?", "", self._offered)
        layout.size(self.which, max_width=640)
        self._does = label("", "small", "text-2", wrap=True)
        self._room = layout.column(space=12)
        self.prepare = button("Prepare the letter", "primary", icon="file-text")
        self.otherwise = button("Asked without a letter", icon="phone")
        self._new = QWidget()
        self._lay_out()
        self.which.edited.connect(self._chosen)
        self.prepare.clicked.connect(self._prepare)
        self.otherwise.clicked.connect(self._asked_otherwise)

    def show_case(self, case: CaseFacts) -> None:
        """Show the letters as they now stand; what is being written stays."""
        super().show_case(case)
        self._show_written(case)
        guards = self.services.vault.holds(Compartment.GUARDED)
        offered = [(kind, kind.label) for kind in LETTERS if guards or not kind.is_guarded]
        self._offered.offer(offered)
        self._new.setVisible(not case.is_closed)
        if self.panel is not None:
            self.panel.show_case(case)

    def choose(self, kind: LetterKind | None, person_id: str = "") -> None:
        """Begin a letter of this kind; to somebody of the papers where their record is named."""
        self._person_id = person_id
        self.which.input.set_value(kind)
        self._begin(kind)

    def save_draft(self) -> dict[str, Any] | None:
        """The letter that is being written, with what was typed for it."""
        if self.kind is None or self.form is None:
            return None
        typed = {name: str(value) for name, value in self.form.values().items() if value is not None}
        text = self.panel.text if self.panel is not None else ""
        if not any(typed.values()) and not text:
            return None
        return {"kind": self.kind.value, "words": typed, "text": text, "person_id": self._person_id}

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put it back."""
        kind = LetterKind(draft["kind"])
        self._person_id = str(draft.get("person_id", ""))
        self.which.input.set_value(kind)
        self._begin_now(kind, propose=False)
        if self.form is not None:
            self.form.set_values(dict(draft["words"]))
        if self.panel is not None:
            self.panel.text = str(draft.get("text", ""))

    def reopens(self) -> Openers:
        """The boxes over the letters that are opened again."""
        texts = {f"{kind.value}-text": partial(self._words_again, kind) for kind in LETTERS}
        return {"letter_answer": self._answer_again, **texts}

    def _answer_again(self, left: Left) -> bool:
        letters_here = self.case.letters if self.case is not None else ()
        one = next((one for one in letters_here if one.id == left.record_id), None)
        if one is None:
            return False
        letter_questions.ask_answered(self.services, one)
        return True

    def _words_again(self, kind: LetterKind, left: Left) -> bool:
        """The letter is begun and prepared first, with what was typed for it."""
        if self.case is None or self.case.request.id != left.record_id:
            return False
        if self.kind is not kind:
            self.choose(kind)
        if self.panel is None:
            self._prepare()
        return self.panel is not None and self.panel.words_again(left)

    # the look

    def _lay_out(self) -> None:
        lines = layout.column(self, space=16)
        layout.add_all(lines, heading("Letters written"), self._none, self.written)
        lines.addWidget(buttons_row(self.reveal))
        self.reveal.clicked.connect(self._reveal)
        self.reveal.hide()
        below = layout.column(self._new, space=12)
        layout.add_all(below, heading("Write a letter"), self.which, self._does)
        below.addLayout(self._room)
        below.addWidget(buttons_row(self.prepare, self.otherwise))
        lines.addWidget(self._new)
        self._sheet = layout.column(space=0)
        lines.addLayout(self._sheet)
        lines.addStretch(1)
        self._does.hide()
        self.prepare.hide()
        self.otherwise.hide()

    def _show_written(self, case: CaseFacts) -> None:
        self.written.clear()
        shown = [one for one in case.letters if not one.is_guarded or self.services.confirm.fresh]
        for one in shown:
            self.written.add(self._row(one, closed=case.is_closed))
        self._none.setVisible(not case.letters)
        self.written.setVisible(bool(shown))
        self.reveal.setVisible(len(shown) < len(case.letters))

    def _reveal(self) -> None:
        """What is kept with the safeguarding entries is shown as those are: after the passphrase."""
        self.services.confirm(guarded(self, self._show_again), _WHY)

    def _show_again(self) -> None:
        if self.case is not None:
            self._show_written(self.case)

    def _row(self, one: RequestLetter, *, closed: bool) -> Entry:
        title = one.letter.label if one.letter else "Letter"
        look = button("Look", small=True, accessible=f"Look at: {title}")
        look.clicked.connect(partial(self._look, one))
        acts = [] if closed else self._acts(one, title)
        return Entry(title, _story(one), _chip(one), *acts, look)

    def _acts(self, one: RequestLetter, title: str) -> list[Button]:
        made: list[Button] = []
        if one.sent_on is None:
            made.append(self._act("Record as sent", title, partial(self._ask_sent, one)))
        elif one.replied_on is None and one.letter in letter_questions.ANSWERED:
            made.append(
                self._act(
                    "Record the answer", title, partial(letter_questions.ask_answered, self.services, one)
                )
            )
            made.append(self._act("Chased", title, partial(letter_questions.ask_chased, self.services, one)))
        return made

    def _act(self, words: str, title: str, does: Any) -> Button:
        one = button(words, small=True, accessible=f"{words}: {title}")
        one.clicked.connect(lambda _on=False: does())
        return one

    def _ask_sent(self, one: RequestLetter) -> None:
        if self.case is not None:
            consults = one.letter is LetterKind.CONSULT_SCHOOL
            questions.ask_sent(self.services, self.case, one, consults=consults)

    def _look(self, one: RequestLetter) -> None:
        if one.letter is not None and self.case is not None:
            panel = self._panel(one.letter)
            panel.show_case(self.case)
            panel.look(one)

    # writing one

    def _chosen(self) -> None:
        value = self.which.value()
        if value is not self.kind:
            self._person_id = ""
            self._begin(value if isinstance(value, LetterKind) else None)

    def _begin(self, kind: LetterKind | None) -> None:
        if kind is not None and kind.is_guarded:
            self._begin_now(None)  # nothing of another letter stands there while the passphrase is asked for
            self.services.confirm(guarded(self, partial(self._begin_now, kind)), _WHY)
        else:
            self._begin_now(kind)

    def _begin_now(self, kind: LetterKind | None, *, propose: bool = True) -> None:
        self.kind, self.form = kind, None
        layout.clear(self._room)
        self._no_panel()
        self._does.setVisible(kind is not None)
        self.prepare.setVisible(kind is not None)
        self.otherwise.setVisible(kind in _BY_OTHER_WAYS)
        if kind is None or self.case is None:
            return
        childs = kind in CHILD_WORDS and self.case.asks_as_child
        self._does.setText(f"{LETTERS[kind].does} {_CHILDS}" if childs else LETTERS[kind].does)
        self.form = form = words_form(kind)
        self._room.addWidget(form)
        request, person_id = self.case.request, self._person_id
        if propose:
            self.read(
                lambda session: letters.first_words(session, request, kind, person_id),
                guarded(form, partial(_propose, form)),
            )

    def _asked_otherwise(self) -> None:
        """A call instead of a letter: the same is recorded, without a page."""
        case, form = self.case, self.form
        if case is None or form is None:
            return
        if self.kind is LetterKind.CLARIFICATION:
            questions.ask_pause(self.services, case)
            return
        whom = str(form.values().get("to_name") or "")
        if self.kind is LetterKind.SAFEGUARDING_ADVICE:
            ask_advice(self.services, case.request.id, case.advice, whom)
        elif self.kind is LetterKind.HEALTH_OPINION:

            def known(found: tuple[tuple[HealthOpinion, ...], About]) -> None:
                ask_opinion(self.services, case.request.id, found[0], whom, found[1])

            self.read(lambda session: read_opinions(session, case.request.id), known)

    def _panel(self, kind: LetterKind) -> LetterPanel:
        self._no_panel()
        consults = kind is LetterKind.CONSULT_SCHOOL
        self.panel = LetterPanel(self, kind, "", consults=consults, bare=True)
        self._sheet.addWidget(self.panel)
        return self.panel

    def _no_panel(self) -> None:
        self.panel = None
        layout.clear(self._sheet)

    def _prepare(self) -> None:
        kind, form, case = self.kind, self.form, self.case
        if kind is None or form is None or case is None:
            return
        values = form.values()
        problems = lacking(kind, values)
        form.errors(problems)
        if problems:
            return
        text = self.panel.text if self.panel is not None and self.panel.words == words_of(values) else ""
        panel = self._panel(kind)
        panel.show_case(case)
        panel.write(words_of(values, self._person_id), text)


def _propose(form: Form, words: LetterWords) -> None:
    """What is proposed goes where nothing is typed yet."""
    for name, value in form.values().items():
        proposed = getattr(words, name, None)
        if proposed and not value:
            form.set_values({name: proposed})


def _story(one: RequestLetter) -> str:
    parts = [f"To {one.addressed_to}" if one.addressed_to else ""]
    parts.append(f"Written {say(one.written_on)}" if one.written_on else "")
    parts.append(_went(one))
    parts.append(f"Chased {say(one.chased_on)}" if one.chased_on else "")
    parts.append(f"They answered: {one.reply}" if one.reply else "")
    return ". ".join(part for part in parts if part)


def _went(one: RequestLetter) -> str:
    """How it went, and to whom where that is not who it is addressed to."""
    if one.sent_how is None:
        return ""
    other = one.sent_to if one.sent_to != one.addressed_to else ""
    return ", to ".join(part for part in (f"It went: {midway(one.sent_how.label)}", other) if part)


def _chip(one: RequestLetter) -> StatusChip:
    if one.replied_on:
        return StatusChip("safe", "check", f"Answered {say(one.replied_on)}")
    if one.sent_on is None:
        return StatusChip("soon", None, "Not sent yet")
    waits = one.letter in letter_questions.ANSWERED
    return StatusChip("pause" if waits else "safe", None if waits else "send", f"Sent {say(one.sent_on)}")
