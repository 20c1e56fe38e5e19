"""Where help stands: beside the page where there is room, over its right edge where there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coordinator_app.ui import theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.page import Page

if TYPE_CHECKING:
    from coordinator_app.ui.help_panel import HelpPanel

BESIDE = 1060  # px of the design: narrower, and a page beside it would have no room
_WIDTH = 360


class HelpPlace(QObject):
    """Makes the panel when it is first wanted. `keys` when the keys of the screen are asked for."""

    keys = Signal()

    def __init__(self, shell: QWidget, line: QHBoxLayout, main: QWidget) -> None:
        super().__init__(shell)
        self._shell, self._line, self._main = shell, line, main
        self.panel: HelpPanel | None = None

    @property
    def is_open(self) -> bool:
        """Whether help is on the screen."""
        return self.panel is not None and not self.panel.isHidden()

    def open(self, page: Page | None) -> None:
        """Show the help of this page and go there; where the focus is in it already, close it."""
        panel = self._panel()
        if self.is_open and panel.has_focus():
            self.close()
            return
        panel.show_for(help_name(page))
        panel.show()
        self.fit()
        panel.take_focus()
        announce(panel, "Help is open. Esc closes it.")

    def follow(self, page: Page) -> None:
        """Another page was opened: its help, if help is open."""
        if self.panel is not None and self.is_open:
            self.panel.show_for(help_name(page))

    def close(self) -> None:
        """Close it; the focus goes back where it came from."""
        panel = self.panel
        if panel is None:
            return
        had_focus, before = panel.has_focus(), panel.came_from()
        panel.hide()
        if had_focus and before is not None:
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Beside the page or over it, by the room there is."""
        panel = self.panel
        if panel is None or panel.isHidden():
            return
        now = theme.current()
        width = min(now.px(_WIDTH), self._main.width())
        if self._shell.width() / now.scale >= BESIDE:
            panel.setFixedWidth(width)
            if self._line.indexOf(panel) < 0:
                self._line.addWidget(panel)
            return
        self._line.removeWidget(panel)
        panel.setFixedWidth(width)
        panel.setGeometry(self._shell.width() - width, 0, width, self._shell.height())
        panel.raise_()

    def _panel(self) -> HelpPanel:
        if self.panel is None:
            # not before the first paint, which seldom needs it
            from coordinator_app.ui.help_library import help_pages  # noqa: PLC0415  # read when help is first asked for
            from coordinator_app.ui.help_panel import HelpPanel  # noqa: PLC0415  # read when help is first asked for

            self.panel = HelpPanel(help_pages())
            self.panel.setParent(self._shell)
            self.panel.hide()
            self.panel.closing.connect(self.close)
            self.panel.keys.connect(self.keys)
        return self.panel


def help_name(page: Page | None) -> str:
    """The help page of a screen: its own name, or what it says of the part that is shown."""
    if page is None:
        return ""
    return page.help_name() or page.name
