"""Keeping the decision about the item in hand: not before names have been looked for, and not without the questions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator_app.access_requests.actions import decide
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.page.decision_panel import DecisionPanel, first_field
from coordinator_app.access_requests.page.item_view import ItemView
from coordinator_app.access_requests.page.name_look import LOOKING, Look
from coordinator_app.access_requests.page.review_questions import doubt
from coordinator_app.access_requests.page.review_reading import ItemShown
from coordinator_app.access_requests.page.stage import Stage
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut
from coordinator_app.ui.announce import announce

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

NOT_YET = "Not saved yet: names were still being looked for."
COMING = "The next item is still on its way. Press again when it is here."


class ItemSaving(QObject):
    """`kept(Saved)` when a decision is in the vault. `shown` is the item in hand, None while there is none.

    A decision to share that is saved while names are still being looked for waits for them: it is kept when the
    search has ended, and if names turned up it is asked about first. A change or another item ends the waiting.
    """

    kept = Signal(object)

    def __init__(self, stage: Stage, view: ItemView, panel: DecisionPanel) -> None:
        super().__init__(stage)
        self._stage, self._view, self._panel = stage, view, panel
        self.shown: ItemShown | None = None
        self.waits = False

    def take(self, shown: ItemShown | None) -> None:
        """Another item is in hand, or none."""
        self.stop_waiting()
        self.shown = shown

    def save(self) -> None:
        """Keep what is decided, ask first, or say what is missing."""
        shown, view = self.shown, self._view
        if shown is None and not self._panel.is_locked:
            self.say_coming()
        if shown is None or self._panel.is_locked:
            return
        outcome = self._panel.answers().outcome
        if outcome is Outcome.UNDECIDED:
            self._panel.refuse(("Choose what to do with it: 1, 2 or 3.",))
            first_field(self._panel).setFocus()
            return
        self.waits = view.look is Look.RUNNING and outcome is not Outcome.WITHHOLD
        if self.waits:  # names could still turn up in what would have been shared
            self._panel.wait_for_names()
            announce(self, LOOKING)
            return
        asked = doubt(
            shown.item,
            outcome,
            view.groups(),
            covers=view.covers_anything(),
            unread=view.unread(),
            misread=view.misread(),
        )
        if asked is None:
            self._keep(shown)
        else:
            self._stage.services.dialogs.ask(asked.title, asked.text, asked.act, partial(self._keep, shown))

    def say_coming(self) -> None:
        """A key was pressed before the next item was here: it is not for the last one, nor for one that nobody has seen."""
        self._stage.services.say.hint(COMING)

    def look_again(self) -> None:
        """Something was covered or found: what waited for the names is saved once they are here."""
        if self.waits and self._view.look is not Look.RUNNING:
            self.waits = False
            self._panel.refuse(())
            self.save()

    def stop_waiting(self) -> None:
        """What was to be saved was changed or left: it is not saved."""
        if self.waits:
            self.waits = False
            self._panel.refuse(())
            self._stage.services.say.hint(NOT_YET)

    def _keep(self, shown: ItemShown) -> None:
        if self.shown is not shown:  # read anew while the question stood: what was answered is no longer so
            self.save()
            return
        answers = self._panel.answers()
        item, covered = answers.on(shown.item), self._view.redactions(answers.exemption, answers.reason)
        self._panel.save.setEnabled(False)

        def work(session: Session) -> Saved[RequestItem]:
            return decide.decide(session, item, covered)

        self._stage.write(work, self._kept, refused=self._refused)

    def _kept(self, saved: Saved[RequestItem]) -> None:
        self._panel.save.setEnabled(True)
        if self._panel.is_typed_in():
            self._stage.first_focus()  # else the next key is typed into the note of an item not looked at yet
        self.kept.emit(saved)

    def _refused(self, gate: GateShut) -> None:
        self._panel.save.setEnabled(True)
        self._panel.refuse(gate.reasons)
        announce(self, " ".join(gate.reasons), assertive=True)
