"""A session: an unlocked vault as one thread uses it, with its own connections.

Everything that reads or writes records goes through it. Only the session of the one writer thread writes
(decision 16); the others are made with `read_only=True`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

from coordinator_app.core.actor import Actor
from coordinator_app.core.catalogue import Catalogue, Record, record_type
from coordinator_app.core.changes import ChangeSet
from coordinator_app.core.clock import Clock
from coordinator_app.core.derived import search_text
from coordinator_app.core.errors import NotFound
from coordinator_app.core.memory import give_back
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import audit, audit_check, audit_reading, blobs, drafts, search, settings
from coordinator_app.store.audit import Anchor, AuditRow
from coordinator_app.store.audit_check import AuditVerdict
from coordinator_app.store.audit_reading import AuditAsk, AuditMark
from coordinator_app.store.connections import Connections
from coordinator_app.store.drafts import Draft, DraftPlace
from coordinator_app.store.field_usage import FieldUse, field_usage
from coordinator_app.store.gather import Gathered, gather, ids_about
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.move import finish_moves, move
from coordinator_app.store.reading import Reader
from coordinator_app.store.search import COUNT_CAP, Found, Hit, Limits
from coordinator_app.store.sql import run
from coordinator_app.store.undo import Tell, place_of, quiet, undo
from coordinator_app.store.unit_of_work import Work, Writer

R = TypeVar("R", bound=Record)
T = TypeVar("T")
_MOST_PASSED: Final = 2 << 20


class Session(Reader):
    """An unlocked vault for one thread. `publish` is told every change set after its commit."""

    def __init__(
        self,
        paths: Mapping[Compartment, Path],
        keys: VaultKeys,
        *,
        catalogue: Catalogue,
        clock: Clock,
        actor: Actor,
        publish: Callable[[ChangeSet], None],
        read_only: bool = False,
    ) -> None:
        super().__init__(Connections(paths, keys, read_only=read_only), catalogue)
        self.clock = clock
        self.actor = actor
        self._publish = publish
        self._read_only = read_only
        self._writing = False
        self._passed = 0

    def close(self) -> None:
        """Close the connections."""
        self.databases.close()

    # writing

    @contextmanager
    def write(self, compartment: Compartment = Compartment.GENERAL) -> Iterator[Work]:
        """One unit of work: committed once at the end and then published; an exception undoes all of it.

        Raises RuntimeError in a read-only session and inside another unit of work: both are bugs of ours.
        """
        work = self._begin(compartment)
        try:
            yield work
            run(work.connection, "COMMIT")
        except BaseException:
            # a full disk has already rolled back
            if work.connection.in_transaction:
                work.connection.rollback()
            raise
        finally:
            self._writing = False
        if work.change_set.records:
            self._publish(work.change_set)

    def _begin(self, compartment: Compartment) -> Work:
        if self._read_only:
            message = "a reader's session does not write"
            raise RuntimeError(message)
        if self._writing:
            message = "a unit of work is already open"
            raise RuntimeError(message)
        connection = self.databases.connection(compartment)
        writer = Writer(self.clock, self.actor, self.databases.keys, compartment)
        run(connection, "BEGIN IMMEDIATE")
        self._writing = True
        return Work(compartment, self, writer)

    def undo(self, change_id: str, tell: Tell = quiet) -> ChangeSet:
        """Undo a unit of work by a compensating one; `tell` hears how far it is where it touched many records.

        Raises NotFound, and CannotUndo if a record changed since, if others belong to it by now, or if a
        capability refuses (the catalogue's `undo_gate`): what has left the building is not taken back.
        """
        with self.write(place_of(self, change_id)) as work:
            undo(self, work, change_id, tell)
        if self.catalogue.undone is not None:
            self.catalogue.undone(self, work.change_set)
        return work.change_set

    def move(self, record: R, to: Compartment, **values: Any) -> R:
        """Move a record to another compartment, changing the fields that call for it. See `store.move`.

        What other capabilities hold of a record that is guarded now follows it (the catalogue's `moved`).
        """
        placed = move(self, record, to, values)
        if to is Compartment.GUARDED and self.catalogue.moved is not None:
            self.catalogue.moved(self, placed)
        return placed

    def drop_unfinished_files(self) -> int:
        """Remove what a kill left of files that came in portions; how many. For the unlock, before anything is built."""
        dropped = 0
        for one in self.databases.held:
            with self.write(one) as work:
                dropped += blobs.remove_unfinished(work.connection)
        return dropped

    def finish_moves(self) -> int:
        """Finish moves that a kill cut off; to be run after unlock. Returns how many."""
        return finish_moves(self)

    def viewed(self, record: Record) -> None:
        """Write into the audit that a record was looked at. Raises NotFound."""
        found = self.find_with_place(type(record), record.id)
        if found is None:
            raise NotFound(f"This {record_type(record).title.lower()} is no longer here.")
        with self.write(found[1]) as work:
            work.audit("record.viewed", found[0])

    # search

    def search(
        self,
        text: str,
        *,
        kinds: Sequence[str] | None = None,
        subject_id: str | None = None,
        limit: int = 20,
    ) -> list[Hit]:
        """Records whose searched fields hold every word (the last as a beginning), newest first."""
        limits = self._limits(kinds, subject_id)
        found: list[Found] = []
        for compartment in self.databases.held:
            found += search.find(self.databases.connection(compartment), text, limits, limit)
        found.sort(key=lambda one: one.key, reverse=True)
        return [hit for one in found[:limit] if (hit := self._hit(one, text))]

    def count_found(
        self,
        text: str,
        *,
        kinds: Sequence[str] | None = None,
        subject_id: str | None = None,
    ) -> int:
        """How many records `search` would find; 1001 means more than a thousand."""
        limits = self._limits(kinds, subject_id)
        counts = (search.count(self.databases.connection(one), text, limits) for one in self.databases.held)
        return min(COUNT_CAP, sum(counts))

    def _limits(self, kinds: Sequence[str] | None, subject_id: str | None) -> Limits:
        about = None if subject_id is None else ids_about(self, subject_id)
        return Limits(kinds, about)

    def _hit(self, found: Found, text: str) -> Hit | None:
        record = self.any_record(found.kind, found.record_id)
        if record is None:
            return None
        words = search.snippet(search_text(record), text)
        return Hit(found.kind, found.record_id, self.subject_id(record), words, found.on_date)

    # gathering and reports

    def gather(self, subject_kind: str, subject_id: str) -> list[Gathered]:
        """Everything about a person in the compartments held: trash, drafts and earlier versions too."""
        return gather(self, subject_kind, subject_id)

    def field_usage(self) -> tuple[FieldUse, ...]:
        """How often each field is filled in."""
        return field_usage(self)

    # settings, drafts, files

    def setting(self, name: str, default: T) -> T:
        """A setting about the partnership, or the default."""
        return settings.get(self.databases.connection(Compartment.GENERAL), name, default)

    def draft(self, screen: str, record_id: str) -> dict[str, Any] | None:
        """What this user's slot was typing on a screen about a record, or None."""
        place = DraftPlace(self.actor.slot_id, screen, record_id)
        found = (drafts.find(self.databases.connection(one), place) for one in self.databases.held)
        return next((body for body in found if body is not None), None)

    def drafts(self) -> list[Draft]:
        """What this user was typing, newest first, in the compartments held."""
        found = (
            draft
            for one in self.databases.held
            for draft in drafts.all_drafts(self.databases.connection(one))
        )
        mine = (draft for draft in found if draft.slot_id == self.actor.slot_id)
        return sorted(mine, key=lambda draft: draft.saved_at, reverse=True)

    def blob(self, blob_id: str) -> bytes:
        """A whole file. Raises NotFound, VaultDamaged."""
        for compartment in self.databases.held:
            connection = self.databases.connection(compartment)
            if blobs.is_here(connection, blob_id):
                return self._passing(
                    blobs.get(connection, self.databases.keys.file_key(compartment), blob_id)
                )
        raise NotFound("This file is not in the vault, or your passphrase does not open it.")

    def growing(self, blob: blobs.Growing, at: int, count: int, compartment: Compartment) -> bytes:
        """A piece of a file that still comes in portions; fewer bytes at the end of what came."""
        return self._passing(blob.read(self.databases.connection(compartment), at, count))

    def _passing(self, data: bytes) -> bytes:
        """Each session lets go by itself: of two that read in turns, one would keep all that passed through it."""
        self._passed += len(data)
        if self._passed >= _MOST_PASSED:
            self._passed = 0
            self.let_go()
        return data

    def let_go(self) -> None:
        """Give back the memory in which files of megabytes were kept in passing: a list never needs them again."""
        for compartment in self.databases.held:
            run(self.databases.connection(compartment), "PRAGMA shrink_memory")
        give_back()

    # audit

    def audit_rows(
        self, after: int | None = None, limit: int = 100, compartment: Compartment = Compartment.GENERAL
    ) -> list[AuditRow]:
        """Rows of a compartment's audit with a number above `after`, oldest first."""
        return audit.read(self.databases.connection(compartment), compartment, after or 0, limit)

    def newest_audit(
        self, ask: AuditAsk, after: AuditMark | None = None, limit: int = 100
    ) -> tuple[list[AuditRow], AuditMark | None]:
        """Rows of the audit of every compartment held, newest first; give the mark of the page before as `after`."""
        held = {one: self.databases.connection(one) for one in self.databases.held}
        return audit_reading.newest(held, ask, after, limit)

    def note(self, action: str, subject_id: str = "", compartment: Compartment = Compartment.GENERAL) -> None:
        """Write into the audit that something was done that changes no record, by a short code."""
        with self.write(compartment) as work:
            work.audit(action, subject_id=subject_id)

    def verify_audit(
        self,
        anchors: Mapping[Compartment, Anchor] | None = None,
        since: Mapping[Compartment, Anchor] | None = None,
    ) -> tuple[AuditVerdict, ...]:
        """A verdict on the chain of each compartment held; anchors kept elsewhere find a shortened chain.

        With `since`, the ends of an earlier verdict of this run, only the rows behind them are checked.
        """
        keys, kept, before = self.databases.keys, anchors or {}, since or {}
        return tuple(
            audit_check.verify(
                self.databases.connection(one), keys.audit_key(one), one, kept.get(one), before.get(one)
            )
            for one in self.databases.held
        )

    def anchors(self) -> dict[Compartment, Anchor]:
        """The end of each chain now, to be printed on a pack or kept in a manifest."""
        return {one: audit.anchor(self.databases.connection(one)) for one in self.databases.held}

    # upkeep, by the idle worker

    def merge_search(self) -> bool:
        """One short step of merging the search indexes; True while there is more to do."""
        more = [search.merge(self.databases.connection(one)) for one in self.databases.held]
        return any(more)

    def tidy_up(self) -> None:
        """After an erasure: rewrite the search indexes, give free pages back, empty the logs (security 2.10)."""
        for one in self.databases.held:
            connection = self.databases.connection(one)
            search.optimize(connection)
            run(connection, "VACUUM")
            run(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
