"""Record a signed consent form, valid or not, and say in words what it opens (003-7.3, design 8.5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from coordinator_app.consent.actions import record_signed_form
from coordinator_app.consent.given import Given
from coordinator_app.consent.model import Consent
from coordinator_app.consent.page.answers import ConsentAnswers
from coordinator_app.consent.page.reading import ConsentFacts, read_consent
from coordinator_app.consent.page.result import ResultPanel, kept_list
from coordinator_app.consent.page.scan import scan_row
from coordinator_app.consent.page.withdraw import ask_to_withdraw, withdraw_again
from coordinator_app.core.changes import Saved
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.core.errors import Cancelled, GateShut, InvalidInput, Trouble
from coordinator_app.core.plausible import long_ago
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import separator
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.doubts import Doubts
from coordinator_app.ui.drawer import WithPanel
from coordinator_app.ui.focus_header import FocusHeader
from coordinator_app.ui.focus_when_there import FocusWhenThere
from coordinator_app.ui.form_draft import put_back, typed
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page import Page
from coordinator_app.ui.reflow import Reflow
from coordinator_app.ui.side_panel import ActionBar
from coordinator_app.ui.tidying import only_faults

if TYPE_CHECKING:
    from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class Scanned:
    """The scan from which a form is recorded: the code that it was filed by, and its document."""

    reference: str = ""
    document_id: str = ""


NOT_SCANNED = Scanned()


class RecordConsentPage(Page):
    """A focus screen for one pupil. What is typed is a draft until it is recorded."""

    name = "record_consent"
    title = "Record consent"
    kinds = frozenset({"consent", "carer", "printed_form", "referral", "pupil", "optional_extra"})
    focus_screen = True

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.draft_record = ""
        self.facts: ConsentFacts | None = None
        self._scanned = NOT_SCANNED
        self._dirty, self._saving = False, False
        self._draft: dict[str, Any] | None = None
        self._doubts = Doubts()
        self.answers = ConsentAnswers(services.clock)
        self.panel = ResultPanel()
        self._build()
        self._wire()
        self._focus = FocusWhenThere(self, self.answers.first_focus)

    def _build(self) -> None:
        self.header = FocusHeader("Record consent", back=True)
        self.saved = label("", "small", "text-2")
        self.above = layout.column(space=12)
        holder = QWidget()
        lines = layout.column(holder, space=16, margins=(28, 18, 28, 20))
        lines.addLayout(self.above)
        self.given = label("", "small", "text-2", wrap=True)
        lines.addWidget(self.given)
        lines.addWidget(self.answers)
        lines.addStretch(1)
        self.area = layout.scrolling(holder, "The signed form")
        self.record = button("Record consent", "primary")
        self.later = button("Save and finish later", "quiet")
        bar = ActionBar()
        layout.add_all(bar.line, None, self.later, self.record)
        main = QWidget()
        middle = layout.column(main, space=0)
        layout.add_all(middle, self.area, bar)
        self.split = WithPanel(main, self.panel)
        layout.add_all(self.header.right, self.saved, self.split.opener)
        whole = layout.column(self.content, space=0)
        layout.add_all(whole, self.header, separator(), self.split)
        whole.setStretch(2, 1)

    def _wire(self) -> None:
        self.header.left.connect(self.desk.go.back)
        self.header.locked.connect(self.desk.lock)
        self.record.clicked.connect(self.save)
        self.later.clicked.connect(self._finish_later)
        self.answers.edited.connect(self._edited)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self._reflow = Reflow(self)
        self._reflow.changed.connect(self.split.show_shape)
        self.split.show_shape(self._reflow.shape)

    # what is shown

    def open(self, pupil_id: str = "", form_reference: str = "", document_id: str = "", **_more: Any) -> None:
        """Show the form of one pupil, empty; `document_id` is its scan, `form_reference` the code it was filed by."""
        self.new_visit()
        self.draft_record = pupil_id
        self._scanned = Scanned(form_reference, document_id)
        self.facts, self._draft, self._dirty, self._saving = None, None, False, False
        self.saved.setText("")
        self._forget_shown()
        self.refresh()

    def _forget_shown(self) -> None:
        """Nothing of the child before may be read, and nothing typed, until the facts of this one have come."""
        for words in (self.header.about, self.given):
            words.setText("")
        layout.clear(self.above)
        self.answers.hide()
        self._let_answer(False)

    def _let_answer(self, on: bool) -> None:
        """What is typed before the answers start would be wiped by their start."""
        self.answers.setEnabled(on)
        self.record.setEnabled(on)

    def first_focus(self) -> None:
        """The first question, as soon as it can be answered."""
        self._focus.ask(ready=self.facts is not None)

    def whose(self) -> str:
        """The pupil."""
        return self.facts.pupil.called if self.facts is not None else ""

    def refresh(self) -> None:
        """Read again; what is typed stays."""
        pupil_id, scan = self.draft_record, self._scanned.document_id
        came, failed = self.in_turn(self._show, self._trouble)
        self.desk.jobs.read(
            lambda session: read_consent(session, pupil_id, document_id=scan), done=came, failed=failed
        )

    def _show(self, facts: ConsentFacts) -> None:
        self.show_content()
        first, self.facts = self.facts is None, facts
        self.header.about.setText(facts.pupil.called)
        self.answers.offer(facts, again=not first)
        if first:
            self.answers.start(self._scanned.reference)
            self._apply_draft()
            self.answers.show()
            self._let_answer(True)
            self._focus.came()
        layout.clear(self.above)
        if not facts.keeping.is_open:
            reasons = " ".join(reason.sentence() for reason in facts.keeping.reasons)
            self.above.addWidget(Note("soon", "Consent cannot be recorded yet.", reasons))
        if facts.scan is not None:
            self.above.addWidget(scan_row(self.desk, facts.scan))
        if facts.consents:
            self.above.addWidget(kept_list(facts, self._withdraw))
        self._judge()

    def _judge(self) -> None:
        """Say in the panel what the answers amount to so far."""
        if self.facts is None:
            return
        carer = self.answers.carer(self.facts.pupil.id)
        consent = self.answers.consent(self.facts.pupil.id)
        self.panel.judge(consent, carer, self.facts.held, self.answers.more())
        self.given.setText(given_words(self.facts.given(consent.form_reference, consent.signed_on)))

    def _edited(self) -> None:
        self._dirty = True
        self._judge()

    # keeping

    def save(self) -> None:
        """Record the form as it was signed, valid or not."""
        if self.facts is None or self._saving:
            return
        if not self.answers.errors(self.answers.problems()):
            self._show_focus()
            return
        signed = self.answers.row("signed_on").value()
        found = {"signed_on": long_ago(signed, self.desk.clock.today()) if isinstance(signed, date) else ""}
        self._doubts.ask(self.desk.dialogs, self.answers, found, guarded(self, self._keep))

    def _keep(self) -> None:
        if self.facts is None or self._saving:
            return
        carer = self.answers.carer(self.facts.pupil.id)
        if carer is None:
            return
        consent = self.answers.consent(self.facts.pupil.id)
        given = self.facts.given(consent.form_reference, consent.signed_on)
        consent = replace(
            consent,
            statement_version=given.version,
            statement_hash=given.digest,
            scan_document_id=self.facts.scan.id if self.facts.scan is not None else "",
        )
        more, signatures = self.answers.more(), self.answers.signatures()
        self._saving = True
        here = self.of_visit(self._recorded, otherwise=self._recorded_before)

        def recorded(saved: Saved[Consent]) -> None:
            self.desk.say.toast("Consent form recorded", saved.change_id)
            here(saved)

        self.desk.jobs.write(
            lambda session: record_signed_form(session, carer, consent, more, signatures),
            done=guarded(self, recorded),
            failed=self.of_visit(self._refused, otherwise=self.desk.say.trouble),
        )

    def _recorded_before(self, saved: Saved[Consent]) -> None:
        """It was recorded once the page showed another child: what was typed of it is no draft any more."""
        pupil_id = saved.record.pupil_id
        if pupil_id != self.draft_record:
            self.desk.jobs.write(
                lambda session: _drop_draft(session, pupil_id), failed=only_faults(self.desk.say)
            )

    def _recorded(self, saved: Saved[Consent]) -> None:
        self._saving, self._dirty, self._scanned = False, False, NOT_SCANNED
        self._say_result(saved.record)
        self.facts = None  # the answers start afresh
        self._let_answer(False)
        self.refresh()

    def _say_result(self, consent: Consent) -> None:
        pupil_id, done = self.draft_record, button("Back to the pupil", "primary", small=True)
        done.clicked.connect(lambda: self.desk.go.to("pupil", pupil_id=pupil_id))
        self.panel.result(consent, done)
        if self.split.is_drawer:
            self.split.open()

    def _refused(self, error: Exception) -> None:
        self._saving = False
        if isinstance(error, InvalidInput):
            self.answers.errors(self.answers.by_row(error.problems))
            self._show_focus()
        elif isinstance(error, GateShut):
            self.refresh()
            self.area.verticalScrollBar().setValue(0)
        else:
            self._trouble(error)

    def reopens(self) -> Openers:
        """The box over a form that is opened again."""
        return {"withdraw_consent": self._withdraw_again}

    def _withdraw_again(self, left: Left) -> bool:
        return withdraw_again(self.desk, self, self.facts, left.record_id, self.refresh)

    def _withdraw(self, consent: Consent) -> None:
        if self.facts is not None:
            ask_to_withdraw(self.desk, self, self.facts, consent, self.refresh)

    def _finish_later(self) -> None:
        if self._dirty:
            self.desk.say.toast("Kept as a draft, encrypted")
        self.desk.go.back()

    def _show_focus(self) -> None:
        focus = self.window().focusWidget()
        if focus is not None and self.area.isAncestorOf(focus):
            self.area.ensureWidgetVisible(focus)

    def _trouble(self, error: Exception) -> None:
        if self.facts is None and isinstance(error, Trouble) and not isinstance(error, Cancelled):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)

    # drafts

    def save_draft(self) -> dict[str, Any] | None:
        """What is typed and not recorded; a draft that is not shown yet is not to be lost."""
        if self._draft is not None:
            return self._draft
        if not self._dirty or self.facts is None:
            return None
        scanned = {"form_reference": self._scanned.reference, "document_id": self._scanned.document_id}
        return {"pupil_id": self.draft_record, **scanned, "answers": typed(self.answers)}

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put back what was typed, once the screen is filled."""
        self._draft = draft
        if self.facts is not None:
            self._apply_draft()
            self._judge()

    def draft_kept(self) -> None:
        """The draft was written just now."""
        now = self.desk.clock.now().astimezone(LONDON).time()
        self.saved.setText(f"Draft saved {say_time(now)}, encrypted")

    def _apply_draft(self) -> None:
        draft, self._draft = self._draft, None
        if draft is not None:
            self._scanned = Scanned(draft.get("form_reference", ""), draft.get("document_id", ""))
            put_back(self.answers, draft["answers"])
            self.answers.put_back(draft["answers"])
            self._dirty = True


def _drop_draft(session: Session, pupil_id: str) -> None:
    with session.write() as work:
        work.drop_draft(RecordConsentPage.name, pupil_id)


def given_words(given: Given) -> str:
    """Which statement the form is recorded against, in a sentence."""
    if given.printed_on is None:
        return f"No privacy statement was printed for them here. Version {given.version} was in force."
    return (
        f"They were given version {given.version} of the privacy statement, printed {say(given.printed_on)}."
    )
