"""A form in a dialog: scrolls when the window is low, keeps what was typed until it is saved, shows what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from coordinator_app.core.errors import GateShut, InvalidInput, Trouble
from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.box_leave import BoxLeave, Leave
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button, said_whole
from coordinator_app.ui.chips import Set
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.doubts import Doubts, title_of, words_of
from coordinator_app.ui.forms import Form
from coordinator_app.ui.notes import Note
from coordinator_app.ui.stay_in_sight import bring_soon, stay_in_sight

Done = Callable[[object], None]
Failed = Callable[[Exception], None]
Save = Callable[[Done, Failed], object]
_WIDE = 600
_WHOSE = 22  # px of the line that says whose record it is
_BROKEN = -1  # the result of a box that a fault of ours has closed


class FormBox(Box):
    """Put questions into `form`, then give `saves` what writes them: it calls back `done` or `failed`.

    It gives back the writer's Job if it can, so that a draft of the answers goes right behind it (see `box_draft`).

    `failed` with InvalidInput shows each problem at its field, any other Trouble in a note above the form.
    `saving(what saves gave back)` comes once that has begun, `saved(result)` once it is written.
    """

    saved = Signal(object)
    saving = Signal(object)
    never_drafted: Collection[str] = ()
    """Rows whose answers are for no draft, wherever the box is shown."""
    shut = "This cannot be kept yet."
    """What stands above the reasons of a gate that is shut."""

    def __init__(self, title: str, act: str) -> None:
        super().__init__(title)
        layout.size(self, width=_WIDE)
        self.form = Form()
        self._note: Note | None = None
        self._save: Save | None = None
        self._doubts = Doubts()
        self._find_doubts: Callable[[], Mapping[str, str]] = _no_doubts
        self.body.addWidget(self._scrolled())
        self.cancel, self.act = button("Cancel"), button(act, "primary", accessible=said_whole(act, title))
        self.act.setDefault(True)
        self._leave = BoxLeave(self.form)
        self.cancel.clicked.connect(self.reject)
        self.act.clicked.connect(self.save)
        self.buttons(self.cancel, self.act)

    def saves(self, save: Save) -> None:
        """What the act does."""
        self._save = save

    def doubts(self, find: Callable[[], Mapping[str, str]]) -> None:
        """What is asked about before the act: `find` gives a question by field, or "" for none."""
        self._find_doubts = find

    def save(self) -> None:
        """Check what can be checked here, then write; the box closes once it is written."""
        if self._save is None or not self.act.isEnabled() or not self.form.check():
            return
        doubtful = self._doubts.open(self.form, self._find_doubts())
        if doubtful:  # the next press keeps it: a box over a box would hide what it asks about
            self._doubts.settle(self.form, doubtful)
            again = f"If it is right, press {self.act.text()} again."
            self._tell(title_of(doubtful), f"{words_of(self.form, doubtful)}\n{again}", kind="soon")
            return
        self._run(True)
        self.saving.emit(self._save(guarded(self, self._done), guarded(self, self._failed)))

    def _run(self, on: bool) -> None:
        """While it is being kept there is nothing to cancel: a box that went would tell nobody what came of it."""
        self._leave.running = on
        for one in (self.act, self.cancel):
            one.setEnabled(not on)

    def reject(self) -> None:
        """Esc or Cancel: what was typed is thrown away by the second press only, and not by a slip.

        What is being kept already cannot be thrown away any more: the box stays until it is known what came of it.
        """
        leave = self._leave.ask()
        if leave is Leave.STILL_KEEPING:
            announce(self, "This is being kept.", assertive=True)
        elif leave is Leave.GO:
            super().reject()
        else:
            self._tell(
                "What you typed is not kept yet.",
                f"To keep it, press {self.act.text().replace('&', '')}. To throw it away, press Cancel or Esc again.",
                kind="soon",
            )

    def take_stock(self) -> None:
        """What stands in the box now counts as not typed by the user."""
        self._leave.take_stock()

    def tell(self, lead: str, text: str) -> None:
        """Say something above the form that is no fault."""
        self._tell(lead, text, kind="info")

    def note(self) -> Note | None:
        """The note above the form, if one stands there."""
        return self._note

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the form, or as the window allows."""
        self._leave.opened()
        self._fit()
        super().showEvent(event)
        self.form.first_focus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A form that grew (an error, a revealed question) gets more room, and what one types in stays in sight."""
        if event.type() == QEvent.Type.LayoutRequest:
            stay_in_sight(self.form)
            self._fit()
        return False

    def _scrolled(self) -> QWidget:
        holder = QWidget()
        # room for the focus ring, which is drawn outside its widget
        self._lines = layout.column(holder, space=12, margins=(4, 4, 12, 4))
        self._lines.addWidget(self.form)
        self._area = layout.scrolling(holder, self.accessibleName())
        self.form.installEventFilter(self)
        return self._area

    def _fit(self) -> None:
        above = self.parentWidget()
        room = (above.window().height() if above is not None else 700) - theme.current().px(
            190 + (_WHOSE if self.whose() else 0)
        )
        holder = self._area.widget()
        inside = holder.layout() if holder is not None else None
        if inside is None:
            return
        width = max(1, theme.current().px(_WIDE - 44) - theme.current().px(12))
        wanted = (
            inside.totalHeightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()
        )
        self._area.setFixedHeight(max(theme.current().px(80), min(wanted + 4, room)))

    def _done(self, result: object) -> None:
        self.accept()
        self.saved.emit(result)

    def _failed(self, error: Exception) -> None:
        self._run(False)
        if isinstance(error, InvalidInput):
            known = self.form.rows()
            self.form.errors({one.field: one.message for one in error.problems if one.field in known})
            rest = [one.message for one in error.problems if one.field not in known]
            self._tell(" ".join(rest), "")
        elif isinstance(error, GateShut):
            self._tell(self.shut, " ".join(error.reasons))
        elif isinstance(error, Trouble):
            self._tell(error.happened, " ".join(part for part in (error.safe, error.next_step) if part))
        else:
            self.done(_BROKEN)  # neither kept nor thrown away by the user: a draft of it stays
            raise error

    def _tell(self, lead: str, text: str, kind: Set = "over") -> None:
        if self._note is not None:
            self._lines.removeWidget(self._note)
            self._note.hide()
            self._note.deleteLater()
            self._note = None
        if lead:
            self._note = Note(kind, lead, text)
            stay_in_sight(self.form)
            self._lines.insertWidget(0, self._note)
            if kind != "info":  # whoever presses the act at the foot of a form sees why nothing came of it
                bring_soon(self._note)
            announce(self, f"{lead} {text}", assertive=True)
        self._fit()


def _no_doubts() -> Mapping[str, str]:
    return {}
