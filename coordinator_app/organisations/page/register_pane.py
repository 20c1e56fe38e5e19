"""The right side of Registers: an entry to read, or its form; what is done with it is written and told from here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import Trouble
from coordinator_app.organisations import register_actions
from coordinator_app.organisations.page import register_reading as reading
from coordinator_app.organisations.page.register_boxes import end_box, part_box
from coordinator_app.organisations.page.register_edit import EditView
from coordinator_app.organisations.page.register_entry import EntryView
from coordinator_app.organisations.page.register_shapes import Choices, Entry
from coordinator_app.organisations.registers import REGISTERS, Part, Register
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.draft_keeper import DraftOf

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

Then = Callable[[], None]


class EntryPane(QStackedWidget):
    """`kept(id)` after a form was saved, `changed` after anything else was; `turned` when form or entry came or went.

    `back` is the button that leads to the list in a narrow window; `failed` carries an error of reading.
    """

    kept = Signal(str)
    changed = Signal()
    turned = Signal()
    failed = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.desk = services
        self.about: Register = REGISTERS[0]
        self.view = EntryView()
        self.editing: EditView | None = None
        self._round, self._wanted = (
            0,
            0,
        )  # of two entries, or two forms, that were asked for the later one is shown
        self._under_way: set[str] = set()  # what was pressed, until what came of it is shown
        self.back = button("Back to the list", "quiet", "chevron-left", small=True)
        self.addWidget(self._read_side())
        self.view.asked.connect(self.act)
        self.view.part_wanted.connect(self._part)
        self.view.part_gone.connect(self._part_gone)

    def _read_side(self) -> QWidget:
        side = Card(padding=1, space=0)
        self.back.hide()
        side.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        side.body.addWidget(layout.scrolling(self.view, "The entry"), 1)
        return side

    @property
    def entry(self) -> Entry | None:
        """The entry that is shown or would be behind the form."""
        return self.view.entry

    def turn(self, about: Register) -> None:
        """Another register: nothing of the one before stays."""
        self.about, self.view.entry = about, None
        self._round, self._wanted = self._round + 1, self._wanted + 1
        self.close_form()

    def read(self, record_id: str, *, focus: bool = False) -> None:
        """Show an entry; with `focus` its heading is gone to."""
        about = self.about
        self._round += 1
        asked = self._round
        self.desk.jobs.read(
            lambda session: reading.read_entry(session, about.name, record_id),
            done=guarded(self, lambda entry: self._show(entry, asked, focus=focus)),
            failed=guarded(self, self.failed.emit),
        )

    def _show(self, entry: Entry, asked: int, *, focus: bool) -> None:
        if asked != self._round:
            return  # another entry or register was chosen meanwhile
        self._under_way.clear()
        if entry.record.trashed_at is not None:
            self.view.entry = None
        else:
            self.view.show_entry(entry)
        self.turned.emit()
        if focus and self.editing is None:
            self.view.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    # what is done with an entry

    def act(self, what: str) -> None:
        """Do what a button of the entry says, or a key."""
        entry = self.entry
        if entry is None or self.editing is not None:
            return
        if what == "edit":
            self.begin(entry.record)
        elif what == "leave":
            box = end_box(self.desk, entry)
            box.saved.connect(guarded(self, lambda saved: self._done(saved, "The day is kept")))
            self.desk.dialogs.show(box)
        else:
            work, words = _WORKS[what]
            self._write(partial(work, entry.record), words, what)

    def _part(self, part: Part, record: Record | None) -> None:
        if self.entry is not None:
            box = part_box(self.desk, self.entry, part, record)
            box.saved.connect(guarded(self, lambda saved: self._done(saved, f"The {part.one} is kept")))
            kind = record_type(part.cls).kind
            show_kept(
                self.desk, box, DraftOf(f"{kind}_details", record.id if record else self.entry.record.id)
            )

    def reopens(self) -> Openers:
        """The boxes of the parts of an entry that are opened again."""
        parts = (part for one in REGISTERS for part in one.parts)
        return {f"{record_type(part.cls).kind}_details": partial(self._part_again, part) for part in parts}

    def _part_again(self, part: Part, left: Left) -> bool:
        if self.entry is None or part not in self.entry.register.parts:
            return False
        shown = (one.record for found in self.entry.parts if found.part is part for one in found.lines)
        kept = next((one for one in shown if one.id == left.record_id), None)
        if kept is None and self.entry.record.id != left.record_id:
            return False
        self._part(part, kept)
        return True

    def _part_gone(self, record: Record) -> None:
        work = partial(_take_away_part, record)
        self._write(work, "It was taken away", record.id)

    def _write(self, work: Callable[[Session], Saved[Any]], words: str, key: str) -> None:
        if key in self._under_way:
            return
        self._under_way.add(key)
        self.desk.jobs.write(
            work,
            done=guarded(self, lambda saved: self._done(saved, words)),
            failed=guarded(self, self._refused),
        )

    def _done(self, saved: Saved[Record], words: str) -> None:
        self.desk.say.toast(words, saved.change_id)
        self.changed.emit()

    def _refused(self, error: Exception) -> None:
        self._under_way.clear()
        if isinstance(error, Trouble) and self.entry is not None:
            self.view.tell(error.happened, " ".join(part for part in (error.safe, error.next_step) if part))
        else:
            self.desk.say.trouble(error)

    # the form

    def begin(self, record: Record, answers: dict[str, Any] | None = None) -> None:
        """Open the form of a new or known entry; `answers` are those of a draft."""
        self._wanted += 1
        asked = self._wanted
        self.desk.jobs.read(
            reading.read_choices,
            done=guarded(self, lambda choices: self._open(record, choices, answers, asked)),
            failed=guarded(self, self.failed.emit),
        )

    def _open(self, record: Record, choices: Choices, answers: dict[str, Any] | None, asked: int) -> None:
        if asked != self._wanted or not isinstance(record, self.about.cls):
            return  # pressed twice, or another register was chosen meanwhile
        self.close_form()
        form = EditView(self.desk, self.about, record, choices)
        if answers:
            form.put_back(answers)
        form.save.connect(self.save)
        form.cancel.connect(lambda: self.leave_form(self.turned.emit))
        holder = Card(padding=1, space=0)
        holder.body.addWidget(form)
        self.addWidget(holder)
        self.setCurrentWidget(holder)
        self.editing = form
        self.turned.emit()
        form.form.first_focus()
        if answers:
            form.go_on(answers)

    def save(self) -> None:
        """Check what can be checked here, ask about what is unusual, then write."""
        form = self.editing
        if form is None or not form.act.isEnabled() or not form.form.check():
            return
        wanted = form.record()
        form.act.setEnabled(False)
        self.desk.jobs.read(
            lambda session: register_actions.asked_first(session, wanted),
            done=guarded(form, lambda odd: self._ask(form, wanted, odd)),
            failed=guarded(form, lambda error: self._form_refused(form, error)),
        )

    def _ask(self, form: EditView, wanted: Record, odd: dict[str, str]) -> None:
        rows = form.form.rows()
        doubtful = form.doubts.open(form.form, {name: words for name, words in odd.items() if name in rows})
        if not doubtful:
            self._keep(form, wanted)
            return

        def right() -> None:
            form.doubts.settle(form.form, doubtful)
            self._keep(form, wanted)

        form.act.setEnabled(True)
        self.desk.dialogs.ask("Is this right?", " ".join(doubtful.values()), "Keep it", guarded(form, right))

    def _keep(self, form: EditView, wanted: Record) -> None:
        form.act.setEnabled(False)
        self.desk.jobs.write(
            lambda session: register_actions.keep(session, wanted),
            done=guarded(self, partial(self._saved, form, self.about.one)),
            failed=guarded(self, lambda error: self._form_refused(form, error)),
        )

    def _form_refused(self, form: EditView, error: Exception) -> None:
        if self.editing is not form or not form.refused(error):
            self.desk.say.trouble(error)

    def _saved(self, form: EditView, one: str, saved: Saved[Record]) -> None:
        """It is said whenever it comes; the page follows only while the form is the one that is open."""
        self.desk.say.toast(f"The {one} is kept", saved.change_id)
        if self.editing is form:
            self.close_form()
            self.kept.emit(saved.record.id)

    def leave_form(self, then: Then, otherwise: Then | None = None) -> None:
        """Go on; where something is typed, ask first, and do `otherwise` for whoever stays."""

        def leave() -> None:
            self.close_form()
            then()

        form = self.editing
        if form is None or form.typed() is None:
            leave()
            return
        if not form.act.isEnabled():  # "will not be kept" would be untrue
            self.desk.say.hint("One moment: this is being kept.")
            if otherwise is not None:
                otherwise()
            return
        self.desk.dialogs.ask(
            "Leave without saving?",
            "What you typed here will not be kept.",
            "Leave it",
            guarded(self, leave),
            guarded(self, otherwise) if otherwise else None,
        )

    def close_form(self) -> None:
        """Take the form away; the entry stands behind it."""
        form, self.editing = self.editing, None
        holder = self.currentWidget()
        if form is None or holder is None:
            return
        self.setCurrentIndex(0)
        self.removeWidget(holder)
        holder.deleteLater()
        self.turned.emit()


def _take_up(record: Record, session: Session) -> Saved[Any]:
    return register_actions.end(session, record, None)


def _take_away(record: Record, session: Session) -> Saved[Any]:
    return register_actions.take_away(session, record)


def _take_away_part(record: Any, session: Session) -> Saved[Any]:
    return register_actions.take_away_part(session, record)


def _pass_on(record: Any, session: Session) -> Saved[Any]:
    return register_actions.pass_on(session, record)


def _chase(record: Any, session: Session) -> Saved[Any]:
    return register_actions.chase(session, record)


_WORKS: dict[str, tuple[Callable[[Any, Session], Saved[Any]], str]] = {
    "take_up": (_take_up, "It is in use again"),
    "remove": (_take_away, "It was taken away"),
    "pass_on": (_pass_on, "The day is written down"),
    "chase": (_chase, "The chase is written down"),
}
