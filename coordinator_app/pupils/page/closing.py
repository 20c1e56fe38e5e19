"""Asks why a pupil's record is closed, and closes it; opens it again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.page.record_writing import close_pupil, open_again
from coordinator_app.services import Services
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.dialogs import AskText
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.reason_box import ReasonBox

_WHY = AskText(
    title="Close this record?",
    label="Why it is closed",
    help="It leaves the list of pupils and stays findable. It is kept for as long as it must be.",
    act="Close the record",
)


def ask_close(services: Services, receiver: QObject, pupil: Pupil, then: Callable[[Any], None]) -> None:
    """`then` gets what was saved, as long as `receiver` is there."""
    box = ReasonBox(_WHY)
    box.saves(
        lambda done, failed: services.jobs.write(
            partial(close_pupil, pupil, box.words()), done=done, failed=failed
        )
    )
    box.saved.connect(guarded(receiver, then))
    show_kept(services, box, DraftOf("close_record", pupil.id))


def reopen(services: Services, receiver: QObject, pupil: Pupil, then: Callable[[Any], None]) -> None:
    """Open a closed record again; `then` as in `ask_close`."""
    services.jobs.write(
        partial(open_again, pupil),
        done=guarded(receiver, then),
        failed=guarded(receiver, services.say.trouble),
    )
