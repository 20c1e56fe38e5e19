"""The line of a task to its parent while it works: how far it is, a question, or a part of what it makes.

A large piece of work is fed and taken away bit by bit, so that neither side holds all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coordinator_app.jobs.frames import BadFrame, Frame, Reads, Writes, read_frame, write_frame
from coordinator_app.jobs.job import Progress

ASK, GIVE, REPLY = "ask", "give", "reply"


class Line:
    """What a task is handed as `tell`: call it with a `Progress`, `ask` a question, `give` a part."""

    def __init__(self, source: Reads, sink: Writes, most_bytes: int) -> None:
        self._source, self._sink, self._most = source, sink, most_bytes

    def __call__(self, progress: Progress) -> None:
        """Tell how far the work is."""
        body = {"done": progress.done, "total": progress.total, "words": progress.words}
        write_frame(self._sink, "progress", body)

    def ask(self, body: dict[str, Any]) -> Frame:
        """Ask the parent and wait. BadFrame if it has gone."""
        write_frame(self._sink, ASK, body)
        answer = read_frame(self._source, self._most)
        if answer is None or answer.kind != REPLY:
            raise BadFrame("the parent did not answer")
        return answer

    def give(self, body: dict[str, Any], blobs: Sequence[bytes] = ()) -> None:
        """Hand a part over; the pipe makes this wait for a parent that is slower."""
        write_frame(self._sink, GIVE, body, blobs)
