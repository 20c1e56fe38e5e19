"""Asks the child process for one thing after another and hands over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from coordinator_app.core.answers import read_answer
from coordinator_app.core.page_images import PagesShown, PagesWanted
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.ui.bridge import guarded

T = TypeVar("T")
Failed = Callable[[Exception], None]


class Press:
    """Works for one page (`receiver`): nothing is told once that is gone."""

    def __init__(self, jobs: Jobs[Any], receiver: QObject) -> None:
        self._jobs, self._receiver = jobs, receiver

    def forms(
        self, orders: Iterable[PrintOrder], done: Callable[[tuple[Printed, ...]], None], failed: Failed
    ) -> None:
        """Print each order."""
        self._each("print.form", tuple(orders), Printed, (), done, failed)

    def pages(
        self,
        pdfs: Iterable[bytes],
        dpi: int,
        done: Callable[[tuple[PagesShown, ...]], None],
        failed: Failed,
    ) -> None:
        """Draw every page of each file."""
        wanted = tuple(PagesWanted(pdf, dpi=dpi) for pdf in pdfs)
        self._each("print.pages", wanted, PagesShown, (), done, failed)

    def _each(
        self,
        task: str,
        wanted: tuple[object, ...],
        kind: type[T],
        had: tuple[T, ...],
        done: Callable[[tuple[T, ...]], None],
        failed: Failed,
    ) -> None:
        if not wanted:
            done(had)
            return
        first, *rest = wanted

        def go_on(answer: Any) -> None:
            self._each(task, tuple(rest), kind, (*had, read_answer(kind, answer)), done, failed)

        self._jobs.child(
            task, first, done=guarded(self._receiver, go_on), failed=guarded(self._receiver, failed)
        )
