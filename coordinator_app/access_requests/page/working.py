"""What is chosen and covered in an item and not yet saved, as plain values for a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coordinator_app.access_requests.items import Outcome, Redaction
from coordinator_app.access_requests.model import Exemption
from coordinator_app.access_requests.page.covering import keeps_covers
from coordinator_app.access_requests.page.decision_panel import Answers
from coordinator_app.access_requests.page.review_reading import ItemShown

_PLACE = ("field_name", "start", "end", "page", "left", "top", "right", "bottom", "covered_words")
Working = dict[str, Any]


def working_of(answers: Answers, covered: Sequence[Redaction]) -> Working:
    """Answers and covers as JSON values."""
    return {
        "outcome": answers.outcome.value,
        "exemption": answers.exemption.value if answers.exemption else "",
        "reason": answers.reason,
        "note": answers.note,
        "covered": [{name: getattr(one, name) for name in _PLACE} for one in covered],
    }


def answers_of(working: Working) -> Answers:
    """The answers again."""
    exemption = working["exemption"]
    return Answers(
        Outcome(working["outcome"]),
        Exemption(exemption) if exemption else None,
        working["reason"],
        working["note"],
    )


def covered_of(working: Working) -> tuple[Redaction, ...]:
    """The covers again."""
    return tuple(Redaction(**one) for one in working["covered"])


def differs(shown: ItemShown, answers: Answers, covered: Sequence[Redaction]) -> bool:
    """Whether what is chosen and covered differs from what is kept about the item."""
    item = shown.item
    covers = kept_covers(shown)
    reason = item.reason or next((one.reason for one in covers if one.exemption), "")
    kept = (item.outcome or Outcome.UNDECIDED, reason, item.note)
    if (answers.outcome, answers.reason, answers.note) != kept:
        return True
    return {_place(one) for one in covered} != {_place(one) for one in covers}


def kept_covers(shown: ItemShown) -> tuple[Redaction, ...]:
    """The covered places that are part of the decision as it is kept."""
    return shown.covered if keeps_covers(shown.item) else ()


def is_held_back(shown: ItemShown) -> bool:
    """Whether an item that is to be decided was withheld before, or came with the reason to withhold it.

    What was shared with redactions keeps its covers beside its reason, and what was shared keeps no reason.
    """
    item = shown.item
    open_again = item.outcome in {None, Outcome.UNDECIDED}
    return open_again and bool(item.exemption or item.reason) and not shown.covered


def _place(one: Redaction) -> tuple[object, ...]:
    return one.field_name, one.start, one.end, one.page, one.left, one.top, one.right, one.bottom
