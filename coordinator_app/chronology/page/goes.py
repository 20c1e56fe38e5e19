"""Says beside the category where an entry of it goes, and who can open it (003-3.3)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator_app.chronology.model import Category
from coordinator_app.ui import layout
from coordinator_app.ui.labels import IconLabel, label, restyle

_APART = "Goes to the guarded part, also while you type: only who may open safeguarding and health entries reads it."
_OPEN = "Everyone with a passphrase for this vault can read it."


class Goes(QWidget):
    """Empty until a category is chosen."""

    def __init__(self) -> None:
        super().__init__()
        line = layout.row(self, space=8, margins=(0, 0, 0, 6))
        self._icon = IconLabel("lock", "text", 16)
        self._words = label("", "small", "text-2", wrap=True)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        self.show_category(None)

    def text(self) -> str:
        """What it says now."""
        return self._words.text()

    def show_category(self, category: Category | None) -> None:
        """Say where an entry of this category goes."""
        apart = category is not None and category.is_guarded
        self._say(_APART if apart else _OPEN if category is not None else "", lock=apart)

    def refuse(self, category: Category) -> None:
        """A letter was pressed of a category that this user cannot write in now."""
        if category.is_guarded:
            words = f"Your passphrase does not open {category.label.lower()} entries. Speak to the safeguarding lead."
        else:
            words = f"“{category.label}” cannot be chosen yet: only a safeguarding call can be recorded."
        self._say(words, lock=True)

    def _say(self, words: str, *, lock: bool) -> None:
        self._words.setText(words)
        restyle(self._words, "small-medium" if lock else "small", "text" if lock else "text-2")
        self._icon.setVisible(lock)
