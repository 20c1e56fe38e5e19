"""Stage 3, Gather: ask the school and other places, take stock of everything held, look for mentions elsewhere (003-5.1)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.model import Consultation, LetterKind
from coordinator_app.access_requests.page import questions
from coordinator_app.access_requests.page.blocks import Columns, Entry, buttons_row, counts_card, head_row
from coordinator_app.access_requests.page.gather_left_out import LeftOutPanel
from coordinator_app.access_requests.page.gather_mentions import MentionsPanel
from coordinator_app.access_requests.page.gather_places import PlacesPanel
from coordinator_app.access_requests.page.gather_reading import Elsewhere, read_elsewhere
from coordinator_app.access_requests.page.gather_run import Gathered, GatherRun
from coordinator_app.access_requests.page.gather_searches import SearchesPanel
from coordinator_app.access_requests.page.letter_panel import LetterPanel
from coordinator_app.access_requests.page.reading import CaseFacts, FoundFacts, FoundLine, read_found
from coordinator_app.access_requests.page.stage import Frame, Stage
from coordinator_app.core.dates import say
from coordinator_app.core.errors import Cancelled
from coordinator_app.core.privacy import Compartment
from coordinator_app.jobs.jobs import Progress
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import either
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.notes import Note
from coordinator_app.ui.progress import ProgressCard

_LETTER = "We act for the school, so it must be asked. No clock stops while you wait for its reply."
_PATIENCE = 7  # days after which the school is chased: the letter asks for a reply within them
_TERMS = "One to a line: nicknames, former names, usual misspellings, initials, a car's number. Change it before you gather."
_WHERE = "The reply names what was looked for, the places and this."
_RECORD_ALONE = (
    "They ask for the educational record alone: what we wrote down about requests, complaints, corrections and officials is left out, "
    "and each mention elsewhere waits for you."
)
_GUARDED = "Your key does not open safeguarding records. Someone who can open them must gather as well."


class GatherStage(Stage):
    """The school on the left, what was found on the right."""

    def __init__(self, services: Services, frame: Frame) -> None:
        super().__init__(services, frame)
        self.letter = LetterPanel(self, LetterKind.CONSULT_SCHOOL, _LETTER, consults=True)
        self.call = button(
            "Record a call", icon="phone", small=True, accessible="Record that you asked the school"
        )
        self.gather = button("Gather now", "primary", icon="search")
        self.next = button("Next: Review", "primary")
        self.form = Form()
        self.form.add("terms", FormRow("What to look for in what is about others", _TERMS, LongText(lines=4)))
        self.form.add(
            "search_words",
            FormRow("Where else did you look, and for what?", _WHERE, LongText(lines=2), optional=True),
        )
        self.found = TwoLineList("What was found", click_opens=False)
        self.places, self.mentions = PlacesPanel(services), MentionsPanel(services)
        self.searches, self.left_out = SearchesPanel(services), LeftOutPanel(services)
        self.run = GatherRun(services, self)
        self.progress: ProgressCard | None = None
        self._progress = layout.column(space=0)
        self._asked = CardList()
        self._counts = layout.column(space=0)
        self._summary = label("", "body", "text-2", wrap=True)
        self._typed, self._busy, self._leads_on = False, False, False
        self._lay_out()
        self.form.edited.connect(self._edited)
        self._offered = ""
        self.form.left.connect(lambda _name: self._save_words())
        self.run.filed.connect(self._filed)
        self.run.progress.connect(self._tell)
        self.run.done.connect(self._done)
        self.run.failed.connect(self.failed)
        self.call.clicked.connect(self._call)
        self.gather.clicked.connect(self._gather)
        self.next.clicked.connect(lambda: frame.go_to("review"))

    def show_case(self, case: CaseFacts) -> None:
        """Show the school's part and what was gathered."""
        super().show_case(case)
        self.letter.show_case(case)
        self._show_school(case)
        if not self._typed:
            self.form.set_values({"search_words": case.request.search_words})
        self.form.setEnabled(not case.is_closed)
        self.call.setVisible(not case.is_closed)
        self.gather.setVisible(not case.is_closed)
        self.gather.setText("Gathering" if self._busy else "Gather again" if case.items else "Gather now")
        self.next.setVisible(self.frame.stage_open("review"))
        self.gather.set_kind("secondary" if case.items else "primary")
        confirmed = self.services.confirm.fresh
        self.read(
            lambda session: read_found(session, case.request.id, guarded_words=confirmed), self._show_found
        )
        self.read(
            lambda session: read_elsewhere(session, case.request.id, guarded_words=confirmed),
            self._show_elsewhere,
        )
        self._lead_on()

    def save_draft(self) -> dict[str, object] | None:
        """What is typed about the search and not yet kept."""
        kept: dict[str, object] = {}
        if self._typed:
            kept["search_words"] = self.form.row("search_words").value()
        if self._terms_typed:
            kept["terms"] = self.form.row("terms").value()
        return kept or None

    def restore_draft(self, draft: dict[str, object]) -> None:
        """Put it back."""
        self.form.set_values({name: draft[name] for name in ("search_words", "terms") if name in draft})
        self._typed = self._typed or "search_words" in draft

    def _lay_out(self) -> None:
        lines = layout.column(self, space=20)
        columns = Columns()
        layout.add_all(
            columns.left, head_row("Ask the school", self.call), self._asked, self.letter, self.places
        )
        columns.left.addWidget(self.searches)
        layout.add_all(columns.right, heading("What we hold"), self._summary)
        if not self.services.vault.holds(Compartment.GUARDED):
            columns.right.addWidget(Note("soon", "Part of it is closed to you.", _GUARDED))
        layout.add_all(columns.right, self.form, buttons_row(self.next, self.gather), self._progress)
        layout.add_all(columns.right, self.left_out, self.mentions, self._counts, self._found_card())
        columns.end()
        layout.add_all(lines, columns, None)

    def _found_card(self) -> QWidget:
        card = list_card(self.found)
        layout.size(card, height=360)
        self._card = card
        card.hide()
        return card

    # the school

    def _show_school(self, case: CaseFacts) -> None:
        self._asked.clear()
        school = case.school.name if case.school else "The school on roll"
        if not case.consultations:
            chip = StatusChip("soon", None, "Not asked yet")
            self._asked.add(Entry(school, "Prepare the letter, or record a call.", chip))
        for one in case.consultations:
            self._asked.add(self._consultation(case, one, school))

    def _consultation(self, case: CaseFacts, one: Consultation, school: str) -> Entry:
        asked = f"Asked {say(one.asked_on)}" if one.asked_on else "Asked"
        who = f"{asked}, {one.asked_who}" if one.asked_who else asked
        if one.replied_on is not None:
            chip = StatusChip("safe", "circle-check", f"Replied {say(one.replied_on)}")
            return Entry(school, f"{who}. {one.reply}", chip)
        waited = (case.today - one.asked_on).days if one.asked_on else 0
        quiet = (case.today - (one.chased_on or one.asked_on or case.today)).days
        late = quiet > _PATIENCE
        chip = StatusChip(
            "soon" if late else "pause", None, f"No reply for {waited} days" if late else "Waiting"
        )
        if one.chased_on is not None:
            who += f". Chased {say(one.chased_on)}{f', {one.chased_who}' if one.chased_who else ''}"
        more = f"{who}. Ring the school, then record the chase." if late else who
        return Entry(school, more, chip, *self._answers(case, one, school))

    def _answers(self, case: CaseFacts, one: Consultation, school: str) -> tuple[QPushButton, ...]:
        """What can be recorded of a school that has not replied."""
        if case.is_closed:
            return ()
        chase = button("Record a chase", small=True, accessible=f"Record a chase of {school}")
        chase.clicked.connect(partial(questions.ask_chased, self.services, one))
        reply = button("Record the reply", small=True, accessible=f"Record the reply of {school}")
        reply.clicked.connect(partial(questions.ask_reply, self.services, one))
        return chase, reply

    def _call(self) -> None:
        if self.case is not None:
            questions.ask_consulted(self.services, self.case)

    # what we hold

    def _edited(self) -> None:
        known = self.case.request.search_words if self.case is not None else ""
        self._typed = self._typed or self.form.row("search_words").value() != known

    def _save_words(self) -> None:
        case = self.case
        if case is None or not self._typed or case.is_closed:
            return
        self._typed, words = False, str(self.form.row("search_words").value())

        def failed(error: Exception) -> None:
            self._typed = True  # not kept: nothing that is read covers it, and its draft stays
            self.failed(error)

        # as it stands by then: the words may have been kept once already since the request was read
        self.services.jobs.write(
            lambda session: intake.change_request(
                session, session.get(type(case.request), case.request.id), search_words=words
            ),
            failed=either(self, failed, self.services.say.trouble),
        )

    @property
    def _terms_typed(self) -> bool:
        """Whether what is to be looked for was changed since it was offered."""
        return str(self.form.row("terms").value()).strip() not in {"", self._offered}

    def _gather(self) -> None:
        case = self.case
        if case is None or self._busy:
            return
        self._save_words()
        self._busy = self._leads_on = True
        self.gather.setText(
            "Gathering"
        )  # it stays enabled: a button shut in use drops the focus who knows where
        announce(self, "Gathering")
        self.run.start(case.request.id, str(self.form.row("terms").value()))

    def failed(self, error: Exception) -> None:
        """Let the button work again, then say it."""
        self._leads_on = False
        self._rest()
        if isinstance(error, Cancelled):
            self.services.say.toast("Stopped. What was found until then is kept.")
            return
        super().failed(error)

    def _filed(self) -> None:
        """Everything filed under the person is there: the rest may take long, and can be stopped."""
        self.progress = ProgressCard("Looking for mentions elsewhere")
        self.progress.cancelled.connect(self.run.cancel)
        self._progress.addWidget(self.progress)

    def _tell(self, progress: Progress) -> None:
        if self.progress is not None:
            self.progress.show_progress(progress.done, progress.total or 0, progress.words)

    def _done(self, gathered: Gathered) -> None:
        self._rest()
        words = _told(gathered)
        self.services.say.toast(words)
        announce(self, words)
        self.searches.tell(gathered.said)
        self._lead_on()

    def _lead_on(self) -> None:
        """After a gathering, and once the review is open: the focus goes to the way there, unless it was moved."""
        if not self._leads_on or self._busy or self.next.isHidden():
            return
        self._leads_on = False
        if self.gather.hasFocus():
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rest(self) -> None:
        self._busy, self.progress = False, None
        layout.clear(self._progress)
        self.gather.setText("Gather again" if self.case and self.case.items else "Gather now")

    def _show_elsewhere(self, found: Elsewhere) -> None:
        case = self.case
        if case is None:
            return
        self.places.show_places(case.request.id, case.request.pupil_id, found.places, closed=case.is_closed)
        self.mentions.show_mentions(case.request.id, found, closed=case.is_closed)
        self.searches.show_searches(found.searches)
        self.left_out.show_left_out(found.left_out, closed=case.is_closed)
        self._offer_terms(found.terms)

    def _offer_terms(self, words: str) -> None:
        """Put what is looked for next into its box, unless something else stands typed in it or is being typed."""
        row = self.form.row("terms")
        same = str(row.value()).strip() == words.strip()
        if not same and (self._terms_typed or row.input.target().hasFocus()):
            return
        if not same:
            self.form.set_values({"terms": words})
        self._offered = words.strip()

    def _show_found(self, found: FoundFacts) -> None:
        self._summary.setText(_summary(self.case, found))
        layout.clear(self._counts)
        if found.counts:
            self._counts.addWidget(counts_card((kind, str(count)) for kind, count in found.counts))
        self.found.show_rows([_row(line) for line in found.lines])
        self._card.setVisible(bool(found.lines))


