"""Colours, fonts and sizes for the whole window, from tokens.json and app.qss, changed live."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QEvent, QJsonDocument, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from coordinator_app.resources import resource
from coordinator_app.ui import sheet, sizing

Mode = Literal["light", "dark", "system"]
Family = Literal["inter", "hyperlegible"]
SETS = ("over", "soon", "safe", "pause", "info", "neutral")

_STYLE = "Fusion"
_PROPERTY, _STYLED = "coordinatorTheme", "coordinatorStyle"
_FAMILIES: dict[Family, list[str]] = {
    "inter": ["Inter", "Noto Sans", "Segoe UI"],
    "hyperlegible": ["Atkinson Hyperlegible", "Noto Sans", "Segoe UI"],
}
_FILES: dict[Family, str] = {"inter": "Inter-*", "hyperlegible": "Atkinson*"}
# design.md 2.3: size and line height in px at 100 %, weight
_ROLES: dict[str, tuple[int, int, int]] = {
    "display": (34, 42, 600),
    "figure": (24, 30, 600),
    "h1": (22, 28, 600),
    "h1-small": (20, 26, 600),
    "dialog": (18, 24, 600),
    "h2": (15, 22, 600),
    "body": (14, 20, 400),
    "body-medium": (14, 20, 500),
    "body-strong": (14, 20, 600),
    "small": (13, 18, 400),
    "small-medium": (13, 18, 500),
    "small-strong": (13, 18, 600),
    "caption": (12, 16, 400),
    "caption-medium": (12, 16, 500),
    "caption-strong": (12, 16, 600),
}
_TABULAR = frozenset({"display", "figure", "caption", "caption-medium"})


@cache
def tokens() -> dict[str, dict[str, str]]:
    """The colours by mode ("light", "dark") and token, as "#RRGGBB"."""
    found = QJsonDocument.fromJson(resource("styles", "tokens.json").read_bytes()).object()
    return cast("dict[str, dict[str, str]]", found)


class Theme(QObject):
    """The look now in force; `changed` is emitted after every widget has been given the new one.

    `mode` "system" follows the desktop; `scale` is the user's text size, 1.0 to 2.0.
    """

    changed = Signal()

    def __init__(self, mode: Mode = "light", scale: float = 1.0, font: Family = "inter") -> None:
        super().__init__()
        self._mode: Mode = mode
        self._scale = _clamped(scale)
        self._family: Family = font
        self._app: QApplication | None = None
        self._fonts: dict[str, QFont] = {}
        self.is_dressing = False

    @property
    def mode(self) -> Mode:
        """What the user chose, which may be "system"."""
        return self._mode

    @property
    def scale(self) -> float:
        """The text size, 1.0 to 2.0."""
        return self._scale

    @property
    def family(self) -> Family:
        """The typeface chosen."""
        return self._family

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in force."""
        if self._mode == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._mode == "dark"

    def change(
        self, *, mode: Mode | None = None, scale: float | None = None, font: Family | None = None
    ) -> None:
        """Take a new mode, text size or typeface and show it at once, everywhere."""
        self._mode = mode or self._mode
        self._scale = self._scale if scale is None else _clamped(scale)
        self._family = font or self._family
        if self._app is not None:
            _load_fonts("*")
            self._dress()

    def apply(self, app: QApplication, *, all_fonts: bool = True) -> None:
        """Dress the application and become `current()`; call once, before the first window.

        Without `all_fonts` only those of the typeface chosen are there until `load_all_fonts`.
        """
        self._app = app
        _load_fonts("*" if all_fonts else _FILES[self._family])
        self.setParent(app)
        app.setProperty(_PROPERTY, self)
        self._hints = app.styleHints()
        self._access = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._on_scheme)
        self._access.contrastPreferenceChanged.connect(self._dress)
        self._dress()

    def load_all_fonts(self) -> None:
        """Load every typeface that the app brings."""
        _load_fonts("*")

    def colour(self, token: str) -> QColor:
        """The colour of a token of design.md 2.1; raises KeyError for an unknown one."""
        return QColor(tokens()["dark" if self.dark else "light"][token])

    def font(self, role: str) -> QFont:
        """A copy of the font of a role, such as "h2", "body-strong" or "caption"; raises KeyError."""
        if role not in self._fonts:
            size, _line, weight = _ROLES[role]
            font = QFont(_FAMILIES[self._family])
            font.setPixelSize(round(size * self._scale))
            font.setWeight(QFont.Weight(weight))
            if role in _TABULAR:
                font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[role] = font
        return QFont(self._fonts[role])

    def line_height(self, role: str) -> int:
        """How far apart the lines of a role are, in px at the user's text size."""
        return self.px(_ROLES[role][1])

    def px(self, length: float) -> int:
        """A length of the design, in pixels at the user's text size."""
        return round(length * self._scale)

    def _on_scheme(self) -> None:
        if self._mode == "system":
            self._dress()

    def _dress(self) -> None:
        app = self._app
        if app is None:
            return
        self._fonts.clear()
        self.is_dressing = True  # every widget gets its font once, at the end
        if not app.property(_STYLED):
            app.setStyle(_STYLE)
            app.setProperty(_STYLED, True)
        app.setFont(self.font("body"))
        # taken off first: put over another, Qt dresses each widget once for every part that it lies in, which is several
        # seconds once a few pages have been visited; afresh it dresses each once
        app.setStyleSheet("")
        if not _high_contrast():  # design.md 6.8: the system's colours, our sizes
            app.setPalette(self._palette())
            app.setStyleSheet(sheet.built(tokens()["dark" if self.dark else "light"], self._scale))
        self.is_dressing = False
        for widget in app.allWidgets():
            widget.ensurePolished()  # else its first showing brings back the font that it was made with
            refresh(widget, self)
        self.changed.emit()

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        pairs = {
            role.Window: "window", role.Base: "surface", role.AlternateBase: "sunken",
            role.Text: "text", role.WindowText: "text", role.PlaceholderText: "text-3",
            role.Button: "surface", role.ButtonText: "text", role.BrightText: "on-accent",
            role.Highlight: "accent", role.HighlightedText: "on-accent", role.Accent: "accent",
            role.Link: "link", role.LinkVisited: "link",
            role.ToolTipBase: "text", role.ToolTipText: "surface",
            role.Light: "surface", role.Midlight: "sunken", role.Mid: "line", role.Dark: "line-strong",
            role.Shadow: "line-strong",
        }  # fmt: skip
        palette = QPalette()
        for colour_role, token in pairs.items():
            palette.setColor(colour_role, self.colour(token))
        for colour_role in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, colour_role, self.colour("text-3"))
        return palette


