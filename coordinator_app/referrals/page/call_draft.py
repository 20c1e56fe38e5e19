"""What is typed about a safeguarding call and not recorded yet: kept as a guarded draft while it is being typed.

A lock that comes in the middle of a long telephone call takes nothing of it (003-6.4, decision 22).
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer

from coordinator_app.referrals.safeguarding import CALL_DRAFT, drop_call_draft, keep_call_draft
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_draft import put_back, typed
from coordinator_app.ui.notes import Note

AFTER_MS = 1_000  # a second after the last key; a lock takes no more than that


class CallDraft(QObject):
    """The draft of one open box. `pupil_id` and `discussion_id` say whom the call is about, both "" for nobody yet."""

    def __init__(self, services: Services, box: FormBox, pupil_id: str, discussion_id: str) -> None:
        super().__init__(box)
        self._services, self._box = services, box
        self._about = {"pupil_id": pupil_id, "discussion_id": discussion_id}
        self._record_id = pupil_id or discussion_id
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(AFTER_MS)
        self._wait.timeout.connect(self.keep)
        box.form.edited.connect(self._wait.start)
        box.accepted.connect(self._drop)
        box.rejected.connect(self._drop)
        self._before = typed(box.form)

    def read(self) -> None:
        """Put back what was typed before, unless something was typed in the meantime."""
        record_id = self._record_id
        self._services.jobs.read(
            lambda session: session.draft(CALL_DRAFT, record_id),
            done=guarded(self, self._put_back),
            failed=guarded(self, self._services.say.trouble),
        )

    def keep(self) -> None:
        """Write what stands in the box now."""
        self._wait.stop()
        body, record_id = {**self._about, **typed(self._box.form)}, self._record_id
        self._services.jobs.write(
            lambda session: keep_call_draft(session, record_id, body),
            failed=guarded(self, self._services.say.trouble),
        )

    def _put_back(self, body: dict[str, Any] | None) -> None:
        if body is None or typed(self._box.form) != self._before:
            return
        put_back(self._box.form, {name: value for name, value in body.items() if name not in self._about})
        self._box.form.add_widget(Note("info", "What you typed before is back.", "It is not recorded yet."))

    def _drop(self) -> None:
        self._wait.stop()
        record_id = self._record_id
        self._services.jobs.write(lambda session: drop_call_draft(session, record_id))
