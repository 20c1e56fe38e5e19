"""Help beside the page (F1): the page's own text, a search in all of them, and a list of all."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QTextBrowser, QWidget

from coordinator_app.core.help_pages import HelpPage, find
from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.help_html import SCHEME, html
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import Row, TwoLineList
from coordinator_app.ui.theme import Theme

_NOTHING = "No help page holds all these words. Try fewer, or look at all pages."
_NONE_YET = "There is no help page for this screen. These are the others."


class HelpText(theme.KeepsFont, QTextBrowser):
    """The text of one page; its links are reached by Tab and opened by Enter."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Help text")
        self.page: HelpPage | None = None

    def show_page(self, page: HelpPage) -> None:
        """Show a page from its top."""
        self.page = page
        self.setAccessibleName(f"Help text: {page.title}")
        self.retheme(theme.current())
        self.moveCursor(self.textCursor().MoveOperation.Start)

    def retheme(self, now: Theme) -> None:
        """The colours and size of the moment."""
        self.setFont(now.font("body"))
        if self.page is not None:
            self.setHtml(html(self.page, now))


class HelpPanel(QFrame):
    """`closing` when the user is done with it, `keys` when he asks for the keys of the screen."""

    closing = Signal()
    keys = Signal()

    def __init__(self, pages: Mapping[str, HelpPage]) -> None:
        super().__init__()
        self._pages = dict(pages)
        self._came_from: QWidget | None = None
        self.setProperty("panel", True)
        self.setAccessibleName("Help")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = TextInput()
        self.text = HelpText()
        self.list = TwoLineList("Help pages")
        self._words = label("", "small", "text-2", wrap=True)
        self.all_pages, self.keys_button = button("All help pages", small=True), button("Keys", small=True)
        self.close_button = icon_button("x", "Close help", "quiet", small=True)
        self._stack = QStackedWidget()
        self._lay_out()
        self._wire()

    def show_for(self, name: str) -> None:
        """Show the help of a screen, or the list of pages where it has none."""
        self.search.clear()
        page = self._pages.get(name)
        if page is None:
            self._show_list(_NONE_YET)
        else:
            self._show_page(page)

    def shown(self) -> str:
        """The name of the page on show, "" for the list."""
        page = self.text.page
        return page.name if page is not None and self._stack.currentWidget() is self.text else ""

    def take_focus(self) -> None:
        """Put the focus where the reading begins, and remember where it came from."""
        now = QApplication.focusWidget()
        if now is not None and not self.isAncestorOf(now):
            self._came_from = now
        target = self.text if self.shown() else self.list
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_focus(self) -> bool:
        """Whether the focus is in it."""
        now = QApplication.focusWidget()
        return now is not None and self.isAncestorOf(now)

    def came_from(self) -> QWidget | None:
        """Where the focus was before; None if that is no longer on the screen."""
        before, self._came_from = self._came_from, None
        try:
            return before if before is not None and before.isVisible() else None
        except RuntimeError:  # deleted meanwhile
            return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closing.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        lines = layout.column(self, space=12, margins=(17, 16, 16, 16))
        head = layout.row(space=8)
        layout.add_all(head, heading("Help"), None, self.close_button)
        foot = layout.row(space=8)
        layout.add_all(foot, self.all_pages, self.keys_button, None)
        self._stack.addWidget(self.text)
        self._stack.addWidget(self.list)
        layout.add_all(lines, head, FormRow("Search help", "", self.search, printed=False), self._words)
        lines.addWidget(self._stack, 1)
        lines.addLayout(foot)
        self._words.hide()

    def _wire(self) -> None:
        self.close_button.clicked.connect(self.closing)
        self.keys_button.clicked.connect(self.keys)
        self.all_pages.clicked.connect(self._show_all)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._first_found)
        self.list.opened.connect(self._opened)
        self.text.anchorClicked.connect(self._follow)

    def _show_page(self, page: HelpPage) -> None:
        self._words.hide()
        self.text.show_page(page)
        self._stack.setCurrentWidget(self.text)

    def _show_all(self) -> None:
        self.search.clear()
        self._show_list("")
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_list(self, words: str) -> None:
        self._show_rows([Row(page.name, page.title, "", "life-buoy") for page in self._pages.values()], words)

    def _show_rows(self, rows: list[Row], words: str) -> None:
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.list.show_rows(rows)
        self._stack.setCurrentWidget(self.list)

    def _search(self, typed: str) -> None:
        found = find(self._pages.values(), typed)
        rows = [Row(one.page.name, one.page.title, one.excerpt, "life-buoy") for one in found]
        if not typed.strip():
            self._show_list("")
            return
        said = "1 page" if len(found) == 1 else f"{len(found)} pages"
        self._show_rows(rows, said if found else _NOTHING)
        announce(self, said if found else _NOTHING)

    def _first_found(self) -> None:
        rows = self.list.rows()
        if rows and self._stack.currentWidget() is self.list:
            self._opened(rows[0].key)

    def _opened(self, key: object) -> None:
        page = self._pages.get(str(key))
        if page is not None:
            self._show_page(page)
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, page.title)

    def _follow(self, target: QUrl) -> None:
        if target.scheme() == SCHEME:
            self._opened(target.path())
