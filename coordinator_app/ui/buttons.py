"""Buttons: secondary, primary, quiet and danger, in two heights, and buttons of one icon."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from coordinator_app.ui import icons, theme
from coordinator_app.ui.act_key import is_act_key
from coordinator_app.ui.labels import set_property
from coordinator_app.ui.theme import Theme

Kind = Literal["secondary", "primary", "quiet", "danger"]
_ICON_TOKEN: dict[str, str] = {
    "secondary": "text",
    "primary": "on-accent",
    "quiet": "link",
    "danger": "over-fg",
}


class Button(theme.KeepsFont, QPushButton):
    """A push button of the kit; made by `button` and `icon_button`."""

    def __init__(
        self, text: str, kind: Kind, icon: str | None, *, small: bool, icon_only: bool = False
    ) -> None:
        super().__init__(text)
        self._icon = icon
        self._icon_only = icon_only
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self.setProperty("iconOnly", icon_only)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.retheme(theme.current())

    @property
    def kind(self) -> Kind:
        """Which kind the button is now."""
        kind: Kind = self.property("kind")
        return kind

    def set_kind(self, kind: Kind) -> None:
        """Make it another kind, for example primary on the most urgent card."""
        set_property(self, "kind", kind)
        self.retheme(theme.current())

    def setText(self, text: str) -> None:
        """Other words, which are also the spoken name unless it says more than they do."""
        spoken_as_shown = self.accessibleName() == plain(self.text())
        super().setText(text)
        if spoken_as_shown:
            self.setAccessibleName(plain(text))

    def set_icon(self, icon: str | None) -> None:
        """Show another icon, or none."""
        self._icon = icon
        self.retheme(theme.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter belongs to the screen: Qt would press whichever button has the focus, even Cancel."""
        if is_act_key(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def retheme(self, now: Theme) -> None:
        """Font, icon and icon size of the present theme."""
        size = "small" if self.property("small") else "body"
        strong = "-strong" if self.kind == "primary" else "-medium"
        self.setFont(now.font(size + strong))
        if self._icon is None:
            self.setIcon(QIcon())
            return
        gap = 0 if self._icon_only else 4  # Qt itself leaves 4 between icon and text; the design wants 8
        drawn = QIcon(icons.pixmap(self._icon, _ICON_TOKEN[self.kind], 16, gap=gap))
        drawn.addPixmap(icons.pixmap(self._icon, "text-3", 16, gap=gap), QIcon.Mode.Disabled)
        self.setIcon(drawn)
        self.setIconSize(QSize(now.px(16) + now.px(gap), now.px(16)))


def plain(text: str) -> str:
    """The words of a button without the mark of its Alt key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def button(
    text: str,
    kind: Kind = "secondary",
    icon: str | None = None,
    *,
    small: bool = False,
    accessible: str | None = None,
) -> Button:
    """A button with words; `&` marks its Alt key; `accessible` says more than the words, and begins with them."""
    made = Button(text, kind, icon, small=small)
    made.setAccessibleName(accessible or plain(text))
    return made


def said_whole(act: str, thing: str) -> str:
    """What a screen reader says of an act: "Save" alone names nothing, so the title of its box is said with it."""
    return act if len(act.split()) > 1 else f"{act}: {thing}"


def icon_button(icon: str, name: str, kind: Kind = "secondary", *, small: bool = False) -> Button:
    """A button of one icon; `name` is its tooltip and its accessible name, such as "Zoom in"."""
    made = Button("", kind, icon, small=small, icon_only=True)
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made
