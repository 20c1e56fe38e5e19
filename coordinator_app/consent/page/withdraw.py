"""Withdrawing a consent, from whichever screen shows it: their words first, then sharing closes (003-7.3)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from coordinator_app.consent.actions import withdraw_consent
from coordinator_app.consent.model import Consent
from coordinator_app.core.changes import Saved
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.dialogs import AskText


def ask_to_withdraw(desk: Services, receiver: QObject, consent: Consent, then: Callable[[], None]) -> None:
    """Ask what they said and withdraw; `then` runs when it is done, unless `receiver` is gone."""
    question = AskText(
        "Withdraw this consent?",
        "What did they say?",
        "Withdraw consent",
        "Sharing and the programme close at once. The record stays, because the law asks us to keep it.",
        long=True,
        required="Write what they said, in their own words.",
    )

    def withdrawn(saved: Saved[Consent]) -> None:
        desk.say.toast("Consent withdrawn", saved.change_id)
        then()

    def write(words: str) -> None:
        desk.jobs.write(
            lambda session: withdraw_consent(session, consent, words),
            done=guarded(receiver, withdrawn),
            failed=guarded(receiver, desk.say.trouble),
        )

    desk.dialogs.ask_text(question, write)
