"""What the palette finds of reviews: the list, and each one that is planned."""

from __future__ import annotations

from coordinator_app.core.dates import say
from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.model import Review
from coordinator_app.store.session import Session

_MOST = 200
_ICON = "clipboard-check"


def palette(session: Session) -> list[PaletteEntry]:
    """Going to the list, and starting a planned review, the next ones first."""
    planned = session.list(Review, where={"finished": False}, order="due_on", limit=_MOST)
    go = PaletteEntry("Go to reviews", Step("reviews"), PaletteGroup.ACTIONS, icon=_ICON)
    held = Step("reviews", {"view": "never_shared"})
    unshared = PaletteEntry("See what was never shared with families", held, PaletteGroup.ACTIONS, icon=_ICON)
    return [go, unshared, *(_entry(session, one) for one in planned)]


def _entry(session: Session, review: Review) -> PaletteEntry:
    pupil = session.find(Pupil, review.pupil_id)
    about = pupil.called if pupil else "a pupil who is no longer listed"
    return PaletteEntry(
        f"Start review {review.review_number} of {about}",
        Step("review", {"review_id": review.id}),
        PaletteGroup.ACTIONS,
        detail=f"Due {say(review.due_on)}" if review.due_on else "",
        icon=_ICON,
    )
