"""What is said above the text of a form, and what its marks mean."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note
from coordinator_app.wording.page.wording_reading import WordingFacts

MARKS: Final = (
    ("# Words", "A heading. ## is a smaller one."),
    ("- Words", "An item of a list. 1. is an item of a numbered list."),
    ("**words**", "Bold."),
    ("{school_name}", "Coordinator fills it in when the form is printed."),
    ("{generated: what_we_hold}", "A part that Coordinator makes from what it keeps."),
    ("[ ] Words {#programme}", "A box to tick. The name behind it is the answer that is recorded: leave it as it is."),
    ("{{signature: Signature | Date}}", "A row to sign on. fields: is a row to fill in, lines: is empty lines."),
    ("| Label | words |", "A row of a table."),
    ("{{when family}} … {{end}}", "Printed only for the family, or whoever is named."),
    ("<!-- 003-7.3 -->", "The rule that the sentence before it rests on. It is not printed."),
    ("point rights", "Inside such a source: this sentence says what the law wants said. It is not printed."),
)  # fmt: skip
"""Each mark as it stands in the text, and what it does."""


class MarksBox(Box):
    """The marks in two columns; Esc closes it."""

    of_record = False

    def __init__(self) -> None:
        super().__init__("What the marks mean")
        layout.size(self, width=620)
        self.body.addWidget(label("Leave an empty line between parts.", "body", "text-2", wrap=True))
        table = QWidget()
        grid = layout.grid(table, space=6)
        grid.setColumnStretch(1, 1)
        for at, (mark, means) in enumerate(MARKS):
            shown = label(mark, "small-medium", "text", wrap=True)
            shown.setAccessibleName(f"{mark}: {means}")
            grid.addWidget(shown, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(means, "body", "text-2", wrap=True), at, 1)
        grid.setColumnMinimumWidth(0, 200)
        area = layout.scrolling(table, "What the marks mean")
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout.size(area, min_height=160)
        self.body.addWidget(area, 1)
        close = button("Close")
        close.clicked.connect(self.reject)
        self.buttons(close)
        self.first = close


def notes_on(facts: WordingFacts) -> list[Note]:
    """What is to be said above the text of a form."""
    found = []
    if facts.newly_shipped:
        found.append(
            Note(
                "soon",
                "Coordinator came with a newer wording since yours was made.",
                "Compare the two under Versions, and take over what is better.",
            )
        )
    if facts.now.unchecked:
        found.append(
            Note(
                "soon",
                "This translation is a draft: nobody has checked it.",
                "Have someone who reads the language well check it, then put it in force under their name.",
            )
        )
    return found
