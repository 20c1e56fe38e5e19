"""The left pane of the workbench: how far one is, To decide or All, a filter, and the items."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QWidget

from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.page.review_reading import Board, ItemLine, title_of
from coordinator_app.core.dates import say
from coordinator_app.ui import layout
from coordinator_app.ui.bars import ThinBar
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.chips import Set
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import label
from coordinator_app.ui.lists import Row, TwoLineList

_STATES: dict[Outcome, tuple[str, Set, str]] = {
    Outcome.UNDECIDED: ("circle-dashed", "neutral", ""),
    Outcome.SHARE: ("check", "safe", "Share"),
    Outcome.REDACT: ("eraser", "info", "Redact"),
    Outcome.WITHHOLD: ("ban", "over", "Withhold"),
}
_FILTERS: tuple[tuple[str, Callable[[ItemLine], bool]], ...] = (
    ("Everything", lambda _line: True),
    ("Already shared", lambda line: line.item.already_shared_on is not None),
    ("Never shared before", lambda line: line.item.already_shared_on is None),
    ("Safeguarding and health", lambda line: line.item.is_guarded),
    ("Documents", lambda line: line.item.item_kind == "document"),
    ("In the trash, drafts and older versions", lambda line: bool(line.item.state_label)),
    ("Share", lambda line: line.item.outcome is Outcome.SHARE),
    ("Share with redactions", lambda line: line.item.outcome is Outcome.REDACT),
    ("Withhold", lambda line: line.item.outcome is Outcome.WITHHOLD),
)


class ItemList(QFrame):
    """`chosen(item_id)` when another row is in hand; `wants_decision()` on Enter: go to the decision."""

    chosen = Signal(str)
    wants_decision = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.setAccessibleName("Items")
        self._board = Board((), ())
        self._only_open, self._filter = False, 0
        self._kept: str = ""
        self.is_closed, self.guarded_words = False, True
        lines = layout.column(self, space=0)
        lines.addLayout(self._head())
        self.rows = TwoLineList("Items of this request", compact=True, click_opens=False)
        self.rows.current_changed.connect(self._told)
        self.rows.opened.connect(lambda _key: self.wants_decision.emit())
        self.empty = EmptyState(
            "circle-check", "Nothing left to decide.", "Show all items to look at them again."
        )
        self.empty.hide()
        lines.addWidget(self.rows, 1)
        lines.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        lines.addWidget(self._foot())

    # -- what is shown --------------------------------------------------------------------------------------------

    def show_board(self, board: Board) -> None:
        """Show the items as they now stand; the row in hand stays in hand."""
        self._board = board
        total, to_do = len(board.lines), board.to_do
        self._done.setText(f"{total - to_do} of {total} decided")
        self._to_go.setText(f"{to_do} to go" if to_do else "All done")
        self._bar.set_share((total - to_do) / total if total else 0.0)
        self.open_only.setText(f"To decide {to_do}")
        self.all.setText(f"All {total}")
        self._sum.setText("1 item decided." if total == 1 else f"All {total} decided.")
        self.done.setVisible(total > 0 and to_do == 0 and not self.is_closed)
        self._fill()

    def board(self) -> Board:
        """What is shown."""
        return self._board

    def current(self) -> str:
        """The id of the item in hand, or ""."""
        key = self.rows.current_key()
        return key if isinstance(key, str) else ""

    def choose(self, item_id: str) -> None:
        """Take an item in hand, showing all items if it is not among those shown."""
        if not self.rows.choose(item_id) and self._board.line(item_id) is not None:
            self._only_open, self._filter = False, 0
            self._fill()
            self.rows.choose(item_id)

    def next_open(self, after: str) -> str:
        """The id of the next item that is not settled after this one, going round; "" if there is none."""
        lines = list(self._board.lines)
        at = next((place for place, line in enumerate(lines) if line.item.id == after), -1)
        ordered = [*lines[at + 1 :], *lines[: max(at, 0)]]
        return next((line.item.id for line in ordered if not line.settled and line.item.id != after), "")

    def step(self, by: int) -> None:
        """The next (1) or previous (-1) row."""
        self.rows.step(by)

    def keep(self, item_id: str) -> None:
        """Keep this item in the list though it is settled, while it is in hand."""
        self._kept = item_id

    # -- within ---------------------------------------------------------------------------------------------------

    def _head(self) -> layout.QVBoxLayout:
        head = layout.column(space=8, margins=(12, 12, 12, 10))
        self._done, self._to_go = label("", "small-medium", "text"), label("", "small", "text-2")
        self._bar = ThinBar()
        self._count = layout.row()
        layout.add_all(self._count, self._done, None, self._to_go)
        self.open_only, self.all = button("To decide", small=False), button("All", small=False)
        for one, only in ((self.open_only, True), (self.all, False)):
            one.setCheckable(True)
            one.clicked.connect(lambda _on=False, only=only: self._show_only(only=only))
        self.filter = icon_button("filter", "Filter the items")
        self.filter.setCheckable(True)
        self.filter.setMenu(self._menu())
        self._buttons = layout.row()
        layout.add_all(self._buttons, self.open_only, self.all, None, self.filter)
        layout.add_all(head, self._count, self._bar, self._buttons)
        return head

    def lie_flat(self, flat: bool) -> None:
        """Take one line above the items and one below where the list has the window's width, and little height."""
        where, other = (self._buttons, self._count) if flat else (self._count, self._buttons)
        if where.indexOf(self._done) < 0:
            other.removeWidget(self._done)
            where.insertWidget(3 if flat else 0, self._done)
        self._bar.setVisible(not flat)
        self._to_go.setVisible(not flat)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._end.setDirection(across if flat else down)

    def _foot(self) -> QWidget:
        self.done = QFrame()
        self.done.setProperty("bar", True)
        line = self._end = layout.column(self.done, space=8, margins=(12, 12, 12, 12))
        self._sum = label("", "body-strong", "text")
        self.send = button("Send for approval", "primary", "send")
        self.send.clicked.connect(self.finished)
        layout.add_all(line, self._sum, self.send)
        self.done.hide()
        return self.done

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName("Filter the items")
        group = QActionGroup(menu)
        self._actions: list[QAction] = []
        for place, (words, _rule) in enumerate(_FILTERS):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(place == 0)
            action.triggered.connect(lambda _on=False, place=place: self._show_filter(place))
            group.addAction(action)
            self._actions.append(action)
        return menu

    def _show_only(self, *, only: bool) -> None:
        self._only_open = only
        self._kept = ""
        self._fill()

    def _show_filter(self, place: int) -> None:
        self._filter = place
        self._fill()

    def _fill(self) -> None:
        rule = _FILTERS[self._filter][1]
        self._actions[self._filter].setChecked(True)
        shown = [
            line
            for line in self._board.lines
            if rule(line) and (not self._only_open or not line.settled or line.item.id == self._kept)
        ]
        for one, on in ((self.open_only, self._only_open), (self.all, not self._only_open)):
            one.setChecked(on)
        self.filter.setChecked(self._filter > 0)
        self.rows.show_rows([_row(line, guarded_words=self.guarded_words) for line in shown])
        self.rows.setVisible(bool(shown))
        self.empty.setVisible(not shown and bool(self._board.lines))

    def _told(self, key: object) -> None:
        if isinstance(key, str):
            self.chosen.emit(key)


