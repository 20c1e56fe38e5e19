"""Reads a file of too many pages part by part, each in a child process of its own; any other file is handed on as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from coordinator_app.core.errors import BadFile, Cancelled
from coordinator_app.documents.model import Looked
from coordinator_app.documents.parting import Parting
from coordinator_app.documents.reading_jobs import PART, FileGiven, PartWanted, part_of
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded

if TYPE_CHECKING:
    from coordinator_app.jobs.job import Job


@dataclass(frozen=True, slots=True)
class Heard:
    """Who is told: of each job as it begins (to be cancelled), of each part before it is read, of the end or of an error.

    `wanted` is asked before each part whether to go on.
    """

    wanted: Callable[[], bool]
    job: Callable[[Job[Any]], None]
    part: Callable[[int, int], None]
    done: Callable[[Parting], None]
    failed: Callable[[Exception], None]


class PartByPart:
    """Nothing is kept before the last part is there; what fails or is cancelled leaves nothing."""

    def __init__(
        self, services: Services, owner: QObject, file: FileGiven, looked: Looked, heard: Heard
    ) -> None:
        self._services, self._owner, self._heard = services, owner, heard
        self._parting = Parting(file.content, looked)

    def go_on(self) -> None:
        """Read the next part, or say that all are there."""
        if not self._heard.wanted():
            self._heard.failed(Cancelled())
            return
        wanted = self._parting.next()
        if wanted is None:
            self._heard.done(self._parting)
            return
        self._heard.part(self._parting.done, self._parting.total)
        self._heard.job(
            self._services.jobs.child(
                PART,
                wanted,
                done=guarded(self._owner, lambda answer: self._take(wanted, answer)),
                failed=guarded(self._owner, self._heard.failed),
            )
        )

    def _take(self, wanted: PartWanted, answer: Any) -> None:
        try:
            self._parting.take(wanted, part_of(answer))
        except BadFile as error:
            self._heard.failed(error)
            return
        self.go_on()
