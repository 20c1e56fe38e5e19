"""Notes: tinted banners that stay until their matter is settled (design.md 4.17)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from coordinator_app.ui import layout
from coordinator_app.ui.chips import Set
from coordinator_app.ui.labels import IconLabel, label

ICONS: dict[Set, str] = {
    "over": "octagon-alert", "soon": "triangle-alert", "safe": "circle-check",
    "pause": "circle-pause", "info": "info", "neutral": "info",
}  # fmt: skip


class Note(QFrame):
    """A bold lead sentence, a sentence that explains, and at most one button; `large` is the verdict banner."""

    def __init__(
        self,
        kind: Set,
        lead: str,
        text: str = "",
        button: QPushButton | None = None,
        *,
        icon: str | None = None,
        large: bool = False,
    ) -> None:
        super().__init__()
        self.kind = kind
        self.lead = lead
        self.text = text
        self.button = button
        self.setProperty("note", kind)
        self.setAccessibleName(f"{lead} {text}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        pad = 16 if large else 12
        line = layout.row(
            self, space=12 if large else 10, margins=(pad, pad if large else 10, pad, pad if large else 10)
        )
        mark = IconLabel(icon or ICONS[kind], f"{kind}-fg", 24 if large else 18)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter if large else Qt.AlignmentFlag.AlignTop)
        self.body: QVBoxLayout = layout.column(space=2)
        self._words(large=large)
        line.addLayout(self.body, 1)
        if button is not None:
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _words(self, *, large: bool) -> None:
        if self.lead:
            self.body.addWidget(self._line(self.lead, "h2" if large else "small-strong"))
        if self.text:
            self.body.addWidget(self._line(self.text, "body" if large else "small"))

    def _line(self, text: str, role: str) -> QLabel:
        made = label(text, role, f"{self.kind}-fg", wrap=True)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        return made


def strip(
    kind: Set, lead: str, text: str, button: QPushButton | None = None, *, icon: str | None = None
) -> Note:
    """A one-line note across a page, such as the consent strip: lead and text run on beside each other."""
    note = Note(kind, "", "", button, icon=icon)
    note.lead, note.text = lead, text
    note.setAccessibleName(f"{lead} {text}".strip())
    words = layout.row(space=4)
    words.setDirection(QBoxLayout.Direction.LeftToRight)
    words.addWidget(label(lead, "body-strong", f"{kind}-fg"))
    rest = label(text, "body", f"{kind}-fg", wrap=True)
    words.addWidget(rest, 1)
    note.body.addLayout(words)
    return note
