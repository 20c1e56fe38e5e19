"""Above the chronology: how many days a pupil was suspended, what the law asks then, and each suspension with day six."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coordinator_app.chronology import suspending, suspension_view
from coordinator_app.chronology.page.place import Place
from coordinator_app.chronology.page.suspension_box import show_suspension
from coordinator_app.chronology.page.suspension_goes import ask_remove
from coordinator_app.chronology.suspension import Suspension
from coordinator_app.chronology.suspension_view import SuspensionLine, Suspensions
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import either, guarded
from coordinator_app.ui.buttons import Button, button
from coordinator_app.ui.cards import Card, separator
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.in_turn import InTurn
from coordinator_app.ui.labels import IconLabel, heading, label, link
from coordinator_app.ui.notes import Note

_FIRST = 6  # so many are shown at once
_NONE = "None is kept; those that were deleted can be put back."
_PRESSES = frozenset({"soon", "over"})
_SHOW, _HIDE = "Show each of them", "Hide them"


class SuspensionStrip(QWidget):
    """As long as there is none, only the button that records one; that opens as soon as it is known what it starts from."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._turns = InTurn(self)
        self._shown: Suspensions | None = None
        self._wanted, self._open, self._all = False, False, False
        self.setAccessibleName("Suspensions and exclusions")
        self.card = Card(padding=14, space=10)
        self.add: Button = button("Record a suspension", "quiet", small=True, icon="user-x")
        self.another: Button = button(
            "Record another", "quiet", small=True, icon="plus", accessible="Record another suspension"
        )
        for press in (self.add, self.another):
            press.clicked.connect(lambda _on=False: self.record())
        layout.column(self, space=4).addWidget(self.card)
        self.total = label("", "body", "text", wrap=True)
        self.fold: Button = button(_SHOW, "quiet", small=True, icon="chevron-down")
        self.fold.clicked.connect(self._turn)
        self._notes, self.rows = layout.column(space=8), layout.column(space=10)
        self.deleted = layout.column(space=10)
        self.more: Button = button("Show older ones", small=True)
        self.more.clicked.connect(self._show_all)
        self._lay_out()
        self.hide()

    def refresh(self) -> None:
        """Read again."""
        pupil_id = self._place.pupil_id
        came, failed = self._turns.ask(self._show, self._place.services.say.trouble)
        self._place.services.jobs.read(
            lambda session: suspension_view.read(session, pupil_id), done=came, failed=failed
        )

    def record(self) -> None:
        """Open the box of a new suspension; pressed before its facts have come, it opens when they are there."""
        if self._shown is None:
            self._wanted = True
            return
        self.ask(Suspension(pupil_id=self._place.pupil_id, school_id=self._shown.school_id))

    def ask(self, kept: Suspension) -> None:
        """Open the box of this one."""
        if self._shown is not None:
            show_suspension(self._place, kept, self._shown.schools)

    def _lay_out(self) -> None:
        head = layout.row(space=10)
        head.addWidget(IconLabel("user-x", "text-2", 18))
        head.addWidget(heading("Suspensions and exclusions", small=True), 1)
        layout.add_all(head, self.another, self.fold)
        self.card.body.addLayout(head)
        self.card.body.addWidget(self.total)
        self.card.body.addLayout(self._notes)
        self.card.body.addLayout(self.rows)
        self.card.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.card.body.addLayout(self.deleted)
        self.more.hide()
        self.card.hide()
        acts = layout.row(space=8)
        layout.add_all(acts, self.add, None)
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.addLayout(acts)

    def _show(self, shown: Suspensions) -> None:
        self._shown = shown
        any_kept = bool(shown.lines or shown.deleted)
        self.setVisible(any_kept or shown.may_add)
        self.card.setVisible(any_kept)
        self.add.setVisible(shown.may_add and not any_kept)
        self.another.setVisible(shown.may_add)
        self.total.setText(" ".join((shown.total or _NONE, *shown.earlier)))
        layout.clear(self._notes)
        for one in shown.numbers:
            self._notes.addWidget(Note("soon" if one.is_reached else "info", f"{one.title}.", one.sentence))
        self._fill()
        if self._wanted:
            self._wanted = False
            self.record()

    def _turn(self) -> None:
        self._open = not self._open
        self._fill()

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _fill(self) -> None:
        lines = self._shown.lines if self._shown is not None else ()
        shown = lines if self._all else lines[:_FIRST]
        layout.clear(self.rows)
        for line in () if self._open else lines:
            if line.tone in _PRESSES:  # what has to be done by day six is never behind a button
                self.rows.addWidget(Note(cast("Set", line.tone), f"{line.chip}.", line.facts))
        for line in shown if self._open else ():
            self.rows.addWidget(separator())
            self.rows.addWidget(SuspensionRow(self._place, self, line))
        self._fill_deleted()
        self.fold.setText(_HIDE if self._open else _SHOW)
        self.fold.set_icon("chevron-up" if self._open else "chevron-down")
        self.more.setVisible(self._open and len(shown) < len(lines))

    def _fill_deleted(self) -> None:
        layout.clear(self.deleted)
        lines = self._shown.deleted if self._shown is not None else ()
        for line in lines if self._open else ():
            self.deleted.addWidget(separator())
            self.deleted.addWidget(SuspensionRow(self._place, self, line))


