"""Several entries chosen at once, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from coordinator_app.chronology import exporting, view
from coordinator_app.chronology.page.entries import EntryList
from coordinator_app.chronology.page.give_box import GiveBox
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.export_list import Load, export_button
from coordinator_app.ui.labels import label

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.sharing.model import Disclosure

_LARGE = 1.5
_WHY = "Safeguarding and health entries are about to be given to someone."


class Choosing(QWidget):
    """A strip that is shown while entries are chosen; `start` is the button that begins it."""

    def __init__(self, services: Services, pupil_id: str, entries: EntryList) -> None:
        super().__init__()
        self._services, self._pupil_id, self._entries = services, pupil_id, entries
        self.setAccessibleName("Chosen entries")
        self.start = button("Choose entries", "quiet", icon="list-checks")
        self.told = label("", "body-strong")
        self.all = button("All shown", "quiet", accessible="Choose all entries shown")
        self.give = button("Record who was given them", icon="share-2")
        self.export = export_button(services, exporting.TITLE, chosen=self._to_export)
        self.print = button("Print", icon="printer", accessible="Print the chosen entries")
        self.stop = button("Stop choosing", "quiet")
        self._line = layout.row(self, space=12)
        chosen, acts = layout.row(space=12), layout.row(space=12)
        layout.add_all(chosen, self.told, self.all, self.stop, None)
        layout.add_all(acts, self.give, self.print, self.export, None)
        self._line.addLayout(chosen)
        self._line.addLayout(acts, 1)
        self.retheme(theme.current())
        self.start.clicked.connect(lambda _on=False: self.choose(on=True))
        self.stop.clicked.connect(lambda _on=False: self.choose(on=False))
        self.all.clicked.connect(lambda _on=False: self._entries.choose_all())
        self.give.clicked.connect(lambda _on=False: self._give())
        entries.chosen.connect(self._say)
        self.hide()

    def retheme(self, now: theme.Theme) -> None:
        """At large text what can be done has a line of its own: all of it does not fit into one."""
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.TopToBottom if now.scale >= _LARGE else ways.LeftToRight)

    def choose(self, *, on: bool) -> None:
        """Begin or end choosing."""
        self._entries.choose(on=on)
        self.setVisible(on)
        self.start.setVisible(not on)
        self._say()
        (self.stop if on else self.start).setFocus(Qt.FocusReason.OtherFocusReason)

    def refreshed(self) -> None:
        """Other entries are shown: what was chosen among those before is chosen no more."""
        if not self.isHidden():
            self._say()

    def _say(self) -> None:
        number = len(self._entries.chosen_lines())
        for one in (self.give, self.print, self.export):
            one.setEnabled(number > 0)
        words = {0: "Tick the entries.", 1: "1 entry chosen"}.get(number, f"{number} entries chosen")
        if words != self.told.text():
            self.told.setText(words)
            announce(self.told, words)

    def _to_export(self) -> Load:
        ids = tuple(line.entry.id for line in self._entries.chosen_lines())
        return lambda session: exporting.table(session, ids)

    def ids(self) -> tuple[str, ...]:
        """The entries that are ticked."""
        return tuple(line.entry.id for line in self._entries.chosen_lines())

    def _give(self) -> None:
        lines = self._entries.chosen_lines()
        if any(view.is_guarded(line.entry) for line in lines):
            self._services.confirm(guarded(self, lambda: self.ask_given(lines)), _WHY)
        elif lines:
            self.ask_given(lines)

    def ask_given(self, lines: tuple[view.Line, ...]) -> None:
        """Ask who was given these."""
        box = GiveBox(self._services, [line.entry for line in lines])
        box.saved.connect(guarded(self, self._given))
        apart = next((line for line in lines if view.is_guarded(line.entry)), lines[0])
        place = DraftOf("give_entries", self._pupil_id, view.entry_compartment(apart.entry))
        show_kept(self._services, box, place, more={"entries": " ".join(line.entry.id for line in lines)})

    def _given(self, saved: Saved[Disclosure]) -> None:
        del saved  # what was given to someone is not taken back
        self._services.say.toast("Written into the ledger under Sharing")
        self.choose(on=False)
