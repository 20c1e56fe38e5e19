"""A question to whoever asked, and what a request is that has a month to be answered (UK GDPR articles 12(3), 12A)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.access_requests.model import Channel
from coordinator_app.core.catalogue import Record, choice, day, text, yes_no


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Record):
    """What was asked and answered; without `asked_on` it is written down and not asked yet. Each register has its own kind of it."""

    question: str = text("What was asked", long=True, required=True)
    reason: str = text("Why we had to ask", long=True)
    asked_on: date | None = day("Asked on", column=True)
    letter_id: str = text("Letter that asked it", personal=False, released=False)
    letter_reference: str = text("Reference of that letter", personal=False)
    chased_on: date | None = day("Last reminded on")
    answered_on: date | None = day("Answered on", column=True)
    answered_by: Channel | None = choice("How the answer came", Channel)
    answer: str = text("The answer", long=True)
    is_guarded: bool = yes_no("About safeguarding or health", released=False)
