"""Who acts in a vault."""

from __future__ import annotations

from coordinator_app.core.actor import Actor
from coordinator_app.core.privacy import AccessLevel


def test_what_was_done_under_a_former_slot_was_done_by_the_same_person() -> None:
    actor = Actor("slot-2", "Co-ordinator", AccessLevel.ONE, ("slot-1",))
    assert actor.is_self("slot-2")
    assert actor.is_self("slot-1")
    assert not actor.is_self("slot-3")
