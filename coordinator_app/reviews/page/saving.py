"""What the screen of a review keeps: what was written so far, and the finished review."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.reviews import closing
from coordinator_app.reviews.letters import Letter
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.page import review_forms as forms
from coordinator_app.ui.bridge import guarded

if TYPE_CHECKING:
    from coordinator_app.reviews.page.review import ReviewPage
    from coordinator_app.store.session import Session


class Saver:
    """Writes for one page, one thing at a time: the second press of a hasty hand would leave two pages."""

    def __init__(self, page: ReviewPage) -> None:
        self._page = page
        self._running = False

    def anew(self) -> None:
        """Another review is shown: what is still being written of the one before keeps nobody from pressing."""
        self._running = False

    def keep_and_leave(self) -> None:
        """Keep what was written so far, where it is nothing impossible, and leave."""
        page = self._page
        written = page.written()
        if self._must_wait() or written is None or not self._readable():
            return

        def keep(session: Session) -> Saved[Review]:
            return Saved(closing.keep(session, written), "")

        self._write(keep, "What you wrote is kept", page.kept_for_later)

    def keep_and_write(self, letter: object) -> None:
        """Keep what was written so far, so that the letter says it, and go on to the letter."""
        page = self._page
        written = page.written()
        if not isinstance(letter, Letter) or self._must_wait() or written is None:
            return
        if not self._readable():
            return

        def keep(session: Session) -> Saved[Review]:
            return Saved(closing.keep(session, written), "")

        self._write(keep, "What you wrote is kept", partial(page.kept_for_letter, letter))

    def finish(self) -> None:
        """Close the review if nothing is missing; else go to what is missing and say it there."""
        page = self._page
        written = page.written()
        if self._must_wait() or written is None:
            return
        if self._name_waits():
            return
        lacking = forms.missing(written.review)
        if lacking:
            page.show_step("meeting")
            page.forms["meeting"].errors(lacking)
            return
        if not page.people.came() and not written.review.who_was_there:
            page.show_step("meeting")
            page.people.point_out()
            return
        if page.share.point_out():
            return
        page.frame.go_on.setEnabled(False)

        def close(session: Session) -> Saved[Review]:
            return closing.close(session, written)

        self._write(close, "The review is finished", page.finished)

    def _readable(self) -> bool:
        """Whether all that is typed can be kept; else it is shown where it cannot."""
        page = self._page
        wrong = [step for step, form in page.forms.items() if not form.check()]
        if wrong:
            page.show_step(wrong[0])
        return not wrong and not self._name_waits()

    def _name_waits(self) -> bool:
        """Whether somebody is typed and not added yet; then the step shows it."""
        page = self._page
        if page.people.typed():
            page.show_step("meeting")
        return page.people.point_to_typed()

    def _must_wait(self) -> bool:
        if self._running:
            self._page.desk.say.hint("One moment: this is being kept.")
        return self._running

    def _write(self, work: Callable[[Session], Saved[Review]], said: str, here: Callable[[], None]) -> None:
        """Keep and say so; `here`, or the refusal beside what was typed, unless another review is shown by then."""
        page = self._page
        self._running = True

        def go_on() -> None:
            self._running = False
            here()

        shown = page.of_visit(go_on)

        def done(saved: Saved[Review]) -> None:
            page.desk.say.toast(said, saved.change_id or None)
            shown()

        refused = page.of_visit(self._refused, otherwise=page.desk.say.trouble)
        page.desk.jobs.write(work, done=guarded(page, done), failed=refused)

    def _refused(self, error: Exception) -> None:
        self._running = False
        page = self._page
        page.frame.go_on.setEnabled(True)
        if isinstance(error, GateShut):
            page.share.say("The review cannot be finished yet.", " ".join(error.reasons))
            return
        step = forms.point_out(page.forms, error) if isinstance(error, InvalidInput) else ""
        if step:
            page.show_step(step)
        else:
            page.desk.say.trouble(error)
