"""The print edition of a pack: the same pages without their lock, for paper, saved volume by volume (003-2.3.2)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coordinator_app.access_requests.actions.hand_over import beside, print_edition_saved
from coordinator_app.access_requests.actions.leaving import saving_gate
from coordinator_app.access_requests.actions.pack import locked_bytes, volumes_of
from coordinator_app.access_requests.items import Pack, PackVolume
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.page_images import UNLOCK, LockedWanted
from coordinator_app.jobs.jobs import Answer
from coordinator_app.jobs.leaving_pdf import LeavingPdf, PdfKind
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.dialogs import Confirm
from coordinator_app.ui.save_pdf import let_out

if TYPE_CHECKING:
    from coordinator_app.store.session import Session


def question(request: AccessRequest, pack: Pack) -> Confirm:
    """What is asked before a copy without a lock leaves the vault (design 4.15)."""
    return Confirm(
        "Save a copy of this pack without its lock?",
        (
            ("file-text", f"The pack for request {request.request_number}, {pack.extent}"),
            ("lock-open", "Anybody who gets the file can read it"),
            ("printer", "Print it, then delete the file and empty the bin"),
        ),
        "I will delete the file as soon as it is printed.",
        "Save the print edition",
    )


def _told(first: str, files: int) -> str:
    if files == 1:
        return f"Print edition saved as {first}. Delete it once it is printed."
    return f"Print edition saved as {files} files, the first of them {first}. Delete all of them once they are printed."


class PrintEdition(QObject):
    """Saves the volumes one after the other; `done(what whoever saved it is told)` or `failed`, once.

    Stopped in the middle it leaves no half of itself: what has no lock is read by anybody who finds it.
    """

    def __init__(
        self,
        services: Services,
        parent: QObject,
        done: Callable[[str], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(parent)
        self._services, self._done, self._failed = services, done, failed
        self._left: list[tuple[PackVolume, Path]] = []
        self._first, self._files = "", 1
        self._pack: Pack | None = None  # until its first file is out
        self._made: list[Path] = []
        self.destroyed.connect(partial(_remove, self._made))  # a lock takes the page away in the middle

    def save(self, request: AccessRequest, pack: Pack, place: Path) -> None:
        """Read which volumes there are, then take them out one by one."""
        self._pack = pack

        def work(session: Session) -> tuple[PackVolume, ...]:
            saving_gate(session, request, pack).demand()
            return volumes_of(session, pack)

        self._services.jobs.read(
            work,
            done=guarded(self, lambda volumes: self._begin(volumes, place)),
            failed=guarded(self, self._stop),
        )

    def _begin(self, volumes: tuple[PackVolume, ...], place: Path) -> None:
        # one place was agreed to; where volumes go beside it, nothing that is there is replaced
        places = beside(place, len(volumes)) if len(volumes) > 1 else (place,)
        self._left = list(zip(volumes, places, strict=True))
        self._first, self._files = self._left[0][1].name, len(places)
        self._next()

    def _next(self) -> None:
        if not self._left:
            self._made.clear()
            self._done(_told(self._first, self._files))
            return
        volume, place = self._left.pop(0)

        def read(session: Session) -> tuple[bytes, bool]:
            if volume.opens_with:
                return locked_bytes(session, volume), True
            return session.blob(volume.readable_id), False

        self._services.jobs.read(
            read,
            done=guarded(self, lambda found: self._unlock(volume, place, *found)),
            failed=guarded(self, self._stop),
        )

    def _unlock(self, volume: PackVolume, place: Path, content: bytes, is_locked: bool) -> None:
        if not is_locked:  # a pack of an earlier version keeps its pages unlocked beside the file
            self._put(volume, place, content)
            return
        self._services.jobs.child(
            UNLOCK,
            LockedWanted(content, volume.opens_with),
            done=guarded(self, lambda answer: self._came(volume, place, answer)),
            failed=guarded(self, self._stop),
        )

    def _came(self, volume: PackVolume, place: Path, answer: Answer) -> None:
        self._put(volume, place, answer.blobs[0])

    def _put(self, volume: PackVolume, place: Path, content: bytes) -> None:
        out = LeavingPdf(place, content, PdfKind.PRINT_EDITION, volume.pages or 0)
        let_out(self._services, self, out, lambda: self._is_out(place), self._stop)

    def _stop(self, error: Exception) -> None:
        _remove(self._made)
        self._failed(error)

    def _is_out(self, place: Path) -> None:
        """Once the first file has left, a copy can be lost, whatever becomes of the others: it is noted."""
        self._made.append(place)
        pack, self._pack = self._pack, None
        if pack is None:
            self._next()
            return
        self._services.jobs.write(
            lambda session: print_edition_saved(session, pack),
            done=guarded(self, lambda _noted: self._next()),
            failed=guarded(self, self._stop),
        )


def _remove(made: list[Path], _gone: object = None) -> None:
    """Take away the volumes that were written; a stick that is gone has taken them along."""
    while made:
        with suppress(OSError):
            made.pop().unlink(missing_ok=True)
