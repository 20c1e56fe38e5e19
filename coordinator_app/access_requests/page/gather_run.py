"""Gathers in steps: everything filed under the person, mentions elsewhere, copies. Long ones tell how far and can be stopped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from coordinator_app.access_requests.actions import gather, places
from coordinator_app.access_requests.gathering import copies, keeping, mentions
from coordinator_app.access_requests.gathering.terms import proposed, read_terms
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.subject import subject_of
from coordinator_app.jobs.jobs import InTask, Job, Progress
from coordinator_app.jobs.under_way import Work
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded

if TYPE_CHECKING:
    from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of it: the items, the mentions taken and those to look at, the copies, what must be said of the search.

    `left_out`: how many places the search left out.
    """

    result: gather.GatherResult
    taken: int
    waiting: int
    copies: int
    said: tuple[str, ...]
    left_out: int = 0


class GatherRun(QObject):
    """`filed` once everything filed under the person is an item, `progress(Progress)`, then `done(Gathered)` or `failed(Exception)`.

    Stopped, it fails with Cancelled; every step that had ended by then is kept.
    """

    filed = Signal()
    progress = Signal(object)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._under_way = services.jobs, services.under_way
        self._work: Work | None = None
        self._job: Job[Any] | None = None
        self._request_id, self._lines = "", ""
        self._result: gather.GatherResult | None = None
        self._kept = keeping.Kept(0, 0)
        self._said: tuple[str, ...] = ()

    def start(self, request_id: str, lines: str) -> None:
        """Gather for a request, and look for these words (one to a line) in what is about others."""
        self._request_id, self._lines = request_id, lines
        self._work = self._under_way.begin("A request is being gathered", "Lock now and stop gathering")
        self.destroyed.connect(partial(_ended, self._work))
        self._jobs.write(
            lambda session: _file(session, request_id),
            done=guarded(self, self._filed),
            failed=guarded(self, self._stop),
        )

    def cancel(self) -> None:
        """Stop the step at hand; one that writes ends as it would."""
        if self._job is not None:
            self._job.cancel()

    def _filed(self, result: gather.GatherResult) -> None:
        self._result = result
        self.filed.emit()
        request_id, lines = self._request_id, self._lines
        self._job = self._jobs.long_read(
            lambda session, within: _look(session, request_id, lines, within),
            done=guarded(self, self._looked),
            failed=guarded(self, self._stop),
            progress=guarded(self, self._tell),
        )

    def _looked(self, looked: mentions.Looked) -> None:
        self._said = tuple(looked.said)
        request_id = self._request_id
        self._jobs.write(
            lambda session: keeping.keep(session, _now(session, request_id), looked),
            done=guarded(self, self._compare),
            failed=guarded(self, self._stop),
        )

    def _compare(self, kept: keeping.Kept) -> None:
        self._kept = kept
        request_id = self._request_id
        self._job = self._jobs.long_read(
            lambda session, within: copies.look(session, request_id, within),
            done=guarded(self, self._compared),
            failed=guarded(self, self._stop),
            progress=guarded(self, self._tell),
        )

    def _compared(self, found: tuple[copies.Found, ...]) -> None:
        request_id = self._request_id
        self._jobs.write(
            lambda session: copies.keep(session, request_id, found),
            done=guarded(self, self._end),
            failed=guarded(self, self._stop),
        )

    def _tell(self, progress: Progress) -> None:
        if self._work is not None:
            self._work.tell(progress)
        self.progress.emit(progress)

    def _end(self, count: int) -> None:
        self._over()
        assert self._result is not None  # the first step ended, or nothing after it began
        kept = self._kept
        self.done.emit(
            Gathered(self._result, kept.taken, kept.waiting, count, self._said, left_out=kept.left_out)
        )

    def _stop(self, error: Exception) -> None:
        self._over()
        self.failed.emit(error)

    def _over(self) -> None:
        self._job = None
        if self._work is not None:
            self._work.end()


def _ended(work: Work, _run: object = None) -> None:
    """The stage has gone."""
    work.end()


def _now(session: Session, request_id: str) -> AccessRequest:
    return session.get(AccessRequest, request_id)


def _look(session: Session, request_id: str, lines: str, within: InTask) -> mentions.Looked:
    """With nothing typed it is what the record proposes: a search is never left out because its words had not come."""
    request = _now(session, request_id)
    wanted = read_terms(lines if lines.strip() else proposed(session, request))
    return mentions.look(session, request, wanted, within)


def _file(session: Session, request_id: str) -> gather.GatherResult:
    request = _now(session, request_id)
    result = gather.gather(session, request)
    places.propose(session, request)
    keeping.log_gathering(session, request, subject_of(session, request).called)
    return result
