"""A breach that is written down."""

from __future__ import annotations

from datetime import timedelta

from coordinator_app.breaches import actions
from coordinator_app.breaches.model import Breach
from tests.vaults import House


def written(house: House, **more: object) -> Breach:
    now = house.session.clock.now()
    values: dict[str, object] = {
        "happened_on": house.session.clock.today(),
        "aware_at": now - timedelta(hours=2),
        "what_happened": "The pack went to an old email address.",
        "recipient": "Not known",
        "what_was_in_it": "A pack of 3 pages with 2 records.",
        **more,
    }
    return actions.write_down(house.session, Breach(**values)).record  # type: ignore[arg-type]  # fields by their names
