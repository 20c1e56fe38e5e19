"""What the wordings bring to Today: statements to look through once a year, what lacks something, newer shipped texts."""

from __future__ import annotations

from datetime import date

from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say
from coordinator_app.core.template import read
from coordinator_app.core.template_own import lost
from coordinator_app.organisations.actions import partnership
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem
from coordinator_app.wording.actions import in_force, reviews_of
from coordinator_app.wording.model import EDITABLE, ENGLISH, Editable, review_due
from coordinator_app.wording.required import not_asked
from coordinator_app.wording.shipped import languages_of, shipped


def due_items(session: Session) -> list[DueItem]:
    """A line for each statement that nobody has read for a year, and for each own wording that says too little."""
    ours = partnership(session)
    if ours is None or ours.created_at is None:
        return []
    begun, today = ours.created_at.astimezone(LONDON).date(), session.clock.today()
    found = []
    for form in EDITABLE:
        if form.statement:
            found += _to_look_through(session, form, begun, today)
        for language in languages_of(form.name):
            found += _lacking(session, form, language)
    return found


def _to_look_through(session: Session, form: Editable, begun: date, today: date) -> list[DueItem]:
    looked = next((one.looked_on for one in reviews_of(session, form.name)), None)
    days = [day for day in (looked, in_force(session, form.name).since) if day is not None]
    due = review_due(max(days, default=None), begun, today)
    if due is None:
        return []
    return [
        DueItem(
            key=f"wording-review-{form.name}",
            title=f"Look through: {form.title}",
            second_line=f"Was due {say(due)}. Is what it says still true?",
            icon="scroll-text",
            page="wording",
            params=(("template", form.name), ("language", ENGLISH)),
            action="Look through",
            tone="soon",
            chip="Once a year",
            due=due,
        )
    ]


def _lacking(session: Session, form: Editable, language: str) -> list[DueItem]:
    """An own wording whose gap nobody gave a reason for: the shipped one says more than it did when it was made.

    And one that lacks what a form has to ask: it came into force before Coordinator refused that.
    """
    now = in_force(session, form.name, language)
    if not now.is_own:
        return []
    original, mine = shipped(form.name, language), read(now.text)
    known = {point.name for point in mine.points}
    points = [one for one in lost(original, mine.body) if one.kind == "point" and one.name not in known]
    new = [*not_asked(form.name, mine.body), *points]
    if not new:
        return []
    more = f", and {len(new) - 1} more" if len(new) > 1 else ""
    return [
        DueItem(
            key=f"wording-lacks-{form.name}-{language}",
            title=f"Your own wording says too little: {form.title}",
            second_line=f"Not said: {new[0].words}{more}.",
            icon="scroll-text",
            page="wording",
            params=(("template", form.name), ("language", language)),
            action="Open",
            tone="soon",
        )
    ]
