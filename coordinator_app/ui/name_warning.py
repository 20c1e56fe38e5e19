"""Says before a letter leaves whom its words name who is not meant to be told of in it, and asks once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.named_here import NOBODY, NamesFound, WhyNamed, explained, lead
from coordinator_app.jobs.names_kept import names_kept
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.form_box import Done, Failed, FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

Reads = Callable[["Session"], NamesFound]
Then = Callable[[], None]
_WAIT = "One moment: the words are looked through for names."
_WHAT = "Change the words, or keep them and say why. The audit log keeps the reason, not the name."


class NamesBox(FormBox):
    """Asks why words stay; the act keeps them. `others_wanted` once other words are wanted instead; Esc only closes it."""

    others_wanted = Signal()
    shut = "This cannot be kept now."

    def __init__(self, found: NamesFound) -> None:
        super().__init__(lead(found.people).rstrip("."), "Keep the words")  # in sight at any text size
        self.of_record = False  # one name below another would be read as the one meant
        self._lines.insertWidget(0, label(explained(found.people), "small", "text-2", wrap=True))
        self._lines.insertWidget(1, label(_WHAT, "body", "text-2", wrap=True))
        whys = tuple((one, one.label) for one in WhyNamed)
        self.form.add("why", FormRow("Why do the words stay?", "", ChoiceBoxes(whys, vertical=True)))
        self.cancel.setText("Change the words")
        self.cancel.clicked.disconnect(self.reject)
        self.cancel.clicked.connect(self._other_words)

    def save(self) -> None:
        """Say what is missing before anything is written."""
        if self.form.row("why").value() is None:
            self.form.errors({"why": "Choose why."})
        else:
            super().save()

    def _other_words(self) -> None:
        self.take_stock()
        self.reject()
        self.others_wanted.emit()


class NameWarning(QWidget):
    """A note beside Print and Save; hidden while nobody is named. `change` leads to where the words are typed.

    Nothing leaves before the words were looked through: what was pressed meanwhile is done behind that.
    """

    def __init__(self, desk: Services, change: Then) -> None:
        super().__init__()
        self._desk, self._change = desk, change
        self._reads: Reads | None = None
        self.found: NamesFound | None = NOBODY
        self.box: NamesBox | None = None
        self._kept: set[frozenset[tuple[str, str]]] = set()
        self._to: tuple[str, ...] = ()
        self._waits: Then | None = None
        self._round, self._failed_to = 0, False
        self._lines = layout.column(self, space=0)
        self.hide()

    def clear(self) -> None:
        """No letter is shown."""
        self._clear(None)
        self.found = NOBODY

    def forget(self) -> None:
        """Another letter: nothing that was said of the one before holds."""
        self._kept.clear()
        self.clear()

    def look(self, reads: Reads, then: Then | None = None, *, to: tuple[str, ...] = ()) -> None:
        """Have the words of the letter that is shown now gone through, away from the window's thread; `then` waits for it.

        `to` is who gets it: that one reader knows somebody says nothing of the next.
        """
        if to != self._to:
            self._kept.clear()
            self._to = to
        self._clear(reads)
        self._waits = then
        asked_in = self._round
        self._desk.jobs.read(
            reads,
            done=guarded(self, lambda found: self._came(found, asked_in)),
            failed=guarded(self, lambda error: self._failed(error, asked_in)),
        )

    def ask(self, then: Then) -> None:
        """Go on at once where nobody is named or it was said why they stay, else after one question."""
        if self.found is None:
            self._desk.say.hint(_WAIT)
            if self._failed_to and self._reads is not None:
                self.look(self._reads, then, to=self._to)
            elif self._waits is None:
                self._waits = then
        elif not self.found.people or self.found.key in self._kept:
            then()
        else:
            self._ask(self.found, then)

    def _clear(self, reads: Reads | None) -> None:
        self._round += 1
        self._reads, self.found, self._waits, self._failed_to = reads, None, None, False
        layout.clear(self._lines)
        self.hide()

    def _came(self, found: NamesFound, asked_in: int) -> None:
        if asked_in != self._round:
            return
        self.found = found
        if found.people:
            self._tell(lead(found.people), explained(found.people))
        waits, self._waits = self._waits, None
        if waits is not None:
            self.ask(waits)

    def _failed(self, error: Exception, asked_in: int) -> None:
        if asked_in == self._round:
            self._waits, self._failed_to = None, True
            self._tell("The words could not be looked through for names.", "Press again before it goes out.")
            self._desk.say.trouble(error)

    def _tell(self, first: str, rest: str) -> None:
        self._lines.addWidget(Note("soon", first, rest))
        self.show()

    def _ask(self, found: NamesFound, then: Then) -> None:
        self.box = box = NamesBox(found)

        def write(done: Done, failed: Failed) -> object:
            why = WhyNamed(str(box.form.values()["why"]))
            return self._desk.jobs.write(
                lambda session: names_kept(session, found, why), done=done, failed=failed
            )

        def kept(_nothing: object) -> None:
            self._kept.add(found.key)
            then()

        box.saves(write)
        box.saved.connect(guarded(self, kept))
        box.others_wanted.connect(guarded(self, self._change))
        self._desk.dialogs.show(box)
