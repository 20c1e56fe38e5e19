"""What stands on the steps of a review, put together: forms, people, weeks, targets, feedback, and what is not shared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from coordinator_app.core.dates import say
from coordinator_app.reviews.closing import Written
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.page import review_forms as forms
from coordinator_app.reviews.page.attendance_part import AttendancePart
from coordinator_app.reviews.page.letters_part import FeedbackPart, InvitePart
from coordinator_app.reviews.page.people_list import PeopleList
from coordinator_app.reviews.page.review_reading import ReviewShown
from coordinator_app.reviews.page.share_list import ShareList
from coordinator_app.reviews.page.targets import TargetsStep
from coordinator_app.services import Services
from coordinator_app.ui.at_left import at_left
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.step_screen import StepScreen


class ReviewParts:
    """The parts by themselves; what is kept and when is the page's."""

    def __init__(self, services: Services) -> None:
        self.forms = forms.forms_for(services.clock.today)
        self.targets = TargetsStep(single_letters=services.settings.single_letters)
        self.people, self.weeks = PeopleList(), AttendancePart()
        self.invite, self.feedback = InvitePart(), FeedbackPart()
        self.share = ShareList()
        self._again = label("", "small", "text-2", wrap=True)

    def put_into(self, frame: StepScreen) -> None:
        """Each part into its step; the list of what is not shared has a place of its own."""
        for name, form in self.forms.items():
            frame.column(name).addWidget(at_left(form))
        frame.column("meeting").insertWidget(0, self._again)
        for part in (self.people, self.invite):
            frame.column("meeting").addWidget(at_left(part))
        frame.column("targets").addWidget(at_left(self.targets))
        frame.column("attendance").insertWidget(0, at_left(self.weeks))
        frame.column("feedback").insertWidget(0, at_left(self.feedback))

    def connect(self, edited: Callable[[], None], letter: Callable[[object], None]) -> None:
        """`edited` on every change by the user, `letter` when one is wanted."""
        for form in self.forms.values():
            form.edited.connect(edited)
        self.forms["meeting"].row("held_on").edited.connect(self.keep_to_the_day)
        for signal in (self.targets.edited, self.share.edited, self.people.edited):
            signal.connect(edited)
        for asks in (self.invite, self.feedback):
            asks.wanted.connect(letter)

    def let_answer(self, *, allowed: bool) -> None:
        """What is typed or pressed before the review has come would be covered by it, or come to nothing."""
        parts = (self.targets, self.people, self.invite, self.feedback, self.share)
        for one in (*self.forms.values(), *parts):
            one.setEnabled(allowed)

    def forget(self) -> None:
        """Another review: nothing of the last one may stay behind."""
        self.share.forget()
        self.people.forget()
        forms.clear(self.forms)

    def show_review(self, shown: ReviewShown) -> None:
        """Show what is kept of a review that has just come."""
        forms.show(self.forms, shown.review)
        forms.fill_in(self.forms, shown.attended)
        self.targets.show_targets(shown.earlier, shown.new)

    def show_beside(self, shown: ReviewShown) -> None:
        """What is kept beside what is typed: who came, the weeks, how feedback stands, what is not shared."""
        self._again.setText(_opened_again(shown.review))
        self._again.setVisible(bool(self._again.text()))
        self.people.show_people(shown.people, shown.further)
        self.weeks.show_weeks(shown.attended)
        self.invite.show_review(shown)
        self.feedback.show_review(shown)
        self.keep_to_the_day()
        self.share.show_lines(shown.unshared)
        self.share.say_absent(absent=not shown.heard)

    def keep_to_the_day(self) -> None:
        """Nobody is told at a review of what came after it; while the day cannot be read the list stays as it was."""
        row = self.forms["meeting"].row("held_on")
        held = row.value()
        if held is None and isinstance(row.input, DateInput) and row.input.typed():
            return
        self.share.show_until(held if isinstance(held, date) else None)

    def done(self, shown: ReviewShown | None) -> set[str]:
        """The steps whose question is answered: a tick means that, not that one has been there."""
        found = forms.answered(self.forms) | ({"targets"} if self.targets.answered() else set())
        named = self.people.came() or (shown is not None and shown.review.who_was_there)
        return found if named else found - {"meeting"}

    def written(self, shown: ReviewShown) -> Written:
        """Everything on the screen; of what is not shared, what came up to the day of the review."""
        self.keep_to_the_day()
        return Written(
            forms.written(self.forms, shown.review),
            self.targets.results(),
            self.targets.wanted(shown.review.id, shown.new),
            self.share.told(),
            forms.next_on(self.forms),
        )

    def draft(self) -> dict[str, Any]:
        """What is typed and ticked."""
        return {
            "answers": forms.draft(self.forms),
            "targets": self.targets.draft(),
            "told": self.share.draft(),
            "people": self.people.draft(),
        }

    def put_back(self, draft: dict[str, Any]) -> None:
        """A draft again."""
        forms.put_back(self.forms, draft.get("answers", {}))
        self.targets.put_back(draft.get("targets", {}))
        self.share.put_back(draft.get("told", {}))
        self.people.put_back(draft.get("people", {}))
        self.keep_to_the_day()


def _opened_again(review: Review) -> str:
    """Since when and why a finished review is written in again."""
    if review.reopened_on is None:
        return ""
    return f"Opened again on {say(review.reopened_on)}: {review.reopened_because}"
