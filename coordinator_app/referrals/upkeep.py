"""What is done after each unlock: notes whose time is over go, and drafts from earlier versions find their record."""

from __future__ import annotations

from typing import Any

from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.discussions import purge
from coordinator_app.referrals.misplaced import settle
from coordinator_app.referrals.model import InitialDiscussion
from coordinator_app.store.drafts import Draft
from coordinator_app.store.session import Session

SCREEN = "referral"
_PARAMS = "_params"  # what leads back to the screen; see `ui.draft_keeper`


def upkeep(session: Session) -> None:
    """Run after each unlock."""
    settle(session)
    purge(session)
    place_old_drafts(session)


def place_old_drafts(session: Session) -> int:
    """Put a draft that lies under "New referral" where its own pupil or first talk is opened; returns how many.

    Earlier versions left it there once a record was kept; a new referral passes it over, and would drop it. One that
    was typed at the record since is newer and stays.
    """
    moved = 0
    for draft in session.drafts():
        about = about_of(session, draft.body) if (draft.screen, draft.record_id) == (SCREEN, "") else {}
        if about:
            _move(session, draft, about)
            moved += 1
    return moved


def about_of(session: Session, body: dict[str, Any]) -> dict[str, str]:
    """What opens the record that a draft of a referral is about; empty for a new one, or if that record is gone."""
    pupil_id, talk_id = str(body.get("pupil_id") or ""), str(body.get("discussion_id") or "")
    if pupil_id and session.find(Pupil, pupil_id) is not None:
        return {"pupil_id": pupil_id}
    if not pupil_id and talk_id and session.find(InitialDiscussion, talk_id) is not None:
        return {"discussion_id": talk_id}
    return {}


def _move(session: Session, draft: Draft, about: dict[str, str]) -> None:
    (record_id,) = about.values()
    there = next(
        (one for one in session.drafts() if (one.screen, one.record_id) == (SCREEN, record_id)), None
    )
    with session.write() as work:
        if there is None or there.saved_at < draft.saved_at:
            work.save_draft(SCREEN, record_id, {**draft.body, _PARAMS: about})
        work.drop_draft(SCREEN, "")
