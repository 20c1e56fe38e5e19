"""The workbench: every item decided, fairly and quickly, and provable afterwards (design 8.10; 003-5.1, 5.2)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from coordinator_app.access_requests.actions import intake, persons
from coordinator_app.access_requests.actions.history import ChainStep
from coordinator_app.access_requests.gathering.pages import pages_read
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.model import Stage as StageName
from coordinator_app.access_requests.page import errand
from coordinator_app.access_requests.page.closed_item import show_closed
from coordinator_app.access_requests.page.decision_panel import first_field
from coordinator_app.access_requests.page.item_covers import ItemCovers
from coordinator_app.access_requests.page.item_reader import ItemReader
from coordinator_app.access_requests.page.name_look import LOOKING
from coordinator_app.access_requests.page.panes import Panes
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.page.review_advice import AdviceFacts, ReviewAdvice, facts_of
from coordinator_app.access_requests.page.review_chain import ReviewChain
from coordinator_app.access_requests.page.review_keys import ReviewKeys
from coordinator_app.access_requests.page.review_people import ReviewPeople
from coordinator_app.access_requests.page.review_questions import usual_reason
from coordinator_app.access_requests.page.review_reading import (
    Board,
    Desk,
    ItemShown,
    read_board,
    read_desk,
)
from coordinator_app.access_requests.page.review_working import ReviewWorking
from coordinator_app.access_requests.page.stage import Frame
from coordinator_app.access_requests.page.working import (
    answers_of,
    covered_of,
    kept_covers,
)
from coordinator_app.access_requests.persons import RequestPerson
from coordinator_app.core.changes import Saved
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.carry_on import Openers

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_WHY = "A restricted item is about to be shown."


class ReviewStage(ReviewWorking):
    """Three panes: the items, the one in hand, and what is decided about it."""

    fills: ClassVar[bool] = True

    def __init__(self, services: Services, frame: Frame) -> None:
        super().__init__(services, frame)
        self.sides = QStackedWidget()
        self.sides.addWidget(self.panel)
        self.people, self.chain = ReviewPeople(self, self.sides), ReviewChain(self, self.view)
        self.panes = Panes(self.items, self.view, self.sides, self)
        layout.column(self, space=0).addWidget(self.panes)
        self._desk: Desk | None = None
        self.reader = ItemReader(services, self)
        self.advice = ReviewAdvice(self, self._advice_facts)
        self._opens: QWidget | None = None
        self._wire()

    # -- what the frame asks --------------------------------------------------------------------------------------

    def show_case(self, case: CaseFacts) -> None:
        """Read the items again; the one in hand stays in hand with what was typed."""
        other = self.case is None or self.case.request.id != case.request.id
        super().show_case(case)
        if left := errand.take(case.request.id):
            self._errand = left
            self.panes.open(2 if left.words else 1)
        locked = case.is_closed or self._is_closed
        self.panel.lock(locked=locked)
        self.view.lock(locked=locked)
        self.items.is_closed = case.is_closed
        self.people.pane.lock(locked=locked)
        self.panel.asked_by(case.request.requester_kind)
        self.keys.allow(singles=self.services.settings.single_letters)
        if other:
            self._forget()
            self.read(lambda session: read_desk(session, case.request), self._desk_is_here)
        elif self._desk is not None:
            self._read_board()
            if self.people.is_open:  # a letter may have told what somebody wishes
                self.people.read_decisions()

    def first_focus(self) -> None:
        """The list of items; where one pane is shown, what is in front."""
        _in_front(self).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- reading --------------------------------------------------------------------------------------------------

    def _desk_is_here(self, desk: Desk) -> None:
        self._desk = desk
        self.reader.start(desk.book)
        self.people.start(desk.book)
        self._read_board()

    def _read_board(self) -> None:
        if self.case is not None:
            request_id = self.case.request.id
            self.read(lambda session: read_board(session, request_id), self._board_is_here)

    def _board_is_here(self, board: Board) -> None:
        self._show_board(board)
        decided = any(line.item.decided_at for line in board.lines)
        self.view.allow_undo(more=decided or board.people_decided)
        self.panel.show_advice(board.on_file)
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
            # until the other item is here nothing is decided, least of all about the last one
            self._take(None)
            if not self.reader.has_ready(item_id):
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
        self.panel.show_item(shown.item, self.items.board().on_file, why, kept_covers(shown))
        self.view.show_item(shown, desk.book, locked=self.case.is_closed)
        copies = len(self.items.board().copies.get(shown.item.id, ()))
        self.view.notes.show_item(shown.item, copies, like=shown.like, locked=self.case.is_closed)
        working = self._working.get(shown.item.id)
        if working is not None:
            self.panel.put(answers_of(working))
            self.view.put_back(covered_of(working))
        self._touched = working is not None
        self._propose()
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
            self.first_focus()  # the button that was pressed is gone

    # -- deciding -------------------------------------------------------------------------------------------------

    def _covers_changed(self) -> None:
        """Covering something is deciding to share with redactions, unless it is to be withheld."""
        self._propose()
        undecided = self.panel.answers().outcome in {Outcome.UNDECIDED, Outcome.SHARE}
        if self.view.covers_anything() and undecided and self._by_hand():
            self.panel.choose(Outcome.REDACT)
        self.panel.covers_changed(usual_reason(self.view.groups()))
        self._touched = self._by_hand()
        self._show_names()
        self.saving.look_again()

    def save_or_decide(self) -> None:
        """Enter: keep what is decided and go on; to the decision where nothing is decided yet."""
        shown, outcome = self._shown, self.panel.answers().outcome
        if self.is_between and not self.panes.narrow:
            self.saving.say_coming()
        elif shown is None or self.panel.is_locked or outcome is Outcome.UNDECIDED:
            self._to_decision()
        elif shown.item.outcome is outcome and not self._by_hand():
            self.items.step(1)
        else:
            self.saving.save()

    def _pages_read(self) -> None:
        """A person has read the pages that no machine could: only then may they be shared."""
        shown = self._shown
        if shown is not None:
            self.write(partial(_read_by_hand, shown.item), self._were_read)

    def _were_read(self, saved: Saved[RequestItem]) -> None:
        self.services.say.toast("Kept that you have read them", saved.change_id)
        self._put_aside()
        self.reader.drop(saved.record.id)
        self._take(None)
        self.reader.want(saved.record.id)
        self._read_board()

    def _ruled(self) -> None:
        """Something was decided for somebody: every item that is still to decide shows it."""
        self.reader.forget_ready()
        if self.case is not None and self._shown is not None:
            request_id, item_id = self.case.request.id, self._shown.item.id
            self.read(
                lambda session: persons.people_of(session, request_id), partial(self._rule_in_hand, item_id)
            )
        self._read_board()

    def _rule_in_hand(self, item_id: str, people: list[RequestPerson]) -> None:
        if self._shown is not None and self._shown.item.id == item_id:
            self.view.act(partial(ItemCovers.rule, people=people))

    def _went(self, step: ChainStep) -> None:
        """A decision was taken back or done again: what was read of its items is old, and the first is gone to."""
        for item_id in step.item_ids:
            self._working.pop(item_id, None)
        self.reader.forget_ready()
        here = self._shown.item.id if self._shown is not None else self.items.current()
        self._touched = False
        self._take(None)
        self._errand = errand.Errand(step.item_ids[0] if step.item_ids else here)
        if self._errand.item_id == self.items.current():
            self.reader.want(here)
        self._read_board()
        if self.people.is_open:
            self.people.read()

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
        """The boxes over the workbench, opened again once it is known what they were made with."""
        return {
            "request_advice": self.advice.reopen,
            "request_opinion": self.advice.reopen,
            "request_person": self.people.reopen,
        }

    def _advice_facts(self) -> AdviceFacts | None:
        """What the box of the advice is made with, once it is here."""
        board = self.items.board()
        if self._desk is None or not board.lines:
            return None
        reason = self.panel.answers().exemption
        return facts_of(board, self.items.current(), reason, self._desk.safeguarding_officer)

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
        self.people.start(None)
        self._working.clear()

    def _to_decision(self) -> None:
        """Enter on an item: to its decision, or first to its page where only one pane is shown."""
        if self.panes.narrow:
            self.panes.open(1)
        elif self._is_closed and self._opens is not None:
            self._opens.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            first_field(self.panel).setFocus()

    def _wire(self) -> None:
        self.items.chosen.connect(self._chosen)
        self.reader.here.connect(self._show)
        self.reader.failed.connect(self.failed)
        self.items.wants_decision.connect(self.save_or_decide)
        self.people.ruled.connect(self._ruled)
        self.people.turned.connect(lambda on: self.panes.open(2 if on else 0))
        self.view.notes.pages_read.connect(self._pages_read)
        self.view.notes.only_sentences.connect(
            lambda: self.view.act(ItemCovers.only_sentences, "Covered around the sentences")
        )
        self.chain.went.connect(self._went)
        self.view.undoing.connect(self.chain.take_back)
        self.items.finished.connect(self._send)
        self.panes.turned.connect(self.items.lie_flat)
        self.view.changed.connect(self._covers_changed)
        self.panel.edited.connect(self._edited)
        self.panel.saving.connect(self.saving.save)
        self.saving.kept.connect(self._kept)
        self.panel.asking_advice.connect(self.advice.ask)
        self.panel.ticked.connect(lambda key, cover: self.view.tick(key, cover=cover))
        self.panel.names.covering_all.connect(lambda: self.view.act(ItemCovers.cover_offered, "Covered"))
        self.keys = ReviewKeys(self)


def _in_front(stage: ReviewStage) -> QWidget:
    heads = (stage.items.rows, stage.view.paper, first_field(stage.panel))
    return heads[stage.panes.bar.currentIndex() if stage.panes.narrow else 0]


def _read_by_hand(item: RequestItem, session: Session) -> Saved[RequestItem]:
    return pages_read(session, item)


def _send_for_approval(request_id: str, session: Session) -> Saved[AccessRequest]:
    request = session.get(AccessRequest, request_id)
    return intake.change_request(session, request, stage=StageName.APPROVE)
