"""Child processes from the parent's side: started, fed, watched, killed. A child may do what it likes and die.

Never fork; data goes by pipes as frames (`frames.py`), with no key and nothing on disk (decision 24).
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from coordinator_app.core import errors
from coordinator_app.core.errors import Cancelled, ChildFailed, Trouble
from coordinator_app.core.memory import LARGE
from coordinator_app.jobs.frames import BadFrame, Frame, read_frame, write_frame
from coordinator_app.jobs.job import Progress
from coordinator_app.jobs.limits import Limits
from coordinator_app.jobs.line import ASK, GIVE, REPLY

_ROOT = Path(__file__).resolve().parents[2]
# -I keeps the user's own environment and folders out; the path of this source is then named by us
_START = "import sys; sys.path.insert(0, sys.argv[1]); from coordinator_app.jobs.child_main import main; raise SystemExit(main())"
_KEPT_VARIABLES = (
    "SYSTEMROOT",
    "WINDIR",
    "TEMP",
    "TMP",
    "TZ",
)  # Windows cannot start a program without the first
_MOST_WORDS = 400
_OUT_OF_CPU = -24  # ended by SIGXCPU


@dataclass(frozen=True, slots=True)
class Answer:
    """What a child gave back: a plain body and blobs."""

    body: dict[str, Any]
    blobs: tuple[bytes, ...] = ()


Hears = Callable[[Frame], Answer]
"""Answers what a task asks while it works, and takes what it gives; what it raises ends the work."""


def no_questions(_: Frame) -> Answer:
    """Most tasks ask nothing. BadFrame: one that does is not answered, and ended."""
    raise BadFrame("the child asked something that nobody answers")


@dataclass(frozen=True, slots=True)
class Ears:
    """Who listens to a task: to how far it is, and to what it asks and gives."""

    tell: Callable[[Progress], None] = lambda _: None
    hears: Hears = no_questions


def child_command() -> list[str]:
    """The command of a child: the frozen program itself, or this Python kept apart from its surroundings."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--child"]
    return [sys.executable, "-I", "-B", "-X", "utf8", "-c", _START, str(_ROOT)]


