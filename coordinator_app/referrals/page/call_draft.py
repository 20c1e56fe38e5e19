"""What is typed about a safeguarding call and not recorded yet: kept as a guarded draft while it is being typed.

A lock that comes in the middle of a long telephone call takes nothing of it (003-6.4, decision 22).
"""

from __future__ import annotations

from typing import Any

from coordinator_app.core.privacy import Compartment
from coordinator_app.referrals.call_drafts import CALL_DRAFT
from coordinator_app.services import Services
from coordinator_app.ui.box_draft import BoxDraft
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import FormBox


class CallDraft(BoxDraft):
    """The draft of one open box. `pupil_id` and `discussion_id` say whom the call is about, both "" for nobody yet."""

    not_yet = "It is not recorded yet. Cancel throws it away."

    def __init__(self, services: Services, box: FormBox, pupil_id: str, discussion_id: str) -> None:
        super().__init__(services, box, DraftOf(CALL_DRAFT, pupil_id or discussion_id, Compartment.GUARDED))
        self._about = {"pupil_id": pupil_id, "discussion_id": discussion_id}

    def beside(self) -> dict[str, Any]:
        """Whom it is about: Today leads there (see `referrals.due`)."""
        return dict(self._about)
