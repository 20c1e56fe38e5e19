"""The consent on record: who signed, each answer, the version they read, the forms printed, and Withdraw."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from coordinator_app.consent.model import Consent, PrintedForm
from coordinator_app.consent.page.reading import ConsentFacts, read_consent
from coordinator_app.consent.page.withdraw import ask_to_withdraw
from coordinator_app.consent.page.words import (
    Tone,
    can_be_withdrawn,
    kept_parts,
    on_record,
    printed_words,
    verdict,
)
from coordinator_app.core.errors import Cancelled, Trouble
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card, CardList, separator
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.focus_header import FocusHeader
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.page import Page
from coordinator_app.ui.reflow import Reflow
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.side_panel import ActionBar

_ICONS: dict[Tone, str] = {
    "safe": "file-check",
    "soon": "triangle-alert",
    "over": "octagon-alert",
    "info": "info",
}


class ConsentPage(Page):
    """A focus screen to read from; the newest consent stands first and is the one that can be withdrawn."""

    name = "consent"
    title = "Consent"
    kinds = frozenset({"consent", "carer", "printed_form", "referral", "pupil"})
    focus_screen = True

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.pupil_id = ""
        self.facts: ConsentFacts | None = None
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
        self.pupil_id, self.facts = pupil_id, None
        self.refresh()

    def refresh(self) -> None:
        """Read again."""
        pupil_id, practice = self.pupil_id, self.desk.vault.practice
        self.desk.jobs.read(
            lambda session: read_consent(session, pupil_id, practice=practice),
            done=guarded(self, self._show),
            failed=guarded(self, self._trouble),
        )

    def _show(self, facts: ConsentFacts) -> None:
        self.show_content()
        self.facts = facts
        self.header.about.setText(facts.pupil.called)
        layout.clear(self.lines)
        words = "Record another form" if facts.consents else "Record consent"
        self.another.setText(words)
        self.another.setAccessibleName(words)
        if not facts.consents:
            self.lines.addWidget(EmptyState("pen-line", "No consent form has been recorded yet"))
        for place, consent in enumerate(facts.consents):
            self._consent(facts, consent, newest=place == 0)
        self.lines.addWidget(heading("Forms printed"))
        if facts.printed:
            rows = CardList()
            rows.setAccessibleName("Forms printed")
            for form in facts.printed:
                rows.add(_printed(form))
            self.lines.addWidget(rows)
        else:
            self.lines.addWidget(label("None has been printed for this family.", "body", "text-2"))

    def _show_again(self) -> None:
        if self.facts is not None:
            self._show(self.facts)

    def _consent(self, facts: ConsentFacts, consent: Consent, *, newest: bool) -> None:
        carer = facts.carer(consent.carer_id)
        found = verdict(consent, carer)
        title, _line = on_record(consent, carer)
        card = Card(space=12)
        card.setAccessibleName(title)
        tone: Tone = "over" if consent.withdrawn_on else found.tone
        head = layout.row(space=12)
        head.addWidget(heading(title), 1)
        words = "Consent withdrawn" if consent.withdrawn_on else found.state.label
        head.addWidget(StatusChip(tone, _ICONS[tone], words))
        if newest and can_be_withdrawn(consent, carer):
            act = button("Withdraw consent", small=True)
            act.clicked.connect(lambda: ask_to_withdraw(self.desk, self, consent, self.refresh))
            head.addWidget(act)
        card.body.addLayout(head)
        for name, facts_of in kept_parts(consent, carer):
            card.body.addWidget(heading(name))
            card.body.addLayout(self._grid(facts_of))
        self.lines.addWidget(card)

    def _grid(self, cells: tuple[tuple[str, str], ...]) -> layout.QGridLayout:
        """Two columns of a name above its answer; one where the window is narrow or the text large."""
        columns = 1 if self._reflow.shape in {"drawer", "single"} else 2
        made = layout.grid(space=10)
        for place, (name, value) in enumerate(cells):
            cell = layout.column(space=0)
            layout.add_all(
                cell, label(name, "small", "text-2", wrap=True), label(value, "body-strong", wrap=True)
            )
            made.addLayout(cell, place // columns, place % columns)
        for column in range(columns):
            made.setColumnStretch(column, 1)
        return made

    def _trouble(self, error: Exception) -> None:
        if self.facts is None and isinstance(error, Trouble) and not isinstance(error, Cancelled):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)


def _printed(form: PrintedForm) -> TwoLineRow:
    return TwoLineRow(
        form.template.label if form.template else "A form", printed_words(form), icon="file-text"
    )
