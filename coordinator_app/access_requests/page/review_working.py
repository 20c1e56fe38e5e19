"""What is under way in the workbench: the item in hand, what is chosen and covered and not saved, and where to go next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from coordinator_app.access_requests.exemptions import Exemption
from coordinator_app.access_requests.items import Outcome
from coordinator_app.access_requests.page import errand
from coordinator_app.access_requests.page.decision_panel import Answers, DecisionPanel
from coordinator_app.access_requests.page.item_rows import ItemList
from coordinator_app.access_requests.page.item_saving import ItemSaving
from coordinator_app.access_requests.page.item_view import ItemView
from coordinator_app.access_requests.page.review_questions import usual_reason
from coordinator_app.access_requests.page.review_reading import ItemShown
from coordinator_app.access_requests.page.stage import Frame, Stage
from coordinator_app.access_requests.page.working import differs, is_held_back, working_of
from coordinator_app.services import Services


class ReviewWorking(Stage):
    """The panes and the state behind them; `ReviewStage` shows items and keeps decisions."""

    def __init__(self, services: Services, frame: Frame) -> None:
        super().__init__(services, frame)
        self.items, self.view, self.panel = ItemList(), ItemView(services), DecisionPanel()
        self.saving = ItemSaving(self, self.view, self.panel)
        self._shown: ItemShown | None = None
        self._working: dict[str, dict[str, Any]] = {}
        self._touched = self._is_closed = False
        self._proposed: Answers | None = None
        self._errand: errand.Errand | None = None

    @property
    def is_closed(self) -> bool:
        """Whether the item in hand is restricted and not shown."""
        return self._is_closed

    @property
    def is_between(self) -> bool:
        """Whether an item was chosen that is not here yet: no key may decide about it, nor about the last one."""
        return self._shown is None and not self.panel.is_locked and bool(self.items.board().lines)

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

    def _by_hand(self) -> bool:
        """Whether what is shown differs from what is kept."""
        shown, answers = self._shown, self.panel.answers()
        if shown is None or (answers == self._proposed and self.view.only_ruled):
            return False
        return differs(shown, answers, self.view.redactions(None, ""))

    def _propose(self) -> None:
        """What was decided for people covers something here: sharing with that covered is offered, Enter keeps it.

        What was withheld, or came with the reason to withhold it, is offered to be withheld: nothing loosens by itself.
        """
        shown, answers = self._shown, self.panel.answers()
        if shown is None or not self.view.only_ruled or answers not in {self._proposed, _blank(answers)}:
            return
        if is_held_back(shown):
            wanted, usual = Outcome.WITHHOLD, answers.exemption
        elif self.view.covers_anything():
            usual = answers.exemption or usual_reason(self.view.groups()) or Exemption.THIRD_PARTY
            wanted = Outcome.REDACT
        else:
            return
        if answers.outcome is not wanted:
            self.panel.put(replace(answers, outcome=wanted, exemption=usual))
            self._proposed = self.panel.answers()

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

    def _take(self, shown: ItemShown | None) -> None:
        self._shown, self._proposed = shown, None
        self.saving.take(shown)

    def _show_names(self) -> None:
        self.panel.names.show_groups(self.view.groups(), self.view.said_of_names())

    def _edited(self) -> None:
        self._touched = self._by_hand()
        self.saving.stop_waiting()

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


def _blank(answers: Answers) -> Answers:
    """These answers with nothing decided."""
    return replace(answers, outcome=Outcome.UNDECIDED)
