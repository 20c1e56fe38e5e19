"""What must stand in the vault after journey 7, however its window was worked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coordinator_app.access_requests.model import (
    AccessRequest,
    Channel,
    Consultation,
    LetterKind,
    RequestLetter,
    RequestPause,
)
from coordinator_app.core.clock import Clock
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.vaults import PASSPHRASE


def kept_in_the_vault(folder: Path, clock: Clock) -> None:
    """The request of Saturday, why they are known, the letters that were sent, the school's reply, the pause."""
    with unlock(folder, PASSPHRASE, clock=clock) as vault:
        session = Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=vault.actor,
            publish=lambda _: None,
        )
        request = session.list(AccessRequest)[0]
        assert (request.received_on, request.channel) == (date(2026, 2, 28), Channel.TELEPHONE)
        assert (request.identity_known, request.identity_reason) == (True, "Met at every review")
        school = session.list(Consultation)[0]
        assert (school.asked_on, school.chased_on) == (date(2026, 3, 2), date(2026, 3, 11))
        assert school.replied_on == date(2026, 3, 12)
        pause = session.list(RequestPause)[0]
        assert (pause.asked_on, pause.answered_on) == (date(2026, 3, 4), date(2026, 3, 11))
        sent = {one.letter for one in session.list(RequestLetter) if one.sent_on}
        assert sent == {LetterKind.ACKNOWLEDGEMENT, LetterKind.CONSULT_SCHOOL}, "no letter asks who they are"
        session.close()
