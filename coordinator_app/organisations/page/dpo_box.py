"""Which data protection officer does an issue belong to: tick the partnerships that it touches (003-1d, 003-1e)."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.organisations.page.dpo_reading import Pick
from coordinator_app.organisations.which_dpo import TENSION, DpoAnswer, which_dpo
from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import TickBox
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note

_TITLE = "Which data protection officer?"
_ASK = "Tick each partnership whose pupils, staff or records the issue touches."
_ADD = "The other partnerships are not on your list yet. Add them under Registers, Other partnerships."


class DpoBox(Box):
    """Answers as one ticks; `register_wanted(name)` leads to where the empty office is filled in."""

    register_wanted = Signal(str)

    def __init__(self, pick: Pick) -> None:
        super().__init__(_TITLE)
        layout.size(self, width=600)
        self.pick = pick
        self.ticks = {one.id: TickBox(one.name) for one in pick.partnerships}
        holder = QWidget()
        lines = layout.column(holder, space=12, margins=(4, 4, 12, 4))
        lines.addWidget(label(_ASK, "body", wrap=True))
        boxes = layout.column(space=8)
        for tick in self.ticks.values():
            boxes.addWidget(tick)
            tick.edited.connect(self._ticked)
        lines.addLayout(boxes)
        if len(pick.partnerships) == 1:
            lines.addWidget(Note("info", "Only yours is here.", _ADD))
        self._found = layout.column(space=12)
        lines.addLayout(self._found)
        lines.addWidget(label(TENSION, "caption", "text-2", wrap=True))
        lines.addStretch(1)
        self._area = layout.scrolling(holder, _TITLE)
        layout.size(self._area, min_height=240)
        self.body.addWidget(self._area)
        self.close_it = button("Close", accessible=f"Close: {_TITLE}")
        self.close_it.clicked.connect(self.reject)
        self.buttons(self.close_it)
        self.answer: DpoAnswer | None = None
        next(iter(self.ticks.values())).setChecked(True)
        self._answer()

    def _ticked(self) -> None:
        """Answer, and bring the answer into sight: in large text it stands below the ticks."""
        self._answer()
        QTimer.singleShot(0, self, self._bring)

    def _bring(self) -> None:
        item, holder = self._found.itemAt(0), self._area.widget()
        shown = item.widget() if item is not None else None
        inside = holder.layout() if holder is not None else None
        if shown is not None and inside is not None:
            shown.show()  # otherwise it is placed only with the next turn
            inside.activate()
            self._area.ensureWidgetVisible(shown, 0, theme.current().px(8))

    def _answer(self) -> None:
        touched = [one for one in self.pick.partnerships if self.ticks[one.id].value()]
        self.answer = which_dpo(touched, self.pick.joint)
        layout.clear(self._found)
        if self.answer is None:
            self._found.addWidget(label("Tick at least one.", "small", "text-2", wrap=True))
        else:
            self._show(self.answer)
        self._fit()

    def _show(self, answer: DpoAnswer) -> None:
        if answer.officer is not None:
            reach = answer.officer.reach or "No telephone or email is on record."
            note = Note("safe", f"{answer.officer.words}.", f"{answer.office}. {reach}", role="body")
        else:
            where = "other_partnerships" if "Other partnerships" in answer.to_do else "officers"
            fill_in = button("Fill in", small=True, accessible=f"Fill in: {answer.office}")
            fill_in.clicked.connect(lambda: self._go(where))
            note = Note("soon", f"{answer.office}: nobody is named.", answer.to_do, fill_in)
        self._found.addWidget(note)
        for school, officer in answer.until_then:
            words = ", ".join(part for part in (officer.words, officer.reach) if part)
            self._found.addWidget(label(f"{school}: {words}", "small", wrap=True))
        self._found.addWidget(label(f"{answer.why} [{answer.clause}]", "small", "text-2", wrap=True))
        announce(self, f"{note.lead} {note.text}")

    def _go(self, register: str) -> None:
        self.reject()
        self.register_wanted.emit(register)

    def _fit(self) -> None:
        above = self.parentWidget()
        room = (above.window().height() if above is not None else 700) - theme.current().px(190)
        self._area.setFixedHeight(max(theme.current().px(160), min(theme.current().px(440), room)))
