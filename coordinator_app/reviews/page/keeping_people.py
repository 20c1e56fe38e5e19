"""Keeps each tick of who came as it is pressed, with its way back (003-5.3)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coordinator_app.core.changes import Saved
from coordinator_app.reviews import people
from coordinator_app.reviews.parts import ReviewPerson
from coordinator_app.reviews.people import Somebody
from coordinator_app.ui.bridge import guarded

if TYPE_CHECKING:
    from coordinator_app.reviews.page.review import ReviewPage
    from coordinator_app.store.session import Session


class PeopleKeeper:
    """Writes for one page; the writer takes them in the order of the presses, so the last tick of a person counts."""

    def __init__(self, page: ReviewPage) -> None:
        self._page = page
        page.people.ticked.connect(self._keep)

    def _keep(self, who: Somebody, came: bool) -> None:
        page, shown = self._page, self._page.shown
        if shown is None:
            return
        review_id = shown.review.id

        def write(session: Session) -> Saved[ReviewPerson]:
            return people.set_came(session, review_id, who, came=came)

        def told(saved: Saved[ReviewPerson]) -> None:
            if saved.change_id:
                words = f"{who.name} was there" if came else f"{who.name} was not there"
                page.desk.say.toast(words, saved.change_id)

        kept: Any = page.of_visit(partial(page.people.kept, who))
        back: Any = page.of_visit(partial(page.people.refused, who, came=came))

        def done(saved: Saved[ReviewPerson]) -> None:
            told(saved)
            kept()

        def failed(error: Exception) -> None:
            page.desk.say.trouble(error)
            back()

        page.desk.jobs.write(write, done=guarded(page, done), failed=guarded(page, failed))
