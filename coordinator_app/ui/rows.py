"""The two-line row as real widgets, for screens with few rows such as Today (design.md 4.4)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from coordinator_app.ui import layout, painting, theme
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.labels import IconLabel, label
from coordinator_app.ui.theme import Theme


class Tile(QWidget):
    """The tinted square with an icon at the head of a row; silent, since the title says the same."""

    def __init__(self, icon: str, kind: Set = "neutral", *, round_: bool = False) -> None:
        super().__init__()
        self._icon, self._kind, self._round = icon, kind, round_
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def retheme(self, _theme: Theme) -> None:
        """Measure again."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """32 px square, 26 when round."""
        side = theme.current().px(26 if self._round else 32)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tile."""
        painting.draw_tile(
            QPainter(self), self.rect(), theme.current(), self._kind, self._icon, round_=self._round
        )


class TwoLineRow(QWidget):
    """Tile, title and second line, both folding, chip and buttons. Emits `opened` on Enter or a click outside its buttons."""

    opened = Signal()

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        icon: str | None = None,
        kind: Set = "neutral",
        chip: StatusChip | None = None,
        buttons: tuple[QPushButton, ...] = (),
        clickable: bool = False,
        chevron: bool = False,
    ) -> None:
        super().__init__()
        self.title, self.subtitle, self.chip, self.buttons = title, subtitle, chip, buttons
        self._clickable, self._hover, self._selected = clickable, False, False
        layout.size(self, min_height=58)
        # its words fold: at large text or in a narrow column every one of them can still be read
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        line = layout.row(self, space=12, margins=(16, 8, 16, 8))
        if icon is not None:
            line.addWidget(Tile(icon, kind), 0, Qt.AlignmentFlag.AlignVCenter)
        self._words(line)
        for extra in (chip, *buttons):
            if extra is not None:
                line.addWidget(extra, 0, Qt.AlignmentFlag.AlignVCenter)
        if chevron:  # it leads on, and has no button that says so
            line.addWidget(IconLabel("chevron-right", "text-3", 16), 0, Qt.AlignmentFlag.AlignVCenter)
        spoken = [title, subtitle, chip.text() if chip else ""]
        self.setAccessibleName(", ".join(part for part in spoken if part))
        if clickable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAccessibleDescription("Press Enter to open")

    def set_selected(self, selected: bool) -> None:
        """Show the row as the one in hand."""
        self._selected = selected
        self.update()

    def _words(self, line: QHBoxLayout) -> None:
        words = layout.column(space=3)
        words.addStretch(1)
        words.addWidget(label(self.title, "body-strong", "text", wrap=True))
        if self.subtitle:
            words.addWidget(label(self.subtitle, "small", "text-2", wrap=True))
        words.addStretch(1)
        line.addLayout(words, 1)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover."""
        self._hover = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the hover."""
        self._hover = False
        self.update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens a clickable row."""
        if self._clickable and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a clickable row; Up and Down go to the rows beside it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._clickable:
            self.opened.emit()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self._clickable:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw hover, selection and its bar."""
        now, painter = theme.current(), QPainter(self)
        if self._selected:
            painter.fillRect(self.rect(), now.colour("accent-tint"))
            painter.fillRect(QRect(0, 0, now.px(3), self.height()), now.colour("accent"))
        elif self._hover and self._clickable:
            painter.fillRect(self.rect(), now.colour("sunken"))
