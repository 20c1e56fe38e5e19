"""The child process: binds itself, then answers requests until its input ends.

Started as `python -m coordinator_app --child` (or the frozen program with `--child`). It gets its limits
first, keeps no key, writes no file, and sends back only frames; its own output and errors go nowhere.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from io import BufferedReader, BufferedWriter
from pathlib import PurePath
from typing import Any

from coordinator_app.jobs import limits
from coordinator_app.jobs.frames import Frame, read_frame, write_frame
from coordinator_app.jobs.line import Line

Task = Callable[[dict[str, Any], list[bytes], Line], tuple[dict[str, Any], list[bytes]]]
_MOST_REQUEST_BYTES = 2 << 30  # the parent is trusted; this only guards against a broken pipe


def main() -> int:
    """Serve until the parent closes the pipe; the exit code."""
    source, sink = _take_pipes()
    first = read_frame(source, _MOST_REQUEST_BYTES)
    if first is None:
        return 0
    limits.bind(first.body["memory_bytes"], first.body["open_files"])
    while (frame := read_frame(source, _MOST_REQUEST_BYTES)) is not None:
        limits.allow_cpu(first.body["cpu_seconds"])
        _answer(frame, sink, Line(source, sink, _MOST_REQUEST_BYTES))
    return 0


def find_task(name: str) -> Task:
    """The function of a task, imported now; KeyError if no such task is named in `child_tasks`."""
    from coordinator_app.child_tasks import TASKS  # noqa: PLC0415  (composition, known to the child only)

    module, _, function = TASKS[name].partition(":")
    task: Task = getattr(import_module(module), function)
    return task


def _take_pipes() -> tuple[BufferedReader, BufferedWriter]:
    """Keep the two pipes to ourselves: what a library prints must not reach them."""
    source, sink = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415  (only there)

        msvcrt.setmode(source, os.O_BINARY)
        msvcrt.setmode(sink, os.O_BINARY)
    return os.fdopen(source, "rb"), os.fdopen(sink, "wb")


def _answer(frame: Frame, sink: BufferedWriter, line: Line) -> None:
    try:
        if frame.kind == "warm":
            find_task(frame.body["task"])
            write_frame(sink, "done", {})
            return
        body, blobs = find_task(frame.body["task"])(frame.body["request"], list(frame.blobs), line)
        write_frame(sink, "done", body, blobs)
    except Exception as error:  # noqa: BLE001  (every failure is told, none ends the child untold)
        write_frame(sink, "failed", _describe(error))


def _describe(error: Exception) -> dict[str, Any]:
    """Type and place of an error; its words only if they are ours (they hold no content)."""
    from coordinator_app.core.errors import Trouble  # noqa: PLC0415  (after the limits are set)

    frames = traceback.extract_tb(error.__traceback__)
    told: dict[str, Any] = {
        "error": type(error).__name__,
        "memory": isinstance(error, MemoryError),
        "where": f"{PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "",
    }
    if isinstance(error, Trouble):
        told["trouble"] = {
            "code": error.code,
            "happened": str(error.happened),
            "safe": error.safe,
            "next_step": error.next_step,
        }
    return told
