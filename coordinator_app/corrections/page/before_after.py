"""What a record said and what it says, side by side, field by field; below each other where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from coordinator_app.core.word_diff import Kind, Piece
from coordinator_app.corrections.view import Shown
from coordinator_app.ui import layout, theme
from coordinator_app.ui.diff_view import HELP, Block, DiffView
from coordinator_app.ui.labels import label
from coordinator_app.ui.theme import Theme

_BESIDE = 620  # px of the design
_MOST = 320


class Side(DiffView):
    """One side, as high as its words, up to a height at which it scrolls."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_fields(self, blocks: tuple[Block, ...]) -> None:
        """Show each field under its name."""
        self.show_blocks(blocks)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other room folds the words otherwise."""
        super().resizeEvent(event)
        self._fit()

    def retheme(self, now: Theme) -> None:
        """Another text size."""
        super().retheme(now)
        self._fit()

    def sizeHint(self) -> QSize:
        """What its words need."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def _fit(self) -> None:
        self.document().setTextWidth(max(1, self.viewport().width()))
        wanted = int(self.document().size().height()) + 4
        self.setFixedHeight(max(theme.current().px(28), min(wanted, theme.current().px(_MOST))))


class BeforeAfter(QWidget):
    """Two sides once the record says something else; until then one, with what it says."""

    def __init__(self) -> None:
        super().__init__()
        lines = layout.column(self, space=8)
        self._help = label(HELP, "small", "text-2", wrap=True)
        self.before, self.after = Side("Before"), Side("After")
        self.before_head, self.after_head = (
            label("", "body-strong", wrap=True),
            label("", "body-strong", wrap=True),
        )
        self._line = layout.row(space=24)
        self._right = QWidget()
        left, right = layout.column(space=4), layout.column(self._right, space=4)
        layout.add_all(left, self.before_head, self.before, None)
        layout.add_all(right, self.after_head, self.after, None)
        self._line.addLayout(left, 1)
        self._line.addWidget(self._right, 1)
        lines.addWidget(self._help)
        lines.addLayout(self._line)

    def show_record(self, shown: Shown) -> None:
        """Show what there is to compare, or the record as it stands."""
        both = bool(shown.differs)
        self._help.setVisible(both)
        self._right.setVisible(both)
        words = f"Before, as it stood on {shown.before}" if shown.before else "Before"
        self.before_head.setText(words if both else "What it says")
        self.before.setAccessibleName("Before" if both else "What it says")
        self.after_head.setText(f"After, since {shown.after}" if shown.after else "After")
        if both:
            self.before.show_fields(tuple(Block(one.label, one.before()) for one in shown.differs))
            self.after.show_fields(tuple(Block(one.label, one.after()) for one in shown.differs))
        else:
            self.before.show_fields(
                tuple(Block(name, (Piece(Kind.SAME, words),)) for name, words in shown.says)
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        wide = self.width() / theme.current().scale >= _BESIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(across if wide else down)
