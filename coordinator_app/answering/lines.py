"""What the time to answer brings to Today: a question that waits for its answer, more time that nobody was told of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from coordinator_app.answering.model import Question
from coordinator_app.core.dates import say
from coordinator_app.core.deadlines import chase
from coordinator_app.today.model import DueItem, Who


@dataclass(frozen=True, slots=True)
class Case:
    """As Today names it: a stable key, the title, where its button leads."""

    key: str
    title: str
    page: str
    params: tuple[tuple[str, str], ...]
    pupil_id: str = ""


def time_lines(
    case: Case,
    questions: Iterable[Question],
    today: date,
    *,
    extension_reason: str = "",
    extended_on: date | None = None,
) -> Iterator[DueItem]:
    """Lines of a case that is not decided; no word of what is asked stands in them."""
    for one in questions:
        if one.answered_on is None:
            yield _of_question(case, one, today)
    if extension_reason and extended_on is None:
        yield DueItem(
            key=f"{case.key}-longer",
            title=case.title,
            second_line="It is to take longer. Tell them within the month, or it is too late.",
            icon="calendar",
            page=case.page,
            params=case.params,
            tone="soon",
            pupil_id=case.pupil_id,
        )


def _of_question(case: Case, one: Question, today: date) -> DueItem:
    last = one.chased_on or one.asked_on
    words, who, action = "Our question has not gone out yet. Write it.", Who.YOU, "Look"
    if one.asked_on is not None and last is not None:
        reminded = f", reminded on {say(one.chased_on)}" if one.chased_on else ""
        words = f"We asked them on {say(one.asked_on)}{reminded}, and the month runs on."
        who = Who.SOMEONE_ELSE
        if today >= chase(one.asked_on).propose_close_on:
            words, who = f"{words} No answer for a month: decide with what is known.", Who.YOU
        elif today >= chase(last).remind_on:
            words, who, action = f"{words} Remind them.", Who.YOU, "Chase"
    return DueItem(
        key=f"{case.key}-question",
        title=case.title,
        second_line=words,
        icon="hourglass",
        page=case.page,
        params=case.params,
        action=action,
        who=who,
        tone="soon" if who is Who.YOU else "neutral",
        due=last,
        pupil_id=case.pupil_id,
    )
