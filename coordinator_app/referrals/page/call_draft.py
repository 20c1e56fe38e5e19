"""What is typed about a safeguarding call and not recorded yet: kept as a guarded draft while it is being typed.

A lock that comes in the middle of a long telephone call takes nothing of it (003-6.4, decision 22).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coordinator_app.core.privacy import Compartment
from coordinator_app.referrals.call_drafts import CALL_DRAFT
from coordinator_app.services import Services
from coordinator_app.ui.box_draft import BoxDraft
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.draft_merge import both
from coordinator_app.ui.form_box import FormBox

_WHO = frozenset({"given_names", "family_name", "birth_date", "school_id"})


class CallDraft(BoxDraft):
    """The draft of one open box. `pupil_id` and `discussion_id` say whom the call is about, both "" for nobody yet."""

    not_yet = "It is not recorded yet. Cancel throws it away."

    def __init__(self, services: Services, box: FormBox, pupil_id: str, discussion_id: str) -> None:
        super().__init__(services, box, DraftOf(CALL_DRAFT, pupil_id or discussion_id, Compartment.GUARDED))
        self._about = {"pupil_id": pupil_id, "discussion_id": discussion_id}

    def beside(self) -> dict[str, Any]:
        """Whom it is about: Today leads there (see `referrals.due`).

        Who is not on the list yet is named even where the page filled the name in, for the next page fills in another.
        """
        return {name: value for name, value in self._typed().items() if name in _WHO} | self._about

    @staticmethod
    def joined(older: Mapping[str, Any], body: Mapping[str, Any]) -> dict[str, Any]:
        """Words about one child never stand under the name of another without saying so."""
        return both(_as_of_another(older) if _differ(older, body) else older, body)

    def _put_back(self, body: dict[str, Any] | None) -> None:
        now = self._typed()
        quick = {name: value for name, value in now.items() if value != self._before.get(name)}
        if body is not None and _differ(body, quick):  # another name was typed before this had come
            body = _as_of_another(body)
        super()._put_back(body)


def _name(body: Mapping[str, Any]) -> str:
    return " ".join(str(body.get(name) or "") for name in ("given_names", "family_name")).strip()


def _differ(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(_name(one) and _name(other)) and _name(one) != _name(other)


def _as_of_another(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"words": f"Typed before, about {_name(body)}: {body['words']}"} if body.get("words") else {}
