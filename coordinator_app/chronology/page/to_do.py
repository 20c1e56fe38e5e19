"""What is to be done about an entry, on its card: done, not needed, changed, or one more."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coordinator_app.chronology import things_to_do
from coordinator_app.chronology.model import entry_compartment
from coordinator_app.chronology.page.place import Place
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.chronology.things_to_do import HUNG, caption, is_late
from coordinator_app.chronology.view import Line
from coordinator_app.core.dates import Lean, read_date
from coordinator_app.core.privacy import Compartment
from coordinator_app.ui import layout
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import either, guarded
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.focus_place import stands_for
from coordinator_app.ui.form_box import Done, Failed, FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import IconLabel, led, link

_WEEK = timedelta(days=7)


class ToDoBox(FormBox):
    """Asks what, who and by when; `action` is a kept one or a new one of an entry."""

    def __init__(self, place: Place, action: EntryAction) -> None:
        words = ("Change a thing to do", "Save changes") if action.id else ("Add something to do", "Add it")
        super().__init__(*words)
        self.action, clock = action, place.services.clock
        day = DateInput(
            lambda text: read_date(text, clock.today(), lean=Lean.FUTURE).value, today=clock.today, width=None
        )
        self.form.add("what", FormRow("What is to be done", "", TextInput(longest=300)))
        self.form.add_beside(
            {
                "who": FormRow("Who does it", "", TextInput(longest=100)),
                "due_on": FormRow("By when", "", day),
            }
        )
        who = action.who or place.services.vault.actor.role
        self.form.set_values(
            {"what": action.what, "who": who, "due_on": action.due_on or clock.today() + _WEEK}
        )


def show_to_do(place: Place, action: EntryAction, compartment: Compartment) -> ToDoBox:
    """Show the box; what is typed lies where the entry lies until it is saved or thrown away."""
    box = ToDoBox(place, action)
    box.saves(partial(_write, place, box))
    box.saved.connect(partial(_kept, place, "Thing to do changed" if action.id else "Thing to do added"))
    show_kept(place.services, box, DraftOf("entry_action", action.id or action.entry_id, compartment))
    return box


def _write(place: Place, box: ToDoBox, done: Done, failed: Failed) -> object:
    action, typed = box.action, dict[str, Any](box.form.values())

    def write(session: Any) -> object:
        if action.id:
            return things_to_do.change(session, action, **typed)
        return things_to_do.add(session, EntryAction(entry_id=action.entry_id, **typed))

    return place.services.jobs.write(write, done=done, failed=failed)


def _kept(place: Place, words: str, saved: Any) -> None:
    place.services.say.toast(words, saved.change_id)
    guarded(place.owner, place.refresh)()


class ToDoOnCard(QWidget):
    """The things to do of one entry; `add` is the link that adds one, for the row of the entry's own links."""

    def __init__(self, place: Place, line: Line) -> None:
        super().__init__()
        self._place, self._line = place, line
        actions = _of(line)
        lines = layout.column(self, space=6, margins=(0, 4, 0, 0))
        for action in actions:
            lines.addWidget(ToDoLine(place, line, action))
        self.add = link("Add something to do", "small-medium")
        self.add.setAccessibleName(f"Add something to do: {line.told_apart}")
        stands_for(self.add, f"Add something to do {line.entry.id}")
        self.add.clicked.connect(self._add)
        self.links: tuple[QWidget, ...] = (self.add,)
        if not actions:
            self.hide()

    def _add(self) -> None:
        show_to_do(
            self._place, EntryAction(entry_id=self._line.entry.id), entry_compartment(self._line.entry)
        )


class ToDoLine(QWidget):
    """One thing to do, open or settled."""

    def __init__(self, place: Place, line: Line, action: EntryAction) -> None:
        super().__init__()
        self._place, self._line, self.action = place, line, action
        self.setAccessibleName(f"To do: {action.what}, {caption(action)}")
        row = layout.row(self, space=8)
        settled = action.done_on is not None
        icon = "circle-check" if settled and not action.not_needed else "circle-dashed"
        row.addWidget(IconLabel(icon, "text-2", 16), 0, Qt.AlignmentFlag.AlignTop)
        words = layout.column(space=2)
        colour = "text-2" if settled else "text"
        words.addWidget(led(f"{action.what}.", f"{caption(action)}.", "small", colour))
        words.addLayout(self._foot())
        row.addLayout(words, 1)

    def _foot(self) -> QHBoxLayout:
        line = layout.row(space=14)
        if is_late(self.action, self._place.services.clock.today()):
            line.addWidget(StatusChip("over", None, "Overdue"))
        for words, act in self._acts():
            made = link(words, "small-medium")
            made.setAccessibleName(f"{words}: {self.action.what}")
            made.clicked.connect(partial(_pressed, act))
            line.addWidget(made)
        line.addStretch(1)
        return line

    def _acts(self) -> list[tuple[str, Any]]:
        action = self.action
        if action.done_on is not None:
            again = partial(things_to_do.open_again, action=action)
            return [("Still to be done", partial(self._write, again, "Open again"))]
        done = partial(things_to_do.settle, action=action)
        unneeded = partial(things_to_do.settle, action=action, not_needed=True)
        gone = partial(things_to_do.remove, action=action)
        return [
            ("Done", partial(self._write, done, "Marked as done")),
            ("Not needed", partial(self._write, unneeded, "Marked as not needed")),
            ("Change", lambda: show_to_do(self._place, action, entry_compartment(self._line.entry))),
            ("Delete", partial(self._write, gone, "Thing to do deleted")),
        ]

    def _write(self, work: Any, words: str) -> None:
        self.setEnabled(False)  # a second press sends nothing twice
        say = partial(self._said, words)
        self._place.services.jobs.write(
            work,
            done=either(self, partial(self._done, words), say),
            failed=either(self, self._not_done, self._place.services.say.trouble),
        )

    def _done(self, words: str, saved: Any) -> None:
        self._said(words, saved)
        self._place.refresh()

    def _said(self, words: str, saved: Any) -> None:
        self._place.services.say.toast(words, saved.change_id)

    def _not_done(self, error: Exception) -> None:
        self.setEnabled(True)
        self._place.services.say.trouble(error)


def _of(line: Line) -> tuple[EntryAction, ...]:
    found = line.hung.get(HUNG, ())
    return found if isinstance(found, tuple) else ()


def _pressed(act: Any, *_signal: object) -> None:
    act()
