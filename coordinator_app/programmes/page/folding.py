"""Buttons that wrap onto more lines, and facts that stand in two columns where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coordinator_app.ui import layout, theme
from coordinator_app.ui.cards import Card
from coordinator_app.ui.labels import label

_GAP = 10
_TWO_COLUMNS = 720  # px of the design


class WrappedActs(QWidget):
    """Widgets beside each other, on as many lines as the width needs."""

    def __init__(self, widgets: Sequence[QWidget]) -> None:
        super().__init__()
        self._widgets = list(widgets)
        for one in self._widgets:
            one.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The lines wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the lines are at this width."""
        return max((place.bottom() + 1 for _one, place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        """All on one line."""
        hints = [one.sizeHint() for one in self._widgets]
        gaps = theme.current().px(_GAP) * max(0, len(hints) - 1)
        return QSize(sum(hint.width() for hint in hints) + gaps, self.heightForWidth(100_000))

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest."""
        widest = max((one.sizeHint().width() for one in self._widgets), default=0)
        return QSize(widest, theme.current().px(28))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place them."""
        super().resizeEvent(event)
        for one, place in self._places(self.width()):
            one.setGeometry(place)
        self.updateGeometry()

    def retheme(self, _theme: object) -> None:
        """Another text size: measure again."""
        for one, place in self._places(self.width()):
            one.setGeometry(place)
        self.updateGeometry()

    def _places(self, width: int) -> Iterator[tuple[QWidget, QRect]]:
        gap, left, top, high = theme.current().px(_GAP), 0, 0, 0
        for one in self._widgets:
            hint = one.sizeHint()
            if left and left + hint.width() > width:
                left, top, high = 0, top + high + gap, 0
            yield one, QRect(left, top, hint.width(), hint.height())
            left, high = left + hint.width() + gap, max(high, hint.height())


class FactsCard(Card):
    """Names with their words, in two columns where there is room; a long text has the whole width."""

    def __init__(self, facts: Sequence[tuple[str, str]], *, long: int = 80) -> None:
        super().__init__(space=10)
        self._facts = [(_fact(name, words), len(words) > long) for name, words in facts]
        self._grid = layout.grid(space=14)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._columns = 0
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        self._fit()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._fit()

    def _fit(self) -> None:
        columns = 2 if self.width() / theme.current().scale >= _TWO_COLUMNS else 1
        if columns == self._columns:
            return
        self._columns = columns
        for one, _long in self._facts:
            self._grid.removeWidget(one)
        row, column = 0, 0
        for one, is_long in self._facts:
            wide = is_long or columns == 1
            if wide and column:
                row, column = row + 1, 0
            self._grid.addWidget(one, row, column, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
            row, column = (row + 1, 0) if wide or column else (row, 1)


def _fact(name: str, words: str) -> QWidget:
    holder = QWidget()
    holder.setAccessibleName(f"{name}: {words}")
    lines = layout.column(holder, space=0)
    lines.addWidget(label(name, "small", "text-2"))
    lines.addWidget(label(words, "body-strong", wrap=True))
    return holder
