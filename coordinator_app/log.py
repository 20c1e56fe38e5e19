"""The log: event codes, random ids, counts and durations, and nothing else (security.md 4, crash and log).

A line that holds anything not foreseen is refused. Five files of a megabyte in the user's own state folder.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

MOST_BYTES, OLDER_FILES = 1_000_000, 4
_NAME = "coordinator.log"
_MOST_NUMBER = 10**7  # a count; telephone numbers and dates written as numbers are larger


class Event(StrEnum):
    """Everything that may stand in the log."""

    STARTED = "started"
    ENDED = "ended"
    UNLOCKED = "unlocked"
    UNLOCK_FAILED = "unlock-failed"
    LOCKED = "locked"
    RESTARTED = "restarted"
    JOB_FAILED = "job-failed"
    CHILD_FAILED = "child-failed"
    BACKED_UP = "backed-up"
    BACKUP_FAILED = "backup-failed"
    MIGRATED = "migrated"
    SLOW = "slow"
    CRASH = "crash"
    THREAD_CRASH = "thread-crash"
    UNRAISABLE = "unraisable"
    QT_MESSAGE = "qt-message"
    WARNING = "warning"
    REFUSED = "refused"


_PLACE = r"(?:[A-Za-z0-9_]+/)*[A-Za-z0-9_.-]{1,60}:\d{1,7}"
_FACTS: Mapping[str, re.Pattern[str] | None] = {
    # None: a number
    "count": None,
    "seconds": None,
    "exit_code": None,
    "id": re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
    "reference": re.compile(r"[0-9a-f]{8}"),
    "code": re.compile(r"[a-z]+(?:-[a-z]+){0,5}"),
    "version": re.compile(r"\d{1,3}(?:\.\d{1,3}){1,3}"),
    "error": re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}"),
    "at": re.compile(rf"{_PLACE}(?:<{_PLACE})*"),
}


class LogRefused(ValueError):  # noqa: N818  (named for what happened)
    """A line of the log would have held something that is not foreseen; never quotes it."""


class Log:
    """Writes lines; `strict` raises at what is not foreseen (tests), else a bare `refused` line is written."""

    def __init__(self, folder: Path | None = None, *, strict: bool = False) -> None:
        self.path = (folder or log_folder()) / _NAME
        self._strict = strict
        self._handler: _PrivateFile | None = None

    def write(self, event: Event, **facts: float | str) -> None:
        """Add one line. Raises LogRefused if strict; never raises for a full or read-only disk."""
        try:
            line = " ".join([Event(event).value, *(_fact(name, value) for name, value in facts.items())])
        except LogRefused:
            if self._strict:
                raise
            line = Event.REFUSED.value
        self._file().handle(logging.makeLogRecord({"msg": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {line}"}))

    def read(self) -> str:
        """The newest file, for the screen that shows it."""
        return self.path.read_text("utf-8") if self.path.is_file() else ""

    def close(self) -> None:
        """Close the file."""
        if self._handler is not None:
            self._handler.close()
            self._handler = None

    def _file(self) -> _PrivateFile:
        if self._handler is None:
            self._handler = _PrivateFile(
                self.path, maxBytes=MOST_BYTES, backupCount=OLDER_FILES, encoding="utf-8", delay=True
            )
        return self._handler


class _PrivateFile(RotatingFileHandler):
    """A file that only its user may read; a disk that refuses it is no reason to fall."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return open(self.baseFilename, "a", encoding=self.encoding, opener=_private)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (the name is logging's)
        """Say nothing: what cannot be logged is lost."""


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _fact(name: str, value: float | str) -> str:
    if name not in _FACTS:
        raise LogRefused("the log knows no such fact")
    pattern = _FACTS[name]
    if pattern is None:
        if isinstance(value, str) or not abs(value) < _MOST_NUMBER:
            raise LogRefused("a number is none, or too large for a count")
        return f"{name}={round(value, 3)}"
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise LogRefused("a text is not of the form foreseen")
    return f"{name}={value}"


def log_folder() -> Path:
    """Where this user's log lies."""
    return Path(platformdirs.user_log_path("coordinator-app", appauthor=False))
