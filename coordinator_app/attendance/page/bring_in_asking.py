"""What the page asks of child processes and readers about a file, and what their failures mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from coordinator_app.attendance.bringing_in.asked import (
    LOOK,
    READ,
    FileSeen,
    FileToLook,
    FileToRead,
    read_of,
    seen_of,
)
from coordinator_app.attendance.bringing_in.bringing import Reading
from coordinator_app.attendance.bringing_in.checking import Given, check
from coordinator_app.attendance.bringing_in.files import Register
from coordinator_app.attendance.bringing_in.plan import Plan
from coordinator_app.attendance.model import Place
from coordinator_app.core.errors import BadFile, Cancelled, ChildFailed, Trouble
from coordinator_app.jobs.children import Answer
from coordinator_app.jobs.jobs import Job, Progress
from coordinator_app.services import Services

Failed = Callable[[Exception], None]
_AGAIN = "Open it where it came from, save the register alone, and choose that file."


class Asking:
    """Every answer comes through the callbacks of the page; one that fails says why."""

    def __init__(self, services: Services) -> None:
        self._jobs = services.jobs

    def look(
        self,
        register: Register,
        encoding: str,
        sheet: str,
        *,
        done: Callable[[FileSeen], None],
        failed: Failed,
    ) -> Job[Any]:
        """What the file is."""
        return self._jobs.child(
            LOOK,
            FileToLook(register.called, register.content, encoding, sheet),
            done=lambda answer: done(seen_of(answer)),
            failed=failed,
        )

    def check(
        self,
        register: Register,
        seen: FileSeen,
        reading: Reading,
        place: Place,
        place_name: str,
        *,
        started: Callable[[Job[Any]], None],
        done: Callable[[Plan], None],
        failed: Failed,
        progress: Callable[[Progress], None],
    ) -> Job[Any]:
        """Read every row in a child, then hold it against what is kept. `started` is told of the second job."""

        def has_read(answer: Answer) -> None:
            given = Given(read_of(answer), register.called, register.sha256, place, place_name)
            job = self._jobs.long_read(
                lambda session, within: check(session, given, within),
                done=done,
                failed=failed,
                progress=progress,
            )
            if not job.ended:
                started(job)

        order = FileToRead(
            register.called, register.content, reading.meanings, seen.encoding, seen.sheet, reading.day_first
        )
        return self._jobs.child(READ, order, done=has_read, failed=failed, progress=progress)

    def words(self, error: Exception) -> Trouble | None:
        """What to say of a file that cannot be taken; None where the failure is not the file's."""
        if isinstance(error, Cancelled):
            return None
        if isinstance(error, ChildFailed):
            return BadFile(f"The file could not be read. {error.happened}", next_step=_AGAIN)
        return error if isinstance(error, BadFile) else None
