"""Undo and redo in the workbench: first what is not saved of the item in hand, then every decision of the request."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator_app.access_requests.actions.history import Chain, ChainStep, decision_chain, take_back
from coordinator_app.access_requests.page.item_covers import ItemCovers
from coordinator_app.access_requests.page.item_view import ItemView
from coordinator_app.access_requests.page.stage import Stage

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_FIRST = "Nothing is left to take back: this is how the request began."
_LAST = "Nothing is left to do again."


class ReviewChain(QObject):
    """`went(ChainStep)` when a decision was taken back or done again. Every press is one step, also while one is under way."""

    went = Signal(object)

    def __init__(self, stage: Stage, view: ItemView) -> None:
        super().__init__(stage)
        self._stage, self._view = stage, view

    def take_back(self) -> None:
        """One step back."""
        if not self._view.undo_last():
            self._walk(lambda chain: chain.done, _FIRST, "Taken back")

    def do_again(self) -> None:
        """One step on again."""
        if not self._view.act(ItemCovers.redo, "Done again"):
            self._walk(lambda chain: chain.undone, _LAST, "Done again")

    def _walk(self, steps: Callable[[Chain], tuple[ChainStep, ...]], none: str, said: str) -> None:
        case = self._stage.case
        if case is None or case.is_closed:
            return
        request_id = case.request.id

        def work(session: Session) -> ChainStep | None:
            found = steps(decision_chain(session, request_id))
            if not found:
                return None
            take_back(session, request_id, found[-1])
            return found[-1]

        def done(step: ChainStep | None) -> None:
            if step is None:
                self._stage.services.say.hint(none)
                return
            self._stage.services.say.hint(f"{said}: {said_of(step)}.")
            self.went.emit(step)

        self._stage.write(work, done)


def said_of(step: ChainStep) -> str:
    """What a step was, without a name."""
    if step.of_person:
        return "a decision for a person"
    return "1 decision" if len(step.item_ids) == 1 else f"{len(step.item_ids)} decisions"