def child_environment() -> dict[str, str]:
    """The environment of a child: nothing of the user's."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return {
        **kept,
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "2",
        "MALLOC_MMAP_THRESHOLD_": str(LARGE),
        "OPENBLAS_NUM_THREADS": "1",
    }


class Worker:
    """One child process of a group, kept warm between requests and replaced when it has died."""

    def __init__(self, limits: Limits, command: Callable[[], list[str]] = child_command) -> None:
        self._limits = limits
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._guard = threading.Lock()
        self._ticket: object = None
        self._timed_out = False

    def ask(
        self,
        ticket: object,
        kind: str,
        body: dict[str, Any],
        blobs: Sequence[bytes] = (),
        *,
        sent: Callable[[], None] = lambda: None,
        tell: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        hears: Hears = no_questions,
    ) -> Answer:
        """Send one request and wait for its answer; `ticket` names it for `kill`.

        `cancelled` is asked once the process stands, so that a stop that came before it is not lost.
        `hears` answers what the task asks and takes what it gives; an error of it ends the process.
        `sent` is called once the child has it all: whoever holds a large one may let it go.
        Raises ChildFailed, Cancelled, or the Trouble that the task raised.
        """
        self._ticket, self._timed_out = ticket, False
        watch = threading.Timer(self._limits.seconds, self._time_out, (ticket,))
        watch.daemon = True
        watch.start()
        sound = False
        try:
            self._stand(cancelled)
            self._send(kind, body, blobs)
            sent()
            answer = self._talk(Ears(tell, hears))
            sound = answer.kind == "done" or "trouble" in answer.body
        finally:
            self._ticket = None
            watch.cancel()
            watch.join()
            if not sound or self._limits.fresh:
                self.close()
        if answer.kind == "failed":
            raise _trouble(answer.body)
        return Answer(answer.body, answer.blobs)

    def kill(self, ticket: object) -> None:
        """End the process if it still works on this request; from any thread."""
        with self._guard:
            if self._ticket is ticket and self._process is not None:
                _kill(self._process)

    def close(self) -> None:
        """End the process, if there is one, and leave nothing of it behind."""
        with self._guard:
            process, self._process = self._process, None
        if process is not None:
            _kill(process)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if pipe is not None:
                        pipe.close()

    def _time_out(self, ticket: object) -> None:
        self._timed_out = True
        self.kill(ticket)

    def _stand(self, cancelled: Callable[[], bool]) -> None:
        if self._process is None:
            try:
                with self._guard:
                    self._process = start_child(self._command())
            except OSError as error:
                raise ChildFailed("A helper program of Coordinator could not be started.") from error
            self._send("limits", asdict(self._limits), ())
        if self._timed_out:  # before it stood there was nothing to end
            raise self._death()
        if cancelled():
            raise Cancelled

    def _talk(self, ears: Ears) -> Frame:
        try:
            return self._listen(ears)
        except (BadFrame, OSError) as error:
            raise self._death() from error

    def _send(self, kind: str, body: dict[str, Any], blobs: Sequence[bytes]) -> None:
        assert self._process is not None
        try:
            write_frame(_pipe(self._process.stdin), kind, body, blobs)
        except OSError as error:
            raise self._death() from error

    def _listen(self, ears: Ears) -> Frame:
        assert self._process is not None
        source = _pipe(self._process.stdout)
        while True:
            frame = read_frame(source, self._limits.answer_bytes)
            if frame is None:
                raise BadFrame("the child ended without an answer")
            if frame.kind == "progress":
                ears.tell(_progress(frame.body))
            elif frame.kind in {ASK, GIVE}:
                self._hear(frame, ears.hears)
            else:
                break
        if frame.kind not in {"done", "failed"}:
            raise BadFrame("the child said something unknown")
        return frame

    def _hear(self, frame: Frame, hears: Hears) -> None:
        answer = hears(frame)
        if frame.kind == ASK:
            self._send(REPLY, answer.body, answer.blobs)

    def _death(self) -> ChildFailed:
        process = self._process
        self.close()
        if self._timed_out or (process is not None and process.returncode == _OUT_OF_CPU):
            return ChildFailed("This took longer than is allowed and was stopped.")
        return ChildFailed("A helper program of Coordinator stopped without finishing its work.")


def start_child(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a child with two pipes, a session of its own and nothing of our environment."""
    windows = sys.platform == "win32"
    # BELOW_NORMAL_PRIORITY_CLASS | CREATE_NO_WINDOW
    flags = 0x00004000 | 0x08000000 if windows else 0
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=child_environment(),
        cwd=_ROOT.anchor,
        close_fds=True,
        start_new_session=not windows,
        creationflags=flags,
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the child and whatever it started (it leads its own group)."""
    if process.returncode is not None:  # reaped: its number may belong to another by now
        return
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # both are asked for in `start_child`
    return pipe


def _progress(body: dict[str, Any]) -> Progress:
    done, total, words = body.get("done"), body.get("total"), body.get("words")
    if type(done) is not int or not (total is None or type(total) is int) or not isinstance(words, str):
        raise BadFrame("the progress is not one of ours")
    return Progress(done, total, _plain(words))


def _plain(words: object) -> str:
    """Words from a child, which may have read a hostile file: short and printable."""
    return "".join(letter for letter in str(words)[:_MOST_WORDS] if letter.isprintable())


def _trouble(body: dict[str, Any]) -> Trouble:
    told = body.get("trouble")
    if isinstance(told, dict):
        return _known_trouble({name: _plain(text) for name, text in told.items()})
    if body.get("memory") is True:
        return ChildFailed("This needs more memory than is allowed and was stopped.")
    where = f"{_plain(body.get('error', ''))} at {_plain(body.get('where', ''))}"
    trouble = ChildFailed("A helper program of Coordinator met a fault and stopped.")
    trouble.__cause__ = RuntimeError(where)
    return trouble


def _known_trouble(told: dict[str, str]) -> Trouble:
    """The task's own Trouble again, as its class where that takes plain sentences."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Trouble)]
    simple = {kind.code: kind for kind in kinds if kind.__init__ is Trouble.__init__}
    kind = simple.get(told.get("code", ""), Trouble)
    return kind(told.get("happened", ""), safe=told.get("safe"), next_step=told.get("next_step"))
