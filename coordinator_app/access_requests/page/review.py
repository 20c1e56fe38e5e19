"""The workbench: every item decided, fairly and quickly, and provable afterwards (design 8.10; 003-5.1, 5.2)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.model import Stage as StageName
from coordinator_app.access_requests.page import errand
from coordinator_app.access_requests.page.advice import ask_advice
from coordinator_app.access_requests.page.closed_item import show_closed
from coordinator_app.access_requests.page.decision_panel import DecisionPanel, first_field
from coordinator_app.access_requests.page.item_reader import ItemReader
from coordinator_app.access_requests.page.item_rows import ItemList
from coordinator_app.access_requests.page.item_saving import ItemSaving
from coordinator_app.access_requests.page.item_view import ItemView
from coordinator_app.access_requests.page.name_look import LOOKING
from coordinator_app.access_requests.page.panes import Panes
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.page.review_questions import usual_reason
from coordinator_app.access_requests.page.review_reading import (
    Board,
    Desk,
    ItemShown,
    read_board,
    read_desk,
)
from coordinator_app.access_requests.page.stage import Frame, Stage
from coordinator_app.access_requests.page.working import (
    answers_of,
    covered_of,
    differs,
    kept_covers,
    working_of,
)
from coordinator_app.core.changes import Saved
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.carry_on import Left, Openers

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_WHY = "A restricted item is about to be shown."
_ADVICE = "Safeguarding advice is about to be shown."
_CHOICES = {"1": Outcome.SHARE, "2": Outcome.REDACT, "3": Outcome.WITHHOLD}


class ReviewStage(Stage):
    """Three panes: the items, the one in hand, and what is decided about it."""

    fills: ClassVar[bool] = True

    def __init__(self, services: Services, frame: Frame) -> None:
        super().__init__(services, frame)
        self.items, self.view, self.panel = ItemList(), ItemView(services), DecisionPanel()
        self.saving = ItemSaving(self, self.view, self.panel)
        self.panes = Panes(self.items, self.view, self.panel)
        layout.column(self, space=0).addWidget(self.panes)
        self._desk: Desk | None = None
        self._shown: ItemShown | None = None
        self.reader = ItemReader(services, self)
        self._working: dict[str, dict[str, Any]] = {}
        self._touched = self._is_closed = False
        self._errand: errand.Errand | None = None
        self._opens: QWidget | None = None
        self._wire()

    # -- what the frame asks --------------------------------------------------------------------------------------

    def show_case(self, case: CaseFacts) -> None:
        """Read the items again; the one in hand stays in hand with what was typed."""
        other = self.case is None or self.case.request.id != case.request.id
        super().show_case(case)
        self._errand = errand.take(case.request.id) or self._errand
        locked = case.is_closed or self._is_closed
        self.panel.lock(locked=locked)
        self.view.lock(locked=locked)
        self.items.is_closed = case.is_closed
        for key in self._single:
            key.setEnabled(self.services.settings.single_letters)
        if other:
            self._forget()
            self.read(lambda session: read_desk(session, case.request), self._desk_is_here)
        elif self._desk is not None:
            self._read_board()

    def first_focus(self) -> None:
        """The list of items."""
        self.items.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_draft(self) -> dict[str, Any] | None:
        """What is decided and covered in any item and not saved, and which one is in hand."""
        self._put_aside()
        if not self._working:
            return None
        return {"items": self._working, "in_hand": self.items.current()}

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put it back, once the items are here."""
        self._working = dict(draft.get("items", {}))
        self._errand = errand.Errand(str(draft.get("in_hand", "")))
        self._follow_errand()

    # -- reading --------------------------------------------------------------------------------------------------

    def _desk_is_here(self, desk: Desk) -> None:
        self._desk = desk
        self.reader.start(desk.book)
        self._read_board()

    def _read_board(self) -> None:
        if self.case is not None:
            request_id = self.case.request.id
            self.read(lambda session: read_board(session, request_id), self._board_is_here)

    def _board_is_here(self, board: Board) -> None:
        self._show_board(board)
        self.panel.show_advice(board.advice)
        if self._errand is not None:
            self._follow_errand()
        elif not self.items.current() and board.lines:
            self.items.choose(self.items.next_open("") or board.lines[0].item.id)
        self._drop_stale(board)

    def _show_board(self, board: Board) -> None:
        self.items.guarded_words = self.services.confirm.fresh
        self.items.show_board(board)

    def _drop_stale(self, board: Board) -> None:
        """What was read before it changed is read again, unless something is being typed about it."""
        versions = {line.item.id: line.item.version for line in board.lines}
        self.reader.drop_older(versions)
        shown_now = self._shown
        if (
            shown_now is not None
            and versions.get(shown_now.item.id) != shown_now.item.version
            and not self._touched
        ):
            self.reader.want(shown_now.item.id)

    def _chosen(self, item_id: str) -> None:
        if self._shown is None or item_id != self._shown.item.id:
            self._put_aside()
            self._take(
                None
            )  # until the other item is here nothing is decided, least of all about the last one
            self.panel.names.show_groups([], LOOKING)
            self.reader.want(item_id)

    def _show(self, shown: ItemShown) -> None:
        desk = self._desk
        if desk is None or self.case is None:
            return
        self._is_closed = shown.item.is_guarded and not self.services.confirm.fresh
        self.panel.lock(locked=self.case.is_closed or self._is_closed)
        self.items.keep(shown.item.id)
        if self._is_closed:
            self._show_closed(shown)
            return
        self._take(shown)
        line = self.items.board().line(shown.item.id)
        why = line.why if line else ""
        self.panel.show_item(shown.item, self.items.board().advice, why, kept_covers(shown))
        self.view.show_item(shown, desk.book, locked=self.case.is_closed)
        working = self._working.get(shown.item.id)
        if working is not None:
            self.panel.put(answers_of(working))
            self.view.put_back(covered_of(working))
        self._touched = working is not None
        self._show_names()
        self._look_for_errand(shown.item.id)
        self.reader.ahead(self.items.next_open(shown.item.id))

    def _show_closed(self, shown: ItemShown) -> None:
        """A guarded item, until the passphrase was typed again (decision 20): nothing was read, nothing is decided."""
        self._take(None)
        self._touched = False
        self._opens = show_closed(
            shown.item,
            self.view,
            self.panel,
            lambda: self.services.confirm(guarded(self, partial(self._open, shown)), _WHY),
        )
        self.reader.ahead(self.items.next_open(shown.item.id))

    def _open(self, shown: ItemShown) -> None:
        self._show_board(self.items.board())
        if self.items.current() == shown.item.id:
            self._show(shown)

    # -- errands --------------------------------------------------------------------------------------------------

    def _follow_errand(self) -> None:
        wanted = self._errand
        if wanted is None or not self.items.board().lines:
            return
        if self._shown is not None and self._shown.item.id == wanted.item_id:
            self._look_for_errand(wanted.item_id)
        else:
            self.items.choose(wanted.item_id)

    def _look_for_errand(self, item_id: str) -> None:
        wanted = self._errand
        if wanted is not None and wanted.item_id == item_id:
            self._errand = None
            if wanted.words:
                self.view.start_find(wanted.words)

    # -- deciding -------------------------------------------------------------------------------------------------

    def _covers_changed(self) -> None:
        """Covering something is deciding to share with redactions, unless it is to be withheld."""
        undecided = self.panel.answers().outcome in {Outcome.UNDECIDED, Outcome.SHARE}
        if self.view.covers_anything() and undecided and self._by_hand():
            self.panel.choose(Outcome.REDACT)
        self.panel.covers_changed(usual_reason(self.view.groups()))
        self._touched = self._by_hand()
        self._show_names()
        self.saving.look_again()

    def _by_hand(self) -> bool:
        """Whether what is shown differs from what is kept."""
        shown = self._shown
        return shown is not None and differs(shown, self.panel.answers(), self.view.redactions(None, ""))

    def _put_aside(self) -> None:
        """Keep what is not saved about the item in hand, for coming back to it."""
        if self._shown is None:
            return
        item_id = self._shown.item.id
        if self._by_hand():
            answers = self.panel.answers()
            self._working[item_id] = working_of(answers, self.view.redactions(None, ""))
        else:
            self._working.pop(item_id, None)

    def _show_names(self) -> None:
        self.panel.names.show_groups(self.view.groups(), self.view.said_of_names())

    def _kept(self, saved: Saved[RequestItem]) -> None:
        item = saved.record
        self._working.pop(item.id, None)
        self.reader.drop(item.id)
        self._touched = False
        self._take(None)
        request_id = item.request_id
        self.read(lambda session: read_board(session, request_id), lambda board: self._go_on(item.id, board))

    def _go_on(self, item_id: str, board: Board) -> None:
        self.items.keep("")
        self._show_board(board)
        following = self.items.next_open(item_id)
        if following:
            self.items.choose(following)
            self.panes.open(1)
        else:
            self.reader.want(item_id)
            self.items.send.setFocus(Qt.FocusReason.OtherFocusReason)
            self.panes.open(0)
            announce(self, f"All {len(board.lines)} decided")

    def failed(self, error: Exception) -> None:
        """Say it; the button works again."""
        self.panel.save.setEnabled(True)
        super().failed(error)

    def reopens(self) -> Openers:
        """The box of the advice, opened again once it is known what was asked before."""
        return {"request_advice": self._advice_again}

    def _advice_again(self, left: Left) -> bool:
        ready = self._desk is not None and bool(self.items.board().lines)
        if self.case is None or self.case.request.id != left.record_id or not ready:
            return False
        self._ask_advice()
        return True

    def _ask_advice(self) -> None:
        if self.case is not None:
            officer = self._desk.safeguarding_officer if self._desk else ""
            known = self.case.request.id, self.items.board().advice, officer
            self.services.confirm(guarded(self, partial(ask_advice, self.services, *known)), _ADVICE)

    def _send(self) -> None:
        if self.case is not None:
            self.write(partial(_send_for_approval, self.case.request.id), self._sent_for_approval)

    def _sent_for_approval(self, _saved: Saved[AccessRequest]) -> None:
        self.changed.emit()
        self.frame.go_to(StageName.APPROVE.value)

    # -- within ---------------------------------------------------------------------------------------------------

    def _forget(self) -> None:
        self._take(None)
        self._desk = None
        self.reader.start(None)
        self._working.clear()

    def _to_decision(self) -> None:
        """Enter on an item: to its decision, or first to its page where only one pane is shown."""
        if self.panes.narrow:
            self.panes.open(1)
        elif self._is_closed and self._opens is not None:
            self._opens.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            first_field(self.panel).setFocus()

    def _take(self, shown: ItemShown | None) -> None:
        self._shown = shown
        self.saving.take(shown)

    def _edited(self) -> None:
        self._touched = self._by_hand()
        self.saving.stop_waiting()

    def _wire(self) -> None:
        self.items.chosen.connect(self._chosen)
        self.reader.here.connect(self._show)
        self.reader.failed.connect(self.failed)
        self.items.wants_decision.connect(self._to_decision)
        self.items.finished.connect(self._send)
        self.panes.turned.connect(self.items.lie_flat)
        self.view.changed.connect(self._covers_changed)
        self.panel.edited.connect(self._edited)
        self.panel.saving.connect(self.saving.save)
        self.saving.kept.connect(self._kept)
        self.panel.asking_advice.connect(self._ask_advice)
        self.panel.ticked.connect(lambda key, cover: self.view.tick(key, cover=cover))
        self._single = [_shortcut(self, key, act) for key, act in _keys(self).items()]
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            _shortcut(self, keys, self.saving.save)
        _shortcut(self, "Ctrl+Z", self.view.undo_last)


def _send_for_approval(request_id: str, session: Session) -> Saved[AccessRequest]:
    request = session.get(AccessRequest, request_id)
    return intake.change_request(session, request, stage=StageName.APPROVE)


def _keys(stage: ReviewStage) -> dict[str, Callable[[], object]]:
    """The single keys of the workbench (design 8.10)."""
    return {
        "J": lambda: stage.items.step(1),
        "K": lambda: stage.items.step(-1),
        "B": stage.view.draw_or_cover,
        "T": stage.view.start_find,
        **{key: partial(stage.panel.choose, outcome) for key, outcome in _CHOICES.items()},
    }


def _shortcut(stage: QWidget, keys: str, act: Callable[[], object]) -> QShortcut:
    made = QShortcut(QKeySequence(keys), stage)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(act)
    return made
