"""Takes files in: each is kept in the vault at once, then read a few pages at a time by child processes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator_app.core.errors import BadFile, Cancelled, ChildFailed, Trouble
from coordinator_app.jobs.job import Progress
from coordinator_app.scan_in import actions
from coordinator_app.scan_in.actions import ScanFile
from coordinator_app.scan_in.files import OtherFile, read_scan
from coordinator_app.scan_in.model import ScanBatch, ScanState
from coordinator_app.scan_in.reading_jobs import LOOK, ScanWanted, looked_of
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.jobs.children import Answer
    from coordinator_app.jobs.job import Job

_AGAIN = "Open it, save a copy without the password, then drop it again."


class Intake(QObject):
    """`progressed(Progress)` while pages are read and `rested()` when none is; `refused(name, Trouble)` for a file not taken.

    `others(list[Path], apart)` for emails and documents among what was given: no scans, so it has to be asked whose they
    are. What is to be kept `apart` is so from its first byte.
    """

    progressed = Signal(object)
    rested = Signal()
    refused = Signal(str, object)
    kept = Signal(object)
    others = Signal(object, bool)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = services
        self._paths: list[tuple[Path, bool]] = []
        self._others: dict[bool, list[Path]] = {}
        self._taking, self._batch, self._content = False, "", b""
        self._job: Job[Answer] | None = None

    @property
    def reading(self) -> bool:
        """Whether a file is being read now."""
        return bool(self._batch)

    def take(self, paths: list[Path], *, apart: bool = False) -> None:
        """Keep files, one after the other, in the order they were given; `apart` holds for these and no others."""
        self._paths += [(path, apart) for path in paths]
        if not self._taking:
            self._next_file()

    def go_on(self) -> None:
        """Read whatever is kept and not read to its end: after a drop, and after a restart."""
        if not self._batch:
            self._desk.jobs.read(
                actions.waiting, done=guarded(self, self._begin), failed=guarded(self, self._desk.say.trouble)
            )

    def stop(self) -> None:
        """Stop reading the file in hand; what was read of it stays, and it can be gone on with."""
        if self._job is not None:
            self._job.cancel()

    # keeping

    def _next_file(self) -> None:
        self._taking = bool(self._paths)
        if not self._paths:
            self._tell_others()
            return
        path, apart = self._paths.pop(0)
        self._desk.jobs.task(
            lambda _in_task: read_scan(path),
            done=guarded(self, lambda file: self._keep(file, apart)),
            failed=guarded(self, lambda error: self._not_read(path, apart, error)),
        )

    def _not_read(self, path: Path, apart: bool, error: Exception) -> None:
        """No scan: it waits until the scans that came with it are kept."""
        if isinstance(error, OtherFile):
            self._others.setdefault(apart, []).append(path)
            self._next_file()
        else:
            self._refuse(path.name, error)

    def _tell_others(self) -> None:
        others, self._others = self._others, {}
        for apart, paths in others.items():
            self.others.emit(paths, apart)

    def _keep(self, file: ScanFile, apart: bool) -> None:
        self._desk.jobs.write(
            lambda session: actions.keep_scan(session, file, apart=apart),
            done=guarded(self, self._is_kept),
            failed=guarded(self, lambda error: self._refuse(file.name, error)),
        )

    def _is_kept(self, saved: Saved[ScanBatch]) -> None:
        self.kept.emit(saved.record)
        self.go_on()
        self._next_file()

    def _refuse(self, name: str, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.refused.emit(name, error)
        else:
            self._desk.say.trouble(error)
        self._next_file()

    # reading

    def _begin(self, waiting: list[ScanBatch]) -> None:
        if self._batch:
            return
        if not waiting:
            self.rested.emit()
            return
        batch = waiting[0]
        self._batch = batch.id
        self._desk.jobs.read(
            lambda session: actions.content_of(session, batch),
            done=guarded(self, lambda content: self._opened(batch, content)),
            failed=guarded(self, lambda error: self._failed(batch, error)),
        )

    def _opened(self, batch: ScanBatch, content: bytes) -> None:
        self._content = content
        self._look(batch)

    def _look(self, batch: ScanBatch) -> None:
        self._job = self._desk.jobs.child(
            LOOK,
            ScanWanted(self._content, first=(batch.pages_read or 0) + 1),
            done=guarded(self, lambda answer: self._looked(batch, answer)),
            failed=guarded(self, lambda error: self._failed(batch, error)),
            progress=guarded(self, self._tell),
        )

    def _tell(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    def _looked(self, batch: ScanBatch, answer: Answer) -> None:
        looked = looked_of(answer)
        self._desk.jobs.write(
            lambda session: actions.keep_pages(session, batch.id, looked),
            done=guarded(self, self._portion_kept),
            failed=guarded(self, lambda error: self._failed(batch, error)),
        )

    def _portion_kept(self, batch: ScanBatch) -> None:
        if batch.state is ScanState.WAITING:
            self._look(batch)
        else:
            self._over()

    def _failed(self, batch: ScanBatch, error: Exception) -> None:
        words = why(error, batch)
        if not words:
            self._desk.say.trouble(error)
            self._rest()
            return
        self._desk.jobs.write(
            lambda session: actions.cannot_read(session, batch.id, words),
            done=guarded(self, lambda _batch: self._over()),
            failed=guarded(self, self._not_noted),
        )

    def _not_noted(self, error: Exception) -> None:
        self._desk.say.trouble(error)
        self._rest()

    def _over(self) -> None:
        self._forget()
        self.go_on()

    def _rest(self) -> None:
        self._forget()
        self.rested.emit()

    def _forget(self) -> None:
        self._batch, self._content, self._job = "", b"", None


def why(error: Exception, batch: ScanBatch) -> str:
    """Why a file, or the rest of it, is not read, in words to be kept with it; "" if the error is not the file's."""
    read, total = batch.pages_read or 0, batch.page_count or 0
    if isinstance(error, Cancelled):
        return f"Reading was stopped after page {read} of {total}." if read else "Reading was stopped."
    if isinstance(error, BadFile):
        if "password" in error.happened:
            return f"{error.happened} {_AGAIN}"
        return f"{error.happened} {error.next_step}".strip().replace("choose that copy", "drop that copy")
    if isinstance(error, ChildFailed):
        rest = f"The pages after page {read}" if read else "The pages of this file"
        return f"{rest} could not be read. Scan them again, or save the file as PDF and drop that."
    return ""
