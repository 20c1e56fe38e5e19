"""Long work that a lock would destroy: while some is under way, a window that nobody uses is covered and not locked yet.

No content: what is said of a piece of work stands on the screen without a passphrase.
"""

from __future__ import annotations

from collections.abc import Callable

from coordinator_app.jobs.job import Progress


class Work:
    """One piece: `words` are a sentence without its full stop, such as "A pack is being built"; `stop` is what ends it."""

    def __init__(self, words: str, stop: str, changed: Callable[[], None]) -> None:
        self.words, self.stop = words, stop
        self.share: float | None = None
        self.seconds_left: float | None = None
        self.ended = False
        self._changed = changed

    def tell(self, progress: Progress) -> None:
        """How far it is. What the progress says in words is left out: how large a record is is nobody's business."""
        self.share = progress.done / progress.total if progress.total else None
        self.seconds_left = progress.seconds_left
        if not self.ended:
            self._changed()

    def end(self) -> None:
        """It is over, however it ended, and what came of it is on its way to the writer; a second call changes nothing."""
        if not self.ended:
            self.ended = True
            self._changed()


class UnderWay:
    """What is under way in this process; used on the window's thread alone. `changed` is set by the window."""

    def __init__(self) -> None:
        self._works: list[Work] = []
        self.changed: Callable[[], None] = _nothing

    def begin(self, words: str, stop: str) -> Work:
        """From now on, until it is ended."""
        work = Work(words, stop, self._tell)
        self._works.append(work)
        return work

    @property
    def first(self) -> Work | None:
        """What is told of: the piece that began first, None if nothing is under way."""
        return self._works[0] if self._works else None

    def _tell(self) -> None:
        self._works = [work for work in self._works if not work.ended]
        self.changed()


def _nothing() -> None:
    """No window listens, as in tests of single pages."""
