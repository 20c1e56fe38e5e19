"""The dialog boxes themselves; only dialogs.py shows them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from coordinator_app.ui import layout, theme
from coordinator_app.ui.act_key import is_act_key
from coordinator_app.ui.buttons import Button, button
from coordinator_app.ui.choices import TickBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import IconLabel, label
from coordinator_app.ui.notes import Note

_LEAST = 32  # px of the design: so little of what scrolls in a box is always in sight


class Box(QDialog):
    """480 wide, `raised`, title inside; the window title says only "Coordinator" (no names in title bars).

    Over a pupil's record it says below its title whose record that is, for it lies over the head of the page: an entry
    in the wrong child's record may do harm.
    """

    of_record = True
    """Whether it is about the record that the page shows, if that shows one pupil's."""
    waits_behind_a_curtain = True
    """Whether a curtain that is lifted again finds it as it was; one that holds a passphrase is closed (`curtain`)."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setWindowTitle("Coordinator")
        self.setProperty("raised", True)
        self.setAccessibleName(title)
        self.setModal(True)
        layout.size(self, width=480)
        self.body: QVBoxLayout = layout.column(self, space=12, margins=(22, 20, 22, 20))
        self.title = label(title, "dialog", "text", wrap=True)
        self.about = label("", "small-medium", "text-2", wrap=True)
        head = layout.column(space=2)
        layout.add_all(head, self.title, self.about)
        self.body.addLayout(head)
        self.about.hide()
        self.first: QWidget | None = None
        self._main: Button | None = None
        self._gives: QScrollArea | None = None

    def whose(self) -> str:
        """Whose record it says it is about, or ""."""
        return self.about.text()

    def belongs_to(self, name: str) -> None:
        """Say below the title whose record it is about; "" for nobody's."""
        self.about.setText(name)
        self.about.setVisible(bool(name))
        words = f"In the record of {name}" if name else ""
        self.about.setAccessibleName(words)
        self.setAccessibleDescription(words)

    def buttons(self, *made: Button) -> None:
        """The row of buttons at the foot, the act last."""
        self.body.addSpacing(4)
        line = layout.row(space=12)
        line.addStretch(1)
        for one in made:
            one.setAutoDefault(True)
            line.addWidget(one)
            self._main = one
        self.body.addLayout(line)

    def may_scroll(self, content: QWidget) -> None:
        """Put the one part below what is there that gives way on a low screen: it scrolls, nothing is squeezed."""
        layout.size(content, min_height=1)
        self._gives = layout.scrolling(content, self.accessibleName())
        self._gives.setFixedHeight(theme.current().px(_LEAST))
        self.body.addWidget(self._gives)

    def _give_way(self, room: int) -> None:
        area = self._gives
        content = area.widget() if area is not None else None
        if area is None or content is None:
            return
        margins, lines = self.body.contentsMargins(), content.layout()
        inside = self.width() - margins.left() - margins.right()
        needed = lines.totalHeightForWidth(inside) if lines is not None else content.sizeHint().height()
        around = self.body.totalHeightForWidth(self.width()) - area.minimumHeight()
        wanted = max(theme.current().px(_LEAST), min(needed, room - around))
        # what is out of sight is reached by the arrows as well
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if wanted < needed else Qt.FocusPolicy.NoFocus)
        if wanted != area.minimumHeight():
            area.setFixedHeight(wanted)
            self.body.activate()

    def fit(self) -> None:
        """As high as the words need at this width, as far as the screen allows; Qt reckons with a wider box."""
        self.body.activate()
        inside, width = self.body, self.width()
        room = self.screen().availableGeometry().height() - theme.current().px(32)
        self._give_way(room)
        if inside.hasHeightForWidth():
            self.resize(width, min(inside.totalHeightForWidth(width), max(room, self.minimumHeight())))
        else:
            self.adjustSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """It was placed by the height it had then: one that grew gives way upwards, or its buttons are off the screen."""
        super().resizeEvent(event)
        free, place = self.screen().availableGeometry(), self.frameGeometry()
        beyond = min(place.bottom() - free.bottom(), place.top() - free.top())
        if beyond > 0:
            self.move(self.x(), self.y() - beyond)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where it is wanted first."""
        super().showEvent(event)
        self.fit()
        if self.first is not None:
            self.first.setFocus(Qt.FocusReason.TabFocusReason)

    def event(self, event: QEvent) -> bool:
        """What is said later gets its room as well."""
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.fit()
        return answer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter is the act, from anywhere and only while it is allowed."""
        if not is_act_key(event):
            super().keyPressEvent(event)
        elif self._main is not None and self._main.isEnabled():
            self._main.click()


class ConfirmDialog(Box):
    """The act stays off until the risky part is ticked; Cancel has the focus, Esc cancels (design.md 4.15)."""

    def __init__(
        self,
        title: str,
        facts: Sequence[tuple[str, str]],
        undo: str,
        tick: str,
        act: str,
        *,
        danger: bool = False,
    ) -> None:
        super().__init__(title)
        told = QWidget()
        lines = layout.column(told, space=8)
        for icon, fact in facts:
            lines.addLayout(_fact(icon, fact))
        self.may_scroll(told)
        self.body.addWidget(Note("soon", "You cannot undo this.", undo))
        self.tick = TickBox(tick)
        self.body.addWidget(self.tick)
        self.cancel = button("Cancel")
        self.act = button(act, "danger" if danger else "primary")
        self.act.setEnabled(False)
        self.tick.toggled.connect(self.act.setEnabled)
        self.cancel.clicked.connect(self.reject)
        self.act.clicked.connect(self.accept)
        self.buttons(self.cancel, self.act)
        self.first = self.cancel


class AskDialog(Box):
    """A text and one or two buttons; `no` None leaves only the act."""

    def __init__(self, title: str, text: str, act: str, no: str | None) -> None:
        super().__init__(title)
        if text:
            self.body.addWidget(label(text, "body", "text-2", wrap=True))
        self.act = button(act, "primary" if no else "secondary")
        self.act.clicked.connect(self.accept)
        made = [self.act]
        if no is not None:
            self.cancel = button(no)
            self.cancel.clicked.connect(self.reject)
            made.insert(0, self.cancel)
        self.buttons(*made)
        self.first = made[0]


class TextDialog(Box):
    """Asks for a line (or several), or for a passphrase."""

    def __init__(
        self, title: str, text: str, help_text: str, act: str, *, secret: bool, long: bool, required: str
    ) -> None:
        super().__init__(title)
        self._required = required
        self.input: TextInput | LongText = LongText(lines=4) if long else TextInput()
        if secret and isinstance(self.input, TextInput):
            self.input.setEchoMode(QLineEdit.EchoMode.Password)
        self.row = FormRow(text, help_text, self.input)
        self.body.addWidget(self.row)
        self._secret = secret
        self.cancel, self.act = button("Cancel"), button(act, "primary")
        self.cancel.clicked.connect(self.reject)
        self.act.clicked.connect(self.accept)
        self.act.setDefault(True)
        self.buttons(self.cancel, self.act)
        self.first = self.input

    def text(self) -> str:
        """What was typed; a secret keeps its outer white space."""
        if self._secret and isinstance(self.input, TextInput):
            return self.input.text()
        return str(self.input.value())

    def accept(self) -> None:
        """Only with something typed."""
        if not self.text():
            self.row.set_error(self._required)
            self.row.focus()
            return
        super().accept()


def _fact(icon: str, fact: str) -> QHBoxLayout:
    line = layout.row(space=8)
    line.addWidget(IconLabel(icon, "text-3", 18), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(fact, wrap=True), 1)
    return line
