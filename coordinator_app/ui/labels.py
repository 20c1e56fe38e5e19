"""Text on the screen: headings, labels, elided labels, icons that stand alone, key caps, and links."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from coordinator_app.core.texts import upright
from coordinator_app.ui import icons, theme
from coordinator_app.ui.act_key import is_act_key
from coordinator_app.ui.paragraph import Paragraph
from coordinator_app.ui.theme import Theme


def heading(text: str, level: Literal[1, 2] = 2, *, small: bool = False) -> QLabel:
    """An h1 (`small` in focus screens) or h2. An h1 can be given focus by code, never by Tab (design.md 6.1)."""
    role = "h2" if level == 2 else ("h1-small" if small else "h1")
    made = label(text, role, "text", wrap=True)
    made.setProperty("heading", level)
    made.setProperty("noRing", True)
    if level == 1:
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def label(text: str, role: str = "body", colour: str = "text", *, wrap: bool = False) -> QLabel:
    """A plain-text label in a font role and colour (a token) of the theme; nothing in `text` is read as markup."""
    made = Paragraph(text, role) if wrap else Words(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    restyle(made, role, colour)
    return made


def led(lead: str, text: str, role: str = "body", colour: str = "text") -> Paragraph:
    """A folding text that begins with a bold sentence."""
    made = Paragraph(text, role, lead=lead)
    restyle(made, role, colour)
    return made


def restyle(widget: QWidget, role: str, colour: str | None = None) -> None:
    """Give a widget another font role and colour (a token)."""
    widget.setProperty("textRole", role)
    widget.setFont(theme.current().font(role))
    if colour is not None:
        set_property(widget, "token", colour)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet looks at, and have it looked at again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # the style sheet has not looked yet
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    role = widget.property("textRole")
    if isinstance(role, str):
        widget.setFont(theme.current().font(role))  # unpolish forgets a font set by code


class Words(theme.KeepsFont, QLabel):
    """A line of text in a font role."""

    def __init__(self, text: str = "") -> None:
        super().__init__(upright(text))

    def setText(self, text: str) -> None:
        """Show other words; what a stored text turns around stays within it."""
        super().setText(upright(text))


class ElidedLabel(theme.KeepsFont, QLabel):
    """One line that ends in an ellipsis when there is no room; the whole text is in the tooltip and spoken."""

    def __init__(self, text: str = "", role: str = "body", colour: str = "text") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        restyle(self, role, colour)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text; line ends become spaces."""
        super().setText(upright(" ".join(text.split())))
        self._tip()

    def minimumSizeHint(self) -> QSize:
        """May shrink to a few letters."""
        return QSize(theme.current().px(24), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tooltip is there only when something is cut off."""
        super().resizeEvent(event)
        self._tip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text, elided on the right."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _tip(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(self.text() if cut else "")


class IconLabel(QLabel):
    """An icon beside words that already say the same; it is silent for a screen reader unless `name` is given."""

    def __init__(self, icon: str, colour: str = "text", size: int = 18, *, name: str = "") -> None:
        super().__init__()
        self._icon, self._token, self._size = icon, colour, size
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.retheme(theme.current())

    def show_icon(self, icon: str, colour: str) -> None:
        """Another icon or colour."""
        self._icon, self._token = icon, colour
        self.retheme(theme.current())

    def retheme(self, _theme: Theme) -> None:
        """Draw the icon again in the present colours."""
        self.setPixmap(icons.pixmap(self._icon, self._token, self._size))


def key_cap(text: str) -> QLabel:
    """A key as on the keyboard, such as "Ctrl K"."""
    made = label(text, "caption-medium", "text-3")
    made.setProperty("key", True)
    return made


class LinkButton(theme.KeepsFont, QPushButton):
    """A button that looks like a link: underlined, in the link colour, with the keyboard of a button."""

    def __init__(self, text: str, role: str = "body-medium") -> None:
        super().__init__(upright(text).replace("&", "&&"))
        self.setAccessibleName(text)
        self.setProperty("link", True)
        self.setProperty("textRole", role)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.retheme(theme.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter belongs to the screen: Qt would press whichever button has the focus, even Cancel."""
        if is_act_key(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def retheme(self, now: Theme) -> None:
        """The role's font, underlined."""
        font = QFont(now.font(str(self.property("textRole"))))
        font.setUnderline(True)
        self.setFont(font)


def link(text: str, role: str = "body-medium") -> LinkButton:
    """A link-like button."""
    return LinkButton(text, role)