class SuspensionRow(QWidget):
    """One suspension: its facts, what follows, and what can be done with it."""

    def __init__(self, place: Place, strip: SuspensionStrip, line: SuspensionLine) -> None:
        super().__init__()
        self._place, self._strip, self.line = place, strip, line
        self.setAccessibleName(line.facts)
        lines = layout.column(self, space=4)
        head = layout.row(space=10)
        head.addWidget(label(line.facts, "body-medium", "text", wrap=True), 1)
        if line.chip:
            head.addWidget(StatusChip(cast("Set", line.tone), None, line.chip), 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(head)
        for text in (" ".join(line.follows), line.suspension.words):
            if text:
                lines.addWidget(label(text, "small", "text-2", wrap=True))
        lines.addLayout(self._links())

    def _links(self) -> QHBoxLayout:
        acts = layout.row(space=16)
        for words, act in self._offered():
            made = link(words, "small-medium")
            made.setAccessibleName(f"{words}: {self.line.facts}")
            made.clicked.connect(partial(_pressed, act))
            acts.addWidget(made)
        acts.addStretch(1)
        return acts

    def _offered(self) -> list[tuple[str, Any]]:
        one = self.line.suspension
        changed = [("See what changed", self._ask_history)] if one.version > 1 else []
        if one.trashed_at is not None:
            back = partial(self._write, partial(suspending.put_back, suspension=one), "Suspension put back")
            return [("Put back", back), *changed]
        count = [("How day 6 was counted", self._tell_count)] if self.line.counted else []
        return [("Change", lambda: self._strip.ask(one)), *count, *changed, ("Delete", self._remove)]

    def _remove(self) -> None:
        one, words = self.line.suspension, "Suspension deleted"
        at_once = partial(self._write, partial(suspending.remove, suspension=one), words)
        ask_remove(
            self._place,
            self,
            one,
            at_once,
            either(self, partial(self._done, words), partial(self._said, words)),
        )

    def _tell_count(self) -> None:
        self._place.services.dialogs.tell("How day 6 was counted", "\n".join(self.line.counted))

    def _ask_history(self) -> None:
        services, one = self._place.services, self.line.suspension
        services.jobs.read(
            lambda session: suspension_view.history(session, one.id),
            done=guarded(
                self, lambda told: services.dialogs.tell("What it has said, newest first", str(told))
            ),
            failed=guarded(self, services.say.trouble),
        )

    def _write(self, work: Any, words: str) -> None:
        self.setEnabled(False)  # a second press sends nothing twice
        say = partial(self._said, words)
        self._place.services.jobs.write(
            work,
            done=either(self, partial(self._done, words), say),
            failed=either(self, self._stays, self._place.services.say.trouble),
        )

    def _done(self, words: str, saved: Any) -> None:
        self._said(words, saved)
        self._place.refresh()

    def _said(self, words: str, saved: Any) -> None:
        self._place.services.say.toast(words, saved.change_id)

    def _stays(self, error: Exception) -> None:
        self.setEnabled(True)
        self._place.services.say.trouble(error)


def _pressed(act: Any, *_signal: object) -> None:
    act()