def _summary(case: CaseFacts | None, found: FoundFacts) -> str:
    if not found.lines:
        return (
            "Gathering takes stock of every record about the pupil, also what is in the trash, drafts and older "
            "versions. It can be done again at any time: nothing that you decided is lost."
        )
    when = case.request.gathered_at.date() if case and case.request.gathered_at else None
    said = f"{_things(len(found.lines))}, gathered {say(when)}." if when else f"{_things(len(found.lines))}."
    if found.labelled:
        said += f" {_things(found.labelled)} from the trash, drafts or older versions, marked so."
    return f"{said} {_RECORD_ALONE}" if found.record_alone else said


def _row(line: FoundLine) -> Row:
    day = say(line.on_day) if line.on_day else "No date"
    shared = f", shared {say(line.shared_on)}" if line.shared_on else ""
    return Row(
        key=line.item_id,
        title=line.title,
        subtitle=f"{day}{shared}",
        icon="trash-2" if line.label == "In the trash" else "history" if line.label else "file-text",
        word=line.label,
        word_kind="neutral",
    )


def _told(gathered: Gathered) -> str:
    """What came of a gathering, in a line."""
    result = gathered.result
    words = [f"{_things(result.items)} found, {result.new} new."]
    if result.reset:
        words.append(f"{_things(result.reset)} changed: decide again.")
    if result.gone:
        words.append(f"{_things(result.gone)} taken out: not held about them any more.")
    if gathered.taken:
        words.append(f"{_things(gathered.taken)} added that mention them.")
    if gathered.waiting:
        words.append(f"{_things(gathered.waiting)} to look at: they may mention them.")
    if gathered.left_out:
        places = "1 place was" if gathered.left_out == 1 else f"{gathered.left_out:,} places were"
        words.append(f"{places} left out, the least likely.")
    return " ".join(words)


def _things(count: int) -> str:
    return "1 item" if count == 1 else f"{count} items"
