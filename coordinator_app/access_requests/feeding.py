"""Feeds the children that write and check a pack: documents out of the vault, finished bytes into it (performance 8.12).

Called on the thread of the child's lane, which waits; reading and writing are jobs of the vault's own threads, so the
window and everybody else's writes go on in between.
"""

from __future__ import annotations

from typing import Any

from coordinator_app.access_requests.actions.pack_spool import PackSpool
from coordinator_app.access_requests.pack_order import MOST_READ, PackOrder
from coordinator_app.core.errors import ChildFailed
from coordinator_app.jobs.children import Answer
from coordinator_app.jobs.frames import Frame
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.jobs.line import ASK
from coordinator_app.store.session import Session


class PackFeed:
    """Answers what the writing child asks about one order; its bytes go into `spool`."""

    def __init__(self, jobs: Jobs[Session], order: PackOrder, spool: PackSpool) -> None:
        self._jobs, self._spool = jobs, spool
        self._documents = {item.number: item.document_id for item in order.items if item.document_id}

    def hears(self, frame: Frame) -> Answer:
        """A document of the order by its item's number, or a portion of a volume to be kept.

        Raises ChildFailed for anything else: a child that read a hostile file may ask for what it likes.
        """
        if frame.kind == ASK:
            return Answer({}, (self._asked(frame),))
        volume = _number(frame.body, "volume")
        if len(frame.blobs) != 1:
            raise ChildFailed("A helper program of Coordinator handed over what is no part of a pack.")
        self._jobs.write(
            lambda session: self._spool.take(session, volume, frame.blobs[0]), failed=_told
        ).result(None)
        return Answer({})

    def _asked(self, frame: Frame) -> bytes:
        place = self._documents.get(_number(frame.body, "item"), "")
        if not place:
            raise ChildFailed("A helper program of Coordinator asked for what is not in the pack.")
        return self._jobs.read(lambda session: _document(session, place), failed=_told).result(None)


class CheckFeed:
    """Answers what the checking child asks: pieces of what was written, and nothing else. It can change nothing."""

    def __init__(self, jobs: Jobs[Session], spool: PackSpool) -> None:
        self._jobs, self._spool = jobs, spool

    def hears(self, frame: Frame) -> Answer:
        """So many bytes from a place of a volume. Raises ChildFailed for anything else."""
        volume, at, count = (_number(frame.body, name) for name in ("volume", "at", "count"))
        if frame.kind != ASK or at < 0 or not 0 < count <= MOST_READ:
            raise ChildFailed("A helper program of Coordinator asked for what is no part of a pack.")
        read = self._jobs.read(lambda session: self._spool.read(session, volume, at, count), failed=_told)
        return Answer({}, (read.result(None),))


def _document(session: Session, place: str) -> bytes:
    found = session.blob(place)
    session.let_go()
    return found


def _number(body: dict[str, Any], name: str) -> int:
    found = body.get(name)
    if type(found) is not int:
        raise ChildFailed("A helper program of Coordinator said something that makes no sense.")
    return found


def _told(_: Exception) -> None:
    """Whoever waits for the pack is told."""