def _row(line: ItemLine, *, guarded_words: bool) -> Row:
    item = line.item
    icon, kind, word = _STATES[item.outcome or Outcome.UNDECIDED]
    word_kind: Set = kind
    if line.needs_advice:
        word, word_kind = "Needs advice", "soon"
    elif not line.settled and item.outcome is not Outcome.UNDECIDED:
        word, word_kind = "Not settled", "soon"
    elif item.reset_because and not line.settled:
        word, word_kind = "Decide again", "soon"
    shared = item.already_shared_on
    return Row(
        item.id,
        title_of(item, guarded_words=guarded_words),
        f"Shared {say(shared)}" if shared else second_line(item),
        icon=icon,
        kind=kind,
        word=word,
        word_kind=word_kind,
        subtitle_icon="share-2" if shared else "",
        subtitle_kind="info" if shared else None,
    )


def second_line(item: RequestItem) -> str:
    """The item's day, and what sort of thing it is."""
    day = say(item.on_day) if item.on_day else "No date"
    return f"{day}, {item.state_label.lower() or kind_word(item)}"


def kind_word(item: RequestItem) -> str:
    """What sort of record an item is, in one or two words."""
    return _KINDS.get(item.item_kind, item.item_kind.replace("_", " "))


_KINDS = {"chronology_entry": "entry", "document": "document", "pupil": "record", "carer": "contact"}
