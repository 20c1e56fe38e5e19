"""What went to the trash in one act comes back in one: told by the act itself, for two moments are never the same."""

from __future__ import annotations

from coordinator_app.store.session import Session


def went_together(session: Session, one_id: str, other_id: str) -> bool:
    """Whether the last that was done to both records was done in one act."""
    one, other = session.history(one_id), session.history(other_id)
    return bool(one and other) and one[-1].change_id == other[-1].change_id
