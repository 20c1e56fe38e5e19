"""The forms to print: a box includes a form, the row selects its preview (design 8.6)."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coordinator_app.consent.model import FormTemplate
from coordinator_app.ui import layout, theme
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.choices import TickBox
from coordinator_app.ui.labels import label

ABOUT = {
    FormTemplate.PARENT_STATEMENT: ("Privacy statement for families", "The family keeps it"),
    FormTemplate.CONSENT_FORM: ("Parent or carer consent", "To sign and return"),
    FormTemplate.CHILD_STATEMENT: ("Privacy statement for young people", "The young person keeps it"),
    FormTemplate.REFERRAL_FORM: ("Referral form", "For the school"),
    FormTemplate.SCHOOL_STATEMENT: ("Privacy statement for schools", "The school keeps it"),
}


class FormLine(QWidget):
    """One form. Emits `chosen` when the row is gone to, `ticked` when its box changes, `turned(step)` for pages."""

    chosen = Signal()
    ticked = Signal()
    turned = Signal(int)

    def __init__(self, template: FormTemplate) -> None:
        super().__init__()
        self.template = template
        self.title, self._use = ABOUT[template]
        self._selected = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        layout.size(self, min_height=58)
        self.box = TickBox("")
        self.box.setAccessibleName(f"Print {self.title}")
        layout.size(self.box, width=22)
        self._pages = label(self._use, "small", "text-2", wrap=True)
        line = layout.row(self, space=8, margins=(12, 8, 10, 8))
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignVCenter)
        words = layout.column(space=2)
        title = label(self.title, "body-strong", wrap=True)
        layout.add_all(words, title, self._pages)
        line.addLayout(words, 1)
        self.box.toggled.connect(lambda _on: self._toggled())
        self._name()

    def set_pages(self, pages: int | None) -> None:
        """Say how many pages it has; None while that is not known."""
        count = f", {pages} page{'' if pages == 1 else 's'}" if pages else ""
        self._pages.setText(self._use + count)
        self._name()

    def select(self, selected: bool) -> None:
        """Show the row as the one whose preview is seen."""
        self._selected = selected
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the words shows the preview."""
        del event
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, Enter shows, arrows go on, Page Up and Down turn the pages of the preview."""
        key = event.key()
        if key == Qt.Key.Key_Space:
            self.box.toggle()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.chosen.emit()
        elif key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self.turned.emit(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the selection and its bar."""
        if self._selected:
            now, painter = theme.current(), QPainter(self)
            painter.fillRect(self.rect(), now.colour("accent-tint"))
            painter.fillRect(QRect(0, 0, now.px(3), self.height()), now.colour("accent"))

    def _toggled(self) -> None:
        self._name()
        self.ticked.emit()

    def _name(self) -> None:
        state = "to be printed" if self.box.isChecked() else "not to be printed"
        self.setAccessibleName(f"{self.title}, {self._pages.text()}, {state}")


class FormList(CardList):
    """The lines in order. Emits `selected(template)` and `changed`; Up and Down go from line to line."""

    selected = Signal(object)
    changed = Signal()
    turned = Signal(int)

    def __init__(self, templates: Iterable[FormTemplate]) -> None:
        super().__init__()
        self.setAccessibleName("Forms to print")
        self.lines = {template: FormLine(template) for template in templates}
        self.current = next(iter(self.lines))
        for template, line in self.lines.items():
            self.add(line)
            line.chosen.connect(lambda template=template: self.choose(template))
            line.ticked.connect(self.changed)
            line.turned.connect(self.turned)

    def ticked(self) -> tuple[FormTemplate, ...]:
        """The forms to print, in order."""
        return tuple(template for template, line in self.lines.items() if line.box.isChecked())

    def tick(self, templates: Iterable[FormTemplate]) -> None:
        """Include these forms and no others, and show the first of them."""
        wanted = set(templates)
        for template, line in self.lines.items():
            line.box.setChecked(template in wanted)
        self.choose(next((one for one in self.lines if one in wanted), self.current))

    def take_out(self, templates: Iterable[FormTemplate]) -> None:
        """Leave these forms out."""
        for template in templates:
            self.lines[template].box.setChecked(False)

    def choose(self, template: FormTemplate) -> None:
        """Show the preview of a form."""
        self.current = template
        for one, line in self.lines.items():
            line.select(one is template)
        self.selected.emit(template)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose the line before or after."""
        order = list(self.lines)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        place = min(max(0, order.index(self.current) + step), len(order) - 1)
        self.choose(order[place])
        self.lines[order[place]].setFocus()