def make_app(arguments: list[str]) -> QApplication:
    """The application in our style from the start: `setStyle` would cost the first paint 6 ms more."""
    app = QApplication([*arguments, "-style", _STYLE])
    app.setProperty(_STYLED, True)
    return app


def current() -> Theme:
    """The theme of the running application; a light one at 100 % is applied if there is none yet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("there is no QApplication")  # noqa: TRY004  (no argument is of a wrong type)
    theme = app.property(_PROPERTY)
    if not isinstance(theme, Theme):
        theme = Theme()
        theme.apply(app)
    return theme


def refresh(widget: QWidget, theme: Theme) -> None:
    """Give one widget its fonts and sizes of the theme; a kit widget's own `retheme(theme)` has the last word."""
    role = widget.property("textRole")
    if isinstance(role, str):
        widget.setFont(theme.font(role))
    sizing.reapply(widget, theme.px)
    own = getattr(widget, "retheme", None)
    if callable(own):
        own(theme)


if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object  # Qt allows one base only; the widget's own class brings it


class KeepsFont(_Widget):
    """Stands before the Qt class of a kit widget: its font outlives a new parent.

    Under a new parent the style sheet is applied anew, and Qt goes back to the font the widget had when it was
    first shown: that of an earlier text size.
    """

    _refreshing = False

    def changeEvent(self, event: QEvent) -> None:
        """Put font and sizes right again when the style came anew; before it first came there is nothing to put right."""
        super().changeEvent(event)
        if event.type() != QEvent.Type.StyleChange or not self.testAttribute(
            Qt.WidgetAttribute.WA_WState_Polished
        ):
            return
        if not current().is_dressing and not self._refreshing:
            self._refreshing = True  # a style sheet set by `retheme` itself is a change of style again
            try:
                refresh(self, current())
            finally:
                self._refreshing = False


def _clamped(scale: float) -> float:
    return min(2.0, max(1.0, scale))


def _high_contrast() -> bool:
    style = QGuiApplication.styleHints()  # held: the hints die with it
    hints = style.accessibility()
    return hints.contrastPreference() == Qt.ContrastPreference.HighContrast


@cache
def _load_fonts(names: str) -> None:
    for path in sorted(resource("fonts").glob(f"{names}.ttf")):
        _load_font(str(path))


@cache
def _load_font(path: str) -> None:
    if QFontDatabase.addApplicationFont(path) < 0:
        raise RuntimeError("a bundled font cannot be loaded")
