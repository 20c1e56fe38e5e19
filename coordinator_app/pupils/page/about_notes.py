"""Notes about other records of what may be the same child."""

from __future__ import annotations

from collections.abc import Callable

from coordinator_app.pupils.duplicates import LikePupil
from coordinator_app.pupils.page.about_reading import Merged
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.notes import Note

Act = Callable[[], object]


def alike_note(one: LikePupil, compare: Act, different: Act) -> Note:
    """Another record may be of this child: compare the two, or say that they are different children."""
    look = button("Compare the two", small=True, accessible=f"Compare with {one.words}")
    apart = button("They are different children", "quiet", small=True)
    apart.setAccessibleName(f"They are different children: {one.words}")
    look.clicked.connect(lambda _on=False: compare())
    apart.clicked.connect(lambda _on=False: different())
    note = Note("soon", "This may be the same child as:", f"{one.words}. The two have {one.why}.")
    line = layout.row()
    layout.add_all(line, look, apart, None)
    note.body.addSpacing(6)
    note.body.addLayout(line)
    return note


def different_note(words: str, back: Act, compare: Act) -> Note:
    """Who was said to be another child, and the way back."""
    undo = button("They may be one child after all", "quiet", small=True)
    undo.setAccessibleName(f"They may be one child after all: {words}")
    look = button("Compare the two", small=True, accessible=f"Compare with {words}")
    undo.clicked.connect(lambda _on=False: back())
    look.clicked.connect(lambda _on=False: compare())
    note = Note("neutral", "Said to be different children:", words, icon="users")
    line = layout.row()
    layout.add_all(line, look, undo, None)
    note.body.addSpacing(6)
    note.body.addLayout(line)
    return note


def merged_note(merged: Merged, apart: Act) -> Note:
    """What was merged into the record, and the way back; of an older merge, what must come apart before it."""
    title = "Two records are one here."
    if merged.waits:
        words = f"{merged.words} To take it apart, first take the later merge above apart."
        return Note("neutral", title, words, icon="users")
    back = button("Take the records apart", small=True, icon="split")
    back.clicked.connect(lambda _on=False: apart())
    return Note("neutral", title, merged.words, back, icon="users")
