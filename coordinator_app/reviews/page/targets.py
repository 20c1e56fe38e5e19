"""Targets on a review: how the earlier ones came out (keys 1, 2, 3), and up to three new ones."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from coordinator_app.reviews.model import ReviewTarget, TargetResult
from coordinator_app.ui import layout
from coordinator_app.ui.cards import Card
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import heading, label

MOST_NEW = 3
_KEYS = dict(zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3), TargetResult, strict=True))


class TargetRow(Card):
    """One earlier target. Emits `edited`; 1, 2 and 3 choose while the row has the focus outside its comment."""

    edited = Signal()

    def __init__(self, target: ReviewTarget, *, single_letters: bool) -> None:
        super().__init__(space=10)
        self.target, self._keys = target, single_letters
        self.setAccessibleName(f"Target: {target.words}")
        self.result = ChoiceBoxes([(one, one.label) for one in TargetResult], keys=single_letters)
        self.result.set_value(target.result)
        for box in self.result.boxes:
            box.setAccessibleName(f"{target.words}: {box.text()}")
        self.comment = TextInput(target.comment, longest=300, hint="A short comment")
        self.comment.setAccessibleName(f"Comment on the target {target.words}")
        self.body.addWidget(label(target.words, "body-strong", wrap=True))
        self.body.addWidget(self.result)
        self.body.addWidget(self.comment)
        self.result.edited.connect(self.edited)
        self.comment.edited.connect(self.edited)

    def answered(self) -> ReviewTarget:
        """The target with its result."""
        found = self.result.value()
        result = found if isinstance(found, TargetResult) else None
        return replace(self.target, result=result, comment=self.comment.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Met, nearly, not yet."""
        key = Qt.Key(event.key())
        if self._keys and key in _KEYS and not isinstance(self.focusWidget(), QLineEdit):
            self.result.set_value(_KEYS[key])
            self.result.target().setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()
            return
        super().keyPressEvent(event)


class TargetsStep(QWidget):
    """Both groups. Emits `edited`."""

    edited = Signal()

    def __init__(self, *, single_letters: bool) -> None:
        super().__init__()
        self._single_letters = single_letters
        layout.size(self, max_width=640)
        lines = layout.column(self, space=14)
        self.rows: list[TargetRow] = []
        self._earlier = layout.column(space=12)
        lines.addLayout(self._earlier)
        lines.addWidget(heading("New targets, until the next review"))
        self.new = [TextInput(longest=300) for _place in range(MOST_NEW)]
        for place, box in enumerate(self.new, 1):
            row = FormRow(f"Target {place}", "", box, optional=True)
            row.edited.connect(self.edited)
            lines.addWidget(row)

    def show_targets(self, earlier: tuple[ReviewTarget, ...], new: tuple[ReviewTarget, ...]) -> None:
        """Show what is kept."""
        layout.clear(self._earlier)
        self.rows = [TargetRow(one, single_letters=self._single_letters) for one in earlier]
        self._earlier.addWidget(heading("How did the last targets come out?"))
        if not earlier:
            self._earlier.addWidget(
                label("No targets were set before this review.", "body", "text-2", wrap=True)
            )
        for row in self.rows:
            row.edited.connect(self.edited)
            self._earlier.addWidget(row)
        for place, box in enumerate(self.new):
            box.set_value(new[place].words if place < len(new) else "")

    def answered(self) -> bool:
        """Whether every earlier target has its result, or, where none was set, there is a new one."""
        if self.rows:
            return all(row.result.value() is not None for row in self.rows)
        return any(box.value() for box in self.new)

    def results(self) -> tuple[ReviewTarget, ...]:
        """The earlier targets with their results."""
        return tuple(row.answered() for row in self.rows)

    def wanted(self, review_id: str, kept: tuple[ReviewTarget, ...]) -> tuple[ReviewTarget, ...]:
        """The new targets as records; those kept before keep their identity."""
        found = []
        for place, box in enumerate(self.new):
            words = box.value()
            if words:
                old = kept[place] if place < len(kept) else ReviewTarget(review_id=review_id)
                found.append(replace(old, words=words))
        return tuple(found)

    def draft(self) -> dict[str, object]:
        """What is typed, by the target's id."""
        results = {
            row.target.id: [one.result.value if one.result else "", one.comment]
            for row, one in ((row, row.answered()) for row in self.rows)
            if one.result or one.comment
        }
        new = [box.value() for box in self.new]
        return {"results": results, "new": new} if results or any(new) else {}

    def put_back(self, draft: dict[str, object]) -> None:
        """A draft again."""
        results, new = draft.get("results"), draft.get("new")
        for row in self.rows:
            kept = results.get(row.target.id) if isinstance(results, dict) else None
            if isinstance(kept, list) and len(kept) == 2:
                row.result.set_value(TargetResult(kept[0]) if kept[0] in set(TargetResult) else None)
                row.comment.set_value(kept[1])
        for box, words in zip(self.new, new if isinstance(new, list) else (), strict=False):
            box.set_value(words)
