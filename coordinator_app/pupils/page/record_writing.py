"""What the record's page asks of readers and of the writer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from coordinator_app.core.errors import InvalidInput
from coordinator_app.pupils import actions, duplicates
from coordinator_app.pupils.duplicates import LikePupil
from coordinator_app.pupils.editor import CarerBox, PupilBox
from coordinator_app.pupils.model import SAME_UPN, Pupil
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.form_box import Done, Failed

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from coordinator_app.core.changes import Saved
    from coordinator_app.store.session import Session


def write_details(services: Services, box: PupilBox, done: Done, failed: Failed) -> object:
    """Keep the details; a UPN that someone else has is refused with the way to that record."""
    pupil = box.pupil()

    def refused(error: Exception) -> None:
        failed(error)
        if isinstance(error, InvalidInput) and any(one.message == SAME_UPN for one in error.problems):
            services.jobs.read(
                lambda session: [(one.id, one.words) for one in actions.with_upn(session, pupil)],
                done=guarded(box, named),
                failed=guarded(box, services.say.trouble),
            )

    def named(others: list[tuple[str, str]]) -> None:
        for pupil_id, words in others[:1]:
            box.name_the_other(words, partial(services.go.to, "pupil", pupil_id=pupil_id))

    work = partial(_save_pupil, pupil, box.school_move(), box.different())
    return services.jobs.write(work, done=done, failed=refused)


def find_like(
    services: Services, receiver: QObject, pupil: Pupil, then: Callable[[list[LikePupil]], None]
) -> None:
    """Who else on the list may be the same child; nothing comes once the receiver has gone."""
    services.jobs.read(
        partial(_like, pupil), done=guarded(receiver, then), failed=guarded(receiver, services.say.trouble)
    )


def viewed(pupil_id: str, session: Session) -> None:
    """Note that the record was looked at."""
    session.viewed(session.get(Pupil, pupil_id))


def close_pupil(pupil: Pupil, because: str, session: Session) -> Saved[Pupil]:
    """Take a record off the list."""
    return actions.close_pupil(session, pupil, because)


def open_again(pupil: Pupil, session: Session) -> Saved[Pupil]:
    """Put it back."""
    return actions.open_again(session, pupil)


def write_person(services: Services, box: CarerBox, done: Done, failed: Failed) -> object:
    """Keep a parent, carer or contact."""
    carer = box.carer()
    return services.jobs.write(lambda session: actions.save_carer(session, carer), done=done, failed=failed)


def _save_pupil(
    pupil: Pupil, move: tuple[date | None, str], different: frozenset[str], session: Session
) -> Saved[Pupil]:
    moved_on, why_left = move
    saved = actions.save_pupil(session, pupil, moved_on=moved_on, why_left=why_left)
    for other_id in different:
        duplicates.say_different(session, saved.record.id, other_id)
    return saved


def _like(pupil: Pupil, session: Session) -> list[LikePupil]:
    return duplicates.like_pupils(session, pupil)
