"""Stage 2, Identity: who asks and by what right, and what the child thinks (domain 2.1)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from coordinator_app.access_requests.actions.identifying import save_identity
from coordinator_app.access_requests.model import AccessRequest, CourtOrder, ProofSeen
from coordinator_app.access_requests.page.blocks import Columns, buttons_row, facts_card
from coordinator_app.access_requests.page.form_dialog import Values
from coordinator_app.access_requests.page.identity_facts import identity_facts
from coordinator_app.access_requests.page.identity_form import NAMES, identity_form, shown_rows
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.page.stage import Frame, Stage
from coordinator_app.access_requests.sorting import is_about_a_person
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import heading
from coordinator_app.ui.notes import Note

_NO_COPY = "Look at it and record what you saw. A passport, licence or bill has no place in the vault, so this file was not taken."


class IdentityStage(Stage):
    """One form; the child's part comes once it is settled who asks."""

    def __init__(self, services: Services, frame: Frame) -> None:
        super().__init__(services, frame)
        self.form = identity_form(services)
        self.save = button("Save", "primary", accessible="Save who asked")
        self.next = button("Next: Gather")
        self._gate = layout.column(space=0)
        self._facts = layout.column(space=0)
        self.setAcceptDrops(True)  # to say that no copy is kept
        self._typed, self._saving, self._goes_on = False, False, False
        lines, columns = layout.column(self, space=16), Columns(left=3, right=2)
        layout.add_all(columns.left, self.form, buttons_row(self.save, self.next))
        layout.add_all(columns.right, heading("What is recorded"), self._facts)
        columns.end()
        layout.add_all(lines, heading("Who asks, and by what right"), self._gate, columns, None)
        self.form.edited.connect(self._edited)
        self.save.clicked.connect(self._save)
        self.next.clicked.connect(self._go_on)

    def show_case(self, case: CaseFacts) -> None:
        """Show what is settled and what is open; what is being typed stays."""
        super().show_case(case)
        layout.clear(self._gate)
        self._gate.addWidget(_gate_note(case))
        layout.clear(self._facts)
        self._facts.addWidget(facts_card(identity_facts(case)))
        if not self._typed:
            self.form.set_values({name: getattr(case.request, name) for name in NAMES})
        self.form.setEnabled(not case.is_closed)
        self.save.setVisible(not case.is_closed)
        self.save.set_kind("secondary" if case.identity.is_open and not self._typed else "primary")
        self.next.set_kind("primary" if case.identity.is_open and not self._typed else "secondary")
        self.next.setVisible(not case.is_closed)
        self._reveal()

    def first_focus(self) -> None:
        """The first question, or the heading when all is answered."""
        if self.case is not None and not self.case.identity.is_open and not self.case.is_closed:
            self.form.first_focus()
        else:
            super().first_focus()

    def save_draft(self) -> dict[str, Any] | None:
        """The answers not yet saved."""
        if not self._typed:
            return None
        values = {name: self.form.row(name).value() for name in NAMES}
        return {
            name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()
        }

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put them back."""
        values = {name: value for name, value in draft.items() if name in NAMES}
        for name, kind in (("identity_seen", ProofSeen), ("court_order", CourtOrder)):
            if values.get(name):
                values[name] = kind(values[name])
        self.form.set_values(values)
        self._edited()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file is let in to say why it is not kept."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """No copy of a proof of identity is kept, whoever wants it (UK GDPR article 5(1)(c))."""
        layout.clear(self._gate)
        self._gate.addWidget(Note("soon", "No copy of a proof is kept.", _NO_COPY))
        event.acceptProposedAction()

    def _edited(self) -> None:
        self._typed = True
        self.save.set_kind("primary")
        self.next.set_kind("secondary")
        self._reveal()

    def _reveal(self) -> None:
        """Only the questions that matter now (principle 4)."""
        case = self.case
        if case is None:
            return
        typed = {name: self.form.row(name).value() for name in NAMES}
        shown = shown_rows(case, typed)
        for name in NAMES:
            self.form.row(name).setVisible(name in shown)

    def _go_on(self) -> None:
        """To the next stage; what is typed is kept first, for whoever goes on takes it for done."""
        if self._typed:
            self._goes_on = True
            self._save()
        else:
            self.frame.go_to("gather")

    def _save(self) -> None:
        case = self.case
        if self._saving:
            self.services.say.hint("One moment: this is being kept.")
            return
        if case is None or not self.form.check():
            self._goes_on = False
            return
        values = dict(self.form.values())
        self._saving = True
        self.write(
            lambda session: save_identity(session, case.request, values),
            partial(self._saved, values),
            form=self.form,
            refused=self._refused,
        )

    def _saved(self, values: Values, saved: Saved[AccessRequest]) -> None:
        self._saving = False
        if dict(self.form.values()) == values:  # else it was typed on, and is not kept yet
            self._typed = False
        self.services.say.toast("Saved who asked.", saved.change_id)
        if self.case is not None:
            self.show_case(self.case)
        if self._goes_on and not self._typed:
            self.frame.go_to("gather")
        self._goes_on = False

    def not_kept(self) -> None:
        """It can be saved again."""
        self._saving, self._goes_on = False, False

    def _refused(self, gate: GateShut) -> None:
        layout.clear(self._gate)
        self._gate.addWidget(Note("soon", "This cannot be done.", " ".join(gate.reasons)))


def _gate_note(case: CaseFacts) -> Note:
    if not is_about_a_person(case.request.sort):
        return Note("info", "Nobody has to prove who they are.", "Anybody may ask how the Partnership works.")
    if case.identity.is_open:
        return Note(
            "safe", "It is settled who asked.", "The legal month runs." if case.clocks.legal.due else ""
        )
    forbids = case.request.court_order is CourtOrder.FORBIDS
    lead, *rest = (reason.sentence() for reason in case.identity.reasons)
    return Note("over" if forbids else "soon", lead, " ".join(rest))
