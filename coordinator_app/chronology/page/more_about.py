"""What may be said of an entry beside its words: folded away until it is wanted, or something stands in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from coordinator_app.chronology.model import Category, MayBeTold, usually_told
from coordinator_app.chronology.page.others import OtherPupils
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import label

MORE, LESS = "&More about this entry", "Less a&bout this entry"
_OTHERS = (
    "Each gets an entry of his own with these words, and sees the others by initials only. "
    "Write “another pupil” instead of a name: each family may read its own child’s entry."
)
_SOFT = "What somebody is like rather than what happened. It goes to nobody but the school, services, the pupil and family."


def told_row() -> FormRow:
    """Who may be told: as is usual for the category unless somebody is chosen."""
    options = [(one, one.label) for one in MayBeTold]
    return FormRow("Who may be told", "", ChoiceList(options, none="As usual for its category"))


def soft_rows() -> dict[str, FormRow]:
    """Whether it is soft information, and what for; `tie_purpose` shows the second with the first (003-6.3a)."""
    return {
        "is_soft": FormRow("Soft information", _SOFT, TickBox("Soft information")),
        "soft_purpose": FormRow("What is it for?", "", LongText(lines=2)),
    }


def tie_purpose(rows: dict[str, FormRow]) -> None:
    """The purpose is asked for as long as the information is soft."""
    rows["soft_purpose"].setVisible(bool(rows["is_soft"].value()))
    rows["is_soft"].edited.connect(lambda: rows["soft_purpose"].setVisible(bool(rows["is_soft"].value())))


class MoreAbout(QWidget):
    """`rows` are its questions by name; `button` folds and unfolds them. `folded` after either."""

    folded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = button(MORE, "quiet", small=True, icon="chevron-down")
        self.others = OtherPupils()
        self.rows: dict[str, FormRow] = {
            "source": FormRow("Who says so", "", TextInput(longest=200), optional=True),
            "written_by": FormRow("Written by, if somebody else", "", TextInput(longest=200), optional=True),
            "may_be_told": told_row(),
            "for_others": FormRow("Others need to see it", "", TickBox("Others need to see it")),
            **soft_rows(),
            "others": FormRow(
                "Other pupils in the same incident", _OTHERS, self.others, optional=True, printed=False
            ),
        }
        self._usual = label("", "small", "text-2", wrap=True)
        self._lay_out()
        tie_purpose(self.rows)
        self.button.clicked.connect(lambda _on=False: self.show_more(shown=not self.is_shown()))
        self.usually(None)
        self.hide()

    def is_shown(self) -> bool:
        """Whether the questions are unfolded."""
        return not self.isHidden()

    def show_more(self, *, shown: bool) -> None:
        """Unfold or fold; unfolded by hand, the first question has the cursor."""
        self.setVisible(shown)
        self.button.setText(LESS if shown else MORE)
        self.button.set_icon("chevron-up" if shown else "chevron-down")
        if shown and self.button.hasFocus():
            self.rows["source"].focus()
        self.folded.emit()

    def settle(self) -> None:
        """Unfold if something stands in it: nothing that is kept lies out of sight."""
        self.rows["soft_purpose"].setVisible(bool(self.rows["is_soft"].value()))
        if self.is_filled() and not self.is_shown():
            self.show_more(shown=True)

    def is_filled(self) -> bool:
        """Whether something was answered here."""
        return any(row.value() for row in self.rows.values())

    def usually(self, category: Category | None) -> None:
        """Say whom an entry of this category may be told to if nothing is chosen."""
        self._usual.setText(f"As usual means: {usually_told(category).label}.")

    def fold(self, *, wide: bool) -> None:
        """Questions stand beside each other, or under each other where there is no room."""
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        for line in self._folding:
            line.setDirection(way)

    def _lay_out(self) -> None:
        lines = layout.column(self, space=12)
        first, second = layout.row(space=16), layout.row(space=16)
        self._folding = [first, second]
        for name in ("source", "written_by"):
            first.addWidget(self.rows[name], 1, Qt.AlignmentFlag.AlignTop)
        told = layout.column(space=4)
        layout.add_all(told, self.rows["may_be_told"], self._usual)
        second.addLayout(told, 1)
        second.addWidget(self.rows["for_others"], 1, Qt.AlignmentFlag.AlignTop)
        layout.add_all(lines, first, second)
        for name in ("is_soft", "soft_purpose", "others"):
            lines.addWidget(self.rows[name])
