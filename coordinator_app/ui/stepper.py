"""Steppers: where one is in an access request (across) or a referral (down) (design.md 4.12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from coordinator_app.ui import layout, painting, theme
from coordinator_app.ui.theme import Theme

StepState = Literal["done", "current", "open", "later", "locked"]
_REACHED = ("done", "open")


@dataclass(frozen=True, slots=True)
class Step:
    """One stage; `caption` is shown in the vertical form only. One that is "open" can be gone to and is not done."""

    name: str
    title: str
    state: StepState
    caption: str = ""


class _StepButton(QPushButton):
    """One stage, drawn by hand; done and open stages can be pressed, later ones cannot take focus."""

    def __init__(self, step: Step, number: int, total: int, *, vertical: bool) -> None:
        super().__init__()
        self._step, self._number, self._vertical = step, number, vertical
        words = {
            "done": "done",
            "current": "current",
            "open": "not done",
            "later": "not yet",
            "locked": step.caption or "locked",
        }
        self.setAccessibleName(
            f"{'Step' if vertical else 'Stage'} {number} of {total}, {step.title}, {words[step.state]}"
        )
        self.setFlat(True)
        if step.state not in _REACHED:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        horizontal = QSizePolicy.Policy.Expanding if vertical else QSizePolicy.Policy.Fixed
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)

    def retheme(self, _theme: Theme) -> None:
        """Measure again."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Dot and words side by side."""
        now = theme.current()
        if self._vertical:
            return QSize(now.px(180), now.px(62))
        width = QFontMetrics(now.font("small-strong")).horizontalAdvance(self._step.title)
        return QSize(now.px(20) + now.px(6) + width + 2, now.px(24))

    def minimumSizeHint(self) -> QSize:
        """As `sizeHint` across; the vertical form may be narrower."""
        hint = self.sizeHint()
        return QSize(theme.current().px(120), hint.height()) if self._vertical else hint

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dot and the words."""
        now, painter = theme.current(), QPainter(self)
        if self._vertical:
            self._paint_vertical(painter, now)
            return
        dot = QRect(0, (self.height() - now.px(20)) // 2, now.px(20), now.px(20))
        self._dot(painter, now, dot)
        weight = "small-strong" if self._step.state == "current" else "small-medium"
        self._words(
            painter,
            now,
            QRect(dot.right() + now.px(7), 0, self.width(), self.height()),
            weight,
            self._step.title,
        )

    def _paint_vertical(self, painter: QPainter, now: Theme) -> None:
        if self._step.state == "current":
            painting.draw_box(
                painter, QRectF(self.rect()), now.colour("surface"), now.colour("line"), now.px(6)
            )
        dot = QRect(now.px(13), now.px(11), now.px(24), now.px(24))
        self._dot(painter, now, dot)
        left = dot.right() + now.px(13)
        title = QRect(left, now.px(12), self.width() - left - now.px(8), now.px(20))
        self._words(
            painter,
            now,
            title,
            "body-strong" if self._step.state in {"done", "current"} else "body-medium",
            self._step.title,
        )
        painter.setPen(now.colour("text-3"))
        painter.setFont(now.font("caption"))
        caption = painter.fontMetrics().elidedText(
            self._step.caption, Qt.TextElideMode.ElideRight, title.width()
        )
        below = QRect(left, title.bottom() + 1, title.width(), now.px(18))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, caption)

    def _words(self, painter: QPainter, now: Theme, area: QRect, role: str, text: str) -> None:
        colour = {"done": "text-2", "current": "text", "open": "text-2"}.get(self._step.state, "text-3")
        if self._vertical and self._step.state == "done":
            colour = "text"
        painter.setFont(now.font(role))
        painter.setPen(now.colour(colour))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _dot(self, painter: QPainter, now: Theme, area: QRect) -> None:
        state = self._step.state
        fill = {"done": "safe-bg", "current": "accent"}.get(state, "surface")
        edge = {"done": "safe-solid", "current": "accent"}.get(state, "line-strong")
        painting.draw_box(
            painter, QRectF(area), now.colour(fill), now.colour(edge), area.width() / 2, width=1.5
        )
        icon = {"done": "check", "locked": "lock"}.get(state)
        if icon:
            inner = QRect(0, 0, now.px(13), now.px(13))
            inner.moveCenter(area.center())
            painting.draw_icon(painter, inner, icon, "safe-fg" if state == "done" else "text-3", 13)
            return
        painter.setFont(now.font("caption-strong"))
        painter.setPen(now.colour("on-accent" if state == "current" else "text-3"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self._number))


class Stepper(QWidget):
    """Emits `chosen(name)` when a done or open stage is pressed; with `explains`, `refused(name)` for one that is shut."""

    chosen = Signal(str)
    refused = Signal(str)

    def __init__(
        self, steps: list[Step] | None = None, *, vertical: bool = False, explains: bool = False
    ) -> None:
        super().__init__()
        self._vertical, self._explains = vertical, explains
        self._line = layout.column(self, space=4) if vertical else layout.row(self, space=8)
        self._buttons: list[_StepButton] = []
        self._steps: list[Step] | None = None
        self.show_steps(steps or [])

    def show_steps(self, steps: list[Step]) -> None:
        """Show the stages anew; those that are the same stay as they are, with the focus."""
        if steps == self._steps:
            return
        self._steps = list(steps)
        layout.clear(self._line)
        self._buttons = []
        for number, step in enumerate(steps, 1):
            if number > 1 and not self._vertical:
                self._line.addWidget(_Join())
            made = _StepButton(step, number, len(steps), vertical=self._vertical)
            if step.state in _REACHED:
                made.clicked.connect(lambda _checked=False, name=step.name: self.chosen.emit(name))
            elif self._explains and step.state == "later":
                made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                made.clicked.connect(lambda _checked=False, name=step.name: self.refused.emit(name))
            self._buttons.append(made)
            self._line.addWidget(made)
        self._line.addStretch(1)


class _Join(QWidget):
    """The short line between two stages."""

    def __init__(self) -> None:
        super().__init__()
        layout.size(self, width=18, height=1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        QPainter(self).fillRect(self.rect(), theme.current().colour("line-strong"))
