"""A store of drafts, jobs that wait and a page with one text, for the tests of what keeps drafts."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Self

from coordinator_app.core.errors import DiskFull
from coordinator_app.core.privacy import Compartment
from coordinator_app.ui.page import Page

GENERAL, GUARDED = Compartment.GENERAL, Compartment.GUARDED


class Store:
    """Stands in for a session: drafts by compartment, in JSON as in the vault."""

    def __init__(self) -> None:
        self.databases = self
        self.held = (GENERAL, GUARDED)
        self.lying: dict[tuple[Compartment, str, str], str] = {}
        self.full = False

    def draft(self, screen: str, record_id: str) -> dict[str, Any] | None:
        found = (self.lying.get((one, screen, record_id)) for one in self.held)
        return next((json.loads(body) for body in found if body is not None), None)

    def write(self, compartment: Compartment) -> Work:
        if self.full:
            raise DiskFull("The disk is full.")
        return Work(self, compartment)

    def words(self, compartment: Compartment = GENERAL, record: str = "one") -> str | None:
        body = self.lying.get((compartment, "note", record))
        return None if body is None else json.loads(body)["words"]


class Work:
    def __init__(self, store: Store, compartment: Compartment) -> None:
        self.store, self.compartment = store, compartment

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        return None

    def save_draft(self, screen: str, record_id: str, body: dict[str, Any]) -> None:
        self.store.lying[self.compartment, screen, record_id] = json.dumps(body)

    def drop_draft(self, screen: str, record_id: str) -> None:
        self.store.lying.pop((self.compartment, screen, record_id), None)


class Held:
    """Jobs that wait until they are let go: one lane of writes in their order, and readers beside it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.writes: list[Callable[[], None]] = []
        self.reads: list[Callable[[], None]] = []
        self.troubles: list[Exception] = []
        self.on_trouble: Callable[[Exception], None] = self.troubles.append

    def write(self, work: Any, *, done: Any = None, failed: Any = None) -> object:
        self.writes.append(lambda: self._do(work, done, failed))
        return object()

    def read(self, work: Any, *, done: Any = None, failed: Any = None) -> object:
        self.reads.append(lambda: self._do(work, done, failed))
        return object()

    def _do(self, work: Any, done: Any, failed: Any) -> None:
        try:
            found = work(self.store)
        except DiskFull as error:
            (failed or self.on_trouble)(error)
        else:
            done(found)

    def let_go(self, lane: list[Callable[[], None]]) -> None:
        while lane:
            lane.pop(0)()

    def settle(self) -> None:
        while self.writes or self.reads:
            self.let_go(self.writes)
            self.let_go(self.reads)


class NotePage(Page):
    """One text about one record; an entry of an ordinary kind lies in the general compartment, others guarded."""

    name = "note"

    def __init__(self) -> None:
        super().__init__(None)  # type: ignore[arg-type]  # it asks nothing of the services
        self.draft_record, self.draft_compartment = "one", GENERAL
        self.words, self.flying, self.told = "", False, 0

    @property
    def draft_in_flight(self) -> bool:
        return self.flying

    def open(self, record: str = "one", **_more: Any) -> None:
        self.draft_record, self.words = record, ""

    def save_draft(self) -> dict[str, Any] | None:
        return {"words": self.words} if self.words else None

    def restore_draft(self, draft: dict[str, Any]) -> None:
        self.words = draft["words"]

    def draft_kept(self) -> None:
        self.told += 1


class Other(Page):
    name = "other"
