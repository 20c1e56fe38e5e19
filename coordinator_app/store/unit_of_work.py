"""A unit of work: one compartment, one transaction; records, history, audit, search index and drafts together.

Every change keeps what the record was after it (history) and a row of digests (audit), in the same commit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from coordinator_app.core.actor import Actor
from coordinator_app.core.catalogue import FieldSpec, FieldType, Record, record_type
from coordinator_app.core.changes import Change, ChangeSet, RecordChange
from coordinator_app.core.clock import Clock
from coordinator_app.core.derived import search_text
from coordinator_app.core.errors import InvalidInput, NotFound, StaleRecord
from coordinator_app.core.ids import new_id
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import audit, blobs, drafts, history, search, settings
from coordinator_app.store.connection import Connection
from coordinator_app.store.drafts import DraftPlace
from coordinator_app.store.erasure import erase, forget_earlier
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.reading import Reader
from coordinator_app.store.records import Table, as_json, table_of
from coordinator_app.store.schema import is_bound
from coordinator_app.store.sql import row
from coordinator_app.store.validation import validate

R = TypeVar("R", bound=Record)


class WrongCompartment(RuntimeError):  # noqa: N818  named for what happened
    """A bug of ours: the record's own data puts it into another compartment than the one being written."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, and with what. The keys are derived when asked for: a draft needs none."""

    clock: Clock
    actor: Actor
    keys: VaultKeys
    compartment: Compartment

    @property
    def audit_key(self) -> bytes:
        """The key of the compartment's audit chain."""
        return self.keys.audit_key(self.compartment)

    @property
    def file_key(self) -> bytes:
        """The key for digests of the compartment's files."""
        return self.keys.file_key(self.compartment)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a row of the audit keeps as digests (contents before and after), and its code."""

    before: str = ""
    after: str = ""
    note_code: str = ""


def _audited(
    writer: Writer, key: bytes, action: str, of: tuple[str, str, str], evidence: _Evidence
) -> audit.AuditEntry:
    """A row of the audit about (kind, record, person)."""
    kind, record_id, subject_id = of
    return audit.AuditEntry(
        at=writer.clock.now(),
        slot_id=writer.actor.slot_id,
        action=action,
        kind=kind,
        record_id=record_id,
        subject_id=subject_id,
        before_digest=audit.digest(key, evidence.before),
        after_digest=audit.digest(key, evidence.after),
        note_code=evidence.note_code,
    )


def _check_link(reader: Reader, compartment: Compartment, spec: FieldSpec, record_id: str) -> None:
    """What a link leads to is there, where the compartment itself can know. Raises InvalidInput."""
    kind = str(spec.links_to)
    if not is_bound(reader.catalogue, kind, compartment):
        return
    connection = reader.databases.connection(compartment)
    if row(connection, f'SELECT 1 FROM "{kind}" WHERE id = ?', (record_id,)) is None:  # noqa: S608  a kind of the catalogue
        title = reader.catalogue.of_kind(kind).title.lower()
        raise InvalidInput.one(spec.name, f"The {title} that this belongs to is not there.")


class Work:
    """The open transaction. Made by `Session.write`; of no use after it."""

    def __init__(self, compartment: Compartment, reader: Reader, writer: Writer) -> None:
        self.compartment = compartment
        self.change_id = new_id()
        self.undoes: str | None = None
        self._reader = reader
        self._writer = writer
        self._records: list[RecordChange] = []

    @property
    def connection(self) -> Connection:
        """The compartment's connection, inside the transaction."""
        return self._reader.databases.connection(self.compartment)

    @property
    def changes(self) -> ChangeSet:
        """What was changed so far."""
        return ChangeSet(self.change_id, self.compartment.value, tuple(self._records))

    @property
    def change_set(self) -> ChangeSet:
        """What the whole unit of work changed, once it has ended."""
        return self.changes

    # records

    def add(self, record: R) -> R:
        """Write a new record and return it with its id, key, version 1 and times.

        An id that is already set is kept (an import). Raises InvalidInput, WrongCompartment.
        """
        tables, now = table_of(record), self._writer.clock.now()
        new = replace(
            tables.in_utc(record),
            id=record.id or new_id(),
            version=1,
            created_at=now,
            changed_at=now,
            trashed_at=None,
        )
        self._check(tables, new)
        new = replace(new, key=tables.next_key(self.connection, now))
        tables.insert(self.connection, new)
        self._keep(tables, None, new, Change.MADE)
        return new

    def add_many(self, records: Sequence[R]) -> tuple[R, ...]:
        """As `add`, for many new records of one class: the same rows, history, audit and index in far less time.

        What a link leads to is asked for once for each field and target. Raises as `add` does, before anything is written.
        """
        if not records:
            return ()
        tables, now, seen = table_of(records[0]), self._writer.clock.now(), set[tuple[str, str]]()
        self._demand_place(tables, records[0])
        key = tables.next_key(self.connection, now)
        first = {"version": 1, "created_at": now, "changed_at": now, "trashed_at": None}
        made: list[R] = []
        for place, record in enumerate(records):
            changed: dict[str, Any] = {**first, "id": record.id or new_id(), "key": key + place}
            new = replace(tables.in_utc(record), **changed)
            self._check(tables, new, seen=seen)
            made.append(new)
        tables.insert_many(self.connection, made)
        self._keep_many(tables, made)
        return tuple(made)

    def change(self, record: R, **values: Any) -> R:
        """Change fields of a record and return its next version; nothing happens if nothing differs.

        Raises StaleRecord (with `.theirs` and `.yours`) if the record changed since it was read, InvalidInput,
        NotFound, WrongCompartment.
        """
        tables = table_of(record)
        unknown = set(values) - {spec.name for spec in tables.specs}
        if unknown:
            message = f"{tables.described.kind} has no field of that name"
            raise TypeError(message)
        wanted = tables.in_utc(replace(record, **values))
        current = self._current(record, wanted)
        return current if wanted == current else self._write(tables, current, wanted, Change.CHANGED)

    def put(self, record: R) -> R:
        """Add a record that has no id yet, or keep the changed one; raises as `add` and `change` do."""
        return self.change(record) if record.id else self.add(record)

    def trash(self, record: R) -> R:
        """Put a record in the trash: out of lists and search, still gathered, can be restored."""
        return self.trash_read(self._current(record, record))

    def trash_read(self, current: R) -> R:
        """As `trash`, of a record that was read in this very unit of work: it is not read again."""
        if current.trashed_at is not None:
            return current
        return self._write(table_of(current), current, replace(current, trashed_at=self._now), Change.TRASHED)

    def restore(self, record: R) -> R:
        """Take a record out of the trash."""
        current = self._current(record, record)
        if current.trashed_at is None:
            return current
        return self._write(table_of(record), current, replace(current, trashed_at=None), Change.RESTORED)

    def put_back(self, current: R, wanted: R) -> R:
        """Give a record the fields and the place in or out of the trash that `wanted` has (for undo)."""
        kinds = {(True, False): Change.RESTORED, (False, True): Change.TRASHED}
        key = (current.trashed_at is not None, wanted.trashed_at is not None)
        return self._write(table_of(current), current, wanted, kinds.get(key, Change.CHANGED))

    def remove(self, record: Record) -> None:
        """Remove a record for good, with its parts, history, files, drafts and index: for retention only.

        Leaves a stub with its id, and a row of the audit. Raises StaleRecord, NotFound, or a Trouble if
        other records point to it.
        """
        current = self._current(record, record)
        for gone in erase(self._reader, self.connection, current, self._writer.clock.now()):
            self._told(Change.REMOVED, gone, as_json(table_of(gone).stored(gone)), "")

    def forget_earlier(self, record: Record) -> None:
        """Remove for good what a record was before, for what moved to a guarded record and may not stay behind.

        Its files go that only earlier versions name. An undo of an earlier change is not possible any more.
        """
        forget_earlier(self.connection, self._current(record, record), self._now)

    def _write(self, tables: Table[R], current: R, wanted: R, change: Change) -> R:
        new = replace(
            wanted,
            key=current.key,
            version=current.version + 1,
            created_at=current.created_at,
            changed_at=self._writer.clock.now(),
        )
        self._check(tables, new, current)
        tables.update(self.connection, new)
        self._keep(tables, current, new, change)
        return new

    def _current(self, record: R, yours: R) -> R:
        current = table_of(record).find(self.connection, record.id)
        title = record_type(record).title.lower()
        if current is None:
            raise NotFound(f"This {title} is no longer where it was.")
        if current.version != record.version:
            raise StaleRecord(f"This {title} was changed since you opened it.", theirs=current, yours=yours)
        return current

    def _check(
        self, tables: Table[R], new: R, current: R | None = None, seen: set[tuple[str, str]] | None = None
    ) -> None:
        validate(new)
        self._demand_place(tables, new)
        for spec in tables.specs:
            target = getattr(new, spec.name) if spec.holds is FieldType.LINK else ""
            known = seen is not None and (spec.name, target) in seen
            if target and not known and (current is None or getattr(current, spec.name) != target):
                _check_link(self._reader, self.compartment, spec, target)
                if self._reader.catalogue.link_gate is not None:
                    self._reader.catalogue.link_gate(self._reader, new, spec, target)
            if seen is not None:
                seen.add((spec.name, target))

    def _demand_place(self, tables: Table[R], record: R) -> None:
        if tables.described.compartment_of(record) is not self.compartment:
            message = f"a {tables.described.kind} of this content belongs to another compartment"
            raise WrongCompartment(message)

    def _keep(self, tables: Table[R], before: R | None, after: R, change: Change) -> None:
        text = as_json(tables.stored(after))
        history.append(self.connection, self._entry(tables, after, change, text))
        if not search.says_the_same(before, after):
            search.index(self.connection, after)
        earlier = "" if before is None else as_json(tables.stored(before))
        self._told(change, after, earlier, text)

    def _keep_many(self, tables: Table[R], made: Sequence[R]) -> None:
        texts = [as_json(tables.stored(one)) for one in made]
        kept = zip(made, texts, strict=True)
        history.append_many(
            self.connection, (self._entry(tables, one, Change.MADE, text) for one, text in kept)
        )
        for one in made:
            if search_text(one).strip():
                search.index(self.connection, one)
        kind, key = tables.described.kind, self._writer.audit_key
        subjects = [self._reader.subject_id(one) for one in made]
        audit.append_many(
            self.connection,
            key,
            (
                _audited(
                    self._writer, key, "record.made", (kind, one.id, subject or ""), _Evidence(after=text)
                )
                for one, text, subject in zip(made, texts, subjects, strict=True)
            ),
        )
        self._records += [
            RecordChange(kind, one.id, subject, Change.MADE, 1)
            for one, subject in zip(made, subjects, strict=True)
        ]

    def _entry(self, tables: Table[R], after: R, change: Change, text: str) -> history.Entry:
        return history.Entry(
            change_id=self.change_id,
            undoes=self.undoes,
            kind=tables.described.kind,
            record_id=after.id,
            version=after.version,
            change=change,
            at=self._writer.clock.now(),
            slot_id=self._writer.actor.slot_id,
            after=text,
        )

    def _told(self, change: Change, record: Record, before: str, after: str) -> None:
        subject = self._reader.subject_id(record)
        self._log(f"record.{change.value}", record, subject, _Evidence(before, after))
        kind = record_type(record).kind
        self._records.append(RecordChange(kind, record.id, subject, change, record.version))

    # audit

    def audit(
        self, action: str, record: Record | None = None, subject_id: str | None = None, note_code: str = ""
    ) -> None:
        """Write that something was done (an export, a view); codes only, never words."""
        subject = subject_id or (self._reader.subject_id(record) if record else None)
        self._log(action, record, subject, _Evidence(note_code=note_code))

    def _log(self, action: str, record: Record | None, subject_id: str | None, evidence: _Evidence) -> None:
        kind, record_id = (record_type(record).kind, record.id) if record else ("", "")
        self._append(action, kind, record_id, subject_id or "", evidence)

    def _append(self, action: str, kind: str, record_id: str, subject_id: str, evidence: _Evidence) -> None:
        key = self._writer.audit_key
        audit.append(
            self.connection, key, _audited(self._writer, key, action, (kind, record_id, subject_id), evidence)
        )

    @property
    def _now(self) -> datetime:
        return self._writer.clock.now()

    # files, settings, counters, drafts

    def put_blob(self, data: bytes) -> str:
        """Keep a file in this compartment and return its id, for a text field of the record it belongs to."""
        return blobs.put(self.connection, self._writer.file_key, data, self._now)

    def growing_blob(self) -> blobs.Growing:
        """A file that will come in portions, for `grow_blob` in this and later units of work."""
        return blobs.Growing(self._writer.file_key)

    def grow_blob(self, blob: blobs.Growing, data: bytes) -> None:
        """Keep the next portion of it."""
        blob.add(self.connection, data, self._now)

    def finish_blob(self, blob: blobs.Growing) -> str:
        """Make it a file that a record may name; its id."""
        return blob.finish(self.connection)

    def drop_blob(self, blob: blobs.Growing) -> None:
        """Remove a file that is not wanted any more, finished or not."""
        blobs.remove(self.connection, blob.id)

    def set_setting(self, name: str, value: object) -> None:
        """Keep a setting about the partnership (general compartment only); listeners see kind "setting"."""
        if self.compartment is not Compartment.GENERAL:
            message = "settings are kept in the general compartment"
            raise WrongCompartment(message)
        before, after = settings.put(self.connection, name, value)
        if before != after:
            self._append("setting.changed", "setting", name, "", _Evidence(before, after))
            self._records.append(RecordChange("setting", name, None, Change.CHANGED, 0))

    def next_number(self, counter: str) -> int:
        """The next number of a counter, from 1 ("Request 14")."""
        return settings.next_number(self.connection, counter)

    def save_draft(self, screen: str, record_id: str, body: Mapping[str, Any]) -> None:
        """Keep what is being typed on a screen about a record."""
        drafts.save(self.connection, self._draft_place(screen, record_id), self._now, body)

    def drop_draft(self, screen: str, record_id: str) -> None:
        """Forget a draft."""
        drafts.drop(self.connection, self._draft_place(screen, record_id))

    def drop_drafts_about(self, record_id: str) -> None:
        """Forget every user's drafts about a record of another compartment that has gone for good."""
        drafts.drop_all_about(self.connection, record_id)

    def turn_drafts(self, from_id: str, to_id: str) -> None:
        """Let every user's drafts about one record be about another one from now on, by place and by what they say."""
        drafts.turn(self.connection, from_id, to_id)

    def _draft_place(self, screen: str, record_id: str) -> DraftPlace:
        return DraftPlace(self._writer.actor.slot_id, screen, record_id)
