"""Files scans one after the other: each is put together by a child process, then kept as a document in one go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator_app.scan_in import filing
from coordinator_app.scan_in.model import ScannedForm
from coordinator_app.scan_in.reading_jobs import BUILD, PagesGiven, built_of
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.jobs.children import Answer


class Filer(QObject):
    """`told(n, total)` while it works, `over(list[Saved])` at the end; `failed(form, error)` for one that stays in the tray."""

    told = Signal(int, int)
    over = Signal(object)
    failed = Signal(object, object)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = services
        self._left: list[ScannedForm] = []
        self._total = 0
        self._filed: list[Saved[ScannedForm]] = []

    @property
    def works(self) -> bool:
        """Whether scans are being filed now."""
        return self._total > 0

    def file(self, forms: Sequence[ScannedForm]) -> None:
        """File these; nothing happens while others are being filed, or for none."""
        if self.works or not forms:
            return
        self._left, self._total, self._filed = list(forms), len(forms), []
        self._next()

    def _next(self) -> None:
        if not self._left:
            filed, self._filed, self._total = self._filed, [], 0
            self.over.emit(filed)
            return
        self.told.emit(self._total - len(self._left) + 1, self._total)
        form = self._left.pop(0)
        self._desk.jobs.read(
            lambda session: filing.given(session, form),
            done=guarded(self, lambda given: self._build(form, given)),
            failed=guarded(self, lambda error: self._stays(form, error)),
        )

    def _build(self, form: ScannedForm, given: PagesGiven) -> None:
        self._desk.jobs.child(
            BUILD,
            given,
            done=guarded(self, lambda answer: self._keep(form, answer)),
            failed=guarded(self, lambda error: self._stays(form, error)),
        )

    def _keep(self, form: ScannedForm, answer: Answer) -> None:
        built = built_of(answer)
        self._desk.jobs.write(
            lambda session: filing.file_form(session, form, built),
            done=guarded(self, self._kept),
            failed=guarded(self, lambda error: self._stays(form, error)),
        )

    def _kept(self, saved: Saved[ScannedForm]) -> None:
        self._filed.append(saved)
        self._next()

    def _stays(self, form: ScannedForm, error: Exception) -> None:
        self.failed.emit(form, error)
        self._next()
