"""Notes: tinted banners that stay until their matter is settled (design.md 4.17)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout

from coordinator_app.ui import layout
from coordinator_app.ui.chips import Set
from coordinator_app.ui.labels import IconLabel, label, led

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
        role: str = "small",
    ) -> None:
        super().__init__()
        self.kind = kind
        self.lead = lead
        self.text = text
        self.button = button
        self.setProperty("note", kind)
        self.setAccessibleName(f"{lead} {text}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        pad = 16 if large else 12
        line = layout.row(
            self, space=12 if large else 10, margins=(pad, pad if large else 10, pad, pad if large else 10)
        )
        mark = IconLabel(icon or ICONS[kind], f"{kind}-fg", 24 if large else 18)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter if large else Qt.AlignmentFlag.AlignTop)
        self.body: QVBoxLayout = layout.column(space=2)
        self._words("h2" if large else role)
        line.addLayout(self.body, 1)
        if button is not None:
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as the folded words need, never higher: a policy of Maximum would cut them off instead."""
        super().resizeEvent(event)
        self.setMaximumHeight(max(1, self.heightForWidth(self.width())))

    def _words(self, role: str) -> None:
        if role == "h2":
            self.body.addWidget(label(self.lead, "h2", f"{self.kind}-fg", wrap=True))
            self.body.addWidget(label(self.text, "body", f"{self.kind}-fg", wrap=True))
        else:
            words = led(self.lead, self.text, role, f"{self.kind}-fg")
            words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self.body.addWidget(words)


def strip(
    kind: Set, lead: str, text: str, button: QPushButton | None = None, *, icon: str | None = None
) -> Note:
    """A one-line note across a page, such as the consent strip: lead and text run on beside each other."""
    return Note(kind, lead, text, button, icon=icon, role="body")
