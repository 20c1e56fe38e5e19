"""What the screen of a review keeps: what was written so far, and the finished review."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.reviews import closing
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

    def keep_and_leave(self) -> None:
        """Keep what was written so far, where it is nothing impossible, and leave."""
        page = self._page
        written = page.written()
        if self._running or written is None or not all(form.check() for form in page.forms.values()):
            return

        def keep(session: Session) -> Review:
            return closing.keep(session, written)

        self._write(keep, "What you wrote is kept", page.kept_for_later)

    def finish(self) -> None:
        """Close the review if nothing is missing; else go to what is missing and say it there."""
        page = self._page
        written = page.written()
        if self._running or written is None:
            return
        lacking = forms.missing(written.review)
        if lacking:
            page.show_step("attendance")
            page.forms["attendance"].errors(lacking)
            return
        if page.share.point_out():
            return
        page.frame.go_on.setEnabled(False)

        def close(session: Session) -> Review:
            return closing.close(session, written)

        self._write(close, "The review is finished", page.finished)

    def _write(self, work: Callable[[Session], Review], said: str, here: Callable[[], None]) -> None:
        """Keep and say so; `here`, or the refusal beside what was typed, unless another review is shown by then."""
        page = self._page
        shown, self._running = page.of_visit(here), True

        def done(_review: Review) -> None:
            self._running = False
            page.desk.say.toast(said)
            shown()

        told = page.of_visit(self._refused, otherwise=page.desk.say.trouble)

        def refused(error: Exception) -> None:
            self._running = False
            told(error)

        page.desk.jobs.write(work, done=guarded(page, done), failed=guarded(page, refused))

    def _refused(self, error: Exception) -> None:
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
