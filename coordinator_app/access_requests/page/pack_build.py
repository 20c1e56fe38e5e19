"""Builds a pack: ordered from the vault, built and checked in a child process, kept in the vault with its checks."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator_app.access_requests.actions.leaving import hidden_since_gate
from coordinator_app.access_requests.actions.order import pack_order
from coordinator_app.access_requests.actions.pack import is_guarded, keep_pack
from coordinator_app.access_requests.actions.pack_password import Unshown
from coordinator_app.access_requests.actions.pack_spool import PackSpool
from coordinator_app.access_requests.building import PackBuilding
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.pack_order import BuiltPack, PackOrder
from coordinator_app.access_requests.page.build_left import BuildLeft, drop_left
from coordinator_app.access_requests.page.password_left import leads_back
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import Cancelled, Trouble
from coordinator_app.core.pack_password import new_password
from coordinator_app.jobs.jobs import Progress
from coordinator_app.jobs.under_way import Work
from coordinator_app.services import Services
from coordinator_app.ui.bridge import either, guarded
from coordinator_app.ui.covered import is_covered

if TYPE_CHECKING:
    from coordinator_app.store.session import Session


class PackBuilder(QObject):
    """`progress(Progress)`, then `built(password)` or `failed(Exception)` (Cancelled when stopped).

    The password lives here until `built` is told, and with the pack until it was shown (`password_left`). `left` knows of
    a build that the program did not live to end. A lock of an unused window waits for it, behind a curtain.
    """

    progress = Signal(object)
    built = Signal(str)
    failed = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self.left = services, BuildLeft(services, self)
        self._buildings: list[PackBuilding] = []  # the one under way, to be stopped once this is gone
        self._password = ""
        self._request: AccessRequest | None = None
        self._spool: PackSpool | None = None
        self._work: Work | None = None
        self.kept: Pack | None = None
        self.running = False
        self._stopping = False
        self._began: datetime | None = None

    @property
    def at_work(self) -> bool:
        """Whether it is being written or checked, and can be stopped."""
        return bool(self._buildings)

    def start(self, request: AccessRequest) -> None:
        """Order, build, keep."""
        self.running, self._stopping = True, False
        self._request, self._password = request, new_password()
        self._began = self._services.clock.now()
        self._work = self._services.under_way.begin("A pack is being built", "Lock now and stop building")
        self.destroyed.connect(partial(_ended, self._work, self._buildings))
        self.left.begun(request.id)
        password, practice = self._password, self._services.vault.practice
        self._services.jobs.read(
            lambda session: (
                *pack_order(session, request, password, practice=practice),
                is_guarded(session, request.id),
            ),
            done=guarded(self, self._ordered),
            failed=guarded(self, self._stop),
        )

    def cancel(self) -> None:
        """Stop; everything stays as it was."""
        self._stopping = True
        for building in tuple(self._buildings):
            building.cancel()

    def _ordered(self, ordered: tuple[PackOrder, str, bool]) -> None:
        if self._stopping:  # stopped while the items were still being read
            self._stop(Cancelled())
            return
        order, mark, guarded_pack = ordered
        self._spool = spool = PackSpool(guarded=guarded_pack)
        owner, drop = order.owner, partial(_drop, self._services, spool)
        building = PackBuilding(
            self._services.jobs,
            spool,
            done=either(self, lambda built: self._keep(built, owner, mark), drop),
            failed=either(self, self._stop, drop),
            progress=guarded(self, self._tell),
        )
        self._buildings.append(building)
        building.start(order)

    def _keep(self, built: BuiltPack, owner: str, mark: str) -> None:
        request, spool = self._request, self._spool
        if request is None or spool is None:
            return
        unshown = Unshown(self._password, leads_back(request.id))
        begun = Pack(request_id=request.id, built_at=self._began)

        def keep(session: Session) -> Saved[Pack]:
            # whoever hides since it was begun was not looked for in its pictures, and by its day would seem to have been
            hidden_since_gate(session, request, begun).demand()
            kept = keep_pack(session, request, built, mark, spool, opens_with=owner, unshown=unshown)
            with suppress(Trouble):  # it stands; a lock in this moment would leave behind that it does not
                drop_left(session, request.id)
            return kept

        self._services.jobs.write(
            keep,
            done=guarded(self, self._kept),
            failed=either(self, self._stop, partial(_drop, self._services, spool)),
        )

    def _tell(self, progress: Progress) -> None:
        if self._work is not None:
            self._work.tell(progress)
        self.progress.emit(progress)

    def _kept(self, saved: Saved[Pack]) -> None:
        password, self.kept = self._password, saved.record
        self._end(told=True)
        self.built.emit(password)

    def _stop(self, error: Exception) -> None:
        if self._spool is not None:
            _drop(self._services, self._spool, error)
        self._end(told=self._stopping or not isinstance(error, Cancelled), error=error)
        self.failed.emit(error)

    def _end(self, *, told: bool, error: Exception | None = None) -> None:
        """`told`: whoever waited knows how it ended. A lock ends it too, and tells nobody; a curtain hides what is told."""
        request = self._request
        if told and request is not None:
            unseen = error is not None and not self._stopping and is_covered()
            (self.left.failed if unseen else self.left.ended)(request.id)
        self.running, self._password, self._spool = False, "", None
        self._buildings.clear()
        if self._work is not None:
            self._work.end()


def _ended(work: Work, buildings: list[PackBuilding], _builder: object = None) -> None:
    """The stage has gone: what the child makes would be dropped, and whoever builds another pack would wait for it."""
    work.end()
    for building in tuple(buildings):
        building.cancel()


def _drop(services: Services, spool: PackSpool, _outcome: object) -> None:
    """What came of a pack that is not wanted any more goes; where it cannot now, the next unlock sweeps it away."""
    services.jobs.write(spool.drop, failed=_left)


def _left(_: Exception) -> None:
    """No record names it, and it is told already why there is no pack."""
