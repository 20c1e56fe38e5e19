"""Widgets beside each other that go on to further lines where the width is not enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coordinator_app.ui import theme

_GAP = 10
_LAID_ANEW = frozenset((QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.LayoutRequest))


class WrappedActs(QWidget):
    """Widgets beside each other, on as many lines as the width needs."""

    def __init__(self, widgets: Sequence[QWidget]) -> None:
        super().__init__()
        self._widgets = list(widgets)
        for one in self._widgets:
            one.setParent(self)
            one.installEventFilter(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The lines wrap."""
        return True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """One that comes, goes or is named otherwise: the lines are laid anew."""
        if event.type() in _LAID_ANEW:
            self._lay()
        return False

    def heightForWidth(self, width: int) -> int:
        """How high the lines are at this width."""
        return max((place.bottom() + 1 for _one, place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        """All on one line."""
        hints = [one.sizeHint() for one in self._shown()]
        gaps = theme.current().px(_GAP) * max(0, len(hints) - 1)
        return QSize(sum(hint.width() for hint in hints) + gaps, self.heightForWidth(100_000))

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest."""
        widest = max((one.sizeHint().width() for one in self._shown()), default=0)
        return QSize(widest, theme.current().px(28))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place them."""
        super().resizeEvent(event)
        self._lay()

    def retheme(self, _theme: object) -> None:
        """Another text size: measure again."""
        self._lay()

    def _lay(self) -> None:
        for one, place in self._places(self.width()):
            one.setGeometry(place)
        self.updateGeometry()

    def _shown(self) -> list[QWidget]:
        """All but those that somebody hid."""
        explicit = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        return [one for one in self._widgets if not (one.isHidden() and one.testAttribute(explicit))]

    def _places(self, width: int) -> Iterator[tuple[QWidget, QRect]]:
        gap, left, top, high = theme.current().px(_GAP), 0, 0, 0
        for one in self._shown():
            hint = one.sizeHint()
            if left and left + hint.width() > width:
                left, top, high = 0, top + high + gap, 0
            yield one, QRect(left, top, hint.width(), hint.height())
            left, high = left + hint.width() + gap, max(high, hint.height())
