"""The settings: sections in a list at the left, one of them shown; what does not work here is absent."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from coordinator_app.hooks import resolve
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.at_left import at_left
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.help_library import settings_help
from coordinator_app.ui.labels import heading
from coordinator_app.ui.lists import Row, TwoLineList
from coordinator_app.ui.page import Page
from coordinator_app.ui.settings_section import SettingsSection

_BESIDE = 700  # px of the design: narrower, and a list to choose from stands above


class SettingsPage(Page):
    """`open(section="Term dates")`; the sections come from the registry's `settings_pages`."""

    name: ClassVar[str] = "settings"
    title: ClassVar[str] = "Settings"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"partnership", "school", "officer", "term_calendar", "term_block", "term_exception", "setting"}
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        found = [pair for each in services.capabilities for pair in each.settings_pages]
        self._classes = {
            title: cls for title, cls in ((t, resolve(w)) for t, w in found) if cls.offered(services)
        }
        self._made: dict[str, SettingsSection] = {}
        self.section = next(iter(self._classes), "")
        self.list = TwoLineList("Sections of the settings", compact=True)
        self.list.show_rows([Row(title, title) for title in self._classes])
        self.choice = ChoiceList([(title, title) for title in self._classes], none=None)
        self.choice.setAccessibleName("Section of the settings")
        self._area = QStackedWidget()
        self._lay_out()
        self.list.current_changed.connect(lambda key: self.show_section(str(key)))
        self.choice.edited.connect(lambda: self.show_section(str(self.choice.value())))

    @property
    def titles(self) -> tuple[str, ...]:
        """The sections there are."""
        return tuple(self._classes)

    def open(self, *, section: str = "", **_more: Any) -> None:
        """Show a section, or the one shown last."""
        self.show_section(section if section in self._classes else self.section)

    def where(self) -> dict[str, Any] | None:
        """The section."""
        return {"section": self.section}

    def help_name(self) -> str:
        """The section has help of its own."""
        return settings_help(self.section)

    def refresh(self) -> None:
        """Read the section again."""
        if self.section in self._made:
            self._made[self.section].refresh()

    def first_focus(self) -> None:
        """The section's heading."""
        if self.section in self._made:
            self._made[self.section].first_focus()

    def current(self) -> SettingsSection:
        """The section on the screen."""
        return self._made[self.section]

    def show_section(self, title: str) -> None:
        """Show one section by its title, read anew."""
        if title not in self._classes:
            return
        fresh = title != self.section or title not in self._made
        self.section = title
        section = self._made.get(title) or self._make(title)
        self._area.setCurrentWidget(self._pages[title])
        self.list.choose(title)
        self.choice.set_value(title)
        if fresh:
            section.refresh()

    def _make(self, title: str) -> SettingsSection:
        made: SettingsSection = self._classes[title](self.desk)
        made.setAccessibleName(title)
        content = QWidget()
        lines = layout.column(content, space=16, margins=(24, 20, 24, 24))
        lines.addWidget(heading(title))
        holder = QWidget()
        layout.size(holder, max_width=760)
        layout.column(holder, space=0).addWidget(made)
        lines.addWidget(at_left(holder))
        lines.addStretch(1)
        area = layout.scrolling(content, title)
        self._area.addWidget(area)
        self._made[title], self._pages[title] = made, area
        return made

    def _lay_out(self) -> None:
        self._pages: dict[str, QWidget] = {}
        self.setMinimumWidth(1)  # the list gives way where there is no room
        line = layout.row(self.content, space=0)
        self._left = QFrame()
        self._left.setProperty("panel", True)
        layout.size(self._left, width=248)
        left = layout.column(self._left, space=8, margins=(0, 20, 1, 0))
        head = heading("Settings", 1)
        titled = layout.row(space=0, margins=(12, 0, 12, 0))  # where the words of the rows begin
        titled.addWidget(head)
        left.addLayout(titled)
        left.addWidget(self.list, 1)
        right = layout.column(space=0)
        self._top = QWidget()
        top = layout.column(self._top, space=8, margins=(24, 16, 24, 0))
        top.addWidget(heading("Settings"))
        top.addWidget(self.choice)
        right.addWidget(self._top)
        right.addWidget(self._area, 1)
        line.addWidget(self._left)
        line.addLayout(right, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A list beside, or a choice above."""
        super().resizeEvent(event)
        self._arrange()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() / theme.current().scale >= _BESIDE
        self._left.setVisible(wide)
        self._top.setVisible(not wide)
