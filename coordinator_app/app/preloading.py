"""Imports the pages while the passphrase is typed, so that the first of them opens at once.

Rules and records are imported on a worker thread. Whatever draws is imported on the window's own thread, a module a
turn: making a class of Qt's on another thread is not safe. Under Python 3.11 PySide keeps its classes in a table
without a lock, which Qt reads on the window's thread without Python's lock, for every question of a screen reader:
a class made meanwhile ends the program.
"""

from __future__ import annotations

import pkgutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

import coordinator_app

QUIET = {"model", "actions"}
DRAWN = "page"


def rules_of(capabilities: Iterable[str]) -> list[str]:
    """The modules of these capabilities that hold records, rules and actions: they know nothing of Qt."""
    return [name for name in _modules(capabilities) if name.split(".")[2] in QUIET]


def pages_of(capabilities: Iterable[str]) -> list[str]:
    """The modules of these capabilities that draw."""
    return [name for name in _modules(capabilities) if name.split(".")[2] == DRAWN]


def import_all(names: Iterable[str]) -> None:
    """Import them one after the other; on any thread, if nothing in them draws."""
    for name in names:
        import_module(name)


def _nothing() -> None:
    """Nothing is to be done afterwards."""


class OneATurn(QObject):
    """Imports modules on the thread it was made on, each in a turn of the event loop of its own; then calls `done`."""

    def __init__(self, names: Iterable[str], parent: QObject, done: Callable[[], None] = _nothing) -> None:
        super().__init__(parent)
        self._waiting, self._done = deque(names), done
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    def start(self) -> None:
        """Begin with the next turn."""
        self._timer.start(0)

    @property
    def is_done(self) -> bool:
        """Whether everything has been imported."""
        return not self._waiting

    def _turn(self) -> None:
        if self._waiting:
            # one that cannot be imported says so when its page is opened
            try:
                import_module(self._waiting.popleft())
            except ImportError:
                return
        else:
            self._timer.stop()
            self._done()


def _modules(capabilities: Iterable[str]) -> Iterator[str]:
    root = Path(coordinator_app.__file__).parent
    for capability in capabilities:
        yield from _below(f"{coordinator_app.__name__}.{capability}", root / capability)


def _below(package: str, folder: Path) -> Iterator[str]:
    """Every module of a package, found without importing any; a package after what is in it."""
    for found in pkgutil.iter_modules([str(folder)]):
        name = f"{package}.{found.name}"
        if found.ispkg:
            yield from _below(name, folder / found.name)
        yield name
