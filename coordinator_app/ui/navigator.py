"""Goes from page to page: builds each when first wanted, remembers the way back, tells pages of changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from coordinator_app.core.changes import ChangeSet
from coordinator_app.ui.page import Page

MakePage = Callable[[str], Page]
_FARTHEST = 50


class NoSuchPageError(LookupError):
    """A page was asked for that no capability brings: a bug, for nothing on screen leads there."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A page and what it was told."""

    page: str
    params: Mapping[str, object] = field(default_factory=dict)


class PageNavigator(QObject):
    """`make(name)` builds a page; `names` are those that can be built.

    Emits `leaving(Page)` before another page is shown and `arrived(Page)` after.
    """

    leaving = Signal(object)
    arrived = Signal(object)

    def __init__(self, stack: QStackedWidget, names: frozenset[str], make: MakePage) -> None:
        super().__init__(stack)
        self._stack, self._names, self._make = stack, names, make
        self._pages: dict[str, Page] = {}
        self._past: list[Visit] = []
        self._now: Visit | None = None

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) and self._now else None

    @property
    def visit(self) -> Visit | None:
        """Where we are, and with what."""
        return self._now

    def knows(self, page: str) -> bool:
        """Whether a page of that name can be opened."""
        return page in self._names

    def to(self, page: str, /, **params: object) -> None:
        """Open a page by its name and hand it `params`."""
        if page not in self._names:
            raise NoSuchPageError(page)
        self._page(page)  # a page that cannot be built leaves everything as it is
        if self._now is not None:
            self._past = [*self._past, self._as_it_is(self._now)][-_FARTHEST:]
        self._go(Visit(page, params))

    def _as_it_is(self, visit: Visit) -> Visit:
        """The visit with what the page shows by now: a new referral has become that of a pupil."""
        where = self.page.where() if self.page is not None else None
        return visit if where is None else Visit(visit.page, where)

    def back(self) -> None:
        """Go back to the page before; nothing happens at the first one."""
        if self._past:
            self._go(self._past.pop())

    def can_go_back(self) -> bool:
        """Whether there is a page to go back to."""
        return bool(self._past)

    def changed(self, change_set: ChangeSet) -> None:
        """Records have changed: the visible page refreshes, hidden ones become stale."""
        for page in self._pages.values():
            page.records_changed(change_set.kinds)

    def _go(self, visit: Visit) -> None:
        if self.page is not None:
            self.leaving.emit(self.page)
        page = self._page(visit.page)
        self._now = visit
        self._stack.setCurrentWidget(page)
        page.stale = False  # opening reads anew
        page.show_content()
        page.open(**visit.params)
        if self._now is visit and page.opens_once:
            self._now = Visit(visit.page, page.for_later(visit.params))
        self.arrived.emit(page)
        page.first_focus()

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            page = self._make(name)
            self._stack.addWidget(page)
            self._pages[name] = page
        return self._pages[name]
