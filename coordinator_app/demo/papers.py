"""Print and build by child processes, as the window does, and write the results into the practice folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from coordinator_app.access_requests.actions.hand_over import save_copy
from coordinator_app.access_requests.actions.pack_spool import PackSpool
from coordinator_app.access_requests.building import build_and_wait
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.pack_order import BuiltPack, PackOrder
from coordinator_app.core.answers import read_answer
from coordinator_app.core.page_images import PageShown, PagesWanted
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.documents.model import Looked
from coordinator_app.documents.reading_jobs import PAGES, FileGiven, looked_of, pages_of
from coordinator_app.jobs.job import Progress
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.store.session import Session

_LOOK = "practice.look"
_PATIENCE = 900.0  # seconds: a slow laptop still finishes the practice pack


@dataclass(slots=True)
class Papers:
    """Where the papers of the story go; `written` lists them in the order of the story."""

    jobs: Jobs[Session]
    folder: Path
    tell: Callable[[Progress], None]
    written: list[Path] = field(default_factory=list)

    def draft(self, order: PrintOrder) -> Printed:
        """Print a form or letter without keeping it: for the version and fingerprint of its wording."""
        return read_answer(Printed, self.jobs.wait(self.jobs.child("print.form", order), _PATIENCE))

    def print(self, order: PrintOrder, name: str) -> Printed:
        """Print a form or letter and keep it as `name`.pdf."""
        printed = self.draft(order)
        self._path(name).write_bytes(printed.pdf)
        return printed

    def look(self, content: bytes, name: str) -> Looked:
        """Have a child look at a file, made by the story itself, before it is kept."""
        return looked_of(self.jobs.wait(self.jobs.child(_LOOK, FileGiven(name, content)), _PATIENCE))

    def pages(self, content: bytes) -> tuple[PageShown, ...]:
        """The pages of a document with the places of their words."""
        return pages_of(self.jobs.wait(self.jobs.child(PAGES, PagesWanted(content)), _PATIENCE)).pages

    def build(self, order: PackOrder, spool: PackSpool) -> BuiltPack:
        """Build and check a pack; its files go into the vault."""
        return build_and_wait(self.jobs, order, spool, _PATIENCE, self.tell)

    def hand_over(self, session: Session, request: AccessRequest, pack: Pack) -> None:
        """Save the locked pack as the window does; names of files never hold a name of a person."""
        save_copy(session, request, pack, self._path("access-request-pack"))

    def _path(self, name: str) -> Path:
        path = self.folder / f"{len(self.written) + 1:02d}-{name}.pdf"
        self.written.append(path)
        return path
