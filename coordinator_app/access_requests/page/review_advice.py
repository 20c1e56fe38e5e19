"""The box of the Safeguarding Officer's advice over the workbench, after the passphrase was typed again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from coordinator_app.access_requests.decisions import advice_given
from coordinator_app.access_requests.exemptions import Exemption
from coordinator_app.access_requests.model import HealthOpinion, SafeguardingAdvice
from coordinator_app.access_requests.page.advice import About, ask_advice, ask_opinion
from coordinator_app.access_requests.page.review_reading import Board
from coordinator_app.access_requests.page.stage import Stage
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.carry_on import Left

_WHY = "Safeguarding advice is about to be shown."


@dataclass(frozen=True, slots=True)
class AdviceFacts:
    """The advice and opinions on file, who gives the advice, and whether it is an opinion on health that is lacking."""

    advice: tuple[SafeguardingAdvice, ...]
    opinions: tuple[HealthOpinion, ...]
    officer: str
    wants_opinion: bool
    about: About = About()


def facts_of(board: Board, item_id: str, reason: Exemption | None, officer: str) -> AdviceFacts:
    """What the box is made with, for the item in hand and the reason that is chosen for it."""
    line = board.line(item_id)
    opinion = reason is not None and reason.needs_health_opinion and advice_given(board.advice, item_id)
    restricted = tuple(one.item.id for one in board.lines if one.item.is_guarded)
    about = About(line.item if line is not None else None, restricted)
    return AdviceFacts(board.advice, board.opinions, officer, opinion, about)


class ReviewAdvice(QObject):
    """Asks for the advice about the request in view; `facts` gives None while they have not come."""

    def __init__(self, stage: Stage, facts: Callable[[], AdviceFacts | None]) -> None:
        super().__init__(stage)
        self._stage, self._facts = stage, facts

    def ask(self) -> None:
        """Open the box; what was asked before is completed."""
        facts = self._facts()
        self._open("request_opinion" if facts is not None and facts.wants_opinion else "request_advice")

    def reopen(self, left: Left) -> bool:
        """Open it again for what was being typed at a lock, once it is known what was asked before."""
        case = self._stage.case
        if case is None or case.request.id != left.record_id or self._facts() is None:
            return False
        self._open(left.kind)
        return True

    def _open(self, kind: str) -> None:
        case, facts, services = self._stage.case, self._facts(), self._stage.services
        if case is None:
            return
        if kind == "request_opinion":
            asked = (facts.opinions, "", facts.about) if facts else ((), "", About())
            opens = partial(ask_opinion, services, case.request.id, *asked)
        else:
            known = (facts.advice, facts.officer, facts.about) if facts else ((), "", About())
            opens = partial(ask_advice, services, case.request.id, *known)
        services.confirm(guarded(self._stage, opens), _WHY)
