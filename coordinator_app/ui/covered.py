"""Whether a curtain hides the window (`curtain.py`): then nothing else speaks to a screen reader, and boxes wait.

One for the process, since there is one window: what asks here has no way to the curtain, and needs none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject


@dataclass(slots=True)
class _Covered:
    by: QObject | None = None
    waiting: list[Callable[[], None]] = field(default_factory=list)


_COVERED = _Covered()


def is_covered() -> bool:
    """Whether what a page shows or says would reach nobody now."""
    return _COVERED.by is not None


def cover(curtain: QObject) -> None:
    """From now on only what stands on this may speak, and only it is seen."""
    _COVERED.by = curtain


def uncover() -> tuple[Callable[[], None], ...]:
    """Over: what waited meanwhile is given back, the first first."""
    waiting = tuple(_COVERED.waiting)
    _COVERED.by = None
    _COVERED.waiting.clear()
    return waiting


def later(show: Callable[[], None]) -> bool:
    """Keep it until the curtain is lifted; False where there is none, and it can be shown at once."""
    if _COVERED.by is None:
        return False
    _COVERED.waiting.append(show)
    return True


def may_speak(source: QObject | None) -> bool:
    """Whether this may be said aloud: all of it where nothing is covered, else what stands on the curtain alone."""
    if _COVERED.by is None:
        return True
    while source is not None and source is not _COVERED.by:
        source = source.parent()
    return source is not None
