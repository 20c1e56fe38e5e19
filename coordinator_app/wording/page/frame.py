"""The parts of the screen on which a wording is written, and how they stand; what they do is `editor.py`."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.cards import separator
from coordinator_app.ui.drawer import WithPanel
from coordinator_app.ui.focus_header import FocusHeader
from coordinator_app.ui.page import Page
from coordinator_app.ui.tabs import Tabs
from coordinator_app.wording.page.acts import WordingActs
from coordinator_app.wording.page.check_panel import CheckPanel
from coordinator_app.wording.page.versions_tab import AcknowledgedTab, VersionsTab
from coordinator_app.wording.page.write_tab import WriteTab


class WordingFrame(Page):
    """Header, three tabs, what is still missing beside them, the acts below."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self._build()

    def _build(self) -> None:
        self.header = FocusHeader("Wording", back=True)
        self.check = CheckPanel()
        self.tabs = Tabs("Parts of this screen")
        self.versions, self.acknowledged = VersionsTab(), AcknowledgedTab()
        self.writing = WriteTab(self.desk)
        self.tabs.add("write", "Write", layout.scrolling(self.writing, "Write"))
        self.tabs.add("versions", "Versions", layout.scrolling(self.versions, "Versions"))
        self.tabs.add(
            "who", "Who acknowledged it", layout.scrolling(self.acknowledged, "Who acknowledged it")
        )
        holder = QWidget()
        inner = layout.column(holder, space=0)
        bar_line = layout.row(space=0, margins=(24, 0, 24, 0))
        bar_line.addWidget(self.tabs)
        inner.addLayout(bar_line, 1)
        self.split = WithPanel(holder, self.check)
        self.header.right.addWidget(self.split.opener)
        self.bar = bar = WordingActs()
        self.restore, self.drop, self.save, self.force = bar.restore, bar.drop, bar.save, bar.force
        self.state, self.why = bar.state, bar.why
        whole = layout.column(self.content, space=0)
        self.hints = layout.column(space=0, margins=(0, 0, 0, 0))
        layout.add_all(whole, self.header, separator())
        whole.addLayout(self.hints)
        layout.add_all(whole, self.split, self.bar)
        whole.setStretch(3, 1)

    def arrange(self, shape: str) -> None:
        """Stand as there is room: the panel beside the tabs or behind a button."""
        self.split.show_shape(shape)  # type: ignore[arg-type]  # the signal carries a plain str
        self.writing.arrange(shape)
        self.bar.arrange(beside=shape in {"wide", "rail"})
