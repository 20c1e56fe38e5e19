"""A few questions over the page: the answers go to an action, and what it refuses is shown where it was typed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import read_date
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.box_leave import BoxLeave, Leave
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button, said_whole
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

Values = dict[str, Any]
_BAR = 16  # px of the design: a scroll bar and a little air


def day_input(services: Services) -> DateInput:
    """A date typed as one likes; whether it may lie in the future is the action's to say."""
    return DateInput(lambda text: read_date(text, services.clock.today()).value, today=services.clock.today)


def today_row(services: Services, text: str, help_text: str = "") -> FormRow:
    """A question for a date, with today filled in."""
    row = FormRow(text, help_text, day_input(services))
    row.input.set_value(services.clock.today())
    return row


class FormDialog(Box):
    """Emits `acted(values)` when every answer can be read; stays until what it asked for was kept."""

    acted = Signal(object)
    saving = Signal(object)
    never_drafted: Collection[str] = ()

    def __init__(self, title: str, text: str, act: str, rows: Mapping[str, FormRow]) -> None:
        super().__init__(title)
        if text:
            self.body.addWidget(label(text, "body", "text-2", wrap=True))
        self._refusal = layout.column(space=0)
        self.body.addLayout(self._refusal)
        self.form = Form()
        for name, row in rows.items():
            self.form.add(name, row)
        self._holder = QWidget()
        # room for the focus ring, which is drawn outside its widget
        layout.column(self._holder, space=0, margins=(4, 4, 4, 4)).addWidget(self.form)
        self._area = layout.scrolling(self._holder, title)
        self.body.addWidget(self._area)
        self.form.edited.connect(self.fit)
        self.cancel, self.act = button("Cancel"), button(act, "primary", accessible=said_whole(act, title))
        self._leave = BoxLeave(self.form)
        self.cancel.clicked.connect(self.reject)
        self.act.clicked.connect(self.submit)
        self.act.setDefault(True)
        self.buttons(self.cancel, self.act)
        self.first = next((row.input.target() for row in rows.values()), self.act)

    def submit(self) -> None:
        """Hand the answers over if they can be read, once: a second press waits for what comes of the first."""
        if self.act.isEnabled() and self.form.check():
            self.acted.emit(self.form.values())

    def run(self, *, on: bool) -> None:
        """While it is being kept nothing is sent twice, and there is nothing to cancel."""
        self._leave.running = on
        for one in (self.act, self.cancel):
            one.setEnabled(not on)

    def reject(self) -> None:
        """Esc or Cancel: what was typed is thrown away by the second press only, never while it is being kept."""
        leave = self._leave.ask()
        if leave is Leave.STILL_KEEPING:
            announce(self, "This is being kept.", assertive=True)
        elif leave is Leave.GO:
            super().reject()
        else:
            words = f"To keep it, press {self.act.text().replace('&', '')}. To throw it away, press Cancel or Esc again."
            self._say(Note("soon", "What you typed is not kept yet.", words))
            announce(self, f"What you typed is not kept yet. {words}", assertive=True)

    def fit(self) -> None:
        """As high as the questions need, or as the screen allows: then they scroll and the buttons stay in sight.

        As wide as the longest answer, for an answer that is cut off is not known when it is chosen.
        """
        now, margins = theme.current(), self.body.contentsMargins()
        beside = margins.left() + margins.right() + now.px(_BAR)
        widest = self.screen().availableGeometry().width() - now.px(32)
        wanted = min(self._holder.minimumSizeHint().width() + beside, widest)
        if wanted > self.width():
            self.setFixedWidth(wanted)
        needed = _height(self._holder, self.width() - margins.left() - margins.right())
        self._area.setFixedHeight(now.px(80))
        around = _height(self, self.width()) - now.px(80)
        free = self.screen().availableGeometry().height() - around - now.px(32)
        self._area.setFixedHeight(max(now.px(80), min(needed, free)))
        self.resize(self.width(), _height(self, self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the screen."""
        self._leave.opened()
        super().showEvent(event)
        self.fit()

    def refuse(self, gate: GateShut) -> None:
        """Say why the gate is shut, above the questions."""
        self._say(Note("soon", "This cannot be done yet.", " ".join(gate.reasons)))

    def take_stock(self) -> None:
        """What stands in it now was not typed by the user."""
        self._leave.take_stock()

    def tell(self, lead: str, text: str) -> None:
        """Say something above the questions that is no fault."""
        self._say(Note("info", lead, text))

    def _say(self, note: Note) -> None:
        layout.clear(self._refusal)
        self._refusal.addWidget(note)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter acts from within a long text."""
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.submit()
            return
        super().keyPressEvent(event)


def _height(widget: QWidget, width: int) -> int:
    """How high a widget has to be at a width; what folds needs more when narrow."""
    inside = widget.layout()
    if inside is None:
        return widget.sizeHint().height()
    inside.activate()
    return (
        inside.totalHeightForWidth(width) if inside.hasHeightForWidth() else inside.totalSizeHint().height()
    )


def ask(
    services: Services,
    dialog: FormDialog,
    work: Callable[[Session, Values], Saved[Any]],
    toast: str,
    then: Callable[[], None] | None = None,
    place: DraftOf | None = None,
) -> None:
    """Show the dialog, do `work` with its answers on the writer, close it once they are kept and offer Undo.

    With a `place` what is typed is kept there until then, so that a lock takes nothing of it.
    """

    def saved(kept: Saved[Any]) -> None:
        dialog.accept()
        services.say.toast(toast, kept.change_id)
        if then is not None:
            then()

    def failed(error: Exception) -> None:
        dialog.run(on=False)
        if isinstance(error, InvalidInput):
            dialog.form.errors({problem.field: problem.message for problem in error.problems})
        elif isinstance(error, GateShut):
            dialog.refuse(error)
        else:
            services.say.trouble(error)

    def act(values: Values) -> None:
        dialog.run(on=True)
        job = services.jobs.write(
            lambda session: work(session, values), done=guarded(dialog, saved), failed=guarded(dialog, failed)
        )
        dialog.saving.emit(job)

    dialog.acted.connect(act)
    if place is None:
        services.dialogs.show(dialog)
    else:
        show_kept(services, dialog, place)
