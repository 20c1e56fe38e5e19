"""Whatever goes wrong unforeseen goes through one redactor: type and place of an error, never its words.

Messages of SQLite and of parsers quote values, and locals hold whole records, so neither is ever written.
`harden` keeps the memory of the process from reaching a core dump or another program.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import logging
import os
import re
import secrets
import sys
import threading
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path, PurePath
from types import TracebackType
from typing import TextIO

from coordinator_app.log import Event, Log, LogRefused

_PACKAGE = Path(__file__).resolve().parent
_MOST_FRAMES = 12
_MOST_CAUSES = 4
_DUMPABLE = 4  # PR_SET_DUMPABLE of linux/prctl.h
_NO_ERROR_BOX = 0x0001 | 0x0002  # SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX
# variables by which a user's shell could make Qt or Python write more than they should
_UNWANTED = ("QT_LOGGING_RULES", "QT_LOGGING_CONF", "QT_DEBUG_PLUGINS", "QT_MESSAGE_PATTERN")


def harden() -> None:
    """First thing in the process: private files, no core dump, no other program may read the memory."""
    faulthandler.disable()
    for name in _UNWANTED:
        os.environ.pop(name, None)
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_NO_ERROR_BOX)
        return
    os.umask(0o077)
    import resource  # noqa: PLC0415  (not on Windows)

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DUMPABLE, 0, 0, 0, 0)


def kind_of(error: BaseException) -> str:
    """The class of an error and of what caused it, first cause last: `ValueError_from_KeyError`."""
    kinds: list[str] = []
    here: BaseException | None = error
    while here is not None and len(kinds) < _MOST_CAUSES:
        kinds.append(type(here).__name__)
        here = here.__cause__ or here.__context__
    return re.sub(r"[^A-Za-z0-9_]", "_", "_from_".join(kinds))[:60]


def places_of(trace: TracebackType | None) -> str:
    """Where it happened, innermost first: `store/session.py:44<pupils/actions.py:20`; empty if not known."""
    frames = traceback.extract_tb(trace)[-_MOST_FRAMES:]
    return "<".join(_place(frame.filename, frame.lineno or 0) for frame in reversed(frames))


def _place(name: str, line: int) -> str:
    path = PurePath(name)
    # below our own package the folders help; elsewhere they might hold a user's name
    folders = path.relative_to(_PACKAGE).parts[:-1] if path.is_relative_to(_PACKAGE) else ()
    shown = [re.sub(r"[^A-Za-z0-9_]", "_", folder) for folder in folders]
    return "/".join([*shown, f"{re.sub(r'[^A-Za-z0-9_.-]', '_', path.name)[-60:] or '_'}:{line}"])


class Reporter:
    """Takes the hooks of Python and Qt and writes what they say, redacted."""

    def __init__(self, log: Log, tell: Callable[[str], None] | None = None) -> None:
        """`tell(reference)` shows the user that something went wrong; eight characters, found in the log."""
        self.log = log
        self.tell = tell
        self._telling = False

    def install(self) -> None:
        """Become the hook for errors on every thread, for those Python cannot raise, and for warnings."""
        sys.excepthook = self.on_error
        threading.excepthook = self.on_thread_error
        sys.unraisablehook = self.on_unraisable
        warnings.showwarning = self.on_warning
        # without a handler of its own, logging would print what other libraries say
        logging.getLogger().addHandler(logging.NullHandler())

    def on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """For `sys.excepthook`: also what a slot or a callback of a job raised."""
        if issubclass(kind, KeyboardInterrupt):
            return
        reference = self._record(Event.CRASH, error, trace)
        if self.tell is not None and not self._telling:
            self._telling = True  # a fault while telling of a fault is only written
            try:
                self.tell(reference)
            finally:
                self._telling = False

    def on_thread_error(self, told: threading.ExceptHookArgs) -> None:
        """For `threading.excepthook`."""
        if told.exc_value is not None:
            self._record(Event.THREAD_CRASH, told.exc_value, told.exc_traceback)

    def on_unraisable(self, told: sys.UnraisableHookArgs) -> None:
        """For `sys.unraisablehook`."""
        if told.exc_value is not None:
            self._record(Event.UNRAISABLE, told.exc_value, told.exc_traceback)

    def on_warning(
        self,
        message: Warning | str,  # noqa: ARG002  (its words are dropped)
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,  # noqa: ARG002  (the signature is Python's)
        line: str | None = None,  # noqa: ARG002  (the signature is Python's)
    ) -> None:
        """For `warnings.showwarning`."""
        self._write(Event.WARNING, error=category.__name__[:60], at=_place(filename, lineno))

    def on_qt_message(self, kind: object, context: object, text: object) -> None:  # noqa: ARG002  (its words are dropped)
        """For Qt's message handler (the window installs it): the kind and, where Qt knows it, the place."""
        name = re.sub(r"[^a-z]", "", str(getattr(kind, "name", "")).lower())[:30]
        file, line = getattr(context, "file", None), getattr(context, "line", 0)
        facts = {"code": name or "unknown"}
        if isinstance(file, str) and file and isinstance(line, int):
            facts["at"] = _place(file, max(line, 0))
        self._write(Event.QT_MESSAGE, **facts)

    def _record(self, event: Event, error: BaseException, trace: TracebackType | None) -> str:
        reference = secrets.token_hex(4)
        facts = {"reference": reference, "error": kind_of(error)}
        places = places_of(trace or error.__traceback__)
        if places:
            facts["at"] = places
        self._write(event, **facts)
        return reference

    def _write(self, event: Event, **facts: str) -> None:
        # a name that does not fit the log's patterns is dropped: a hook must never raise
        with contextlib.suppress(LogRefused):
            self.log.write(event, **facts)
