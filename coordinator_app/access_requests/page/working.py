"""What is chosen and covered in an item and not yet saved, as plain values for a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coordinator_app.access_requests.items import Outcome, Redaction
from coordinator_app.access_requests.model import Exemption
from coordinator_app.access_requests.page.decision_panel import Answers

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
