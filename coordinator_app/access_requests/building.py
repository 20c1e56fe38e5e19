"""A pack on its way: written by one child process, then checked by another, which sees only what the vault then holds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from coordinator_app.access_requests.actions.pack_spool import PackSpool
from coordinator_app.access_requests.feeding import CheckFeed, PackFeed
from coordinator_app.access_requests.pack_order import BUILD, BuiltPack, PackOrder, built_of
from coordinator_app.access_requests.written import (
    CHECK,
    CheckOrder,
    without_content,
    written_of,
)
from coordinator_app.core.errors import Cancelled
from coordinator_app.jobs.jobs import Answer, Job, Jobs, Progress
from coordinator_app.store.session import Session


def build_and_wait(
    jobs: Jobs[Session],
    order: PackOrder,
    spool: PackSpool,
    seconds: float,
    progress: Callable[[Progress], None] | None = None,
) -> BuiltPack:
    """Have a pack written and checked, for whoever has nothing else to do; each child is waited for so many seconds.

    Raises what went wrong; what came of it lies in `spool`.
    """
    feed, check = PackFeed(jobs, order, spool), CheckFeed(jobs, spool)
    job = jobs.child(BUILD, order, progress=progress, hears=feed.hears)
    handed = CheckOrder(without_content(order), written_of(jobs.wait(job, seconds)))
    job = jobs.child(CHECK, handed, progress=progress, hears=check.hears)
    return built_of(jobs.wait(job, seconds))


class PackBuilding:
    """One build. `done`, `failed` and `progress` are told as those of any job; a build that was stopped fails with Cancelled."""

    def __init__(
        self,
        jobs: Jobs[Session],
        spool: PackSpool,
        *,
        done: Callable[[BuiltPack], None],
        failed: Callable[[Exception], None],
        progress: Callable[[Progress], None],
    ) -> None:
        self._jobs, self._spool = jobs, spool
        self._done, self._failed, self._progress = done, failed, progress
        self._job: Job[Any] | None = None
        self._stopped = False

    def start(self, order: PackOrder) -> None:
        """Have it written, and what was written checked."""
        # of an order of thousands of items only its places are kept until the check
        self._job = self._jobs.task(
            lambda _: without_content(order), done=partial(self._write, order), failed=self._failed
        )

    def cancel(self) -> None:
        """Stop; whoever started it is told."""
        self._stopped = True
        if self._job is not None:
            self._job.cancel()

    def _write(self, order: PackOrder, places: PackOrder) -> None:
        if not self._goes_on():
            return
        self._job = self._jobs.child(
            BUILD,
            order,
            done=partial(self._written, places),
            failed=self._failed,
            progress=self._progress,
            hears=PackFeed(self._jobs, order, self._spool).hears,
        )

    def _written(self, places: PackOrder, answer: Answer) -> None:
        if self._goes_on():
            self._job = self._jobs.task(
                lambda _: CheckOrder(places, written_of(answer)), done=self._check, failed=self._failed
            )

    def _check(self, order: CheckOrder) -> None:
        if not self._goes_on():
            return
        self._job = self._jobs.child(
            CHECK,
            order,
            done=self._checked,
            failed=self._failed,
            progress=self._progress,
            hears=CheckFeed(self._jobs, self._spool).hears,
        )

    def _checked(self, answer: Answer) -> None:
        if self._goes_on():
            # read as a job: what makes no sense is told as any failure, or the build would never end
            self._job = self._jobs.task(lambda _: built_of(answer), done=self._read, failed=self._failed)

    def _read(self, built: BuiltPack) -> None:
        if self._goes_on():
            self._done(built)

    def _goes_on(self) -> bool:
        """A stop may come after a step has ended and before that was told."""
        if self._stopped:
            self._failed(Cancelled())
        return not self._stopped
