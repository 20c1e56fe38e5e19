"""The consent on record: who signed, each answer, the version they read, the forms printed, and Withdraw."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator_app.consent.chase_words import chase_said
from coordinator_app.consent.model import Consent, PrintedForm
from coordinator_app.consent.page.boxes import SettleBox
from coordinator_app.consent.page.form_state import on_record, state_of
from coordinator_app.consent.page.history_reading import Happened, read_history
from coordinator_app.consent.page.reading import ConsentFacts, read_consent
from coordinator_app.consent.page.scan import open_document
from coordinator_app.consent.page.signature import SignatureView
from coordinator_app.consent.page.standing_parts import purpose_rows, standing_notes
from coordinator_app.consent.page.withdraw import ask_to_withdraw, withdraw_again
from coordinator_app.consent.page.words import (
    Tone,
    can_be_withdrawn,
    kept_parts,
    printed_words,
)
from coordinator_app.consent.terms import ConsentResolution
from coordinator_app.core.dates import say
from coordinator_app.core.errors import Cancelled, Trouble
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card, CardList, separator
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.focus_header import FocusHeader
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.page import Page
from coordinator_app.ui.reflow import Reflow
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.side_panel import ActionBar

_MOST_SHOWN = 200
_ICONS: dict[Tone, str] = {
    "safe": "file-check",
    "soon": "triangle-alert",
    "over": "octagon-alert",
    "info": "info",
}


class ConsentPage(Page):
    """A focus screen to read from; the newest form of each who signed is the one that can be withdrawn."""

    name = "consent"
    title = "Consent"
    kinds = frozenset(
        {
            "consent",
            "consent_answer",
            "consent_resolution",
            "consent_chase",
            "carer",
            "printed_form",
            "referral",
            "pupil",
        }
    )
    focus_screen = True

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.pupil_id = ""
        self.facts: ConsentFacts | None = None
        self.history = CardList()
        self._build()
        self._reflow = Reflow(self)
        self._reflow.changed.connect(lambda _shape: self._show_again())

    def _build(self) -> None:
        self.header = FocusHeader("Consent", back=True)
        self.header.left.connect(self.desk.go.back)
        self.header.locked.connect(self.desk.lock)
        holder = QWidget()
        layout.size(holder, max_width=900)
        outer = layout.column(holder, space=0, margins=(28, 18, 28, 20))
        self.lines = layout.column(space=12)
        outer.addLayout(self.lines)
        outer.addStretch(1)
        bar = ActionBar()
        self.forms, self.another = button("Print forms"), button("Record another form")
        self.forms.clicked.connect(lambda: self.desk.go.to("print_forms", pupil_id=self.pupil_id))
        self.another.clicked.connect(lambda: self.desk.go.to("record_consent", pupil_id=self.pupil_id))
        layout.add_all(bar.line, None, self.forms, self.another)
        whole = layout.column(self.content, space=0)
        layout.add_all(whole, self.header, separator(), layout.scrolling(holder, "Consent on record"), bar)
        whole.setStretch(2, 1)

    def open(self, pupil_id: str = "", **_more: Any) -> None:
        """Show the consent of one pupil."""
        self.new_visit()
        self.pupil_id, self.facts = pupil_id, None
        self.refresh()

    def whose(self) -> str:
        """The pupil."""
        return self.facts.pupil.called if self.facts is not None else ""

    def refresh(self) -> None:
        """Read again."""
        pupil_id = self.pupil_id
        came, failed = self.in_turn(self._show, self._trouble)
        self.desk.jobs.read(lambda session: read_consent(session, pupil_id), done=came, failed=failed)

    def _show(self, facts: ConsentFacts) -> None:
        self.show_content()
        self.facts = facts
        self.header.about.setText(facts.pupil.called)
        layout.clear(self.lines)
        words = "Record another form" if facts.consents else "Record consent"
        self.another.setText(words)
        self.another.setAccessibleName(words)
        for note in standing_notes(facts, self._settle):
            self.lines.addWidget(note)
        if not facts.consents:
            self.lines.addWidget(EmptyState("pen-line", "No consent form has been recorded yet"))
        else:
            self.lines.addWidget(heading("What is agreed to"))
            self.lines.addWidget(purpose_rows(facts))
        self._rows("How a disagreement was settled", [_settled(one) for one in facts.resolutions])
        newest = facts.counted
        for consent in facts.consents:
            self._consent(facts, consent, newest=consent in newest)
        self._rows("Asked for", [TwoLineRow(*chase_said(one), icon="message-square") for one in facts.chases])
        self._printed(facts)
        self.history = CardList()
        self.history.setAccessibleName("History")
        self.lines.addWidget(heading("History"))
        self.lines.addWidget(self.history)
        self._read_history()

    def _printed(self, facts: ConsentFacts) -> None:
        if facts.printed:
            self._rows("Forms printed", [_printed(form) for form in facts.printed])
        else:
            self.lines.addWidget(heading("Forms printed"))
            self.lines.addWidget(label("None has been printed for this family.", "body", "text-2"))

    def _rows(self, name: str, made: list[TwoLineRow]) -> None:
        if not made:
            return
        rows = CardList()
        rows.setAccessibleName(name)
        for row in made:
            rows.add(row)
        self.lines.addWidget(heading(name))
        self.lines.addWidget(rows)

    def reopens(self) -> Openers:
        """The boxes over a pupil's consent that are opened again."""
        return {"settle_consent": self._settle_again, "withdraw_consent": self._withdraw_again}

    def _settle_again(self, left: Left) -> bool:
        if self.facts is None or left.record_id != self.pupil_id:
            return False
        self._settle()
        return True

    def _withdraw_again(self, left: Left) -> bool:
        return withdraw_again(self.desk, self, self.facts, left.record_id, self.refresh)

    def _settle(self) -> None:
        SettleBox(self.desk, self.pupil_id, self.refresh).ask(self)

    def _read_history(self) -> None:
        pupil_id, rows = self.pupil_id, self.history
        self.desk.jobs.read(
            lambda session: read_history(session, pupil_id),
            done=guarded(rows, self.of_visit(self._show_history)),
            failed=guarded(rows, self.of_visit(self._trouble)),
        )

    def _show_history(self, found: tuple[Happened, ...]) -> None:
        self.history.clear()
        for one in found[:_MOST_SHOWN]:
            self.history.add(TwoLineRow(one.title, one.second, icon="history"))
        if not found:
            self.history.add(TwoLineRow("Nothing has been recorded yet", icon="history"))

    def _show_again(self) -> None:
        if self.facts is not None:
            self._show(self.facts)

    def _consent(self, facts: ConsentFacts, consent: Consent, *, newest: bool) -> None:
        carer = facts.carer(consent.carer_id)
        title, _line = on_record(facts, consent)
        card = Card(space=12)
        card.setAccessibleName(title)
        tone, words = state_of(facts, consent)
        head = layout.row(space=12)
        head.addWidget(heading(title), 1)
        head.addWidget(StatusChip(tone, _ICONS[tone], words))
        if newest and can_be_withdrawn(consent, carer, facts.answers):
            act = button("Withdraw consent", small=True)
            act.clicked.connect(lambda: ask_to_withdraw(self.desk, self, facts, consent, self.refresh))
            head.addWidget(act)
        card.body.addLayout(head)
        for name, facts_of in kept_parts(consent, carer, facts.answers, facts.extras):
            card.body.addWidget(heading(name))
            card.body.addLayout(self._grid(facts_of))
        self._proof(card, consent)
        self.lines.addWidget(card)

    def _proof(self, card: Card, consent: Consent) -> None:
        """The signatures made on the screen, and the scan of the form."""
        made = (
            ("Signature of the parent or carer", consent.signature_document_id),
            ("Signature of the young person", consent.young_person_signature_id),
        )
        for name, document_id in made:
            if document_id:
                card.body.addWidget(label(name, "small", "text-2"))
                card.body.addWidget(SignatureView(self.desk, document_id, name))
        if consent.scan_document_id:
            line, look = layout.row(), button("Look at the scan", small=True, icon="scan-line")
            look.clicked.connect(lambda: open_document(self.desk, self, consent.scan_document_id))
            layout.add_all(line, look, None)
            card.body.addLayout(line)

    def _grid(self, cells: tuple[tuple[str, str], ...]) -> layout.QGridLayout:
        """Two columns of a name above its answer; one where the window is narrow or the text large."""
        columns = 1 if self._reflow.shape in {"drawer", "single"} else 2
        made = layout.grid(space=10)
        for place, (name, value) in enumerate(cells):
            cell = layout.column(space=0)
            layout.add_all(
                cell, label(name, "small", "text-2", wrap=True), label(value, "body-strong", wrap=True)
            )
            made.addLayout(cell, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        for column in range(columns):
            made.setColumnStretch(column, 1)
        return made

    def _trouble(self, error: Exception) -> None:
        if self.facts is None and isinstance(error, Trouble) and not isinstance(error, Cancelled):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)


def _settled(one: ConsentResolution) -> TwoLineRow:
    goes = "The programme goes ahead" if one.goes_ahead else "The programme does not go ahead"
    on = f", {say(one.decided_on)}" if one.decided_on else ""
    again = f" Look at it again on {say(one.review_on)}." if one.review_on else ""
    return TwoLineRow(f"{goes}{on}, {one.decided_by}", f"{one.words}{again}", icon="handshake")


def _printed(form: PrintedForm) -> TwoLineRow:
    return TwoLineRow(
        form.template.label if form.template else "A form", printed_words(form), icon="file-text"
    )
