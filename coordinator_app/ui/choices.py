"""Chosen answers: radio boxes for two to four, a list for more, and the tick box."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QHideEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QCompleter,
    QRadioButton,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QWidget,
)

from coordinator_app.ui import layout, offered_list, painting, theme
from coordinator_app.ui.labels import set_property
from coordinator_app.ui.theme import Theme

Options = offered_list.Options
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_TYPE_TO_FIND = 12  # design.md 4.8
_BESIDE_WORDS = 56  # px of the design: the margins and the chevron of a list


class ChoiceBox(theme.KeepsFont, QRadioButton):
    """One radio box; `plain` draws the dot and words without a box; `key` is a key cap at the right."""

    def __init__(self, text: str, *, plain: bool = False, key: str = "", invalid: bool = False) -> None:
        super().__init__(text)
        self._plain, self._key, self.invalid = plain, key, invalid
        self.quiet = False
        self.setAccessibleName(text)
        across = QSizePolicy.Policy.Minimum if not plain else QSizePolicy.Policy.Preferred
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def setChecked(self, on: bool) -> None:
        """Chosen by the program: not told as an edit. A screen reader chooses without a click, past this method."""
        self.quiet = True
        super().setChecked(on)
        self.quiet = False

    def retheme(self, _theme: Theme) -> None:
        """Measure again."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """34 px high as a box, 28 plain."""
        now = theme.current()
        width = QFontMetrics(now.font("body-strong")).horizontalAdvance(self.text())
        room = 18 + 8 + (0 if self._plain else 28) + (34 if self._key else 0)
        least = 0 if self._plain else now.px(160)
        return QSize(max(width + now.px(room) + 4, least), now.px(28 if self._plain else 36))

    def minimumSizeHint(self) -> QSize:
        """May be narrower; the words are then elided and whole in the tooltip."""
        return QSize(theme.current().px(80), self.sizeHint().height())

    def hitButton(self, _place: object) -> bool:
        """The whole box can be pressed."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, dot and words."""
        now, painter, on = theme.current(), QPainter(self), self.isChecked()
        left = 0 if self._plain else now.px(12)
        if not self._plain:
            edge = "over-solid" if self.invalid else "accent" if on else "line-strong"
            fill = "accent-tint" if on else "surface" if self.isEnabled() else "sunken"
            wide = 2 if on or self.invalid else 1
            painting.draw_box(
                painter, QRectF(self.rect()), now.colour(fill), now.colour(edge), now.px(6), width=wide
            )
        dot = QRect(left, (self.height() - now.px(18)) // 2, now.px(18), now.px(18))
        painting.draw_radio(painter, dot, now, on=on, enabled=self.isEnabled())
        words = QRect(
            dot.right() + now.px(9),
            0,
            self.width() - dot.right() - now.px(12 + (34 if self._key else 0)),
            self.height(),
        )
        painter.setFont(now.font("body-strong" if on and not self._plain else "body"))
        painter.setPen(now.colour("text" if self.isEnabled() else "text-3"))
        painter.drawText(
            words,
            _LEFT,
            painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width()),
        )
        if self._key:
            self._key_cap(painter, now)

    def _key_cap(self, painter: QPainter, now: Theme) -> None:
        cap = QRectF(self.width() - now.px(30), (self.height() - now.px(20)) / 2, now.px(18), now.px(20))
        painting.draw_box(painter, cap, now.colour("sunken"), now.colour("line"), now.px(4))
        painter.setFont(now.font("caption-medium"))
        painter.setPen(now.colour("text-3"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)


class ChoiceBoxes(QWidget):
    """Two to four choices as radio boxes; arrows move between them. `value()` is None until one is chosen."""

    edited = Signal()
    left = Signal()

    def __init__(
        self, options: Options, *, vertical: bool = False, plain: bool = False, keys: bool = False
    ) -> None:
        super().__init__()
        self._values = [value for value, _words in options]
        self._line = (
            layout.column(self, space=0 if plain else 8) if vertical or plain else layout.row(self, space=12)
        )
        self.boxes = [
            ChoiceBox(words, plain=plain, key=str(place) if keys else "")
            for place, (_value, words) in enumerate(options, 1)
        ]
        for box in self.boxes:
            self._line.addWidget(box, 0 if vertical or plain else 1)
            box.toggled.connect(self._toggled)
        if not vertical and not plain:
            self._line.addStretch(1)
        if self.boxes:
            self.setFocusProxy(self.boxes[0])

    def _toggled(self, on: bool) -> None:
        box = self.sender()
        if on and isinstance(box, ChoiceBox) and not box.quiet:
            self._clicked()

    def value(self) -> object:
        """The value chosen, or None."""
        return next(
            (value for value, box in zip(self._values, self.boxes, strict=True) if box.isChecked()), None
        )

    def set_value(self, value: object) -> None:
        """Choose; a value that is none of the choices leaves all empty."""
        for own, box in zip(self._values, self.boxes, strict=True):
            box.setAutoExclusive(False)
            box.setChecked(value is not None and own == value)
            box.setAutoExclusive(True)
        self.setFocusProxy(self.target())

    def problem(self) -> str:
        """Nothing can be wrong with a choice."""
        return ""

    def set_invalid(self, invalid: bool) -> None:
        """The red edge."""
        for box in self.boxes:
            box.invalid = invalid
            box.update()

    def target(self) -> QWidget:
        """The chosen box, or the first."""
        return next((box for box in self.boxes if box.isChecked()), self.boxes[0])

    def _clicked(self) -> None:
        self.setFocusProxy(self.target())
        self.edited.emit()
        self.left.emit()


class ChoiceList(theme.KeepsFont, offered_list.OfferedList):
    """More than four choices; over twelve, type to find. Holds (value, words); `none` is the words for no choice."""

    edited = Signal()
    left = Signal()

    def __init__(
        self, options: Options, *, none: str | None = "Choose one", width: float | None = None
    ) -> None:
        super().__init__(options, none=none)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("textRole", "body")
        if width is not None:
            layout.size(self, width=width)
        if len(options) > _TYPE_TO_FIND:
            self._make_findable()
        self.retheme(theme.current())
        self.activated.connect(self._chosen)

    def value(self) -> object:
        """The value chosen, or None."""
        self._settle()
        return self._at(self.currentIndex())

    def problem(self) -> str:
        """Words that are none of the choices."""
        edit = self.lineEdit()
        if edit is not None and edit.text() and self.findText(edit.text(), Qt.MatchFlag.MatchFixedString) < 0:
            return "Choose one of the list: type a few letters, then press the down arrow."
        return ""

    def set_invalid(self, invalid: bool) -> None:
        """The red edge."""
        set_property(self, "invalid", invalid)

    def target(self) -> QWidget:
        """Itself."""
        return self

    def retheme(self, now: Theme) -> None:
        """The font."""
        self.setFont(now.font("body"))

    def setAccessibleName(self, name: str) -> None:
        """Of a list that is typed into, the field inside takes the focus and must say the question too."""
        super().setAccessibleName(name)
        edit = self.lineEdit()
        if edit is not None:
            edit.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's own, and the chevron (the style sheet has no arrow that follows colours)."""
        super().paintEvent(event)
        now, side = theme.current(), theme.current().px(16)
        area = QRect(self.width() - now.px(12) - side, (self.height() - side) // 2, side, side)
        painting.draw_icon(QPainter(self), area, "chevron-down", "text-3", 16)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """What has no room ends in an ellipsis; Qt cuts it through a letter."""
        super().initStyleOption(option)
        room = self.width() - theme.current().px(_BESIDE_WORDS)
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling over a closed list must not change the answer."""
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _make_findable(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        finder = QCompleter(self.model(), self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        finder.activated.connect(lambda _text: self._chosen())
        popup = finder.popup()
        if popup is not None:
            popup.setAccessibleName("Choices found")
            popup.setProperty("found", True)
            # the delegate of a completer draws without the sheet's rows; Qt's own takes them
            popup.setItemDelegate(QStyledItemDelegate(popup))
        self.setCompleter(finder)

    def _settle(self) -> None:
        edit = self.lineEdit()
        if edit is not None:
            place = self.findText(edit.text(), Qt.MatchFlag.MatchFixedString)
            self.setCurrentIndex(max(place, 0)) if place >= 0 or not edit.text() else None

    def _chosen(self) -> None:
        self._settle()
        self.edited.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Close the list of choices with the field."""
        self.hidePopup()
        super().hideEvent(event)


class TickBox(theme.KeepsFont, QCheckBox):
    """A tick box whose words may take several lines; the words are its name."""

    edited = Signal()
    left = Signal()

    def __init__(self, text: str, *, ticked: bool = False) -> None:
        super().__init__(text)
        self._quiet = False
        self._heights: dict[int, int] = {}
        self.setAccessibleName(text)
        self.setChecked(ticked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._toggled)

    def setText(self, text: str) -> None:
        """Show other words."""
        self._heights.clear()
        super().setText(text)

    def setChecked(self, on: bool) -> None:
        """Ticked by the program: not told as an edit. A screen reader ticks without a click, past this method."""
        self._quiet = True
        super().setChecked(on)
        self._quiet = False

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Tick or clear."""
        self.setChecked(bool(value))

    def problem(self) -> str:
        """Nothing can be wrong with a tick."""
        return ""

    def set_invalid(self, invalid: bool) -> None:
        """Ticks have no red edge; the message below says it."""
        self.setProperty("invalid", invalid)

    def target(self) -> QWidget:
        """Itself."""
        return self

    def retheme(self, _theme: Theme) -> None:
        """Measure again."""
        self._heights.clear()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """On one line, up to 520 px."""
        now = theme.current()
        words = QFontMetrics(now.font("body")).horizontalAdvance(self.text())
        width = min(words + now.px(26) + 4, now.px(520))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """May be folded to 160 px."""
        return QSize(theme.current().px(160), theme.current().px(28))

    def hasHeightForWidth(self) -> bool:
        """The words fold."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the folded words are."""
        if width not in self._heights:  # layouts ask for the same widths again and again
            self._heights[width] = self._measured(width)
        return self._heights[width]

    def _measured(self, width: int) -> int:
        now = theme.current()
        area = QRect(0, 0, max(1, width - now.px(26)), 10_000)
        folded = QFontMetrics(now.font("body")).boundingRect(area, int(Qt.TextFlag.TextWordWrap), self.text())
        return max(now.px(28), folded.height() + now.px(8))

    def hitButton(self, _place: object) -> bool:
        """Box and words can be pressed."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box and words."""
        now, painter = theme.current(), QPainter(self)
        box = QRect(0, now.px(5), now.px(18), now.px(18))
        painting.draw_tick(painter, box, now, on=self.isChecked(), enabled=self.isEnabled())
        words = QRect(now.px(26), 0, self.width() - now.px(26), self.height())
        painter.setFont(now.font("body"))
        painter.setPen(now.colour("text" if self.isEnabled() else "text-3"))
        painter.drawText(words, int(_LEFT) | int(Qt.TextFlag.TextWordWrap), self.text())

    def _toggled(self, _on: bool) -> None:
        if not self._quiet:
            self.edited.emit()
            self.left.emit()


def group_of(box: QAbstractButton) -> ChoiceBoxes | None:
    """The radio boxes that a box belongs to."""
    parent = box.parentWidget()
    return parent if isinstance(parent, ChoiceBoxes) else None
