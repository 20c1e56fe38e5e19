"""A page with a panel on its right, which turns into a drawer when the window is narrow (design.md 3)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from coordinator_app.ui import layout, theme
from coordinator_app.ui.buttons import Button, button
from coordinator_app.ui.reflow import Reflow, Shape
from coordinator_app.ui.side_panel import SidePanel
from coordinator_app.ui.theme import Theme


class WithPanel(QWidget):
    """`main` and `panel` side by side; below an effective width of 900 `opener` opens the panel over `main`.

    Put `opener` where it is reached before the panel, for example in the page's header; it hides itself when the
    panel stands beside. Esc, or `opener` once more, closes the drawer; the focus goes back to `opener`.
    With `bar_stays` the panel's action bar stands at the foot of the page meanwhile: the act of a screen is never hidden.
    """

    def __init__(self, main: QWidget, panel: SidePanel, *, bar_stays: bool = False) -> None:
        super().__init__()
        self.main, self.panel, self._bar_stays = main, panel, bar_stays
        self.opener: Button = button(panel.accessibleName(), small=True)
        self.opener.hide()
        self.opener.clicked.connect(self._open_or_close)
        self._narrow = False
        self._reflow: Reflow | None = None
        self._whole = layout.column(self, space=0)
        self._line = layout.row(space=0)
        self._whole.addLayout(self._line, 1)
        layout.add_all(self._line, main, panel)
        self._line.setStretch(0, 1)

    def follow(self, reflow: Reflow) -> None:
        """Take the layout due from the window's own `Reflow`."""
        self._reflow = reflow
        reflow.changed.connect(self.show_shape)
        self.show_shape(reflow.shape)

    def show_shape(self, shape: Shape) -> None:
        """Stand beside (wide, rail) or become a drawer (drawer, single)."""
        narrow = shape in {"drawer", "single"}
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.opener.setVisible(narrow)
        if self._bar_stays and narrow:
            self._whole.addWidget(self.panel.bar())
            self.panel.bar().show()
        elif self._bar_stays:
            self.panel.take_bar()
        if narrow:
            self._line.removeWidget(self.panel)
            self.panel.hide()
        else:
            self._line.addWidget(self.panel)
            self.panel.show()

    @property
    def is_drawer(self) -> bool:
        """Whether the panel is a drawer now."""
        return self._narrow

    def open(self) -> None:
        """Open the drawer and put the focus into it."""
        if self._narrow:
            self._place()
            self.panel.show()
            self.panel.raise_()
            first = next((one for one in self.panel.findChildren(QWidget) if _takes_tab(one)), self.panel)
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_or_close(self) -> None:
        if self.panel.isVisible():
            self.close_drawer()
        else:
            self.open()

    def close_drawer(self) -> None:
        """Close the drawer; the focus goes back to its button."""
        if self._narrow and self.panel.isVisible():
            self.panel.hide()
            self.opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def retheme(self, _theme: Theme) -> None:
        """Place the open drawer again."""
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the drawer."""
        if event.key() == Qt.Key.Key_Escape and self._narrow and self.panel.isVisible():
            self.close_drawer()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The drawer stays at the right edge."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self._narrow:
            width = min(self.width(), max(theme.current().px(300), self.panel.minimumWidth()))
            foot = self.panel.bar().height() if self._bar_stays else 0
            self.panel.setGeometry(self.width() - width, 0, width, self.height() - foot)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
