"""Two records that may be of one child, side by side: compare, choose field by field, make one of them.

The record on the left is kept. The other one stays in history and can be taken apart from it again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coordinator_app.core.errors import InvalidInput, StaleRecord, Trouble
from coordinator_app.pupils import duplicates, merging
from coordinator_app.pupils.page import merge_reading
from coordinator_app.pupils.page.choose_pupil import ChoosePupil
from coordinator_app.pupils.page.merge_reading import Comparison, Difference, Side
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page import Page

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.store.session import Session

_BESIDE = 760  # px of the design
_MOST = 900
_MAY_BE_ONE = "They may be one child after all"
_BESIDE_LETTERS, _LONGEST = 24, 48
"""Answers of more letters stand below each other; of still more only the beginning, with the whole above."""


class MergePage(Page):
    """Opened with (pupil_id, other_id=""): the record that is kept, and the other one, which may be chosen here."""

    name: ClassVar[str] = "merge_pupils"
    title: ClassVar[str] = "Compare two records"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"pupil", "access_request", "sibling", "different_children", "carer", "chronology_entry", "document"}
    )
    services: Services

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.pupil_id = self.other_id = ""
        self.versions = (0, 0)
        self.answers: dict[str, ChoiceBoxes] = {}
        self._sides: list[QBoxLayout] = []
        self.why = LongText(lines=2)
        self._types_at: int | None = None
        self._running, self._may_merge = False, False
        content = QWidget()
        self._lines = layout.column(content, space=16, margins=(24, 20, 24, 20))
        layout.column(self.content, space=0).addWidget(layout.scrolling(content, self.title))

    # what the shell asks

    def open(self, pupil_id: str = "", other_id: str = "", **_more: Any) -> None:
        """Compare these two."""
        if (pupil_id, other_id) != (self.pupil_id, self.other_id):
            self.new_visit()
            self.answers, self._running = {}, False
            self.why.set_value("")
            self._show_waiting()
        self.pupil_id, self.other_id = pupil_id, other_id
        self.refresh()

    def where(self) -> dict[str, Any]:
        """The two records."""
        return {"pupil_id": self.pupil_id, "other_id": self.other_id}

    def refresh(self) -> None:
        """Read both records again; what was chosen and typed stays."""
        if not self.pupil_id:
            return
        if not self.other_id:
            self._show_nothing()
            return
        kept, gone = self.pupil_id, self.other_id
        came, failed = self.in_turn(lambda found: self._show(found, (kept, gone)), self._failed)
        self.services.jobs.read(partial(_compare, kept, gone), done=came, failed=failed)

    # showing

    def _show_nothing(self) -> None:
        self._begin()
        choose = button("Choose the other record", "primary")
        choose.clicked.connect(self.choose)
        text = "Choose the record that may be of the same child. Nothing is changed before you have compared them."
        self._lines.addWidget(EmptyState("users", "Which record is the other one?", text, choose))
        self._lines.addStretch(1)
        self.show_content()

    def _show_waiting(self) -> None:
        """The acts of the two before would be done to these two, unseen."""
        self._begin()
        self._lines.addWidget(label("The two records are being read.", "body", "text-2"))
        self._lines.addStretch(1)

    def _begin(self) -> None:
        before, at = self.why, self.why.textCursor().position()
        typed, types = before.toPlainText(), before.hasFocus()
        layout.clear(self._lines)
        self._sides, self.answers = [], {}
        self.why = LongText(lines=2)
        self.why.set_value(typed)
        self._types_at = at if types else None
        self._lines.addWidget(heading("Are these two records of one child?", 1))

    def _show(self, found: Comparison, asked: tuple[str, str]) -> None:
        if asked != (self.pupil_id, self.other_id):
            return
        self.versions = found.versions
        chosen = {name: boxes.value() for name, boxes in self.answers.items()}
        self._begin()
        if found.trouble:
            self._lines.addWidget(Note("soon", found.trouble, found.next_step))
        elif found.why_alike:
            self._lines.addWidget(
                Note("info", f"The two have {found.why_alike}.", "Compare before you decide.")
            )
        self._show_heads(found)
        self._show_differences(found, chosen)
        self._show_foot(found)
        self._fit()
        self.show_content()
        if self._types_at is not None:  # whoever is typing types on
            cursor = self.why.textCursor()
            cursor.setPosition(min(self._types_at, len(self.why.toPlainText())))
            self.why.setTextCursor(cursor)
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_heads(self, found: Comparison) -> None:
        line = layout.row(space=16)
        self._sides.append(line)
        line.addWidget(_head("Kept", found.kept), 1)
        line.addWidget(_head("Merged into it", found.gone), 1)
        self._lines.addLayout(line)
        acts = layout.row(space=12)
        turn = button("Keep the other one instead", small=True, icon="rotate-cw")
        other = button("Compare with another record", "quiet", small=True)
        turn.clicked.connect(self.turn_round)
        other.clicked.connect(self.choose)
        layout.add_all(acts, turn, other, None)
        self._lines.addLayout(acts)

    def _show_differences(self, found: Comparison, chosen: dict[str, object]) -> None:
        self._lines.addWidget(heading(f"Where they differ ({len(found.differences)})"))
        if not found.differences:
            self._lines.addWidget(label("Both records say the same.", "body", "text-2", wrap=True))
            return
        card = Card(space=14)
        for one in found.differences:
            taken = chosen.get(one.field)
            card.body.addWidget(self._question(one, taken if isinstance(taken, bool) else one.from_gone))
        layout.size(card, max_width=_MOST)
        self._lines.addWidget(card)
        if found.same:
            said = "1 more answer is" if found.same == 1 else f"{found.same} more answers are"
            self._lines.addWidget(label(f"{said} the same in both.", "small", "text-2"))

    def _question(self, one: Difference, from_gone: bool) -> FormRow:
        longest = max(len(one.kept), len(one.gone))
        options = [(False, _short(one.kept)), (True, _short(one.gone))]
        boxes = ChoiceBoxes(options, vertical=longest > _BESIDE_LETTERS)
        boxes.set_value(from_gone)
        self.answers[one.field] = boxes
        whole = f"Kept record: {one.kept}\nOther record: {one.gone}" if longest > _LONGEST else ""
        return FormRow(one.label, whole, boxes)

    def _show_foot(self, found: Comparison) -> None:
        text = (
            "Everything of the other record moves to the one that is kept: notes, documents, consent, people, requests. "
            "Its name and UPN stay findable. The merge can be undone, and later taken apart, "
            "as long as nothing was given to anyone since, and nothing written since rests on both."
        )
        self._lines.addWidget(Note("info", "What happens", text))
        self.row = FormRow(
            "How do you know that it is one child?", "For example, the school confirmed it.", self.why
        )
        layout.size(self.row, max_width=_MOST)
        self._lines.addWidget(self.row)
        line = layout.row(space=12)
        self.merge = button("Merge these 2 records", "primary")
        self._may_merge = not found.trouble
        self.different = button(_MAY_BE_ONE if found.said_different else "They are different children")
        self.merge.clicked.connect(self.ask)
        self.different.clicked.connect(self.take_back if found.said_different else self.say_different)
        self._let_act()
        layout.add_all(line, self.merge, self.different, None)
        self._lines.addLayout(line)
        self._lines.addStretch(1)

    # acts

    def turn_round(self) -> None:
        """Keep the other record; what was chosen stays chosen."""
        swapped = {name: not boxes.value() for name, boxes in self.answers.items()}
        self.pupil_id, self.other_id = self.other_id, self.pupil_id
        for name, taken in swapped.items():
            self.answers[name].set_value(taken)
        self.refresh()

    def choose(self) -> None:
        """Find the other record by typing."""
        box = ChoosePupil(self.services, "Which record is the other one?", "Compare", self.pupil_id)
        box.chosen.connect(lambda pupil_id, _words: self.open(pupil_id=self.pupil_id, other_id=pupil_id))
        self.services.dialogs.show(box)

    def ask(self) -> None:
        """Ask once more, then merge."""
        if not self.why.value().strip():
            self.row.set_error("Say how you know that this is one child.")
            self.row.focus()
            return
        self.services.dialogs.ask(
            "Merge these 2 records?", "They become one pupil on every screen.", "Merge them", self.do_merge
        )

    def do_merge(self) -> None:
        """Merge, and go to the record that was kept."""
        answers = {name: bool(boxes.value()) for name, boxes in self.answers.items()}
        ids, why = (self.pupil_id, self.other_id), self.why.value()
        self._write(
            partial(_merge, ids, self.versions, answers, why), "2 records merged into one", self._merged
        )

    def say_different(self) -> None:
        """Remember that they are different children, and go back."""
        work = partial(_different, self.pupil_id, self.other_id)
        self._write(work, "They are different children", self._differ)

    def take_back(self) -> None:
        """Take back that they are different children; then they can be merged."""
        work = partial(_may_be_one, self.pupil_id, self.other_id)
        self._write(work, "They may be one child", self.refresh)

    def _write(self, work: partial[Saved[Any]], words: str, here: Callable[[], None]) -> None:
        """Once, however often it is pressed; what follows only while the page still shows these two."""
        if self._running:
            return
        self._running = True
        self._let_act()

        def follow() -> None:
            self._running = False
            here()

        shown = self.of_visit(follow)

        def done(saved: Saved[Any]) -> None:
            self.services.say.toast(words, saved.change_id)
            shown()

        refused = self.of_visit(self._refused, otherwise=self.services.say.trouble)
        self.services.jobs.write(work, done=guarded(self, done), failed=refused)

    def _let_act(self) -> None:
        self.merge.setEnabled(self._may_merge and not self._running)
        self.different.setEnabled(not self._running)

    def _merged(self) -> None:
        if self.in_front():
            self.services.go.to("pupil", pupil_id=self.pupil_id, tab="about")

    def _differ(self) -> None:
        if self.in_front():
            self.services.go.to("pupil", pupil_id=self.pupil_id)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, StaleRecord):
            self.refresh()  # what was compared is no longer so: show it as it is now
        self._running = False
        self._let_act()
        if isinstance(error, InvalidInput):
            self.row.set_error(error.problems[0].message)
        else:
            self.services.say.trouble(error)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.services.say.trouble(error)

    # the look

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The two heads stand below each other in a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._fit()

    def _fit(self) -> None:
        wide = self.width() / theme.current().scale >= _BESIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        for line in self._sides:
            line.setDirection(way)


def _short(answer: str) -> str:
    line = " ".join(answer.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}\u2026"


def _head(role: str, side: Side) -> Card:
    card = Card(space=4)
    card.setAccessibleName(f"{role}: {side.name}")
    card.body.addWidget(label(role, "caption-medium", "text-2"))
    card.body.addWidget(label(side.name, "h2", wrap=True))
    card.body.addWidget(label(side.second, "body", "text-2", wrap=True))
    for words in (side.added, *side.belongs):
        card.body.addWidget(label(words, "small", "text-2", wrap=True))
    card.body.setAlignment(Qt.AlignmentFlag.AlignTop)
    return card


def _compare(kept_id: str, gone_id: str, session: Session) -> Comparison:
    return merge_reading.read_comparison(session, kept_id, gone_id)


def _merge(
    ids: tuple[str, str], versions: tuple[int, int], answers: dict[str, bool], why: str, session: Session
) -> Saved[Any]:
    return merging.merge(session, *ids, answers, why, versions)


def _may_be_one(kept_id: str, gone_id: str, session: Session) -> Saved[Any]:
    return duplicates.may_be_one(session, kept_id, gone_id)


def _different(kept_id: str, gone_id: str, session: Session) -> Saved[Any]:
    return duplicates.say_different(session, kept_id, gone_id)
