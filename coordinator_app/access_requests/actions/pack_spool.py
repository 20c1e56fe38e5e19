"""The files of a pack on their way into the vault, portion by portion: no record names them before all of it stands.

A build that fails or is stopped drops them; what a kill leaves of them is swept away at the next unlock. Nothing of a
pack is ever outside the vault's databases.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from coordinator_app.access_requests.pack_order import BuiltPack, BuiltVolume
from coordinator_app.core.errors import Cancelled, ChildFailed
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.blobs import Growing
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work


class PackSpool:
    """The volumes so far. Every call but `read` is made on the thread of the session that writes."""

    def __init__(self, *, guarded: bool) -> None:
        self.compartment = Compartment.GUARDED if guarded else Compartment.GENERAL
        self._growing: dict[int, Growing] = {}
        self._marks: dict[int, hashlib._Hash] = {}
        self._dropped = False

    @property
    def is_guarded(self) -> bool:
        """Whether its volumes lie with what is guarded."""
        return self.compartment is Compartment.GUARDED

    def take(self, session: Session, volume: int, portion: bytes) -> None:
        """Keep the next portion of a volume. Cancelled if the build was given up meanwhile; DiskFull."""
        if self._dropped:
            raise Cancelled
        with session.write(self.compartment) as work:
            if volume not in self._growing:
                self._growing[volume] = work.growing_blob()
                self._marks[volume] = hashlib.sha256()
            work.grow_blob(self._growing[volume], portion)
        self._marks[volume].update(portion)
        session.let_go()

    def read(self, session: Session, volume: int, at: int, count: int) -> bytes:
        """A piece of what came of a volume, for whoever checks what the vault holds. Cancelled if it was given up."""
        if self._dropped:
            raise Cancelled
        blob = self._growing.get(volume)
        return session.growing(blob, at, count, self.compartment) if blob is not None else b""

    def finish(self, work: Work, checked: Sequence[BuiltVolume]) -> dict[int, str]:
        """In the unit of work that names them: the place of every volume. Cancelled if they were dropped.

        ChildFailed unless what was `checked` is what came: a child that a foreign file took over might give more than it
        tells of, and what it does not tell of nobody has checked.
        """
        if self._dropped:
            raise Cancelled
        came = {
            (volume, blob.size, self._marks[volume].hexdigest()) for volume, blob in self._growing.items()
        }
        if came != {(one.volume, one.byte_count, one.sha256) for one in checked}:
            raise ChildFailed("A helper program of Coordinator told of other files than it handed over.")
        return {volume: work.finish_blob(blob) for volume, blob in self._growing.items()}

    def stands(self) -> None:
        """Records name its volumes now: nothing of it may be dropped any more."""
        self._growing.clear()

    def drop(self, session: Session) -> None:
        """Remove what came, and take nothing more. A pack that stands stays."""
        self._dropped = True
        with session.write(self.compartment) as work:
            for blob in self._growing.values():
                work.drop_blob(blob)


def spooled(session: Session, built: BuiltPack, *, guarded: bool) -> tuple[PackSpool, BuiltPack]:
    """A small pack that came in one piece, as if it had come in portions."""
    spool, locked = PackSpool(guarded=guarded), built.locked
    spool.take(session, 1, locked)
    volume = BuiltVolume(1, 1, built.pages, len(locked), hashlib.sha256(locked).hexdigest())
    return spool, replace(built, volumes=(volume,))
