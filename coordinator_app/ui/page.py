"""The base of every screen: how it is opened, refreshed, left, and what it shows when something fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, ParamSpec, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from coordinator_app.core.clock import Clock
from coordinator_app.core.errors import Trouble
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialogs import Dialogs
from coordinator_app.ui.in_turn import InTurn
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note

P = ParamSpec("P")


class PageServices(Protocol):
    """What the kit itself needs of the services that a page is handed; services.py has the whole."""

    @property
    def clock(self) -> Clock:
        """Tells the time."""

    @property
    def dialogs(self) -> Dialogs:
        """Asks and tells."""


class Page(QWidget):
    """A screen. Put content into `body`, or call `take_over(widget)` for a screen without the usual edges.

    `name` is short and stable ("pupils"); `kinds` are the record kinds it shows: when one changes, a visible page is
    refreshed and a hidden one marked stale. `focus_screen` drops the search header. `title_changed` tells the shell.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    kinds: ClassVar[frozenset[str]] = frozenset()
    focus_screen: ClassVar[bool] = False
    draft_moves: ClassVar[bool] = False
    """Whether the page turns from a new thing into the record that was kept of it, and its draft with it."""
    opens_once: ClassVar[frozenset[str]] = frozenset()
    """What the page may be told that opens a box, or does something else, as it is opened: for that one opening only.

    No way back has it, neither that of Back nor that of a draft: it would open the box over whatever else is typed then.
    """

    title_changed = Signal(str)
    typed = Signal()
    """Told after every key by a page whose draft is to be kept a second later; others are asked every few seconds."""

    def __init__(self, services: PageServices) -> None:
        super().__init__()
        self.services = services
        self.stale = False
        self._visit = 0
        self._turns = InTurn(self)
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.title)
        self._content = QWidget()
        self._trouble_holder = QWidget()
        self._trouble_lines = layout.column(self._trouble_holder, space=16, margins=(24, 20, 24, 20))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._content)
        self._stack.addWidget(self._trouble_holder)
        self._body: QVBoxLayout | None = None

    @property
    def body(self) -> QVBoxLayout:
        """The column for the content, with the usual edges of 24."""
        if self._body is None:
            self._body = layout.column(self._content, space=16, margins=(24, 20, 24, 20))
        return self._body

    @property
    def content(self) -> QWidget:
        """The widget that holds the content, for a screen that lays itself out; use this or `body`, not both."""
        return self._content

    def open(self, **params: Any) -> None:  # noqa: ARG002  (for the pages)
        """Show what `params` name; called each time the screen is gone to."""
        self.refresh()

    @classmethod
    def for_later(cls, params: Mapping[str, object]) -> dict[str, object]:
        """What the page was told, without what held for that opening only."""
        return {name: value for name, value in params.items() if name not in cls.opens_once}

    def in_front(self) -> bool:
        """Whether the user is still on this page.

        Asked by what goes on to another page once something is kept: whoever has gone elsewhere meanwhile is not
        called away from there.
        """
        return getattr(getattr(self.services, "go", None), "page", self) is self

    def new_visit(self) -> None:
        """Say that another record is shown from now on: what is still being read belongs to the one before."""
        self._visit += 1
        self._turns.forget()

    def of_visit(
        self, callback: Callable[P, object], otherwise: Callable[P, object] | None = None
    ) -> Callable[P, None]:
        """`callback`; once the page shows another record than now, `otherwise` or nothing; nothing once it has gone.

        Readers and the writer take their time: without this a late answer would show one child under another's
        name, or wipe what is typed about the next one.
        """
        visit = self._visit

        def call(*args: P.args, **kwargs: P.kwargs) -> None:
            if visit == self._visit:
                callback(*args, **kwargs)
            elif otherwise is not None:
                otherwise(*args, **kwargs)

        return guarded(self, call)

    def in_turn(
        self, done: Callable[[Any], object], failed: Callable[[Any], object]
    ) -> tuple[Callable[[Any], None], Callable[[Any], None]]:
        """Both callbacks of a reading of the page's own record, of this visit only and in the order of asking.

        A page that reads again after a change would otherwise be overtaken by the reading from before it.
        """
        return self._turns.ask(self.of_visit(done), self.of_visit(failed))

    def where(self) -> dict[str, Any] | None:
        """What to open the page with to come back to what it shows by now; None for what it was opened with."""
        return None

    def whose(self) -> str:
        """What the pupil is called whose record is shown; "" for none, or for many. Boxes over the page say it."""
        return ""

    def help_name(self) -> str:
        """The help page of the part that is shown, "" for the page's own."""
        return ""

    def refresh(self) -> None:
        """Read again what is shown."""

    def first_focus(self) -> None:
        """Put the focus on the h1 (without a Tab stop) or the first field (design.md 6.1)."""
        title = next((one for one in self.findChildren(QLabel) if one.property("heading") == 1), None)
        target: QWidget = title or self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def draft_in_flight(self) -> bool:
        """Whether what is typed is being kept as a record: that write drops its draft, or keeps one if it fails."""
        return False

    def save_draft(self) -> dict[str, Any] | None:
        """What is typed and not yet saved, as plain values, or None."""
        return None

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put a draft back."""

    def restore_beside(self, draft: dict[str, Any]) -> bool:  # noqa: ARG002  (for the pages)
        """Keep a draft beside what was typed before it came, where the two are not one thing; False: make one of them."""
        return False

    def keeps_beside(self) -> Callable[[Any, dict[str, Any]], None] | None:
        """What does the same on the writer, for a page that is left before the draft has come: session, draft."""
        return None

    def records_changed(self, kinds: frozenset[str]) -> None:
        """Records of these kinds have changed: refresh when visible, else remember."""
        if not self.kinds & kinds:
            return
        if self.isVisible():
            self.stale = False
            self.refresh()
        else:
            self.stale = True

    def shown_again(self) -> None:
        """The shell shows the page again: refresh if it is stale."""
        if self.stale:
            self.stale = False
            self.refresh()

    def show_trouble(self, trouble: Trouble, again: Callable[[], None] | None = None) -> None:
        """Put a note in place of the content: what happened, whether the data is safe, what to do, Try again."""
        layout.clear(self._trouble_lines)
        rest = " ".join(part for part in (trouble.safe, trouble.next_step) if part)
        retry = button("Try again", small=True)
        retry.clicked.connect(lambda: self._try_again(again or self.refresh))
        self._trouble_lines.addWidget(Note("over", trouble.happened, rest, retry))
        self._trouble_lines.addWidget(label(f"Reference for support: {trouble.code}", "caption", "text-3"))
        self._trouble_lines.addStretch(1)
        self._stack.setCurrentWidget(self._trouble_holder)
        announce(self, trouble.sentences(), assertive=True)

    def show_content(self) -> None:
        """Put the content back in place of a trouble."""
        self._stack.setCurrentWidget(self._content)

    def in_trouble(self) -> bool:
        """Whether a trouble stands in place of the content."""
        return self._stack.currentWidget() is self._trouble_holder

    def busy(self, busy: bool) -> None:
        """Show the waiting cursor over the page, nothing else: the window stays usable."""
        if busy:
            self.setCursor(Qt.CursorShape.BusyCursor)
        else:
            self.unsetCursor()

    def _try_again(self, again: Callable[[], None]) -> None:
        self.show_content()
        again()
