"""What stands in the window while the vault is open: menu, header, and the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QVBoxLayout, QWidget

from coordinator_app.core.changes import ChangeSet
from coordinator_app.core.errors import Trouble
from coordinator_app.hooks import RailItem, Step
from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.device_settings import DeviceSettings
from coordinator_app.ui.header import Header
from coordinator_app.ui.help_place import HelpPlace
from coordinator_app.ui.labels import label
from coordinator_app.ui.navigator import PageNavigator
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page import Page
from coordinator_app.ui.rail import Rail, RailPanel
from coordinator_app.ui.side_panel import SidePanel
from coordinator_app.ui.toasts import Toasts

PRACTICE = "Practice vault. Everyone in it is invented. Never type a real child's name here."
_WIDE = 1180
SMALLEST = 560


class PracticeBand(QFrame):
    """Says on every screen that this is a practice vault (decision 23)."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(PRACTICE)
        line = layout.row(self, space=0, margins=(24, 3, 24, 3))
        line.addWidget(label(PRACTICE, "caption-strong", "info-fg", wrap=True), 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill it."""
        now, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), now.colour("info-bg"))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), now.colour("info-line"))


@dataclass(frozen=True, slots=True)
class ShellPlan:
    """What the shell is built from. `settings_page` is the page that Ctrl+, opens, "" if there is none.

    `of_a_pupil` are pages of one pupil's that the item of their capability does not lead to; `pupils` is the item that does.
    """

    items: tuple[RailItem, ...]
    names: frozenset[str]
    make_page: Callable[[str], Page]
    role: str
    practice: bool
    settings: DeviceSettings
    settings_page: str = ""
    pages_of_items: dict[str, str] = field(default_factory=dict)
    of_a_pupil: frozenset[str] = frozenset()
    pupils: str = ""


class Shell(QWidget):
    """Emits `locking`, `searching` (the palette) and `keys` (those of the screen) when the user asks for them."""

    locking = Signal()
    searching = Signal()
    keys = Signal()

    def __init__(self, plan: ShellPlan) -> None:
        super().__init__()
        self._plan, self._settings = plan, plan.settings
        self.rail = Rail(plan.items)
        self.header = Header(plan.role)
        self._stack = QStackedWidget()
        self.navigator = PageNavigator(self._stack, plan.names, plan.make_page)
        self._trouble: QFrame | None = None
        self._item = ""
        self.toasts = Toasts(self._lay_out(practice=plan.practice), self._stack)
        self._wire()

    def _lay_out(self, *, practice: bool) -> QWidget:
        """The column beside the menu is given back."""
        line = layout.row(self, space=0)
        main = QWidget()
        column = layout.column(main, space=0)
        self.band = PracticeBand() if practice else None
        if self.band is not None:
            column.addWidget(self.band)
        self._trouble_place: QVBoxLayout = layout.column(space=0)
        column.addWidget(self.header)
        column.addLayout(self._trouble_place)
        column.addWidget(self._stack, 1)
        line.addWidget(RailPanel(self.rail))
        line.addWidget(main, 1)
        self.help = HelpPlace(self, line, main)
        return main

    def _wire(self) -> None:
        self.rail.opened.connect(self.open_item)
        self.rail.narrowing.connect(self.toggle_narrow)
        self.rail.helping.connect(self.show_help)
        self.help.keys.connect(self.keys)
        self.header.search.connect(self.searching)
        self.header.lock.connect(self.locking)
        self.header.go.connect(self.follow)
        self.navigator.leaving.connect(self._leaving)
        self.navigator.arrived.connect(self._arrived)

    def whose(self) -> str:
        """What the pupil is called whose record is shown, or ""."""
        page = self.navigator.page
        return page.whose() if page is not None and not page.in_trouble() else ""

    # going somewhere

    def open_item(self, page: str) -> None:
        """Open a page from the menu."""
        self.navigator.to(page)

    def follow(self, step: Step) -> None:
        """Open what a menu or the palette leads to."""
        self.navigator.to(step.page, **dict(step.params))

    def open_place(self, number: int) -> None:
        """Open the page of that place in the menu, from 1; nothing happens past the end."""
        names = self.rail.items.names
        if 0 < number <= len(names):
            self.navigator.to(names[number - 1])

    def open_settings(self) -> None:
        """Open Settings, if there is such a page."""
        if self._plan.settings_page:
            self.navigator.to(self._plan.settings_page)

    def show_help(self) -> None:
        """Open help beside the page, go to it, or close it again."""
        self.help.open(self.navigator.page)

    def changed(self, change_set: ChangeSet) -> None:
        """Records have changed."""
        self.navigator.changed(change_set)

    # the look

    def toggle_narrow(self) -> None:
        """Narrow or widen the menu by hand, and remember it."""
        self._settings.narrow_menu = not self.rail.narrow
        self._fit(forced=not self.rail.narrow)

    def resizeEvent(self, event: Any) -> None:
        """Give way as the room shrinks."""
        super().resizeEvent(event)
        self._fit()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._fit()

    def effective_width(self) -> float:
        """The width over the text size, which decides the layout (design section 3)."""
        return self.width() / theme.current().scale

    def _fit(self, *, forced: bool | None = None) -> None:
        page = self.navigator.page
        wants = bool(getattr(page, "narrow_menu", False))
        narrow = (
            forced
            if forced is not None
            else self._settings.narrow_menu or wants or self.effective_width() < _WIDE
        )
        if narrow != self.rail.narrow:
            self.rail.set_narrow(narrow)
        self.header.reflow(self.effective_width())
        self.help.fit()

    # troubles

    def show_trouble(self, trouble: Trouble) -> None:
        """Put a note above the page: what happened, whether the data is safe, what to do; it stays until closed."""
        self.clear_trouble()
        rest = " ".join(part for part in (trouble.safe, trouble.next_step) if part)
        close = icon_button("x", "Close this message", "quiet", small=True)
        close.clicked.connect(self.clear_trouble)
        holder = QFrame()
        layout.column(holder, space=0, margins=(24, 12, 24, 0)).addWidget(
            Note("over", trouble.happened, rest, close)
        )
        self._trouble_place.addWidget(holder)
        self._trouble = holder
        announce(self, trouble.sentences(), assertive=True)

    def clear_trouble(self) -> None:
        """Take the note away."""
        self._trouble = None
        layout.clear(self._trouble_place)

    def trouble_words(self) -> str:
        """What the note says, or ""."""
        note = self._trouble.findChild(Note) if self._trouble is not None else None
        return note.accessibleName() if isinstance(note, Note) else ""

    def offer(self, lead: str, text: str, act: str, then: Callable[[], None]) -> None:
        """Put one offer above the page, such as to carry on; it goes when the page is left."""
        go_on = button(act, small=True)
        go_on.clicked.connect(lambda _on=False: then())
        holder = QFrame()
        layout.column(holder, space=0, margins=(24, 12, 24, 0)).addWidget(Note("info", lead, text, go_on))
        self._trouble_place.addWidget(holder)

    # panes

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes round: menu, header, page, and the panels on its right."""
        page = self.navigator.page
        found: list[QWidget] = [self.rail]
        if self.header.isVisible():
            found.append(self.header)
        if page is not None:
            found += [page, *(panel for panel in page.findChildren(SidePanel) if panel.isVisible())]
        if self.help.panel is not None and self.help.is_open:
            found.append(self.help.panel)
        return found

    def next_pane(self, step: int) -> None:
        """Put the focus into the next pane (or the one before)."""
        panes = self.panes()
        focus = QApplication.focusWidget()
        inside = [
            at
            for at, pane in enumerate(panes)
            if focus is not None and (pane is focus or pane.isAncestorOf(focus))
        ]
        at = (inside[-1] + step) % len(panes) if inside else 0
        target = panes[at]
        if isinstance(target, Page):
            target.first_focus()
        else:
            _first_stop(target).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leaving(self, page: Page) -> None:
        self.clear_trouble()
        self.toasts.forget_undo()
        del page

    def _arrived(self, page: Page) -> None:
        self.header.setVisible(not page.focus_screen)
        self._item = self._item_of(page.name)
        self.rail.show_open(self._item)
        self.help.follow(page)
        self._fit()

    def _item_of(self, name: str) -> str:
        """That of its capability; a page of one pupil's belongs there only for whoever came from there, else to Pupils."""
        own = self._plan.pages_of_items.get(name, name)
        return own if name not in self._plan.of_a_pupil or self._item == own else self._plan.pupils


def _first_stop(pane: QWidget) -> QWidget:
    """The first widget of a pane that Tab would reach, or the pane."""
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return pane
    stops = (child for child in pane.findChildren(QWidget) if child.isVisible() and child.isEnabled())
    return next((child for child in stops if child.focusPolicy() & Qt.FocusPolicy.TabFocus), pane)
