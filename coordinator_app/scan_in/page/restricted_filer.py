"""Files one scan as restricted as soon as it is said: put together by a child process, then kept in the guarded side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coordinator_app.scan_in import restricted
from coordinator_app.scan_in.model import ScannedForm
from coordinator_app.scan_in.reading_jobs import BUILD, PagesGiven, built_of
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.form_box import Done, Failed

if TYPE_CHECKING:
    from coordinator_app.jobs.children import Answer


class RestrictedFiler:
    """`words` are what was typed of it; they are handed on and kept nowhere on the way."""

    def __init__(
        self, services: Services, owner: QObject, form: ScannedForm, words: Mapping[str, object]
    ) -> None:
        self._jobs, self._owner, self._form, self._words = services.jobs, owner, form, words

    def file(self, done: Done, failed: Failed) -> None:
        """Calls back `done` with Saved[ScannedForm], or `failed`."""
        form = self._form
        self._jobs.read(
            lambda session: restricted.given_restricted(session, form),
            done=guarded(self._owner, lambda given: self._build(given, done, failed)),
            failed=failed,
        )

    def _build(self, given: PagesGiven, done: Done, failed: Failed) -> None:
        self._jobs.child(
            BUILD,
            given,
            done=guarded(self._owner, lambda answer: self._keep(answer, done, failed)),
            failed=failed,
        )

    def _keep(self, answer: Answer, done: Done, failed: Failed) -> None:
        form, words, built = self._form, self._words, built_of(answer)
        self._jobs.write(
            lambda session: restricted.file_restricted(session, form, built, words), done=done, failed=failed
        )
