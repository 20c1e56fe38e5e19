"""What the buttons of the time to answer do, on every page of a case that has one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from coordinator_app.core.answer_month import TimeShown
from coordinator_app.core.privacy import Compartment
from coordinator_app.ui.answer_time import AnswerTime, Asked, LongerBox, QuestionBox, ReplyBox
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.one_case_page import OneCasePage, writing

if TYPE_CHECKING:
    from coordinator_app.store.session import Session


class Moves(Protocol):
    """What can be done with the month of a request; the request is whatever record the page shows."""

    def ask(
        self, session: Session, one: Any, question: str, reason: str = "", asked_on: date | None = None
    ) -> Any:
        """Ask whoever asked."""

    def remind(self, session: Session, one: Any, on: date | None) -> Any:
        """They were reminded."""

    def reply(self, session: Session, one: Any, on: date | None, words: str, how: Any = None) -> Any:
        """Their answer."""

    def extend(self, session: Session, one: Any, on: date | None, reason: str, ground: Any) -> Any:
        """It takes longer."""


@dataclass(frozen=True, slots=True)
class TimedCase:
    """The case that is shown: its record, where it lies, its time and its questions."""

    record: Any
    lies: Compartment
    time: TimeShown
    questions: Sequence[Asked]
    note: tuple[str, str] = ("", "")
    """Lead and rest of what is said to whoever writes to them; "" for nothing."""


class AnswerTimeActs:
    """`seen` says what is shown now; `to_letter` leads to the letter "question" or "longer"; `screen` names the drafts."""

    def __init__(
        self,
        page: OneCasePage,
        section: AnswerTime,
        moves: Moves,
        seen: Callable[[], TimedCase | None],
        to_letter: Callable[[str], object],
        *,
        screen: str,
        ways: Iterable[tuple[object, str]],
    ) -> None:
        self._page, self._section, self._moves, self._seen = page, section, moves, seen
        self._screen, self._ways = screen, tuple(ways)
        section.ask.clicked.connect(lambda: self.open("ask"))
        section.reply.clicked.connect(lambda: self.open("reply"))
        section.longer.clicked.connect(lambda: self.open("longer"))
        section.write.clicked.connect(lambda: to_letter("question"))
        section.say_so.clicked.connect(lambda: to_letter("longer"))
        section.reminded.clicked.connect(self._remind)

    def open(self, box: str) -> bool:
        """Open the box of this name; False for the name of another box."""
        known = {"ask": self._ask, "reply": self._reply, "longer": self._longer}
        case = self._seen()
        if box not in known:
            return False
        if case is not None:
            known[box](case)
        return True

    def _ask(self, case: TimedCase) -> None:
        box = QuestionBox(_waits(case), self._page.desk.clock, case.note)
        self._show(
            case,
            box,
            lambda: writing(self._moves.ask, case.record, **box.typed()),
            "Question kept",
            "ask",
        )

    def _reply(self, case: TimedCase) -> None:
        waits = _waits(case)
        if waits is None:
            return
        box = ReplyBox(waits, self._ways, self._page.desk.clock)
        self._show(
            case, box, lambda: writing(self._moves.reply, case.record, *box.typed()), "Answer kept", "reply"
        )

    def _longer(self, case: TimedCase) -> None:
        box = LongerBox(case.time, self._page.desk.clock, case.note)
        self._show(
            case, box, lambda: writing(self._moves.extend, case.record, *box.typed()), "Noted", "longer"
        )

    def _remind(self) -> None:
        case = self._seen()
        if case is not None:
            write = writing(self._moves.remind, case.record, self._page.desk.clock.today())
            self._page.at_once(self._section.reminded, write, "Reminded today, and noted")

    def _show(self, case: TimedCase, box: FormBox, write: Callable[[], Any], words: str, way: str) -> None:
        place = DraftOf(f"{self._screen}_{way}", self._page.case_id, case.lies)
        self._page.show_box(box, write, words, place, way)


def _waits(case: TimedCase) -> Asked | None:
    return next((one for one in case.questions if one.answered_on is None), None)
