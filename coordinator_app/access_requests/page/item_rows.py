"""The left pane of the workbench: how far one is, To decide or All, a filter, and the items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QWidget

from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.page.item_threads import Threads, threaded
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
    ("Found in what is held about others", lambda line: line.item.is_mention),
    ("Copies, each by itself", lambda line: bool(line.item.duplicate_of_id)),
)
_COPIES = len(_FILTERS) - 1
_FOLD, _UNFOLD = "fold", "unfold"


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
        self._ordered: tuple[ItemLine, ...] = ()
        self._threads = Threads()
        self._copies: Mapping[str, tuple[str, ...]] = {}
        self._folded: frozenset[str] = frozenset()
        self._only_open, self._filter = False, 0
        self._kept: str = ""
        self.is_closed, self.guarded_words = False, True
        lines = layout.column(self, space=0)
        lines.addLayout(self._head())
        self.rows = TwoLineList("Items of this request", compact=True, click_opens=False)
        self.rows.current_changed.connect(self._told)
        self.rows.opened.connect(lambda _key: self.wants_decision.emit())
        self.rows.menu_chosen.connect(lambda key, name: self.fold(str(key), fold=name == _FOLD))
        for arrow, fold in ((Qt.Key.Key_Left, True), (Qt.Key.Key_Right, False)):
            key = QShortcut(QKeySequence(arrow), self.rows, context=Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(lambda fold=fold: self.fold(self.current(), fold=fold))
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
        self._board, self._ordered = board, threaded(board.lines)
        self._copies = board.copies
        self._folded = frozenset(one for ids in self._copies.values() for one in ids)
        total, to_do = len(board.lines), board.to_do
        self._done.setText(f"{total - to_do} of {total} decided")
        self._to_go.setText(f"{to_do} to go" if to_do else "All done")
        self._bar.set_share((total - to_do) / total if total else 0.0)
        self.open_only.setText(f"To decide {to_do}")
        self.all.setText(f"All {total}")
        self._sum.setText("1 item decided." if total == 1 else f"All {total} decided.")
        new = board.unshared
        said = "1 item would be given that was" if new == 1 else f"{new} items would be given that were"
        self._new.setText(f"{said} never shared before." if new else "")
        self._new.setVisible(new > 0)
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
            if not self._threads.is_shown(item_id):
                self._threads.fold(item_id, fold=False)
            else:
                self._only_open, self._filter = False, 0
            self._kept = item_id
            self._fill()
            if not self.rows.choose(item_id):
                self._only_open, self._filter = False, 0
                self._fill()
                self.rows.choose(item_id)

    def next_open(self, after: str) -> str:
        """The id of the next item that is not settled after this one, going round; "" if there is none.

        Copies that go with another item come with that.
        """
        lines = [line for line in self._ordered if line.item.id not in self._folded or line.item.id == after]
        at = next((place for place, line in enumerate(lines) if line.item.id == after), -1)
        ordered = [*lines[at + 1 :], *lines[: max(at, 0)]]
        return next((line.item.id for line in ordered if not line.settled and line.item.id != after), "")

    def step(self, by: int) -> None:
        """The next (1) or previous (-1) row."""
        self.rows.step(by)

    def fold(self, item_id: str, *, fold: bool) -> None:
        """Show of the thread of this item only its first message, or all of them."""
        first = self._threads.fold(item_id, fold=fold)
        if first:
            self._fill()
            self.rows.choose(first if fold else item_id)

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
        self._new = label("", "small", "text-2", wrap=True)
        self.send = button("Send for approval", "primary", "send")
        self.send.clicked.connect(self.finished)
        layout.add_all(line, self._sum, self._new, self.send)
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
            for line in self._ordered
            if rule(line) and (not self._only_open or not line.settled or line.item.id == self._kept)
        ]
        if self._filter != _COPIES:
            shown = [line for line in shown if line.item.id not in self._folded or line.item.id == self._kept]
        for one, on in ((self.open_only, self._only_open), (self.all, not self._only_open)):
            one.setChecked(on)
        self.filter.setChecked(self._filter > 0)
        shown = self._threads.show(shown)
        self.rows.show_rows(told_apart([self._row(line) for line in shown], [line.item for line in shown]))
        self.rows.setVisible(bool(shown))
        self.empty.setVisible(not shown and bool(self._board.lines))

    def _row(self, line: ItemLine) -> Row:
        item_id = line.item.id
        row = _row(line, len(self._copies.get(item_id, ())), guarded_words=self.guarded_words)
        folded, said = self._threads.is_folded(item_id), self._threads.said(item_id)
        if folded is None:
            return row
        act = (_UNFOLD, "Show the thread") if folded else (_FOLD, "Fold the thread")
        return replace(row, subtitle=f"{row.subtitle}, {said}", menu=(*row.menu, act))

    def _told(self, key: object) -> None:
        if isinstance(key, str):
            self.chosen.emit(key)


def _row(line: ItemLine, copies: int, *, guarded_words: bool) -> Row:
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
    more = "" if not copies else ", with 1 copy" if copies == 1 else f", with {copies} copies"
    return Row(
        item.id,
        title_of(item, guarded_words=guarded_words),
        f"Shared {say(shared)}{more}" if shared else f"{second_line(item)}{more}",
        icon=icon,
        kind=kind,
        word=word,
        word_kind=word_kind,
        subtitle_icon="share-2" if shared else "",
        subtitle_kind="info" if shared else None,
    )


def told_apart(rows: Sequence[Row], items: Sequence[RequestItem]) -> list[Row]:
    """Rows that would read the same say what each is, and where that is the same as well, which of them it is."""
    return _numbered(_alike(rows, [f"{second_line(item)}. " for item in items]))


def _alike(rows: Sequence[Row], before: Sequence[str]) -> list[Row]:
    """What is said before the second line of each, where another row reads as it does and does not say it yet."""
    times = Counter((row.title, row.subtitle) for row in rows)
    return [
        replace(row, subtitle=f"{words}{row.subtitle}")
        if times[row.title, row.subtitle] > 1 and not row.subtitle.startswith(words.removesuffix(". "))
        else row
        for row, words in zip(rows, before, strict=True)
    ]


def _numbered(rows: Sequence[Row]) -> list[Row]:
    times, seen = Counter((row.title, row.subtitle) for row in rows), Counter[tuple[str, str]]()
    made = []
    for row in rows:
        reads = (row.title, row.subtitle)
        seen[reads] += 1
        number = f"{seen[reads]} of {times[reads]}: " if times[reads] > 1 else ""
        made.append(replace(row, subtitle=f"{number}{row.subtitle}"))
    return made


def second_line(item: RequestItem) -> str:
    """The item's day, and what sort of thing it is."""
    day = say(item.on_day) if item.on_day else "No date"
    where = "found elsewhere, " if item.is_mention else ""
    return f"{day}, {where}{item.state_label.lower() or item.hidden_part or kind_word(item)}"


def kind_word(item: RequestItem) -> str:
    """What sort of record an item is, in one or two words."""
    return _KINDS.get(item.item_kind, item.item_kind.replace("_", " "))


_KINDS = {"chronology_entry": "entry", "document": "document", "pupil": "record", "carer": "contact"}
