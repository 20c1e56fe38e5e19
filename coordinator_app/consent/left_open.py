"""Which lines of a form about a pupil are left to write on by hand, said before it is printed. Pure rules."""

from __future__ import annotations

from collections.abc import Iterable

from coordinator_app.consent.model import FormTemplate
from coordinator_app.core.print_order import PrintOrder

_LINES: dict[FormTemplate, dict[str, str]] = {
    FormTemplate.CONSENT_FORM: {
        "school_name": "the school",
        "provider_name": "who the programme is with",
        "programme_summary": "what it is, where, and on which days",
    },
    FormTemplate.REFERRAL_FORM: {
        "school_name": "the school",
        "child_year_group": "the year group",
        "child_upn": "the unique pupil number",
    },
}
"""What we could have known; what only the one who signs can write is no gap."""


def left_open(orders: Iterable[tuple[FormTemplate, PrintOrder]]) -> tuple[str, ...]:
    """The names of the lines that print empty, each once."""
    return tuple(
        dict.fromkeys(
            words
            for template, order in orders
            for name, words in _LINES.get(template, {}).items()
            if not order.values.get(name)
        )
    )


def left_open_words(lines: Iterable[str]) -> tuple[str, str]:
    """What is said of them: a lead and a sentence, or two empty texts."""
    listed = tuple(lines)
    if not listed:
        return "", ""
    lead = f"{len(listed)} line{'' if len(listed) == 1 else 's'} will be left to fill in by hand."
    return lead, f"Not known here: {'; '.join(listed)}. Write it in before anybody signs."
