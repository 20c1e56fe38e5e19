"""Builds a pack: ordered from the vault, built and checked in a child process, kept in the vault with its checks."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from coordinator_app.access_requests.actions.order import pack_order
from coordinator_app.access_requests.actions.pack import keep_pack
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.pack_order import BUILD, PackOrder, built_of
from coordinator_app.core.errors import Cancelled
from coordinator_app.core.pack_password import new_password
from coordinator_app.jobs.jobs import Answer, Job
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded


class PackBuilder(QObject):
    """`progress(Progress)`, then `built(password)` or `failed(Exception)` (Cancelled when stopped).

    The password lives here until `built` is told, and nowhere afterwards.
    """

    progress = Signal(object)
    built = Signal(str)
    failed = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._job: Job[Answer] | None = None
        self._password = ""
        self._request: AccessRequest | None = None
        self.running = False
        self._stopping = False

    @property
    def at_work(self) -> bool:
        """Whether the child process has been asked, and can be stopped."""
        return self._job is not None

    def start(self, request: AccessRequest) -> None:
        """Order, build, keep."""
        self.running, self._stopping = True, False
        self._request, self._password = request, new_password()
        password, practice = self._password, self._services.vault.practice
        self._services.jobs.read(
            lambda session: pack_order(session, request, password, practice=practice),
            done=guarded(self, self._ordered),
            failed=guarded(self, self._stop),
        )

    def cancel(self) -> None:
        """Stop; everything stays as it was."""
        self._stopping = True
        if self._job is not None:
            self._job.cancel()

    def _ordered(self, ordered: tuple[PackOrder, str]) -> None:
        if self._stopping:  # stopped while the items were still being read
            self._stop(Cancelled())
            return
        order, mark = ordered
        self._job = self._services.jobs.child(
            BUILD,
            order,
            done=guarded(self, lambda answer: self._keep(answer, mark)),
            failed=guarded(self, self._stop),
            progress=guarded(self, self.progress.emit),
        )

    def _keep(self, answer: Answer, mark: str) -> None:
        request = self._request
        if request is None:
            return
        self._services.jobs.write(
            lambda session: keep_pack(session, request, built_of(answer), mark),
            done=guarded(self, lambda _saved: self._kept()),
            failed=guarded(self, self._stop),
        )

    def _kept(self) -> None:
        password = self._password
        self._end()
        self.built.emit(password)

    def _stop(self, error: Exception) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self.running, self._password, self._job = False, "", None
