"""Says before a document is restricted what goes with it, and asks for each message that would still hold the same words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.dates import say
from coordinator_app.documents import family
from coordinator_app.documents.family import Kin
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.choices import TickBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.labels import label
from coordinator_app.ui.stay_in_sight import bring_soon

ALSO = "also"
"""The row with the messages that are ticked; its answer is a list of ids."""
_NAMED = 8  # titles that are said one by one
_ASK = "Restrict these messages too"
_HELP = (
    "Each holds a file inside that is restricted now. In one that you do not tick, the same words stay readable for "
    "everybody who may open the record."
)


Starts = Callable[[], Collection[str]]
"""The ids of what is restricted, as it is answered now."""


class TickList(QWidget):
    """A tick for each message. `value()` is the list of ids of those that are shown and ticked."""

    edited = Signal()
    left = Signal()

    def __init__(self, kin: Sequence[Kin], every: Collection[str], starts: Starts) -> None:
        super().__init__()
        self._kin, self._starts = kin, starts
        itself = family.holding_itself(kin, starts())
        offered = family.ever_to_ask(kin, every)
        self.ticks = {one.document_id: TickBox(_called(one)) for one in offered}
        self.boxes = list(self.ticks.values())
        lines = layout.column(self, space=4)
        for document_id, tick in self.ticks.items():
            tick.setChecked(document_id in itself)
            lines.addWidget(tick)
            tick.toggled.connect(self.refresh)
            tick.edited.connect(self.edited)
        self.refresh()

    def refresh(self) -> None:
        """Show those that are to be asked about as it is ticked now: one that goes may hold what others hold."""
        chosen: set[str] = set()
        starts = self._starts()
        while True:
            asked = {one.document_id for one in family.to_ask(self._kin, starts, chosen)}
            ticked = {one for one in asked if self.ticks[one].value()}
            if ticked == chosen:
                break
            chosen = ticked
        for document_id, tick in self.ticks.items():
            tick.setVisible(document_id in asked)
        self._chosen = sorted(chosen)

    def value(self) -> list[str]:
        """The ids."""
        return list(self._chosen)

    def set_value(self, value: object) -> None:
        """Tick these; ids that are not offered are passed over."""
        wanted = value if isinstance(value, list) else []
        for document_id, tick in self.ticks.items():
            tick.setChecked(document_id in wanted)

    def problem(self) -> str:
        """Nothing can be wrong with ticks."""
        return ""

    def set_invalid(self, invalid: bool) -> None:
        """Ticks have no red edge."""

    def target(self) -> QWidget:
        """The first that is shown."""
        return next((tick for tick in self.boxes if not tick.isHidden()), self)

    def goes(self) -> list[str]:
        """What is restricted too without being asked about, by title."""
        own = {*self._starts(), *self._chosen}
        going = family.going_with(self._kin, own)
        return sorted(
            one.title
            for one in self._kin
            if one.document_id in going and one.document_id not in own and not one.is_guarded
        )


class AskOthers(QObject):
    """Puts the question behind the tick `restricts`: it stands there only while that is ticked and shown.

    `every` are the ids of all that may be restricted here, `starts` gives those that are.
    """

    def __init__(
        self, form: Form, restricts: TickBox, kin: Sequence[Kin], every: Collection[str], starts: Starts
    ) -> None:
        super().__init__(form)
        self._form, self._restricts = form, restricts
        self._list = TickList(kin, every, starts)
        self._said = label("", "small", "text-2", wrap=True)
        form.add_widget(self._said)
        self._row = form.add(ALSO, FormRow(_ASK, _HELP, self._list))
        restricts.toggled.connect(self._show)
        for tick in self._list.boxes:
            tick.toggled.connect(self._show)
        self._show()

    def refresh(self) -> None:
        """Something else is restricted now, or nothing any more."""
        self._list.refresh()
        self._show()

    def _show(self) -> None:
        on = self._restricts.isChecked() and not self._form.row("is_guarded").isHidden()
        titles = self._list.goes() if on else []
        names = [f"“{title}”" for title in titles[:_NAMED]]
        names += [f"{len(titles) - _NAMED} more"] if len(titles) > _NAMED else []
        self._said.setText(f"Restricted with it: {', '.join(names)}." if names else "")
        self._said.setVisible(bool(names))
        self._show_row(on and self._list.target() is not self._list)

    def _show_row(self, on: bool) -> None:
        """What is asked now comes into sight, and is said aloud: in a low window it stands below."""
        comes = on and self._row.isHidden() and self._form.isVisible()
        self._row.setVisible(on)
        if comes:
            bring_soon(self._row)
            announce(self._row, f"{_ASK}. {_HELP}")


def _called(one: Kin) -> str:
    day = f", {say(one.dated)}" if one.dated else ""
    return f"“{one.title}”{day}{', in the trash' if one.in_trash else ''}"
