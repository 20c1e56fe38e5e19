"""After each unlock: what a kill cut off among documents is brought to its end."""

from __future__ import annotations

from coordinator_app.documents import another_child, changing
from coordinator_app.store.session import Session


def settle(session: Session) -> None:
    """Let a scan follow its document, and what holds the same words a restricted one. Run on the writer."""
    another_child.settle(session)
    changing.settle(session)
