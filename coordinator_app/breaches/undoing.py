"""What of a breach is not undone: that those concerned were written to."""

from __future__ import annotations

from coordinator_app.breaches.person import BreachPerson
from coordinator_app.core.changes import TakenBack
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo


def undo_gate(session: Session, taken: tuple[TakenBack, ...]) -> None:  # noqa: ARG001  (the letter says it all)
    """CannotUndo for a letter that was printed or saved."""
    for one in taken:
        if (
            isinstance(one.now, BreachPerson)
            and one.now.letter_id
            and not getattr(one.wanted, "letter_id", "")
        ):
            raise CannotUndo(
                "This letter was printed or saved, and may have left.",
                next_step="If it says something wrong, write another one that puts it right.",
            )
