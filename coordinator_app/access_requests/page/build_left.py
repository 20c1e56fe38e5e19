"""That a pack is being built lies in the vault while it lasts: a lock, a closed window or a kill leaves it there.

Nothing of the pack itself is left then (`pack_spool`), and without this nothing would say so.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout

from coordinator_app.access_requests.model import Stage
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.services import Services
from coordinator_app.ui.box_draft import BOX
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.carry_on import ACT, SAID
from coordinator_app.ui.draft_keeper import PARAMS
from coordinator_app.ui.notes import Note
from coordinator_app.ui.tidying import only_faults

if TYPE_CHECKING:
    from coordinator_app.store.drafts import Draft
    from coordinator_app.store.session import Session

BUILDING = "pack_build"
"""The kind of the draft: it holds no words, only the way back to the stage."""
_PAGE = "access_request"
_SAID = "A pack was still being built when the vault was last shut. Nothing of it was kept. Build it again."
_FAILED = "A pack could not be built to its end while nobody was here. Nothing of it was kept. Build it again: it then says why."
STOPS_WITH_IT = (
    "You can keep working in other screens, but not in another access request: that stops it. If you go away or press Lock, "
    "the window is covered and the pack is built on; the vault locks once it is done. If the laptop sleeps or is locked, the "
    "vault locks at once, and that stops it."
)
NOT_TO_ITS_END = "The pack was not built to its end."


class BuildLeft(QObject):
    """One for each builder. What it lays down goes with the end of the build, however it ends, but not with the program."""

    _begun: set[str] = set()  # noqa: RUF012  (of this process: of these nothing is left, or it was told)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services

    def begun(self, request_id: str) -> None:
        """From now on a lock leaves a trace."""
        self._begun.add(request_id)
        self.destroyed.connect(partial(_forget, self._begun, request_id))
        self._say(request_id, _SAID)

    def failed(self, request_id: str) -> None:
        """It failed where nobody could see it: the next unlock says so. Why is not kept, for it may name what lies apart."""
        self._say(request_id, _FAILED)

    def _say(self, request_id: str, said: str) -> None:
        body = {
            PARAMS: {"request_id": request_id, "stage": Stage.PACK.value},
            BOX: {"page": _PAGE, "title": "Building the pack", SAID: said, ACT: "Build it again"},
        }

        def write(session: Session) -> None:
            with session.write() as work:
                work.save_draft(BUILDING, request_id, body)

        self._services.jobs.write(write, failed=only_faults(self._services.say))

    def ended(self, request_id: str) -> None:
        """It was built, stopped by whoever wanted it, or told to have failed."""
        self._drop(request_id)

    def ask(self, request_id: str, under: QBoxLayout) -> None:
        """Say there of a build that was left, once; nothing of one that this page began."""
        if request_id in self._begun:
            return
        self._services.jobs.read(
            lambda session: _left(session, request_id),
            done=guarded(self, lambda found: self._tell(request_id, found, under)),
            failed=only_faults(self._services.say),
        )

    def _tell(self, request_id: str, found: Draft | None, under: QBoxLayout) -> None:
        if found is None or request_id in self._begun:
            return
        self._begun.add(request_id)  # a second reading that came before the draft was gone
        self._drop(request_id)
        at, box = found.saved_at.astimezone(LONDON), found.body.get(BOX)
        words = (
            _FAILED
            if isinstance(box, dict) and box.get(SAID) == _FAILED
            else (
                f"It was begun on {say(at.date())} at {say_time(at.time())}, and stopped before it was done: another request was "
                "opened, the vault was locked, or the window was closed. Nothing of it was kept, and nothing was sent."
            )
        )
        under.addWidget(Note("info", NOT_TO_ITS_END, words))

    def _drop(self, request_id: str) -> None:
        drop = partial(drop_left, request_id=request_id)
        self._services.jobs.write(drop, failed=only_faults(self._services.say))


def drop_left(session: Session, request_id: str) -> None:
    """Nothing is left to be told: with a pack that stands, in the same job, or a lock in between would have it told."""
    with session.write() as work:
        work.drop_draft(BUILDING, request_id)


def _left(session: Session, request_id: str) -> Draft | None:
    return next(
        (one for one in session.drafts() if (one.screen, one.record_id) == (BUILDING, request_id)), None
    )


def _forget(begun: set[str], request_id: str, _gone: object = None) -> None:
    begun.discard(request_id)
